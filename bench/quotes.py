"""Quotations: content, cue and source of every attribution, on the development part of PolNeAR."""

import gzip
import json
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from twosource.annotate.parse import MODELS, parse
from twosource.annotate.quotes import find_quotes
from twosource.model import Article, Facts, to_row

Row = dict[str, Any]


def measure(data: Path, limit: int | None) -> list[Row]:
    """Return a row for each system, as the shared scorer prints it, with articles per processor second.

    The time is that of the whole way from text, the parse included. textacy raises an error where the marks of a text
    do not pair; such an article counts as one in which it finds nothing, and ``crashed`` says how many there were.
    """
    score = import_module("quotes").score
    with gzip.open(data / "quotes" / "polnear_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines][:limit]
    systems: dict[str, Callable[[list[Row]], tuple[list[Row], Row]]] = {"twosource": ours, "textacy": textacy}
    results = []
    for system, run in systems.items():
        try:
            run(gold[:1])  # loads the model, which is not what is measured
            began = time.process_time()
            found, more = run(gold)
        except ModuleNotFoundError as missing:
            results.append({"system": system, "part": "dev", "not measured": f"{missing.name} is not installed"})
            continue
        speed = round(len(gold) / (time.process_time() - began), 1)
        results.append({"system": system, "part": "dev", **_figures(score, gold, found), **more, "articles/s": speed})
    return results


def _figures(score: Callable[..., Row], gold: list[Row], found: list[Row]) -> Row:
    by_id = {row["id"]: row for row in found}
    return {**score(gold, by_id), "direct_mixed": score(gold, by_id, {"direct", "mixed"})["pair"]}


def ours(gold: list[Row]) -> tuple[list[Row], Row]:
    """What this project finds, and the share of the time that is spent on finding rather than parsing."""
    articles = [Article(id=r["id"], path="", source=r["text"], edits=(), facts=Facts(), sha256="") for r in gold]
    began = time.process_time()
    parsed = parse(articles)
    between = time.process_time()
    found = [{"id": one.article.id, "quotes": [to_row(quote) for quote in find_quotes(one)]} for one in parsed]
    end = time.process_time()
    return found, {"finding / parsing": round((end - between) / (between - began), 3)}


def textacy(gold: list[Row]) -> tuple[list[Row], Row]:
    """What textacy's direct_quotations finds in whole articles, with the same language model."""
    finder = import_module("textacy.extract.triples").direct_quotations
    language = _language()
    found, failures = [], Counter[str]()
    for row, doc in zip(gold, language.pipe(row["text"] for row in gold), strict=True):
        try:
            quotes = list(finder(doc))
        except Exception as problem:  # whatever a peer raises is its result
            failures[type(problem).__name__] += 1
            quotes = []
        found.append({"id": row["id"], "quotes": [_row(quote) for quote in quotes]})
    return found, {"crashed": sum(failures.values())}


def _row(quote: Any) -> Row:
    def spans(tokens: Any) -> list[list[int]]:
        return [[token.idx, token.idx + len(token)] for token in tokens]

    return {"content": spans(quote.content), "cue": spans(quote.cue), "source": spans(quote.speaker)}


@cache
def _language() -> Any:
    for name in MODELS[:-1]:
        try:
            return import_module(name).load()
        except ModuleNotFoundError:
            continue
    return import_module(MODELS[-1]).load()
