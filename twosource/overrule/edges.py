"""Who took text from whom, set by a person before witnesses are counted."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from msgspec.structs import replace

from twosource.derive.lineage import groups_of
from twosource.derive.overlap import overlaps
from twosource.derive.texts import text_of
from twosource.model import BY_HAND, Article, Derivation, Evidence, Lineage, Quote, Reuse, Unseen
from twosource.overrule.finding import Located
from twosource.overrule.outcome import Outcome, agreed, contradicts, refused
from twosource.overrule.override import UNNAMED, Override, said

__all__ = ["overrule_edges"]

WEIGHT = 10.0  # log-odds: beyond what any signal has
UNSEEN = "unseen:"


def overrule_edges(
    lineage: Lineage,
    articles: Sequence[Article],
    reuse: Sequence[Reuse],
    quotes: Mapping[str, Sequence[Quote]],
    found: Sequence[Located],
) -> tuple[Lineage, list[Outcome]]:
    """Return the lineage with the edges that overrides draw and without those they take out, and what became of these.

    An edge of the program that would close a circle with those drawn by hand is taken out too.
    """
    ids = {article.id for article in articles}
    parents = {one.override.key: _parent(one.override, ids, lineage) for one in found}
    outcomes = [refused(one.override, told) for one in found if (told := _wrong(one.override, parents, ids))]
    wrong = {one.override.key for one in outcomes}
    kept, contrary = agreed(
        [one for one in found if one.override.key not in wrong],
        lambda one: frozenset((one.override.document, parents[one.override.key])),
        lambda override: (override.what, override.document if override.what == "edge" else ""),
    )
    kept, circular = _without_circles(kept, parents)
    outcomes += [*contrary, *circular]
    if not kept:
        return lineage, outcomes
    pairs = {frozenset((one.override.document, parents[one.override.key])) for one in kept}
    own = [edge for edge in lineage.edges if frozenset((edge.parent, edge.child)) not in pairs]
    shares = _shares(articles, reuse, quotes) if any(one.override.what == "edge" for one in kept) else {}
    drawn = _drawn([one for one in kept if one.override.what == "edge"], parents, lineage, shares)
    edges = [replace(edge, id=f"d{number}") for number, edge in enumerate([*_open(own, drawn), *drawn], 1)]
    for one in kept:
        ends = parents[one.override.key], one.override.document
        records = tuple(edge.id for edge in edges if (edge.parent, edge.child) == ends)
        outcomes.append(Outcome(one.override, one, _told(ends, lineage), records))
    unseen = _unseen(lineage, edges, [one.override for one in kept], parents)
    groups = groups_of([article.id for article in sorted(articles, key=lambda one: one.id)], edges)
    return replace(lineage, edges=tuple(edges), unseen=unseen, groups=groups), outcomes


def _parent(override: Override, ids: Iterable[str], lineage: Lineage) -> str:
    """The document or unseen source that the override names."""
    to = str(override.to)
    if to == UNNAMED:
        nameless = {one.id for one in lineage.unseen if one.name is None}
        own = (edge.parent for edge in lineage.edges if edge.child == override.document and edge.parent in nameless)
        return min(own, default=UNSEEN)
    if to in ids or not to.startswith(UNSEEN):
        return to
    name = " ".join(to.removeprefix(UNSEEN).split())
    known = (
        one.id
        for one in lineage.unseen
        if name.casefold() in (one.id[len(UNSEEN) :].casefold(), (one.name or "").casefold())
    )
    return next(known, UNSEEN + name)


def _wrong(override: Override, parents: Mapping[tuple[str, ...], str], ids: set[str]) -> str:
    """Why it cannot be followed; empty if it can."""
    parent = parents[override.key]
    if parent == override.document:
        return "a document cannot have taken text from itself"
    if parent in ids or parent.startswith(UNSEEN):
        return ""
    near = get_close_matches(parent, sorted(ids), 1)
    hint = f"did you mean {near[0]}? " if near else ""
    return f"there is no document {parent!r} in this run: {hint}A source that is not given is called unseen:NAME"


def _without_circles(
    kept: list[Located], parents: Mapping[tuple[str, ...], str]
) -> tuple[list[Located], list[Outcome]]:
    drawn = [(parents[one.override.key], one.override.document) for one in kept if one.override.what == "edge"]
    circle = {ends for ends in drawn if _reaches(ends[1], ends[0], drawn)}
    guilty = [
        one
        for one in kept
        if one.override.what == "edge" and (parents[one.override.key], one.override.document) in circle
    ]
    outcomes = [
        refused(one.override, contradicts(other.override for other in guilty if other is not one)) for one in guilty
    ]
    return [one for one in kept if one not in guilty], outcomes


def _reaches(start: str, end: str, edges: Sequence[tuple[str, str]]) -> bool:
    """Whether the edges, from parent to child, lead from `start` to `end`."""
    seen, waiting = set[str](), [start]
    while waiting:
        here = waiting.pop()
        if here == end:
            return True
        if here not in seen:
            seen.add(here)
            waiting += [child for parent, child in edges if parent == here]
    return False


def _open(own: Sequence[Derivation], drawn: Sequence[Derivation]) -> list[Derivation]:
    """The program's edges without those that close a circle with the drawn ones, the least sure first."""
    held = list(own)
    while True:
        ends = [(edge.parent, edge.child) for edge in (*held, *drawn) if edge.directed]
        closing = [edge for edge in held if edge.directed and _reaches(edge.child, edge.parent, ends)]
        if not closing:
            return held
        held.remove(min(closing, key=lambda edge: (edge.confidence, edge.id)))


