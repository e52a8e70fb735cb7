"""Shared passages to who took them from whom."""

from collections.abc import Iterable, Mapping, Sequence
from math import exp
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from twosource.derive.credits import is_agency, learn_newsrooms, same_newsroom
from twosource.derive.forest import best_forest, both_roots, edge_probabilities
from twosource.derive.overlap import Overlap, overlaps
from twosource.derive.pair import Pair, pairs_of
from twosource.derive.signals import SIGNALS
from twosource.derive.texts import Text, text_of
from twosource.derive.unseen import Orphans, all_unseen, shared_sources
from twosource.derive.weights import COPY, NO_PARENT, PREFER_A_PARENT, REVISION
from twosource.model import Article, Derivation, Evidence, Lineage, Quote, Reuse, RunnerUp

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

__all__ = ["CREDITS", "connected", "derive", "no_parent", "pair_kind", "weighed"]

SURE_OF_DIRECTION = 0.6
"""An edge less likely than this to run this way rather than the other is not given a direction."""

SHARED_BY_VERSIONS = 0.15
"""The part of own words that versions of one article have in common at least."""

FEWEST_FROM_UNSEEN = 30
"""Own words that siblings must share for a source to be supposed that nobody has."""

CREDITS = ("credits_parent", "credits_another")
"""Signals by which a child names a given document as its source."""

EVIDENCE_FROM = 0.1
"""Log-odds below which a signal is not worth telling."""


class _Judged(Struct, frozen=True):
    """The possible pairs of one connected group of documents, and how probable each is."""

    texts: tuple[Text, ...]
    pairs: Mapping[tuple[str, str], Pair]
    evidence: Mapping[tuple[str, str], tuple[Evidence, ...]]
    scores: "NDArray[float64]"
    edges: "NDArray[float64]"
    roots: "NDArray[float64]"
    both: "NDArray[float64]"
    parents: tuple[int, ...]


def derive(articles: Sequence[Article], reuse: Sequence[Reuse], quotes: Mapping[str, Sequence[Quote]]) -> Lineage:
    """Say who took text from whom among `articles`, from the passages they share (`reuse`).

    `quotes` are the quotations by document id; where they are missing, quotation marks alone tell what is quoted.
    Wording shared inside quotation marks is no copying. Where siblings share what none of them can have given the
    others, their parent is an unseen source. The order of `articles` makes no difference.

    >>> from twosource.align import find_reuse
    >>> from twosource.model import Fact, Facts
    >>> body = "The ferry Alma left Millport at nine on Monday with forty people on board and struck a sandbank."
    >>> def article(name, text, outlet):
    ...     facts = Facts(outlet=Fact(value=outlet, found="row"))
    ...     return Article(id=name, path="", source=text, edits=(), sha256="", facts=facts)
    >>> both = article("a", body, "Harbour Post"), article("b", "Harbour Post reports:\\n" + body, "Valley News")
    >>> [(e.parent, e.child, e.directed) for e in derive(both, find_reuse(both), {}).edges]
    [('a', 'b', True)]
    """
    newsrooms = learn_newsrooms(articles)
    texts = [text_of(one, quotes.get(one.id, ()), newsrooms) for one in sorted(articles, key=lambda one: one.id)]
    shared = {pair: one for pair, one in overlaps(texts, reuse).items() if one.shows_copying}
    groups = connected([text.id for text in texts], shared)
    judged = [_judged([text for text in texts if text.id in group], shared) for group in groups]
    given = [edge for one in judged for edge in _given(one)]
    sources = shared_sources([group for one in judged for group in _orphans(one)])
    found = [*given, *(edge for source in sources for edge in source.edges)]
    edges = tuple(replace(edge, id=f"d{number}") for number, edge in enumerate(found, 1))
    return Lineage(
        edges=edges,
        unseen=all_unseen(texts, edges, [source.source for source in sources]),
        groups=_groups([text.id for text in texts], edges),
    )


