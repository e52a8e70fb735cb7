"""Who speaks, as a reader understands it: real articles whose quotations were marked by hand (``bench/gold``)."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.quotes.systems import given
from twosource.model import Article, Quote
from twosource.run import annotate_articles

__all__ = ["outcome", "speakers"]

Row = dict[str, Any]
GOLD = Path(__file__).resolve().parents[1] / "gold"
ENOUGH = 0.5  # of the marked words must be in the quotation that is found
ARTICLES = frozenset({"the", "a", "an"})


def speakers(data: Path, limit: int | None) -> Iterator[Row]:
    """Yield a row for the marks that are measured on and two for those the rules were written with."""
    for part in ("speakers", "speakers_tune", "speakers_tune2"):
        marks = [json.loads(line) for line in (GOLD / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]
        ids = sorted({mark["id"] for mark in marks})[:limit]
        yield {"system": "twosource", "part": part, **_counted([m for m in marks if m["id"] in ids], data)}


def _counted(marks: list[Row], data: Path) -> Row:
    found = annotated(marks, data)
    outcomes, by_form, not_quotes = Counter[str](), Counter[tuple[str, str]](), Counter[bool]()
    for mark in marks:
        article, quotes = found[mark["id"]]
        if mark.get("not_a_quote"):
            not_quotes[_taken(article.text, mark, quotes)] += 1
            continue
        result = outcome(article.text, mark, quotes)
        outcomes[result] += 1
        by_form[mark["said_by"], result] += 1
    whole = outcomes.total()
    return {
        "quotations": whole,
        **{name: round(100 * outcomes[name] / whole, 1) for name in ("right", "wrong", "silent", "not found")},
        "by form": {form: {r: n for (f, r), n in sorted(by_form.items()) if f == form} for form, _ in sorted(by_form)},
        "no quotations": not_quotes.total(),
        "of which taken for one": not_quotes[True],
    }


def annotated(marks: Iterable[Row], data: Path) -> dict[str, tuple[Article, tuple[Quote, ...]]]:
    """The marked articles with the quotations found in each."""
    wanted = {mark["id"] for mark in marks}
    with gzip.open(data / "stories" / "many_outlets.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = [given(row) for row in map(json.loads, lines) if row["id"] in wanted]
    done = annotate_articles(articles).annotations
    return {article.id: (article, one.quotes) for article, one in zip(articles, done, strict=True)}


def outcome(text: str, mark: Row, quotes: Iterable[Quote]) -> str:
    """Return ``right``, ``wrong``, ``silent`` (found, but no speaker told) or ``not found``.

    Silence is right where a reader cannot tell either.
    """
    quote = _match(text, mark, quotes)
    if quote is None:
        return "not found"
    unknown = mark["speaker"] is None
    if quote.speaker_name is None:
        return "right" if unknown else "silent"
    if unknown:
        return "wrong"
    return "right" if any(same(quote.speaker_name, name) for name in (mark["speaker"], *mark["accept"])) else "wrong"


def _match(text: str, mark: Row, quotes: Iterable[Quote]) -> Quote | None:
    """The quotation that shares most words with the marked one, if it has at least half; of two, the shorter one."""
    true = _words(text, mark["content"])
    found = [(_words(text, quote.content), quote) for quote in quotes]
    words, quote = max(found, key=lambda one: (len(true & one[0]), -len(one[0])), default=(set(), None))
    return quote if len(true & words) >= ENOUGH * max(len(true), 1) else None


def _taken(text: str, mark: Row, quotes: Iterable[Quote]) -> bool:
    """Whether what is no quotation was given a speaker: on its own, not as a part of what somebody did say."""
    true = _words(text, mark["content"])
    found = ((_words(text, quote.content), quote) for quote in quotes if quote.speaker_name is not None)
    return any(2 * len(true & words) >= len(true | words) for words, _ in found)


def _words(text: str, spans: Iterable[Any]) -> set[int]:
    return {start + m.start() for start, end in spans for m in re.finditer(r"\w+", text[start:end])}


def same(said: str, true: str) -> bool:
    """Whether two names are one but for articles, titles before a name and what is told behind a description.

    >>> same("Mayor Ann Orr", "Ann Orr"), same("Orr", "Ann Orr"), same("a senior official in Oslo", "a senior official")
    (True, False, True)
    """
    one, other = (
        [w for w in re.findall(r"\w+", name.replace("’", "'").casefold()) if w not in ARTICLES] for name in (said, true)
    )
    if one == other or (len(other) > 1 and one[-len(other) :] == other):
        return True
    shorter, longer = sorted((one, other), key=len)
    described = said[:1].islower() or true[:1].islower()
    return bool(shorter) and described and longer[: len(shorter)] == shorter
