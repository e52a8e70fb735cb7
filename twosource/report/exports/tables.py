"""The dossier as flat tables: one row a record, linked by id, every span as ``start`` and ``end`` with its words."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from twosource.model import Dossier, Span
from twosource.report.standing import MOSTLY
from twosource.report.witnesses import Witnesses

__all__ = ["TABLES", "Column", "Table", "table", "tables"]

Cell = str | int | float | bool | None
JOINED = "; "  # between several names in one cell


class Column(Struct, frozen=True):
    """A column: its name and the type of its cells; any cell may also be None."""

    name: str
    type: type


class Table(Struct, frozen=True, kw_only=True):
    """Rows of equal length, each cell of the type of its column or None."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def dicts(self) -> Iterator[dict[str, Cell]]:
        """The rows, each as a dict."""
        names = [column.name for column in self.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows)


class _Reading:
    """A dossier, and the words at its places."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.texts = {document.id: document.text for document in dossier.documents}
        self.names = {entity.id: entity.name for entity in dossier.entities}

    def words(self, document: str, span: Span) -> str | None:
        return span.of(self.texts[document]) if document in self.texts else None

    def joined(self, document: str, spans: Sequence[Span]) -> str | None:
        return " … ".join(self.words(document, span) or "" for span in spans) or None


Rows = Callable[[_Reading], Iterable[tuple[Cell, ...]]]


def _documents(read: _Reading) -> Iterator[tuple[Cell, ...]]:
    for one in read.dossier.documents:
        authors = JOINED.join(one.authors) or None
        yield (one.id, one.path, one.outlet, one.title, authors, one.published, one.modified, one.language, one.url,
               JOINED.join(one.inferred) or None, one.sha256, one.text)  # fmt: skip


def _claims(read: _Reading) -> Iterator[tuple[Cell, ...]]:
    for one in read.dossier.claims:
        origins = JOINED.join(origin.name for origin in one.origins) or None
        yield (one.id, one.kind, one.text, one.verdict, one.because, one.documents, *one.independent, origins,
               one.turns_on)  # fmt: skip


def _passages(read: _Reading) -> Iterator[tuple[Cell, ...]]:
    witnesses = Witnesses(read.dossier)
    for claim in read.dossier.claims:
        taken = witnesses.taken(claim)
        for one in claim.support:
            held = taken.get(one.document) if one.stance == "states" else None
            source = None if held is None or held.joined else held
            yield (claim.id, one.document, *one.span, one.stance, source.source if source else None,
                   source.doubtful if source else None, read.words(one.document, one.span))  # fmt: skip


def _quotes(read: _Reading) -> Iterator[tuple[Cell, ...]]:
    for one in read.dossier.quotes:
        ends = (one.content[0].start, one.content[-1].end) if one.content else (None, None)
        yield (one.id, one.document, *ends, one.kind, one.speaker, one.speaker_name, one.naming,
               read.joined(one.document, one.content), read.joined(one.document, one.cue),
               read.joined(one.document, one.source), one.within, one.confidence)  # fmt: skip


def _versions(read: _Reading) -> Iterator[tuple[Cell, ...]]:
    quotes = {quote.id: quote for quote in read.dossier.quotes}
    for utterance in read.dossier.utterances:
        for one in utterance.variants:
            document = quotes[one.quote].document if one.quote in quotes else None
            words = read.joined(document, one.content) if document else None
            told = JOINED.join(f"{d.kind}: {d.old} → {d.new}" for d in one.differences) or None
            speaker = read.names.get(utterance.speaker or "")
            yield (utterance.id, speaker, document, one.quote, one.relation, words, told, one.meaning,
                   one.misattributed)  # fmt: skip


def _figures(read: _Reading) -> Iterator[tuple[Cell, ...]]:
    for one in read.dossier.figures:
        yield (one.id, one.document, *one.span, read.words(one.document, one.span), one.low, one.high, one.unit,
               one.counted, one.qualifier, one.change)  # fmt: skip


def _dates(read: _Reading) -> Iterator[tuple[Cell, ...]]:
    for one in read.dossier.dates:
        yield (one.id, one.document, *one.span, read.words(one.document, one.span), one.type, one.value, one.earliest,
               one.latest, one.doubt)  # fmt: skip


def _entities(read: _Reading) -> Iterator[tuple[Cell, ...]]:
    for one in read.dossier.entities:
        at = one.coordinates
        yield (one.id, one.name, one.type, JOINED.join(one.aliases) or None, len(one.mentions),
               at.latitude if at else None, at.longitude if at else None)  # fmt: skip


def _mentions(read: _Reading) -> Iterator[tuple[Cell, ...]]:
    for entity in read.dossier.entities:
        for one in entity.mentions:
            yield entity.id, one.document, *one.span, read.words(one.document, one.span)


def _edges(read: _Reading) -> Iterator[tuple[Cell, ...]]:
    for one in read.dossier.lineage.edges:
        reason = max(one.evidence, key=lambda vote: abs(vote.weight), default=None)
        yield (one.id, one.parent, one.child, one.kind, one.directed, one.share, one.confidence, one.share >= MOSTLY,
               reason.because if reason else None)  # fmt: skip


def _shared(read: _Reading) -> Iterator[tuple[Cell, ...]]:
    for one in read.dossier.reuse:
        yield (one.left.document, *one.left.span, one.right.document, *one.right.span, one.similarity,
               read.words(one.left.document, one.left.span))  # fmt: skip


def _timeline(read: _Reading) -> Iterator[tuple[Cell, ...]]:
    for one in read.dossier.timeline:
        told = JOINED.join(dict.fromkeys(place.document for place in one.members)) or None
        yield one.earliest, one.latest, one.text, told


def _problems(read: _Reading) -> Iterator[tuple[Cell, ...]]:
    for one in read.dossier.problems:
        yield one.stage, one.document, one.reason


_SPAN = "document start:int end:int"
_MADE: dict[str, tuple[str, Rows]] = {
    "claims": ("id kind text verdict because documents:int independent_low:int independent_high:int origins turns_on",
               _claims),
    "passages": (f"claim {_SPAN} stance taken_from doubtful:bool words", _passages),
    "documents": ("id path outlet title authors published modified language url inferred sha256 text", _documents),
    "edges": ("id parent child kind directed:bool share:float confidence:float mostly:bool because", _edges),
    "shared": ("left_document left_start:int left_end:int right_document right_start:int right_end:int "
               "similarity:float words", _shared),
    "quotes": (f"id {_SPAN} kind speaker speaker_name naming words cue source within confidence:float", _quotes),
    "versions": ("utterance speaker document quote relation words differences meaning misattributed", _versions),
    "figures": (f"id {_SPAN} words low:float high:float unit counted qualifier change", _figures),
    "dates": (f"id {_SPAN} words type value earliest latest doubt", _dates),
    "entities": ("id name type aliases mentions:int latitude:float longitude:float", _entities),
    "mentions": (f"entity {_SPAN} words", _mentions),
    "timeline": ("earliest latest text documents", _timeline),
    "problems": ("stage document reason", _problems),
}  # fmt: skip
_TYPES: dict[str, type] = {"": str, "int": int, "float": float, "bool": bool}

TABLES = tuple(_MADE)
"""The names of all tables."""


def table(dossier: Dossier, name: str) -> Table:
    """Return one table of `dossier`. Raises ValueError where there is none of that name.

    >>> [column.name for column in table(Dossier(twosource="0"), "problems").columns]
    ['stage', 'document', 'reason']
    """
    if name not in _MADE:
        raise ValueError(f"there is no table {name!r}; there are {', '.join(TABLES)}")
    columns, rows = _MADE[name]
    return Table(name=name, columns=tuple(map(_column, columns.split())), rows=tuple(rows(_Reading(dossier))))


def tables(dossier: Dossier) -> tuple[Table, ...]:
    """Return all tables of `dossier`."""
    return tuple(table(dossier, name) for name in TABLES)


def _column(told: str) -> Column:
    name, _, kind = told.partition(":")
    return Column(name, _TYPES[kind])