def _judged(texts: Sequence[Text], shared: Mapping[tuple[str, str], Overlap]) -> _Judged:
    import numpy as np

    pairs = pairs_of(texts, shared)
    number = {text.id: at for at, text in enumerate(texts)}
    evidence = {names: weighed(pair) for names, pair in pairs.items()}
    scores = np.full((len(texts), len(texts)), -np.inf)
    for (parent, child), votes in evidence.items():
        scores[number[parent], number[child]] = sum(vote.weight for vote in votes)
    told = {child for (_, child), votes in evidence.items() if any(vote.signal in CREDITS for vote in votes)}
    signs = [no_parent(text, credits_given=text.id in told) for text in texts]
    alone = np.array([sum(NO_PARENT[name] * value for name, value in one.items()) for one in signs])
    edges, roots, _ = edge_probabilities(scores, alone)
    parents = _turned(best_forest(edges, PREFER_A_PARENT * roots), scores)
    return _Judged(tuple(texts), pairs, evidence, scores, edges, roots, both_roots(scores, alone), tuple(parents))


def _turned(parents: Sequence[int], scores: "NDArray[float64]") -> list[int]:
    """The same forest, but where a document joins two that are unrelated, both may be its parents.

    A forest gives a document one parent only and must hang the other from it, even against all signs.
    """
    out = list(parents)
    for at, merged in enumerate(parents):
        first = parents[merged] if merged >= 0 else -1
        if first >= 0 and scores[at, first] == float("-inf") and scores[at, merged] > scores[merged, at]:
            out[at] = -1
    return out


def weighed(pair: Pair) -> tuple[Evidence, ...]:
    """Every signal's vote on whether the parent of `pair` gave text to its child."""
    weights = REVISION if pair_kind(pair) == "revision" else COPY
    found = [(name, weights[name], signal(pair)) for name, signal in SIGNALS.items()]
    return tuple(
        Evidence(signal=name, weight=round(weight * seen.value, 4), because=seen.because, spans=seen.spans)
        for name, weight, seen in found
        if seen is not None and seen.value
    )


def pair_kind(pair: Pair) -> Literal["copy", "revision"]:
    """Two texts of one outlet that are mostly the same are versions of one article."""
    parent, child = pair.parent.text.outlet, pair.child.text.outlet
    near = max(pair.parent.shared.share, pair.child.shared.share) >= SHARED_BY_VERSIONS
    return "revision" if parent and child and same_newsroom(parent, child) and near else "copy"


def no_parent(text: Text, *, credits_given: bool) -> dict[str, float]:
    """What speaks for and against `text` having none of the others as its parent, by the names in `NO_PARENT`.

    `credits_given` tells whether it credits one of the others.
    """
    outside = [credit for credit in text.credits if credit.kind == "text" and not credits_given]
    agency = any(is_agency(credit.name) or credit.name in text.newsrooms for credit in outside)
    return {
        "always": 1.0,
        "damaged": float(text.damaged),
        "credits": float(bool(outside)),
        "agency": float(agency),
        "unnamed": float(not outside),
    }


def _given(judged: _Judged) -> list[Derivation]:
    """The edges from one given document to another; none that closes a circle."""
    above = {child: [parent] for child, parent in enumerate(judged.parents) if parent >= 0}
    for child, (parent, *_) in sorted(above.items()):
        for other in _further(judged, parent, child):
            if not _is_above(above, child, other):
                above[child].append(other)
    return [_edge(judged, parent, child) for child, parents in sorted(above.items()) for parent in parents]


def _is_above(above: Mapping[int, Sequence[int]], ancestor: int, start: int) -> bool:
    """Whether `ancestor` is `start` or above it; `above` has no circle."""
    return start == ancestor or any(_is_above(above, ancestor, parent) for parent in above.get(start, ()))


