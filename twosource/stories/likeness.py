"""How likely it is that two articles report one event: what they share, weighed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from twosource.stories.vectors import Vector

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FLOOR", "likenesses"]

FLOOR = -4.0
"""The score of a pair that shares too little to be looked at."""
SLOPE, MIDDLE = 20.0, 0.22
A_DAY = 0.25
SURE_OF_COPY = 8


def likenesses(one: Vector, others: Sequence[Vector]) -> "NDArray[np.float64]":
    """Return for each of `others` the log-odds that it reports the event that `one` reports; over 0 is: rather yes."""
    return np.array([_likeness(one, other) for other in others], np.float64)


def _likeness(one: Vector, other: Vector) -> float:
    _, at, there = np.intersect1d(one.terms, other.terms, assume_unique=True, return_indices=True)
    cosine = float(one.weights[at] @ other.weights[there])
    score = SLOPE * (cosine - MIDDLE)
    if one.day is not None and other.day is not None:
        score -= A_DAY * max(0, abs(one.day - other.day) - 1)
    if len(one.shingles & other.shingles) >= SURE_OF_COPY:
        score += 2.0
    if one.language and other.language and one.language != other.language:
        score -= 1.0
    return max(FLOOR, min(-FLOOR, score))
