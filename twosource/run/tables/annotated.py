"""The rows of what articles say: quotations with their speakers, figures, names."""

from collections.abc import Iterator, Sequence
from typing import Any

from twosource.model import Annotations, Article, Figure, Quote
from twosource.run.annotating import annotate_articles

__all__ = ["annotated_rows"]

Rows = dict[str, list[dict[str, Any]]]


def annotated_rows(articles: Sequence[Article]) -> Rows:
    """The rows of the tables ``quotes``, ``figures`` and ``names`` for some articles."""
    rows: Rows = {"quotes": [], "figures": [], "names": []}
    for article, said in zip(articles, annotate_articles(articles, workers=1).annotations, strict=True):
        kinds = {one.id: one.type for one in said.names}
        rows["quotes"] += (_quote(article, one, kinds.get(one.speaker or "")) for one in said.quotes)
        rows["figures"] += (_figure(article, one) for one in said.figures)
        rows["names"] += _names(said)
    return rows


def _quote(article: Article, quote: Quote, kind: str | None) -> dict[str, Any]:
    return {
        "article": article.id,
        "quote": quote.id,
        "kind": quote.kind,
        "text": " ".join(part.of(article.text) for part in quote.content),
        "start": quote.content[0].start,
        "end": quote.content[-1].end,
        "speaker": quote.speaker_name,
        "naming": quote.naming,
        "type": kind,
        "spoken": quote.spoken,
        "occasion": quote.occasion.kind if quote.occasion else None,
        "given_to": quote.occasion.given_to if quote.occasion else None,
        "confidence": quote.confidence,
    }


def _figure(article: Article, figure: Figure) -> dict[str, Any]:
    return {
        "article": article.id,
        "figure": figure.id,
        "text": figure.span.of(article.text),
        "start": figure.span.start,
        "end": figure.span.end,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "counted": figure.counted,
        "qualifier": figure.qualifier,
        "change": figure.change,
    }


def _names(said: Annotations) -> Iterator[dict[str, Any]]:
    for one in said.names:
        yield {"article": said.document, "name": one.name, "type": one.type, "mentions": len(one.mentions)}
