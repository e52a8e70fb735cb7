"""Numbers and ranges in a text, as the values they stand for."""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from twosource.annotate.numerals import any_of
from twosource.annotate.quantity.patterns import pattern
from twosource.annotate.quantity.reader import Number, minus_before, read_numbers, scales
from twosource.annotate.quantity.units import unit_after, unit_before
from twosource.words import table

__all__ = ["Amount", "amounts", "numbers"]


class Amount(Struct, frozen=True):
    """One value (`low` equals `high`) or a range, at ``text[start:end]``; `link` is what joins the ends of a range.

    `vague` marks "thousands": at least so many, with no upper end. `share` marks a part of a whole, in per cent.
    """

    start: int
    end: int
    low: float
    high: float | None
    link: str = ""
    vague: bool = False
    share: bool = False


def amounts(text: str) -> list[Amount]:
    """Return the numbers and ranges of `text` in order, whatever they are used for.

    A range keeps both ends; the thousand or the million of the second end holds for the first one as well.
    "Thousands" is at least 1000, its upper end open.

    >>> [(a.low, a.high) for a in amounts("3-4,000 recruits, $1.5bn, between five and 7 million, thousands of men")]
    [(3000.0, 4000.0), (1500000000.0, 1500000000.0), (5000000.0, 7000000.0), (1000.0, None)]
    """
    numbers = list(read_numbers(text))
    found, at = [], 0
    while at < len(numbers):
        here = numbers[at]
        joined = _range(text, here, numbers[at + 1]) if at + 1 < len(numbers) else None
        found.append(joined or Amount(here.start, here.end, here.value, here.value))
        at += 2 if joined else 1
    return sorted([*found, *_vague(text)], key=lambda amount: amount.start)


def numbers(text: str) -> list[tuple[int, int, float]]:
    """Return where each number of `text` begins and ends, and its value, whatever it is used for.

    >>> numbers("one hundred and six of 1,200")
    [(0, 19, 106.0), (23, 28, 1200.0)]
    """
    out = []
    for one in read_numbers(text):
        minus = minus_before(text, one.start)
        out.append((one.start, one.end, one.value) if minus is None else (minus, one.end, -one.value))
    return out


def _range(text: str, first: Number, second: Number) -> Amount | None:
    link = pattern("range_link").fullmatch(text, first.end, second.start)
    if link is None:
        return None
    word = (link["word"] or "").lower()
    lead = text[max(0, first.start - 12) : first.start].lower()
    if word == "and" and not pattern("between_before").search(lead):
        return None
    if word == "or" and not first.value < second.value <= 3 * first.value:
        return None
    told = _in_second_unit(text, first, second)
    low = _carried(first, second) if told is None else told
    if low >= second.value or (told is None and not _same_measure(text, first, second)):
        return None
    if word == "to" and _moved(text, first, low, second.value):
        return None
    return Amount(first.start, second.end, low, second.value, word or "-")


def _same_measure(text: str, first: Number, second: Number) -> bool:
    """False where both ends name a unit and not the same one: "9.4 per cent to $84" is no range."""
    units = [unit_before(text, number.start) or unit_after(text, number.end) for number in (first, second)]
    if units[0] is None:
        return True
    if units[1] is None:
        return unit_before(text, first.start) is not None
    return units[0][0] == units[1][0]


def _in_second_unit(text: str, first: Number, second: Number) -> float | None:
    """The first end in the unit of the second one, where both are lengths and the like: "15 inches to 9 feet"."""
    sizes = table("en/unit_sizes")
    ends = [unit_after(text, number.end) for number in (first, second)]
    rows = [sizes.get(end[0]) if end else None for end in ends]
    if ends[0] == ends[1] or rows[0] is None or rows[1] is None or rows[0][0] != rows[1][0]:
        return None
    return first.value * float(rows[0][1]) / float(rows[1][1])


def _moved(text: str, first: Number, low: float, high: float) -> bool:
    """True for "rose by 43 to 419" and "rose from 12 to 15": a movement and a level, or two levels, and no range."""
    lead = text[max(0, first.start - 40) : first.start].lower()
    words = re.findall(r"[a-z]+", lead)
    if not set(words) & set(table("en/changes")):
        return False
    return high > 2 * low or "from" in words[-3:]


def _carried(first: Number, second: Number) -> float:
    """The value of the first end, with the scale that only the second end writes."""
    if first.scale != 1 or first.plain >= 1000:
        return first.value
    if second.scale != 1 and first.plain < second.plain:
        return first.plain * second.scale
    words = re.sub(r"[-\s]+", " ", second.text.lower()).split(" ")
    if words[-1] in ("thousand", "million", "billion") and len(words) > 1 and first.plain < 1000:
        scale = scales()[words[-1]]
        return first.plain * scale if first.plain * scale < second.value else first.value
    if re.fullmatch(r"\d{1,3},000", second.text) and first.plain * 1000 < second.plain and first.plain < 100:
        return first.plain * 1000
    return first.value


def _vague(text: str) -> Iterator[Amount]:
    sizes = {word: float(row[0]) for word, row in table("en/vague_numbers").items()}
    for match in _vague_pattern().finditer(text):
        many = sizes[match["many"].lower()] if match["many"] else 1.0
        yield Amount(match.start(), match.end(), many * sizes[match["scale"].lower()], None, vague=True)


@cache
def _vague_pattern() -> re.Pattern[str]:
    rows = table("en/vague_numbers")
    many = any_of([word for word, row in rows.items() if row[1:]])
    scale = any_of([word for word, row in rows.items() if row[1:] != ("only",)])
    return re.compile(rf"\b(?:(?:{scale}) upon )?(?:(?P<many>{many}) of )?(?P<scale>{scale})\b(?! and)", re.IGNORECASE)
