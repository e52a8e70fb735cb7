"""Profiles as numbers: the terms of each with their weights, ready to be compared many at once."""

from collections.abc import Iterable, Sequence
from math import log, sqrt
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.stories.background import NAME, NUMBER, background
from twosource.stories.days import day_number
from twosource.stories.profile import Profile

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Vector", "Vocabulary"]

TITLE, BODY = 1.0, 0.5
"""How much a place in the title and in the body counts, where one in the lead counts 1."""
POWER = 1.0
"""The exponent of the rarity of a term in its weight."""
IS_NAME, IS_NUMBER, IN_TITLE, IN_LEAD = 1, 2, 4, 8


class Vector(Struct, frozen=True):
    """The terms of an article by number, ascending, with weights of length 1; `flags` tell what each is and where."""

    terms: "NDArray[np.int32]"
    weights: "NDArray[np.float32]"
    flags: "NDArray[np.uint8]"
    rarity: "NDArray[np.float32]"
    shingles: frozenset[int]
    days: frozenset[str]
    day: int | None
    language: str | None


class Vocabulary:
    """Gives each term a number, the same one every time; makes vectors of profiles."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self._numbers: dict[str, int] = {term: number for number, term in enumerate(terms)}

    def __len__(self) -> int:
        return len(self._numbers)

    def vector(self, profile: Profile) -> Vector:
        """Return `profile` as a vector."""
        table, numbers = background(), self._numbers
        rows = []
        for place, term in enumerate(profile.terms):
            title, lead, body = profile.in_title[place], profile.in_lead[place], profile.in_body[place]
            rarity = table.rarity_of(term)
            kind = table.kind_of(term, bool(profile.capitals[place]))
            weight = (1 + log(max(0.5, title * TITLE + lead + body * BODY))) * rarity**POWER
            flags = (kind == NAME) * IS_NAME | (kind == NUMBER) * IS_NUMBER
            flags |= (title > 0) * IN_TITLE | (lead > 0) * IN_LEAD
            rows.append((numbers.setdefault(term, len(numbers)), weight, flags, rarity))
        rows.sort()
        length = sqrt(sum(row[1] ** 2 for row in rows)) or 1.0
        return Vector(
            np.array([row[0] for row in rows], np.int32),
            np.array([row[1] / length for row in rows], np.float32),
            np.array([row[2] for row in rows], np.uint8),
            np.array([row[3] for row in rows], np.float32),
            frozenset(profile.shingles),
            frozenset(profile.days),
            day_number(profile.published),
            profile.language,
        )


def joined(vectors: Sequence[Vector]) -> "tuple[NDArray[np.int32], NDArray[np.int64]]":
    """The terms of several vectors one after the other, and where those of each begin."""
    sizes = np.array([len(one.terms) for one in vectors], np.int64)
    return np.concatenate([one.terms for one in vectors]), np.concatenate(([0], np.cumsum(sizes)[:-1]))
