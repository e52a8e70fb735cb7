"""The n-grams that several texts have and those that too many have, by ranges of hashes: the join's first half."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.align.grain import MOST_DOCUMENTS, MOST_REPEATS
from twosource.align.shard import Keys

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

__all__ = ["Common", "Groups", "groups_of", "texts_at"]


class Common(Struct, frozen=True):
    """N-grams that are boilerplate: `hashes` in 32 bits, `counts` of the texts that have it, an `example` place."""

    hashes: "NDArray[np.uint32]"
    counts: "Places"
    examples: "Places"


class Groups(Struct, frozen=True):
    """`places` of n-grams that propose pairs, those of one n-gram together and rising; `first` is where each begins.

    `before` is the hash of the n-gram one word before each.
    """

    places: "Places"
    before: "NDArray[np.uint32]"
    first: "Places"


def texts_at(starts: "Places", places: "Places") -> "Places":
    """The numbers of the texts in which `places` are, if text `n` is from ``starts[n]`` to ``starts[n + 1]``.

    >>> texts_at(np.array([0, 4, 4, 7]), np.array([0, 3, 4, 6])).tolist()
    [0, 0, 2, 2]
    """
    return np.searchsorted(starts, places, "right") - 1


def groups_of(keys: Sequence[Keys], starts: "Places") -> tuple[Groups, Common]:
    """Return the groups of equal n-grams among `keys`, and those that too many texts have, or one too often.

    Each of `keys` is sorted, and all are of one range of hashes, in the order of their places. The texts begin at
    `starts`.
    """
    hashes, places, before = _merged(keys)
    several = _sizes(_firsts(hashes), len(hashes)) > 1
    inside = np.repeat(several, _sizes(_firsts(hashes), len(hashes)))
    hashes, places, before = hashes[inside], places[inside], before[inside]
    first = _firsts(hashes)
    counts, most = _texts_and_repeats(texts_at(starts, places), first)
    aside = (counts > MOST_DOCUMENTS) | (most > MOST_REPEATS)
    telling = (counts > 1) & ~aside
    sizes = _sizes(first, len(places))
    kept = np.repeat(telling, sizes)
    groups = Groups(places[kept], before[kept], np.cumsum(np.append(0, sizes[telling]))[:-1])
    some = first[aside]
    return groups, Common((hashes[some] >> np.uint64(10)).astype(np.uint32), counts[aside], places[some])


def _merged(keys: Sequence[Keys]) -> "tuple[NDArray[np.uint64], Places, NDArray[np.uint32]]":
    """Hash, place and n-gram before of all keys, sorted by hash, then by place."""
    hashes = np.concatenate([np.zeros(0, np.uint64), *(one.hashes for one in keys)])
    places = np.concatenate([np.zeros(0, np.int64), *(one.places for one in keys)])
    before = np.concatenate([np.zeros(0, np.uint32), *(one.before for one in keys)])
    if not len(hashes):
        return hashes, places, before
    low, bits = hashes.min(), np.uint64(len(hashes).bit_length())
    packed = ((hashes - low) << bits) | np.arange(len(hashes), dtype=np.uint64)
    packed.sort()  # twice as fast as argsort, and stable, since no two are alike
    order = (packed & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    return (packed >> bits) + low, places[order], before[order]


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
