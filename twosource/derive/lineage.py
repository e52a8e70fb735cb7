"""Shared passages to who took them from whom."""

from collections.abc import Collection, Mapping, Sequence
from math import exp

from msgspec.structs import replace

from twosource.derive.appended import appended
from twosource.derive.connected import connected
from twosource.derive.copied import copied
from twosource.derive.credits import learn_newsrooms
from twosource.derive.in_hand import in_hand
from twosource.derive.judged import Judged, judge, pair_kind, sure, weighed
from twosource.derive.overlap import Overlap, overlaps
from twosource.derive.pair import Pair
from twosource.derive.retold import Retold, retold
from twosource.derive.texts import text_of
from twosource.derive.unseen import Orphans, all_unseen, common_credit, shared_sources
from twosource.derive.weights import TRUST_IN_HAND
from twosource.model import Article, Derivation, Lineage, Quote, Reuse, RunnerUp

__all__ = ["derive", "groups_of", "weighed"]

SURE_OF_DIRECTION = 0.6
"""An edge less likely than this to run this way rather than the other is not given a direction."""

FEWEST_FROM_UNSEEN = 30
"""Own words that siblings must share for a source to be supposed that nobody has."""

UNNAMED_SHARE = 0.3
"""The part of the own words of one of two documents that they share, if a source that nothing names is supposed.
Without it one was supposed in 12 of 41 groups of real articles: in eight wrongly, and none of these shared so much."""

EVIDENCE_FROM = 0.1
"""Log-odds below which a signal is not worth telling."""


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
    common = overlaps(texts, reuse)
    shared = copied(common)
    groups = connected([text.id for text in texts], shared)
    judged = [judge([text for text in texts if text.id in group], shared) for group in groups]
    given = [edge for one in judged for edge in _given(one)]
    told = retold(texts, {frozenset((edge.parent, edge.child)) for edge in given}, _explained(common))
    takers = {edge.child for edge in told.edges}
    sources = shared_sources([group for one in judged for group in _orphans(one, takers)])
    found = [_confirmed(edge, told) for edge in given]
    found += [*told.edges, *(edge for source in sources for edge in source.edges)]
    edges = tuple(replace(edge, id=f"d{number}") for number, edge in enumerate(found, 1))
    return Lineage(
        edges=edges,
        unseen=all_unseen(texts, edges, [source.source for source in sources]),
        groups=groups_of([text.id for text in texts], edges),
    )


def _explained(common: Mapping[tuple[str, str], Overlap]) -> set[frozenset[str]]:
    """Pairs of documents of which it is known why they tell the same: one agency, or what pages end with."""
    return {
        frozenset(names)
        for names, overlap in common.items()
        if (overlap.kept and overlap.is_foot) or common_credit((overlap.here, overlap.there)) is not None
    }


def _confirmed(edge: Derivation, told: Retold) -> Derivation:
    """The edge with what its documents tell alike beyond their common wording."""
    more = told.confirmed.get((edge.parent, edge.child))
    return replace(edge, evidence=(*edge.evidence, more)) if more else edge


def _given(judged: Judged) -> list[Derivation]:
    """The edges from one given document to another; none that closes a circle."""
    above = {child: [parent] for child, parent in enumerate(judged.parents) if parent >= 0}
    above |= {child: [parent] for child, parent in _supplied(judged).items()}
    for child, (parent, *_) in sorted(above.items()):
        for other in _further(judged, parent, child):
            if not _is_above(above, child, other):
                above[child].append(other)
    return [_edge(judged, parent, child) for child, parents in sorted(above.items()) for parent in parents]


def _supplied(judged: Judged) -> dict[int, int]:
    """Parents of documents for which a source would be supposed otherwise, though a given one must be it."""
    numbers = {text.id: at for at, text in enumerate(judged.texts)}
    large = {tuple(numbers[one] for one in names) for names, pair in judged.pairs.items() if _from_unseen(pair)}
    return {child: parent for child, parent in in_hand(judged).items() if (parent, child) in large}


def _is_above(above: Mapping[int, Sequence[int]], ancestor: int, start: int) -> bool:
    """Whether `ancestor` is `start` or above it; `above` has no circle."""
    return start == ancestor or any(_is_above(above, ancestor, parent) for parent in above.get(start, ()))