def _shares(
    articles: Sequence[Article], reuse: Sequence[Reuse], quotes: Mapping[str, Sequence[Quote]]
) -> dict[tuple[str, str], float]:
    """The part of the own words of a document that another has too, by (document, other)."""
    texts = [text_of(one, quotes.get(one.id, ())) for one in sorted(articles, key=lambda one: one.id)]
    return {ends: round(one.share, 4) for ends, one in overlaps(texts, reuse).items()}


def _drawn(
    kept: Sequence[Located],
    parents: Mapping[tuple[str, ...], str],
    lineage: Lineage,
    shares: Mapping[tuple[str, str], float],
) -> list[Derivation]:
    """The edges drawn by hand, by child and parent: as the program had them, where it had them that way round."""
    votes: dict[tuple[str, str], list[Evidence]] = {}
    for one in sorted(kept, key=lambda one: one.override.key):
        told = said(one.override)
        vote = Evidence(signal=BY_HAND, weight=WEIGHT, because=told[0].upper() + told[1:])
        votes.setdefault((one.override.document, parents[one.override.key]), []).append(vote)
    known = {(edge.child, edge.parent): edge for edge in lineage.edges}
    out = []
    for (child, parent), evidence in sorted(votes.items()):
        bare = Derivation(id="", parent=parent, child=child, share=shares.get((child, parent), 0.0), confidence=1.0)
        edge = known.get((child, parent), bare)
        out.append(replace(edge, confidence=1.0, directed=True, evidence=(*evidence, *edge.evidence)))
    return out


def _unseen(
    lineage: Lineage, edges: Sequence[Derivation], kept: Sequence[Override], parents: Mapping[tuple[str, ...], str]
) -> tuple[Unseen, ...]:
    """The unseen sources: those that still give something or are cited, and those that a person names."""
    giving = {edge.parent for edge in edges}
    held = [one for one in lineage.unseen if one.id in giving or (one.name and one.cited_by)]
    known = {one.id for one in held}
    new: dict[str, Unseen] = {}
    for override in sorted(kept, key=lambda one: one.key):
        parent = parents[override.key]
        if override.what == "edge" and parent.startswith(UNSEEN) and parent not in known:
            told = said(override)
            new.setdefault(parent, Unseen(id=parent, name=parent.removeprefix(UNSEEN), because=told))
    return (*held, *(new[id] for id in sorted(new)))


def _told(ends: tuple[str, str], lineage: Lineage) -> str:
    return "; ".join(_link(edge) for edge in lineage.edges if {edge.parent, edge.child} == {*ends}) or "no link"


def _link(edge: Derivation) -> str:
    verb = "took text from" if edge.directed else "shares text with"
    return f"{edge.child} {verb} {edge.parent} ({edge.share:.0%}, {edge.confidence:.0%} sure)"
