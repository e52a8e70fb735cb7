"""Dates that contradict what else the text says of its days: why one of the two cannot be right.

Three things are noticed: a weekday that is not that of its date (the rules see to it), a dateline far from the day of
publication, and a full date told as past, or under a picture, that lies after the dateline or the day of publication.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from msgspec import structs

from twosource.annotate.timex.scan import Found
from twosource.annotate.timex.vocabulary import Words
from twosource.words import lines

__all__ = ["is_caption", "with_doubts"]

NEAR = 400
"""Characters in which a dateline stands."""
ZONES = 1
"""Days by which two calendars may differ for the zones of the world."""
HELD = 7
"""Days for which a report may lie before it is published."""


def with_doubts(text: str, found: Sequence[Found], published: date | None, words: Words) -> list[Found]:
    """Return `found`, those that contradict the day of publication or the dateline with a `doubt` that says so.

    >>> from twosource.annotate.timex.scan import scan
    >>> from twosource.annotate.timex.vocabulary import ENGLISH
    >>> text = "The ferry sank on October 30, 2016."
    >>> with_doubts(text, scan(text, date(2016, 10, 26))[0], date(2016, 10, 26), ENGLISH)[0].meaning.doubt
    'told as past, but 2016-10-30 lies after the day of publication, 2016-10-26'
    """
    dateline = next((one for one in found if _is_dateline(text, one, words)), None)
    written = dateline.meaning.days[0] if dateline and dateline.meaning.days else None
    return [
        _doubted(text, one, published, None if one is dateline else written, one is dateline, words) for one in found
    ]


def _doubted(
    text: str, one: Found, published: date | None, written: date | None, is_dateline: bool, words: Words
) -> Found:
    meaning = one.meaning
    day = meaning.days[0] if meaning.days and meaning.days[0] == meaning.days[1] else None
    if meaning.doubt or day is None or meaning.kind not in ("DATE", "TIME"):
        return one
    why = None
    if is_dateline:
        why = _of_dateline(day, published)
    elif not meaning.anchored:
        why = _of_past(text, one, day, published, written, words)
    return structs.replace(one, meaning=structs.replace(meaning, doubt=why)) if why else one


def _of_dateline(day: date, published: date | None) -> str | None:
    if published is None or -HELD <= (day - published).days <= ZONES:
        return None
    return f"the dateline says {day.isoformat()}, the day of publication is {published.isoformat()}"


def _of_past(
    text: str, one: Found, day: date, published: date | None, written: date | None, words: Words
) -> str | None:
    """Why a full date cannot lie where it lies; None where nothing speaks against it."""
    caption = _in_caption(text, one, words)
    if not caption and one.tense >= 0:
        return None
    how = "stands under a picture" if caption else "told as past"
    for what, limit in (("the dateline", written), ("the day of publication", published)):
        if limit is not None and (day - limit).days > ZONES:
            return f"{how}, but {day.isoformat()} lies after {what}, {limit.isoformat()}"
    return None


def _is_dateline(text: str, one: Found, words: Words) -> bool:
    """True for the date of "ARKHOLM, Oct. 24 (Reuters) - "."""
    if one.start > NEAR or one.meaning.kind != "DATE" or not one.meaning.days:
        return False
    start = text.rfind("\n", 0, one.start) + 1
    place = text[start : one.start]
    return bool(
        place[:2].isupper()
        and words.context("dateline").fullmatch(place)
        and words.context("behind_dateline").match(text[one.end : one.end + 60])
    )


def is_caption(line: str, words: Words) -> bool:
    """True if `line` ends in the credit of a picture, or speaks of one.

    >>> from twosource.annotate.timex.vocabulary import ENGLISH
    >>> is_caption("The ferry in May 2016. REUTERS/Ann Moller", ENGLISH)
    True
    """
    return bool(_credit(words.language).search(line.rstrip(" .)]")) or words.context("caption").search(line))


def _in_caption(text: str, one: Found, words: Words) -> bool:
    end = text.find("\n", one.end)
    return is_caption(text[one.end : end if end >= 0 else len(text)], words)


@cache
def _credit(language: str) -> re.Pattern[str]:
    houses = "|".join(lines(f"{language}/photo_credits"))
    return re.compile(rf"(?:^|[\s(/:|])(?:{houses})(?:/[\w .'’-]{{2,40}})?$")
