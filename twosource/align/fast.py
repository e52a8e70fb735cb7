"""The fast engine: the passages of many texts, the same that the plain one finds, over all pairs of texts at once.

Word n-grams are joined by their hashes (`shard`, `groups`, `seeds`), seeds grown to runs (`grown`), runs cut where
they overlap (`tiled`) and put together (`chained`). Only pairs in which one passage can be in the way of another go the
plain way, one by one.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.align.chained import chained, in_doubt
from twosource.align.grain import Grain
from twosource.align.groups import groups_of
from twosource.align.grown import Grown, Texts, extended, runs_of
from twosource.align.hashing import WordHashes
from twosource.align.passages import passages
from twosource.align.runs import Run
from twosource.align.seeds import Boilerplate, seeds_of
from twosource.align.shard import BUCKETS, shard_of
from twosource.align.sorting import radix_order
from twosource.align.tiled import overlapping, tiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
    Which = NDArray[np.bool_]

__all__ = ["Found", "found_in", "passages_of"]


MOST_TILED = 1000
"""Runs of a pair that are made tiles with those of all pairs at once: each of them may overlap each."""


class Found(Struct, frozen=True):
    """Passages, a row each: the two texts, the words from and to on either side (of their text), the equal words."""

    left_text: "NDArray[np.int64]"
    right_text: "NDArray[np.int64]"
    left: "NDArray[np.int64]"
    left_end: "NDArray[np.int64]"
    right: "NDArray[np.int64]"
    right_end: "NDArray[np.int64]"
    equal: "NDArray[np.int64]"

    @property
    def similarity(self) -> "NDArray[np.float64]":
        """Equal words as a share of the words of the longer side."""
        longer = np.maximum(self.left_end - self.left, self.right_end - self.right)
        out: NDArray[np.float64] = (self.equal / np.maximum(longer, 1)).round(4)
        return out

    def numbered(self, numbers: "NDArray[np.int64]") -> "Found":
        """The same passages, the text `n` called ``numbers[n]``."""
        rest = (getattr(self, name) for name in self.__struct_fields__[2:])
        return Found(numbers[self.left_text], numbers[self.right_text], *rest)

    @classmethod
    def joined(cls, parts: "Sequence[Found]") -> "Found":
        """All rows of `parts`, sorted."""
        empty = np.zeros(0, np.int64)
        columns = [np.concatenate([empty, *(getattr(one, n) for one in parts)]) for n in cls.__struct_fields__]
        order = radix_order(columns[::-1])
        return cls(*(column[order] for column in columns))


def found_in(texts: Sequence[str], grain: Grain) -> Found:
    """Return the passages that `texts` share, held in memory all at once.

    >>> rows = found_in(["one two three four five", "zero two three four"], Grain(gram=3, equal=3))
    >>> [column.tolist() for column in (rows.left, rows.left_end, rows.right, rows.right_end, rows.equal)]
    [[1], [4], [1], [4], [3]]
    """
    shard = shard_of(texts, WordHashes(), grain.gram)
    groups, common = groups_of([shard.between(0, BUCKETS)], shard.starts)
    seeds = seeds_of(groups, Boilerplate(common.hashes))
    whole = Texts(shard.words, shard.starts)
    return passages_of(whole, runs_of(whole, seeds, grain.gram), grain)


def passages_of(texts: Texts, runs: Grown, grain: Grain) -> Found:
    """Return the passages that `runs` make up, which are all of their pairs of texts."""
    pair = _numbers(runs)
    clashing = _whole_pairs(pair, _overlapping(pair, runs.left, runs.right, runs.length, runs.length))
    many = clashing & (np.bincount(pair, minlength=1) > MOST_TILED)[pair]
    few = clashing & ~many
    clear, doubtful = _by_chains(texts, pair[~clashing], runs.chosen(~clashing), grain)
    cut, more = _by_chains(texts, *tiled(pair[few], runs.chosen(few), grain.gram), grain)
    rest = runs.chosen(many | np.isin(pair, np.concatenate([doubtful, more])))
    return Found.joined([clear, cut, _plainly(texts, rest, grain)])


def _by_chains(texts: Texts, pair: "Places", tiles: Grown, grain: Grain) -> "tuple[Found, Places]":
    """The passages of the pairs whose tiles make chains without doubt, and the numbers of the other pairs.

    An end that moves on meets nothing of another passage if both, each moved on by itself, have no word in common.
    """
    unsure = _whole_pairs(pair, in_doubt(pair, tiles, grain.gram))
    doubt = np.unique(pair[unsure])
    pair, tiles = pair[~unsure], tiles.chosen(~unsure)
    chains = chained(texts, pair, tiles)
    first, last, pair = tiles.chosen(chains.first), tiles.chosen(chains.last), pair[chains.first]
    before, behind = extended(texts, first, -1), extended(texts, last, 1)
    left, right = first.left - before.left, first.right - before.right
    left_end, right_end = last.left + last.length + behind.left, last.right + last.length + behind.right
    crowded = _whole_pairs(pair, _overlapping(pair, left, right, left_end - left, right_end - right))
    equal = chains.equal + before.equal + behind.equal
    kept = ~crowded & (equal >= grain.equal)
    base_left, base_right = texts.starts[first.left_text], texts.starts[first.right_text]
    columns = (
        first.left_text, first.right_text, left - base_left, left_end - base_left, right - base_right,
        right_end - base_right, equal,
    )  # fmt: skip
    return Found(*(column[kept] for column in columns)), np.unique(np.concatenate([doubt, pair[crowded]]))


def _overlapping(pair: "Places", left: "Places", right: "Places", long_left: "Places", long_right: "Places") -> "Which":
    return overlapping(pair, left, left + long_left) | overlapping(pair, right, right + long_right)


def _whole_pairs(pair: "Places", some: "Which") -> "Which":
    """All runs of the pairs that `some` belong to."""
    marked = np.zeros(pair[-1] + 1 if len(pair) else 0, bool)
    marked[pair[some]] = True
    out: Which = marked[pair]
    return out


def _numbers(runs: Grown) -> "NDArray[np.int64]":
    """A number for each pair of texts, the same for all its runs."""
    if not len(runs.left):
        return np.zeros(0, np.int64)
    new = (runs.left_text[1:] != runs.left_text[:-1]) | (runs.right_text[1:] != runs.right_text[:-1])
    return np.concatenate(([0], np.cumsum(new)))


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
