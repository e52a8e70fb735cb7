"""Hours of the day as clauses tell them: “23.47”, “twenty to five”, “shortly before midnight”."""

import re
from functools import cache

from msgspec import Struct

from twosource.words import table

__all__ = ["CLOCK_ONLY", "Clock", "clocks_apart", "clocks_in"]

DAY, HALF = 1440, 720  # minutes
NEARLY, ABOUT, SPOKEN = 25, 15, 5  # minutes that “shortly before”, “around” and “twenty to five” leave open
CLOCK_ONLY = re.compile(r"[\d.:\s]*(?:[ap]\.?m\.?|o[’']clock|hours|GMT)?", re.IGNORECASE)
LEAST_GAP = 10  # minutes between two hours that cannot be one


class Clock(Struct, frozen=True):
    """An hour of a day as the minutes since midnight between which it lies; `half`: before or after noon is open."""

    low: int
    high: int
    half: bool = False


@cache
def _pattern() -> re.Pattern[str]:
    hours = "|".join(table("en/clock_hours"))
    minutes = "|".join(sorted(table("en/clock_minutes"), key=len, reverse=True))
    digits = r"(?P<h>[01]?\d|2[0-4])[.:](?P<m>[0-5]\d)(?!\d|[.,]\d|\s*(?:%|per|million|billion|thousand|m\b|km|kg))"
    half = r"(?P<half>\s*[ap]\.?m\b\.?)"
    return re.compile(
        rf"(?P<lead>\b(?:(?:shortly|just|soon|right)\s+(?:before|after)|at\s+(?:around|about)|around|about|at|"
        rf"before|after|until|till|by|from|since|between|not)\s+)?"
        rf"(?:{digits}{half}?|(?P<bare>1?\d){half.replace('half', 'half2')}"
        rf"|\b(?P<minutes>{minutes})(?:\s+minutes?)?\s+(?P<side>to|past|before|after)\s+(?P<hour>{hours})\b(?:\s+o[’']clock)?"
        rf"|\b(?P<whole>{hours}|1?\d)\s+o[’']clock|\b(?P<named>midnight|noon|midday)\b)"
        rf"(?P<part>\s+in\s+the\s+(?:morning|afternoon|evening|night)|\s+at\s+night)?",
        re.IGNORECASE,
    )


def clocks_in(text: str) -> tuple[Clock, ...]:
    """The hours at which something is said to have happened; not those before, after or until which.

    >>> clocks_in("shortly before midnight"), clocks_in("closed at twenty to five")
    ((Clock(low=1415, high=1440, half=False),), (Clock(low=275, high=285, half=True),))
    >>> clocks_in("it cost 14.52 million"), clocks_in("before six o'clock")
    ((), ())
    """
    found = (_clock(match) for match in _pattern().finditer(text))
    return tuple(one for one in found if one is not None)


def _clock(match: re.Match[str]) -> Clock | None:
    lead = " ".join((match["lead"] or "").casefold().split())
    minutes, half, slack = _read(match)
    if minutes is None or (match["h"] and not (lead or match["half"])):
        return None
    if lead in ("before", "after", "until", "till", "by", "from", "since", "between", "not"):
        return None
    if lead.endswith("before"):
        return Clock(minutes - NEARLY, minutes, half)
    if lead.endswith("after"):
        return Clock(minutes, minutes + NEARLY, half)
    slack = ABOUT if lead.endswith(("around", "about")) else slack
    return Clock(minutes - slack, minutes + slack, half)


def _read(match: re.Match[str]) -> tuple[int | None, bool, int]:
    """The minutes since midnight, whether the half of the day is open, and how exact it is."""
    part = (match["part"] or "").casefold()
    later = (match["half"] or match["half2"] or "").strip().casefold()[:1] or (
        "a" if "morning" in part else "p" if part.endswith(("afternoon", "evening")) else ""
    )
    if match["named"]:
        return (DAY if match["named"].casefold() == "midnight" else HALF), False, SPOKEN
    if match["h"]:
        hour, minute, slack = int(match["h"]), int(match["m"]), 0
        if hour > 12 or match["h"].startswith("0"):
            return hour * 60 + minute, False, slack
    elif match["bare"]:
        hour, minute, slack = int(match["bare"]), 0, SPOKEN
    elif match["whole"]:
        hour, minute, slack = _hour(match["whole"]), 0, SPOKEN
    else:
        beside = int(table("en/clock_minutes")[match["minutes"].casefold()][0])
        before = match["side"].casefold() in ("to", "before")
        hour, minute, slack = _hour(match["hour"]), -beside if before else beside, SPOKEN
    if not 1 <= hour <= 12:
        return None, False, 0
    return (hour % 12) * 60 + minute + (HALF if later == "p" else 0), not later, slack


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else int(table("en/clock_hours")[word.casefold()][0])


def clocks_apart(one: Clock, other: Clock) -> bool:
    """Whether two hours cannot be the same one, on whatever day.

    >>> clocks_apart(Clock(1427, 1427), Clock(1385, 1405)), clocks_apart(Clock(1427, 1427), Clock(1415, 1440))
    (True, False)
    """
    around = HALF if one.half or other.half else DAY
    gaps = [max(other.low + turn - one.high, one.low - other.high - turn) for turn in range(-2 * DAY, 2 * DAY, around)]
    return min(gaps) >= LEAST_GAP
