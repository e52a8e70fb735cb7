"""Article text and facts out of web pages, against trafilatura as it comes and with precision favoured."""

import gzip
import importlib
import json
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from twosource.clean import clean
from twosource.model import Article, Capture

__all__ = ["measure"]

PARTS = ("aeb", "trafilatura_eval")
Row = dict[str, Any]


def measure(data: Path, limit: int | None) -> list[Row]:
    """Score all systems on all parts of ``pages``; `limit` takes the first so many pages of each part.

    A page that a system fails on counts as missing in the scorer, which is the one in ``score/pages.py`` beside `data`.
    """
    scorer = _scorer(data)
    rows = []
    for part in PARTS:
        gold = _pages(data / "pages" / f"{part}.jsonl.gz", limit)
        for system, extract in SYSTEMS.items():
            began = time.process_time()
            found = {page["id"]: row for page in gold if (row := extract(page)) is not None}
            seconds = time.process_time() - began
            figures = scorer.score(gold, found)
            rows.append(
                {"system": system, "part": part, **figures, "pages_per_cpu_second": round(len(gold) / seconds, 1)}
            )
    return rows


def twosource(page: Row) -> Row | None:
    """What this project finds."""
    capture = Capture(id=page["id"], path=page["id"], media="html", content=page["html"].encode(), encoding="utf-8")
    article = clean(capture)
    if not isinstance(article, Article):
        return None
    facts = article.facts
    return {
        "text": article.text,
        "title": facts.title and facts.title.value,
        "published": facts.published and facts.published.value,
        "authors": facts.authors and list(facts.authors.value),
    }


def trafilatura_plain(page: Row) -> Row | None:
    """What trafilatura finds as it comes."""
    return _trafilatura(page, favor_precision=False)


def trafilatura_precise(page: Row) -> Row | None:
    """What trafilatura finds with precision favoured."""
    return _trafilatura(page, favor_precision=True)


def _trafilatura(page: Row, favor_precision: bool) -> Row | None:
    from trafilatura import bare_extraction

    found = bare_extraction(page["html"], favor_precision=favor_precision, include_comments=False, with_metadata=True)
    if found is None:
        return None
    authors = (found.author or "").split("; ")
    return {"text": found.text, "title": found.title, "published": found.date, "authors": [a for a in authors if a]}


SYSTEMS: dict[str, Callable[[Row], Row | None]] = {
    "twosource": twosource,
    "trafilatura": trafilatura_plain,
    "trafilatura, favor_precision": trafilatura_precise,
}


def _pages(file: Path, limit: int | None) -> list[Row]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in islice(lines, limit)]
    return [{**page, "authors": page.get("author")} for page in pages]  # the scorer's name for it


def _scorer(data: Path) -> Any:
    folder = str(data.parent / "score")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    sys.modules.pop("pages", None)
    return importlib.import_module("pages")
