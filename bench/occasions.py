"""Where, when, to whom and in what something was said, and what is promised to who is not named: hand-marked news.

The marks are of ``bench/gold/occasions*.jsonl``; how they were made stands in the README there.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.quotes.speakers import annotated
from twosource.model import Quote, Span

__all__ = ["measure"]

Row = dict[str, Any]
GOLD = Path(__file__).resolve().parent / "gold"
ENOUGH = 0.5  # of the marked words must be in the quotation that is found


def measure(data: Path, limit: int | None) -> Iterator[Row]:
    """Yield a row for the marks that are measured on and one for those the rules were written with."""
    for part in ("occasions", "occasions_tune"):
        marks = [json.loads(line) for line in (GOLD / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]
        ids = sorted({mark["id"] for mark in marks})[:limit]
        yield {"part": part, **_counted([mark for mark in marks if mark["id"] in ids], data)}


def _counted(marks: list[Row], data: Path) -> Row:
    found = annotated(marks, data)
    counts, kinds, given = Counter[str](), Counter[bool](), Counter[str]()
    for mark in marks:
        _, quotes = found[mark["id"]]
        quote = matching(mark, quotes)
        if quote is None:
            counts["quotations not found"] += 1
            continue
        for what in ("occasion", "promise"):
            if what not in mark.get("unsure", ()):
                counts[f"{what} {judged(what, mark, quote)}"] += 1
        if mark["occasion"] and quote.occasion is not None and judged("occasion", mark, quote) == "right":
            kinds[quote.occasion.kind in mark["occasion"]["kind"]] += 1
            given[_outlet(mark["occasion"]["given_to"], quote.occasion.given_to)] += 1
    return {
        "quotations": len(marks),
        "not found": counts["quotations not found"],
        **{what: _rates(what, counts) for what in ("occasion", "promise")},
        "kind right": _share(kinds[True], kinds.total()),
        "given to": dict(sorted(given.items())),
    }


def judged(what: str, mark: Row, quote: Quote) -> str:
    """``right`` (both tell of one, in words that overlap), ``wrong`` words, ``extra``, ``missed`` or ``none``."""
    true = [Span(*span) for span in (mark["occasion"]["spans"] if what == "occasion" and mark["occasion"] else ())]
    true += [Span(*span) for span in (mark["promise"] or ())] if what == "promise" else []
    told = (quote.occasion.spans if quote.occasion else ()) if what == "occasion" else quote.promise
    if not true or not told:
        return "missed" if true else "extra" if told else "none"
    return "right" if any(a.overlap(b) for a in true for b in told) else "wrong"


def _rates(what: str, counts: Counter[str]) -> Row:
    right, wrong, extra, missed = (counts[f"{what} {how}"] for how in ("right", "wrong", "extra", "missed"))
    return {
        "precision": _share(right, right + wrong + extra),
        "recall": _share(right, right + wrong + missed),
        "right": right,
        "wrong": wrong,
        "extra": extra,
        "missed": missed,
    }


def _outlet(true: str | None, told: str | None) -> str:
    if told is None or true is None:
        return "none" if true is told else "missed" if told is None else "extra"
    one, other = (name.casefold().removeprefix("the ") for name in (true, told))
    return "right" if one == other or one in other else "wrong"


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def matching(mark: Row, quotes: Iterable[Quote]) -> Quote | None:
    """The quotation that shares most characters with the marked one, if at least half; of two, the shorter one."""
    true = [Span(*span) for span in mark["content"]]
    found = [(sum(a.overlap(b) for a in true for b in one.content), one) for one in quotes]
    shared, quote = max(
        found, key=lambda one: (one[0], -sum(span.length for span in one[1].content)), default=(0, None)
    )
    return quote if shared >= ENOUGH * sum(span.length for span in true) else None
