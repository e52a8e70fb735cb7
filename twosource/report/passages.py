"""The text of a document cut at every boundary of its spans, so that a page can mark any of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from twosource.model import Derivation, Document, Dossier, Place, RecordedEdit, Span
from twosource.report.shelf import Shelf

__all__ = ["Cut", "Layer", "Marked", "Paragraph", "Segment", "SharedWith", "cuts", "marked_spans", "paragraphs"]

Layer = Literal["quote", "figure", "date", "name", "copied", "shared", "only"]


class Marked(Struct, frozen=True, order=True):
    """A span that the page marks (`layer`), leads to (`address`), or both; empty string where it does not."""

    span: Span
    layer: Layer | Literal[""] = ""
    address: str = ""


class Segment(Struct, frozen=True):
    """A run of characters over which no marked span begins or ends; offsets count in the clean text."""

    start: int
    end: int
    text: str
    layers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    plain: bool = False


class SharedWith(Struct, frozen=True):
    """Stands where a shared passage begins: the other document and the address of the passage there."""

    name: str
    address: str
    how: Literal["taken from", "taken by", "shared with"]


class Cut(Struct, frozen=True):
    """What an edit took away (`was`) and wrote instead (`text`), and why."""

    was: str
    text: str
    by: str


class Paragraph(Struct, frozen=True):
    """A line of the clean text, its line feeds included, in pieces."""

    pieces: tuple[Segment | Cut | SharedWith, ...]


def paragraphs(
    text: str,
    marked: Iterable[Marked] = (),
    cut: Mapping[int, Sequence[Cut]] | None = None,
    shared: Mapping[int, Sequence[SharedWith]] | None = None,
) -> tuple[Paragraph, ...]:
    """Cut `text` at line ends and at each boundary of `marked`; `cut` and `shared` stand at offsets of the clean text.

    Spans that reach past the text are clipped. The segments, joined, are the text.

    >>> [one] = paragraphs("It rained.", [Marked(Span(3, 9), "quote", "d-0-3-9"), Marked(Span(0, 6), "date")])
    >>> [(s.text, s.layers) for s in one.pieces]
    [('It ', ('date',)), ('rai', ('date', 'quote')), ('ned', ('quote',)), ('.', ())]
    """
    cut, shared = cut or {}, shared or {}
    kept = [m for m in marked if m.span.start < min(m.span.end, len(text))]
    lines = list(_lines(text))
    bounds = {0, len(text), *(end for _, end in lines), *(at for at in (*cut, *shared) if at <= len(text))}
    for one in kept:
        bounds.update((one.span.start, min(one.span.end, len(text))))
    segments = list(_segments(text, sorted(bounds), kept))
    out, at = [], 0
    for _, end in lines:
        pieces: list[Segment | Cut | SharedWith] = []
        while at < len(segments) and segments[at].start < end:
            here = segments[at].start
            pieces += [*cut.get(here, ()), *shared.get(here, ()), segments[at]]
            at += 1
        if end == len(text):
            pieces += cut.get(end, ())
        out.append(Paragraph(tuple(pieces)))
    return tuple(out) or ((Paragraph(tuple(cut.get(0, ()))),) if cut else ())


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line, the line feeds and blank lines after it included."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        while end < len(text) and text[end].isspace():
            end += 1
        yield start, end
        start = end


def _segments(text: str, bounds: Sequence[int], marked: Sequence[Marked]) -> Iterator[Segment]:
    begins: dict[int, list[Marked]] = defaultdict(list)
    for one in sorted(marked):
        begins[one.span.start].append(one)
    open_: list[Marked] = []
    for start, end in pairwise(bounds):
        open_ = [one for one in open_ if one.span.end > start] + begins[start]
        yield Segment(
            start,
            end,
            text[start:end],
            tuple(sorted({one.layer for one in open_ if one.layer})),
            tuple(dict.fromkeys(one.address for one in begins[start] if one.address)),
            plain=not open_,
        )


def cuts(edits: Sequence[RecordedEdit]) -> dict[int, tuple[Cut, ...]]:
    """Return what was cut, by the offset in the clean text at which it stood.

    >>> cuts([RecordedEdit(0, 6, "", "share bar", "Share "), RecordedEdit(9, 10, "’", "mojibake", "?")])
    {0: (Cut(was='Share ', text='', by='share bar'),), 3: (Cut(was='?', text='’', by='mojibake'),)}
    """
    found: dict[int, tuple[Cut, ...]] = {}
    moved = 0
    for edit in edits:
        at = edit.start + moved
        found[at] = (*found.get(at, ()), Cut(edit.was, edit.text, edit.by))
        moved += len(edit.text) - (edit.end - edit.start)
    return found


def marked_spans(dossier: Dossier, shelf: Shelf) -> dict[str, list[Marked]]:
    """Return, for each document, everything that is marked in its text or led to from elsewhere on the page."""
    found: dict[str, list[Marked]] = {document.id: [] for document in dossier.documents}

    def mark(document: str, spans: Sequence[Span], layer: Layer | Literal[""]) -> None:
        if document not in found or not spans:
            return
        found[document] += [Marked(span, layer) for span in spans]
        found[document].append(Marked(spans[0], layer, shelf.address(document, spans)))

    for quote in dossier.quotes:
        mark(quote.document, quote.content, "quote")
    for figure in dossier.figures:
        mark(figure.document, (figure.span,), "figure")
    for date in dossier.dates:
        mark(date.document, (date.span,), "date")
    for entity in dossier.entities:
        for place in entity.mentions:
            if place.document in found:
                found[place.document].append(Marked(place.span, "name"))
    for place, layer in (*_reused(dossier), *((place, "only") for place in dossier.only_in)):
        mark(place.document, (place.span,), layer)
    for place in _led_to(dossier):
        mark(place.document, (place.span,), "")
    return found


def _led_to(dossier: Dossier) -> Iterator[Place]:
    for claim in dossier.claims:
        yield from (Place(support.document, support.span) for support in claim.support)
    for happening in dossier.timeline:
        yield from happening.members
    for one in dossier.lineage.unseen:
        yield from one.places
    for loop in dossier.loops:
        yield from loop.places
    for shared in dossier.lineage.aside:
        yield from shared.places
    for edge in dossier.lineage.edges:
        for evidence in edge.evidence:
            yield from evidence.spans
        for change in edge.changes:
            places = (change.old_place, change.new_place, change.old_sentences, change.new_sentences)
            yield from filter(None, places)


def _reused(dossier: Dossier) -> Iterator[tuple[Place, Layer]]:
    taken = {(edge.child, edge.parent) for edge in dossier.lineage.edges if edge.directed}
    for reuse in dossier.reuse:
        for here, there in ((reuse.left, reuse.right), (reuse.right, reuse.left)):
            yield here, "copied" if (here.document, there.document) in taken else "shared"


def shared_with(dossier: Dossier, shelf: Shelf) -> dict[str, dict[int, tuple[SharedWith, ...]]]:
    """Return, for each document and offset, with whom the passage that begins there is shared."""
    edges = {(edge.child, edge.parent): edge for edge in dossier.lineage.edges}
    found: dict[str, dict[int, tuple[SharedWith, ...]]] = {document.id: {} for document in dossier.documents}
    for reuse in sorted(dossier.reuse, key=lambda r: (r.left, r.right)):
        for here, there in ((reuse.left, reuse.right), (reuse.right, reuse.left)):
            if here.document not in shelf or there.document not in shelf:
                continue
            other = SharedWith(
                shelf.name(there.document),
                shelf.address(there.document, (there.span,)),
                _how(edges.get((here.document, there.document)), edges.get((there.document, here.document))),
            )
            at = found[here.document]
            at[here.span.start] = (*at.get(here.span.start, ()), other)
    return found


def _how(taken: Derivation | None, given: Derivation | None) -> Literal["taken from", "taken by", "shared with"]:
    if taken is not None and taken.directed:
        return "taken from"
    return "taken by" if given is not None and given.directed else "shared with"


def cut_reasons(document: Document) -> list[tuple[str, int, tuple[str, ...]]]:
    """Return why anything was cut or mended in `document`: reason, how often, and the first few things cut.

    The most frequent reason comes last, so that long furniture is read before small repairs.
    """
    by: dict[str, list[str]] = defaultdict(list)
    for edit in document.edits:
        by[edit.by].append(f"{edit.was} → {edit.text}" if edit.text else edit.was)
    return [(reason, len(what), tuple(what[:3])) for reason, what in sorted(by.items(), key=lambda item: len(item[1]))]
