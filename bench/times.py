"""Time expressions: TIMEX3 values on TimeBank and AQUAINT (their held-out third) and on Wikinews (MEANTIME)."""

import gzip
import json
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from twosource.annotate.dates import find_dates
from twosource.annotate.parse import parse
from twosource.model import Article, Fact, Facts, to_row

Row = dict[str, Any]
HELD_OUT_OF = 3
"""One document in three is held out, by a hash of its id; the rules were made looking at the other two."""


def measure(data: Path, limit: int | None) -> list[Row]:
    """Return a row for each system and part, as the shared scorer prints it, with documents per processor second."""
    score = import_module("times").score
    parts = {
        "timebank+aquaint held out": _held_out([*_rows(data, "timebank"), *_rows(data, "aquaint")], True),
        "timebank+aquaint tuned on": _held_out([*_rows(data, "timebank"), *_rows(data, "aquaint")], False),
        "meantime airbus+apple": list(_rows(data, "meantime_airbus_apple")),
    }
    systems: dict[str, Callable[[list[Row]], dict[str, Row]]] = {"twosource": ours, "dateparser": dateparser}
    results: list[Row] = []
    for part, gold in parts.items():
        chosen = gold[:limit]
        for name, system in systems.items():
            began = time.process_time()
            try:
                found = system(chosen)
            except ModuleNotFoundError as missing:
                results.append({"system": name, "part": part, "not measured": f"{missing.name} is not installed"})
                continue
            spent = time.process_time() - began
            speed = round(len(chosen) / spent, 1) if spent else None
            results.append({"system": name, "part": part, **score(chosen, found), "documents per cpu second": speed})
    return results


def ours(rows: list[Row]) -> dict[str, Row]:
    """What this project finds, with everything that it takes (the parse as well)."""
    articles = [
        Article(
            id=row["id"],
            path=row["id"],
            source=row["text"],
            sha256="",
            edits=(),
            facts=Facts(published=Fact(value=row["dct"], found="given")),
        )
        for row in rows
    ]
    return {parsed.article.id: {"dates": [to_row(date) for date in find_dates(parsed)]} for parsed in parse(articles)}


def dateparser(rows: list[Row]) -> dict[str, Row]:
    """What ``dateparser.search`` finds; its own period ("day", "month" ...) says how much of the value was given."""
    found = {}
    for row in rows:
        settings = {
            "RELATIVE_BASE": datetime.fromisoformat(row["dct"][:10]),
            "PREFER_DATES_FROM": "past",
            "RETURN_TIME_AS_PERIOD": True,
        }
        found[row["id"]] = {"dates": list(_searched(row["text"], settings))}
    return found


def _searched(text: str, settings: dict[str, Any]) -> Iterable[Row]:
    search = import_module("dateparser.search").search_dates
    again = import_module("dateparser.date").DateDataParser(languages=["en"], settings=settings)
    formats = {"time": "%Y-%m-%dT%H:%M", "day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}
    at = 0
    for words, when in search(text, languages=["en"], settings=settings) or ():
        start = text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        period = again.get_date_data(words).period or "day"
        value = when.strftime(formats.get(period, "%Y-%m-%d"))
        yield {"span": [start, at], "type": "TIME" if period == "time" else "DATE", "value": value}


def _rows(data: Path, name: str) -> Iterable[Row]:
    with gzip.open(data / "times" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _held_out(rows: list[Row], held: bool) -> list[Row]:
    return [row for row in rows if (int(sha256(row["id"].encode()).hexdigest(), 16) % HELD_OUT_OF == 0) == held]
