"""Which documents count as one witness of a claim, where the links that the dossier holds account for its number."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from twosource.derive.connected import connected
from twosource.model import Claim, Derivation, Document, Dossier, Place, Span

__all__ = ["Taken", "Witness", "Witnesses"]

MOSTLY = 0.8  # a passage that lies in a copied one by this part is taken over with it


class Taken(Struct, frozen=True):
    """From whom a document has what it says: the id of a document or of an unseen source; `doubtful` if perhaps.

    If `joined`, it is not told that it has it from there: the two count as one witness, for they are of one outlet or
    owner, have the same text, or share theirs and it is not known who had it first.
    """

    source: str
    doubtful: bool = False
    joined: bool = False


class Witness(Struct, frozen=True):
    """One independent source of a claim: the document (or unseen source) it goes back to, and those that have it."""

    head: str
    documents: tuple[str, ...]


class Witnesses:
    """The links of a dossier, arranged for asking who is a witness of one claim after another."""

    def __init__(self, dossier: Dossier) -> None:
        edges = sorted(dossier.lineage.edges, key=lambda edge: (-edge.confidence, edge.id))
        self._edges = [edge for edge in edges if edge.directed]
        self._open = [edge for edge in edges if not edge.directed]
        self._ids = {edge.id: edge for edge in edges}
        self._known = {document.id for document in dossier.documents}
        houses = _by_outlet(dossier.documents)
        self._apart = (*dossier.lineage.same, *(family.documents for family in dossier.families), *houses)
        self._passages = _passages(dossier)

    def of(self, claim: Claim) -> tuple[Witness, ...] | None:
        """The independent sources of `claim`, in the order of its passages; None where the links give another number.

        Where its number is a range, they are those of the least number: every doubtful link is taken to hold.
        """
        ids = list(dict.fromkeys(one.document for one in claim.support if one.stance == "states"))
        for edges in (self._edges + self._open, self._surely(claim), self._without_doubt(claim)):
            groups = _joined(ids, edges, self._apart)
            if len(groups) == claim.independent[0]:
                return tuple(Witness(self._head(group, edges), group) for group in groups)
        return None

    def taken(self, claim: Claim) -> Mapping[str, Taken]:
        """From whom the documents have `claim` that are no witnesses of their own; the others are not in it."""
        found = {id: Taken(source) for id, source in self._copied(claim).items()}
        doubtful = self._ids.get(claim.turns_on or "")
        for witness in self.of(claim) or ():
            for id in witness.documents:
                if id != witness.head and id not in found:
                    source = self._source(id, witness)
                    is_open = self._is_open(claim, doubtful, id)
                    found[id] = Taken(source or witness.head, is_open, joined=source is None)
        return found

    def _is_open(self, claim: Claim, doubtful: Derivation | None, id: str) -> bool:
        return claim.independent[0] != claim.independent[1] and (doubtful is None or doubtful.child == id)

    def _source(self, id: str, witness: Witness) -> str | None:
        """From whom `id` has it: a document of the same source, or the unseen one; None if no link tells."""
        parents = [edge.parent for edge in self._edges if edge.child == id]
        return next((parent for parent in parents if parent in (*witness.documents, witness.head)), None)

    def _copied(self, claim: Claim) -> dict[str, str]:
        """The documents whose every passage of `claim` came with a longer one that they took over, and from whom."""
        stating: dict[str, list[Span]] = {}
        for one in claim.support:
            if one.stance == "states":
                stating.setdefault(one.document, []).append(one.span)
        found = {}
        for id, spans in stating.items():
            sources = [self._source_of(Place(id, span), stating) for span in spans]
            if sources[0] is not None and all(sources):
                found[id] = sources[0]
        return found

    def _source_of(self, place: Place, among: Iterable[str]) -> str | None:
        enough = MOSTLY * max(place.span.length, 1)
        for span, source, through in self._passages.get(place.document, ()):
            if through in among and span.overlap(place.span) >= enough:
                return source
        return None

    def _surely(self, claim: Claim) -> list[Derivation]:
        """The edges along which a passage of `claim` was taken over word for word."""
        copied = self._copied(claim)
        return [edge for edge in self._edges if copied.get(edge.child) == edge.parent]

    def _without_doubt(self, claim: Claim) -> list[Derivation]:
        return [edge for edge in self._edges + self._open if edge.id != claim.turns_on]

    def _head(self, group: Sequence[str], edges: Sequence[Derivation]) -> str:
        children = {edge.child for edge in edges if edge.directed and edge.parent in group}
        unseen = [e.parent for e in edges if e.child in group and e.parent not in self._known]
        first = [id for id in group if id not in children]
        shared = [id for id in unseen if unseen.count(id) > 1]
        return shared[0] if shared and len(first) > 1 else (first or list(group))[0]


def _by_outlet(documents: Sequence[Document]) -> list[tuple[str, ...]]:
    """The documents of each outlet that has several."""
    held: dict[str, list[str]] = {}
    for one in documents:
        if one.outlet:
            held.setdefault(one.outlet.casefold(), []).append(one.id)
    return [tuple(ids) for ids in held.values() if len(ids) > 1]


def _joined(
    ids: Sequence[str], edges: Iterable[Derivation], apart: Iterable[Sequence[str]]
) -> list[tuple[str, ...]]:  # fmt: skip
    """`ids` in groups that the edges, or what counts as one, hold together; two with one unseen parent are, too."""
    nodes = list(dict.fromkeys([*ids, *(e.parent for e in edges if e.parent.startswith("unseen:"))]))
    links = [(e.parent, e.child) for e in edges if e.parent in nodes and e.child in ids]
    links += [(one, other) for group in apart for one in group for other in group if one in ids and other in ids]
    held = [tuple(id for id in ids if id in group) for group in connected(nodes, links)]
    alone: list[tuple[str, ...]] = [(id,) for id in ids if not any(id in group for group in held)]
    return sorted(filter(None, held + alone), key=lambda group: ids.index(group[0]))


def _passages(dossier: Dossier) -> Mapping[str, Sequence[tuple[Span, str, str]]]:
    """The passages that each document took over, the source, and the document that has them too.

    Two that took from one unseen source have what they share from there.
    """
    parents: dict[str, set[str]] = {}
    for edge in dossier.lineage.edges:
        if edge.directed:
            parents.setdefault(edge.child, set()).add(edge.parent)
    found: dict[str, list[tuple[Span, str, str]]] = {}
    for reuse in dossier.reuse:
        for here, there in ((reuse.left, reuse.right), (reuse.right, reuse.left)):
            mine, others = parents.get(here.document, set()), parents.get(there.document, set())
            common = sorted(mine & others - {here.document})
            source = there.document if there.document in mine else next(iter(common), "")
            if source == there.document or source.startswith("unseen:"):
                found.setdefault(here.document, []).append((here.span, source, there.document))
    return found
