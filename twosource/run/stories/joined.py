"""Which articles hang together by pairs that speak for one event: what has to be grouped at once."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["components"]


def components(count: int, one: "NDArray[np.int64]", other: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """Return for each of `count` numbers the least number that it hangs together with by the pairs `one`, `other`.

    Method: hooking to the least neighbour and halving of paths (Shiloach and Vishkin 1982).

    >>> components(5, np.array([0, 3]), np.array([2, 2])).tolist()
    [0, 1, 0, 0, 4]
    """
    root = np.arange(count)
    while True:
        before = root.copy()
        least = np.minimum(root[one], root[other])
        np.minimum.at(root, root[one], least)
        np.minimum.at(root, root[other], least)
        while not np.array_equal(further := root[root], root):
            root = further
        if np.array_equal(root, before):
            return root
