"""The fast engine: the passages of many texts, the same that the plain one finds, over all pairs of texts at once.

Word n-grams are joined by their hashes (`shard`, `groups`, `seeds`), seeds grown to runs (`grown`); runs that have no
others near them are passages by themselves, and only what is left goes the plain way, pair by pair.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.align.grain import Grain
from twosource.align.groups import groups_of
from twosource.align.grown import Grown, Texts, extended, runs_of
from twosource.align.hashing import WordHashes
from twosource.align.passages import WIDEST_GAP, passages
from twosource.align.runs import Run
from twosource.align.seeds import Boilerplate, seeds_of
from twosource.align.shard import HASHES, shard_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Found", "found_in", "passages_of"]

NEIGHBOURS = 3  # runs that have room in the widest gap, and one more


class Found(Struct, frozen=True):
    """Passages, a row each: the two texts, the words from and to on either side (of their text), the equal words."""

    left_text: "NDArray[np.int64]"
    right_text: "NDArray[np.int64]"
    left: "NDArray[np.int64]"
    left_end: "NDArray[np.int64]"
    right: "NDArray[np.int64]"
    right_end: "NDArray[np.int64]"
    equal: "NDArray[np.int64]"

    @classmethod
    def joined(cls, parts: "Sequence[Found]") -> "Found":
        """All rows of `parts`, sorted."""
        empty = np.zeros(0, np.int64)
        columns = [np.concatenate([empty, *(getattr(one, n) for one in parts)]) for n in cls.__struct_fields__]
        order = np.lexsort(columns[::-1])
        return cls(*(column[order] for column in columns))


def found_in(texts: Sequence[str], grain: Grain) -> Found:
    """Return the passages that `texts` share, held in memory all at once.

    >>> rows = found_in(["one two three four five", "zero two three four"], Grain(gram=3, equal=3))
    >>> [column.tolist() for column in (rows.left, rows.left_end, rows.right, rows.right_end, rows.equal)]
    [[1], [4], [1], [4], [3]]
    """
    shard = shard_of(texts, WordHashes(), grain.gram)
    groups, common = groups_of([shard.between(0, HASHES)], shard.starts)
    seeds = seeds_of(groups, shard.starts, Boilerplate(common.hashes))
    whole = Texts(shard.words, shard.starts)
    return passages_of(whole, runs_of(whole, seeds, grain.gram), grain)


def passages_of(texts: Texts, runs: Grown, grain: Grain) -> Found:
    """Return the passages that `runs` make up, which are all of their pairs of texts."""
    before, behind = (extended(texts, runs, step) for step in (-1, 1))
    left, left_end = runs.left - before.left, runs.left + runs.length + behind.left
    right, right_end = runs.right - before.right, runs.right + runs.length + behind.right
    pair = _numbers(runs)
    entangled = np.zeros(len(pair), bool)
    entangled[_linked(pair, runs)] = True
    entangled |= _overlapping(pair, left, left_end) | _overlapping(pair, right, right_end)
    simple = ~np.isin(pair, pair[entangled])
    equal = runs.length + before.equal + behind.equal
    kept = simple & (equal >= grain.equal)
    base_left, base_right = texts.starts[runs.left_text[kept]], texts.starts[runs.right_text[kept]]
    alone = Found(
        runs.left_text[kept],
        runs.right_text[kept],
        left[kept] - base_left,
        left_end[kept] - base_left,
        right[kept] - base_right,
        right_end[kept] - base_right,
        equal[kept],
    )
    return Found.joined([alone, _plainly(texts, runs.chosen(~simple), grain)])


def _numbers(runs: Grown) -> "NDArray[np.int64]":
    """A number for each pair of texts, the same for all its runs."""
    if not len(runs.left):
        return np.zeros(0, np.int64)
    new = (runs.left_text[1:] != runs.left_text[:-1]) | (runs.right_text[1:] != runs.right_text[:-1])
    return np.concatenate(([0], np.cumsum(new)))


def _linked(pair: "NDArray[np.int64]", runs: Grown) -> "NDArray[np.int64]":
    """The runs that may be in a chain with one of those behind them: close to it on both sides."""
    out = []
    for away in range(1, NEIGHBOURS + 1):
        gap_left = runs.left[away:] - (runs.left + runs.length)[:-away]
        gap_right = runs.right[away:] - (runs.right + runs.length)[:-away]
        near = (gap_left <= WIDEST_GAP) & (gap_right <= WIDEST_GAP) & (gap_right >= 0) & (gap_left >= 0)
        out.append(np.flatnonzero(near & (pair[away:] == pair[:-away])))
    return np.concatenate(out)


def _overlapping(
    pair: "NDArray[np.int64]", start: "NDArray[np.int64]", end: "NDArray[np.int64]"
) -> "NDArray[np.bool_]":
    """Which stretches begin before another one of their pair, which began no later, has ended."""
    out = np.zeros(len(pair), bool)
    if len(pair):
        apart = pair * (end.max() + 1)  # so that those of one pair are all before those of the next
        order = np.argsort(start + apart, kind="stable")
        furthest = np.maximum.accumulate((end + apart)[order])
        out[order[1:]] = (start + apart)[order][1:] < furthest[:-1]
    return out


def _plainly(texts: Texts, runs: Grown, grain: Grain) -> Found:
    """The passages of pairs whose runs are close to each other or in each other's way."""

    @lru_cache(maxsize=256)
    def text(number: int) -> list[int]:
        out: list[int] = texts.words[texts.starts[number] : texts.starts[number + 1]].tolist()
        return out

    rows: list[tuple[int, ...]] = []
    for (left, right), found in groupby(_rows(texts, runs), key=lambda row: row[0]):
        several = passages(text(left), text(right), [run for _, run in found], grain)
        rows += [(left, right, *one.left, *one.right, one.equal) for one in several]
    return Found(*np.array(rows, np.int64).reshape(-1, 7).T)


def _rows(texts: Texts, runs: Grown) -> Iterator[tuple[tuple[int, int], Run]]:
    left = runs.left - texts.starts[runs.left_text]
    right = runs.right - texts.starts[runs.right_text]
    for one in zip(*(c.tolist() for c in (runs.left_text, runs.right_text, left, right, runs.length)), strict=True):
        yield one[:2], Run(*one[2:])
