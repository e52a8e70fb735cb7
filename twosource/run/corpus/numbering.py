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
    """The n-grams of all shards whose hash is from `low` to before `high`."""
    parts = (shard.between(low, high) for shard in shards)
    placed = zip(parts, numbering.words[:-1], strict=True)
    return [Keys(one.hashes, one.places + first, one.before) for one, first in placed]


def ranks_of(ids: Sequence[str]) -> "Places":
    """Return for each of `ids` its place in their order.

    >>> ranks_of(["b", "c", "a"]).tolist()
    [1, 2, 0]
    """
    out = np.empty(len(ids), np.int64)
    out[np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int64)] = np.arange(len(ids))
    return out


def turned(seeds: "Places", starts: "Places", ranks: "Places") -> "Places":
    """Return `seeds`, each so that the text whose id comes first is on the left, whatever was read first."""
    rank = ranks[texts_at(starts, seeds)]
    return np.where((rank[:, 0] > rank[:, 1])[:, None], seeds[:, ::-1], seeds)


def local_passages(texts: Texts, seeds: "Places", ranks: "Places", grain: Grain) -> Found:
    """Return the passages around `seeds`, the text whose id comes first (by `ranks`) on the left."""
    return passages_of(texts, runs_of(texts, turned(seeds, texts.starts, ranks), grain.gram), grain)


def put_together(shards: Sequence[Shard], numbering: Numbering, places: "Places") -> "tuple[Texts, Places, Places]":
    """Return the texts that `places` are in, their numbers, and `places` counted in them."""
    texts = texts_at(numbering.starts, places)
    numbers = np.unique(texts)
    lengths = numbering.starts[numbers + 1] - numbering.starts[numbers]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    words = np.empty(starts[-1], np.uint32)
    bounds = np.searchsorted(numbers, numbering.texts)
    for shard, first_word, (a, b) in zip(shards, numbering.words[:-1], pairwise(bounds), strict=True):
        away = np.repeat(numbering.starts[numbers[a:b]] - first_word - starts[a:b], lengths[a:b])
        words[starts[a] : starts[b]] = np.asarray(shard.words)[away + np.arange(starts[a], starts[b])]
    moved = starts[np.searchsorted(numbers, texts)] - numbering.starts[texts]
    return Texts(words, starts), numbers, places + moved
