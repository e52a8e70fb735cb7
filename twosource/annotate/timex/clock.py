"""Rules for times of the day. Alone they are a time of an unnamed day, which `scan` takes from the words around."""

import re

from twosource.annotate.timex.meaning import Meaning, Rule, Setting, rule
from twosource.annotate.timex.vocabulary import amount, column, plain

__all__ = ["RULES"]

RULES: list[Rule] = []
AT_ONLY = ("dawn", "dusk", "noon", "midnight", "midday", "sunrise", "sunset")


def _clock(hour: int, minute: str | None, half: str) -> Meaning | None:
    if (half and not 1 <= hour <= 12) or hour > 24 or int(minute or 0) > 59:
        return None
    if half == "p":
        hour = hour % 12 + 12
    elif half == "a":
        hour %= 12
    return Meaning("TIME", f"T{hour:02d}:{minute or '00'}")


@rule(RULES, r"(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap])(?:\.m\.|m|\.m)(?: \(?<zone>\)?)?")
def twelve_hours(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``7:15 p.m. EST``, ``2.15pm``. The zone is part of the expression and not of its value."""
    return _clock(int(found["hour"]), found["minute"], found["half"].lower())


@rule(
    RULES, r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?: ?(?:hrs|hours))?(?: \(?(?P<zone><zone>)\)?)?"
)
def twenty_four_hours(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``18:30``, ``18:30 GMT``."""
    return _clock(int(found["hour"]), found["minute"], "")


@rule(RULES, r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d) ?(?:<zone>|hrs|hours)")
def four_digits(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``1830 GMT``."""
    return _clock(int(found["hour"]), found["minute"], "")


@rule(RULES, r"(?P<hour><number>) (?:o['’]clock|in the (?P<part>morning|afternoon|evening))")
def spoken(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``4 in the morning``, ``ten o'clock``."""
    hour = amount(found["hour"])
    if hour is None or not 1 <= hour <= 12:
        return None
    return _clock(int(hour), None, {"morning": "a"}.get(plain(found["part"] or "none"), "p") if found["part"] else "")


@rule(
    RULES,
    r"(?:(?P<past>five|ten|twenty|twenty-five|(?:a )?quarter|half) past|(?:a )?(?P<to>quarter) to) "
    r"(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)",
)
def told(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``ten past nine``, ``a quarter to one``, in the hours of a clock face; "ten to twelve" is mostly a range."""
    hour = int(amount(found["hour"]) or 0)
    if found["to"]:
        return _clock(hour - 1 or 12, "45", "")
    word = plain(found["past"]).removeprefix("a ")
    return _clock(hour, f"{int({'quarter': 15, 'half': 30}.get(word) or amount(word) or 0):02d}", "")


@rule(RULES, r"(?:the )?(?P<part><part>)(?P<many>s?)(?: (?P<zone><zone>))?")
def part_of_day(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``noon``, ``overnight``, ``the morning``; "night" or "morning" alone only beside a day (`scan` sees to it)."""
    code = column("day_parts")[plain(found["part"])]
    before = found.string[max(0, found.start() - 7) : found.start()].lower()
    if plain(found["part"]) in AT_ONLY and not re.search(
        r"\b(?:at|by|until|till|before|after|around|from|to) $", before
    ):
        return None
    return Meaning("TIME", f"T{code}")
