"""The answer in a paragraph, with links to what it rests on."""

from collections import Counter

from msgspec import Struct

from twosource.model import Dossier
from twosource.report.shelf import Shelf
from twosource.report.standing import witnesses
from twosource.report.summary import count, of_range

__all__ = ["Headline", "headline"]


class Said(Struct, frozen=True):
    """A sentence, the address it leads to (empty where none) and the verdict it is about (empty where none)."""

    text: str
    address: str = ""
    verdict: str = ""


class Headline(Struct, frozen=True, kw_only=True):
    """The answer in few words, and the sentences that follow it."""

    title: str
    sentences: tuple[Said, ...]


def headline(dossier: Dossier, shelf: Shelf) -> Headline:
    """Return the answer on `dossier` for its first paragraph.

    >>> headline(Dossier(twosource="0"), Shelf(Dossier(twosource="0"))).title
    'No documents'
    """
    if not dossier.documents:
        return Headline(title="No documents", sentences=())
    low, high = witnesses(dossier)
    number = of_range(low, high)
    title = f"{count(len(dossier.documents), 'document')}, {number} independent witness{'' if high == 1 else 'es'}"
    return Headline(title=title, sentences=(*_copying(dossier, shelf), *_claims(dossier)))


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
        by = f" by {' and '.join(citing)}" if citing else ""
        said.append(Said(f"{shelf.name(one.id)} is relied on{by} and is not among the documents.", "unseen"))
    return said


def _claims(dossier: Dossier) -> list[Said]:
    number: Counter[str] = Counter(claim.verdict for claim in dossier.claims)
    endings = {
        "disputed": "disputed", "undecided": "undecided", "corroborated": "corroborated by two origins or more",
        "one origin": "told by several but going back to one origin", "single source": "resting on a single source",
    }  # fmt: skip
    return [
        Said(f"{count(number[verdict], 'claim')} {ending}", "v-" + verdict.replace(" ", "-"), verdict)
        for verdict, ending in endings.items()
        if number[verdict]
    ]
