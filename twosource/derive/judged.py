"""How probable it is that one document took text from another, or from none of the others."""

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from twosource.derive.copied import SHARED_BY_VERSIONS
from twosource.derive.credits import is_agency, same_newsroom
from twosource.derive.forest import best_forest, both_roots, edge_probabilities
from twosource.derive.overlap import Overlap
from twosource.derive.pair import Pair, pairs_of
from twosource.derive.signals import SIGNALS, Finder
from twosource.derive.signals.versions import VERSIONS
from twosource.derive.texts import Text
from twosource.derive.weights import COPY, NO_PARENT, PREFER_A_PARENT, REVISION, SURE
from twosource.model import Evidence

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

__all__ = ["CREDITS", "Judged", "judge", "no_parent", "pair_kind", "sure", "weighed"]

CREDITS = ("credits_parent", "credits_another", "page_names_parent")
"""Signals by which a child names a given document as its source."""


class Judged(Struct, frozen=True):
    """The possible pairs of one connected group of documents, and how probable each is.

    `parents` are those of the likeliest forest, -1 for none; `both` are the chances that neither of two has one.
    """

    texts: tuple[Text, ...]
    pairs: Mapping[tuple[str, str], Pair]
    evidence: Mapping[tuple[str, str], tuple[Evidence, ...]]
    scores: "NDArray[float64]"
    edges: "NDArray[float64]"
    both: "NDArray[float64]"
    parents: tuple[int, ...]


def judge(texts: Sequence[Text], shared: Mapping[tuple[str, str], Overlap]) -> Judged:
    """Return how probable each link of a group of documents that share text is, and the likeliest forest of them."""
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
    parents = tuple(_turned(best_forest(edges, PREFER_A_PARENT * roots), scores))
    return Judged(tuple(texts), pairs, evidence, scores, edges, both_roots(scores, alone), parents)


def sure(chance: float) -> float:
    """Return how often links to which the model gives the probability `chance` are right, 0 to 1.

    >>> 0 < sure(0.2) < sure(0.9) < 1
    True
    """
    kept = min(max(chance, 1e-6), 1 - 1e-6)
    slope, constant = SURE
    return 1 / (1 + exp(-slope * log(kept / (1 - kept)) - constant))


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
    if pair_kind(pair) == "copy":
        return _votes(pair, SIGNALS, COPY)
    order = _votes(pair, VERSIONS, REVISION)
    cost = abs(sum(vote.weight for vote in order))  # so that order speaks against one direction and for none
    because = "which of two was first does not tell whether one comes from the other"
    either = (Evidence(signal="either_way", weight=round(-cost, 4), because=because),) if cost else ()
    return (*_votes(pair, SIGNALS, REVISION), *order, *either)


def _votes(pair: Pair, finders: Mapping[str, Finder], weights: Mapping[str, float]) -> tuple[Evidence, ...]:
    found = [(name, weights[name], signal(pair)) for name, signal in finders.items() if weights[name]]
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
