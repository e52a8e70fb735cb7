"""Pairs of articles that may report one event: in a window that goes over the days, the same ones for any cut of them.

An article is compared with those before it, by day and id, that are no more than so many days older, and with those
that have no date. Which these are depends on these articles alone, so that days can be worked on apart, on any machine
and at any time.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from twosource.run.stories.packing import unpacked
from twosource.stories.index import Index
from twosource.stories.likeness import FLOOR, likenesses
from twosource.stories.vectors import Vector

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["PAIR", "pairs_across", "pairs_near"]

PAIR = np.dtype([("one", np.int64), ("other", np.int64), ("score", np.float64)])
"""Two articles by number and the log-odds that they report one event."""


def pairs_near(
    packed: Sequence[bytes], days: Sequence[int], asked: frozenset[int], window: int
) -> "Iterator[tuple[int, NDArray[np.void]]]":
    """Yield the pairs of each day in `asked`: those whose later article (`other`) is of that day, by place in `packed`.

    `packed` are vectors in the order of `days` and ids, from `window` days before the first day that is asked for.
    """
    active = _Active()
    for day, group in groupby(range(len(packed)), key=lambda place: days[place]):
        active.forget(day - window)
        found: list[tuple[int, int, float]] = []
        for place in group:
            vector = unpacked(packed[place])
            if day in asked:
                found += active.pairs(place, vector)
            active.add(place, day, vector)
        if day in asked:
            yield day, np.array(found, PAIR)


def pairs_across(
    undated: Sequence[bytes], packed: Sequence[bytes], days: Sequence[int]
) -> "Iterator[tuple[int, NDArray[np.void]]]":
    """Yield the pairs of each day: those of an article without a date (`one`, by place in `undated`) and one of it."""
    active = _Active()
    for place, one in enumerate(undated):
        active.add(place, 0, unpacked(one))
    for day, group in groupby(range(len(packed)), key=lambda place: days[place]):
        found = [row for place in group for row in active.pairs(place, unpacked(packed[place]))]
        yield day, np.array(found, PAIR)


class _Active:
    """The articles at hand, found by their terms."""

    def __init__(self) -> None:
        self._index = Index()
        self._vectors: dict[int, Vector] = {}
        self._days: dict[int, list[int]] = {}

    def add(self, place: int, day: int, vector: Vector) -> None:
        self._index.add(place, vector)
        self._vectors[place] = vector
        self._days.setdefault(day, []).append(place)

    def forget(self, before: int) -> None:
        """Let go of the articles of earlier days."""
        for day in [day for day in self._days if day < before]:
            for place in self._days.pop(day):
                self._index.remove(place)
                del self._vectors[place]

    def pairs(self, place: int, vector: Vector) -> Iterator[tuple[int, int, float]]:
        """The pairs of an article at hand and this one."""
        near = self._index.near(vector)
        scores = likenesses(vector, [self._vectors[one] for one in near]).tolist()
        return ((other, place, score) for other, score in zip(near, scores, strict=True) if score > FLOOR)
