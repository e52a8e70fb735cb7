"""Two numbers for one thing: equal, one the other rounded or its limit, or such that not both can be right."""

from math import inf
from typing import Literal

from twosource.model import Figure

__all__ = ["Relation", "compare_values", "is_telling", "step", "value"]

Relation = Literal["equal", "rounded", "conflict", "cannot tell"]
CLOSE = 0.1  # how far a rounded value, or one that is "about" or "nearly", lies from the exact one at most
LOOSE = 0.25  # beyond this, "about" is wrong
OPEN_END = 1.25  # how far beyond "more than" (or below "up to", inverted) a value is still likely meant
SMALL = 100  # counts below are not rounded without a word that says so
LUCKY = 12  # up to here, the same value is no sign of the same thing


def compare_values(a: Figure, b: Figure) -> Relation:
    """Compare two figures that count the same thing by their numbers alone: can both be right at once?

    >>> from twosource.model import Span
    >>> plain = Figure(id="f1", document="a", span=Span(0, 2), low=43.9, high=43.9)
    >>> cut = Figure(id="f2", document="b", span=Span(0, 2), low=43, high=43)
    >>> other = Figure(id="f3", document="b", span=Span(0, 2), low=61, high=61)
    >>> compare_values(plain, cut), compare_values(plain, other)
    ('rounded', 'conflict')
    """
    if (a.low, a.high) == (b.low, b.high):
        return "equal"
    if _meet(_possible(a, CLOSE, OPEN_END), _possible(b, CLOSE, OPEN_END)):
        return "rounded"
    if _meet(_possible(a, LOOSE, inf), _possible(b, LOOSE, inf)):
        return "cannot tell"
    coarse, fine = sorted((a, b), key=lambda f: (-step(f), f.id))
    if coarse.low is None or fine.low is None or coarse.low != coarse.high or fine.low != fine.high:
        return "conflict"
    return _rounding(coarse.low, step(coarse), fine.low, step(fine))


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _possible(figure: Figure, slack: float, beyond: float) -> tuple[float, float]:
    """The values a figure allows for: a limit those within it, "about" those around it, a range those in it."""
    low, high = figure.low, figure.high
    if low is None:
        return (high or 0.0) / beyond, high or 0.0
    if high is None or (low == high and figure.qualifier in ("more than", "at least")):
        return low, low * beyond
    if low == high and figure.qualifier in ("up to", "less than"):
        return high / beyond, high
    if low == high and figure.qualifier == "nearly":
        return low * (1 - slack), high
    if figure.qualifier == "about" or figure.change == "~":
        return low * (1 - slack), high * (1 + slack)
    return low, high


def _rounding(coarse: float, last: float, fine: float, finer: float) -> Relation:
    """Whether `coarse`, given to the digit `last`, is `fine` rounded or cut; a small count is never rounded."""
    if last <= finer or (coarse == int(coarse) and abs(coarse) < SMALL and fine == int(fine)):
        return "conflict"
    if coarse - last / 2 <= fine < coarse + last:
        return "rounded" if abs(fine - coarse) <= CLOSE * abs(fine) else "cannot tell"
    return "conflict"


def step(figure: Figure) -> float:
    """The size of the last digit that is given: 100 for 6,300, 0.1 for 43.9, 1 for a small whole number."""
    size = abs(value(figure))
    digits = f"{size:.12g}"
    if size == 0 or "e" in digits:
        return 1.0
    if "." in digits:
        return float(10.0 ** -len(digits.split(".")[1]))
    return float(10.0 ** (len(digits) - len(digits.rstrip("0"))))


def value(figure: Figure) -> float:
    """The value of a figure, or the end of it that is given."""
    return figure.low if figure.low is not None else figure.high or 0.0


def is_telling(figure: Figure) -> bool:
    """Whether a value is no small or round number that anything may come to.

    >>> from twosource.model import Span
    >>> plain = Figure(id="f", document="a", span=Span(0, 2), low=41, high=41)
    >>> round_ = Figure(id="f", document="a", span=Span(0, 2), low=2000, high=2000)
    >>> is_telling(plain), is_telling(round_)
    (True, False)
    """
    size = abs(value(figure))
    return size > LUCKY and len(f"{size:.12g}".replace(".", "").rstrip("0")) >= 2
