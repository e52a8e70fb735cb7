"""What a rule is given and what it answers."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from twosource.annotate.timex.calendar import cover, value_at
from twosource.annotate.timex.vocabulary import pattern

__all__ = ["Kind", "Meaning", "Rule", "Setting", "at", "narrow", "rule"]

Kind = Literal["DATE", "TIME", "DURATION", "SET"]


class Setting(Struct, frozen=True):
    """Where an expression stands: the day of publication, the tense around it, and the last date named before it.

    `tense` is -1 for past, 1 for future, 0 where nothing tells. `before` and `quarter` are TIMEX3 values: of the last
    calendar date, and of the last quarter, that the text named.
    """

    anchor: date | None
    tense: int = 0
    before: str | None = None
    quarter: str | None = None


class Meaning(Struct, frozen=True):
    """What an expression means: TIMEX3 type and value, the days it can be, and whether it leaned on the anchor."""

    kind: Kind
    value: str
    days: tuple[date, date] | None = None
    anchored: bool = False


Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Setting], Meaning | None]]


def rule(
    rules: list[Rule], template: str
) -> Callable[[Callable[[re.Match[str], Setting], Meaning | None]], Callable[[re.Match[str], Setting], Meaning | None]]:
    """Enter the decorated function in `rules` as the reader of what `template` matches (see `pattern`)."""

    def enter(
        read: Callable[[re.Match[str], Setting], Meaning | None],
    ) -> Callable[[re.Match[str], Setting], Meaning | None]:
        rules.append((pattern(template), read))
        return read

    return enter


def at(day: date, grain: str, anchored: bool = True, modifier: str = "", anchor: date | None = None) -> Meaning:
    """The day, week, month ... that holds `day`, as a date.

    >>> at(date(2016, 10, 3), "M", modifier="earlier", anchor=date(2016, 10, 26)).days[1].isoformat()
    '2016-10-26'
    """
    value = value_at(day, grain)
    return Meaning("DATE", value, narrow(cover(value), modifier, anchor, grain), anchored)


def narrow(
    days: tuple[date, date] | None, modifier: str, anchor: date | None, grain: str = ""
) -> tuple[date, date] | None:
    """The part of `days` that `modifier` ("early", "mid", "late", "end", "earlier", "later") leaves.

    "Early" and "late" are read as half of the time, which is generous; "earlier this month" ends at the anchor.
    """
    if days is None:
        return None
    first, last = days
    if grain == "W":  # a week begins on Sunday for some and on Monday for others
        first -= timedelta(days=1)
    word = modifier.split("-")[0].split(" ")[0].strip().lower()
    if anchor is not None and first <= anchor <= last:
        if word == "earlier":
            return first, anchor
        if word == "later":
            return anchor, last
    length = (last - first).days
    if length < 3:
        return first, last
    if word in ("early", "start", "beginning"):
        return first, first + timedelta(days=length // 2)
    if word in ("late", "end", "close"):
        return last - timedelta(days=length // 2), last
    if word in ("mid", "middle"):
        return first + timedelta(days=length // 4), last - timedelta(days=length // 4)
    return first, last
