"""What two articles have in common, as numbers: each a small sum over the terms that both have."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from twosource.stories.vectors import IN_TITLE, IS_NAME, IS_NUMBER, NEAR_TOP, Vector

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[Any]

__all__ = ["SIGNALS", "evidence"]

COSINES = ("all", "top", "title", "names", "words", "rest")
"""Cosines of weights: of all terms, of title and lead, of titles, of names in title and lead, of other words there,
and of lead and body."""
COUNTS = ("names", "words", "numbers", "rare", "common")
"""How many terms of title and lead both have, by kind: names, other words, numbers; rare ones, and common ones."""
SIGNALS = (
    *(f"cosine of {name}" for name in COSINES),
    *(f"shared {name}" for name in COUNTS),
    *(f"fewest {name}" for name in COUNTS),
    "shared rarity", "fewest rarity", "title in text, lesser", "title in text, greater",
    "words of the shorter", "words of the longer", "shared wording", "a day in common", "other days",
)  # fmt: skip
"""The signals in the order of the columns of `evidence`."""
RARE, COMMON = 0.75, 0.5
TITLE, TINY = COSINES.index("title"), 1e-9


def evidence(one: Vector, others: Sequence[Vector]) -> "Numbers":
    """Return a row for each of `others` with the value of every signal in `SIGNALS` between `one` and it."""
    if not others:
        return np.zeros((0, len(SIGNALS)))
    whose = np.repeat(np.arange(len(others)), [len(other.terms) for other in others])
    theirs = _columns(*(np.concatenate([getattr(other, name) for other in others]) for name in ARRAYS))
    mine = _columns(*(getattr(one, name) for name in ARRAYS))
    here, there = _shared(one.terms, np.concatenate([other.terms for other in others]))
    both = np.stack([_sums(a[here] * b[there], whose[there], len(others)) for a, b in zip(mine, theirs, strict=True)])
    own = (mine * mine).sum(1)[:, None]
    each = np.stack([_sums(column * column, whose, len(others)) for column in theirs])
    titles = _titles(mine[TITLE], theirs[TITLE], (here, there), whose, len(others))
    return np.column_stack((*_weighed(both, own, each), *titles, *_beside(one, others)))


ARRAYS = ("weights", "top", "rest", "rarity", "flags")


def _columns(weights: "Numbers", top: "Numbers", rest: "Numbers", rarity: "Numbers", flags: "Numbers") -> "Numbers":
    """The values that are multiplied and summed, a row a signal: those of `COSINES`, of `COUNTS`, and the rarity."""
    near = (flags & NEAR_TOP) > 0
    name, number = near & ((flags & IS_NAME) > 0), near & ((flags & IS_NUMBER) > 0)
    word = near & ~name & ~number
    title = ((flags & IN_TITLE) > 0) * rarity
    cosines = (weights, top, title, top * name, top * word, rest)
    counts = (name, word, number, near & (rarity > RARE), near & (rarity <= COMMON))
    return np.stack([*cosines, *(1.0 * one for one in counts), near * rarity])


def _shared(mine: "Numbers", theirs: "Numbers") -> "tuple[Numbers, Numbers]":
    """Where the terms that both have stand, in `mine` (ascending) and in `theirs`."""
    if not len(mine):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    place = np.minimum(np.searchsorted(mine, theirs), len(mine) - 1)
    there = np.flatnonzero(mine[place] == theirs)
    return place[there], there


def _sums(values: "Numbers", whose: "Numbers", count: int) -> "Numbers":
    return np.bincount(whose, values, count)


def _weighed(both: "Numbers", own: "Numbers", each: "Numbers") -> "list[Numbers]":
    """Cosines, then counts of what is shared, then the lesser of the counts of the two, then the rarity."""
    last = len(COSINES)
    lengths = np.sqrt(own[:last] * each[:last])
    cosines = both[:last] / np.where(lengths > 0, lengths, 1)
    fewest = np.minimum(own[last:], each[last:])
    return [*cosines, *both[last:-1], *fewest[:-1], both[-1], fewest[-1]]


def _titles(
    mine: "Numbers", theirs: "Numbers", shared: "tuple[Numbers, Numbers]", whose: "Numbers", count: int
) -> "list[Numbers]":
    """How much of each title, by rarity, stands anywhere in the other article: the lesser, then the greater share."""
    here, there = shared
    found = _sums(mine[here], whose[there], count) / max(float(mine.sum()), TINY)
    back = _sums(theirs[there], whose[there], count) / np.maximum(_sums(theirs, whose, count), TINY)
    return [np.minimum(found, back), np.maximum(found, back)]


def _beside(one: Vector, others: Sequence[Vector]) -> "list[Numbers]":
    """What is not a matter of terms: lengths, shared wording, days."""
    words = np.array([other.words for other in others])
    copied = np.array([len(one.shingles & other.shingles) for other in others])
    same = np.array([bool(one.days & other.days) for other in others])
    told = np.array([bool(one.days and other.days) for other in others])
    shorter, longer = np.minimum(words, one.words), np.maximum(words, one.words)
    return [np.log1p(shorter), np.log1p(longer), np.log1p(copied), 1.0 * same, 1.0 * (told & ~same)]
