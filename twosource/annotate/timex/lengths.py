"""Rules for lengths of time ("three days", "the past few weeks") and for what recurs ("every Monday", "daily")."""

import re
from contextlib import suppress
from datetime import date

from msgspec import structs

from twosource.annotate.timex.calendar import step
from twosource.annotate.timex.meaning import Meaning, Rule, Setting, behind, rule
from twosource.annotate.timex.vocabulary import plain

__all__ = ["RULES", "duration", "moved", "with_part"]

RULES: list[Rule] = []
YEARS = {"E": 10, "C": 100}
"""Years of decades and centuries, for which ISO 8601 has no designator."""
QUOTES = tuple("“\"‘'`")


def duration(number: float | None, designator: str) -> str:
    """The TIMEX3 value of a length; None is an unknown number, as in "several weeks".

    >>> duration(3, "D"), duration(1.5, "TH"), duration(None, "W")
    ('P3D', 'PT1.5H', 'PXW')
    """
    amount_text = "X" if number is None else f"{number:.10g}"
    return f"PT{amount_text}{designator[1]}" if designator.startswith("T") else f"P{amount_text}{designator}"


def _of(number: float | None, unit: str, setting: Setting) -> Meaning:
    designator, many = setting.words.unit(unit)
    if number is not None and designator in YEARS:
        designator, many = "Y", YEARS[designator]
    return Meaning("DURATION", duration(None if number is None else number * many, designator))


