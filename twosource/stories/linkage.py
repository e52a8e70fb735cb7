"""Groups from likenesses of pairs: how each pair stands beside its rivals, then the likeliest groups joined first."""

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush
from math import exp, sqrt

from twosource.stories.weights import weights

__all__ = ["Pair", "linked", "standing"]

Pair = tuple[str, str]

ENOUGH = 0.25
"""Two groups are joined while the likeness between them is at least this."""
PLENTY = 5.0
"""Log-odds over this count as this: a copy of an article is no rival to another report of its event."""
LEAST = 0.01
"""A probability under this is taken for none."""


def linked(members: Iterable[str], pairs: Mapping[Pair, float], floor: float) -> list[tuple[str, ...]]:
    """Return `members` in groups, each sorted, the groups in the order of their first members.

    `pairs` holds the log-odds of pairs (the lesser id first); what is not over `floor` or not in it is unlikely. The
    two groups with the greatest likeness are joined while it is `ENOUGH`; ties are settled by the ids, so that the
    order in which articles came has no say. The likeness of two groups is half-way (the geometric mean) between
    the mean probability of the pairs between them (average link, Sokal and Michener 1958) and the cosine of
    their sums, which forgives a group of many that its members are less alike.

    >>> linked("abcd", {("a", "b"): 4.0, ("b", "c"): -1.0, ("a", "c"): -3.0}, -4.0)
    [('a', 'b'), ('c',), ('d',)]
    """
    groups = {one: _Group((one,)) for one in sorted(members)}
    for (a, b), chance in standing({pair: score for pair, score in pairs.items() if score > floor}).items():
        if chance >= LEAST and a in groups and b in groups:
            groups[a].near[b] = groups[b].near[a] = chance
    heap = [
        (-chance, a, b, 1, 1)
        for a, group in groups.items()
        for b, chance in group.near.items()
        if a < b and chance >= ENOUGH
    ]
    heapify(heap)
    while heap:
        _, a, b, *sizes = heappop(heap)
        if a in groups and b in groups and [len(groups[a].members), len(groups[b].members)] == sizes:
            for entry in _joined(groups, a, b):
                heappush(heap, entry)
    return sorted(tuple(sorted(group.members)) for group in groups.values())


def standing(pairs: Mapping[Pair, float]) -> dict[Pair, float]:
    """Return how probable each pair is when it is seen beside the likeliest other pairs of its two articles.

    An article that is much more like a third is rather of the story of that one.

    >>> alone = standing({("a", "b"): 0.0})[("a", "b")]
    >>> beside = standing({("a", "b"): 0.0, ("b", "c"): 6.0, ("a", "d"): 6.0})[("a", "b")]
    >>> alone > 0.5 > beside
    True
    """
    of_score, of_worse, of_better, constant = weights().standing
    best: dict[str, float] = {}
    for pair, full in pairs.items():
        score = min(full, PLENTY)
        for one in pair:
            best[one] = max(best.get(one, score), score)
    out = {}
    for (a, b), full in pairs.items():
        score = min(full, PLENTY)
        worse, better = sorted((score - best[a], score - best[b]))
        out[a, b] = _chance(of_score * score + of_worse * worse + of_better * better + constant)
    return out


def _chance(score: float) -> float:
    return 1 / (1 + exp(-max(-9.0, min(9.0, score))))


class _Group:
    """Some articles, the sum of all likenesses among them, and those to each group that they have any to."""

    def __init__(self, members: tuple[str, ...]) -> None:
        self.members = members
        self.inner = 1.0
        self.near: dict[str, float] = {}

    def likeness(self, other: "_Group", between: float) -> float:
        """Half-way between the mean of the pairs between two groups and the cosine of their sums."""
        return between / sqrt(len(self.members) * len(other.members) * sqrt(self.inner * other.inner))


def _joined(groups: dict[str, _Group], a: str, b: str) -> Iterable[tuple[float, str, str, int, int]]:
    """Put the group `b` into `a`; yield the pairs of groups that are alike enough then."""
    here, there = groups[a], groups.pop(b)
    here.inner += there.inner + 2 * here.near.pop(b)
    here.members += there.members
    del there.near[a]
    for other, chance in there.near.items():
        near = groups[other].near
        del near[b]
        near[a] = here.near[other] = here.near.get(other, 0.0) + chance
    for other, between in here.near.items():
        if (likeness := here.likeness(groups[other], between)) >= ENOUGH:
            low, high = sorted((a, other))
            yield -likeness, low, high, len(groups[low].members), len(groups[high].members)
