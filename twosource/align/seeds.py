"""Where two texts begin to agree: the second half of the join."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from twosource.align.groups import Groups, texts_at
from twosource.align.shard import STRANGE

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


def seeds_of(groups: Groups, starts: "NDArray[np.int64]", aside: Boilerplate) -> "NDArray[np.int64]":
    """Return pairs of places at which two texts begin to share a run of words, one row a pair, sorted by the first.

    A run that two texts share has a seed where its first n-gram that is no boilerplate begins: there the n-grams before
    differ, or are boilerplate. (Now and then a run has more than one.) The first place is in the text that comes first.
    """
    texts = texts_at(starts, groups.places)
    group = np.repeat(np.arange(len(groups.first)), np.diff(np.append(groups.first, len(groups.places))))
    begins = (groups.before == STRANGE) | aside.has(groups.before)
    found = [np.zeros((0, 2), np.int64), *_pairs(groups, group, texts, begins)]
    pairs = np.concatenate(found)
    return pairs[np.argsort(pairs[:, 0], kind="stable")]


def _pairs(
    groups: Groups, group: "NDArray[np.int64]", texts: "NDArray[np.int64]", begins: "NDArray[np.bool_]"
) -> Iterator["NDArray[np.int64]"]:
    """Each two of a group, those one apart first, then those two apart, and so on."""
    left = np.arange(len(group))
    apart = 1
    while len(left):
        left = left[left + apart < len(group)]
        left = left[group[left] == group[left + apart]]
        right = left + apart
        start = (groups.before[left] != groups.before[right]) | begins[left]
        chosen = start & (texts[left] != texts[right])
        yield np.stack([groups.places[left[chosen]], groups.places[right[chosen]]], axis=1)
        apart += 1
