"""A paragraph as the words that names are made of."""

import re
from collections.abc import Iterator

from msgspec import Struct

from twosource.annotate.naming.patterns import pattern
from twosource.words import lines

__all__ = ["Word", "words_of_line"]

TITLES = "|".join(lines("en/abbreviated_titles"))
WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}|(?:[A-Z]|{TITLES})\.|[^\W_]+(?:['’&][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s?$")
LONE_MARK = re.compile(r"['’](?!\w)")


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
        if bare in lines("en/contracted_endings") and text[start - 1 : start] in {"'", "’"}:
            continue
        after = bare.endswith("s") and LONE_MARK.match(text, end) is not None
        capital = bare[0].isupper() and pattern("pronoun of the speaker").match(bare) is None
        yield Word(start, start + len(bare), bare, bare != whole or after, capital)
