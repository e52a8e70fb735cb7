"""How far the confidence of quotations can be trusted: of those that are about so sure, how many are right."""

from importlib import import_module
from itertools import pairwise
from typing import Any

__all__ = ["by_confidence"]

Row = dict[str, Any]
LIMITS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


def by_confidence(gold: list[Row], found: dict[str, Row]) -> dict[str, Row]:
    """For each range of confidence: how many quotations, how sure on average, and the share that is right.

    Right is what the scorer calls a pair: content by at least half of the words of both, and a word of the source.
    """
    judged = [(quote["confidence"], _is_right(row, quote)) for row in gold for quote in found[row["id"]]["quotes"]]
    out = {}
    for low, high in pairwise(LIMITS):
        inside = [(said, right) for said, right in judged if low <= said < high]
        if inside:
            said, right = (100 * sum(values) / len(inside) for values in zip(*inside, strict=True))
            out[f"{low} to {min(high, 1.0)}"] = {"said": round(said, 1), "right": round(right, 1), "n": len(inside)}
    return out


def _is_right(row: Row, quote: Row) -> bool:
    common = import_module("common")
    tokens = common.words(row["text"])
    content, source = (frozenset(common.covered(tokens, quote.get(name) or [])) for name in ("content", "source"))
    for one in row["attributions"]:
        true, by = (frozenset(common.covered(tokens, one.get(name) or [])) for name in ("content", "source"))
        if 2 * len(content & true) >= len(content | true) and (source & by or not (source or by)):
            return True
    return False
