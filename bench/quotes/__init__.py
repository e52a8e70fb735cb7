"""Quotations: content, cue and source of every attribution on the development part of PolNeAR, and who speaks."""

import gzip
import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.quotes.confidence import by_confidence
from bench.quotes.damage import damaged_rows
from bench.quotes.kinds import by_source
from bench.quotes.pace import pace
from bench.quotes.spans import span_figures
from bench.quotes.speakers import speakers
from bench.quotes.systems import SYSTEMS, Timed, run

Row = dict[str, Any]


def measure(data: Path, limit: int | None) -> Iterator[Row]:
    """Yield a row for each system, then for each kind of damage, then the speakers, then the pace of the tagger."""
    with gzip.open(data / "quotes" / "polnear_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines][:limit]
    for system in SYSTEMS:
        yield {"system": system, "part": "dev", **_measured(system, gold)}
    for kind, rows in damaged_rows(gold):
        yield {"system": "twosource", "part": f"dev, {kind}", **_pairs(run("twosource", rows), rows)}
    yield from speakers(data, limit)
    yield from pace(gold)


def _measured(system: str, gold: list[Row]) -> Row:
    try:
        timed = run(system, gold)
    except ModuleNotFoundError as missing:
        return {"not measured": f"{missing.name} is not installed"}
    more = {"by source": by_source(gold, timed.found)}
    if system == "twosource":
        more["by confidence"] = by_confidence(gold, timed.found)
    return {**_pairs(timed, gold), **span_figures(gold, timed.found), **more}


def _pairs(timed: Timed, gold: list[Row]) -> Row:
    score = import_module("quotes").score
    figures = score(gold, timed.found)
    figures["direct_mixed"] = score(gold, timed.found, {"direct", "mixed"})["pair"]
    return {**figures, **timed.more}
