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

from twosource.align.entangled import entangled, hopeless
from twosource.align.grain import Grain
from twosource.align.groups import groups_of
from twosource.align.grown import Ends, Grown, Texts, extended, runs_of
from twosource.align.hashing import WordHashes
from twosource.align.passages import passages
from twosource.align.runs import Run
from twosource.align.seeds import Boilerplate, seeds_of
from twosource.align.shard import HASHES, shard_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Found", "found_in", "passages_of"]


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
    pair = _numbers(runs)
    together = entangled(pair, runs, before, behind)
    alone = _alone(texts, runs, before, behind, ~together, grain)
    left = together & ~hopeless(pair, runs, before, behind, grain)
    return Found.joined([alone, _plainly(texts, runs.chosen(left), grain)])


def _alone(texts: Texts, runs: Grown, before: Ends, behind: Ends, simple: "NDArray[np.bool_]", grain: Grain) -> Found:
    """The passages that are one run each, with what its ends move on."""
    equal = runs.length + before.equal + behind.equal
    kept = simple & (equal >= grain.equal)
    base_left, base_right = texts.starts[runs.left_text[kept]], texts.starts[runs.right_text[kept]]
    return Found(
        runs.left_text[kept],
        runs.right_text[kept],
        (runs.left - before.left)[kept] - base_left,
        (runs.left + runs.length + behind.left)[kept] - base_left,
        (runs.right - before.right)[kept] - base_right,
        (runs.right + runs.length + behind.right)[kept] - base_right,
        equal[kept],
    )


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
