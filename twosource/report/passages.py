"""The text of a document cut at every boundary of its spans, so that a page can mark any of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from twosource.model import Document, Dossier, Place, RecordedEdit, Span
from twosource.report.shelf import Shelf

__all__ = [
    "Cut", "Layer", "Marked", "Paragraph", "Segment", "SharedWith", "Text", "cuts", "marked_spans", "paragraphs",
    "texts",
]  # fmt: skip

Layer = Literal["quote", "figure", "date", "name", "copied", "shared", "only"]


class Marked(Struct, frozen=True, order=True):
    """A span that the page marks (`layer`), leads to (`address`), or both; empty string where it does not.

    `source` is the key of the box in the drawing from which a passage is taken, or with which it is shared.
    """

    span: Span
    layer: Layer | Literal[""] = ""
    address: str = ""
    source: str = ""


class Segment(Struct, frozen=True):
    """A run of characters over which no marked span begins or ends; offsets count in the clean text."""

    start: int
    end: int
    text: str
    layers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    plain: bool = False


class SharedWith(Struct, frozen=True):
    """Stands where a shared passage begins: the other document and the address of the passage there.

    `through` is the name of the unseen source from which both have it, or empty; `key` the box of the drawing.
    """

    name: str
    address: str
    how: Literal["taken from", "taken by", "shared with"]
    key: str = ""
    through: str = ""


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
            tuple(sorted({one.source for one in open_ if one.source})),
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
    for place in dossier.only_in:
        mark(place.document, (place.span,), "only")
    for here, _, tie in _reused(dossier, shelf):
        if here.document in found:
            layer: Layer = "copied" if tie.how == "taken from" or tie.through else "shared"
            key = tie.key if layer == "copied" or tie.how == "shared with" else ""
            address = shelf.address(here.document, (here.span,))
            found[here.document].append(Marked(here.span, layer, address, key))
    for place in _led_to(dossier):
        mark(place.document, (place.span,), "")
    return found


def _led_to(dossier: Dossier) -> Iterator[Place]:
    for claim in dossier.claims:
        yield from (Place(support.document, support.span) for support in claim.support)
    for happening in dossier.timeline:
        yield from happening.members
    for entity in dossier.entities:
        if entity.coordinates is not None:
            yield from entity.mentions
    for old in dossier.still_carried:
        yield Place(old.document, old.span)
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


class _Tie(Struct, frozen=True):
    how: Literal["taken from", "taken by", "shared with"]
    key: str
    through: str


def _reused(dossier: Dossier, shelf: Shelf) -> Iterator[tuple[Place, Place, _Tie]]:
    """Each shared passage from both sides: here, there, and how what stands here is tied to the other."""
    directed = [edge for edge in dossier.lineage.edges if edge.directed]
    taken = {(edge.child, edge.parent) for edge in directed}
    unseen: dict[str, set[str]] = defaultdict(set)
    for edge in directed:
        if edge.parent.startswith("unseen:"):
            unseen[edge.child].add(edge.parent)
    for reuse in sorted(dossier.reuse, key=lambda one: (one.left, one.right)):
        for here, there in ((reuse.left, reuse.right), (reuse.right, reuse.left)):
            if here.document not in shelf or there.document not in shelf:
                continue
            both = sorted(unseen[here.document] & unseen[there.document])
            if (here.document, there.document) in taken:
                yield here, there, _Tie("taken from", shelf.key(there.document), "")
            elif (there.document, here.document) in taken:
                yield here, there, _Tie("taken by", shelf.key(there.document), "")
            elif both:
                yield here, there, _Tie("shared with", shelf.key(both[0]), shelf.name(both[0]))
            else:
                yield here, there, _Tie("shared with", shelf.key(there.document), "")


def shared_with(dossier: Dossier, shelf: Shelf) -> dict[str, dict[int, tuple[SharedWith, ...]]]:
    """Return, for each document and offset, with whom the passage that begins there is shared."""
    found: dict[str, dict[int, tuple[SharedWith, ...]]] = {document.id: {} for document in dossier.documents}
    for here, there, tie in _reused(dossier, shelf):
        address = shelf.address(there.document, (there.span,))
        other = SharedWith(shelf.name(there.document), address, tie.how, tie.key, tie.through)
        at = found[here.document]
        at[here.span.start] = (*at.get(here.span.start, ()), other)
    return found


class Text(Struct, frozen=True, kw_only=True):
    """A document as the page shows it: its text in pieces, what was cut and why, and dates that it contradicts."""

    document: Document
    paragraphs: tuple[Paragraph, ...]
    reasons: tuple[tuple[str, int, tuple[str, ...]], ...]
    doubts: tuple[tuple[str, str, str], ...]


def texts(dossier: Dossier, shelf: Shelf) -> tuple[Text, ...]:
    """Return the documents with everything marked; `doubts` are words of a date, their address, and the doubt."""
    marked, shared = marked_spans(dossier, shelf), shared_with(dossier, shelf)
    doubts: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for one in dossier.dates:
        if one.doubt and one.document in shelf:
            words = shelf.words(Place(one.document, one.span))
            doubts[one.document].append((words, shelf.address(one.document, (one.span,)), one.doubt))
    return tuple(
        Text(
            document=document,
            paragraphs=paragraphs(document.text, marked[document.id], cuts(document.edits), shared[document.id]),
            reasons=tuple(cut_reasons(document)),
            doubts=tuple(doubts[document.id]),
        )
        for document in dossier.documents
    )


def cut_reasons(document: Document) -> list[tuple[str, int, tuple[str, ...]]]:
    """Return why anything was cut or mended in `document`: reason, how often, and the first few things cut.

    The most frequent reason comes last, so that long furniture is read before small repairs.
    """
    by: dict[str, list[str]] = defaultdict(list)
    for edit in document.edits:
        by[edit.by].append(f"{edit.was} → {edit.text}" if edit.text else edit.was)
    return [(reason, len(what), tuple(what[:3])) for reason, what in sorted(by.items(), key=lambda item: len(item[1]))]
