"""All time expressions of one paragraph: the rules' findings put in order, and those that belong together joined."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct, structs

from twosource.annotate.timex import absolute, clock, lengths, named, relative
from twosource.annotate.timex.meaning import Meaning, Rule, Setting, Story, Told
from twosource.annotate.timex.tense import tense_at
from twosource.annotate.timex.vocabulary import ENGLISH, Words, words_of

__all__ = ["Found", "scan"]

RULES: tuple[Rule, ...] = (*absolute.RULES, *named.RULES, *relative.RULES, *clock.RULES, *lengths.RULES)
KEPT = 12
"""Dates told before that are kept in mind."""


class Found(Struct, frozen=True):
    """A time expression: its place in the paragraph, what it means, and the tense around it (-1 past, 1 future)."""

    start: int
    end: int
    meaning: Meaning
    tense: int = 0


def scan(
    text: str, anchor: date | None, story: Story | None = None, words: Words = ENGLISH, tense: int | None = None
) -> tuple[list[Found], Story]:
    """Return the time expressions of `text`, in order, resolved against `anchor`, and the story with them.

    `story` holds what the paragraphs before told; `tense` is that of all of `text`, where it is known. Where
    expressions overlap, the one that starts first and then the longest is taken.

    >>> [f.meaning.value for f in scan("He left on Monday at 7 p.m. and stays for three weeks.", date(2016, 10, 26))[0]]
    ['2016-10-24T19:00', 'P3W']
    """
    story = story or Story()
    found = list(_joined(text, list(_resolved(text, anchor, story, words, tense)), words))
    dated = list(_apposed(text, list(_with_days(text, found, anchor, story)), words))
    for one in dated:
        story = _told(story, one, text, anchor, words)
    return dated, story


def _resolved(text: str, anchor: date | None, story: Story, words: Words, tense: int | None) -> Iterator[Found]:
    taken = 0
    for start, match, index in _matches(text, words):
        end = match.end("core") if "core" in match.re.groupindex else match.end()
        if start < taken or words.context("newspaper").fullmatch(text, max(0, start - 4), end):
            continue
        told = tense_at(text, start, end, words) if tense is None else tense
        setting = Setting(anchor, told, story, words)
        try:
            meaning = RULES[index][1](match, setting)
        except (ValueError, OverflowError):  # it would lie outside the calendar
            continue
        if meaning is None:
            continue
        found: Found | None = Found(start, end, meaning, setting.tense)
        while found is not None:
            yield found
            taken = found.end
            story = _told(story, found, text, anchor, words)
            more = absolute.continued(text, found.end, found.meaning, setting)
            found = Found(*more, setting.tense) if more else None


def _matches(text: str, words: Words) -> list[tuple[int, re.Match[str], int]]:
    """All matches of all rules: by their start, the longest first, and in the order of the rules."""
    held = words_of(text)
    found = [
        (match.start("core") if "core" in match.re.groupindex else match.start(), -match.end(), index, match)
        for index, (name, _) in enumerate(RULES)
        if not held.isdisjoint(words.needed(name))
        for match in words.expression(name).finditer(text)
    ]
    return [(start, match, index) for start, _, index, match in sorted(found, key=lambda entry: entry[:3])]


def _told(story: Story, found: Found, text: str, anchor: date | None, words: Words) -> Story:
    """The story once `found` was told."""
    meaning = found.meaning
    if meaning.kind == "DURATION":
        if meaning.period == "reported" and anchor is not None:
            return structs.replace(story, period=Told(f"{anchor.year:04d}", leans=True))
        return story
    if meaning.kind == "SET" or meaning.days is None:
        return story
    of_speech = bool(words.context("said_on").search(text[max(0, found.start - 40) : found.start]))
    one = Told(meaning.value.partition("T")[0], meaning.anchored, of_speech)
    if meaning.period == "reported":
        return structs.replace(story, told=(*story.told[-KEPT:], one), quarter=one, period=one)
    return structs.replace(story, told=(*story.told[-KEPT:], one))


def _joined(text: str, found: Sequence[Found], words: Words) -> Iterator[Found]:
    """Join a time of day to the day, and to the part of the day, that stands beside it, either way round."""
    here: Found | None = None
    for one in found:
        joins = here is not None and words.context("joint_of_time").fullmatch(text, here.end, one.start)
        pair = _pair(here, one) if here is not None and joins else None
        if pair is None and here is not None:
            yield here
        here = pair or one
    if here is not None:
        yield here


def _pair(first: Found, second: Found) -> Found | None:
    clock_time, day = (first, second) if first.meaning.value.startswith("T") else (second, first)
    if exact := _exact(first, second):
        return exact
    if not clock_time.meaning.value.startswith("T") or "T" in day.meaning.value:
        return None
    value = day.meaning.value + clock_time.meaning.value
    if day.meaning.kind == "SET" and (day.meaning.value == "P1D" or day.meaning.value.startswith("XXXX-WXX-")):
        value = value.replace("P1DT", "XXXX-XX-XXT")
        return structs.replace(first, end=second.end, meaning=Meaning("SET", value))
    if day.meaning.kind != "DATE" or not re.fullmatch(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)", day.meaning.value):
        return None
    meaning = structs.replace(day.meaning, kind="TIME", value=value)
    return structs.replace(first, end=second.end, meaning=meaning, tense=day.tense)


def _exact(first: Found, second: Found) -> Found | None:
    """A part of the day and a clock time in it ("tonight around 8 p.m."): the clock time."""
    values = [first.meaning.value, second.meaning.value]
    parts = [re.fullmatch(r"(.*T)(?:MO|AF|EV|NI|\d\d:\d\d)", value) for value in values]
    exact = [bool(re.search(r"T\d\d:\d\d", value)) for value in values]
    if not all(parts) or sum(exact) != 1 or not any(value.startswith("T") for value in values):
        return None
    day = first if not first.meaning.value.startswith("T") else second
    clock_time = values[exact.index(True)].rpartition("T")[2]
    hour, part = int(clock_time[:2]), values[exact.index(False)][-2:]
    if (part in ("AF", "EV") and hour < 12) or (part == "NI" and 6 <= hour < 12):
        clock_time = f"{int(clock_time[:2]) + 12:02d}{clock_time[2:]}"
    value = day.meaning.value.rpartition("T")[0] + "T" + clock_time
    return structs.replace(
        first, end=second.end, meaning=structs.replace(day.meaning, kind="TIME", value=value, alone=True)
    )


def _with_days(text: str, found: Sequence[Found], anchor: date | None, story: Story) -> Iterator[Found]:
    """Give a time of day that stands alone the day named beside it in its sentence, else one named shortly before.

    Without any it is that of the anchor. Where the last day named is of the week before the anchor, the time is
    taken to be of that day, and its days reach to the anchor.
    """
    days = [one for one in found if re.match(r"\d{4}-\d\d-\d\d", one.meaning.value)]
    for one in found:
        if not one.meaning.value.startswith("T"):
            yield one
            continue
        if not one.meaning.alone:
            continue
        yield structs.replace(one, meaning=_on_its_day(text, one, days, anchor, story))


def _on_its_day(text: str, one: Found, days: list[Found], anchor: date | None, story: Story) -> Meaning:
    """The meaning of the time of day `one`, on the day that the words around it tell."""
    beside = _day_beside(text, one, days)
    if beside is not None:
        day = beside.meaning
        return structs.replace(day, kind="TIME", value=day.value[:10] + one.meaning.value, doubt=None)
    if anchor is None:
        return Meaning("TIME", "XXXX-XX-XX" + one.meaning.value)
    last = story.last("D")
    named_before = last and last[1].value if last and len(last[1].value) == 10 else None
    earlier = next((day.meaning.value[:10] for day in reversed(days) if day.end <= one.start), named_before)
    value = _recent(earlier, anchor)
    return Meaning("TIME", value.isoformat() + one.meaning.value, (value, anchor), anchored=True)


def _apposed(text: str, found: Sequence[Found], words: Words) -> Iterator[Found]:
    """Give ``two days`` the day it explains in ``on Thursday, two days after the storm``."""
    for before, one in zip((None, *found), found, strict=False):
        explains = (
            before is not None
            and before.meaning.kind == "DATE"
            and one.meaning.kind == "DURATION"
            and one.meaning.days is None
            and text[before.end : one.start] == ", "
            and words.expression("counted_from_event").match(text, one.start)
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
