"""What each document is to the others: a witness, a copy, in part a copy, or one of two that share text."""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from twosource.derive.connected import connected
from twosource.model import Derivation, Dossier, Reuse, Unseen

__all__ = ["MOSTLY", "Role", "Standing", "Tie", "are_one", "hedge", "is_version", "standings", "sure", "witnesses"]

MOSTLY = 0.5  # a document that took at least this part of its own words from another is called a copy of it
OWN, COPIED = 0.3, 0.7  # below the one, certainly a witness of its own; from the other on, certainly none
LIKELY = 0.75  # a copy less sure than this leaves the number of witnesses open, as it does for a single claim

RETOLD = 0.9  # from this confidence on details that no other document has show a retelling
PLAIN, PROBABLY = 0.85, 0.6  # a link less sure than this is told as probable, then as possible

Role = Literal[
    "set by hand", "same text", "copy", "retelling", "mostly unseen", "partly taken", "later version", "shares text"
]


class Tie(Struct, frozen=True):
    """What an edge makes of its child."""

    role: Role
    edge: Derivation


class Standing(Struct, frozen=True, kw_only=True):
    """The ties of a document to its sources, largest share first (none: a witness), and the unseen ones it cites."""

    ties: tuple[Tie, ...]
    cites: tuple[Unseen, ...]


def standings(dossier: Dossier) -> dict[str, Standing]:
    """Return the standing of each document, by id; an unseen source that it took text from is among the ties only."""
    found = {}
    for document in dossier.documents:
        edges = sorted((e for e in dossier.lineage.edges if e.child == document.id), key=lambda e: (-e.share, e.id))
        parents = {edge.parent for edge in edges}
        found[document.id] = Standing(
            ties=tuple(Tie(_role(edge, dossier), edge) for edge in edges),
            cites=tuple(u for u in dossier.lineage.unseen if document.id in u.cited_by and u.id not in parents),
        )
    return found


def _role(edge: Derivation, dossier: Dossier) -> Role:
    if edge.by_hand:
        return "set by hand"
    if are_one(edge, dossier):
        return "same text"
    if not edge.directed:
        return "shares text"
    if edge.kind == "retelling":
        return "retelling"
    if is_version(edge, dossier):
        return "later version"
    if edge.share < MOSTLY:
        return "partly taken"
    return "mostly unseen" if edge.parent.startswith("unseen:") else "copy"


def are_one(edge: Derivation, dossier: Dossier) -> bool:
    """Whether both ends have the same text: one document, stored twice."""
    return any(edge.parent in group and edge.child in group for group in dossier.lineage.same)


def is_version(edge: Derivation, dossier: Dossier) -> bool:
    """Whether the child of a revision is a version of its parent, and not another article that takes parts of it.

    It is if half of its own words are its parent's, or half of what the parent says is kept.
    """
    if edge.kind != "revision":
        return False
    length = next((len(one.text) for one in dossier.documents if one.id == edge.parent), 0)
    return edge.share >= MOSTLY or _kept(edge, dossier.reuse) >= MOSTLY * max(length, 1)


def _kept(edge: Derivation, reuse: Sequence[Reuse]) -> int:
    """Characters of the parent that stand in the child."""
    ends = {edge.parent, edge.child}
    sides = (side for one in reuse for side in (one.left, one.right) if {one.left.document, one.right.document} == ends)
    spans = sorted(side.span for side in sides if side.document == edge.parent)
    total, until = 0, 0
    for span in spans:
        total += max(0, span.end - max(span.start, until))
        until = max(until, span.end)
    return total


def hedge(confidence: float) -> str:
    """
    >>> hedge(0.95), hedge(0.7), hedge(0.4)
    ('', 'probably ', 'perhaps ')
    """
    return "" if confidence >= PLAIN else "probably " if confidence >= PROBABLY else "perhaps "


def sure(confidence: float) -> str:
    """
    >>> sure(0.62), sure(0.9999)
    ('62%', 'over 99%')
    """
    return "over 99%" if confidence > 0.99 else f"{confidence:.0%}"


def witnesses(dossier: Dossier) -> tuple[int, int]:
    """Return the least and the greatest number of independent witnesses among the documents.

    A document that took its words from another is none. Documents that took theirs from one unseen source are one
    together, and so are two that share theirs, whoever had them first. The least number takes for true every edge
    that carries three tenths of a document's own words or more; the greatest only those that carry seven tenths and
    are likely, versions of one article, and sure retellings. Where only the direction is open, two that share most
    of their words have one source for certain; documents with the same text are one, and so are the outlets of one
    family.

    >>> witnesses(Dossier(twosource="0"))
    (0, 0)
    """
    ids = [document.id for document in dossier.documents]
    any_ = [edge for edge in dossier.lineage.edges if edge.share >= OWN or edge.kind != "copy" or edge.by_hand]
    certain = [edge for edge in any_ if _is_certain(edge)]
    same = [Derivation(id="", parent=group[0], child=one, share=1, confidence=1, directed=False)
            for group in dossier.lineage.same for one in group[1:]]  # fmt: skip
    families = [family.documents for family in dossier.families]
    least, greatest = (_counted(_roots(ids, [*edges, *same]), families, ids) for edges in (any_, certain))
    return least, greatest


def _is_certain(edge: Derivation) -> bool:
    """Whether it leaves no doubt that both ends have one source."""
    if edge.by_hand:
        return True
    if edge.share >= COPIED:
        return edge.confidence >= LIKELY or not edge.directed
    return edge.kind == "revision" or (edge.kind == "retelling" and edge.confidence >= RETOLD)


def _roots(ids: Sequence[str], edges: Iterable[Derivation]) -> list[tuple[str, ...]]:
    """The sources all of `ids` go back to, if `edges` are how they came about: each the names that are one with it."""
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
    return [tuple(id for id in family if head(id) == one) for one in sorted(heads - derived)]


def _counted(roots: Sequence[Sequence[str]], families: Iterable[Sequence[str]], ids: Sequence[str]) -> int:
    """How many sources `roots` are, those with documents of one family being one; one at least if there are `ids`."""
    links = []
    for members in families:
        held = [number for number, names in enumerate(roots) if not {*names}.isdisjoint(members)]
        links += [(held[0], other) for other in held[1:]]
    joined = sum(len(group) - 1 for group in connected(range(len(roots)), links))
    return max(len(roots) - joined, 1 if ids else 0)
