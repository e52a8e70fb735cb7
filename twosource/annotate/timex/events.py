"""Lengths counted from an event ("two days after the vote"): placed where the text itself dates the event."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import structs

from twosource.annotate.timex.lengths import moved
from twosource.annotate.timex.meaning import Meaning
from twosource.annotate.timex.scan import Found
from twosource.annotate.timex.tense import is_past_form
from twosource.annotate.timex.vocabulary import Words

__all__ = ["placed_by_events"]

AROUND = 60
"""Characters between an event and its date that are looked at."""


def placed_by_events(text: str, found: Sequence[Found], words: Words) -> list[Found]:
    """Return `found` with days for the lengths that are counted from an event which `text` dates.

    A date belongs to an event that is named by the same word, next to it ("Sunday's vote", "the vote was held on
    Oct. 16"). Where the text gives the event more than one day, or none, the length stays without days.
    """
    days = [one for one in found if _day(one) is not None]
    return [_placed(text, one, days, words) for one in found]


def _placed(text: str, one: Found, days: Sequence[Found], words: Words) -> Found:
    if one.meaning.kind != "DURATION" or one.meaning.days is not None:
        return one
    if beside := _beside(text, one, days, words):
        return beside
    match = words.expression("counted_from_event").match(text, one.start)
    event = _event(text, match, words) if match and match["event"] else None
    if match is None or event is None:
        return one
    dated = [day for day in days if day.end <= one.start or day.start >= match.end()]
    told = {_day(day): day for day in _days_of(text, event, dated, words)}
    if len(told) != 1:
        return one
    ((since, by),) = told.items()
    there = moved(since, one.meaning.value, match["way"].lower() == "before") if since else None
    if there is None:
        return one
    leans: Meaning = by.meaning
    return structs.replace(
        one, meaning=structs.replace(one.meaning, days=(there, there), anchored=leans.anchored, since=since)
    )


def _beside(text: str, one: Found, days: Sequence[Found], words: Words) -> Found | None:
    """The length placed by a date that stands right behind it ("two weeks before May 13, 1999")."""
    link = words.context("dated_before_after").match(text, one.end)
    by = next((day for day in days if link and day.start == link.end()), None)
    since = _day(by) if by else None
    if link is None or by is None or since is None:
        return None
    there = moved(since, one.meaning.value, link["way"].lower() == "before")
    if there is None:
        return None
    meaning = structs.replace(one.meaning, days=(there, there), anchored=by.meaning.anchored, since=since)
    return structs.replace(one, meaning=meaning)


def _day(one: Found) -> date | None:
    """The one day that `one` names, or None."""
    days = one.meaning.days
    return days[0] if one.meaning.kind in ("DATE", "TIME") and days and days[0] == days[1] else None


def _event(text: str, match: re.Match[str], words: Words) -> str | None:
    """The noun of the event, or what did what ("the ferry sank"); None where a longer clause follows."""
    start = match.start("event")
    told = words.context("event_words").match(text, start)
    if told is None:
        return None
    named = re.findall(r"[\w-]+", text[start : told.end()])
    ends = [part.end() for part in re.finditer(r"[\w-]+", text[start : told.end()])]
    for number in range(1, len(ends)):
        if words.context("behind_event").match(text, start + ends[number]):
            verb = is_past_form(named[number], words)
            return (f"{named[number - 1]} {named[number]}" if number > 1 else None) if verb else str(named[number])
    return None


def _days_of(text: str, event: str, days: Sequence[Found], words: Words) -> Iterator[Found]:
    """The days that stand beside a naming of the event."""
    named = [(found.start(), found.end()) for found in re.finditer(rf"\b{re.escape(event)}\b", text, re.IGNORECASE)]
    for day in days:
        for start, end in named:
            before = day.end <= start <= day.end + AROUND and words.context("dates_event").fullmatch(
                text[day.end : start]
            )
            after = end <= day.start <= end + AROUND and words.context("event_dated").fullmatch(text[end : day.start])
            if before or after:
                yield day
                break
