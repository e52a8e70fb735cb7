"""Runs that are near each other or in each other's way, and those of them that can be no passage for all that."""

from typing import TYPE_CHECKING

import numpy as np

from twosource.align.grain import Grain
from twosource.align.grown import Ends, Grown
from twosource.align.passages import FURTHEST_SKIP, WIDEST_GAP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
    Which = NDArray[np.bool_]

__all__ = ["entangled", "hopeless"]

NEIGHBOURS = 3  # runs that have room in the widest gap, and one more


def entangled(pair: "Places", runs: Grown, before: Ends, behind: Ends) -> "Which":
    """Which runs are of pairs (numbered by `pair`) in which one may be in a chain with another, or in its way."""
    left, left_end = runs.left - before.left, runs.left + runs.length + behind.left
    right, right_end = runs.right - before.right, runs.right + runs.length + behind.right
    some = np.zeros(len(pair), bool)
    some[_linked(pair, runs)] = True
    some |= _overlapping(pair, left, left_end) | _overlapping(pair, right, right_end)
    return _whole_pairs(pair, some)


def hopeless(pair: "Places", runs: Grown, before: Ends, behind: Ends, grain: Grain) -> "Which":
    """Which runs are of pairs that need not be looked at more closely: none of their passages can be long enough."""
    if grain.gram <= FURTHEST_SKIP or not len(pair):
        return np.zeros(len(pair), bool)
    return _in_order(pair, runs, before, behind, grain) | _in_the_way(pair, runs, before, behind, grain)


def _in_order(pair: "Places", runs: Grown, before: Ends, behind: Ends, grain: Grain) -> "Which":
    """The runs of pairs that are in one order in both texts and too short for a passage, however put together.

    No end can skip a whole run: to two runs comes at most what is in the gap between them.
    """
    same = pair[1:] == pair[:-1]
    gap_left, gap_right = (start[1:] - (start + runs.length)[:-1] for start in (runs.left, runs.right))
    room = np.minimum(gap_left, gap_right)
    crowded = (behind.left[:-1] + before.left[1:] > gap_left) | (behind.right[:-1] + before.right[1:] > gap_right)
    linked = same & (np.maximum(gap_left, gap_right) <= WIDEST_GAP)
    grown_behind = np.append(np.where(same & crowded, room, behind.equal[:-1]), behind.equal[-1:])
    grown_before = np.append(before.equal[:1], np.where(same & crowded, room, before.equal[1:]))
    first = np.flatnonzero(np.concatenate(([True], ~linked)))
    last = np.append(first[1:], len(pair)) - 1
    inside = np.append(np.where(linked, room, 0), 0)
    most = np.add.reduceat(runs.length + inside, first) + grown_before[first] + grown_behind[last]
    promising = np.repeat(most >= grain.equal, last - first + 1)
    promising[1:] |= same & (room < 0)
    return ~_whole_pairs(pair, promising)


def _in_the_way(pair: "Places", runs: Grown, before: Ends, behind: Ends, grain: Grain) -> "Which":
    """The runs of pairs of two that overlap in one text, are far apart in the other, and too short each by itself."""
    out = np.zeros(len(pair), bool)
    sizes = np.bincount(pair)
    first = np.cumsum(np.append(0, sizes[:-1]))[sizes == 2]
    one, other = runs.chosen(first), runs.chosen(first + 1)
    away_left, away_right = (
        np.maximum(b - a - one.length, a - b - other.length)
        for a, b in ((one.left, other.left), (one.right, other.right))
    )
    apart = np.maximum(away_left, away_right) > WIDEST_GAP
    grown = runs.length + before.equal + behind.equal
    short = np.maximum(grown[first], grown[first + 1]) < grain.equal
    reaches = np.zeros(len(first), bool)
    for here, there in ((first, other), (first + 1, one)):
        for start, theirs, ends in ((runs.left, there.left, "left"), (runs.right, there.right, "right")):
            begin, end = start[here], start[here] + runs.length[here]
            front, back = getattr(before, ends)[here], getattr(behind, ends)[here]
            reaches |= (front > 0) & (theirs < begin) & (theirs + there.length > begin - front)
            reaches |= (back > 0) & (theirs < end + back) & (theirs + there.length > end)
    hopeless = first[apart & short & ~reaches]
    out[hopeless] = out[hopeless + 1] = True
    return out


def _whole_pairs(pair: "Places", some: "Which") -> "Which":
    """All runs of the pairs that `some` belong to."""
    marked = np.zeros(pair[-1] + 1 if len(pair) else 0, bool)
    marked[pair[some]] = True
    out: Which = marked[pair]
    return out


def _linked(pair: "Places", runs: Grown) -> "Places":
    """The runs that may be in a chain with one of those behind them: close to it on both sides."""
    out = []
    for away in range(1, NEIGHBOURS + 1):
        gap_left = runs.left[away:] - (runs.left + runs.length)[:-away]
        gap_right = runs.right[away:] - (runs.right + runs.length)[:-away]
        near = (gap_left <= WIDEST_GAP) & (gap_right <= WIDEST_GAP) & (gap_right >= 0) & (gap_left >= 0)
        out.append(np.flatnonzero(near & (pair[away:] == pair[:-away])))
    return np.concatenate(out)


def _overlapping(pair: "Places", start: "Places", end: "Places") -> "Which":
    """Which stretches begin before another one of their pair, which began no later, has ended."""
    out = np.zeros(len(pair), bool)
    if len(pair):
        apart = pair * (end.max() + 1)  # so that those of one pair are all before those of the next
        order = np.argsort(start + apart, kind="stable")
        furthest = np.maximum.accumulate((end + apart)[order])
        out[order[1:]] = (start + apart)[order][1:] < furthest[:-1]
    return out
