"""Rules for times of the day. Alone they are a time of an unnamed day, which `scan` takes from the words around."""

import re

from msgspec import structs

from twosource.annotate.timex.meaning import Meaning, Rule, Setting, behind, rule
from twosource.annotate.timex.vocabulary import plain

__all__ = ["RULES"]

RULES: list[Rule] = []


def _clock(hour: int, minute: str | None, half: str, zone: str = "") -> Meaning | None:
    if (half and not 1 <= hour <= 12) or hour > 24 or int(minute or 0) > 59:
        return None
    if half == "p":
        hour = hour % 12 + 12
    elif half == "a":
        hour %= 12
    return Meaning("TIME", f"T{hour:02d}:{minute or '00'}{zone}")


def _universal(found: re.Match[str], setting: Setting) -> str:
    """ "Z" where the time is told in universal time (GMT, UTC); elsewhere the value is the time on the spot."""
    zone = (found.groupdict().get("zone") or "").upper()
    return "Z" if setting.words.column("time_zones").get(zone) == "Z" else ""


def _half(part: str | None, hour: float, setting: Setting) -> str:
    """The half of the day that "in the morning", "in the afternoon" or "at night" tells: a, p or ""."""
    code = setting.words.column("day_parts").get(plain(part or ""), "")
    if code == "NI":
        return "p" if 6 <= hour < 12 else "a"
    return {"MO": "a", "AF": "p", "EV": "p"}.get(code, "")


@rule(RULES, "twelve_hours")
def twelve_hours(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``7:15 p.m. EST``, ``2.15pm``."""
    return _clock(int(found["hour"]), found["minute"], found["half"].lower(), _universal(found, setting))


@rule(RULES, "spelled_hours")
def spelled_hours(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``seven thirty p.m.``."""
    minute = setting.words.amount(plain(found["minute"] or "").replace("oh ", "")) if found["minute"] else None
    hour = int(setting.words.amount(found["hour"]) or 0)
    return _clock(hour, f"{int(minute):02d}" if minute else None, found["half"].lower())


@rule(RULES, "bare_hour")
def bare_hour(found: re.Match[str], setting: Setting) -> Meaning | None:
    """The 8 of ``tonight at 8`` and ``at 8 tonight``: an hour only beside a part of a day, which `scan` joins it to."""
    if found["beside"] is None and not behind(found, setting.words.context("led_by_part")):
        return None
    there = _clock(int(setting.words.amount(found["hour"]) or 0), None, "")
    return structs.replace(there, alone=False) if there else None


@rule(RULES, "twenty_four_hours")
@rule(RULES, "four_digits")
def twenty_four_hours(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``18:30``, ``18:30 GMT``, ``1830 GMT``; alone only with a zone or behind "at": it may be a length or a score."""
    there = _clock(int(found["hour"]), found["minute"], "", _universal(found, setting))
    sure = found["zone"] or found[0][-1].isalpha() or behind(found, setting.words.context("beside_a_time"))
    return structs.replace(there, alone=bool(sure)) if there else None


@rule(RULES, "spoken")
def spoken(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``4 in the morning``, ``ten o'clock``."""
    hour = setting.words.amount(found["hour"])
    if hour is None or not 1 <= hour <= 12 or hour != int(hour):
        return None
    part = found["part"] or found["part2"] or found["night"] or found["night2"]
    return _clock(int(hour), None, _half(part, hour, setting))


@rule(RULES, "told")
def told(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``ten past nine``, ``a quarter to one``, in the hours of a clock face; "ten to twelve" is mostly a range."""
    hour = int(setting.words.amount(found["hour"]) or 0)
    half = (found["half"] or _half(found["part"], hour, setting)).lower()
    if found["to"] or found["to_minutes"]:
        left = setting.words.amount(found["to_minutes"]) if found["to_minutes"] else 15
        return _clock(hour - 1 or 12, f"{60 - int(left or 60):02d}", half) if left else None
    word = re.sub(r"^a | (?:minutes|mins)$", "", plain(found["past"]))
    minute = {"quarter": 15, "half": 30}.get(word) or setting.words.amount(word) or 0
    return _clock(hour, f"{int(minute):02d}", half)


@rule(RULES, "part_of_day")
def part_of_day(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``noon``, ``overnight``, ``the morning``; "night" or "morning" alone only beside a day (`scan` sees to it)."""
    code = setting.words.column("day_parts")[plain(found["part"])]
    kind = setting.words.column("day_parts", 1)[plain(found["part"])]
    if found["part"][0].isupper() and setting.words.context("name_behind").match(found.string, found.end()):
        return None
    sure = found["twelve"] or behind(found, setting.words.context("beside_a_time"))
    if kind == "led" and not sure and (code[0] not in "12" or found["part"][0].isupper()):
        return None
    led = (found["when"] or (found["lead"] and code != "NI")) and not found["many"]
    return Meaning("TIME", f"T{code}", alone=kind != "lone" or bool(led))
