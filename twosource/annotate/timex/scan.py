"""All time expressions of one paragraph: the rules' findings put in order, and those that belong together joined."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec import Struct, structs

from twosource.annotate.timex import absolute, clock, lengths, relative
from twosource.annotate.timex.meaning import Meaning, Setting

__all__ = ["Found", "scan"]

RULES = (*absolute.RULES, *relative.RULES, *clock.RULES, *lengths.RULES)
NAMES = re.compile(r"(?:USA )TODAY")  # a newspaper
JOINT = re.compile(r"(?:,\s?|\s|\s?\(|,?\s(?:on|at|of|around|about|before|after|by|in the|on the)\s)")
LONE_PARTS = ("morning", "afternoon", "evening", "night", "daytime", "nighttime", "sunrise", "sunset")


class Found(Struct, frozen=True):
    """A time expression: its place in the paragraph, and what it means."""

    start: int
    end: int
    meaning: Meaning


def scan(text: str, anchor: date | None, tense: Callable[[int], int], before: Sequence[Found] = ()) -> list[Found]:
    """Return the time expressions of `text`, in order, resolved against `anchor`.

    `tense` tells for an offset whether what stands there is past (-1), future (1) or neither (0); `before` holds
    what was found in the paragraphs before. Where expressions overlap, the one that starts first and
    then the longest is taken.

    >>> [f.meaning.value for f in scan("He left on Monday at 7 p.m. and stays for three weeks.",
    ...                                date(2016, 10, 26), lambda offset: -1)]
    ['2016-10-24T19:00', 'P3W']
    """
    found = list(_joined(text, list(_resolved(text, anchor, tense, before))))
    dated = _with_days(text, found, anchor, _last(before, r"\d{4}-\d\d-\d\d"))
    return list(_apposed(text, list(dated)))


def _resolved(text: str, anchor: date | None, tense: Callable[[int], int], earlier: Sequence[Found]) -> Iterator[Found]:
    matches = [(m.start(), -m.end(), i, m) for i, (pattern, _) in enumerate(RULES) for m in pattern.finditer(text)]
    taken, before, quarter = 0, _last(earlier, r".*"), _last(earlier, r"\d{4}-Q\d")
    for start, negative_end, index, match in sorted(matches, key=lambda entry: entry[:3]):
        if start < taken or NAMES.fullmatch(text, max(0, start - 4), -negative_end):
            continue
        try:
            meaning = RULES[index][1](match, Setting(anchor, tense(start), before, quarter))
        except (ValueError, OverflowError):  # it would lie outside the calendar
            continue
        if meaning is None:
            continue
        found: Found | None = Found(start, -negative_end, meaning)
        while found is not None:
            yield found
            taken = found.end
            if found.meaning.kind == "DATE" and found.meaning.days:
                before = found.meaning.value
                quarter = before if re.fullmatch(r"\d{4}-Q\d", before) else quarter
            more = absolute.continued(text, found.end, found.meaning)
            found = Found(*more) if more else None


def _last(found: Sequence[Found], value: str) -> str | None:
    """The value of the last date on the calendar whose value has the form `value`."""
    dated = (one.meaning for one in reversed(found) if one.meaning.kind in ("DATE", "TIME") and one.meaning.days)
    values = (meaning.value.partition("T")[0] for meaning in dated)
    return next((found_value for found_value in values if re.fullmatch(value, found_value)), None)


def _joined(text: str, found: list[Found]) -> Iterator[Found]:
    """Join a time of day to the day that stands beside it, either way round."""
    at = 0
    while at < len(found):
        here = found[at]
        if at + 1 < len(found) and JOINT.fullmatch(text, here.end, found[at + 1].start):
            pair = _pair(here, found[at + 1])
            if pair is not None:
                yield pair
                at += 2
                continue
        yield here
        at += 1


def _pair(first: Found, second: Found) -> Found | None:
    clock_time, day = (first, second) if first.meaning.value.startswith("T") else (second, first)
    if not clock_time.meaning.value.startswith("T") or "T" in day.meaning.value:
        return None
    if day.meaning.kind == "SET" and day.meaning.value.startswith("XXXX-WXX-"):
        return Found(first.start, second.end, Meaning("SET", day.meaning.value + clock_time.meaning.value))
    if day.meaning.kind != "DATE" or not re.fullmatch(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)", day.meaning.value):
        return None
    value = day.meaning.value + clock_time.meaning.value
    return Found(first.start, second.end, Meaning("TIME", value, day.meaning.days, day.meaning.anchored))


def _with_days(text: str, found: Sequence[Found], anchor: date | None, before: str | None) -> Iterator[Found]:
    """Give a time of day that stands alone the day named beside it in its sentence, else one named shortly before.

    Without any it is that of the anchor. Where the last day named is of the week before the anchor, the time is
    taken to be of that day, and its days reach to the anchor.
    """
    days = [one for one in found if re.match(r"\d{4}-\d\d-\d\d", one.meaning.value)]
    for one in found:
        clock_time = one.meaning.value
        if not clock_time.startswith("T"):
            yield one
            continue
        if text[one.start : one.end].lower().removeprefix("the ").rstrip("s") in LONE_PARTS:
            continue
        beside = _day_beside(text, one, days)
        earlier = next((day.meaning.value[:10] for day in reversed(days) if day.end <= one.start), before)
        if beside is not None:
            value, covered, anchored = beside.meaning.value[:10], beside.meaning.days, beside.meaning.anchored
        elif anchor is None:
            value, covered, anchored = "XXXX-XX-XX", None, False
        else:
            value = _recent(earlier, anchor).isoformat()
            covered, anchored = (date.fromisoformat(value), anchor), True
        yield Found(one.start, one.end, Meaning("TIME", value + clock_time, covered, anchored))


def _apposed(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """Give ``two days after`` the day it explains in ``on Thursday, two days after the storm``."""
    for before, one in zip((None, *found), found, strict=False):
        explains = (
            before is not None
            and before.meaning.kind == "DATE"
            and one.meaning.kind == "DURATION"
            and one.meaning.days is None
            and text[before.end : one.start] == ", "
            and text[one.start : one.end].lower().endswith((" after", " before", " later"))
        )
        if before is not None and explains:
            meaning = structs.replace(one.meaning, days=before.meaning.days, anchored=before.meaning.anchored)
            yield structs.replace(one, meaning=meaning)
        else:
            yield one


def _recent(value: str | None, anchor: date) -> date:
    """The day `value` if it is of the week up to the anchor, else the anchor."""
    day = date.fromisoformat(value) if value else anchor
    return day if 0 <= (anchor - day).days < 7 else anchor


def _day_beside(text: str, clock_time: Found, days: list[Found]) -> Found | None:
    """The nearest day of the same sentence, the one before it if there is one."""
    end = r"(?<![ap]\.m)[.!?]\s"
    before = [
        day for day in days if day.end <= clock_time.start and not re.search(end, text[day.end : clock_time.start])
    ]
    after = [
        day for day in days if day.start >= clock_time.end and not re.search(end, text[clock_time.end : day.start])
    ]
    return before[-1] if before else after[0] if after else None
