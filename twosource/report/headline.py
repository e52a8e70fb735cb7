"""The answer in a paragraph, with links to what it rests on."""

from collections import Counter

from msgspec import Struct

from twosource.model import Dossier
from twosource.report.findings import ORDER
from twosource.report.shelf import Shelf
from twosource.report.standing import witnesses
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
    said = []
    for i, edge in enumerate(dossier.lineage.edges):
        parent, child, share = shelf.name(edge.parent), shelf.name(edge.child), f"{edge.share:.0%}"
        if not edge.directed:
            text = f"{parent} and {child} share text ({share}); who had it first cannot be told."
        elif edge.kind == "revision":
            text = f"{child} is a later version of {parent}."
        else:
            text = f"{child} took {share} of its own words from {parent}."
        said.append(Said(text, f"e-{i}"))
    if not said:
        said.append(Said("No document was found to copy another.", "lineage"))
    for one in dossier.lineage.unseen:
        citing = [shelf.name(id) for id in one.cited_by]
        by = f"cited by {' and '.join(citing)} and" if citing else "behind them but"
        said.append(Said(f"{shelf.name(one.id)} is {by} not among the documents.", "unseen"))
    return said


def _tallies(dossier: Dossier) -> list[Tally]:
    number: Counter[str] = Counter(claim.verdict for claim in dossier.claims)
    return [Tally(verdict, number[verdict]) for verdict in ORDER]
