"""Rules for what has a place on the calendar of its own: days, months, years, and decades and centuries."""

import re
from contextlib import suppress
from datetime import date, timedelta

from msgspec import structs

from twosource.annotate.timex.calendar import cover, nearest, step
from twosource.annotate.timex.meaning import Meaning, Rule, Setting, at, behind, narrow, part_of, rule
from twosource.annotate.timex.vocabulary import plain

__all__ = ["RULES", "continued", "day_in", "ordinal", "year_named"]

RULES: list[Rule] = []
EARLIEST = 1000
"""Years before that are not read: "twenty nine" after a month is mostly its day."""
NEAR = 3
"""Years around the anchor that are read as years more freely."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def year_of(text: str, setting: Setting) -> int:
    """The year that four digits or two spelled numbers name."""
    own = setting.words.numerals
    return int(text) if text.isdigit() else own.year(text) or int(own.value(text) or 0)


def ordinal(text: str, setting: Setting) -> int:
    """The number of an ordinal or of a day of the month."""
    spelled = setting.words.column("ordinal_words").get(re.sub(r"\s+", "-", text.lower()))
    return int(spelled or re.sub(r"\D", "", text))


def _month(text: str, setting: Setting) -> int:
    return int(setting.words.column("months")[text.lower().rstrip(".")])


def _needs_capital(text: str, setting: Setting, short_too: bool = True) -> bool:
    """True for "may" and "march" in small letters, which are words as well; for "jan" unless a day is near."""
    name = text.lower().rstrip(".")
    if text[0].isupper() or setting.words.column("months", 2)[name] != "word":
        return False
    return short_too or setting.words.column("months", 1)[name] != "short"


def _may_be_word(found: re.Match[str], setting: Setting) -> bool:
    """True for May, March and August, and for April and June, which are names as well."""
    return bool(setting.words.column("months", 2)[found["month"].lower().rstrip(".")])


def _may_be_name(found: re.Match[str], setting: Setting) -> bool:
    """True for "Jan" and "Mar." and, beside a name, "May", without a word before that looks for a time."""
    words, name = setting.words, found["month"].lower().rstrip(".")
    start = found.start("month")
    before = found.string[max(0, start - 40) : start]
    beside = words.context("name_behind").match(found.string, found.end())
    led = words.context("sure_before_a_month" if beside else "before_a_lone_month").search(before)
    if led or not _may_be_word(found, setting):
        return False
    short = words.column("months", 1)[name] == "short"
    return bool(short or beside or behind(found, words.context("by_name_before")))


def _on(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day)
    return None


def year_named(found: re.Match[str], setting: Setting) -> tuple[int, bool] | None:
    """The year in the groups "year" and "then" ("last year"), and whether it leans on the anchor or the text."""
    groups = found.groupdict()
    written = groups.get("year") or groups.get("joined_year") or groups.get("range_year")
    if written:
        year = year_of(written, setting)
        return (year, False) if year >= EARLIEST else None
    if not groups.get("then"):
        return None
    then = plain(groups["then"])
    if then == "the":
        return (setting.anchor.year, True) if setting.anchor else None
    goes_by_text = setting.words.column("time_relations", 1).get(then) == "text"
    last = setting.story.last("Y") if goes_by_text else None
    origin = last[0] if last else setting.anchor
    return (origin.year + int(setting.words.column("time_relations")[then]), True) if origin else None


def day_in(found: re.Match[str], setting: Setting) -> Meaning | None:
    """A month and a day, with or without a year, with or without a weekday that has to fit."""
    sure = re.search(r"\dth|\dst|\dnd|\drd|\bof\b", found[0], re.IGNORECASE)
    if not sure and _needs_capital(found["month"], setting, short_too=False):
        return None
    month, day = _month(found["month"], setting), ordinal(found["day"], setting)
    named = year_named(found, setting)
    if named:
        exact = _on(named[0], month, day)
        return _checked(found, at(exact, "D", named[1]), setting) if exact else None
    if setting.anchor is None:
        return Meaning("DATE", f"XXXX-{month:02d}-{day:02d}") if _on(2000, month, day) else None
    near = nearest(setting.anchor, month, day, setting.tense)
    return _checked(found, at(near, "D"), setting) if near else None


def _checked(found: re.Match[str], meaning: Meaning, setting: Setting) -> Meaning:
    """`meaning` with a doubt where the weekday that is named with the day is not that day's."""
    weekday = found.groupdict().get("weekday")
    if not weekday or not meaning.days:
        return meaning
    said, day = setting.words.weekday(weekday), meaning.days[0]
    if said == day.isoweekday():
        return meaning
    why = f"{day.isoformat()} is a {WEEKDAYS[day.isoweekday() - 1]} and not a {WEEKDAYS[said - 1]}"
    return structs.replace(meaning, doubt=why)


