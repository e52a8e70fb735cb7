"""Rules for lengths of time ("three days", "the past few weeks") and for what recurs ("every Monday", "daily")."""

import re

from twosource.annotate.timex.meaning import Meaning, Rule, Setting, rule
from twosource.annotate.timex.vocabulary import amount, column, plain

__all__ = ["RULES", "duration"]

RULES: list[Rule] = []
WHICH = r"(?:the )?(?:last|past|next|first|coming|final|latest|recent|previous|preceding|following|opening|remaining)"
QUOTES = tuple("“\"'‘`")
AGE = r"(?!s?(?:-| )old\b)(?!s? of age\b)"
EVERY = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M",
         "yearly": "P1Y", "hourly": "PT1H", "biweekly": "P2W"}  # fmt: skip


def duration(number: float | None, designator: str) -> str:
    """The TIMEX3 value of a length; None is an unknown number, as in "several weeks".

    >>> duration(3, "D"), duration(1.5, "TH"), duration(None, "W")
    ('P3D', 'PT1.5H', 'PXW')
    """
    amount_text = "X" if number is None else f"{number:.10g}"
    return f"PT{amount_text}{designator[1]}" if designator.startswith("T") else f"P{amount_text}{designator}"


def _unit(text: str) -> tuple[str, int]:
    name = plain(text).removesuffix("s")
    return column("time_units")[name], int(column("time_units", 1)[name] or 1)


def _of(number: float | None, unit: str) -> Meaning:
    designator, many = _unit(unit)
    return Meaning("DURATION", duration(None if number is None else number * many, designator))


@rule(
    RULES,
    rf"(?:{WHICH} )?(?P<n><number>|half an?|an?|<some>)(?:(?:-| )(?:full|long|consecutive|straight|whole|solid|more|"
    rf"further|additional|business|working|calendar))?"
    rf"(?P<part>(?: |-)and(?: |-)a(?: |-)half)?(?:(?<=\d)|-| )(?P<unit><unit>)s?{AGE}"
    r"(?: and a (?P<half>half|quarter))?",
)
def length(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``three days``, ``two-week``, ``a year and a half``, ``the past few weeks``; an age is no length of time."""
    number, unit = amount(found["n"]), found["unit"].lower()
    if unit == "quarter" and plain(found["n"]) == "some":
        return None
    single = not found[0].lower().endswith("s") and not found["half"]
    if unit in ("sec", "min", "hr") and found["n"][0] not in "0123456789":
        return None
    if unit in ("second", "quarter") and (single or "-quarter" in found[0].lower()):
        return None
    if plain(found[0]) == "one day":
        return None
    if found["part"] and number is not None:
        return _with_part(number, unit, 0.5)
    if (
        found[0][0] in "0123456789"
        and found["unit"][0].isupper()
        and found.string[found.start() - 1 : found.start()] in QUOTES
    ):
        return None
    if found["n"].endswith(("/2", "/4", "½")) and number is not None:
        return _with_part(number // 1, unit, number % 1)
    before = found.string[max(0, found.start() - 6) : found.start()].lower()
    if re.search(r"\b(?:aged?|ages) $", before):
        return None
    if found["half"]:
        return _with_part(number, unit, 0.5 if found["half"].lower() == "half" else 0.25)
    return _of(number, unit)


def _with_part(number: float | None, unit: str, part: float) -> Meaning:
    """A length and a half or a quarter, in the next smaller unit where TIMEX3 writes it so."""
    smaller = {"year": ("M", 12), "hour": ("TM", 60), "minute": ("TS", 60)}
    if number is None or unit not in smaller:
        return _of(None if number is None else number + part, unit)
    designator, many = smaller[unit]
    whole, tail = duration(number, _unit(unit)[0]), duration(part * many, designator)
    return Meaning("DURATION", whole + tail.lstrip("PT"))


@rule(
    RULES,
    r"(?P<when>(?:the )?(?:recent|coming|past|future)|the (?:last|next|previous|following)) "
    r"(?P<unit>days|weeks|months|quarters|years|decades|centuries|hours)",
)
def around_now(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``recent weeks``, ``the coming months``: how many is not told, so no day follows."""
    return _of(None, found["unit"])


@rule(
    RULES,
    r"(?P<unit>days|weeks|months|years|decades|centuries|hours)"
    r"(?: or (?:even )?(?P<more>days|weeks|months|years|decades))?(?!(?:-| )old)",
)
def uncounted(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``for years``, ``within weeks or months``; not "hundreds of hours", where a figure stands before."""
    before = found.string[max(0, found.start() - 14) : found.start()].lower()
    if re.search(r"(?:\d|early|first|hundreds of|thousands of|millions of|-)\s?$", before):
        return None
    return _of(None, found["unit"])


@rule(
    RULES,
    r"(?P<each>every|each|once an?|per)(?: (?P<n><number>|other|few))? "
    r"(?P<unit><unit>|<weekday>|morning|evening|weekend)s?",
)
def every(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``every day``, ``each Monday``, ``every two weeks``, ``per year``."""
    unit = plain(found["unit"])
    if unit in column("weekdays"):
        return Meaning("SET", f"XXXX-WXX-{column('weekdays')[unit]}")
    if unit in ("morning", "evening"):
        return Meaning("SET", f"XXXX-XX-XXT{column('day_parts')[unit]}")
    if unit == "weekend":
        return Meaning("SET", "XXXX-WXX-WE")
    if found["each"].lower() == "per" and unit in ("second", "minute", "sec", "min", "hour", "hr"):
        return None
    number = {"other": 2.0, "few": None}.get(plain(found["n"] or ""), amount(found["n"]) if found["n"] else 1.0)
    return Meaning("SET", _of(number, unit).value)


@rule(RULES, r"(?P<word>daily|nightly|weekly|monthly|yearly|hourly|biweekly)")
def recurring(found: re.Match[str], setting: Setting) -> Meaning | None:
    """``daily``, ``weekly``; with a capital it is mostly a newspaper."""
    if found["word"][0].isupper():
        return None
    return Meaning("SET", EVERY[found["word"].lower()])
