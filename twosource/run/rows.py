"""The rows that the verbs write, after the contract of the formats."""

from typing import Any

from twosource.model import Annotations, Article, to_row
from twosource.run.tracing import Trace

__all__ = ["annotation_row", "article_row", "trace_row"]


def article_row(article: Article) -> dict[str, Any]:
    """``{"id","text","title","published","authors","outlet","language","edits"}`` and what the input passes through."""
    facts = article.facts
    passed = {name: value for name, value in article.given.items() if name not in ("text", "html", "id")}
    return {
        **passed,
        "id": article.id,
        "text": article.text,
        "title": facts.title and facts.title.value,
        "published": facts.published and facts.published.value,
        "published_from": facts.published and (facts.published.because or facts.published.found),
        "authors": list(facts.authors.value) if facts.authors else [],
        "outlet": facts.outlet and facts.outlet.value,
        "language": facts.language and facts.language.value,
        "edits": [{**to_row(edit), "was": article.source[edit.start : edit.end]} for edit in article.edits],
    }


def annotation_row(article: Article, annotations: Annotations) -> dict[str, Any]:
    """``{"id","text","quotes","figures","dates","names"}``; the row's id stands for the document everywhere."""
    row = _without_document(to_row(annotations))
    return {"id": article.id, "text": article.text, **row}


def trace_row(trace: Trace) -> dict[str, Any]:
    """``{"story","edges","unseen","reuse"}`` and the groups of documents that share an ancestor."""
    row = to_row(trace)
    return {"story": row["story"], **row["lineage"], "reuse": row["reuse"]}


def _without_document(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_document(part) for name, part in value.items() if name != "document"}
    return [_without_document(part) for part in value] if isinstance(value, list) else value
