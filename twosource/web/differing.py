"""What came out otherwise than in an earlier run of the same story."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from twosource.model import Claim, Dossier, Support

__all__ = ["ClaimChange", "RunChanges", "run_changes"]


class ClaimChange(Struct, frozen=True, kw_only=True):
    """A claim in both runs, with what became of it: verdict and range of independent witnesses, before and now."""

    id: str
    text: str
    was: str
    is_now: str


class RunChanges(Struct, frozen=True, kw_only=True):
    """What is otherwise: documents by id, claims of two documents or more, links as parent and child."""

    documents_added: tuple[str, ...] = ()
    documents_gone: tuple[str, ...] = ()
    changed: tuple[ClaimChange, ...] = ()
    added: tuple[Claim, ...] = ()
    gone: tuple[Claim, ...] = ()
    links_added: tuple[tuple[str, str], ...] = ()
    links_gone: tuple[tuple[str, str], ...] = ()

    @property
    def any(self) -> bool:
        """True if anything is otherwise."""
        return any(getattr(self, field) for field in self.__struct_fields__)


def run_changes(old: Dossier, new: Dossier) -> RunChanges:
    """Return what `new` has otherwise than `old`. Claims are one if they are of a kind and rest on a passage both have.

    Claims that only one document makes are told only where they changed.

    >>> run_changes(Dossier(twosource="0"), Dossier(twosource="0")).any
    False
    """
    pairs = _paired(old.claims, new.claims)
    met = {claim.id for claim in pairs.values()}
    links = [{(edge.parent, edge.child) for edge in one.lineage.edges} for one in (old, new)]
    ids = [{document.id for document in one.documents} for one in (old, new)]
    return RunChanges(
        documents_added=tuple(sorted(ids[1] - ids[0])),
        documents_gone=tuple(sorted(ids[0] - ids[1])),
        changed=tuple(
            ClaimChange(id=claim.id, text=claim.text, was=_told(pairs[claim.id]), is_now=_told(claim))
            for claim in new.claims
            if claim.id in pairs and _told(pairs[claim.id]) != _told(claim)
        ),
        added=tuple(claim for claim in new.claims if claim.id not in pairs and claim.documents > 1),
        gone=tuple(claim for claim in old.claims if claim.id not in met and claim.documents > 1),
        links_added=tuple(sorted(links[1] - links[0])),
        links_gone=tuple(sorted(links[0] - links[1])),
    )


def _told(claim: Claim) -> str:
    low, high = claim.independent
    number = str(low) if low == high else f"{low} to {high}"
    noun = "document" if claim.documents == 1 else "documents"
    return f"{claim.verdict}, {claim.documents} {noun}, {number} independent"


def _paired(old: Iterable[Claim], new: Iterable[Claim]) -> Mapping[str, Claim]:
    """By the id of a new claim, the old one that it shares most passages with; no old one stands for two."""
    by_passage: dict[tuple[str, Support], Claim] = {}
    for claim in old:
        for one in claim.support:
            by_passage.setdefault((claim.kind, _bare(one)), claim)
    shared = []
    for claim in new:
        met = [by_passage[key] for one in claim.support if (key := (claim.kind, _bare(one))) in by_passage]
        shared += [(-sum(other is one for other in met), claim.id, one) for one in {c.id: c for c in met}.values()]
    pairs: dict[str, Claim] = {}
    taken: set[str] = set()
    for _, id, claim in sorted(shared, key=lambda row: (row[0], row[1], row[2].id)):
        if id not in pairs and claim.id not in taken:
            pairs[id] = claim
            taken.add(claim.id)
    return pairs


def _bare(support: Support) -> Support:
    return Support(document=support.document, span=support.span, stance="states")