def _further(judged: Judged, parent: int, child: int) -> list[int]:
    """Possible parents besides the first: those from which text was appended, and such as the first has nothing of.

    Of those the child must be likelier to come from them than they from it. Where they share text with the first, the
    child's text can be told apart too seldom: on 120 families not fitted on, as many links were lost to false ones as
    were gained.
    """
    ids = [text.id for text in judged.texts]
    given = [at for at, one in enumerate(ids) if at != parent and (one, ids[child]) in judged.pairs]
    return [at for at in given if _unrelated(judged, parent, child, at) or _appended(judged, parent, child, at)]


def _unrelated(judged: Judged, parent: int, child: int, other: int) -> bool:
    related = (judged.texts[other].id, judged.texts[parent].id) in judged.pairs
    return not related and bool(judged.scores[other, child] > judged.scores[child, other])


def _appended(judged: Judged, parent: int, child: int, other: int) -> bool:
    first, second = (judged.pairs[judged.texts[at].id, judged.texts[child].id] for at in (parent, other))
    return appended(first.child.shared, second.child.shared)


def _edge(judged: Judged, parent: int, child: int) -> Derivation:
    first = judged.parents[child] == parent
    forth, back = float(judged.edges[parent, child]), float(judged.edges[child, parent])
    if not first:  # no forest that is likely has this edge, so that the two documents alone are weighed
        odds = float(judged.scores[parent, child] - judged.scores[child, parent])
        forth, back = 1 / (1 + exp(-odds)), 1 / (1 + exp(odds))
    giver, taker = judged.texts[parent].id, judged.texts[child].id
    told = [vote for vote in judged.evidence[giver, taker] if abs(vote.weight) >= EVIDENCE_FROM]
    return Derivation(
        id="",
        parent=giver,
        child=taker,
        share=round(judged.pairs[giver, taker].child.shared.share, 4),
        confidence=round(sure(forth) * (TRUST_IN_HAND if judged.parents[child] < 0 else 1.0), 4),
        directed=forth >= SURE_OF_DIRECTION * (forth + back),
        kind=pair_kind(judged.pairs[giver, taker]),
        evidence=tuple(sorted(told, key=lambda vote: -vote.weight)),
        runners_up=_runners_up(judged, parent, child),
    )


def _runners_up(judged: Judged, parent: int, child: int) -> tuple[RunnerUp, ...]:
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


def _orphans(judged: Judged, takers: Collection[str]) -> list[Orphans]:
    """Documents without a parent that nevertheless share text: each such group has an unseen source.

    `takers` retell a given document.
    """
    supplied = _supplied(judged)
    number = {
        judged.texts[at].id: at
        for at, one in enumerate(judged.parents)
        if one < 0 and at not in supplied and at not in supplied.values() and judged.texts[at].id not in takers
    }
    links = {
        names: pair.child.shared
        for names, pair in judged.pairs.items()
        if names[0] in number and names[1] in number and _from_unseen(pair)
    }
    both = {names: float(judged.both[number[names[0]], number[names[1]]]) for names in links}
    groups = connected(list(number), links)
    return [Orphans(tuple(judged.texts[number[one]] for one in group), links, both) for group in groups]


def _from_unseen(pair: Pair) -> bool:
    """Whether two documents share so much that a source is supposed which is not given.

    Posts, statements and lines of a page that both have without marks are no text of a source's: where nobody is
    credited by both, they must share a large part of one of them.
    """
    large = max(pair.parent.shared.share, pair.child.shared.share) >= UNNAMED_SHARE
    named = common_credit((pair.parent.text, pair.child.text)) is not None
    return pair.child.shared.own_words >= FEWEST_FROM_UNSEEN and (large or named)


def groups_of(ids: Sequence[str], edges: Sequence[Derivation]) -> tuple[tuple[str, ...], ...]:
    """Documents that share an ancestor."""
    extra = [edge.parent for edge in edges if edge.parent not in ids]
    everyone = [*ids, *dict.fromkeys(extra)]
    groups = connected(everyone, [(edge.parent, edge.child) for edge in edges])
    given = [tuple(one for one in group if one in set(ids)) for group in groups]
    return tuple(group for group in given if len(group) > 1)
