"""Sources that the documents point at and that are not among them."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from twosource.derive.credits import Credit, is_agency, is_newsroom, same_newsroom
from twosource.derive.overlap import Overlap
from twosource.derive.texts import Text
from twosource.model import Derivation, Evidence, Place, Unseen

__all__ = ["Orphans", "Shared", "all_unseen", "shared_sources"]


class Orphans(Struct, frozen=True):
    """Documents that share text (`links`) and have no parent; `chances` are those of having none, by document id."""

    texts: tuple[Text, ...]
    links: Mapping[tuple[str, str], Overlap]
    chances: Mapping[str, float]


class Shared(Struct, frozen=True):
    """An unseen source and the edges from it to those who took from it."""

    source: Unseen
    edges: tuple[Derivation, ...]


def shared_sources(groups: Sequence[Orphans]) -> tuple[Shared, ...]:
    """Return the unseen source of each group of orphans.

    It is named by a newsroom that more than one of them credits, else by its number.
    """
    out: list[Shared] = []
    taken: list[str] = []
    for orphans in groups:
        name = _common_credit(orphans.texts)
        known = name if name and name not in taken else None
        taken.append(known or str(len(taken) + 1))
        out.append(_shared(orphans, f"unseen:{taken[-1]}", known))
    return tuple(out)


def all_unseen(texts: Sequence[Text], edges: Sequence[Derivation], sources: Sequence[Unseen]) -> tuple[Unseen, ...]:
    """Return `sources`, with all who cite them, and the newsrooms that are credited and not among the documents."""
    outlets = [text.outlet for text in texts if text.outlet]
    credited: dict[str, list[tuple[Text, Credit]]] = {}
    for text in texts:
        for credit in text.credits:
            given = any(same_newsroom(credit.name, outlet) for outlet in outlets)
            if not given and _points_outside(text, credit, edges):
                credited.setdefault(credit.name, []).append((text, credit))
    known = [
        replace(source, cited_by=_documents(credited.pop(source.name))) if source.name in credited else source
        for source in sources
    ]
    return (*known, *(_only_cited(name, places) for name, places in sorted(credited.items())))


def _points_outside(text: Text, credit: Credit, edges: Sequence[Derivation]) -> bool:
    """Whether the credit is one for a newsroom, and not what tells of an edge from a given document."""
    known = is_agency(credit.name) if credit.kind == "heard" else is_newsroom(credit.name)
    if not known:  # a newsroom that was told something may well be the document's own
        return False
    votes = [vote for edge in edges if edge.child == text.id for vote in edge.evidence]
    told = [place for vote in votes if vote.signal.startswith("credits") for place in vote.spans]
    return Place(text.id, credit.span) not in told


def _documents(places: Sequence[tuple[Text, Credit]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.id for text, _ in places))


def _only_cited(name: str, places: Sequence[tuple[Text, Credit]]) -> Unseen:
    documents = _documents(places)
    words = places[0][1].span.of(places[0][0].article.text)
    verb = "credits" if len(documents) == 1 else "credit"
    return Unseen(
        id=f"unseen:{name}",
        name=name,
        because=f"{', '.join(documents)} {verb} {name} (“{' '.join(words.split())}”), and no document of it is given",
        cited_by=documents,
        places=tuple(Place(text.id, credit.span) for text, credit in places),
    )


def _common_credit(texts: Sequence[Text]) -> str | None:
    counts: dict[str, int] = {}
    for text in texts:
        for name in dict.fromkeys(credit.name for credit in text.credits if is_newsroom(credit.name)):
            counts[name] = counts.get(name, 0) + 1
    several = [name for name, count in counts.items() if count > 1]
    return min(several, key=lambda name: (-counts[name], name)) if several else None


def _shared(orphans: Orphans, identity: str, name: str | None) -> Shared:
    ids = ", ".join(text.id for text in orphans.texts)
    because = f"{ids} share wording that none of them is likely to have taken from another"
    because += f", and more than one of them credits {name}" if name else ""
    source = Unseen(
        id=identity,
        name=name,
        because=because,
        cited_by=(),
        places=tuple(place for text in orphans.texts for place in _places(text, orphans.links)),
    )
    return Shared(source, tuple(_edge(source, text, orphans) for text in orphans.texts))


def _places(text: Text, links: Mapping[tuple[str, str], Overlap]) -> list[Place]:
    mine = [overlap for overlap in links.values() if overlap.here.id == text.id]
    return sorted({Place(text.id, text.words.stretch(*here)) for overlap in mine for here, _ in overlap.kept})


def _edge(source: Unseen, text: Text, orphans: Orphans) -> Derivation:
    shares = [overlap.share for overlap in orphans.links.values() if overlap.here.id == text.id]
    evidence = Evidence(signal="shared_source", weight=0.0, because=source.because, spans=source.places)
    return Derivation(
        id="",
        parent=source.id,
        child=text.id,
        share=round(max(shares), 4),
        confidence=round(orphans.chances[text.id], 4),
        evidence=(evidence,),
    )
