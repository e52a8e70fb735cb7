"""What is compared: the whole way from text to quotations, parse included."""

import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from msgspec import Struct

from twosource.annotate.parse import MODELS, parse
from twosource.annotate.quotes import find_quotes
from twosource.annotate.tagger.tag import tag
from twosource.model import Article, Facts, to_row

__all__ = ["SYSTEMS", "Timed", "given", "run"]

Row = dict[str, Any]


class Timed(Struct, frozen=True):
    """What a system found, by article, and what else is to be said of the run."""

    found: dict[str, Row]
    more: Row


def run(system: str, gold: list[Row]) -> Timed:
    """Run one of `SYSTEMS`. Raises ModuleNotFoundError if it is a peer that is not installed."""
    find = SYSTEMS[system]
    find(gold[:1])  # loads the models, which is not what is measured
    began = time.process_time()
    found, more = find(gold)
    speed = round(len(gold) / (time.process_time() - began), 1)
    return Timed({row["id"]: row for row in found}, {**more, "articles/s": speed})


def given(row: Row) -> Article:
    """The article of a row, its text as it is."""
    return Article(id=row["id"], path="", source=row["text"], edits=(), facts=Facts(), sha256="")


def twosource(gold: list[Row]) -> tuple[list[Row], Row]:
    """What this project finds."""
    tagged = tag([row["text"] for row in gold])
    parsed = parse([given(row) for row in gold])
    quotes = [find_quotes(one, found) for one, found in zip(parsed, tagged, strict=True)]
    return [_found(row, found) for row, found in zip(gold, quotes, strict=True)], {}


def rules(gold: list[Row]) -> tuple[list[Row], Row]:
    """What the plain engine of this project finds."""
    return [_found(row, find_quotes(one)) for row, one in zip(gold, parse([given(r) for r in gold]), strict=True)], {}


def _found(row: Row, quotes: tuple[Any, ...]) -> Row:
    return {"id": row["id"], "quotes": [to_row(quote) for quote in quotes]}


def textacy(gold: list[Row]) -> tuple[list[Row], Row]:
    """What textacy's direct_quotations finds in whole articles, with the same language model.

    It raises an error where the marks of a text do not pair; such an article counts as one in which it finds nothing.
    """
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


SYSTEMS: dict[str, Callable[[list[Row]], tuple[list[Row], Row]]] = {
    "twosource": twosource,
    "rules": rules,
    "textacy": textacy,
}
