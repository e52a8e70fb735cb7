"""Rules for what must be counted from another day: weekdays, "last week", "two days ago", "10 days into"."""

import re
from datetime import date, timedelta

from msgspec import structs

from twosource.annotate.timex.absolute import month_day
from twosource.annotate.timex.calendar import cover, step, value_at, week
from twosource.annotate.timex.lengths import duration
from twosource.annotate.timex.meaning import Meaning, Rule, Setting, at, narrow, rule
from twosource.annotate.timex.vocabulary import amount, column, plain

__all__ = ["RULES"]

RULES: list[Rule] = []
MODIFIED = r"(?:(?P<mod><early>)|(?:the )?(?P<part>end|start|beginning|middle|close) of )?"
STEPS = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1,
    "this": 0, "current": 0, "the current": 0, "the same": 0, "that": 0,
    "next": 1, "coming": 1, "following": 1, "upcoming": 1,
}  # fmt: skip
LASTING = re.compile(r"(?:the|this) (?:last|past|next|coming)\b")
FROM_THE_TEXT = ("that", "the same", "the following", "the previous", "the preceding", "the next", "the prior")
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "E": "XXX", "C": "XX"}


def _modifier(found: re.Match[str]) -> str:
    return plain(found["mod"] or found["part"] or "")


def _unit(text: str) -> tuple[str, int]:
    """The designator of a unit, and how many of it the unit holds (a fortnight is 2 weeks)."""
    name = text.lower().removesuffix("s")
    return column("time_units")[name], int(column("time_units", 1)[name] or 1)


def _known(value: str | None) -> date | None:
    """The first day of a TIMEX3 value that the text named before."""
    days = cover(value) if value else None
    return days[0] if days else None


