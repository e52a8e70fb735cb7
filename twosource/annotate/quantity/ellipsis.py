"""What a figure leaves out because a figure beside it says it: its unit, or the noun that it counts."""

from collections.abc import Sequence
from itertools import islice

from msgspec import structs

from twosource.annotate.quantity.patterns import pattern
from twosource.annotate.quantity.reader import read_numbers
from twosource.annotate.quantity.units import kind_of, unit_after
from twosource.model import Figure

__all__ = ["completed", "shared_unit"]

FURTHEST = 16  # characters in which the other side of a measure is told


def completed(earlier: Sequence[Figure], figure: Figure, text: str) -> Figure:
    """The figure with what it leaves out since an earlier one of its paragraph (in order) said so.

    "1,200 jobs, up from 900" are jobs both times, and so are "30 people in Arkholm and 20 in Ravenholt" people; "fell
    40 points to 1,463.78" is a level in points; and "20 ($3)" is a sum where an earlier one was so converted.
    """
    if not earlier or figure.unit is not None:
        return figure
    last, before = earlier[-1], text[: figure.span.start]
    noun = last.counted if last.unit is None else None
    between = before[last.span.end :]
    behind = between.lstrip(" -")
    rest = behind.removeprefix(noun) if noun and behind.startswith(noun) else None
    if pattern("continued").fullmatch(between if rest is None else rest) and (rest is not None or last.unit == "point"):
        return structs.replace(figure, unit=last.unit, counted=last.counted)
    if (
        figure.counted is None
        and rest is not None
        and pattern("joined").fullmatch(rest)
        and pattern("of_others").match(text, figure.span.end)
    ):
        return structs.replace(figure, counted=noun)
    return _measured(earlier, figure, text)


def _measured(earlier: Sequence[Figure], figure: Figure, text: str) -> Figure:
    """A level of an index with the points of the one before, a sum in the currency that was converted before."""
    if pattern("level_before").search(text[: figure.span.start]) and "." in text[figure.span.start : figure.span.end]:
        points = [one for one in earlier if one.unit == "point" and one.low is not None and one.low >= 1]
        return structs.replace(figure, unit="point") if points and figure.counted is None else figure
    if pattern("converted").match(text, figure.span.end):
        money = [one for one in earlier if kind_of(one.unit or "") == "currency"]
        known = [one.unit for one in money if pattern("converted").match(text, one.span.end)]
        return structs.replace(figure, unit=known[-1]) if known else figure
    return figure


def shared_unit(text: str, start: int, end: int) -> str | None:
    """The unit of the number at ``text[start:end]`` that is told once for two of them, None if there is none.

    >>> shared_unit("a 12-by-15-foot room", 2, 4), shared_unit("a day or two", 9, 12)
    ('foot', 'day')
    """
    if by := pattern("by_another").match(text, end):
        for number in islice(read_numbers(text[by.end() : by.end() + FURTHEST]), 1):
            found = unit_after(text, by.end() + number.end)
            return found[0] if found and number.start == 0 and kind_of(found[0]) == "dimension" else None
    if text[start:end].lower() == "two" and (some := pattern("or_two").search(text[max(0, start - FURTHEST) : start])):
        found = unit_after(some["unit"], 0)
        return found[0] if found else None
    return None
