"""What a signal returns."""

from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct

from twosource.derive.pair import Pair
from twosource.model import Place

__all__ = ["Finder", "Signal"]


class Signal(Struct, frozen=True):
    """How strongly something speaks: `value`, 0 for not at all, is multiplied by the weight of the signal.

    `because` is a sentence to read about this parent and this child; `spans` are the places it is about.
    """

    value: float
    because: str
    spans: tuple[Place, ...] = ()


Finder: TypeAlias = Callable[[Pair], Signal | None]
"""A signal: looks at a pair and returns what it saw, or None where there is nothing to see."""
