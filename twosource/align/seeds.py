"""Where two texts begin to agree: the second half of the join."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from twosource.align.groups import Groups
from twosource.align.shard import STRANGE
from twosource.align.sorting import radix_order

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Boilerplate", "seeds_of"]

SLOTS = 1 << 24


class Boilerplate:
    """A table of n-grams set aside; it may hold one for boilerplate that is none, never the other way round."""

    def __init__(self, hashes: "NDArray[np.uint32]") -> None:
        self._table = np.zeros(SLOTS if len(hashes) else 1, bool)
        self._table[hashes % len(self._table)] = True

    def has(self, hashes: "NDArray[np.uint32]") -> "NDArray[np.bool_]":
        """Which of `hashes` may be boilerplate."""
        found: NDArray[np.bool_] = self._table[hashes % len(self._table)]
        return found


def seeds_of(groups: Groups, aside: Boilerplate) -> "NDArray[np.int64]":
    """Return pairs of places at which two texts begin to share a run of words, a row each, sorted by the first place.

    A row has the two places and the two texts they are in, the one that comes first on the left. A run that two texts
    share has a seed where its first n-gram that is no boilerplate begins: there the n-grams before differ, or are
    boilerplate. (Now and then a run has more than one.)
    """
    group = np.repeat(np.arange(len(groups.sizes)), groups.sizes)
    begins = (groups.before == STRANGE) | aside.has(groups.before)
    found = [np.zeros((0, 4), np.int64), *_pairs(groups, group, begins)]
    pairs = np.concatenate(found)
    return pairs[radix_order([pairs[:, 0]])]


def _pairs(groups: Groups, group: "NDArray[np.int64]", begins: "NDArray[np.bool_]") -> Iterator["NDArray[np.int64]"]:
    """Each two of a group, those one apart first, then those two apart, and so on."""
    left = np.arange(len(group))
    apart = 1
    while len(left):
        left = left[left + apart < len(group)]
        left = left[group[left] == group[left + apart]]
        right = left + apart
        start = (groups.before[left] != groups.before[right]) | begins[left]
        chosen = start & (groups.texts[left] != groups.texts[right])
        sides = left[chosen], right[chosen]
        yield np.stack([column[side] for column in (groups.places, groups.texts) for side in sides], axis=1)
        apart += 1
