"""Figures: value, unit, change and what is counted, on NewsQuant."""

import gzip
import json
import re
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from twosource.annotate.dates import find_dates
from twosource.annotate.figures import find_figures
from twosource.annotate.parse import parse
from twosource.model import Article, Facts, to_row

Row = dict[str, Any]
SETS = ("newsquant_half", "currency", "dimension", "temperature", "age")


def measure(data: Path, limit: int | None) -> list[Row]:
    """Return a row for each system and set, as the shared scorer prints it, with documents per processor second.

    NewsQuant calls the noun that is counted a unit ("student"), where this project has no unit and a noun counted.
    The second row of this project says the same in NewsQuant's terms.
    """
    score = import_module("figures").score
    systems: dict[str, Callable[[list[Row]], dict[str, Row]]] = {
        "twosource": ours,
        "twosource, noun counted as unit": ours_with_nouns,
        "quantulum3": quantulum,
    }
    results: list[Row] = []
    for name in SETS:
        chosen = list(_rows(data, name))[:limit]
        for system, run in systems.items():
            began = time.process_time()
            try:
                found = run(chosen)
            except ModuleNotFoundError as missing:
                results.append({"system": system, "part": name, "not measured": f"{missing.name} is not installed"})
                continue
            spent = time.process_time() - began
            speed = round(len(chosen) / spent, 1) if spent else None
            results.append({"system": system, "part": name, **score(chosen, found), "documents per cpu second": speed})
    return results


def ours(rows: list[Row]) -> dict[str, Row]:
    """What this project finds, with everything that it takes (parse and dates as well)."""
    articles = [
        Article(id=row["id"], path=row["id"], source=row["text"], sha256="", edits=(), facts=Facts()) for row in rows
    ]
    return {
        parsed.article.id: {"figures": [to_row(figure) for figure in find_figures(parsed, find_dates(parsed))]}
        for parsed in parse(articles)
    }


def ours_with_nouns(rows: list[Row]) -> dict[str, Row]:
    """The same, with what is counted in the place of a unit where there is none."""
    return {
        id: {"figures": [{**figure, "unit": figure["unit"] or figure["counted"]} for figure in found["figures"]]}
        for id, found in ours(rows).items()
    }


def quantulum(rows: list[Row]) -> dict[str, Row]:
    """What quantulum3 finds by its rules; its classifier needs another release of scikit-learn than it names."""
    setattr(import_module("quantulum3.classifier"), "USE_CLF", False)  # noqa: B010
    parser = import_module("quantulum3.parser")
    found = {}
    for row in rows:
        figures = []
        for quantity in parser.parse(row["text"]):
            around = quantity.uncertainty or 0
            unit = re.sub(r"^dimensionless$", "", quantity.unit.name)
            figures.append({"low": quantity.value - around, "high": quantity.value + around, "unit": unit or None})
        found[row["id"]] = {"figures": figures}
    return found


def _rows(data: Path, name: str) -> Iterable[Row]:
    with gzip.open(data / "figures" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