@rule(
    RULES,
    r"(?:(?P<mod><early>)(?:on )?)?(?:(?P<which>last|this past|this|next|past|this coming|coming|"
    r"the previous|the following) )?(?P<name><weekday>)(?P<many>s?)",
)
def weekday(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``Friday``: by the tense around it the last or the next one, today included; ``last Friday`` is before today.

    ``next Friday`` and ``this Friday`` are the first one to come; said in the week before, ``next Friday`` can also
    be that of the week after, and the days then reach there. "A Friday" is none on the calendar.
    """
    if not found["name"][0].isupper() or found.string[: found.start()].endswith("Black "):
        return None
    number = int(column("weekdays")[found["name"].lower()])
    if found["many"]:
        return Meaning("SET", f"XXXX-WXX-{number}")
    which, anchor = plain(found["which"] or ""), setting.anchor
    if not which and re.search(
        r"\b(?:one|an?|any|some) $", found.string[max(0, found.start() - 5) : found.start()].lower()
    ):
        return Meaning("DATE", f"XXXX-WXX-{number}")
    if which in ("the previous", "the following"):
        anchor = _known(setting.before) or anchor
    if anchor is None:
        return Meaning("DATE", f"XXXX-WXX-{number}")
    ahead = (number - anchor.isoweekday()) % 7
    if which in ("next", "coming", "this coming", "the following"):
        day = anchor + timedelta(days=ahead or 7)
        last = day + timedelta(days=7 if which == "next" and week(day) == week(anchor) else 0)
        return Meaning("DATE", day.isoformat(), (day, last), True)
    if which in ("last", "past", "this past", "the previous"):
        return at(anchor - timedelta(days=7 - ahead), "D")
    future = setting.tense > 0 or (which == "this" and setting.tense == 0)
    return at(anchor + timedelta(days=ahead if future or not ahead else ahead - 7), "D")


_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "day before yesterday": -2, "day after tomorrow": 2}


@rule(
    RULES,
    r"(?:(?P<mod><early>))?(?:the )?(?P<day>day before yesterday|day after tomorrow|today|yesterday|tomorrow|tonight)"
    r"|(?P<later>later |earlier |early |late )?(?P<which>this|last|that) (?P<part>morning|afternoon|evening|night)",
)
def day_from_today(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``today``, ``tomorrow``, ``last night``, ``this morning``."""
    if found["day"]:
        shift, part = _DAYS[plain(found["day"])], "NI" if plain(found["day"]) == "tonight" else ""
    else:
        which = found["which"].lower()
        if which == "that":
            return None
        shift, part = (-1 if which == "last" else 0), column("day_parts")[found["part"].lower()]
    if setting.anchor is None:
        return Meaning("TIME", f"XXXX-XX-XXT{part}") if part else Meaning("DATE", "XXXX-XX-XX")
    there = at(setting.anchor + timedelta(days=shift), "D")
    return Meaning("TIME", f"{there.value}T{part}", there.days, True) if part else there


@rule(
    RULES,
    MODIFIED + r"(?P<which>(?:the )?(?:last|past|previous|preceding|prior|current|next|coming|following|upcoming)"
    r"|this|that|the same|this past) (?:(?:fiscal|calendar|financial) )?"
    r"(?P<unit>day|week|weekend|month|quarter|year|decade|century)",
)
def neighbour(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``last week``, ``earlier this month``, ``next year``; ``that year``, ``the following month`` go by the text.

    A week is an ISO week; since a week may begin on Sunday, its days start with the Sunday before.
    """
    which, unit = plain(found["which"]), found["unit"].lower()
    if which.startswith("the ") and found.string[found.end() :].startswith(" of "):
        return None
    counted = STEPS.get(which, STEPS.get(which.removeprefix("the ").removeprefix("this "), 0))
    if unit == "weekend":
        return _weekend(setting.anchor, counted)
    grain = column("time_units")[unit]
    origin = (_known(setting.before) if which in FROM_THE_TEXT else None) or setting.anchor
    if origin is None:
        return Meaning("DATE", UNKNOWN[grain])
    there = at(step(origin, counted, grain), grain, True, _modifier(found), setting.anchor)
    if origin != setting.anchor or not LASTING.match(which) or there.days is None:
        return there
    first, last = there.days  # "the last year" is last year to some, and the twelve months up to now to others
    return structs.replace(there, days=(min(first, origin), max(last, origin)))


def _weekend(anchor: date | None, counted: int) -> Meaning:
    if anchor is None:
        return Meaning("DATE", "XXXX-WXX-WE")
    value = week(anchor + timedelta(days=7 * counted)) + "-WE"
    return Meaning("DATE", value, cover(value), True)


@rule(RULES, r"(?:the |a )?(?:comparable )?year-(?:ago|earlier)(?: (?:quarter|period))?")
def year_before(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the year-earlier quarter``: a year before the quarter named last, else the year before the anchor's."""
    if setting.quarter:
        value = f"{int(setting.quarter[:4]) - 1:04d}{setting.quarter[4:]}"
        return Meaning("DATE", value, cover(value), True)
    return at(step(setting.anchor, -1, "Y"), "Y") if setting.anchor else None


@rule(
    RULES,
    MODIFIED + r"(?P<which>the latest|its latest|the)(?: (?:full|fiscal|calendar|financial))? "
    r"(?P<unit>quarter|period|year|month|week)",
)
def running(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the quarter``: the one named last, else the last that had ended; ``the end of the month``: the anchor's."""
    unit = found["unit"].lower()
    before = found.string[max(0, found.start() - 11) : found.start()].lower()
    led = found["mod"] or found["part"] or re.search(r"\b(?:in|for|during|of|over|throughout|since|through) $", before)
    if setting.anchor is None or (unit == "period" and found["which"] == "the") or not (led or unit == "quarter"):
        return None
    if unit in ("quarter", "period"):
        value = setting.quarter or value_at(step(setting.anchor, -1, "Q"), "Q")
        return Meaning("DATE", value, cover(value), True)
    if re.match(r" (?:ended|ending|to|before|after|of|in which)\b", found.string[found.end() :]):
        return None
    return at(setting.anchor, column("time_units")[unit], True, _modifier(found), setting.anchor)


@rule(RULES, r"(?:over |during )?(?P<core>the weekend|(?P<mod><early>)?the weekend)")
def weekend(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the weekend``: the last one, unless a future tense stands by it or it is one now."""
    if setting.anchor is None:
        return _weekend(None, 0)
    ahead = re.search(
        r"\b(?:before|by|until|ahead of) $", found.string[max(0, found.start() - 9) : found.start()].lower()
    )
    return _weekend(setting.anchor, 0 if ahead or setting.tense > 0 or setting.anchor.isoweekday() > 5 else -1)


@rule(RULES, r"the week of (?P<month><month>) (?P<day><dayno>)(?:,? (?P<year><year>))?")
def week_of(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the week of March 6``."""
    there = month_day(found, setting)
    return at(there.days[0], "W", there.anchored) if there and there.days else None


@rule(
    RULES,
    r"(?:(?P<hedge>nearly|almost|about|around|some|roughly|more than|over|less than|just over|at least) )?"
    r"(?P<n>half an?|an?|<number>|<some>)(?:-| )(?P<unit><unit>)s? "
    r"(?P<way>ago|(?:earlier|later)(?! (?:this|that|in|on)\b)|before|after|from now|from today|"
    r"hence|previously|on|into)(?: (?:that|then))?",
)
def counted_away(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``two weeks ago``, ``three days later``, ``nearly 10 days into`` something.

    "Ago" and "from now" count from the anchor, "earlier" and "later" from the day named before in the text; a year is
    counted in years, a month in months and so on, and the days it can mean are all of that year or month. What
    somebody is N days *into* began N days before the anchor, give or take one; with "nearly", up to a tenth less.
    Before and after an event that has no date, only the length is known.
    """
    way, (unit, many) = plain(found["way"]), _unit(found["unit"])
    number = amount(found["n"])
    if way == "on" and (number is None or (found["hedge"] is None and number == 1)):
        return None
    if unit.startswith("T"):
        return _length(number, unit, many) if way != "on" else None
    if way == "into":
        return _into(number, unit, many, plain(found["hedge"] or ""), setting)
    if way in ("before", "after", "on"):
        return _length(number, unit, many)
    earlier = way in ("ago", "earlier", "previously")
    if number is None:
        return _length(None, unit, many) if way != "ago" else Meaning("DATE", "PAST_REF")
    if unit == "Y" and number == 1 and earlier and setting.quarter:
        before = f"{int(setting.quarter[:4]) - 1:04d}{setting.quarter[4:]}"
        return Meaning("DATE", before, cover(before), True)
    origin = setting.anchor if way in ("ago", "from now", "hence") else _known(setting.before) or setting.anchor
    if origin is None:
        return Meaning("DATE", UNKNOWN[unit])
    if number != int(number) and unit == "Y":
        number, unit = number * 12, "M"
    try:
        day = step(origin, round(number * many) * (-1 if earlier else 1), unit)
    except OverflowError:
        return None
    return _about(day, unit)


def _about(day: date, unit: str) -> Meaning:
    """The date of `day`, counted in `unit`: a day is taken with one on each side once it was counted in weeks."""
    value = value_at(day, unit)
    if unit == "W":
        return Meaning("DATE", value, (day - timedelta(days=4), day + timedelta(days=4)), True)
    if unit == "M":
        return Meaning("DATE", value, (day - timedelta(days=20), day + timedelta(days=20)), True)
    return Meaning("DATE", value, cover(value), True)


def _length(number: float | None, unit: str, many: int) -> Meaning:
    return Meaning("DURATION", duration(None if number is None else number * many, unit))


def _into(number: float | None, unit: str, many: int, hedge: str, setting: Setting) -> Meaning:
    length = _length(number, unit, many)
    if number is None or setting.anchor is None or unit in ("E", "C"):
        return length
    whole = round(number * many)
    try:
        start = step(setting.anchor, -whole, unit)
        slack = max(1, round((setting.anchor - start).days / 10))
        first, last = start - timedelta(days=slack), start + timedelta(days=slack)
    except OverflowError:
        return length
    if hedge in ("nearly", "almost", "less than"):
        first, last = start, start + timedelta(days=slack + 1)
    if hedge in ("more than", "over", "just over", "at least"):
        first, last = start - timedelta(days=slack + 1), start
    return Meaning("DURATION", length.value, (first, min(last, setting.anchor)), True)


@rule(RULES, r"<vague_time>")
def vague(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``now``, ``recently``, ``the near future``: no day, only whether before, at or after the time of writing."""
    return Meaning("DATE", column("vague_times")[plain(found[0])])


@rule(RULES, r"(?P<core>then|that time|the time)(?=[,.;]| (?:he|she|they|it|the)\b)")
def then(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``until then``: the day named last; only after a preposition, since "then" mostly is "next"."""
    before = found.string[max(0, found.start() - 7) : found.start()].lower()
    if not re.search(r"\b(?:until|till|since|by|before|from|at) $", before) or setting.before is None:
        return None
    if plain(found[0]) != "then":
        return Meaning("DATE", "PAST_REF")
    return Meaning("DATE", setting.before, narrow(cover(setting.before), "", None), True)
