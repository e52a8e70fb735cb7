"""Which places, bodies and persons a figure is about."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec import structs

from twosource.annotate.parse import Parsed
from twosource.model import Entity, Figure, Span

__all__ = ["attach_entities"]

CLAUSE_END = re.compile(
    r"[;:.!?]\s|,\s+(?:while|whereas|but|although|though|as|who|which|where)\b|\s(?:while|whereas|but)\s"
)
MOST = 4


def attach_entities(figures: Sequence[Figure], names: Sequence[Entity], parsed: Parsed) -> tuple[Figure, ...]:
    """Return `figures` with `about`: the entities named in the same clause as the figure, the nearest first.

    A clause ends at the end of its sentence, at a semicolon, and before "while", "but" or a relative "which". At most
    four entities are kept; a person who is named only as the source of what is said is not told apart here.
    """
    sentences = list(parsed.sentences())
    starts = [sentence.start for sentence in sentences]
    mentions = sorted((mention.span, entity.id) for entity in names for mention in entity.mentions)
    firsts = [span.start for span, _ in mentions]
    out = []
    for figure in figures:
        at = bisect_left(starts, figure.span.start + 1) - 1
        clause = _clause(parsed.article.text, sentences[at] if at >= 0 else figure.span, figure.span)
        inside = mentions[bisect_left(firsts, clause.start) : bisect_left(firsts, clause.end)]
        inside = [(span, entity) for span, entity in inside if not span.overlap(figure.span)]
        near = sorted(inside, key=lambda one: (_gap(one[0], figure.span), one))
        out.append(structs.replace(figure, about=tuple(dict.fromkeys(entity for _, entity in near))[:MOST]))
    return tuple(out)


def _clause(text: str, sentence: Span, figure: Span) -> Span:
    start, end = sentence.start, sentence.end
    for match in CLAUSE_END.finditer(text, sentence.start, sentence.end):
        if match.end() <= figure.start:
            start = match.end()
        elif match.start() >= figure.end:
            end = match.start()
            break
    return Span(min(start, figure.start), max(end, figure.end))


def _gap(span: Span, figure: Span) -> int:
    return max(span.start - figure.end, figure.start - span.end, 0)
