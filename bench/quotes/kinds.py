"""How well sources of each kind are found. The kind is told by the words of the gold source alone, by these rules,
the first that holds:

none        no source is told.
pronoun     all words are pronouns.
named       a word other than the first of a sentence has a capital and is no title or day ("Mr Orr", "the BBC").
anonymous   the main word, the last before "of", "who" and the like, is one of ``en/anonymous_sources``.
collective  the main word is a plural, or a body ("police", "the council").
role        anything else ("the mayor", "the report").
"""

import re
from importlib import import_module
from typing import Any

from twosource.words import lines

__all__ = ["by_source", "kind_of_source"]

Row = dict[str, Any]
# fmt: off
PRONOUNS = frozenset((
    "i", "you", "he", "she", "it", "we", "they", "him", "her", "them", "us", "me", "his", "its", "their", "our",
    "my", "your", "who", "which", "that", "this", "these", "those", "one", "everyone", "someone", "nobody",
    "anyone", "himself", "herself", "themselves",
))
# fmt: on
BEHIND = re.compile(r",|\b(?:of|who|whom|which|that|in|at|with|from|for|on|familiar|close)\b")


def by_source(gold: list[Row], found: dict[str, Row]) -> dict[str, Row]:
    """For each kind of source: share of the gold found as content, and with the right source."""
    told = [
        {
            **row,
            "attributions": [
                {**one, "kind": kind_of_source(row["text"], one["source"])} for one in row["attributions"]
            ],
        }
        for row in gold
    ]
    recall: dict[str, Row] = import_module("quotes").score(told, found)["recall"]
    return recall


def kind_of_source(text: str, source: list[list[int]]) -> str:
    """Tell the kind of a source by its words.

    >>> [kind_of_source(text, [[0, len(text)]]) for text in ("She", "the harbour master", "Officials in Oslo", "")]
    ['pronoun', 'role', 'anonymous', 'none']
    """
    words = [(start + m.start(), m.group()) for start, end in source for m in re.finditer(r"\w+", text[start:end])]
    if not words:
        return "none"
    if all(word.lower() in PRONOUNS for _, word in words):
        return "pronoun"
    head = _head(" ".join(text[start:end] for start, end in source))
    named = [word for at, word in words if word[:1].isupper() and not _opens_a_sentence(text, at)]
    if named or (words[0][1][:1].isupper() and len(words) == 1 and head not in _anonymous() | _bodies()):
        return "named"
    if head.removesuffix("s") in _anonymous() or head in _anonymous():
        return "anonymous"
    plural = head.endswith("s") and not head.endswith("ss")
    return "collective" if plural or head in _bodies() else "role"


def _head(source: str) -> str:
    before = BEHIND.split(source.strip(), maxsplit=1)[0]
    words = re.findall(r"\w+", before or source)
    return words[-1].lower() if words else ""


def _opens_a_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \t“\"‘'(")
    return not before or before[-1] in ".!?\n:"


def _anonymous() -> frozenset[str]:
    return frozenset(lines("en/anonymous_sources"))


def _bodies() -> frozenset[str]:
    return frozenset(lines("en/body_nouns"))
