"""Groups from signed likenesses of pairs: average link, the likeliest pair of groups first."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

__all__ = ["Pair", "linked"]

Pair = tuple[str, str]


def linked(members: Iterable[str], pairs: Mapping[Pair, float], floor: float) -> list[tuple[str, ...]]:
    """Return `members` in groups, each sorted, the groups in the order of their first members.

    `pairs` holds the log-odds of pairs (the lesser id first); a pair that is not in it has `floor`. Two groups are
    joined while the mean over all pairs between them is over 0, the highest first; ties are settled by the ids, so
    that the order in which articles came has no say. Method: average link (Sokal and Michener 1958).

    >>> linked("abcd", {("a", "b"): 2.0, ("b", "c"): 1.0, ("a", "c"): -3.0}, -4.0)
    [('a', 'b'), ('c',), ('d',)]
    """
    groups: dict[str, list[str]] = {one: [one] for one in sorted(members)}
    sums = _neighbours(groups, pairs, floor)
    heap = [(-sums[a][b], a, b, 1, 1) for a in sums for b in sums[a] if a < b and sums[a][b] > 0]
    heapify(heap)
    while heap:
        _, first, second, sized, other = heappop(heap)
        if len(groups.get(first, ())) != sized or len(groups.get(second, ())) != other or second not in sums[first]:
            continue
        _join(groups, sums, first, second, floor)
        for third, total in sums[first].items():
            mean = total / (len(groups[first]) * len(groups[third]))
            if mean > 0:
                low, high = min(first, third), max(first, third)
                heappush(heap, (-mean, low, high, len(groups[low]), len(groups[high])))
    return sorted(tuple(sorted(group)) for group in groups.values())


def _neighbours(
    members: Mapping[str, Sequence[str]], pairs: Mapping[Pair, float], floor: float
) -> dict[str, dict[str, float]]:
    """For each group the sum of the log-odds of all pairs between it and each other group that it has a pair with."""
    out: dict[str, dict[str, float]] = {one: {} for one in members}
    for (a, b), score in pairs.items():
        if a in out and b in out and score > floor:
            out[a][b] = out[b][a] = score
    return out


def _join(
    groups: dict[str, list[str]], sums: dict[str, dict[str, float]], first: str, second: str, floor: float
) -> None:
    """Put group `second` into `first`."""
    here, there = sums[first], sums.pop(second)
    sizes = len(groups[first]), len(groups[second])
    here.pop(second, None)
    there.pop(first, None)
    for third in here.keys() | there.keys():
        missing = floor * len(groups[third])
        total = here.get(third, missing * sizes[0]) + there.get(third, missing * sizes[1])
        here[third] = sums[third][first] = total
        sums[third].pop(second, None)
    groups[first] += groups.pop(second)
