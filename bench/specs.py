"""Figures against specification cases: numbers, percentages, ordinals, ranges, ages, money, measures, temperatures.

The cases are the English ones of Recognizers-Text. A case is right only if each of its results is found with its place,
its value and its unit, and nothing more of its family is found.
"""

import json
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from math import inf
from pathlib import Path
from typing import Any

from bench.specs_left_out import reason_to_leave_out
from twosource.annotate.dates import find_dates
from twosource.annotate.figures import find_figures
from twosource.annotate.numerals import ENGLISH
from twosource.annotate.parse import parse
from twosource.annotate.quantity.amounts import numbers
from twosource.annotate.quantity.units import kind_of
from twosource.model import Article, Facts, Figure

Row = dict[str, Any]
Found = tuple[int, float, float, str]  # where it begins, its ends, its unit
ARCHIVE = "times_and_figures_specs.tar.gz"
FOLDERS = ("specs/Number/", "specs/NumberWithUnit/")
TWICE = ("ExperimentalMode", "PercentMode", "SuppressExtendedTypes")  # the cases of another file in another mode
NAMES = {
    "c": "celsius", "f": "fahrenheit", "ton": "ton|metric ton", "pence": "penny",
    "united states dollar": "dollar", "british pound": "pound sterling", "year": "year of age", "age": "year of age",
    "month": "month of age", "week": "week of age", "day": "day of age", "netherlands guilder": "dutch guilder",
}  # fmt: skip


def measure(data: Path, limit: int | None) -> list[Row]:
    """Return a row for each family: how many cases are read exactly, and how many are left out for which reason."""
    out: list[Row] = []
    every = asked_of_all = right = 0
    for name, cases in _files(data / ARCHIVE):
        part = {"system": "twosource", "part": f"specs, {name}"}
        if name.endswith(TWICE):
            out.append({**part, "left out": "its cases again in another mode"})
            continue
        reasons = [reason_to_leave_out(name, case) for case in cases[:limit]]
        asked = [case for case, reason in zip(cases, reasons, strict=False) if reason is None]
        hits = sum(said == wanted for said, wanted in results(name, asked))
        every, asked_of_all, right = every + len(reasons), asked_of_all + len(asked), right + hits
        left = dict(Counter(reason for reason in reasons if reason is not None))
        out.append({**part, "cases": len(asked), "exact": _share(hits, len(asked)), "left out": left})
    of_all = {"cases": asked_of_all, "exact": _share(right, asked_of_all), "exact of all": _share(right, every)}
    return [*out, {"system": "twosource", "part": "specs, all", **of_all, "left out": every - asked_of_all}]


def _share(part: int, whole: int) -> float:
    return round(100 * part / max(whole, 1), 1)


def results(name: str, cases: Sequence[Row]) -> list[tuple[list[Found], list[Found]]]:
    """What is found in each case of a family, and what is wanted."""
    family = name.removesuffix("Model")
    texts = [case["Input"] for case in cases]
    if family == "Number":
        said = [[(start, low, low, "") for start, _, low in numbers(text)] for text in texts]
    elif family == "Ordinal":
        said = [
            [(start, float(value), float(value), "") for start, _, value in ENGLISH.ordinals(text)] for text in texts
        ]
    else:
        said = [[_asked(figure, text, family) for figure in found if _is_of(figure, family)]
                for text, found in zip(texts, _figures(texts), strict=True)]  # fmt: skip
    wanted = [[_wanted(one, family, case["Input"]) for one in case["Results"]] for case in cases]
    return [(sorted(a), sorted(b)) for a, b in zip(map(_same_names, said, wanted), wanted, strict=True)]


def _figures(texts: Sequence[str]) -> list[tuple[Figure, ...]]:
    articles = [
        Article(id=f"{n:04}", path="", source=text, sha256="", edits=(), facts=Facts()) for n, text in enumerate(texts)
    ]
    return [find_figures(parsed, find_dates(parsed.article)) for parsed in parse(articles)]


def _is_of(figure: Figure, family: str) -> bool:
    if family == "NumberRange":
        return figure.low != figure.high or figure.qualifier is not None
    return figure.unit is not None and kind_of(figure.unit) == {"Percent": "percent"}.get(family, family.lower())


def _asked(figure: Figure, text: str, family: str) -> Found:
    """A figure as a case would tell it: what a rate is of is left out; a limit has one end."""
    low, high = figure.low or -inf, inf if figure.high is None else figure.high
    if family != "NumberRange":
        return figure.span.start, low, high, (figure.unit or "").split(" per ")[0]
    if figure.qualifier in ("more than", "at least"):
        high = inf
    elif figure.qualifier in ("less than", "up to"):
        low = -inf
    return -1, low, high, ""


def _wanted(result: Row, family: str, text: str) -> Found:
    value, unit = result["Resolution"]["value"], result["Resolution"].get("unit", "").lower()
    if family == "NumberRange":
        low, high = value.strip("[]()").split(",")
        return -1, float(low or -inf), float(high or inf), ""
    pounds = "pound sterling" if family == "Currency" else "pound-mass"
    unit = "percent" if family == "Percent" else pounds if unit == "pound" else NAMES.get(unit, unit)
    unit = unit.replace("meter", "metre").replace("liter", "litre").split(" per ")[0]
    number = float(value.rstrip("%")) if value[0] in "-.0123456789" else inf
    return result["Start"], number, number, "" if family in ("Number", "Ordinal") else unit


def _same_names(said: list[Found], wanted: list[Found]) -> list[Found]:
    """Values and units that differ in the last digits, or by a name for one thing, are told as the case tells them."""
    return [next((w for w in wanted if _is_same(one, w)), one) for one in said]


def _is_same(said: Found, wanted: Found) -> bool:
    values = _near(said[1], wanted[1]) and _near(said[2], wanted[2])
    return said[0] == wanted[0] and values and said[3] in wanted[3].split("|")


def _near(a: float, b: float) -> bool:
    return a == b or (abs(a - b) < inf and abs(a - b) <= 1e-9 * max(abs(a), abs(b)))


def _files(archive: Path) -> Iterator[tuple[str, list[Row]]]:
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getnames()):
            if member.startswith(FOLDERS) and member.endswith(".json") and (file := tar.extractfile(member)):
                yield Path(member).stem, json.loads(file.read().decode("utf-8-sig"))
