"""The n-grams that several texts have and those that too many have, by ranges of hashes: the join's first half."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from twosource.align.grain import MOST_DOCUMENTS, MOST_REPEATS
from twosource.align.shard import BUCKETS, PLACE_BITS, PLACES, Keys
from twosource.align.sorting import radix_order

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

__all__ = ["Common", "Groups", "groups_of", "texts_at"]


AT_ONCE = 130_000  # n-grams sorted at once: they and what is made of them stay in the cache
STEP = 256  # words
MOST_BUCKETS = BUCKETS >> 8  # so that no more than 32 bits of their hashes differ


class Common(Struct, frozen=True):
    """N-grams that are boilerplate: `hashes` in 32 bits, `counts` of the texts that have it, an `example` place."""

    hashes: "NDArray[np.uint32]"
    counts: "Places"
    examples: "Places"

    @classmethod
    def joined(cls, parts: "Sequence[Common]") -> "Common":
        """All rows of `parts`, one part after the other."""
        return cls(*_columns(cls, parts, (np.uint32, np.int64, np.int64)))


class Groups(Struct, frozen=True):
    """`places` of n-grams that propose pairs, those of one n-gram together and rising, `sizes` of them.

    `texts` are those that the places are in, `before` has the hash of the n-gram one word before each.
    """

    places: "Places"
    texts: "Places"
    before: "NDArray[np.uint32]"
    sizes: "Places"

    @classmethod
    def joined(cls, parts: "Sequence[Groups]") -> "Groups":
        """All groups of `parts`, one part after the other."""
        return cls(*_columns(cls, parts, (np.int64, np.int64, np.uint32, np.int64)))


def _columns(kind: type[Struct], parts: Sequence[Struct], types: Sequence[Any]) -> Iterator[Any]:
    for name, one in zip(kind.__struct_fields__, types, strict=True):
        yield np.concatenate([np.zeros(0, one), *(getattr(part, name) for part in parts)])


def texts_at(starts: "Places", places: "Places") -> "Places":
    """The numbers of the texts in which `places` are, if text `n` is from ``starts[n]`` to ``starts[n + 1]``.

    >>> texts_at(np.array([0, 4, 4, 7]), np.array([0, 3, 4, 6])).tolist()
    [0, 0, 2, 2]
    """
    return np.searchsorted(starts, places, "right") - 1


def groups_of(keys: Sequence[Keys], starts: "Places") -> tuple[Groups, Common]:
    """Return the groups of equal n-grams among `keys`, and those that too many texts have, or one too often.

    `keys` are of one range of buckets, in the order of their places. The texts begin at `starts`.
    """
    finder = _Finder(starts)
    found = [_groups(some, finder) for some in _portions(keys)]
    groups, common = zip(*found, strict=True) if found else ((), ())
    return Groups.joined(groups), Common.joined(common)


def _portions(keys: Sequence[Keys]) -> Iterator[list[Keys]]:
    """The keys of some buckets at a time, few enough to be sorted fast."""
    keys = [one for one in keys if len(one.keys)]
    if not keys:
        return
    low, high = min(int(one.buckets[0]) for one in keys), 1 + max(int(one.buckets[-1]) for one in keys)
    step = MOST_BUCKETS
    while step > 1 and step * sum(len(one.keys) for one in keys) > AT_ONCE * (high - low):
        step //= 2
    for start in range(low - low % step, high, step):
        yield [one.between(start, start + step) for one in keys]


def _groups(keys: Sequence[Keys], finder: "_Finder") -> tuple[Groups, Common]:
    hashes, places, before = _several(keys)
    first = _firsts(hashes)
    texts = finder.texts_at(places)
    counts, most = _texts_and_repeats(texts, first)
    aside = (counts > MOST_DOCUMENTS) | (most > MOST_REPEATS)
    telling = (counts > 1) & ~aside
    sizes = _sizes(first, len(places))
    kept = np.repeat(telling, sizes)
    groups = Groups(places[kept], texts[kept], before[kept], sizes[telling])
    some = first[aside]
    return groups, Common((hashes[some] >> np.uint64(8)).astype(np.uint32), counts[aside], places[some])


def _several(keys: Sequence[Keys]) -> "tuple[NDArray[np.uint64], Places, NDArray[np.uint32]]":
    """Hash, place and n-gram before of all keys that are there more than once, sorted by hash, then by place."""
    whole = np.concatenate([one.keys for one in keys])
    order = radix_order([(whole >> np.uint64(PLACE_BITS)).astype(np.uint32)])  # the other bits are the same
    hashes = whole[order] >> np.uint64(PLACE_BITS)
    equal = hashes[1:] == hashes[:-1]
    several = np.flatnonzero(np.append(equal, False) | np.append(False, equal)) if len(hashes) else order
    order = order[several]
    first = np.repeat([one.first for one in keys], [len(one.keys) for one in keys])
    places = (whole[order] & PLACES).astype(np.int64) + first[order]
    return hashes[several], places, np.concatenate([one.before for one in keys])[order]


class _Finder:
    """Tells the texts that places are in, as `texts_at` does, for many places and the same texts."""

    def __init__(self, starts: "Places") -> None:
        self._starts = starts
        self._texts = texts_at(starts, np.arange(0, int(starts[-1]) + STEP, STEP))

    def texts_at(self, places: "Places") -> "Places":
        out = self._texts[places // STEP]
        still = np.flatnonzero(self._starts[out + 1] <= places)
        while len(still):
            out[still] += 1
            still = still[self._starts[out[still] + 1] <= places[still]]
        return out


def _firsts(values: "NDArray[np.uint64]") -> "Places":
    """Where in a sorted array a new value begins."""
    return np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1]))[: len(values)])


def _sizes(first: "Places", end: int) -> "Places":
    return np.diff(np.append(first, end))


def _texts_and_repeats(texts: "Places", first: "Places") -> "tuple[Places, Places]":
    """For each group how many texts it is in, and how often in the text that has it most often."""
    if not len(texts):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    new = np.concatenate(([True], texts[1:] != texts[:-1]))
    new[first] = True
    begins = np.flatnonzero(new)
    of_group = np.searchsorted(begins, first)
    most: Places = np.maximum.reduceat(_sizes(begins, len(texts)), of_group)
    return _sizes(of_group, len(begins)), most
