"""Shared passages to who took them from whom."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from twosource.derive.forest import best_forest, edge_probabilities
from twosource.derive.overlap import Overlap, overlaps
from twosource.derive.pair import Pair, pairs_of
from twosource.derive.signals import SIGNALS
from twosource.derive.texts import Text, text_of
from twosource.derive.unseen import Shared, cited, shared_source
from twosource.derive.weights import NO_PARENT, WEIGHTS
from twosource.model import Article, Derivation, Evidence, Lineage, Quote, Reuse, RunnerUp, Unseen

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

__all__ = ["derive"]

FEWEST_SHARED = 15
"""Own words that two documents must share for copying between them to be weighed at all."""

SURE_OF_DIRECTION = 0.6
"""An edge less likely than this to run this way rather than the other is not given a direction."""

EVIDENCE_FROM = 0.1
"""Log-odds below which a signal is not worth telling."""


class _Judged(Struct, frozen=True):
    """The possible pairs of one connected group of documents, and how probable each is."""

    texts: tuple[Text, ...]
    pairs: Mapping[tuple[str, str], Pair]
    evidence: Mapping[tuple[str, str], tuple[Evidence, ...]]
    edges: "NDArray[float64]"
    roots: "NDArray[float64]"
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
    texts = [text_of(one, quotes.get(one.id, ())) for one in sorted(articles, key=lambda one: one.id)]
    shared = {pair: one for pair, one in overlaps(texts, reuse).items() if one.own_words >= FEWEST_SHARED}
    edges: list[Derivation] = []
    sources: list[Unseen] = []
    for group in _connected([text.id for text in texts], shared):
        judged = _judged([text for text in texts if text.id in group], shared)
        edges += _given(judged)
        for found in _orphans(judged, len([one for one in sources if one.name is None])):
            edges += found.edges
            sources.append(found.source)
    edges = [_numbered(edge, number) for number, edge in enumerate(edges, 1)]
    return Lineage(
        edges=tuple(edges), unseen=cited(texts, edges, sources), groups=_groups([text.id for text in texts], edges)
    )


def _numbered(edge: Derivation, number: int) -> Derivation:
    from msgspec.structs import replace

    return replace(edge, id=f"d{number}")


def _judged(texts: Sequence[Text], shared: Mapping[tuple[str, str], Overlap]) -> _Judged:
    import numpy as np

    pairs = pairs_of(texts, shared)
    number = {text.id: at for at, text in enumerate(texts)}
    evidence = {names: weighed(pair) for names, pair in pairs.items()}
    scores = np.full((len(texts), len(texts)), -np.inf)
    for (parent, child), votes in evidence.items():
        scores[number[parent], number[child]] = sum(vote.weight for vote in votes)
    edges, roots, _ = edge_probabilities(scores, np.array([_no_parent(text) for text in texts]))
    return _Judged(tuple(texts), pairs, evidence, edges, roots, tuple(best_forest(edges, roots)))


def weighed(pair: Pair) -> tuple[Evidence, ...]:
    """Every signal's vote on whether the parent of `pair` gave text to its child."""
    found = [(name, WEIGHTS[name], signal(pair)) for name, signal in SIGNALS.items()]
    return tuple(
        Evidence(signal=name, weight=round(weight * seen.value, 4), because=seen.because, spans=seen.spans)
        for name, weight, seen in found
        if seen is not None and seen.value
    )


def _no_parent(text: Text) -> float:
    credits = any(credit.kind == "text" for credit in text.credits)
    return NO_PARENT["any"] + NO_PARENT["damaged"] * text.damaged + NO_PARENT["credits"] * credits


def _given(judged: _Judged) -> list[Derivation]:
    """The edges from one given document to another."""
    out = []
    for at, parent in enumerate(judged.parents):
        if parent >= 0:
            out.append(_edge(judged, parent, at))
    return out


def _edge(judged: _Judged, parent: int, child: int) -> Derivation:
    forth, back = float(judged.edges[parent, child]), float(judged.edges[child, parent])
    giver, taker = judged.texts[parent], judged.texts[child]
    told = [vote for vote in judged.evidence[giver.id, taker.id] if abs(vote.weight) >= EVIDENCE_FROM]
    return Derivation(
        id="",
        parent=giver.id,
        child=taker.id,
        share=round(judged.pairs[giver.id, taker.id].taken.share, 4),
        confidence=round(forth, 4),
        directed=forth >= SURE_OF_DIRECTION * (forth + back),
        kind=_kind(giver, taker),
        evidence=tuple(sorted(told, key=lambda vote: -abs(vote.weight))),
        runners_up=_runners_up(judged, parent, child),
    )


def _kind(parent: Text, child: Text) -> Literal["copy", "revision"]:
    return "copy"


def _runners_up(judged: _Judged, parent: int, child: int) -> tuple[RunnerUp, ...]:
    others = [at for at in range(len(judged.texts)) if at not in (parent, child) and judged.edges[at, child] >= 0.01]
    return tuple(
        RunnerUp(
            parent=judged.texts[at].id,
            confidence=round(float(judged.edges[at, child]), 4),
            because=judged.evidence[judged.texts[at].id, judged.texts[child].id][0].because,
        )
        for at in sorted(others, key=lambda at: -judged.edges[at, child])
    )


def _orphans(judged: _Judged, named: int) -> list[Shared]:
    """Documents without a parent that nevertheless share text: each such group has an unseen source."""
    tops = [judged.texts[at] for at, parent in enumerate(judged.parents) if parent < 0]
    ids = [text.id for text in tops]
    links = {pair: one.taken for pair, one in judged.pairs.items() if pair[0] in ids and pair[1] in ids}
    groups = [[text for text in tops if text.id in group] for group in _connected(ids, links)]
    return [shared_source(group, links, named + number) for number, group in enumerate(groups, 1)]


def _connected(ids: Sequence[str], links: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Groups of two and more of `ids` that `links` connect, each in the order of `ids`."""
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
    groups = _connected(everyone, [(edge.parent, edge.child) for edge in edges])
    given = [tuple(one for one in group if one in set(ids)) for group in groups]
    return tuple(group for group in given if len(group) > 1)
