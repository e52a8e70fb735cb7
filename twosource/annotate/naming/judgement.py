"""What a comparison of two names gives, and what two signals share."""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import Levenshtein

from twosource.annotate.naming.form import sound_key, variant_of, words_of

__all__ = ["EntityType", "Judgement", "Signal", "one_slip", "sounds"]

LEAST_SPELLING = 5
EntityType = Literal["person", "organisation", "place", "other"]


class Judgement(Struct, frozen=True):
    """Same or not, how sure (0 to 1), and why."""

    same: bool
    confidence: float
    because: str


Signal = Callable[[str, str], Judgement | None]


def one_slip(left: str, right: str) -> bool:
    long_enough = min(len(left), len(right)) >= LEAST_SPELLING
    alike = left[0] == right[0] and not (left + right).isdigit() and left.rstrip("s") != right.rstrip("s")
    return long_enough and alike and Levenshtein.distance(left, right) == 1


def sounds(name: str) -> tuple[str, ...]:
    return tuple(sound_key(variant_of(word)) for word in words_of(name))
