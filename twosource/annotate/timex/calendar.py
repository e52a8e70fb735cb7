"""Calendar arithmetic: TIMEX3 values, the days they cover, and steps from one to another."""

import calendar
import re
from datetime import date, timedelta

__all__ = ["cover", "decade", "easter", "grain_of", "month", "nearest", "quarter", "step", "value_at", "week"]

GRAINS = ("D", "W", "M", "Q", "Y", "E", "C")
AHEAD = 45
"""Days by which a date may lie ahead though the words around it tell of the past: they may belong to another clause."""
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def month(day: date) -> str:
    """The TIMEX3 value of the month of `day`: ``2016-10``."""
    return f"{day.year:04d}-{day.month:02d}"


def week(day: date) -> str:
    """The TIMEX3 value of the ISO week of `day`.

    >>> week(date(2016, 10, 26))
    '2016-W43'
    """
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def quarter(day: date) -> str:
    """The TIMEX3 value of the quarter of `day`: ``2016-Q4``."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def decade(day: date) -> str:
    """The TIMEX3 value of the decade of `day`: ``201``."""
    return f"{day.year // 10:03d}"


def value_at(day: date, grain: str) -> str:
    """The TIMEX3 value of the day, week, month ... that holds `day`."""
    if grain == "D":
        return day.isoformat()
    if grain == "Y":
        return f"{day.year:04d}"
    if grain == "C":
        return f"{day.year // 100:02d}"
    return {"W": week, "M": month, "Q": quarter, "E": decade}[grain](day)


def grain_of(value: str) -> str:
    """The grain of a TIMEX3 value: D, W, M, Q (also half years and seasons), Y, E or C; "" where it is no date.

    >>> [grain_of(value) for value in ("2016-10-26T19:00", "2016-W43", "2016-FA", "201", "PAST_REF")]
    ['D', 'W', 'Q', 'E', '']
    """
    forms = {
        "D": r"\d{4}-\d\d-\d\d.*",
        "W": r"\d{4}-W\d\d.*",
        "M": r"\d{4}-\d\d",
        "Q": r"\d{4}-(?:[QH]\d|SP|SU|FA|WI)",
        "Y": r"\d{4}",
        "E": r"\d{3}",
        "C": r"\d\d",
    }
    return next((grain for grain, form in forms.items() if re.fullmatch(form, value)), "")


def step(day: date, count: int, grain: str) -> date:
    """Return `day` moved by `count` units of `grain`; the last day of a month where the same number is none there.

    Raises OverflowError outside the years 1 to 9999.

    >>> step(date(2016, 3, 31), -1, "M")
    datetime.date(2016, 2, 29)
    """
    if grain in ("D", "W"):
        return day + timedelta(days=count * (7 if grain == "W" else 1))
    months = count * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[grain]
    year, index = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"{count} {grain} from {day} lies outside the calendar")
    return date(year, index + 1, min(day.day, calendar.monthrange(year, index + 1)[1]))


def nearest(anchor: date, month_number: int, day_number: int | None, lean: int) -> date | None:
    """Return the month and day that lie nearest to `anchor`; None if there is no such day in any near year.

    `lean` (-1 past, 1 future, 0 none) moves the middle by four months back or two and a half ahead, and none by one
    month back: news mostly tells of the past. What is told as past does not lie far ahead, nor does a month that has
    not begun.

    >>> nearest(date(2016, 10, 26), 10, 16, -1), nearest(date(2016, 1, 5), 12, 30, 0)
    (datetime.date(2016, 10, 16), datetime.date(2015, 12, 30))
    """
    middle = anchor + timedelta(days={-1: -120, 1: 75}.get(lean, -30))
    found = [
        date(year, month_number, day_number or 15)
        for year in range(max(1, anchor.year - 4), min(9999, anchor.year + 4) + 1)
        if (day_number or 1) <= calendar.monthrange(year, month_number)[1]
    ]
    fits = [day for day in found if lean >= 0 or (day - anchor).days <= (AHEAD if day_number else 15)]
    return min(fits or found, key=lambda day: abs((day - middle).days), default=None)


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm of *Nature*, 1876).

    >>> easter(2016)
    datetime.date(2016, 3, 27)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    x = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * x) // 451
    month_number, day = divmod(h + x - 7 * m + 114, 31)
    return date(year, month_number, day + 1)


def cover(value: str) -> tuple[date, date] | None:
    """Return the first and last day of a TIMEX3 value, or None if it names no days of the calendar.

    >>> [day.isoformat() for day in cover("2016-Q4")], [day.isoformat() for day in cover("198")]
    (['2016-10-01', '2016-12-31'], ['1980-01-01', '1989-12-31'])
    >>> cover("XXXX-WXX-3") is None, cover("P3D") is None
    (True, True)
    """
    text = value.partition("T")[0].removesuffix("-XX").removesuffix("-XX")
    try:
        return _cover(text)
    except (ValueError, OverflowError):
        return None


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    start = date(year, first, 1)
    return start, step(start, count, "M") - timedelta(days=1)


def _cover(text: str) -> tuple[date, date] | None:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        day = date.fromisoformat(text)
        return day, day
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE|-\d)?", text):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        if found[3] == "-WE":
            return monday + timedelta(days=5), monday + timedelta(days=6)
        return monday, monday + timedelta(days=6)
    if found := re.fullmatch(r"(\d{4})-(Q|H)(\d)", text):
        length = 3 if found[2] == "Q" else 6
        return _months(int(found[1]), (int(found[3]) - 1) * length + 1, length)
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", text):
        return _months(int(found[1]), SEASON_STARTS[found[2]], 3)
    if found := re.fullmatch(r"(\d{4})-(\d\d)", text):
        return _months(int(found[1]), int(found[2]), 1)
    if re.fullmatch(r"\d{2,4}", text):
        length = 10 ** (4 - len(text))
        first = int(text) * length
        return date(max(first, 1), 1, 1), date(first + length - 1, 12, 31)
    return None
