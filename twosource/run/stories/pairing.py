"""The pairs of all days, as tasks: a day is done again only where articles came that its pairs depend on."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from twosource.run.pool import Pool
from twosource.run.progress import Progress, followed
from twosource.run.stories.catalogue import Day, catalogue, packed
from twosource.run.stories.near import pairs_across, pairs_near
from twosource.run.stories.reading import UNDATED
from twosource.run.stories.shelf import Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["find_pairs"]

TOGETHER = 2000
"""Articles of a task, about: the days before them are gone through once for all."""


def find_pairs(
    shelf: Shelf, batches: int, window: int, hands: Pool, progress: Progress
) -> "tuple[dict[int, Path], dict[int, Path]]":
    """Find all pairs that are not found yet; return where those of each day are, and those with undated ones."""
    known = catalogue(shelf, batches)
    days = known.by_day(window)
    near = {one.day: shelf.pairs(one.day, one.digest) for one in days}
    missing = [one for one in days if not near[one.day].exists()]
    tasks = [(shelf, batches, window, some) for some in _together(missing, window)]
    for _ in followed(hands.each(_find_near, tasks), "compare", progress, len(tasks)):
        pass
    beside = _beside(shelf, days, known.undated())
    missing = [one for one in days if one.day in beside and not beside[one.day].exists()]
    more = [(shelf, batches, some, beside) for some in _together(missing, window)]
    for _ in followed(hands.each(_find_across, more), "compare undated", progress, len(more)):
        pass
    shelf.forget("pairs", list(near.values()))
    shelf.forget("across", list(beside.values()))
    return near, beside


def _together(days: Sequence[Day], window: int) -> Iterator[list[Day]]:
    """Days in portions, those that have the days before them in common together."""
    some: list[Day] = []
    room = TOGETHER
    for one in days:
        if some and (room <= 0 or one.day - some[-1].day > window):
            yield some
            some, room = [], TOGETHER
        some.append(one)
        room -= one.articles
    if some:
        yield some


def _find_near(shelf: Shelf, batches: int, window: int, asked: Sequence[Day]) -> None:
    known = catalogue(shelf, batches)
    numbers, vectors = packed(shelf, batches, known.numbers(asked[0].day - window, asked[-1].day))
    days = known.days[numbers].tolist()
    files = {one.day: shelf.pairs(one.day, one.digest) for one in asked}
    for day, pairs in pairs_near(vectors, days, frozenset(files), window):
        _save(shelf, files[day], pairs, np.array(numbers), np.array(numbers))


def _beside(shelf: Shelf, days: Sequence[Day], undated: int) -> "dict[int, Path]":
    """Where the pairs of each day with articles without a date are; none if there are none of these."""
    dated = [one for one in days if one.day != UNDATED] if undated else []
    return {one.day: shelf.across(one.day, (one.own + undated) % 2**64) for one in dated}


def _find_across(shelf: Shelf, batches: int, asked: Sequence[Day], files: "dict[int, Path]") -> None:
    known = catalogue(shelf, batches)
    undated, these = packed(shelf, batches, known.numbers(UNDATED, UNDATED))
    dated, those = packed(shelf, batches, known.numbers(asked[0].day, asked[-1].day))
    for day, pairs in pairs_across(these, those, known.days[dated].tolist()):
        _save(shelf, files[day], pairs, np.array(undated), np.array(dated))


def _save(
    shelf: Shelf, file: "Path", pairs: "NDArray[np.void]", one: "NDArray[np.int64]", other: "NDArray[np.int64]"
) -> None:
    """Keep pairs by the numbers of their articles."""
    pairs["one"], pairs["other"] = one[pairs["one"]], other[pairs["other"]]

    def write(path: "Path") -> None:
        with path.open("wb") as out:
            np.save(out, pairs)

    shelf.folder.write(file, write)
