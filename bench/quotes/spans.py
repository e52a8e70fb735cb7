"""Cues and sources as spans of their own: found exactly, word by word."""

from collections import Counter
from importlib import import_module
from typing import Any

__all__ = ["span_figures"]

Row = dict[str, Any]
Words = frozenset[int]


def span_figures(gold: list[Row], found: dict[str, Row]) -> Row:
    """Precision, recall and F1 of exact cues and sources; each source counts as often as it is told."""
    prf = import_module("common").prf
    figures = {}
    for name in ("cue", "source"):
        hits = said = true = 0
        for row in gold:
            right = _all(row, row["attributions"], name)
            mine = _all(row, found.get(row["id"], {}).get("quotes", []), name)
            hits += (right & mine).total()
            said, true = said + mine.total(), true + right.total()
        figures[f"{name}_exact"] = prf(hits, said, hits, true)
    return figures


def _all(row: Row, told: list[Row], name: str) -> Counter[Words]:
    common = import_module("common")
    tokens = common.words(row["text"])
    spans = (common.covered(tokens, one.get(name) or []) for one in told)
    return Counter(frozenset(span) for span in spans if span)
