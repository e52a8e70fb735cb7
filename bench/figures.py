"""Figures: value, unit, change and what is counted, on NewsQuant."""

import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.specs import measure as specs
from twosource.annotate.dates import find_dates
from twosource.annotate.figures import find_figures
from twosource.annotate.parse import parse
from twosource.model import Article, Facts, to_row

Row = dict[str, Any]
SETS = ("currency", "dimension", "temperature", "age")
NEWS = "newsquant_half"
NUMBERS = r"\d+(?:\.\d+)?(?:e[+-]?\d+)?"
RANGE = re.compile(rf"(-?{NUMBERS})-(-?{NUMBERS})")
CONVENTIONS = {  # what NewsQuant counts as a quantity, or as a range, and this project does not
    "“one of the …”": re.compile(r"\bone of\b", re.IGNORECASE),
    "the number of a name (5G, category one)": re.compile(r"\b[2-6]G\b|\bcategory (?:one|two|three|four|five|\d)\b"),
    "an end for “millions”": re.compile(
        r"\b(?:dozens|hundreds|thousands|millions|billions|trillions)\b", re.IGNORECASE
    ),
    "a movement as a range (“from 4 to 3”)": re.compile(r"\bfrom \S+ (?:\w+ )?to\b", re.IGNORECASE),
}


def measure(data: Path, limit: int | None) -> list[Row]:
    """Return a row for each system and set, as the shared scorer prints it, with documents per processor second.

    The sentences of NewsQuant are parted by a hash of their ids into a half that rules are tuned on and one that is
    held out; all of it was tuned on once, before it was parted. NewsQuant calls the noun that is counted a unit
    ("student"), where this project has no unit and a noun counted: the second row of this project says the same in
    NewsQuant's terms. NewsQuant writes a range as 5-6, which the scorer takes for 5 and minus 6: each of its parts is
    scored as the scorer reads it, and with ranges read as ranges.
    """
    rows: list[Row] = []
    for held in (True, False):
        chosen = [row for row in _rows(data, NEWS) if is_held_out(row["id"]) == held][:limit]
        part = f"{NEWS}, {'held out' if held else 'tuned on'}"
        rows += _measured(part, chosen, [_with_ranges(row) for row in chosen])
        rows.append(_lost_by_convention(part, chosen))
    for name in SETS:
        rows += _measured(name, list(_rows(data, name))[:limit], None)
    return [*rows, *specs(data, limit)]


def is_held_out(id: str) -> bool:
    """Whether a sentence of NewsQuant belongs to the half that nothing is tuned on."""
    return int(sha256(id.encode()).hexdigest(), 16) % 2 == 0


def _measured(part: str, chosen: list[Row], with_ranges: list[Row] | None) -> Iterator[Row]:
    score = import_module("figures").score
    for system, run in SYSTEMS.items():
        began = time.process_time()
        try:
            found = run(chosen)
        except (ImportError, AttributeError) as missing:
            yield {"system": system, "part": part, "not measured": str(missing)}
            continue
        spent = time.process_time() - began
        speed = {"documents per cpu second": round(len(chosen) / spent, 1) if spent else None}
        yield {"system": system, "part": part, **score(chosen, found), **speed}
        if with_ranges is not None:
            yield {"system": system, "part": f"{part}, ranges read as ranges", **score(with_ranges, found)}


def _with_ranges(row: Row) -> Row:
    """The same sentence with its ranges written as the scorer reads them, by both ends apart."""
    return {**row, "quantities": [{**q, "value": RANGE.sub(r"\1 \2", str(q["value"]))} for q in row["quantities"]]}


def _lost_by_convention(part: str, rows: list[Row]) -> Row:
    """How many quantities that this project misses fall under each convention of NewsQuant that it does not follow."""
    found, scorer = ours(rows), import_module("figures")
    lost: Counter[str] = Counter()
    for row in map(_with_ranges, rows):
        values = [sorted(scorer.ends(figure)) for figure in found[row["id"]]["figures"]]
        for quantity in row["quantities"]:
            want = sorted(scorer.numbers(quantity["value"]))
            if not want or any(len(v) == len(want) and all(map(scorer.near, v, want)) for v in values):
                continue
            name = next((name for name, sign in CONVENTIONS.items() if sign.search(row["text"])), "other misses")
            lost[name] += 1
    return {"system": "twosource", "part": f"{part}, quantities missed", **dict(sorted(lost.items()))}


def ours(rows: list[Row]) -> dict[str, Row]:
    """What this project finds, with everything that it takes (parse and dates as well)."""
    articles = [
        Article(id=row["id"], path=row["id"], source=row["text"], sha256="", edits=(), facts=Facts()) for row in rows
    ]
    return {
        parsed.article.id: {"figures": [to_row(figure) for figure in find_figures(parsed, find_dates(parsed.article))]}
        for parsed in parse(articles)
    }


def ours_with_nouns(rows: list[Row]) -> dict[str, Row]:
    """The same, with what is counted in the place of a unit where there is none."""
    return {
        id: {"figures": [{**f, "unit": f["unit"] or _singular(f["counted"] or "")} for f in found["figures"]]}
        for id, found in ours(rows).items()
    }


def _singular(noun: str) -> str:
    """A noun as NewsQuant writes its units, in the singular.

    >>> _singular("European countries"), _singular("vehicles"), _singular("boxes"), _singular("gas")
    ('European country', 'vehicle', 'box', 'gas')
    """
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    if re.search(r"(?:ch|sh|ss|x|z)es$", noun):
        return noun[:-2]
    return re.sub(r"(?<=[^suia])s$", "", noun)


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


def recognizers(rows: list[Row]) -> dict[str, Row]:
    """What Recognizers-Text finds: money, measures, ages, temperatures, percentages, and other numbers."""
    units, numbers = import_module("recognizers_number_with_unit"), import_module("recognizers_number")
    asked = [
        *(getattr(units, f"recognize_{kind}") for kind in ("currency", "dimension", "age", "temperature")),
        numbers.recognize_percentage,
        numbers.recognize_number,
    ]
    found: dict[str, Row] = {}
    for row in rows:
        figures: list[Row] = []
        for one in (one for ask in asked for one in ask(row["text"], "en-us")):
            taken = any(figure["span"][0] <= one.end and one.start < figure["span"][1] for figure in figures)
            if taken or not one.resolution or one.resolution.get("value") in (None, "null"):
                continue
            value, percent = str(one.resolution["value"]), one.type_name == "percentage"
            unit = "percent" if percent else one.resolution.get("unit")
            number = float(value.rstrip("%"))
            figures.append({"low": number, "high": number, "unit": unit, "span": [one.start, one.end + 1]})
        found[row["id"]] = {"figures": figures}
    return found


SYSTEMS: dict[str, Callable[[list[Row]], dict[str, Row]]] = {
    "twosource": ours,
    "twosource, noun counted as unit": ours_with_nouns,
    "quantulum3": quantulum,
    "Recognizers-Text": recognizers,
}


def _rows(data: Path, name: str) -> Iterable[Row]:
    with gzip.open(data / "figures" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
