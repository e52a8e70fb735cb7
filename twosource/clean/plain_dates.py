"""Dates that stand written out in full: as a field, a line of their own, or in a caption."""

import re
from collections.abc import Iterator
from datetime import datetime

__all__ = ["DATED_LINE", "dates_in", "iso_of", "line_date"]

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = rf"(?:{MONTH}\s+{DAY},?\s+\d{{4}}|{DAY}\s+(?:of\s+)?{MONTH},?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
TIME = r"\d{1,2}(?::\d{2}){0,2}(?:\.\d+)?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?"
CLOCK = rf"(?:(?=\d{{1,2}}(?::|\s*[ap]\.?m))(?:{TIME}))"
ZONE = r"(?:\s*\(?(?:[A-Z]{1,5}|[+-]\d{2}:?\d{2}|(?:GMT|UTC)\s?[+-]\d{1,2}(?::\d{2})?)\)?)?"
FULL_DATE = re.compile(rf"\b{DATE}(?!\w)", re.I)
DATED_LINE = re.compile(
    rf"(?:(?P<label>(?:first\s+)?(?:published|posted|updated|last\s+(?:updated|modified)|created|date|publication\s+date)"
    rf"(?:\s+(?:on|at))?)\s*:?\s*)?"
    rf"(?:(?P<before>{CLOCK}){ZONE}\s*[,|·-]?\s*(?:on\s+)?)?{WEEKDAY}(?P<date>{DATE})"
    rf"(?:\s*(?:,|\||·|-|–|at)?\s*(?:at\s+)?(?P<after>{CLOCK})(?P<zone>{ZONE}))?\.?",
    re.I,
)
ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?")
EARLIEST, LATEST = 1700, 2100


def iso_of(text: str) -> str | None:
    """Return a plain date string as ISO 8601, or None if it is none or leaves year, month or day open.

    A date whose day and month could be exchanged ("04/05/2016") is open.

    >>> iso_of("25 Oct, 2016 21:16"), iso_of("2016-10-25T21:16:00Z"), iso_of("October 2016"), iso_of("04/05/2016")
    ('2016-10-25T21:16', '2016-10-25T21:16:00Z', None, None)
    """
    text = text.strip()
    if not 6 <= len(text) <= 60 or not re.search(r"\d", text):
        return None
    if ISO.fullmatch(text):
        try:
            datetime.fromisoformat(text.replace(" ", "T", 1).replace(" ", ""))
        except ValueError:
            return None
        return text.replace(" ", "T", 1).replace(" ", "") if EARLIEST < int(text[:4]) < LATEST else None
    return _parsed(text)


def _parsed(text: str) -> str | None:
    import warnings

    from dateutil.parser import parse

    readings: list[datetime] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of time zones by letters, which are left out anyway
            for default, dayfirst in ((datetime(2001, 1, 1), False), (datetime(2002, 2, 2), True)):
                readings.append(parse(text, default=default, dayfirst=dayfirst))
    except (ValueError, OverflowError, TypeError, AttributeError, IndexError):
        return None
    first, second = readings
    if first.date() != second.date() or not EARLIEST < first.year < LATEST:
        return None
    if not re.search(r"\d:\d|\d\s*[ap]\.?m", text, re.I):
        return first.date().isoformat()
    return first.isoformat(timespec="seconds" if first.second else "minutes")


def dates_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and ISO day of every date in `text` that names day, month and year.

    >>> list(dates_in("Port of Arrel, October 25, 2016. (Photo: AFP)"))
    [(15, 31, '2016-10-25')]
    """
    for match in FULL_DATE.finditer(text):
        iso = iso_of(match[0])
        if iso is not None:
            yield match.start(), match.end(), iso[:10]


def line_date(line: str) -> tuple[str, bool] | None:
    """Return the date that is all that `line` says, and True if it says that the text was changed then; else None.

    >>> line_date("Updated: 9:16 p.m. ET, Tue October 25, 2016"), line_date("It rained on 25 October 2016.")
    (('2016-10-25T21:16', True), None)
    """
    match = DATED_LINE.fullmatch(line.strip()) if len(line) < 100 else None
    if match is None:
        return None
    clock = match["after"] or match["before"] or ""
    zone = (match["zone"] or "").strip(" ()")
    zone = zone if zone.upper() in ("GMT", "UTC", "Z") or re.fullmatch(r"[+-]\d{2}:?\d{2}", zone) else ""
    iso = iso_of(" ".join(filter(None, (match["date"].replace("of ", ""), clock, zone)))) or iso_of(match["date"])
    return None if iso is None else (iso, bool(re.search("updated|modified", match["label"] or "", re.I)))
