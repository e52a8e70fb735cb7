"""Quotations of an article: who is said to have said what, directly, in part, or in the article's own words."""

from collections.abc import Sequence

from twosource.annotate.attribution import Attribution, kind_of
from twosource.annotate.direct import direct_quotations
from twosource.annotate.indirect import reported_clauses
from twosource.annotate.marks import Marked, marked_spans
from twosource.annotate.parse import Parsed
from twosource.model import Quote, Span

__all__ = ["find_quotes"]


def find_quotes(parsed: Parsed) -> tuple[Quote, ...]:
    text = parsed.article.text
    marked = marked_spans(text, [paragraph.span for paragraph in parsed.paragraphs])
    direct = direct_quotations(parsed, marked)
    reported = reported_clauses(parsed, marked)
    chosen = _settle(direct, reported)
    return tuple(
        Quote(
            id=f"{parsed.article.id}/q{number}",
            document=parsed.article.id,
            content=found.content,
            cue=found.cue,
            source=found.source,
            kind=kind_of(text, found.content, marked),
            confidence=0.5,
        )
        for number, found in enumerate(sorted(chosen, key=lambda found: (found.start, found.anchor)), start=1)
    )


def _settle(direct: list[Attribution], reported: list[Attribution]) -> list[Attribution]:
    anchors = {a.anchor for a in direct}
    return direct + [r for r in reported if r.anchor not in anchors]
