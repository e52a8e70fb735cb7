"""What has capitals like a name and is none: tags, words for a class, what opens a sentence before a name."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import structs

from twosource.annotate.naming.candidates import Candidate
from twosource.annotate.naming.form import SUFFIXES, fold, letters_key
from twosource.annotate.naming.grouping import Group
from twosource.annotate.naming.lists import given_names, known_body, organisation_words, place_words
from twosource.annotate.naming.patterns import pattern
from twosource.annotate.naming.same import EntityType
from twosource.annotate.naming.titles import is_honorific, is_role_word
from twosource.model import Span
from twosource.words import lines

__all__ = ["is_somebody", "without_openers"]

BLANKS = re.compile(r"\s+")
SHORT = 5  # words of a line
TAG = re.compile(r"[DRI]-[A-Z][\w.]*")
OPENS = re.compile(r"(?:^|[\n.!?:•|\]]\s?|^\W+)[\"'“‘(]?$")


def without_openers(
    text: str, found: Sequence[Candidate], types: Mapping[str, EntityType], written: frozenset[str]
) -> list[Candidate]:
    """The candidates, without a word that opens a sentence before the name of a person: "Thank Orr", "Senior Orr".

    That is so if the name stands by itself elsewhere, and the word is one of a list or the text has it in lower case
    too (`written`), and the two only ever open a sentence together.
    """
    inside = {one.name for one in found if not _opens_sentence(text, one.span)}
    return [
        _shortened(text, one) if one.name not in inside and _is_opener(one.name, types, written) else one
        for one in found
    ]


def _is_opener(name: str, types: Mapping[str, EntityType], written: frozenset[str]) -> bool:
    first, _, rest = name.partition(" ")
    word = fold(first)
    plain_word = word in lines("en/before_names") or (word in written and word in _common_words())
    return plain_word and types.get(rest) == "person" and word not in given_names() and not is_role_word(first)


def _shortened(text: str, one: Candidate) -> Candidate:
    start = next(match.end() for match in BLANKS.finditer(text, one.span.start))
    return structs.replace(one, span=Span(start, one.span.end), name=one.name.partition(" ")[2])


def is_somebody(text: str, group: Group, written: frozenset[str]) -> bool:
    """Whether the occurrences name somebody or something of their own.

    Not a letter, a party with its state ("R-Texas"), an office or a general word alone, nor a single word that nothing
    tells to be a name, if the text has it in lower case too (`written`), or if it only ever opens a sentence and is a
    common one or the line is short (a heading).
    """
    names = [name for name in group.names if len(letters_key(name)) > 1 and not TAG.fullmatch(name)]
    if not any(known_body(name) or not _general(name) for name in names):
        return False
    unknown = group.kind == "other" and all(" " not in name and fold(name) not in given_names() for name in names)
    folded = set(map(fold, names))
    if folded <= written and (unknown or (group.kind == "organisation" and folded <= _common_words())):
        return False
    common = all(word in _common_words() or pattern("adverb").fullmatch(word) for word in folded)
    return not unknown or any(name.isupper() for name in names) or not all(_opens(text, s, common) for s in group.spans)


def _general(name: str) -> bool:
    bare = name.rstrip(".")
    return (
        name in organisation_words() or name in place_words() or is_role_word(name) or is_honorific(name)
        or fold(bare) in SUFFIXES
    )  # fmt: skip


def _opens_sentence(text: str, span: Span) -> bool:
    return OPENS.search(text[max(0, span.start - 4) : span.start]) is not None


def _opens(text: str, span: Span, common: bool) -> bool:
    if not _opens_sentence(text, span):
        return False
    line = text[text.rfind("\n", 0, span.start) + 1 : (text.find("\n", span.end) + 1 or len(text) + 1) - 1]
    return common or len(line.split()) <= SHORT


@cache
def _common_words() -> frozenset[str]:
    return frozenset(lines("en/common_words"))
