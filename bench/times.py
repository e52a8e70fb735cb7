"""Time expressions: TIMEX3 values on TimeBank and AQUAINT (their held-out third) and on Wikinews (MEANTIME)."""

import gzip
import json
import re
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from twosource.annotate.dates import find_dates
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
    systems: dict[str, Callable[[list[Row]], dict[str, Row]]] = {
        "twosource": ours,
        "dateparser": dateparser,
        "recognizers-text": recognizers,
        "timexy": timexy,
    }
    results: list[Row] = []
    for part, gold in parts.items():
        chosen = gold[:limit]
        for name, system in systems.items():
            began = time.process_time()
            try:
                found = system(chosen)
            except ImportError as missing:
                results.append({"system": name, "part": part, "not measured": str(missing)})
                continue
            spent = time.process_time() - began
            speed = round(len(chosen) / spent, 1) if spent else None
            results.append({"system": name, "part": part, **score(chosen, found), "documents per cpu second": speed})
    return results


def ours(rows: list[Row]) -> dict[str, Row]:
    """What this project finds, with everything that it takes; it reads the text and needs no parse."""
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
    return {article.id: {"dates": [to_row(date) for date in find_dates(article)]} for article in articles}


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


def recognizers(rows: list[Row]) -> dict[str, Row]:
    """What Recognizers-Text finds: of its readings the last one that is not after the date of publication."""
    recognize = import_module("recognizers_date_time").recognize_datetime
    return {row["id"]: {"dates": list(_recognized(recognize, row["text"], row["dct"][:10]))} for row in rows}


def _recognized(recognize: Callable[..., Any], text: str, published: str) -> Iterable[Row]:
    kinds = {"duration": "DURATION", "set": "SET", "time": "TIME", "timerange": "TIME", "datetime": "TIME"}
    for start, end in ((line.start(), line.end()) for line in re.finditer(r"\S[^\n]*", text)):
        for one in recognize(text[start:end], "en-us", reference=datetime.fromisoformat(published)):
            readings = (one.resolution or {}).get("values") or [{}]
            told = [r for r in readings if str(r.get("value") or r.get("start") or "")[:10] <= published]
            chosen = (told or readings)[-1]
            value = chosen.get("timex", "")
            if value.startswith("XXXX") and re.match(r"\d{4}-\d\d-\d\d", str(chosen.get("value", ""))):
                value = chosen["value"][:10]
            kind = kinds.get(one.type_name.split(".")[-1], "DATE")
            yield {"span": [start + one.start, start + one.end + 1], "type": kind, "value": value}


def timexy(rows: list[Row]) -> dict[str, Row]:
    """What timexy finds: a part of a spaCy pipeline; its values are TIMEX3 with a time of day added."""
    import_module("timexy")
    language = import_module("spacy").blank("en")
    language.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})
    found = {}
    for row in rows:
        dates = []
        for entity in language(row["text"]).ents:
            kind, value = re.findall(r'type="(\w+)" value="([^"]+)"', entity.kb_id_)[0]
            dates.append({"span": [entity.start_char, entity.end_char], "type": kind, "value": value.partition("T")[0]})
        found[row["id"]] = {"dates": dates}
    return found


def _rows(data: Path, name: str) -> Iterable[Row]:
    with gzip.open(data / "times" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _held_out(rows: list[Row], held: bool) -> list[Row]:
    return [row for row in rows if (int(sha256(row["id"].encode()).hexdigest(), 16) % HELD_OUT_OF == 0) == held]
