"""What a rule is given and what it answers."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from twosource.annotate.timex.calendar import GRAINS, cover, grain_of, value_at
from twosource.annotate.timex.vocabulary import ENGLISH, Words

__all__ = ["Kind", "Meaning", "Rule", "Setting", "Story", "Told", "at", "narrow", "rule"]

Kind = Literal["DATE", "TIME", "DURATION", "SET"]


class Told(Struct, frozen=True):
    """A date that the text named before: its TIMEX3 value, and whether that leaned on the day of publication.

    `of_speech` is True for the day on which somebody said something ("the mayor said Wednesday"): what happens "the
    next day" is counted from the days of the story before it is counted from such a one.
    """

    value: str
    leans: bool = False
    of_speech: bool = False


class Story(Struct, frozen=True):
    """What a text has told so far: its last dates, the last one last, and the periods that it reports on.

    `quarter` is the last quarter reported on, `period` the last quarter or year; what a report compares with ("a year
    earlier") does not move them.
    """

    told: tuple[Told, ...] = ()
    quarter: Told | None = None
    period: Told | None = None

    def last(self, grain: str) -> tuple[date, Told] | None:
        """The last date told that is as fine as `grain` or finer, and its first day; None where there is none.

        >>> Story((Told("2016-10-16"), Told("1998"))).last("D")[0]
        datetime.date(2016, 10, 16)
        """
        fine = GRAINS[: GRAINS.index(grain) + 1]
        held = [told for told in reversed(self.told) if grain_of(told.value) in fine]
        for told in sorted(held, key=lambda one: one.of_speech):
            days = cover(told.value)
            if days:
                return days[0], told
        return None


class Setting(Struct, frozen=True):
    """Where an expression stands: the day of publication, the tense around it (-1 past, 1 future), the story so far."""

    anchor: date | None
    tense: int = 0
    story: Story = Story()
    words: Words = ENGLISH


class Meaning(Struct, frozen=True):
    """What an expression means: TIMEX3 type and value, the days it can be, and what it was counted from.

    `anchored` tells whether it leans on the day of publication, `since` is another day it was counted from. `period`
    tells the period that is reported on from the one it is compared with ("a year earlier"). `doubt` says why the
    expression cannot be right. `alone` is False for what is a time only beside a day ("evening", "02:52").
    """

    kind: Kind
    value: str
    days: tuple[date, date] | None = None
    anchored: bool = False
    since: date | None = None
    period: Literal["", "reported", "compared"] = ""
    doubt: str | None = None
    alone: bool = True


Reader = Callable[[re.Match[str], Setting], Meaning | None]
Rule = tuple[str, Reader]


def rule(rules: list[Rule], name: str) -> Callable[[Reader], Reader]:
    """Enter the decorated function in `rules` as the reader of what the pattern `name` of a language matches."""

    def enter(read: Reader) -> Reader:
        rules.append((name, read))
        return read

    return enter


def at(day: date, grain: str, anchored: bool = True, part: str = "", anchor: date | None = None) -> Meaning:
    """The day, week, month ... that holds `day`, as a date.

    >>> at(date(2016, 10, 3), "M", part="before", anchor=date(2016, 10, 26)).days[1].isoformat()
    '2016-10-26'
    """
    value = value_at(day, grain)
    return Meaning("DATE", value, narrow(cover(value), part, anchor, grain), anchored)


def narrow(days: tuple[date, date] | None, part: str, anchor: date | None, grain: str = "") -> tuple[date, date] | None:
    """The `part` of `days`: first or second half, middle, start or end (a quarter), before or after the anchor.

    "Early" and "late" are read as half of the time, which is generous.
    """
    if days is None:
        return None
    first, last = days
    if grain == "W":  # a week begins on Sunday for some and on Monday for others
        first -= timedelta(days=1)
    if anchor is not None and first <= anchor <= last and part in ("before", "after"):
        return (first, anchor) if part == "before" else (anchor, last)
    length = (last - first).days
    share = {"first": 2, "second": 2, "middle": 4, "start": 4, "end": 4}.get(part)
    if length < 3 or share is None:
        return first, last
    cut = timedelta(days=length // share)
    if part == "middle":
        return first + cut, last - cut
    return (first, first + cut) if part in ("first", "start") else (last - cut, last)


def part_of(found: re.Match[str], setting: Setting) -> str:
    """The part of a stretch that the words before it leave ("early", "the end of"), as `narrow` takes it.

    The pattern behind `found` has a group "mod" or "portion", and may have "mod2".
    """
    groups = found.groupdict()
    text = (groups.get("mod") or groups.get("portion") or groups.get("mod2") or "").lower()
    parts = setting.words.column("time_modifiers")
    return next((parts[word] for word in re.findall(r"\w+", text) if word in parts), "")


def behind(found: re.Match[str], pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Search for `pattern`, which ends in ``$``, in what stands before `found` (40 characters)."""
    start = found.start("core") if "core" in found.re.groupindex else found.start()
    return pattern.search(found.string[max(0, start - 40) : start])
