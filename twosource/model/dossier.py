"""The whole result: flat records linked by id. This is the format that ``twosource compare --json`` writes."""

from msgspec import Struct

from twosource.model.annotation import Date, Entity, Figure, Quote
from twosource.model.chain import Chain, Loop
from twosource.model.claim import Claim, Happening, LeftOut, StillCarried, Utterance
from twosource.model.edit import Edit
from twosource.model.given import Family, Overruled
from twosource.model.lineage import Lineage, Reuse
from twosource.model.span import Place

__all__ = ["Document", "Dossier", "MadeWith", "Problem", "RecordedEdit"]


class Problem(Struct, frozen=True, kw_only=True):
    """Something that could not be done: in which stage, with which document (or path), and why."""

    stage: str
    document: str
    reason: str


class RecordedEdit(Edit, frozen=True):
    """An edit together with the characters it took away, so that what was cut can be seen and restored."""

    was: str


class Document(Struct, frozen=True, kw_only=True):
    """A document as the dossier shows it. The fields ending in ``_from`` say where a fact was found.

    `sha256` is that of the content as captured; `edits` count in its source text. `inferred` names the facts that were
    worked out rather than read.
    """

    id: str
    path: str
    outlet: str | None
    outlet_from: str | None
    title: str | None
    title_from: str | None
    authors: tuple[str, ...]
    authors_from: str | None
    published: str | None
    published_from: str | None
    modified: str | None
    language: str | None
    url: str | None
    inferred: tuple[str, ...]
    text: str
    sha256: str
    edits: tuple[RecordedEdit, ...]


class MadeWith(Struct, frozen=True, kw_only=True):
    """A model that took part: its name, version and the SHA-256 of its weights."""

    name: str
    version: str
    sha256: str


class Dossier(Struct, frozen=True, kw_only=True):
    """Everything that was found out about one group of documents. `twosource` is the version that made it."""

    twosource: str
    made_with: tuple[MadeWith, ...] = ()
    documents: tuple[Document, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[Date, ...] = ()
    entities: tuple[Entity, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    lineage: Lineage = Lineage()
    chains: tuple[Chain, ...] = ()
    loops: tuple[Loop, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    claims: tuple[Claim, ...] = ()
    timeline: tuple[Happening, ...] = ()
    only_in: tuple[Place, ...] = ()
    still_carried: tuple[StillCarried, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    overrides: tuple[Overruled, ...] = ()
    families: tuple[Family, ...] = ()
    problems: tuple[Problem, ...] = ()
