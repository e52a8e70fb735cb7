"""Two wordings of one statement, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

__all__ = ["Piece", "compared"]


class Piece(Struct, frozen=True):
    """A run of words: in both versions, in the fullest alone (`dropped`) or in the other alone (`added`)."""

    kind: Literal["same", "dropped", "added"]
    text: str


def compared(fullest: str, version: str) -> tuple[Piece, ...]:
    """Return `version` against `fullest`; case and punctuation at the ends of words do not count as differences.

    >>> [(p.kind, p.text) for p in compared("we lay the keel in May", "We lay keel in June.")]
    [('same', 'We lay '), ('dropped', 'the '), ('same', 'keel in '), ('dropped', 'May'), ('added', 'June.')]
    """
    old, new = _words(fullest), _words(version)
    matcher = SequenceMatcher(None, list(map(_core, old)), list(map(_core, new)), autojunk=False)
    return tuple(_pieces(matcher.get_opcodes(), old, new))


def _pieces(
    codes: Sequence[tuple[str, int, int, int, int]], old: Sequence[str], new: Sequence[str]
) -> Iterator[Piece]:  # fmt: skip
    for code, a, b, c, d in codes:
        if code == "equal":
            yield Piece("same", "".join(new[c:d]))
            continue
        if a < b:
            yield Piece("dropped", "".join(old[a:b]))
        if c < d:
            yield Piece("added", "".join(new[c:d]))


def _words(text: str) -> list[str]:
    """Words with the blanks that follow them."""
    return re.findall(r"\S+\s*", text)


def _core(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", word).casefold() or word.strip()
