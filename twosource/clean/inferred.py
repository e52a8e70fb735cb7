"""Facts that no line states: worked out from what the article says, and marked so."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from twosource.clean.lines import Line
from twosource.clean.plain_dates import dates_in
from twosource.model import Fact, Span
from twosource.words import lines as words
from twosource.words import table

__all__ = ["infer_outlet", "infer_published"]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NAMED = re.compile(rf"(?<!\blast )(?<!\bnext )\b({'|'.join(WEEKDAYS)})\b(?! last| next)")
TOLD = re.compile(r"\btold ((?:[Tt]he )?[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3})")
LEAD, FAR = 3, 4
OLD = re.compile(r"\bfile\b|\barchive", re.I)


def infer_published(captions: Sequence[Line], body: Sequence[Line]) -> Fact[str] | None:
    """The day of publication, from a dated caption and the first weekday that the lead names.

    A news photo is of the day it reports or the day before, and a lead names the weekday of its news: the first day
    of that name on or after the caption's, no more than four days later. None where there is no such day.
    """
    dated = [
        (iso, Span(line.start + start, line.start + end))
        for line in captions
        if not OLD.search(line.text)
        for start, end, iso in dates_in(line.text)
    ]
    named = next((match[1] for line in body[:LEAD] if (match := NAMED.search(line.text))), None)
    if len({iso for iso, _ in dated}) != 1 or named is None:
        return None
    (iso, span), taken = dated[0], date.fromisoformat(dated[0][0])
    later = (WEEKDAYS.index(named) - taken.weekday()) % 7
    if later > FAR:
        return None
    day = (taken + timedelta(days=later)).isoformat()
    why = f"a caption is dated {iso}, a {WEEKDAYS[taken.weekday()]}, and the lead reports {named}: {day}"
    return Fact(value=day, found="dated caption", inferred=True, because=why, span=span)


def infer_outlet(body: Sequence[Line]) -> Fact[str] | None:
    """The outlet, where people are said again and again to have told it something: three times or more, no other."""
    told = [
        (
            match[1].removeprefix("the ").removeprefix("The "),
            Span(line.start + match.start(1), line.start + match.end(1)),
        )
        for line in body
        for match in TOLD.finditer(line.text)
    ]
    outlets = [(name, span) for name, span in told if name.split()[-1] in words("en/outlet_words")]
    counts = Counter(name for name, _ in outlets)
    if len(counts) != 1 or len(outlets) < 3 or outlets[0][0] in table("en/agencies"):
        return None
    ((name, times),) = counts.items()
    why = f'the text says {times} times that somebody "told {name}", and no other outlet'
    return Fact(value=name, found="wording", inferred=True, because=why, span=outlets[0][1])
