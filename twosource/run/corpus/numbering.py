"""Texts and words of all shards numbered through, and the words of some of them put together."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.align.fast import Found, passages_of
from twosource.align.grain import Grain
from twosource.align.groups import texts_at
from twosource.align.grown import Texts, runs_of
from twosource.align.shard import Keys, Shard

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

__all__ = ["Numbering", "keys_between", "local_passages", "put_together", "ranks_of", "turned"]


class Numbering(Struct, frozen=True):
    """With which word and which text each shard begins, and with which word each text does; the ends last."""

    words: "Places"
    texts: "Places"
    starts: "Places"

    @classmethod
    def of(cls, shards: Sequence[Shard]) -> "Numbering":
        """Number the texts and words of `shards` through, in their order.

        >>> from twosource.align.hashing import WordHashes
        >>> from twosource.align.shard import shard_of
        >>> shards = [shard_of(texts, WordHashes(), 2) for texts in (["a b", "c"], ["d e f"])]
        >>> Numbering.of(shards).starts.tolist()
        [0, 2, 3, 6]
        """
        words = np.cumsum([0, *(int(one.starts[-1]) for one in shards)], dtype=np.int64)
        texts = np.cumsum([0, *(len(one.starts) - 1 for one in shards)], dtype=np.int64)
        starts = [one.starts[:-1] + base for one, base in zip(shards, words[:-1], strict=True)]
        return cls(words, texts, np.concatenate([*starts, words[-1:]]))

    def shards_of(self, texts: "Places") -> "Places":
        """The numbers of the shards that `texts` are in."""
        return texts_at(self.texts, texts)


def keys_between(shards: Sequence[Shard], numbering: Numbering, low: int, high: int) -> list[Keys]:
    """The n-grams of all shards in the buckets from `low` to before `high`."""
    placed = zip(shards, numbering.words[:-1].tolist(), strict=True)
    return [shard.between(low, high, first) for shard, first in placed]


def ranks_of(ids: Sequence[str]) -> "Places":
    """Return for each of `ids` its place in their order.

    >>> ranks_of(["b", "c", "a"]).tolist()
    [1, 2, 0]
    """
    out = np.empty(len(ids), np.int64)
    out[np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int64)] = np.arange(len(ids))
    return out


def turned(seeds: "Places", ranks: "Places") -> "Places":
    """Return `seeds`, each so that the text whose id comes first is on the left, whatever was read first."""
    later = ranks[seeds[:, 2]] > ranks[seeds[:, 3]]
    return np.where(later[:, None], seeds[:, [1, 0, 3, 2]], seeds)


def local_passages(texts: Texts, seeds: "Places", ranks: "Places", grain: Grain) -> Found:
    """Return the passages around `seeds`, the text whose id comes first (by `ranks`) on the left."""
    return passages_of(texts, runs_of(texts, turned(seeds, ranks), grain.gram), grain)


def put_together(shards: Sequence[Shard], numbering: Numbering, seeds: "Places") -> "tuple[Texts, Places, Places]":
    """Return the texts that `seeds` are in, their numbers, and `seeds` with places and texts counted in them.

    Shards are let go of one by one.
    """
    local = np.zeros(len(numbering.starts), np.int64)
    local[seeds[:, 2:]] = 1
    numbers = np.flatnonzero(local)
    local[numbers] = np.arange(len(numbers))
    lengths = numbering.starts[numbers + 1] - numbering.starts[numbers]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    bounds = np.searchsorted(numbers, numbering.texts)
    parts = [np.zeros(0, np.uint32)]
    for shard, first_word, (a, b) in zip(shards, numbering.words[:-1], pairwise(bounds), strict=True):
        begins = numbering.starts[numbers[a:b]] - first_word
        words = np.asarray(shard.words)
        spans = zip(begins.tolist(), (begins + lengths[a:b]).tolist(), strict=True)
        parts.append(np.concatenate([words[:0], *(words[i:j] for i, j in spans)]))
        shard.release()
    texts = local[seeds[:, 2:]]
    places = seeds[:, :2] + (starts[:-1] - numbering.starts[numbers])[texts]
    return Texts(np.concatenate(parts), starts), numbers, np.concatenate([places, texts], axis=1)
