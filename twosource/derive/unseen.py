"""Sources that the documents point at and that are not among them."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from twosource.derive.credits import Credit, is_agency, is_newsroom, same_newsroom
from twosource.derive.overlap import Overlap
from twosource.derive.texts import Text
from twosource.model import Derivation, Evidence, Place, Unseen

__all__ = ["Shared", "cited", "shared_source"]

CONFIDENCE = 0.6


class Shared(Struct, frozen=True):
    """An unseen source and the edges from it to those who took from it."""

    source: Unseen
    edges: tuple[Derivation, ...]


def shared_source(texts: Sequence[Text], links: Mapping[tuple[str, str], Overlap], number: int) -> Shared:
    """Return the unseen source of `texts`, which share what none of them can have given the others.

    It is named by a newsroom that more than one of them credits, else by its `number`.
    """
    name = _common_credit(texts)
    ids = [text.id for text in texts]
    because = f"{', '.join(ids)} share wording that none of them is likely to have taken from another"
    if name:
        because += f", and credit {name}"
    source = Unseen(
        id=f"unseen:{name or number}",
        name=name,
        because=because,
        cited_by=tuple(text.id for text in texts if name and any(credit.name == name for credit in text.credits)),
        places=tuple(place for text in texts for place in _places(text, links)),
    )
    return Shared(source, tuple(_edge(source, text, links) for text in texts))


def cited(texts: Sequence[Text], edges: Sequence[Derivation], sources: Sequence[Unseen]) -> tuple[Unseen, ...]:
    """Return `sources` and those that are only credited: newsrooms that are not among the documents."""
    outlets = [text.outlet for text in texts if text.outlet]
    known = {source.name for source in sources}
    credited: dict[str, list[tuple[Text, Credit]]] = {}
    for text in texts:
        for credit in text.credits:
            given = any(same_newsroom(credit.name, outlet) for outlet in outlets)
            if not given and credit.name not in known and _points_outside(text, credit, edges):
                credited.setdefault(credit.name, []).append((text, credit))
    found = [_only_cited(name, places) for name, places in sorted(credited.items())]
    return (*sources, *found)


def _points_outside(text: Text, credit: Credit, edges: Sequence[Derivation]) -> bool:
    """Whether the credit is one for a newsroom, and not what tells of an edge to a given document."""
    known = is_agency(credit.name) if credit.kind == "heard" else is_newsroom(credit.name)
    if not known:  # a newsroom that was told something may well be the document's own
        return False
    told = [
        place
        for edge in edges
        if edge.child == text.id
        for vote in edge.evidence
        if vote.signal.startswith("credits")
        for place in vote.spans
    ]
    return Place(text.id, credit.span) not in told


def _only_cited(name: str, places: Sequence[tuple[Text, Credit]]) -> Unseen:
    documents = tuple(dict.fromkeys(text.id for text, _ in places))
    words = places[0][1].span.of(places[0][0].article.text)
    return Unseen(
        id=f"unseen:{name}",
        name=name,
        because=f"{', '.join(documents)} credit {name} (“{' '.join(words.split())}”), and no document of it is given",
        cited_by=documents,
        places=tuple(Place(text.id, credit.span) for text, credit in places),
    )


def _common_credit(texts: Sequence[Text]) -> str | None:
    counts: dict[str, int] = {}
    for text in texts:
        for name in dict.fromkeys(credit.name for credit in text.credits if credit.kind in ("text", "report", "help")):
            counts[name] = counts.get(name, 0) + 1
    several = [name for name, count in counts.items() if count > 1]
    return min(several, key=lambda name: (-counts[name], name)) if several else None


def _places(text: Text, links: Mapping[tuple[str, str], Overlap]) -> list[Place]:
    found = {
        Place(text.id, text.words.stretch(*here))
        for overlap in links.values()
        if overlap.here.id == text.id
        for here, _ in overlap.kept
    }
    return sorted(found)


def _edge(source: Unseen, text: Text, links: Mapping[tuple[str, str], Overlap]) -> Derivation:
    shares = [overlap.share for overlap in links.values() if overlap.here.id == text.id]
    evidence = Evidence(signal="shared_source", weight=0.0, because=source.because, spans=source.places)
    return Derivation(
        id="", parent=source.id, child=text.id, share=round(max(shares), 4), confidence=CONFIDENCE, evidence=(evidence,)
    )
