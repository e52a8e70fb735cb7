"""What a person gave beside the documents, and what became of it: overrides and outlet families."""

from typing import Literal

from msgspec import Struct

from twosource.model.span import Span

__all__ = ["Family", "Overruled", "Passage", "What"]

What = Literal["merge", "split", "speaker", "edge", "no edge", "published", "date", "verdict"]


class Family(Struct, frozen=True, kw_only=True):
    """Outlets of one owner among the documents, by a table that a person gave; together they are one witness."""

    owner: str
    outlets: tuple[str, ...]
    documents: tuple[str, ...]


class Passage(Struct, frozen=True, kw_only=True):
    """Words of a document that an override is about, and where they stand; `words` is empty for a whole document."""

    document: str
    words: str = ""
    span: Span | None = None


class Overruled(Struct, frozen=True, kw_only=True):
    """An override that was followed: what a person set by hand, who, when and why, and what the program had said.

    `records` are the ids of what it touched, as they stand in the dossier: quotes, dates, entities, edges, utterances,
    claims, or documents. `kind` is what was merged or split (``name`` or the kind of a claim), None where not given.
    """

    what: What
    kind: str | None = None
    passages: tuple[Passage, ...]
    to: str | None = None
    by: str
    when: str
    why: str
    was: str
    records: tuple[str, ...] = ()
