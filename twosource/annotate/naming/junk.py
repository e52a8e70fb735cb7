"""What has capitals like a name and is none: cards that a page sets into the text, tags, words for a class."""

import re
from functools import cache

from twosource.annotate.naming.form import SUFFIXES, fold, letters_key
from twosource.annotate.naming.grouping import Group
from twosource.annotate.naming.lists import given_names, known_body, organisation_words, place_words
from twosource.annotate.naming.titles import is_honorific, is_role_word
from twosource.model import Span
from twosource.words import lines

__all__ = ["cards", "is_somebody"]

CARD = re.compile(
    r"\b(?P<last>[A-Z][\w'’-]+),?\s+(?:\S*[A-Z(]\S*\s+){0,5}?\(?[A-Z][\w.'’()-]*\s+(?P=last)(?=[A-Z\d])[^\n]{20,700}?\bMORE\b"
)
SHORT = 5  # words of a line
TAG = re.compile(r"[DRI]-[A-Z][\w.]*")
OPENS = re.compile(r"(?:^|[\n.!?:•|\]]\s?|^\W+)[\"'“‘(]?$")


def cards(text: str) -> tuple[Span, ...]:
    """Where a page has set links on a person behind the name: the full name, run into headlines, then "MORE".

    >>> text = "Sen. Ann Orlo Ann Mary OrloFerries late again Quay shut for a week MORE (Bergen) left."
    >>> [span.of(text) for span in cards(text)]
    ['Ann Mary OrloFerries late again Quay shut for a week MORE']
    """
    return tuple(Span(match.end("last") + 1, match.end()) for match in CARD.finditer(text))


def is_somebody(text: str, group: Group) -> bool:
    """Whether the occurrences name somebody or something of their own.

    Not a letter, a party with its state ("R-Texas"), an office or a general word alone, nor a single word that nothing
    tells to be a name and that only ever opens a sentence, if it is a common one or the line is short (a heading).
    """
    names = [name for name in group.names if len(letters_key(name)) > 1 and not TAG.fullmatch(name)]
    if not any(known_body(name) or not _general(name) for name in names):
        return False
    unknown = group.kind == "other" and all(" " not in name and fold(name) not in given_names() for name in names)
    common = set(map(fold, names)) <= _common_words()
    return not unknown or any(name.isupper() for name in names) or not all(_opens(text, s, common) for s in group.spans)


def _general(name: str) -> bool:
    bare = name.rstrip(".")
    return (
        name in organisation_words() or name in place_words() or is_role_word(name) or is_honorific(name)
        or fold(bare) in SUFFIXES
    )  # fmt: skip


def _opens(text: str, span: Span, common: bool) -> bool:
    if not OPENS.search(text[max(0, span.start - 4) : span.start]):
        return False
    line = text[text.rfind("\n", 0, span.start) + 1 : (text.find("\n", span.end) + 1 or len(text) + 1) - 1]
    return common or len(line.split()) <= SHORT


@cache
def _common_words() -> frozenset[str]:
    return frozenset(lines("en/common_words"))
