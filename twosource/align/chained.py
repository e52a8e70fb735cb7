"""Tiles chained into passages, over all pairs of texts at once, wherever there is no doubt about the chains."""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.align.grown import Grown, Texts
from twosource.align.passages import LEAST_SIMILAR, WIDEST_GAP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
    Which = NDArray[np.bool_]

__all__ = ["Chains", "chained", "in_doubt"]


class Chains(Struct, frozen=True):
    """Tiles that follow each other: the first and the last of each chain, by number, and its equal words.

    The words that are equal in the gaps between its tiles are counted.
    """

    first: "Places"
    last: "Places"
    equal: "Places"


def in_doubt(pair: "Places", tiles: Grown, least: int) -> "Which":
    """Which tiles could follow several, or not the one before them, or could be followed by several.

    Tiles have at least `least` words, and those of a pair are in the order of the left text.
    """
    out = np.zeros(len(pair), bool)
    followed, follows = np.zeros(len(pair), np.int64), np.zeros(len(pair), np.int64)
    for away in range(1, WIDEST_GAP // least + 2):
        near = np.flatnonzero(_near(pair, tiles, away))
        followed[near] += 1
        follows[near + away] += 1
        if away > 1:
            out[near] = True
    return out | (followed > 1) | (follows > 1) | _unlike(pair, tiles)


def chained(texts: Texts, pair: "Places", tiles: Grown) -> Chains:
    """Return the chains of `tiles`, none of which is in doubt."""
    linked = _linked(pair, tiles)
    first = np.flatnonzero(np.append(True, ~linked)[: len(pair)])
    equal = tiles.length.copy()
    equal[1:][linked] += _equal_in_gaps(texts, tiles, np.flatnonzero(linked))
    return Chains(first, np.append(first[1:], len(pair))[: len(first)] - 1, _sums(equal, first))


def _near(pair: "Places", tiles: Grown, away: int) -> "Which":
    """Whether each tile may be followed by the one that is so many behind it."""
    gap_left, gap_right = _gaps(tiles, away)
    near = (gap_left >= 0) & (gap_left <= WIDEST_GAP) & (gap_right >= 0) & (gap_right <= WIDEST_GAP)
    out: Which = near & (pair[away:] == pair[:-away])
    return out


def _linked(pair: "Places", tiles: Grown) -> "Which":
    """Whether each tile but the last is followed by the next one."""
    return _near(pair, tiles, 1)


def _gaps(tiles: Grown, away: int) -> "tuple[Places, Places]":
    return (
        tiles.left[away:] - (tiles.left + tiles.length)[:-away],
        tiles.right[away:] - (tiles.right + tiles.length)[:-away],
    )


def _unlike(pair: "Places", tiles: Grown) -> "Which":
    """Which tiles would make their chain so gappy that they may not follow in it."""
    if not len(pair):
        return np.zeros(0, bool)
    first = np.append(True, ~_linked(pair, tiles))
    at = np.maximum.accumulate(np.where(first, np.arange(len(pair)), 0))
    sums = np.cumsum(tiles.length)
    equal = sums - (sums - tiles.length)[at]
    spans = (side + tiles.length - side[at] for side in (tiles.left, tiles.right))
    out: Which = equal < LEAST_SIMILAR * np.maximum(*spans)
    return out


def _sums(values: "Places", first: "Places") -> "Places":
    out: Places = np.add.reduceat(values, first) if len(first) else np.zeros(0, np.int64)
    return out


def _equal_in_gaps(texts: Texts, tiles: Grown, before: "Places") -> "Places":
    """The most words that are equal, in one order, between each tile and the next one."""
    sides = []
    for start, strange in ((tiles.left, -1), (tiles.right, -2)):
        begin, end = (start + tiles.length)[before], start[before + 1]
        at = begin[:, None] + np.arange(WIDEST_GAP)
        words = texts.words.take(at, mode="clip").astype(np.int64)
        sides.append(np.where(at < end[:, None], words, strange))
    return _longest_common(*sides)


def _longest_common(left: "Places", right: "Places") -> "Places":
    """The length of the longest common subsequence of each row of `left` and of `right`, by bits (Hyyrö 2004)."""
    width = left.shape[1]
    bits = np.left_shift(1, np.arange(width))
    state = np.full(len(left), (1 << width) - 1)
    for at in range(right.shape[1]):
        both = state & ((left == right[:, at : at + 1]) * bits).sum(axis=1)
        state = (state + both) | (state - both)
    out: Places = width - _ones(width)[state & ((1 << width) - 1)]
    return out


@cache
def _ones(width: int) -> "Places":
    """The number of bits that are set in each number of so many bits."""
    return np.array([number.bit_count() for number in range(1 << width)])
