"""The reasons for an edge as the page lays them out: who had it first, how near the two are, and weaker signs apart."""

from collections.abc import Sequence

from msgspec import Struct

from twosource.derive.signals import credit, direction
from twosource.derive.signals.versions import VERSIONS
from twosource.model import BY_HAND, Derivation, Dossier, Evidence
from twosource.report.shelf import Shelf
from twosource.report.standing import are_one, is_version, sure

__all__ = ["EdgeView", "Reasons", "edge_views"]

BY_PERSON = "What a person says"
FIRST, NEAR, UNSEEN = "Who had it first", "How near the two are", "Why a source is supposed"
ORDER = frozenset((*credit.__all__, *direction.__all__, *VERSIONS))  # signals that tell which of two was first
WEAK = 0.5  # log-odds below which a reason stands among the weaker ones


class Reasons(Struct, frozen=True):
    """Votes under one heading, those that weigh most first, and the weaker ones."""

    heading: str
    strong: tuple[Evidence, ...]
    weak: tuple[Evidence, ...]


class EdgeView(Struct, frozen=True, kw_only=True):
    """An edge: what it says in words, how sure that is, and why."""

    edge: Derivation
    verb: str
    stands: tuple[str, ...]
    reasons: tuple[Reasons, ...]


def edge_views(dossier: Dossier, shelf: Shelf) -> tuple[EdgeView, ...]:
    """Return the edges in their order, each with its reasons."""
    return tuple(
        EdgeView(
            edge=edge, verb=_verb(edge, dossier), stands=tuple(_stands(edge, dossier, shelf)), reasons=_reasons(edge)
        )
        for edge in dossier.lineage.edges
    )


def _verb(edge: Derivation, dossier: Dossier) -> str:
    if are_one(edge, dossier):
        return "has the same text as"
    if not edge.directed:
        return "tells the same as" if edge.kind == "retelling" else "shares text with"
    if edge.kind == "retelling":
        return "retells"
    return "is a later version of" if is_version(edge, dossier) else "took text from"


def _stands(edge: Derivation, dossier: Dossier, shelf: Shelf) -> list[str]:
    if edge.by_hand:
        return [f"{edge.share:.0%} of its own words", "set by hand"]
    if are_one(edge, dossier):
        return ["one document, stored twice; which was first cannot be told"]
    share = f"{edge.share:.0%} of " + ("what it tells" if edge.kind == "retelling" else "its own words")
    if not edge.directed:
        return [share, "who had it first cannot be told"]
    house = ["by the same outlet"] if edge.kind == "revision" and edge.parent in shelf else []
    return [share, *house, f"{sure(edge.confidence)} sure"]


def _reasons(edge: Derivation) -> tuple[Reasons, ...]:
    if edge.parent.startswith("unseen:"):
        return (_group(UNSEEN, edge.evidence),) if edge.evidence else ()
    person = [one for one in edge.evidence if one.signal == BY_HAND]
    first = [one for one in edge.evidence if one.signal in ORDER]
    near = [one for one in edge.evidence if one.signal not in ORDER and one.signal != BY_HAND]
    headings = ((BY_PERSON, person), (FIRST, first), (NEAR, near))
    return tuple(_group(heading, some) for heading, some in headings if some)


def _group(heading: str, votes: Sequence[Evidence]) -> Reasons:
    ordered = sorted(votes, key=lambda one: -abs(one.weight))
    strong = tuple(one for one in ordered if abs(one.weight) >= WEAK) or tuple(ordered[:1])
    return Reasons(heading, strong, tuple(one for one in ordered if one not in strong))
