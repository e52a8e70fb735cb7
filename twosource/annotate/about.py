"""Which places, bodies and persons a figure is about."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import structs

from twosource.annotate.parse import Paragraph, Parsed
from twosource.model import Entity, Figure, Span

__all__ = ["attach_entities"]

CLAUSE = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "parataxis", "csubj"})
MOST = 4


def attach_entities(figures: Sequence[Figure], names: Sequence[Entity], parsed: Parsed) -> tuple[Figure, ...]:
    """Return `figures` with `about`: the entities of the same clause as the figure, the nearest first, four at most.

    The clause is that of the nearest verb above the figure in the parse, so that "Harlan said" and a relative clause
    beside it do not count. Persons come after places and bodies: they are kept only where no other entity is found.
    """
    mentions = sorted(
        ((mention.span, entity) for entity in names for mention in entity.mentions), key=lambda pair: pair[0]
    )
    starts = [paragraph.span.start for paragraph in parsed.paragraphs]
    firsts = [span.start for span, _ in mentions]
    out = []
    for figure in figures:
        at = bisect_left(starts, figure.span.start + 1) - 1
        paragraph = parsed.paragraphs[max(at, 0)] if parsed.paragraphs else None
        inside = (
            mentions[bisect_left(firsts, paragraph.span.start) : bisect_left(firsts, paragraph.span.end)]
            if paragraph
            else []
        )
        found = list(_beside(paragraph, figure.span, inside)) if paragraph else []
        things = [(span, entity) for span, entity in found if entity.type != "person"]
        near = sorted(things or found, key=lambda one: (_gap(one[0], figure.span), one[0]))
        out.append(structs.replace(figure, about=tuple(dict.fromkeys(entity.id for _, entity in near))[:MOST]))
    return tuple(out)


def _beside(
    paragraph: Paragraph, figure: Span, mentions: Sequence[tuple[Span, Entity]]
) -> Iterator[tuple[Span, Entity]]:
    """The mentions whose clause is that of the figure; a mention within the figure's own span included."""
    clause = _clause_at(paragraph, figure)
    for span, entity in mentions:
        if paragraph.span.holds(span) and (figure.holds(span) or _clause_at(paragraph, span) == clause):
            yield span, entity


def _clause_at(paragraph: Paragraph, span: Span) -> int:
    """The number of the verb above the main word of `span` in the parse, -1 where the span meets no token."""
    base = paragraph.span.start
    run = paragraph.doc.char_span(span.start - base, span.end - base, alignment_mode="expand")
    if run is None or not len(run):
        return -1
    token = run.root
    while token.head != token and not (token.dep_ in CLAUSE and token.pos_ in {"VERB", "AUX"}):
        token = token.head
    return int(token.i)


def _gap(span: Span, figure: Span) -> int:
    return max(span.start - figure.end, figure.start - span.end, 0)
