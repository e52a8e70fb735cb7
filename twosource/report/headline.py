"""The answer in a paragraph, with links to what it rests on."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from twosource.model import Derivation, Dossier, Unseen
from twosource.report.findings import ORDER
from twosource.report.shelf import Shelf, visible
from twosource.report.standing import are_one, hedge, is_version, witnesses
from twosource.report.summary import count, of_range

__all__ = ["Headline", "headline"]


class Said(Struct, frozen=True):
    """A sentence and the address of what it rests on."""

    text: str
    address: str


class Tally(Struct, frozen=True):
    """How many claims have a verdict."""

    verdict: str
    number: int


class Headline(Struct, frozen=True, kw_only=True):
    """The answer in few words, the sentences on the documents, and how many claims have which verdict."""

    title: str
    sentences: tuple[Said, ...]
    tallies: tuple[Tally, ...]


def headline(dossier: Dossier, shelf: Shelf) -> Headline:
    """Return the answer on `dossier` for its first paragraph.

    >>> headline(Dossier(twosource="0"), Shelf(Dossier(twosource="0"))).title
    'No documents'
    """
    if not dossier.documents:
        return Headline(title="No documents", sentences=(), tallies=())
    low, high = witnesses(dossier)
    number = of_range(low, high)
    title = f"{count(len(dossier.documents), 'document')}, {number} independent witness{'' if high == 1 else 'es'}"
    return Headline(title=title, sentences=tuple(_copying(dossier, shelf)), tallies=tuple(_tallies(dossier)))


def _copying(dossier: Dossier, shelf: Shelf) -> list[Said]:
    said = [
        Said(_taking(edge, dossier, shelf), f"ch-{i}" if edge.changes else f"e-{i}")
        for i, edge in enumerate(dossier.lineage.edges)
        if edge.parent in shelf or not edge.directed
    ]
    said += [Said(_unseen(one, dossier, shelf), "unseen") for one in dossier.lineage.unseen]
    return said or [Said("No document was found to copy another.", "lineage")]


def _taking(edge: Derivation, dossier: Dossier, shelf: Shelf) -> str:
    parent, child, share = called(edge.parent, shelf), called(edge.child, shelf), f"{edge.share:.0%}"
    if edge.by_hand:
        return f"{child} took from {parent}, as it was set by hand."
    if are_one(edge, dossier):
        return f"{parent} and {child} are one document: they have the same text, word for word."
    if not edge.directed:
        return f"{parent} and {child} share text ({share}); who had it first cannot be told."
    doubt = hedge(edge.confidence)
    if is_version(edge, dossier):
        return f"{child} is {doubt}a later version of {parent}."
    if edge.kind == "retelling":
        return f"{child} {doubt}retells {parent} in other words."
    return f"{child} {doubt}took {share} of its own words from {parent}."


def called(id: str, shelf: Shelf, more: str = "") -> str:
    """The name of a document; in brackets its outlet, where that is known and not told by the name, and `more`."""
    name, outlet = shelf.name(id), visible(shelf[id].outlet or "") if id in shelf else ""
    told = [part for part in (outlet if outlet.casefold() not in name.casefold() else "", more) if part]
    return f"{name} ({', '.join(told)})" if told else name


def _unseen(one: Unseen, dossier: Dossier, shelf: Shelf) -> str:
    edges = [edge for edge in dossier.lineage.edges if edge.parent == one.id]
    if edges:
        takers = joined([called(edge.child, shelf, f"{edge.share:.0%}") for edge in edges])
        source = f"{shelf.name(one.id)}, which is" if one.name else "a source that is not named and"
        doubt = hedge(max(edge.confidence for edge in edges))
        return f"{takers} {doubt}took words from {source} not among the documents."
    citing = joined([called(id, shelf) for id in one.cited_by])
    return f"{shelf.name(one.id)} is cited{' by ' if citing else ''}{citing} and not among the documents."


def joined(names: Sequence[str]) -> str:
    """
    >>> joined(["a"]), joined(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _tallies(dossier: Dossier) -> list[Tally]:
    number: Counter[str] = Counter(claim.verdict for claim in dossier.claims)
    return [Tally(verdict, number[verdict]) for verdict in ORDER]
