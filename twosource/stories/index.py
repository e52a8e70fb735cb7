"""Which articles share rare terms: an inverted index over the articles at hand."""

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np

from twosource.stories.vectors import Vector

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Index"]

ASKED = 40
"""Of an article, so many terms of the greatest weight are looked up."""
FOUND = 100
"""At most so many articles are compared with one."""
LEAST = 0.06
"""The least cosine, of the terms that were looked up, at which two articles are compared."""


class Index:
    """Articles under numbers, found by their terms."""

    def __init__(self) -> None:
        self._postings: dict[int, tuple[array[int], array[float]]] = {}
        self._terms: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self._terms)

    def add(self, number: int, vector: Vector) -> None:
        """Put an article in, under a number that is higher than all before it."""
        top = np.argsort(-vector.weights, kind="stable")[:ASKED]
        terms, weights = vector.terms[top].tolist(), vector.weights[top].tolist()
        self._terms[number] = terms
        for term, weight in zip(terms, weights, strict=True):
            numbers, heavy = self._postings.get(term) or self._new(term)
            numbers.append(number)
            heavy.append(weight)

    def _new(self, term: int) -> "tuple[array[int], array[float]]":
        made = self._postings[term] = array("q"), array("d")
        return made

    def remove(self, number: int) -> None:
        """Take an article out. Raises KeyError if it is not in."""
        for term in self._terms.pop(number):
            numbers, weights = self._postings[term]
            at = bisect_left(numbers, number)
            del numbers[at], weights[at]
            if not numbers:
                del self._postings[term]

    def near(self, vector: Vector) -> list[int]:
        """The numbers of the articles that share most with `vector`, the nearest first."""
        top = np.argsort(-vector.weights, kind="stable")[:ASKED]
        numbers: list[NDArray[np.int64]] = []
        shares: list[NDArray[np.float64]] = []
        for term, weight in zip(vector.terms[top].tolist(), vector.weights[top].tolist(), strict=True):
            if (found := self._postings.get(term)) is not None:
                numbers.append(np.frombuffer(found[0], np.int64))
                shares.append(np.frombuffer(found[1]) * weight)
        if not numbers:
            return []
        which, place = np.unique(np.concatenate(numbers), return_inverse=True)
        sums = np.bincount(place, np.concatenate(shares))
        order = np.argsort(-sums, kind="stable")[:FOUND]
        found_near: list[int] = which[order[sums[order] >= LEAST]].tolist()
        return found_near
