"""Places inside shared passages where two documents differ, and what third documents have there.

What only one document has came about in it; what others share with it was there before: the common errors of textual
criticism (Maas, Textkritik, 1927).
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from twosource.derive.overlap import Overlap

__all__ = ["Site", "agrees", "sites"]

LONGEST_READING = 8
"""Words of a reading; more are a block of text."""


class Site(Struct, frozen=True):
    """Two documents have the same words at (`left`, `right`) and at (`left_end`, `right_end`), and differ between."""

    left: int
    right: int
    left_end: int
    right_end: int


def sites(overlap: Overlap) -> Iterator[Site]:
    """Yield the places where the documents of `overlap` differ by a few words between equal ones; left is `here`."""
    last: tuple[int, int] | None = None
    for here, there in enumerate(overlap.to):
        if there < 0:
            continue
        if last is not None:
            gap = here - last[0], there - last[1]
            if gap != (1, 1) and min(gap) > 0 and max(gap) <= LONGEST_READING:
                yield Site(*last, here, there)
        last = here, there


def agrees(to: Sequence[int], start: int, end: int) -> bool:
    """Whether a document, whose words `to` gives, has the words from `start` to `end` as they are, one by one."""
    return to[start] >= 0 and all(to[at] == to[start] + at - start for at in range(start, end + 1))
