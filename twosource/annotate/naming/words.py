"""A paragraph as the words that names are made of."""

import re
from collections.abc import Iterator

from msgspec import Struct

__all__ = ["Word", "words_of_line"]

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|(?:[A-Z]|St|Jr|Sr|Mr|Mrs|Ms|Dr|Gen|Gov|Sen|Rep|Col|Lt|Capt|Sgt|Maj|Adm|Rev)\.|"
                  r"[^\W_]+(?:['’&][^\W_]+)*")  # fmt: skip
POSSESSIVE = re.compile(r"['’]s?$")
LONE_MARK = re.compile(r"['’](?!\w)")
PRONOUN = re.compile(r"I(?:\W|$)")
LOWER_TAIL = frozenset({"s", "t", "re", "ll", "ve", "d", "m"})


class Word(Struct, frozen=True):
    """A word of a paragraph: where, what, whether it is possessive and whether it has a capital."""

    start: int
    end: int
    text: str
    possessive: bool
    capital: bool


def words_of_line(text: str) -> Iterator[Word]:
    """Yield the words of a paragraph, abbreviations with their points, possessive endings cut.

    >>> [(word.text, word.possessive) for word in words_of_line("The U.S. coast guard's Alma")]
    [('The', False), ('U.S.', False), ('coast', False), ('guard', True), ('Alma', False)]
    """
    for match in WORD.finditer(text):
        start, end = match.span()
        whole = match.group()
        bare = POSSESSIVE.sub("", whole) or whole if whole[-1] in "'’s" else whole
        if bare in LOWER_TAIL and text[start - 1 : start] in {"'", "’"}:
            continue
        after = bare.endswith("s") and LONE_MARK.match(text, end) is not None
        capital = bare[0].isupper() and PRONOUN.match(bare) is None
        yield Word(start, start + len(bare), bare, bare != whole or after, capital)
