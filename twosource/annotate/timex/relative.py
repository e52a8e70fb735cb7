"""Rules for what must be counted from another day: weekdays, "last week", "two days ago", "10 days into"."""

import re
from datetime import date, timedelta

from msgspec import structs

from twosource.annotate.timex.absolute import day_in
from twosource.annotate.timex.calendar import cover, step, value_at, week
from twosource.annotate.timex.lengths import duration, with_part
from twosource.annotate.timex.meaning import Meaning, Rule, Setting, Told, at, behind, narrow, part_of, rule
from twosource.annotate.timex.vocabulary import plain

__all__ = ["RULES"]

RULES: list[Rule] = []
PARTS = {"Y": (12, "M"), "E": (10, "Y"), "C": (100, "Y")}
"""Units in which halves of years, decades and centuries are counted, and how many of them."""
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "E": "XXX", "C": "XX"}


def _counted(setting: Setting, grain: str, by_text: bool) -> tuple[date | None, bool, date | None]:
    """The day to count from, whether that leans on the anchor, and that day once more if the text named it."""
    last = setting.story.last(grain) if by_text else None
    if last is None:
        return setting.anchor, True, None
    return last[0], last[1].leans, last[0]


@rule(RULES, "named_weekday")
def weekday(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``Friday``: by the tense around it the last or the next one, today included; ``last Friday`` is before today.

    ``next Friday`` and ``this Friday`` are the first one to come; said in the week before, ``next Friday`` can also
    be that of the week after, and the days then reach there. "A Friday" is none on the calendar.
    """
    if found["name"].endswith(".") and not found["name"][0].isupper():
        return None
    words = setting.words
    number = int(words.column("weekdays")[found["name"].lower()])
    which = plain(found["which"] or "")
    if found["many"]:
        return Meaning("SET", f"XXXX-WXX-{number}")
    any_one = not which and behind(found, words.context("one_of_its_kind"))
    if any_one and not words.context("of_a_noun").match(found.string, found.end()):
        return Meaning("DATE", f"XXXX-WXX-{number}")
    steps = int(words.column("time_relations").get(which, "0"))
    by_text = words.column("time_relations", 1).get(which) == "text"
    anchor, leans, since = _counted(setting, "D", by_text)
    if anchor is None:
        return Meaning("DATE", f"XXXX-WXX-{number}")
    ahead = (number - anchor.isoweekday()) % 7
    if steps > 0:
        day = anchor + timedelta(days=ahead or 7)
        last = day + timedelta(days=7 if which == "next" and week(day) == week(anchor) else 0)
        return Meaning("DATE", day.isoformat(), (day, last), leans, since)
    if steps < 0:
        return structs.replace(at(anchor - timedelta(days=7 - ahead), "D", leans), since=since)
    future = setting.tense > 0 or (which == "this" and setting.tense == 0)
    return at(anchor + timedelta(days=ahead if future or not ahead else ahead - 7), "D")


@rule(RULES, "weekday_of_week")
def weekday_of_week(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``Friday of last week``, ``next week on Monday``."""
    number = int(setting.words.column("weekdays")[(found["name"] or found["name2"]).lower()])
    if setting.anchor is None:
        return Meaning("DATE", f"XXXX-WXX-{number}")
    which = plain(found["which"] or found["which2"])
    steps = int(setting.words.column("time_relations")[which])
    return at(setting.anchor + timedelta(days=number - setting.anchor.isoweekday() + 7 * steps), "D")


@rule(RULES, "day_from_today")
def day_from_today(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``today``, ``tomorrow``, ``last night``, ``this morning``."""
    words = setting.words
    if found["day"]:
        day = plain(found["day"])
        shift, part = int(words.column("near_days")[day]), words.column("near_days", 1)[day]
    else:
        shift = int(words.column("time_relations")[found["which"].lower()])
        part = words.column("day_parts")[found["part"].lower()]
    if setting.anchor is None:
        return Meaning("TIME", f"XXXX-XX-XXT{part}") if part else Meaning("DATE", "XXXX-XX-XX")
    there = at(setting.anchor + timedelta(days=shift), "D")
    return Meaning("TIME", f"{there.value}T{part}", there.days, True) if part else there


@rule(RULES, "neighbour")
def neighbour(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``last week``, ``earlier this month``, ``next year``; ``that year``, ``the next day`` go by the text.

    A week is an ISO week; since a week may begin on Sunday, its days start with the Sunday before. ``The next day``
    after no day that was told is none on the calendar.
    """
    words, which, unit = setting.words, plain(found["which"]), found["unit"].lower()
    if which.startswith("the ") and found.string[found.end() :].startswith(" of "):
        return None
    if found["which"][0].isupper() and found["unit"][0].isupper():  # the name of a programme
        return None
    steps = int(words.column("time_relations")[which])
    by_text = words.column("time_relations", 1)[which] == "text"
    grain = "W" if unit == "weekend" else words.column("time_units")[unit]
    lasting = bool(words.column("time_relations", 2)[which])
    ahead = lasting and setting.tense >= 0 and behind(found, words.context("inside"))  # "will fall in the next year"
    if unit == "weekend":
        return _weekend(setting.anchor, steps)
    origin, leans, since = _counted(setting, grain, by_text and not ahead)
    if origin is None or (grain == "D" and by_text and not ahead and since is None):
        return Meaning("DATE", UNKNOWN[grain])
    there = structs.replace(
        at(step(origin, steps, grain), grain, leans, part_of(found, setting), setting.anchor), since=since
    )
    if since or not lasting or there.days is None:
        return there
    first, last = there.days  # "the last year" is last year to some, and the twelve months up to now to others
    return structs.replace(there, days=(min(first, origin), max(last, origin)))


@rule(RULES, "two_away")
def two_away(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the year after next``, ``the week before last``."""
    steps = 2 if found["way"].lower().startswith("after") else -2
    if found["unit"].lower() == "weekend":
        return _weekend(setting.anchor, steps)
    grain = setting.words.column("time_units")[found["unit"].lower()]
    return at(step(setting.anchor, steps, grain), grain) if setting.anchor else Meaning("DATE", UNKNOWN[grain])


@rule(RULES, "told_part_of_day")
def told_part_of_day(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``that evening``, ``the next morning``: of, or counted from, the day told last; open where none was."""
    part = setting.words.column("day_parts")[found["part"].lower()]
    last = setting.story.last("D")
    if last is None:
        return Meaning("TIME", f"XXXX-XX-XXT{part}")
    day = last[0] + timedelta(days=int(setting.words.column("time_relations")[plain(found["which"])]))
    return Meaning("TIME", f"{day.isoformat()}T{part}", (day, day), last[1].leans, last[0])


@rule(RULES, "day_beside")
def day_beside(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the day after``, ``the night before``, where nothing follows: beside the day told last."""
    last = setting.story.last("D")
    if last is None:
        return None
    day = last[0] + timedelta(days=1 if found["way"].lower() == "after" else -1)
    part = setting.words.column("day_parts").get(found["which"].lower())
    kind, value = ("TIME", f"{day.isoformat()}T{part}") if part else ("DATE", day.isoformat())
    return Meaning(kind, value, (day, day), last[1].leans, last[0])  # type: ignore[arg-type]


def _weekend(anchor: date | None, counted: int) -> Meaning:
    if anchor is None:
        return Meaning("DATE", "XXXX-WXX-WE")
    value = week(anchor + timedelta(days=7 * counted)) + "-WE"
    return Meaning("DATE", value, cover(value), True)


@rule(RULES, "weekend")
def weekend(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the weekend``: the last one, unless a future tense stands by it or it is one now."""
    if setting.anchor is None:
        return _weekend(None, 0)
    ahead = behind(found, setting.words.context("ahead_of")) or "coming" in found[0].lower()
    return _weekend(setting.anchor, 0 if ahead or setting.tense > 0 or setting.anchor.isoweekday() > 5 else -1)


@rule(RULES, "year_before")
def year_before(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the year-earlier quarter``: a year before the period that the text reports on, else before the anchor's."""
    of_quarter = found[0].lower().endswith("quarter") and setting.story.quarter
    return _year_before(setting, of_quarter or setting.story.period)


def _year_before(setting: Setting, period: Told | None) -> Meaning | None:
    if period:
        value = f"{int(period.value[:4]) - 1:04d}{period.value[4:]}"
        return Meaning("DATE", value, cover(value), period.leans, period="compared")
    if setting.anchor is None:
        return None
    return structs.replace(at(step(setting.anchor, -1, "Y"), "Y"), period="compared")


@rule(RULES, "running")
def running(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the quarter``: the one reported on, else the last that had ended; ``the end of the month``: the anchor's."""
    unit, words = found["unit"].lower(), setting.words
    led = found["mod"] or found["portion"] or behind(found, words.context("inside"))
    latest = found["which"].lower() != "the"
    if setting.anchor is None or (unit == "period" and not latest) or not (led or unit == "quarter" or latest):
        return None
    if unit in ("quarter", "period"):
        if setting.story.quarter:
            return Meaning(
                "DATE", setting.story.quarter.value, cover(setting.story.quarter.value), setting.story.quarter.leans
            )
        value = value_at(step(setting.anchor, -1, "Q"), "Q")
        return Meaning("DATE", value, cover(value), True)
    if words.context("cut_off").match(found.string, found.end()):
        return None
    if unit in words.column("seasons"):
        return _season(found, unit, setting)
    return at(setting.anchor, words.column("time_units")[unit], True, part_of(found, setting), setting.anchor)


def _season(found: re.Match[str], name: str, setting: Setting) -> Meaning | None:
    """``over the summer``: the last one, unless a future tense stands by it."""
    anchor, code = setting.anchor, setting.words.column("seasons")[name]
    if anchor is None:
        return None
    year = anchor.year
    begins = date(year, int(setting.words.column("seasons", 1)[name]), 1)
    if setting.tense > 0 and step(begins, 3, "M") <= anchor:
        year += 1
    if setting.tense <= 0 and begins > anchor:
        year -= 1
    value = f"{year:04d}-{code}"
    return Meaning("DATE", value, narrow(cover(value), part_of(found, setting), anchor), True)


@rule(RULES, "part_of_season")
def part_of_season(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``early summer``."""
    return _season(found, found["unit"].lower(), setting)


@rule(RULES, "week_of")
def week_of(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``the week of March 6``."""
    there = day_in(found, setting)
    return at(there.days[0], "W", there.anchored) if there and there.days else None


@rule(RULES, "counted_away")
def counted_away(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``two weeks ago``, ``three days later``, ``nearly 10 days into`` something.

    "Ago" and "from now" count from the anchor, "earlier" and "later" from the day named before in the text; a year is
    counted in years, a month in months and so on, and the days it can mean are all of that year or month. What
    somebody is N days *into* began N days before the anchor, give or take one; with "nearly", up to a tenth less.
    """
    words, way = setting.words, plain(found["way"])
    unit, many = words.unit(found["unit"])
    number = words.amount(found["n"])
    length = Meaning("DURATION", duration(None if number is None else number * many, unit))
    if number is not None and found["half"]:
        number, length = number + 0.5, with_part(number, found["unit"], 0.5, setting)
    earlier = way in ("ago", "earlier", "previously")
    if way in ("into", "on"):
        return _into(number, unit, many, plain(found["hedge"] or ""), setting)
    if unit.startswith("T"):
        return _hours_away(length, way, setting)
    if number is None:
        return Meaning("DATE", "PAST_REF") if way == "ago" else length
    if unit == "Y" and number == 1 and earlier and setting.story.period:
        return _year_before(setting, setting.story.period)
    from_text = not way.startswith(("ago", "from", "hence"))
    origin, leans, since = _counted(setting, unit, from_text)
    if origin is None:
        return Meaning("DATE", UNKNOWN[unit])
    if number != int(number) and unit in PARTS:
        number, unit = number * PARTS[unit][0], PARTS[unit][1]
    if way == "later" and setting.tense == 0:
        return length
    day = step(origin, round(number * many) * (-1 if earlier else 1), unit)
    there = structs.replace(_about(day, unit, leans), since=since)
    side = words.column("length_hedges").get(plain(found["hedge"] or "")) if way == "ago" else None
    return _hedged(there, side, origin, day)


def _hours_away(length: Meaning, way: str, setting: Setting) -> Meaning:
    """``Two hours ago`` keeps its length as its value, and is of the anchor's day or the one before."""
    if way != "ago" or setting.anchor is None:
        return length
    return structs.replace(length, days=(setting.anchor - timedelta(days=1), setting.anchor), anchored=True)


@rule(RULES, "uncounted_ago")
def uncounted_ago(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``months ago``."""
    return Meaning("DATE", "PAST_REF")


@rule(RULES, "counted_ahead")
def counted_ahead(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``in two weeks' time``."""
    number, (unit, many) = setting.words.amount(found["n"]), setting.words.unit(found["unit"])
    if setting.anchor is None or number is None or unit.startswith("T"):
        return None
    return _about(step(setting.anchor, round(number * many), unit), unit, True)


def _about(day: date, unit: str, leans: bool) -> Meaning:
    """The date of `day`, counted in `unit`: a day is taken with some on each side once it was counted in weeks."""
    value = value_at(day, unit)
    slack = {"W": 4, "M": 20}.get(unit)
    days = (day - timedelta(days=slack), day + timedelta(days=slack)) if slack else cover(value)
    return Meaning("DATE", value, days, leans)


def _hedged(meaning: Meaning, side: str | None, origin: date, day: date) -> Meaning:
    """The days of "more than ten years ago" and "nearly ten years ago": on one side of the day, and a quarter away."""
    if not side:
        return meaning
    slack = max(1, (origin - day).days // 4)
    days = (day - timedelta(days=slack), day) if side == "more" else (day, day + timedelta(days=slack))
    return structs.replace(meaning, days=days)


def _into(number: float | None, unit: str, many: int, hedge: str, setting: Setting) -> Meaning:
    length = Meaning("DURATION", duration(None if number is None else number * many, unit))
    if number is None or setting.anchor is None or unit in ("E", "C") or unit.startswith("T"):
        return length
    start = step(setting.anchor, -round(number * many), unit)
    slack = max(1, round((setting.anchor - start).days / 10))
    first, last = start - timedelta(days=slack), start + timedelta(days=slack)
    side = setting.words.column("length_hedges").get(hedge)
    if side == "less":
        first, last = start, start + timedelta(days=slack + 1)
    if side == "more":
        first, last = start - timedelta(days=slack + 1), start
    return Meaning("DURATION", length.value, (first, min(last, setting.anchor)), True)


@rule(RULES, "vague_time")
def vague(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``now``, ``recently``, ``the near future``: no day, only whether before, at or after the time of writing."""
    return Meaning("DATE", setting.words.column("vague_times")[plain(found[0])])


@rule(RULES, "then")
def then(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``until then``: the day named last; only after a preposition, since "then" mostly is "next"."""
    if not behind(found, setting.words.context("before_then")) or not setting.story.told:
        return None
    if plain(found[0]) != "then":
        return Meaning("DATE", "PAST_REF")
    last = setting.story.told[-1]
    return Meaning("DATE", last.value, narrow(cover(last.value), "", None), last.leans)
