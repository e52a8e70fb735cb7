"""A table from numbers of 64 bits to numbers of 32 bits that is asked for millions at once."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Vocabulary"]

FIRST_BITS = 16
FULLEST = 0.4  # part of the slots that may be taken before there are twice as many


class Vocabulary:
    """Keys, none of them 0, and their values, in an open-addressed table (linear probing).

    >>> table = Vocabulary()
    >>> table.add(np.array([7, 9], np.uint64), np.array([70, 90], np.uint32))
    >>> values, known = table.look_up(np.array([9, 8, 7], np.uint64))
    >>> values[known].tolist(), known.tolist()
    ([90, 70], [True, False, True])
    """

    def __init__(self) -> None:
        self._count = 0
        self._make(FIRST_BITS)

    def __len__(self) -> int:
        return self._count

    def look_up(self, keys: "NDArray[np.uint64]") -> "tuple[NDArray[np.uint32], NDArray[np.bool_]]":
        """Return the value of each key, and which of them are known (the values of others mean nothing)."""
        slots = self._slots(keys)
        known = self._keys[slots] == keys
        open_ = np.flatnonzero(~known)
        open_ = open_[self._keys[slots[open_]] != 0]
        while len(open_):
            slots[open_] = (slots[open_] + 1) & self._mask
            held = self._keys[slots[open_]]
            known[open_] = held == keys[open_]
            open_ = open_[(held != keys[open_]) & (held != 0)]
        return self._values[slots], known

    def add(self, keys: "NDArray[np.uint64]", values: "NDArray[np.uint32]") -> None:
        """Take up keys that are not known yet, each once."""
        while self._count + len(keys) > FULLEST * len(self._keys):
            taken = self._keys != 0
            old = self._keys[taken], self._values[taken]
            self._make(self._bits + 1)
            self._place(*old)
        self._place(keys, values)
        self._count += len(keys)

    def _make(self, bits: int) -> None:
        self._bits, self._mask = bits, (1 << bits) - 1
        self._keys, self._values = np.zeros(1 << bits, np.uint64), np.zeros(1 << bits, np.uint32)

    def _slots(self, keys: "NDArray[np.uint64]") -> "NDArray[np.int64]":
        """Where each key belongs, if nothing else is there."""
        return (keys * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(64 - self._bits)).astype(np.int64)

    def _place(self, keys: "NDArray[np.uint64]", values: "NDArray[np.uint32]") -> None:
        slots = self._slots(keys)
        open_ = np.arange(len(keys))
        while len(open_):
            free = open_[self._keys[slots[open_]] == 0]
            self._keys[slots[free]] = keys[free]  # of several that want one slot the last one has it
            placed = self._keys[slots[open_]] == keys[open_]
            self._values[slots[open_[placed]]] = values[open_[placed]]
            open_ = open_[~placed]
            slots[open_] = (slots[open_] + 1) & self._mask
