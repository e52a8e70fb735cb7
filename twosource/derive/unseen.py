"""Sources that the documents point at and that are not among them."""

from collections.abc import Mapping, Sequence
from math import log

from msgspec import Struct
from msgspec.structs import replace

from twosource.derive.credits import Credit, same_newsroom
from twosource.derive.overlap import Overlap
from twosource.derive.texts import Text
from twosource.derive.weights import NO_PARENT, TRUST_IN_UNNAMED
from twosource.model import Derivation, Evidence, Place, Unseen

__all__ = ["Orphans", "Shared", "all_unseen", "common_credit", "shared_sources"]


SHOWN_WORDS = 10
"""Words of the longest shared passage that a reason cites."""


class Orphans(Struct, frozen=True):
    """Documents that share text (`links`) and have no parent.

    `both` are the chances that neither of two has one.
    """

    texts: tuple[Text, ...]
    links: Mapping[tuple[str, str], Overlap]
    both: Mapping[tuple[str, str], float]


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
        name = common_credit(orphans.texts)
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
    if not text.credits_newsroom(credit):
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


def common_credit(texts: Sequence[Text]) -> str | None:
    """Return the newsroom that more than one of `texts` credits, the most frequent of several."""
    counts: dict[str, int] = {}
    for text in texts:
        for name in dict.fromkeys(credit.name for credit in text.credits if text.credits_newsroom(credit)):
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
    mine = {overlap.there.id: overlap for overlap in orphans.links.values() if overlap.here.id == text.id}
    nearest = max(sorted(mine), key=lambda there: mine[there].own_words)
    chance = max(orphans.both[text.id, there] for there in mine) * (1.0 if source.name else TRUST_IN_UNNAMED)
    shared = Evidence(
        signal="shared_source",
        weight=_log_odds(chance),
        because=_passages(mine[nearest]),
        spans=tuple(_passage_places(mine[nearest])),
    )
    named = [credit for credit in text.credits if credit.name == source.name]
    return Derivation(
        id="",
        parent=source.id,
        child=text.id,
        share=round(max(overlap.share for overlap in mine.values()), 4),
        confidence=round(chance, 4),
        evidence=(shared, *(_naming(text, named) if named else ())),
    )


def _log_odds(chance: float) -> float:
    kept = min(max(chance, 1e-4), 1 - 1e-4)
    return round(log(kept / (1 - kept)), 4)


def _passages(overlap: Overlap) -> str:
    """Which passages two siblings share, the longest by its words, in a sentence."""
    counts = {here: sum(overlap.own[slice(*here)]) for here, _ in overlap.kept}
    longest = max(counts, key=lambda here: (counts[here], -here[0]))
    words = " ".join(overlap.here.words.stretch(*longest).of(overlap.here.article.text).split()[:SHOWN_WORDS])
    more = f" and {len(counts) - 1} more passages" if len(counts) > 2 else " and one more passage" * (len(counts) == 2)
    return (
        f"{overlap.here.id} and {overlap.there.id} both have “{words} …” ({counts[longest]} words outside quotation"
        f" marks){more}, and neither is likely to have it from the other"
    )


def _passage_places(overlap: Overlap) -> list[Place]:
    """The shared passages in both documents."""
    here = [Place(overlap.here.id, overlap.here.words.stretch(*one)) for one, _ in overlap.kept]
    there = [Place(overlap.there.id, overlap.there.words.stretch(*one)) for _, one in overlap.kept]
    return [*here, *sorted(there)]


def _naming(text: Text, credits: Sequence[Credit]) -> tuple[Evidence, ...]:
    """That a sibling names the source; part of what the weight of having no parent among the others rests on."""
    words = " ".join(credits[0].span.of(text.article.text).split())
    return (
        Evidence(
            signal="names_source",
            weight=NO_PARENT["credits"],
            because=f"{text.id} names {credits[0].name} (“{words}”)",
            spans=tuple(Place(text.id, credit.span) for credit in credits),
        ),
    )
