"""The n-grams that several texts have and those that too many have, by ranges of hashes: the join's first half."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.align.grain import MOST_DOCUMENTS, MOST_REPEATS
from twosource.align.shard import PLACE_BITS, Shard

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["HASHES", "Collection", "Groups", "groups_of"]

HASHES = 1 << (64 - PLACE_BITS)


class Collection(Struct, frozen=True):
    """Shards one after the other: texts and words are numbered through.

    `first_word` and `first_text` say for each shard with which number it begins, `starts` where each text does.
    """

    shards: tuple[Shard, ...]
    first_word: "NDArray[np.int64]"
    first_text: "NDArray[np.int64]"
    starts: "NDArray[np.int64]"

    @classmethod
    def of(cls, shards: Sequence[Shard]) -> "Collection":
        """Number the texts of `shards` through."""
        words = np.cumsum([0, *(len(one.words) for one in shards)], dtype=np.int64)
        texts = np.cumsum([0, *(len(one.starts) - 1 for one in shards)], dtype=np.int64)
        starts = [one.starts[:-1] + base for one, base in zip(shards, words, strict=False)]
        return cls(tuple(shards), words, texts, np.concatenate([*starts, words[-1:]]))

    def texts_at(self, places: "NDArray[np.int64]") -> "NDArray[np.int64]":
        """The text in which each of `places` is; a text without words is in none."""
        return np.searchsorted(self.starts, places, "right") - 1


class Groups(Struct, frozen=True):
    """`places` of n-grams, those of one n-gram together and rising; `first` is where each group begins.

    `before` is the hash of the n-gram one word before each. `boilerplate` are the hashes of n-grams that too many texts
    have, or one too often: `count` texts have them, and `example` is a place of each.
    """

    places: "NDArray[np.int64]"
    before: "NDArray[np.uint32]"
    first: "NDArray[np.int64]"
    boilerplate: "NDArray[np.uint32]"
    count: "NDArray[np.int64]"
    example: "NDArray[np.int64]"


def groups_of(collection: Collection, low: int, high: int) -> Groups:
    """Return the groups of n-grams whose hash is from `low` to before `high` (of 2**42)."""
    hashes, places, before = _gathered(collection, low, high)
    first = _firsts(hashes)
    several = np.diff(np.append(first, len(hashes))) > 1
    inside = np.repeat(several, np.diff(np.append(first, len(hashes))))
    hashes, places, before = hashes[inside], places[inside], before[inside]
    first = _firsts(hashes)
    texts = collection.texts_at(places)
    count, most = _texts_and_repeats(texts, first)
    telling = (count > 1) & (count <= MOST_DOCUMENTS) & (most <= MOST_REPEATS)
    widespread = (count > MOST_DOCUMENTS) | (most > MOST_REPEATS)
    sizes = np.diff(np.append(first, len(places)))
    kept = np.repeat(telling, sizes)
    some = first[widespread]
    return Groups(
        places[kept],
        before[kept],
        np.cumsum(np.append(0, sizes[telling]))[:-1],
        (hashes[some] >> np.uint64(10)).astype(np.uint32),
        count[widespread],
        places[some],
    )


def _gathered(
    collection: Collection, low: int, high: int
) -> "tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.uint32]]":
    """Hash, place and n-gram before of all keys in the range, sorted by hash, then by place."""
    keys, places, before = [], [], []
    for shard, base in zip(collection.shards, collection.first_word, strict=False):
        start = np.searchsorted(shard.keys, np.uint64(low << PLACE_BITS))
        end = np.searchsorted(shard.keys, np.uint64((high << PLACE_BITS) - 1), "right")
        some = np.asarray(shard.keys[start:end])
        keys.append(some >> np.uint64(PLACE_BITS))
        places.append((some & np.uint64((1 << PLACE_BITS) - 1)).astype(np.int64) + base)
        before.append(np.asarray(shard.before[start:end]))
    hashes = np.concatenate(keys)
    bits = np.uint64(max(1, len(hashes)).bit_length())
    packed = ((hashes - np.uint64(low)) << bits) | np.arange(len(hashes), dtype=np.uint64)
    packed.sort()  # twice as fast as argsort, and stable since no two are alike
    order = (packed & np.uint64((1 << int(bits)) - 1)).astype(np.int64)
    packed >>= bits
    return packed + np.uint64(low), np.concatenate(places)[order], np.concatenate(before)[order]


def _firsts(values: "NDArray[np.uint64]") -> "NDArray[np.int64]":
    """Where in a sorted array a new value begins."""
    if not len(values):
        return np.zeros(0, np.int64)
    return np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))


def _texts_and_repeats(
    texts: "NDArray[np.int64]", first: "NDArray[np.int64]"
) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """For each group how many texts it is in, and how often in the text that has it most often."""
    if not len(texts):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    new = np.concatenate(([True], texts[1:] != texts[:-1]))
    new[first] = True
    begins = np.flatnonzero(new)
    repeats = np.diff(np.append(begins, len(texts)))
    of_group = np.searchsorted(begins, first)
    count = np.diff(np.append(of_group, len(begins)))
    return count, np.maximum.reduceat(repeats, of_group)