@rule(RULES, "length")
def length(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``three days``, ``two-week``, ``a year and a half``, ``the past few weeks``; an age is no length of time.

    "A week" is a rate and no length where an amount stands before it ("700 seats a week").
    """
    number, unit = setting.words.amount(found["n"]), found["unit"].lower()
    if _is_none(found, number, unit, setting):
        return None
    if found["part"] and number is not None:
        return with_part(number, unit, 0.5, setting)
    if found["n"].endswith(("/2", "/4", "½")) and number is not None:
        return with_part(number // 1, unit, number % 1, setting)
    if number == 0.5:
        return with_part(0, unit, 0.5, setting)
    if found["half"]:
        return with_part(number, unit, 0.5 if found["half"].lower() == "half" else 0.25, setting)
    if setting.words.context("reported_stretch").search(found["core"]):
        return structs.replace(_of(number, unit, setting), period="reported")
    return _of(number, unit, setting)


def _is_none(found: re.Match[str], number: float | None, unit: str, setting: Setting) -> bool:
    """True where what looks like a length is something else: a fraction, a programme's name, an age, a rate."""
    words, core = setting.words, plain(found["core"])
    single = not core.endswith("s") and not found["half"]
    article = plain(found["n"]) in ("a", "an")
    if "half" in plain(found["n"]) and not single:
        return True
    if unit == "quarter" and plain(found["n"]) == "some":
        return True
    if unit in ("sec", "min", "hr", "secs", "mins", "hrs") and not found["n"][0].isdigit():
        return True
    if unit in ("second", "quarter") and (single or "-quarter" in core):
        return True
    if core == "one day" or (article and (core.startswith("the ") or core.endswith("s"))):
        return True
    named = found["n"][0].isdigit() and found["unit"][0].isupper() and found["joint"]
    if named and found.string[: found.start()].endswith(QUOTES):
        return True
    if article and found["joint"] != "-" and core in (f"a {unit}", f"an {unit}"):
        return bool(behind(found, words.context("a_rate")))
    return bool(behind(found, words.context("aged")))


def with_part(number: float | None, unit: str, part: float, setting: Setting) -> Meaning:
    """A length and a half or a quarter, in the next smaller unit where TIMEX3 writes it so."""
    smaller = {"Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60)}
    designator, _ = setting.words.unit(unit)
    if number is None or designator not in smaller:
        return _of(None if number is None else number + part, unit, setting)
    finer, each = smaller[designator]
    whole, tail = duration(number, designator), duration(part * each, finer)
    if not number:
        return Meaning("DURATION", tail)
    return Meaning("DURATION", whole + tail.lstrip("PT"))


@rule(RULES, "compound_length")
def compound_length(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``two hours and 15 minutes``, ``1 year 2 months ago``."""
    parts = [
        (setting.words.amount(one["n"]) or 0.0, *setting.words.unit(one["unit"]))
        for one in setting.words.context("compound_part").finditer(found["all"])
    ]
    order = ["C", "E", "Y", "Q", "M", "W", "D", "TH", "TM", "TS"]
    places = [order.index(unit) for _, unit, _ in parts]
    if len(set(places)) < len(places) or (found["way"] is None and places != sorted(places)):
        return None
    parts.sort(key=lambda part: order.index(part[1]))
    if found["way"] and setting.anchor and not any(unit.startswith("T") for _, unit, _ in parts):
        day, back = setting.anchor, found["way"].lower() in ("ago", "earlier")
        for number, unit, many in parts:
            day = step(day, round(number * many) * (-1 if back else 1), unit)
        return Meaning("DATE", day.isoformat(), (day, day), True)
    dates = "".join(duration(number * many, unit)[1:] for number, unit, many in parts if unit[0] != "T")
    times = "".join(duration(number * many, unit)[2:] for number, unit, many in parts if unit[0] == "T")
    return Meaning("DURATION", f"P{dates}" + (f"T{times}" if times else ""))


@rule(RULES, "whole_length")
def whole_length(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``all day``, ``the whole week``, ``a full year``."""
    unit = (found["unit"] or found["unit2"]).lower()
    code = setting.words.column("day_parts").get(unit)
    if code and unit != "night":
        return Meaning("DURATION", f"PT1{code}" if len(code) == 2 else "PT1D")
    return Meaning("DURATION", "P1WE") if unit == "weekend" else _of(1.0, unit, setting)


@rule(RULES, "lasting")
def lasting(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``daylong``, ``decades-long``."""
    return _of(None if found["many"] else 1.0, found["unit"], setting)


@rule(RULES, "part_of_century")
def part_of_century(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``half a century``, ``quarter-century``: in years."""
    years = 100 if found["unit"].lower() == "century" else 10
    number = years / (2 if found["half"] else 4)
    return Meaning("DURATION", duration(number, "Y"))


@rule(RULES, "ahead_stretch")
def ahead_stretch(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the weeks ahead``."""
    return _of(None, found["unit"], setting)


@rule(RULES, "vague_stretch")
def vague_stretch(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``recent weeks``, ``the coming months``: before or after the time of writing; how many is not told."""
    if setting.words.context("past_stretch").search(plain(found["when"])):
        return Meaning("DATE", "PAST_REF")
    if setting.words.context("coming_stretch").search(plain(found["when"])):
        return Meaning("DATE", "FUTURE_REF")
    return _of(None, found["unit"], setting)


@rule(RULES, "uncounted")
def uncounted(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``for years``, ``within weeks or months``; not "hundreds of hours", where a figure stands before."""
    words = setting.words
    led = behind(found, words.context("before_uncounted"))
    placed = words.context("placed_uncounted").match(found.string, found.end())
    if behind(found, words.context("counted_before")) or not (led or placed):
        return None
    return _of(None, found["unit"], setting)


@rule(RULES, "stretch_and_half")
def stretch_and_half(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the past week and a half``."""
    return with_part(1, found["unit"].lower(), 0.5, setting)


@rule(RULES, "only_day")
def only_day(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``for one day``; alone, and ahead, "one day" is some time to come."""
    if behind(found, setting.words.context("lasting_before")):
        return Meaning("DURATION", "P1D")
    return Meaning("DATE", "FUTURE_REF") if setting.tense > 0 else None


@rule(RULES, "counted_from_event")
def counted_from_event(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``two days`` of "two days after the vote": a length; `events` places it where the text dates the vote."""
    return _of(setting.words.amount(found["n"]), found["unit"], setting)


def moved(day: date, value: str, back: bool) -> date | None:
    """Return `day` moved by the length `value` (whole days, weeks, months, years).

    None where it is another length, or would lead beyond the calendar.

    >>> moved(date(2016, 10, 16), "P2D", False), moved(date(2016, 10, 16), "PXD", False)
    (datetime.date(2016, 10, 18), None)
    """
    parts = re.fullmatch(r"P(\d+)([DWMYE])", value)
    if parts is None:
        return None
    with suppress(OverflowError):
        return step(day, int(parts[1]) * (-1 if back else 1), parts[2])
    return None


@rule(RULES, "every")
def every(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``every day``, ``each Monday``, ``every two weeks``, ``every October``."""
    unit, words = plain(found["unit"]), setting.words
    if unit in words.column("weekdays"):
        return Meaning("SET", f"XXXX-WXX-{words.column('weekdays')[unit]}")
    if unit.rstrip(".") in words.column("months"):
        return Meaning("SET", f"XXXX-{int(words.column('months')[unit.rstrip('.')]):02d}")
    if unit in words.column("day_parts"):
        return Meaning("SET", f"XXXX-XX-XXT{words.column('day_parts')[unit]}")
    if unit == "weekend":
        return Meaning("SET", "XXXX-WXX-WE")
    named = plain(found["n"] or "")
    if named in words.column("ordinal_words"):
        return Meaning("SET", _of(float(words.column("ordinal_words")[named]), unit, setting).value)
    number = {"other": 2.0, "few": None}.get(named, words.amount(named) if named else 1.0)
    return Meaning("SET", _of(number, unit, setting).value)


@rule(RULES, "how_often")
def how_often(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``twice a week``: the turn in which it recurs."""
    return Meaning("SET", _of(1.0, found["unit"], setting).value)


@rule(RULES, "parts_of_days")
def parts_of_days(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``Monday nights``."""
    number = setting.words.column("weekdays")[found["name"].lower()]
    return Meaning("SET", f"XXXX-WXX-{number}T{setting.words.column('day_parts')[found['part'].lower()]}")


@rule(RULES, "recurring")
def recurring(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``daily``, ``weekly``; with a capital it is mostly a newspaper."""
    words = setting.words
    noun = behind(found, words.context("daily_is_noun")) and words.context("behind_noun").match(
        found.string, found.end()
    )
    if found[0][0].isupper() or noun:
        return None
    return Meaning("SET", setting.words.column("recurring")[plain(found[0])])
