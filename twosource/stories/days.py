"""The days that the first words of an article name."""

import re
from datetime import date, timedelta
from functools import cache

from twosource.words import table

__all__ = ["day_number", "days_of"]

NEAR = 7
WORD = re.compile(r"[^\W\d_]+|\d{1,4}")


def days_of(text: str, published: str | None) -> tuple[str, ...]:
    """Return the days named in English: a day and a month, with a year if one stands there; weekdays.

    A weekday is the last one before the day of publication or that day itself, where that is known, else its number,
    1 for Monday: ``-W-1``. A day without a year stands as ``--03-12``.

    >>> days_of("on Friday, after the vote of 12 May", "2014-03-17")
    ('--05-12', '2014-03-14')
    >>> days_of("on Friday", None)
    ('-W-5',)
    """
    found = set()
    words = WORD.findall(text.lower())
    day = day_number(published)
    for at, word in enumerate(words):
        if word in _weekdays():
            found.add(_weekday(_weekdays()[word], day))
        elif word in _months():
            found |= _in_month(_months()[word], words[max(0, at - 1) : at], words[at + 1 : at + 2])
    return tuple(sorted(found))


def day_number(published: str | None) -> int | None:
    """Days from 1 January of the year 1 to an ISO 8601 day or time; None where it is not known or none.

    >>> day_number("2014-03-10T16:52:50+00:00") - day_number("2014-03-01")
    9
    """
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None


def _weekday(weekday: int, published: int | None) -> str:
    if published is None:
        return f"-W-{weekday}"
    day = date.fromordinal(published)
    return (day - timedelta(days=(day.isoweekday() - weekday) % NEAR)).isoformat()


def _in_month(month: int, before: list[str], after: list[str]) -> set[str]:
    numbers = [int(word) for word in (*after, *before) if word.isdigit() and 1 <= int(word) <= 31]
    return {f"--{month:02d}-{numbers[0]:02d}"} if numbers else set()


@cache
def _weekdays() -> dict[str, int]:
    return {name: int(number[0]) for name, number in table("en/weekdays").items()}


@cache
def _months() -> dict[str, int]:
    return {name: int(number[0]) for name, number in table("en/months").items()}
