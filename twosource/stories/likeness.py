"""How likely it is that two articles report one event: what they share, weighed, and how far apart they appeared."""

from collections.abc import Sequence
from math import log2
from typing import TYPE_CHECKING

import numpy as np

from twosource.stories.evidence import evidence
from twosource.stories.vectors import Vector
from twosource.stories.weights import weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FLOOR", "LIKELY", "likenesses", "of_days"]

FLOOR = -4.0
"""The log-odds of a pair that shares too little to be kept."""
LIKELY = -1.5
"""Pairs over this hang together: whether they are one story is decided by `linked`."""
SURE = 6.0
"""No shared terms say more than this, so that the days can still speak against recurring events told alike."""
SAME_DAY, HALVING, MOST = 3.5, 1.75, 12.0
"""Log-odds that two alike articles of one day are of one event, beyond those without dates; what each doubling of the
days between them takes off; and at most so much is taken off."""


def likenesses(one: Vector, others: Sequence[Vector]) -> "NDArray[np.float64]":
    """Return for each of `others` the log-odds that it reports the event that `one` reports.

    The weights of the signals are learned (`training/stories.py`), those of the days are not (`of_days`).
    """
    model = weights()
    scores: NDArray[np.float64] = evidence(one, others) @ model.signals + model.constant
    days: NDArray[np.float64] = np.array([of_days(one.day, other.day) for other in others], np.float64)
    return np.add(np.minimum(scores, SURE), days)


def of_days(one: int | None, other: int | None) -> float:
    """What the days of publication say, in log-odds: nothing where one is not known.

    Two articles of a decade that share a topic are seldom of one event; two of one day are often. Set by that
    consideration, not learned, since the articles learned from have no dates.

    >>> of_days(5, 5), of_days(5, 6), of_days(5, 9), of_days(None, 5)
    (3.5, 3.5, 0.0, 0.0)
    """
    if one is None or other is None:
        return 0.0
    return SAME_DAY - min(MOST, HALVING * log2(max(1, abs(one - other))))
