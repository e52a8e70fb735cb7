"""Sorting of whole numbers by radix: stable, and equally fast everywhere.

With vectors numpy sorts numbers of 64 bits five times as slowly on some processors (AMD Zen 4) as on others.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["radix_order"]

BITS = 16  # numpy sorts numbers of 16 bits by radix


def radix_order(columns: "Sequence[NDArray[Any]]") -> "NDArray[np.int64]":
    """Return the order of rows of numbers, none below 0: by the last of `columns`, then by the one before it.

    It is the order of `numpy.lexsort`.

    >>> radix_order([np.array([5, 70_000, 5, 4]), np.array([1, 0, 0, 1])]).tolist()
    [2, 1, 3, 0]
    """
    order = np.arange(len(columns[0]))
    for column in columns:
        highest = int(column.max()) if len(column) else 0
        for shift in range(0, highest.bit_length(), BITS):
            digits = (column >> column.dtype.type(shift)).astype(np.uint16)
            order = order[digits[order].argsort(kind="stable")]
    return order
