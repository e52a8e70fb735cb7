"""Rules for what has a place on the calendar of its own: dates, months, years, quarters, seasons, decades, holidays."""

import re
from contextlib import suppress
from datetime import date, timedelta

from twosource.annotate.numerals import spelled_value, year_in_words
from twosource.annotate.timex.calendar import cover, easter, nearest, step
from twosource.annotate.timex.meaning import Meaning, Rule, Setting, at, narrow, rule
from twosource.annotate.timex.vocabulary import column, plain

__all__ = ["RULES", "continued"]

RULES: list[Rule] = []
SHORT = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MODIFIED = r"(?:(?P<mod><early>)(?:the )?|(?:the )?(?P<part>end|start|beginning|middle|close) of )?"
WHICH = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "the": 0, "next": 1, "coming": 1}
BEFORE_A_YEAR = re.compile(
    r"(?:^|\b(?:in|since|until|till|by|from|of|during|before|after|between|to|and|through|late|early|mid|year|"
    r"around|about|circa|until|as early as|as late as|for|ending|ended|season|winter|summer|spring|fall|autumn|"
    r"back to|the|a|an|its|his|her|their|both|\w+['’]s|\w+s['’]|fiscal|this|that)\s|[(\[—–,])\s*$",
    re.IGNORECASE,
)
LOOKS_FOR_A_MONTH = re.compile(r"\b(?:in|since|until|till|by|of|from|through|to|during|for|and|between) $")
YEARS = re.compile(r"[-–—](?P<next>(?:1[5-9]|20)\d\d|\d\d)(?!\w|[-–]\d)")
AMOUNT_OF = re.compile(r"\b(?:average|total|number|sum|price|maximum|minimum|fine|crowd) of $")
NOT_A_YEAR_AFTER = re.compile(
    r"\s?(?:%|[-–]\d{3}(?!\d\b)|[.,]\d|°|(?:people|men|women|feet|miles|km|meters|metres|square|percent|per\s?cent|"
    r"dollars|euros|pounds|tons|tonnes|troops|soldiers|GMT|hours|hrs)\b)",
    re.IGNORECASE,
)


def _modifier(found: re.Match[str]) -> str:
    return plain(found["mod"] or found["part"] or "")


def year_of(text: str) -> int:
    """The year that four digits or two spelled numbers name."""
    return int(text) if text.isdigit() else year_in_words(text) or int(spelled_value(text) or 0)


def _month(text: str) -> int:
    return int(column("months")[text.lower().rstrip(".")])


def _is_name(text: str) -> bool:
    """True if `text` can be the name of a month: a capital first, since "may" and "march" are words as well."""
    return text[0].isupper()


def _may_be_first_name(found: re.Match[str]) -> bool:
    """True for "Jan" and "Mar." without a word before that looks for a time."""
    before = found.string[max(0, found.start() - 9) : found.start()].lower()
    return found["month"].lower().rstrip(".") in SHORT and not LOOKS_FOR_A_MONTH.search(before)


def _on(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day)
    return None


def _day_of(found: re.Match[str], setting: Setting) -> Meaning | None:
    """A month and a day, with or without a year."""
    if not _is_name(found["month"]):
        return None
    month, day = _month(found["month"]), int(re.sub(r"\D", "", found["day"]))
    if found["year"]:
        exact = _on(year_of(found["year"]), month, day)
        return at(exact, "D", anchored=False) if exact else None
    if setting.anchor is None:
        return Meaning("DATE", f"XXXX-{month:02d}-{day:02d}") if _on(2000, month, day) else None
    near = nearest(setting.anchor, month, day, setting.tense)
    return at(near, "D") if near else None