@rule(RULES, "iso_day")
def iso_day(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``2016-10-25``, ``2016/10/25``."""
    exact = _on(int(found["year"]), int(found["month"]), int(found["day"]))
    return at(exact, "D", anchored=False) if exact else None


@rule(RULES, "named_date")
def named_date(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``9/11``, ``the Sept. 11 attacks``: a day that is called by its date long after."""
    return at(date.fromisoformat(setting.words.column("named_dates")[plain(found[0])]), "D", anchored=False)


@rule(RULES, "slashed")
def slashed(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``10/25/2016``, ``25.10.2016``: the month first (with points the day), unless that cannot be.

    The days cover both readings where both can be.
    """
    year = int(found["year"])
    year += 0 if year > 99 else 1900 if year > 50 else 2000
    readings = [_on(year, int(found["a"]), int(found["b"])), _on(year, int(found["b"]), int(found["a"]))]
    if found["mark"] == ".":
        readings.reverse()
    days = [day for day in readings if day]
    return Meaning("DATE", days[0].isoformat(), (min(days), max(days))) if days else None


@rule(RULES, "month_day")
@rule(RULES, "first_of_two_days")
@rule(RULES, "joined_day")
@rule(RULES, "year_first")
@rule(RULES, "day_month")
def month_day(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``Friday, October 16th, 2016``, ``16 October``, ``the 5th of May``, ``05-Aug-2016``, the 18 of ``18-19 June``."""
    return day_in(found, setting)


@rule(RULES, "day_of_month")
def day_of_month(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the 15th of this month``."""
    which = plain(found["which"])
    by_text = setting.story.last("M") if setting.words.column("time_relations", 1)[which] == "text" else None
    origin = by_text[0] if by_text else setting.anchor
    if origin is None:
        return None
    month = step(origin, int(setting.words.column("time_relations")[which]), "M")
    exact = _on(month.year, month.month, ordinal(found["day"], setting))
    return _checked(found, at(exact, "D"), setting) if exact else None


@rule(RULES, "weekday_and_number")
def weekday_and_number(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``Friday the 13th``: the nearest day that is both."""
    weekday, number = setting.words.weekday(found["weekday"]), ordinal(found["day"] or found["day2"], setting)
    if setting.anchor is None or not 1 <= number <= 31:
        return None
    fits = [day for day in _days_near(setting.anchor, number) if day.isoweekday() == weekday]
    return _nearest_of(fits, setting)


@rule(RULES, "lone_number")
def lone_number(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``on the 15th``: the nearest such day by the tense."""
    if setting.anchor is None or not behind(found, setting.words.context("before_lone_number")):
        return None
    return _nearest_of(_days_near(setting.anchor, ordinal(found["day"], setting)), setting)


def _days_near(anchor: date, number: int) -> list[date]:
    """The days with that number in the months around `anchor`."""
    firsts = [step(anchor.replace(day=1), shift, "M") for shift in range(-12, 13)]
    return [day for first in firsts if (day := _on(first.year, first.month, number))]


def _nearest_of(days: list[date], setting: Setting) -> Meaning | None:
    anchor = setting.anchor or date.min
    ahead = [day for day in days if (day - anchor).days * setting.tense >= 0]
    return at(min(ahead, key=lambda day: abs((day - anchor).days)), "D") if ahead else None


@rule(RULES, "year_month")
def year_month(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``2016 November``."""
    if not found["month"][0].isupper():
        return None
    return at(date(year_of(found["year"], setting), _month(found["month"], setting), 1), "M", anchored=False)


@rule(RULES, "month_and_year")
def month_and_year(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``11/2016``."""
    return at(date(int(found["year"]), int(found["month_number"]), 1), "M", anchored=False)


@rule(RULES, "nth_of")
def nth_of(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the first week of October``, ``the last Friday of the month``, ``the second day of this year``."""
    span = _span_named(found, setting)
    if span is None:
        return None
    (first, last), leans = span
    text, unit = found["n"].lower(), found["unit"].lower()
    spelled = re.sub(r"\s+", "-", text.removeprefix("very "))
    known = spelled in setting.words.column("ordinal_words") or text[0].isdigit()
    number = ordinal(spelled, setting) if known else 1
    backward = not known
    grain = setting.words.column("time_units").get(unit, "D")
    if unit in setting.words.column("weekdays"):
        ahead = (setting.words.weekday(unit) - first.isoweekday()) % 7
        back = (last.isoweekday() - setting.words.weekday(unit)) % 7
        there = last - timedelta(days=back) if backward else first + timedelta(days=ahead + 7 * (number - 1))
    elif unit == "weekend":
        return None
    else:
        there = last if backward else step(first, number - 1, grain)
    if there > last:
        return None
    named = at(there, grain, leans)
    if grain != "W":
        return named
    week = (last - timedelta(days=6), last) if backward else (there, there + timedelta(days=6))
    return Meaning("DATE", at(week[0] + timedelta(days=3), "W").value, week, leans)


def _span_named(found: re.Match[str], setting: Setting) -> tuple[tuple[date, date], bool] | None:
    """The month or year of "the first week of ...", as its first and last day, and whether it leans on the anchor."""
    anchor, leans = setting.anchor, True
    if found["year2"]:
        value, leans = f"{year_of(found['year2'], setting):04d}", False
    elif found["month"]:
        month = whole_month(found, setting)
        value, leans = (month.value, month.anchored) if month else ("", True)
    elif anchor is None:
        return None
    else:
        steps = int(setting.words.column("time_relations").get(plain(found["which"] or ""), "0"))
        grain = "M" if (found["whole"] or found["whole2"]).lower() == "month" else "Y"
        value = at(step(anchor, steps, grain), grain).value
    days = cover(value)
    return (days, leans) if days else None


@rule(RULES, "whole_month")
def whole_month(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``October``, ``early last October``, ``June 2015``, ``June last year``."""
    led = found.groupdict().get("led")
    if not led and _needs_capital(found["month"], setting):
        return None
    cut = setting.words.context("not_a_month_after").match(found.string, found.end("month"))
    if cut and _may_be_word(found, setting):
        return None
    part, which = part_of(found, setting), found.groupdict().get("which")
    if not (year_named(found, setting) or which or part or led) and _may_be_name(found, setting):
        return None
    month, anchor = _month(found["month"], setting), setting.anchor
    named = year_named(found, setting)
    if named:
        return at(date(named[0], month, 1), "M", named[1], part, anchor)
    if anchor is None:
        return Meaning("DATE", f"XXXX-{month:02d}")
    if which:
        lean = int(setting.words.column("time_relations")[plain(which)])
        year = anchor.year + (lean if (month - anchor.month) * lean <= 0 else 0)
        return at(date(year, month, 1), "M", True, part, anchor)
    near = nearest(anchor, month, None, setting.tense)
    return at(near, "M", True, part, anchor) if near else None


@rule(RULES, "whole_year")
def whole_year(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``2014``, where the words around it allow a year; ``fiscal 1989``; ``nineteen ninety-one``."""
    text, start, end, words = found.string, found.start(), found.end(), setting.words
    year = year_of(found["year"], setting)
    if not 1500 <= year <= 2100 or re.search(r"[#.:/]$|\d[-–]$", text[max(0, start - 2) : start]):
        return None
    if words.context("not_a_year_after").match(text, end) or behind(found, words.context("amount_of")):
        return None
    certain = words.context("second_year").match(text, end) or found["lead"] or not found["year"].isdigit()
    certain = certain or part_of(found, setting) or behind(found, words.context("post_year"))
    sure = certain or behind(found, words.context("sure_before_a_year"))
    if year % 100 == 0 and not sure and words.context("counted_further_behind").match(text, end):
        return None
    if not (certain or behind(found, words.context("before_a_year")) or _alone(found, year, setting)):
        return None
    value = f"{year:04d}"
    days = cover(value)
    if words.context("fiscal_year").search(found["lead"]):  # it may begin and end up to eleven months from the year
        days = (date(year - 1, 2, 1), date(year + 1, 1, 31))
    return Meaning("DATE", value, narrow(days, part_of(found, setting), setting.anchor))


def _alone(found: re.Match[str], year: int, setting: Setting) -> bool:
    """True for a number of our time with nothing behind it that it counts, and no name before (Orion 1980).

    A name may stand before the years around the anchor: the event of that year has it (Euro 2016).
    """
    named = behind(found, setting.words.context("name_before"))
    counted = setting.words.context("counted_behind").match(found.string, found.end())
    near = setting.anchor is not None and abs(setting.anchor.year - year) <= NEAR
    return 1900 <= year < 2040 and not counted and (near or not named)


@rule(RULES, "short_year")
def short_year(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``'07``, behind "in", "since" and the like: the one that is nearest to the anchor, none far ahead."""
    if setting.anchor is None or not behind(found, setting.words.context("before_a_short_year")):
        return None
    century = setting.anchor.year // 100 * 100
    years = [century + shift + int(found["year"]) for shift in (-100, 0)]
    value = f"{max(year for year in years if year <= setting.anchor.year + NEAR):04d}"
    return Meaning("DATE", value, cover(value))


@rule(RULES, "whole_decade")
def whole_decade(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the 1990s``, ``the late '80s``; without a century, only after an apostrophe or "the"."""
    if not found["century"] and not re.search(r"['’‘]\d0|the ", found[0], re.IGNORECASE):
        return None
    value = (found["century"] or ("20" if found["ten"] in "01" else "19")) + found["ten"]
    return Meaning("DATE", value, narrow(cover(value), part_of(found, setting), setting.anchor))


@rule(RULES, "spelled_decade")
def spelled_decade(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the sixties``; not "in his sixties", which is an age."""
    if not re.search(r"\b(?:the|nineteen)\b", found[0], re.IGNORECASE):
        return None
    value = setting.words.column("decades")[found["ten"].lower()]
    return Meaning("DATE", value, narrow(cover(value), part_of(found, setting), setting.anchor))


@rule(RULES, "whole_century")
def whole_century(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the 19th century``: 1800 to 1899; "21st Century" is a company."""
    if "Century" in found[0] and not found[0].lower().startswith("the "):
        return None
    value = f"{ordinal(found['n'], setting) - 1:02d}"
    return Meaning("DATE", value, narrow(cover(value), part_of(found, setting), setting.anchor))


def continued(text: str, end: int, meaning: Meaning, setting: Setting) -> tuple[int, int, Meaning] | None:
    """The second end of ``Oct. 12-14, 2016``, ``April 24 and 25`` or ``2014-18``; the first ends at `end`."""
    words = setting.words
    if re.fullmatch(r"\d{4}", meaning.value) and (years := words.context("second_year").match(text, end)):
        value = years["next"] if len(years["next"]) == 4 else meaning.value[:2] + years["next"]
        later = Meaning("DATE", value, cover(value))
        return (years.start("next"), years.end(), later) if value > meaning.value else None
    link = words.context("link_of_days").match(text, end)
    if link is None or meaning.kind != "DATE" or not re.fullmatch(r"\d{4}-\d\d-\d\d", meaning.value):
        return None
    found = words.context("second_day").match(text, link.end())
    if found is None:
        return None
    first = date.fromisoformat(meaning.value)
    second = _on(first.year, first.month, int(found["day"]))
    if second is None or second <= first:
        return None
    year = words.context("year_behind_second").match(text, found.end())
    return found.start(), year.end() if year else found.end(), at(second, "D", meaning.anchored)
