"""Profiles as numbers: the terms of each with their weights, ready to be compared many at once."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.stories.background import NAME, NUMBER, background
from twosource.stories.days import day_number
from twosource.stories.profile import Profile

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

__all__ = ["IN_TITLE", "IS_NAME", "IS_NUMBER", "NEAR_TOP", "Vector", "Vocabulary"]

BODY, LEAST = 0.5, 0.5
"""How much a place in the body counts where one in the title or lead counts 1; and the least that a term counts."""
IS_NAME, IS_NUMBER, IN_TITLE, NEAR_TOP = 1, 2, 4, 8
"""What a flag says: a name, a number, in the title, in the title or the lead."""


class Vector(Struct, frozen=True):
    """The terms of an article by number, ascending, with a value each in every array of the same length.

    `weights` are of the whole and have the length 1; `top` of title and lead, `rest` of lead and body: the logarithm
    of how often times `rarity`. `flags` tell what a term is and where. `words` is the length of what was read.
    """

    terms: "NDArray[np.int32]"
    weights: "Numbers"
    top: "Numbers"
    rest: "Numbers"
    rarity: "Numbers"
    flags: "NDArray[np.uint8]"
    shingles: frozenset[int]
    days: frozenset[str]
    day: int | None
    words: int


class Vocabulary:
    """Gives each term a number, the same one every time; makes vectors of profiles."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self._numbers: dict[str, int] = {term: number for number, term in enumerate(terms)}

    def __len__(self) -> int:
        return len(self._numbers)

    def vector(self, profile: Profile) -> Vector:
        """Return `profile` as a vector."""
        numbers = self._numbers
        terms = np.array([numbers.setdefault(term, len(numbers)) for term in profile.terms], np.int32)
        order = np.argsort(terms, kind="stable")
        title, lead, body = (
            np.array(counts, np.float32)[order] for counts in (profile.in_title, profile.in_lead, profile.in_body)
        )
        rarity, flags = _told(profile)
        rarity, flags = rarity[order], flags[order]
        flags |= (title > 0).astype(np.uint8) * IN_TITLE | (title + lead > 0).astype(np.uint8) * NEAR_TOP
        weights = (1 + np.log(np.maximum(title + lead + body * BODY, LEAST))) * rarity
        return Vector(
            terms[order],
            weights / max(1e-9, float(np.sqrt(weights @ weights))),
            _logarithm(title + lead) * rarity,
            _logarithm(lead + body) * rarity,
            rarity,
            flags,
            frozenset(profile.shingles),
            frozenset(profile.days),
            day_number(profile.published),
            profile.words,
        )


def _told(profile: Profile) -> "tuple[Numbers, NDArray[np.uint8]]":
    """What the table of all terms says of those of a profile: how rare, and of which kind."""
    table = background()
    kinds = map(table.kind_of, profile.terms, map(bool, profile.capitals))
    flags = [IS_NAME if kind == NAME else IS_NUMBER if kind == NUMBER else 0 for kind in kinds]
    return np.array([table.rarity_of(term) for term in profile.terms], np.float32), np.array(flags, np.uint8)


def _logarithm(counts: "Numbers") -> "Numbers":
    return np.where(counts > 0, 1 + np.log(np.maximum(counts, 1)), 0).astype(np.float32)