@rule(RULES, r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
def iso_day(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``2016-10-25``."""
    exact = _on(int(found["year"]), int(found["month"]), int(found["day"]))
    return at(exact, "D", anchored=False) if exact else None


@rule(RULES, r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4}|\d\d)")
def slashed(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``10/25/2016``: the month first, unless that cannot be; the days cover both readings where both can be."""
    year = int(found["year"])
    year += 0 if year > 99 else 1900 if year > 50 else 2000
    readings = [_on(year, int(found["a"]), int(found["b"])), _on(year, int(found["b"]), int(found["a"]))]
    days = [day for day in readings if day]
    return Meaning("DATE", days[0].isoformat(), (min(days), max(days))) if days else None


@rule(
    RULES,
    r"(?:<weekday>,? (?:the )?)?(?P<month><month>) (?:the )?(?P<day><dayno>)(?:,? (?:of )?(?P<year><year>)(?!\s?%))?",
)
def month_day(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``Oct. 16``, ``Friday, October 16th, 2016``."""
    return _day_of(found, setting)


@rule(
    RULES,
    r"(?P<day><dayno>)(?=(?:-|–| (?:and|to|or|until) )<dayno> (?P<month><month>)(?:,? (?P<year><year>))?)",
)
def first_of_two_days(found: re.Match[str], setting: Setting) -> Meaning | None:
    """The 18 of ``18-19 June``."""
    return _day_of(found, setting)


@rule(RULES, r"(?P<day><dayno>)[-/](?P<month><month>)[-/](?P<year><year>)")
def joined_day(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``05-Aug-2016``."""
    return _day_of(found, setting)


@rule(RULES, r"(?:<weekday>,? )?(?:the )?(?P<day><dayno>)(?: of)? (?P<month><month>)(?:,? (?P<year><year>))?")
def day_month(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``16 October 2016``, ``the 5th of May``."""
    return _day_of(found, setting)


@rule(
    RULES,
    MODIFIED + r"(?:(?P<which>last|this|next|past|coming|previous) )?(?P<month><month>)"
    r"(?:,? (?:of )?(?:(?P<year><year>)|(?P<then>last|this|next|that) year))?",
)
def whole_month(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``October``, ``early last October``, ``June 2015``, ``June last year``."""
    if not _is_name(found["month"]):
        return None
    if not (found["year"] or found["which"] or found["mod"] or found["then"]) and _may_be_first_name(found):
        return None
    month, anchor = _month(found["month"]), setting.anchor
    if found["year"]:
        return at(date(year_of(found["year"]), month, 1), "M", False, _modifier(found), anchor)
    if anchor is None:
        return Meaning("DATE", f"XXXX-{month:02d}")
    if found["then"] in WHICH or found["which"] == "this":
        return at(date(anchor.year + WHICH[found["then"] or "this"], month, 1), "M", True, _modifier(found), anchor)
    if found["which"] and WHICH[found["which"].lower()]:
        lean = WHICH[found["which"].lower()]
        year = anchor.year + (lean if (month - anchor.month) * lean <= 0 else 0)
        return at(date(year, month, 1), "M", True, _modifier(found), anchor)
    near = nearest(anchor, month, None, setting.tense)
    return at(near, "M", True, _modifier(found), anchor) if near else None


@rule(RULES, MODIFIED + r"(?P<lead>(?:the )?(?:fiscal (?:year )?)|)(?P<year><year>)")
def whole_year(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``2014``, where the words around it allow a year; ``fiscal 1989``; ``nineteen ninety-one``."""
    text, start, end = found.string, found.start(), found.end()
    year = year_of(found["year"])
    if not 1500 <= year <= 2100 or NOT_A_YEAR_AFTER.match(text, end) or text[max(0, start - 1) : start] in "#.:/":
        return None
    if AMOUNT_OF.search(text, max(0, start - 12), start):
        return None
    certain = YEARS.match(text, end) or found["mod"] or found["part"] or found["lead"] or not found["year"].isdigit()
    if not certain and not BEFORE_A_YEAR.search(text, max(0, start - 20), start):
        return None
    value = f"{year:04d}"
    return Meaning("DATE", value, narrow(cover(value), _modifier(found), setting.anchor))


@rule(RULES, MODIFIED + r"(?:the )?(?P<mod2>(?:early|mid|late)(?:-| ))?(?P<century>1[5-9]|20)?['’]?(?P<ten>\d)0['’]?s")
def whole_decade(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the 1990s``, ``the late '80s``; without a century, only after an apostrophe or "the"."""
    if not found["century"] and not re.search(r"['’]\d0|the ", found[0], re.IGNORECASE):
        return None
    value = (found["century"] or ("20" if found["ten"] in "01" else "19")) + found["ten"]
    modifier = _modifier(found) or plain(found["mod2"] or "")
    return Meaning("DATE", value, narrow(cover(value), modifier, setting.anchor))


def _ordinal(text: str) -> int:
    return int(column("ordinal_words").get(text.lower()) or re.sub(r"\D", "", text))


@rule(RULES, MODIFIED + r"(?:the )?(?P<mod2>(?:early|mid|late)(?:-| ))?(?P<n><ordinal>)(?:-| )century")
def whole_century(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the 19th century``: 1800 to 1899."""
    value = f"{_ordinal(found['n']) - 1:02d}"
    modifier = _modifier(found) or plain(found["mod2"] or "")
    return Meaning("DATE", value, narrow(cover(value), modifier, setting.anchor))


@rule(
    RULES,
    r"(?:(?:the|its|their) )?(?:(?P<year0><year>) )?(?:fiscal(?:-| ))?"
    r"(?:(?P<n>first|second|third|fourth|final|1st|2nd|3rd|4th)(?:-| )quarter"
    r"|Q(?P<q>[1-4]))(?:(?: of|,)?(?: fiscal)? (?:(?P<year><year>)|(?P<then>last|this|next|the) year))?",
)
def whole_quarter(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the third quarter``, ``Q3 2016``: of the year it names, or of the one whose quarter is nearest."""
    number = int(found["q"] or {"final": 4}.get(found["n"].lower(), 0) or _ordinal(found["n"]))
    anchor = setting.anchor
    if found["year"] or found["year0"]:
        return at(date(year_of(found["year"] or found["year0"]), 3 * number, 1), "Q", anchored=False)
    if anchor is None:
        return Meaning("DATE", f"XXXX-Q{number}")
    year = anchor.year + WHICH.get(plain(found["then"] or ""), 0)
    if not found["then"] and setting.tense < 0 and 3 * number - 2 > anchor.month + 3:
        year -= 1
    return at(date(year, 3 * number, 1), "Q")


@rule(
    RULES,
    r"(?:the )?(?P<n>first|second|last|latter) half of (?:(?P<year><year>)|(?P<then>last|this|next|the) year)",
)
def half_year(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the first half of 2016``."""
    if found["year"]:
        year = year_of(found["year"])
    elif setting.anchor:
        year = setting.anchor.year + WHICH[found["then"].lower()]
    else:
        return None
    value = f"{year:04d}-H{1 if found['n'].lower() == 'first' else 2}"
    return Meaning("DATE", value, cover(value), not found["year"])


@rule(
    RULES,
    MODIFIED
    + r"(?:(?P<which>last|this past|this|next|past|the|coming) )(?P<season><season>)(?: of)?(?: (?P<year><year>))?"
    r"|(?P<only><season>)(?: of)? (?P<onlyyear><year>)",
)
def whole_season(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``last summer``, ``the spring of 2014``, ``summer 2015``; plain "the fall" is no season (it may be a fall)."""
    code = column("seasons")[(found["season"] or found["only"]).lower()]
    start = int(column("seasons", 1)[(found["season"] or found["only"]).lower()])
    written = found["year"] or found["onlyyear"]
    if written:
        value = f"{year_of(written):04d}-{code}"
        return Meaning("DATE", value, narrow(cover(value), _modifier(found), setting.anchor))
    which = plain(found["which"])
    if setting.anchor is None or (which == "the" and not _modifier(found)):
        return None
    year = setting.anchor.year
    if which in ("last", "past", "this past") and date(year, start, 1) > step(setting.anchor, -2, "M"):
        year -= 1
    if which in ("next", "coming") and date(year, start, 1) <= setting.anchor:
        year += 1
    value = f"{year:04d}-{code}"
    return Meaning("DATE", value, narrow(cover(value), _modifier(found), setting.anchor), True)


def _holiday(rule_text: str, year: int) -> date:
    if rule_text.startswith("easter"):
        return easter(year) + timedelta(days=int(rule_text.removeprefix("easter")))
    month, nth, *weekday = rule_text.split("-")
    if not weekday:
        return date(year, int(month), int(nth))
    if nth == "last":
        last = step(date(year, int(month), 1), 1, "M") - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - int(weekday[0])) % 7)
    first = date(year, int(month), 1)
    return first + timedelta(days=(int(weekday[0]) - first.isoweekday()) % 7 + 7 * (int(nth) - 1))


@rule(RULES, r"(?:(?P<which>last|this|next) )?(?P<name><holiday>)(?:,? (?P<year><year>))?")
def holiday(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``Thanksgiving Day``, ``Christmas 2015``: in the year named, or the nearest one."""
    how = column("holidays")[plain(found["name"])]
    if found["year"]:
        return at(_holiday(how, year_of(found["year"])), "D", anchored=False)
    anchor = setting.anchor
    if anchor is None or not 1 < anchor.year < 9999:
        return None
    lean = WHICH[found["which"].lower()] if found["which"] else 0
    days = [_holiday(how, year) for year in (anchor.year - 1, anchor.year, anchor.year + 1)]
    if lean:
        days = [day for day in days if (day - anchor).days * lean > 0]
    middle = anchor + timedelta(days=90 * setting.tense)
    return at(min(days, key=lambda day: abs((day - middle).days)), "D")


_LINK = re.compile(r"\s?[-–—/]\s?|\s(?:and|or|to|through|until)\s|,\s(?=\d{1,2}(?:,|\sand)\s)")


def continued(text: str, end: int, meaning: Meaning) -> tuple[int, int, Meaning] | None:
    """The second end of ``Oct. 12-14``, ``April 24 and 25`` or ``2014-18``; the first ends at `end`."""
    if re.fullmatch(r"\d{4}", meaning.value) and (years := YEARS.match(text, end)):
        value = years["next"] if len(years["next"]) == 4 else meaning.value[:2] + years["next"]
        later = Meaning("DATE", value, cover(value))
        return (years.start("next"), years.end(), later) if value > meaning.value else None
    link = _LINK.match(text, end)
    if link is None or meaning.kind != "DATE" or not re.fullmatch(r"\d{4}-\d\d-\d\d", meaning.value):
        return None
    found = re.compile(r"(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?(?![\w:%]|[.,]\d)").match(text, link.end())
    if found is None:
        return None
    first = date.fromisoformat(meaning.value)
    second = _on(first.year, first.month, int(found["day"]))
    if second is None or second <= first:
        return None
    return found.start(), found.end(), at(second, "D", meaning.anchored)
