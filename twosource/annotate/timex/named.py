"""Rules for stretches and days that have a name: quarters, half years, seasons, the end of the year, holidays."""

import re
from datetime import date, timedelta

from msgspec import structs

from twosource.annotate.timex.absolute import day_in, ordinal, year_named, year_of
from twosource.annotate.timex.calendar import cover, easter, step, week
from twosource.annotate.timex.meaning import Meaning, Rule, Setting, at, narrow, part_of, rule
from twosource.annotate.timex.vocabulary import plain

__all__ = ["RULES"]

RULES: list[Rule] = []


@rule(RULES, "whole_quarter")
def whole_quarter(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the third quarter``, ``Q3 2016``: of the year it names, or of the last one whose quarter had begun."""
    last_one = found["n"] and found["n"].lower() == "final"
    number = int(found["q"] or (4 if last_one else ordinal(found["n"], setting)))
    anchor = setting.anchor
    named = (year_of(found["year0"], setting), False) if found["year0"] else year_named(found, setting)
    if named is None and anchor is None:
        return Meaning("DATE", f"XXXX-Q{number}")
    if named is None and anchor is not None:
        earlier = setting.tense < 0 and 3 * number - 2 > anchor.month + 3
        named = (anchor.year - earlier, True)
    there = at(date(named[0], 3 * number, 1), "Q", anchored=named[1]) if named else None
    if there is None or (setting.tense > 0 and there.days and anchor and there.days[1] > anchor):
        return there
    return structs.replace(there, period="reported")


@rule(RULES, "year_period")
def year_period(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the 1988 period``: in that year, the period that the text reports on."""
    year = year_of(found["year"], setting)
    number = re.fullmatch(r"\d{4}-(Q\d)", setting.story.period.value) if setting.story.period else None
    value = f"{year:04d}-{number[1]}" if number else f"{year:04d}"
    return Meaning("DATE", value, cover(value), period="compared")


@rule(RULES, "half_year")
def half_year(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the first half of 2016``, ``H2 2016``."""
    year = found["hyear"] or found["hyear2"]
    named = (year_of(year.strip(), setting), False) if year else year_named(found, setting)
    if named is None:
        return None
    number = int(found["h"] or found["h2"] or (1 if found["n"].lower() in ("first", "1st") else 2))
    value = f"{named[0]:04d}-H{number}"
    return Meaning("DATE", value, narrow(cover(value), part_of(found, setting), setting.anchor), named[1])


@rule(RULES, "whole_season")
def whole_season(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``last summer``, ``the spring of 2014``, ``summer 2015``; plain "the fall" is no season (it may be a fall)."""
    name = (found["season"] or found["only"]).lower()
    code, start = setting.words.column("seasons")[name], int(setting.words.column("seasons", 1)[name])
    part = part_of(found, setting)
    named = (year_of(found["onlyyear"], setting), False) if found["onlyyear"] else year_named(found, setting)
    if named:
        value = f"{named[0]:04d}-{code}"
        return Meaning("DATE", value, narrow(cover(value), part, setting.anchor), named[1])
    which, anchor = plain(found["which"] or ""), setting.anchor
    if anchor is None or (which in ("the", "") and not part):
        return None
    steps = int(setting.words.column("time_relations").get(which, "0"))
    year = anchor.year
    if steps < 0 and step(date(year, start, 1), 3, "M") + timedelta(days=21) > anchor:
        year -= 1
    if steps > 0 and date(year, start, 1) <= anchor:
        year += 1
    if which == "the" and setting.tense < 0 and date(year, start, 1) > anchor:
        year -= 1
    value = f"{year:04d}-{code}"
    return Meaning("DATE", value, narrow(cover(value), part, anchor), True)


@rule(RULES, "year_end")
def year_end(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``year's end``, ``last year-end``: the year, and its last month."""
    if found["year"]:
        year = year_of(found["year"], setting)
    elif setting.anchor is None:
        return None
    else:
        which = plain(found["which"] or "")
        year = setting.anchor.year + int(setting.words.column("time_relations").get(which, "0"))
    return Meaning("DATE", f"{year:04d}", (date(year, 12, 1), date(year, 12, 31)), not found["year"])


@rule(RULES, "mid_year")
def mid_year(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``midyear``, ``mid-week``: the middle of the anchor's."""
    unit = found["unit"].lower()
    if setting.anchor is None or unit not in setting.words.column("time_units"):
        return None
    return at(setting.anchor, setting.words.column("time_units")[unit], True, "middle", setting.anchor)


def _holiday(rule_text: str, year: int) -> date:
    if rule_text.startswith("easter"):
        return easter(year) + timedelta(days=int(rule_text.removeprefix("easter")))
    rule_text, _, more = rule_text.partition("+")
    month, nth, *weekday = rule_text.split("-")
    if not weekday:
        return date(year, int(month), int(nth))
    if nth == "last":
        last = step(date(year, int(month), 1), 1, "M") - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - int(weekday[0])) % 7)
    first = date(year, int(month), 1)
    nth_day = first + timedelta(days=(int(weekday[0]) - first.isoweekday()) % 7 + 7 * (int(nth) - 1))
    return nth_day + timedelta(days=int(more or 0))


@rule(RULES, "named_holiday")
def holiday(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``Thanksgiving Day``, ``Christmas 2015``: in the year named, or the nearest one."""
    how = setting.words.column("holidays")[plain(found["name"])]
    named = year_named(found, setting)
    if named:
        return _of_holiday(_holiday(how, named[0]), found, leans=named[1])
    anchor = setting.anchor
    if anchor is None or not 1 < anchor.year < 9999:
        return None
    lean = int(setting.words.column("time_relations")[plain(found["which"])]) if found["which"] else 0
    days = [_holiday(how, year) for year in (anchor.year - 1, anchor.year, anchor.year + 1)]
    if lean:
        days = [day for day in days if (day - anchor).days * lean > 0]
    middle = anchor + timedelta(days=90 * setting.tense)
    return _of_holiday(min(days, key=lambda day: abs((day - middle).days)), found, leans=True)


def _of_holiday(day: date, found: re.Match[str], leans: bool) -> Meaning:
    """The holiday itself, or the weekend nearest to it ("Labor Day weekend"), whose days take the holiday in."""
    if not found["weekend"]:
        return at(day, "D", anchored=leans)
    saturday = day + timedelta(days=(9 - day.isoweekday()) % 7 - 3)
    days = (min(day, saturday), max(day, saturday + timedelta(days=1)))
    return Meaning("DATE", f"{week(saturday)}-WE", days, leans)


@rule(RULES, "quarter_ended")
def quarter_ended(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the quarter ended Sept. 30``: the three months up to that day."""
    end = day_in(found, structs.replace(setting, tense=setting.tense or -1))
    if end is None or end.days is None:
        return None
    last = end.days[1]
    there = at(last, "Q", end.anchored)
    return structs.replace(there, days=(step(last + timedelta(days=1), -3, "M"), last), period="reported")


@rule(RULES, "year_ended")
def year_ended(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the fiscal year`` of "the fiscal year ended Sept. 30": a length, which the date behind it places."""
    return Meaning("DURATION", "P1Y", period="reported")