def _further(judged: _Judged, parent: int, child: int) -> list[int]:
    """Possible parents besides the first: more likely so than the other way round, and unrelated to the first.

    Where they share text with the first, the child's text can be told apart too seldom: on 120 families not fitted on,
    as many links were lost to false ones as were gained.
    """
    ids = [text.id for text in judged.texts]
    return [
        other
        for other, one in enumerate(ids)
        if other != parent
        and (one, ids[child]) in judged.pairs
        and (one, ids[parent]) not in judged.pairs
        and judged.scores[other, child] > judged.scores[child, other]
    ]


def _edge(judged: _Judged, parent: int, child: int) -> Derivation:
    first = judged.parents[child] == parent
    forth, back = float(judged.edges[parent, child]), float(judged.edges[child, parent])
    if not first:  # beside another parent: no forest holds both, so that the two alone are weighed
        odds = float(judged.scores[parent, child] - judged.scores[child, parent])
        forth, back = 1 / (1 + exp(-odds)), 1 / (1 + exp(odds))
    giver, taker = judged.texts[parent].id, judged.texts[child].id
    told = [vote for vote in judged.evidence[giver, taker] if abs(vote.weight) >= EVIDENCE_FROM]
    return Derivation(
        id="",
        parent=giver,
        child=taker,
        share=round(judged.pairs[giver, taker].child.shared.share, 4),
        confidence=round(forth, 4),
        directed=forth >= SURE_OF_DIRECTION * (forth + back),
        kind=pair_kind(judged.pairs[giver, taker]),
        evidence=tuple(sorted(told, key=lambda vote: -vote.weight)),
        runners_up=_runners_up(judged, parent, child),
    )


def _runners_up(judged: _Judged, parent: int, child: int) -> tuple[RunnerUp, ...]:
    taker = judged.texts[child].id
    others = [at for at in range(len(judged.texts)) if at not in (parent, child) and judged.edges[at, child] >= 0.01]
    return tuple(
        RunnerUp(
            parent=judged.texts[at].id,
            confidence=round(float(judged.edges[at, child]), 4),
            because=next(v.because for v in judged.evidence[judged.texts[at].id, taker] if v.signal == "shared_share"),
        )
        for at in sorted(others, key=lambda at: -judged.edges[at, child])
    )


def _orphans(judged: _Judged) -> list[Orphans]:
    """Documents without a parent that nevertheless share text: each such group has an unseen source."""
    number = {judged.texts[at].id: at for at, one in enumerate(judged.parents) if one < 0}
    links = {
        names: pair.child.shared
        for names, pair in judged.pairs.items()
        if names[0] in number and names[1] in number and pair.child.shared.own_words >= FEWEST_FROM_UNSEEN
    }
    both = {names: float(judged.both[number[names[0]], number[names[1]]]) for names in links}
    groups = connected(list(number), links)
    return [Orphans(tuple(judged.texts[number[one]] for one in group), links, both) for group in groups]


def connected(ids: Sequence[str], links: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return the groups of two and more of `ids` that `links` connect, each in the order of `ids`.

    >>> connected(["a", "b", "c", "d"], [("a", "c")])
    [('a', 'c')]
    """
    home = {one: one for one in ids}

    def top(one: str) -> str:
        while home[one] != one:
            one = home[one]
        return one

    for left, right in sorted(links):
        low, high = sorted((top(left), top(right)), key=ids.index)
        home[high] = low
    groups: dict[str, list[str]] = {}
    for one in ids:
        groups.setdefault(top(one), []).append(one)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _groups(ids: Sequence[str], edges: Sequence[Derivation]) -> tuple[tuple[str, ...], ...]:
    """Documents that share an ancestor."""
    extra = [edge.parent for edge in edges if edge.parent not in ids]
    everyone = [*ids, *dict.fromkeys(extra)]
    groups = connected(everyone, [(edge.parent, edge.child) for edge in edges])
    given = [tuple(one for one in group if one in set(ids)) for group in groups]
    return tuple(group for group in given if len(group) > 1)
