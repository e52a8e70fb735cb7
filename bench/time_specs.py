"""Time expressions: exact extents and values on the specification cases of Recognizers-Text (English)."""

import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from twosource.annotate.dates import find_dates
from twosource.model import Article, Date, Fact, Facts

Row = dict[str, Any]
ARCHIVE = "times_and_figures_specs.tar.gz"
REFERENCE = "2016-11-07"
SKIPPED_FILES = {
    "Calendar|Tasks|Experimental|Extended|SplitDateAndTime|ComplexCalendar|SkipFromTo": "a mode of that program",
    "TimeZone": "a zone alone is no time expression",
}
SKIPPED = Path(__file__).with_name("time_specs_skipped.txt")
NAMES = {
    "<unit>": r"(?:min(?:ute)?|hour|hr|day|week|month|year|second)s?",
    "<name>": r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*\.?|\w+day",
}
LEAD = re.compile(
    r"^(?:(?:on|in|at|by|before|after|since|until|till|from|for|during|within|around|about|as of|starting|any time|"
    r"anytime|sometime|beginning|ending|later than|earlier than|sooner than|no later than|prior to|through|of|the|"
    r"next to|over|throughout|this is|than|ago|approximately|circa|ca\.?)\s+)+",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"(?:\s+or (?:later|earlier|after|before|sooner|more|less|so)|\s+(?:onwards?|time))$|[.,]$", re.IGNORECASE
)


def measure(data: Path, limit: int | None) -> list[Row]:
    """Return a row for each kind of expression, with the share found exactly and valued right, and what was skipped."""
    cases = list(_cases(data / ARCHIVE))[:limit]
    skipped: Counter[str] = Counter()
    rows: dict[str, Counter[str]] = {}
    for case in cases:
        found = _found(case)
        if not case["results"]:
            count = rows.setdefault("nothing to be found", Counter())
            count["cases"] += 1
            count["extent"] += not found
            continue
        for result in case["results"]:
            why = _why_skipped(result["text"])
            if why:
                skipped[why] += 1
                continue
            count = rows.setdefault(result["kind"], Counter())
            count["cases"] += 1
            hit = found.get(_core(result["text"]))
            count["extent"] += hit is not None
            if result["values"]:
                count["with value"] += 1
                count["value"] += hit is not None and _same(hit, result["values"])
    return [*(_row(kind, count) for kind, count in rows.items()), _row("all", _all(rows)), {"skipped": dict(skipped)}]


def _all(rows: dict[str, Counter[str]]) -> Counter[str]:
    return sum((count for count in rows.values()), Counter())


def _row(kind: str, count: Counter[str]) -> Row:
    with_value = count["with value"]
    return {
        "part": kind,
        "cases": count["cases"],
        "extent": round(100 * count["extent"] / count["cases"], 1),
        "value": round(100 * count["value"] / with_value, 1) if with_value else None,
    }


def _cases(archive: Path) -> Iterator[Row]:
    seen = set()
    with tarfile.open(archive) as files:
        for member in sorted(files.getmembers(), key=lambda one: one.name):
            if "DateTime/" not in member.name or not member.name.endswith(".json"):
                continue
            if any(re.search(names, member.name) for names in SKIPPED_FILES):
                continue
            content = files.extractfile(member)
            for case in json.loads(content.read().decode("utf-8-sig")) if content else ():
                one = _case(case)
                key = (one["text"], tuple((r["text"], r["kind"]) for r in one["results"]))
                if key not in seen:
                    seen.add(key)
                    yield one


def _case(case: Row) -> Row:
    reference = case.get("Context", {}).get("ReferenceDateTime", REFERENCE)[:10]
    results = [
        {
            "text": result["Text"],
            "kind": str(result.get("TypeName") or result.get("Type")).split(".")[-1],
            "values": sorted(set(_values(result))),
        }
        for result in case.get("Results", ())
    ]
    return {"text": case["Input"], "published": reference, "results": results}


def _values(result: Row) -> Iterable[str]:
    """All values that the case allows: the one of TIMEX3, and the days it resolves to, past and to come."""
    told = result.get("Resolution") or result.get("Value") or {}
    for one in told.get("values") or ():
        yield from (one[key] for key in ("timex", "value") if isinstance(one.get(key), str))
    if told.get("Timex"):
        yield told["Timex"]
        for way in ("FutureResolution", "PastResolution"):
            yield from (day for key, day in (told.get(way) or {}).items() if key in ("date", "dateTime", "time"))


def _found(case: Row) -> dict[str, Date]:
    article = Article(
        id="a", path="a", source=case["text"], sha256="", edits=(),
        facts=Facts(published=Fact(value=case["published"], found="given")),
    )  # fmt: skip
    return {_core(date.span.of(article.text)): date for date in find_dates(article)}


def _why_skipped(text: str) -> str | None:
    """Why a case is not asked for; None for one that is."""
    return next((why for why, pattern in _skipped() if pattern.search(text) or pattern.search(_core(text))), None)


@cache
def _skipped() -> list[tuple[str, re.Pattern[str]]]:
    rows = [line.split("\t") for line in SKIPPED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for name, pattern in NAMES.items():
        rows = [[why, text.replace(name, pattern)] for why, text in rows]
    return [(why, re.compile(text, re.IGNORECASE)) for why, text in rows]


def _core(text: str) -> str:
    """An expression without the words around it that TIMEX3 leaves outside: prepositions, articles, "or later"."""
    return LEAD.sub("", TAIL.sub("", text.lower().strip())).strip(" ,.")


def _same(date: Date, values: list[str]) -> bool:
    """True if one of `values` is that of `date`, or a span of the days that it covers, or the time of day it names."""
    ours = _plain(date.value)
    if any(ours == _plain(value) or (value.startswith("T") and ours.endswith(_plain(value))) for value in values):
        return True
    spans = [re.match(r"\((\d{4}-\d\d-\d\d),(\d{4}-\d\d-\d\d),", value) for value in values]
    return any(span and date.earliest == span[1] and _day_after(date.latest) == span[2] for span in spans)


def _day_after(day: str | None) -> str | None:
    return (datetime.fromisoformat(day) + timedelta(days=1)).date().isoformat() if day else None


def _plain(value: str) -> str:
    """A value with its clock time in full, and without what only one of the two notations writes."""
    value = value.replace(" ", "T").removesuffix("Z")
    value = re.sub(r"T(\d\d)$", r"T\1:00", value)
    return re.sub(r"(T\d\d:\d\d):00$", r"\1", value).removesuffix("T00:00")
