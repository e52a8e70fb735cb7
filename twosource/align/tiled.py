"""Runs cut so that no word is in two of them, over all pairs of texts at once."""

from typing import TYPE_CHECKING

import numpy as np

from twosource.align.grown import Grown
from twosource.align.sorting import radix_order

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
    Which = NDArray[np.bool_]

__all__ = ["overlapping", "tiled"]


def overlapping(pair: "Places", start: "Places", end: "Places") -> "Which":
    """Which stretches begin before another one of their pair, which began no later, has ended."""
    out = np.zeros(len(pair), bool)
    if len(pair):
        apart = pair * (end.max() + 1)  # so that those of one pair are all before those of the next
        order = np.argsort(start + apart, kind="stable")  # fast, since most are in order already
        furthest = np.maximum.accumulate((end + apart)[order])
        out[order[1:]] = (start + apart)[order][1:] < furthest[:-1]
    return out


def tiled(pair: "Places", runs: Grown, least: int) -> "tuple[Places, Grown]":
    """Return what `passages` makes of runs that overlap, the longest first to choose, and the pair of each tile.

    A run that is longer than all that overlap it is a tile wherever it stands in the order: so all such runs are taken
    at once, what they leave of the others is cut, and so on.
    """
    done = []
    while len(pair):
        one, other = (
            np.concatenate(sides)
            for sides in zip(
                *(_overlaps(pair, start, start + runs.length) for start in (runs.left, runs.right)), strict=True
            )
        )
        rank = np.empty(len(pair), np.int64)
        rank[radix_order([runs.right, runs.left, runs.length.max() - runs.length, pair])] = np.arange(len(pair))
        first = rank[one] < rank[other]
        better, worse = np.where(first, one, other), np.where(first, other, one)
        tile = np.ones(len(pair), bool)
        tile[worse] = False
        done.append((pair[tile], runs.chosen(tile)))
        cutting = tile[better]
        numbers, starts, ends = _left_over(runs, better[cutting], worse[cutting], least)
        whole = ~tile
        whole[worse[cutting]] = False
        whole_numbers = np.flatnonzero(whole)
        numbers = np.concatenate([whole_numbers, numbers])
        starts = np.concatenate([np.zeros(len(whole_numbers), np.int64), starts])
        ends = np.concatenate([runs.length[whole_numbers], ends])
        pair, rest = pair[numbers], runs.chosen(numbers)
        runs = Grown(rest.left + starts, rest.right + starts, ends - starts, rest.left_text, rest.right_text)
    pairs = np.concatenate([pair, *(some for some, _ in done)])
    tiles = Grown.joined([runs, *(some for _, some in done)])
    order = radix_order([tiles.right, tiles.left, pairs])
    return pairs[order], tiles.chosen(order)


def _overlaps(pair: "Places", start: "Places", end: "Places") -> "tuple[Places, Places]":
    """Each two stretches of a pair that have a word in common, by their numbers."""
    apart = pair * (end.max() + 1)
    order = radix_order([start, pair])
    count = np.searchsorted((start + apart)[order], (end + apart)[order]) - np.arange(len(pair)) - 1
    begins = np.arange(1, len(pair) + 1) - (np.cumsum(count) - count)
    return np.repeat(order, count), order[np.repeat(begins, count) + np.arange(count.sum())]


def _left_over(runs: Grown, tiles: "Places", cut: "Places", least: int) -> "tuple[Places, Places, Places]":
    """What `tiles` leave of the runs `cut`, from and to before, counted in the run: parts of at least so many words."""
    begin = np.concatenate([(side[tiles] - side[cut]) for side in (runs.left, runs.right)])
    number = np.concatenate([cut, cut])
    length = runs.length[number]
    start = begin.clip(0, length)
    end = (begin + np.concatenate([runs.length[tiles]] * 2)).clip(0, length)
    order = radix_order([start, number])
    number, start, end, length = number[order], start[order], end[order], length[order]
    apart = number * (length.max() + 1) if len(number) else number
    taken = np.maximum.accumulate(end + apart) - apart
    new = np.concatenate(([True], number[1:] != number[:-1]))[: len(number)]
    last = np.append(new[1:], True)[: len(number)]
    free_from = np.concatenate([np.zeros(new.sum(), np.int64), taken])
    free_to = np.concatenate([start[new], np.where(last, length, np.append(start[1:], 0)[: len(number)])])
    numbers = np.concatenate([number[new], number])
    long = free_to - free_from >= least
    return numbers[long], free_from[long], free_to[long]
