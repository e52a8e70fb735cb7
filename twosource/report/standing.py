"""What each document is to the others: a witness, a copy, in part a copy, or one of two that share text."""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from twosource.model import Derivation, Dossier, Unseen

__all__ = ["Role", "Standing", "standings", "witnesses"]

MOSTLY = 0.5  # a document that took at least this part of its own words from another is called a copy of it
OWN, COPIED = 0.3, 0.7  # below the one, certainly a witness of its own; from the other on, certainly none
SURE = 0.9  # an edge less sure than this leaves the number of witnesses open, as it does for a single claim

Role = Literal["witness", "copy", "partly copied", "from an unseen source", "shares text", "later version"]


class Standing(Struct, frozen=True, kw_only=True):
    """The role of a document, the edge it comes from (None for a witness) and the unseen sources it cites."""

    document: str
    role: Role
    edge: Derivation | None
    edges: tuple[Derivation, ...]
    cites: tuple[Unseen, ...]


def standings(dossier: Dossier) -> dict[str, Standing]:
    """Return the standing of each document, by id."""
    edges = dossier.lineage.edges
    found = {}
    for document in dossier.documents:
        mine = sorted((edge for edge in edges if edge.child == document.id), key=lambda e: (-e.share, e.id))
        cites = tuple(one for one in dossier.lineage.unseen if document.id in one.cited_by)
        edge = mine[0] if mine else None
        found[document.id] = Standing(
            document=document.id, role=_role(edge), edge=edge, edges=tuple(mine), cites=cites
        )  # fmt: skip
    return found


def _role(edge: Derivation | None) -> Role:
    if edge is None:
        return "witness"
    if not edge.directed:
        return "shares text"
    if edge.kind == "revision":
        return "later version"
    if edge.share < MOSTLY:
        return "partly copied"
    return "from an unseen source" if edge.parent.startswith("unseen:") else "copy"


def witnesses(dossier: Dossier) -> tuple[int, int]:
    """Return the least and the greatest number of independent witnesses among the documents.

    A document that took its words from another is none. Documents that took theirs from one unseen source are one
    together, and so are two that share theirs, whoever had them first. The least number takes for true every edge
    that carries three tenths of a document's own words or more; the greatest only those that carry seven tenths, with
    a confidence of 0.9.

    >>> witnesses(Dossier(twosource="0"))
    (0, 0)
    """
    ids = [document.id for document in dossier.documents]
    any_ = [edge for edge in dossier.lineage.edges if edge.share >= OWN or edge.kind == "revision"]
    sure = [edge for edge in any_ if edge.confidence >= SURE and (edge.share >= COPIED or edge.kind == "revision")]
    return _roots(ids, any_), _roots(ids, sure)


def _roots(ids: Sequence[str], edges: Iterable[Derivation]) -> int:
    """How many sources all of `ids` go back to, if `edges` are how they came about."""
    edges = [edge for edge in edges if edge.child in ids]
    family = {id: id for id in [*ids, *(edge.parent for edge in edges)]}

    def head(id: str) -> str:
        while family[id] != id:
            id = family[id]
        return id

    for edge in edges:
        if not edge.directed:
            family[head(edge.child)] = head(edge.parent)
    derived = {head(e.child) for e in edges if e.directed and head(e.child) != head(e.parent)}
    heads = {head(id) for id in family}
    return max(len(heads - derived), 1 if ids else 0)
