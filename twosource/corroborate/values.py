"""Two numbers for one thing: equal, one the other less exactly, or such that not both can be right."""

from math import floor, inf, log10
from typing import Literal

from msgspec import structs

from twosource.model import Figure
from twosource.words import table

__all__ = ["Comparison", "compare_values", "in_one_unit", "is_telling", "step", "value"]

Comparison = Literal["equal", "rounded", "within", "conflict", "cannot tell"]
CLOSE = 0.1  # how far a rounded value, or one that is "about" or "nearly", lies from the exact one at most
LOOSE = 0.25  # beyond this, and beyond two of the last digit that is given, "about" is wrong
OPEN_END = 1.25  # how far beyond "more than" (or below "up to", inverted) a value is still likely meant
LARGE = 1000  # counts from here on are told in round numbers without a word that says so
SMALL = 100  # counts below are not rounded without a word that says so
LUCKY = 12  # up to here, the same value is no sign of the same thing
FINEST = 4  # digits behind the point of a value that somebody wrote; more come of a fraction such as a third


def compare_values(a: Figure, b: Figure) -> Comparison:
    """Compare two figures that count the same thing by their numbers alone: can both be right at once?

    "About" reaches as far as the last digit that is given, and a tenth of the value at most: about 20 may be 21, and
    about 5.2 is not 5.4. Units of one kind are brought to one (``en/unit_sizes``).

    >>> from twosource.model import Span
    >>> plain = Figure(id="f1", document="a", span=Span(0, 2), low=43.9, high=43.9)
    >>> cut = Figure(id="f2", document="b", span=Span(0, 2), low=43, high=43)
    >>> other = Figure(id="f3", document="b", span=Span(0, 2), low=61, high=61)
    >>> compare_values(plain, cut), compare_values(plain, other)
    ('rounded', 'conflict')
    """
    a, b = _fit(a), _fit(b)
    if a.unit != b.unit and (sized := in_one_unit(a, b)) is not None:
        return _compare_spans(*sized)
    if _same(a.low, b.low) and _same(a.high, b.high):
        return "equal" if a.qualifier == b.qualifier else "rounded"
    if _is_range(a) or _is_range(b):
        return _compare_ranges(a, b)
    if _meet(_plain(a), _likely(b)) or _meet(_plain(b), _likely(a)):
        return "rounded"
    coarse, fine = sorted((a, b), key=lambda f: (-step(f), f.id))
    if _meet(_possible(a), _possible(b)):
        return "rounded" if _is_rounder(coarse, fine) else "cannot tell"
    if coarse.low is None or fine.low is None or coarse.low != coarse.high or fine.low != fine.high:
        return "conflict"
    return _rounding(coarse.low, step(coarse), fine.low, step(fine))


def _is_rounder(coarse: Figure, fine: Figure) -> bool:
    """Whether a plain large value is one rounded further that is itself about so much: 18,000 and about 18,400."""
    if coarse.qualifier is not None or fine.qualifier != "about" or coarse.low is None or fine.low is None:
        return False
    return abs(coarse.low) >= LARGE and _rounding(coarse.low, step(coarse), fine.low, step(fine)) == "rounded"


def in_one_unit(a: Figure, b: Figure) -> tuple[Figure, Figure] | None:
    """The two figures in the unit that the table gives for both of theirs, None where there is none.

    The spread of each is half its last digit: nobody who writes six miles for ten kilometres means 9,656 metres.
    """
    sizes = table("en/unit_sizes")
    first, second = sizes.get(a.unit or ""), sizes.get(b.unit or "")
    if first is None or second is None or first[0] != second[0]:
        return None
    return _sized(a, first[0], float(first[1])), _sized(b, second[0], float(second[1]))


def _sized(figure: Figure, unit: str, size: float) -> Figure:
    half = step(figure) / 2
    low = None if figure.low is None else (figure.low - half) * size
    high = None if figure.high is None else (figure.high + half) * size
    return structs.replace(figure, unit=unit, low=low, high=high)


def _compare_spans(a: Figure, b: Figure) -> Comparison:
    if _meet(_plain(a), _plain(b)):
        return "rounded"
    return "cannot tell" if _meet(_possible(a), _possible(b)) else "conflict"


def _compare_ranges(a: Figure, b: Figure) -> Comparison:
    """At least one of the two is a range: the other lies in it, touches it, or lies outside."""
    for outer, inner in ((a, b), (b, a)):
        low, high = _plain(inner)
        if _is_range(outer) and (outer.low or -inf) <= low and high <= (outer.high or inf):
            return "within"
    return "cannot tell" if _meet(_possible(a), _possible(b)) else "conflict"


def _fit(figure: Figure) -> Figure:
    """The figure with an open end where a word says so in the place of a qualifier."""
    if figure.low is None and figure.high is not None:
        return structs.replace(figure, low=figure.high, qualifier="up to")
    return figure


def _is_range(figure: Figure) -> bool:
    return figure.low is not None and figure.high is not None and figure.low < figure.high


def _same(one: float | None, other: float | None) -> bool:
    return one == other or (one is not None and other is not None and abs(one - other) <= 1e-9 * abs(one))


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _plain(figure: Figure) -> tuple[float, float]:
    low = figure.low or 0.0
    return low, low if figure.high is None else figure.high


def _likely(figure: Figure) -> tuple[float, float]:
    """The values that whoever wrote the figure is likely to have meant."""
    low, high = _plain(figure)
    slack = min(CLOSE * abs(low), step(figure))
    if figure.high is None:
        return low, 10.0 ** (floor(log10(max(low, 1))) + 1) - 1  # "hundreds" is said of up to 999
    if figure.qualifier in ("more than", "at least"):
        return low, high * OPEN_END
    if figure.qualifier in ("up to", "less than"):
        return low / OPEN_END, high
    if figure.qualifier == "nearly":
        return low - slack, high
    if figure.qualifier == "about":
        return low - slack, high + slack
    return low, high


def _possible(figure: Figure) -> tuple[float, float]:
    """The values that the words of the figure leave room for, however unlikely."""
    low, high = _plain(figure)
    slack = max(LOOSE * abs(low), min(2 * step(figure), abs(low) / 2))
    if figure.high is None or figure.qualifier in ("more than", "at least"):
        return low, inf
    if figure.qualifier in ("up to", "less than"):
        return 0.0, high
    if figure.qualifier == "nearly":
        return low - slack, high
    if figure.qualifier == "about":
        return low - slack, high + slack
    return low, high


def _rounding(coarse: float, last: float, fine: float, finer: float) -> Comparison:
    """Whether `coarse`, given to the digit `last`, is `fine` rounded or cut; a small count is never rounded."""
    if last <= finer or (coarse == int(coarse) and abs(coarse) < SMALL and fine == int(fine)):
        return "conflict"
    if coarse - last / 2 <= fine < coarse + last:
        return "rounded" if abs(fine - coarse) <= CLOSE * abs(fine) else "cannot tell"
    return "conflict"


def step(figure: Figure) -> float:
    """The size of the last digit that is given: 100 for 6,300, 0.1 for 43.9, 1 for a small whole number.

    A third is 33.333... percent, which nobody wrote: its last digit is that of the whole part.
    """
    size = abs(value(figure))
    digits = f"{size:.12g}"
    if size == 0 or "e" in digits:
        return 1.0
    if "." in digits:
        behind = len(digits.split(".")[1])
        return float(10.0**-behind) if behind <= FINEST else 1.0
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
