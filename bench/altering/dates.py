"""Another day, weekday, month or year in the words of a date."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bench.altering.change import Change
from twosource.model import Span

__all__ = ["DAYS", "other_dates"]

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTH = "|".join(MONTHS)
DAY = re.compile(
    rf"\b(?P<before>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{MONTH})\b|\b(?:{MONTH})\s+(?P<behind>\d{{1,2}})\b"
)
WEEKDAY = re.compile("|".join(DAYS))
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
MONTH_ALONE = re.compile(rf"\b(?:{MONTH})\b")
NEAR = re.compile(r"\byesterday\b", re.IGNORECASE)


def other_dates(text: str, span: Span, earliest: date, latest: date) -> Iterator[tuple[Change, date, date]]:
    """Yield changes of the date at `span`, which means the days from `earliest` to `latest`, with the new days.

    A day of a month that comes with its weekday moves by whole weeks, so that both still fit.

    >>> text = "on Saturday, 14 September"
    >>> day = date(2024, 9, 14)
    >>> [(one.new, str(first)) for one, first, _ in other_dates(text, Span(3, 25), day, day)]
    [('21', '2024-09-21'), ('7', '2024-09-07')]
    >>> day = date(2024, 9, 10)
    >>> [(one.new, str(first)) for one, first, _ in other_dates("on Tuesday", Span(3, 10), day, day)]
    [('Sunday', '2024-09-08'), ('Thursday', '2024-09-12'), ('Saturday', '2024-09-07')]
    """
    words = span.of(text)
    weekday, day, year = WEEKDAY.search(words), DAY.search(words), YEAR.search(words)
    month = MONTH_ALONE.search(words)
    if day:
        yield from _days(day, bool(weekday), span, earliest)
    elif weekday and earliest == latest and not month:
        for by in (-2, 2, -3):
            new = earliest + timedelta(by)
            yield _change(span, weekday.start(), weekday.end(), DAYS[new.weekday()]), new, new
    elif month:
        yield from _months(month, span, earliest, latest)
    elif year:
        for by in (-3, -2):
            new = Span(span.start + year.start(), span.start + year.end())
            first, last = (
                earliest.replace(year=earliest.year + by, day=1),
                latest.replace(year=latest.year + by, day=28),
            )
            yield Change(new, str(int(year.group()) + by)), first, last
    elif (near := NEAR.search(words)) and earliest == latest:
        new = earliest - timedelta(2)
        behind = near.group()[0].isupper()
        yield _change(span, near.start(), near.end(), f"{'On' if behind else 'on'} {DAYS[new.weekday()]}"), new, new


def _days(found: re.Match[str], weekly: bool, span: Span, day: date) -> Iterator[tuple[Change, date, date]]:
    name = "before" if found.group("before") else "behind"
    for by in (7, -7) if weekly else (5, -5, 4):
        new = day + timedelta(by)
        if new.month == day.month and (weekly or (new.day > 3) == (day.day > 3)):
            yield _change(span, found.start(name), found.end(name), str(new.day)), new, new


def _months(found: re.Match[str], span: Span, earliest: date, latest: date) -> Iterator[tuple[Change, date, date]]:
    for by in (-3, 3, -2):
        place = MONTHS.index(found.group()) + by
        if 0 <= place < 12:
            first, last = (one.replace(month=place + 1, day=min(one.day, 28)) for one in (earliest, latest))
            yield _change(span, found.start(), found.end(), MONTHS[place]), first, last


def _change(span: Span, start: int, end: int, new: str) -> Change:
    return Change(Span(span.start + start, span.start + end), new)
