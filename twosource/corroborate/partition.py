"""Bring together what a person says is one, and take apart what is not, whatever the order in which it is said."""

from collections.abc import Hashable, Mapping, Sequence, Set
from typing import TypeVar

from twosource.derive.connected import connected

__all__ = ["repartition"]

T = TypeVar("T", bound=Hashable)


def repartition(
    held: Sequence[Set[T]], splits: Mapping[int, Set[T]], merges: Mapping[int, Set[T]]
) -> tuple[list[frozenset[T]], dict[int, tuple[int, ...]]]:
    """Return the groups `held` anew, and the splits and merges that contradict each other, each with which others.

    The members of a split leave their group and stand together; then the groups of the members of a merge become one.
    A split contradicts merges that bring its members back to what they left, and a split that takes some but not all
    of the same members. Splits and merges are called by their numbers; those that contradict are not followed.

    >>> repartition([{"a", "b"}, {"c"}], {1: {"b"}}, {2: {"b", "c"}})
    ([frozenset({'a'}), frozenset({...})], {})
    >>> repartition([{"a", "b"}], {1: {"b"}}, {2: {"a", "b"}})
    ([frozenset({...})], {1: (2,), 2: (1,)})
    """
    against: dict[int, set[int]] = {}
    for one, left in splits.items():
        for other, right in splits.items():
            if left & right and left != right:
                against.setdefault(one, set()).add(other)
    while True:
        cuts = {key: frozenset(members) for key, members in splits.items() if key not in against}
        joins = {key: frozenset(members) for key, members in merges.items() if key not in against}
        groups = _joined(held, cuts, joins)
        crossing = _crossing(held, cuts, joins, groups)
        if not crossing:
            break
        for key, others in crossing.items():
            against.setdefault(key, set()).update(others)
    return groups, {key: tuple(sorted(others)) for key, others in sorted(against.items())}


def _joined(
    held: Sequence[Set[T]], cuts: Mapping[int, frozenset[T]], joins: Mapping[int, frozenset[T]]
) -> list[frozenset[T]]:
    """What the joins make of the pieces that the cuts leave."""
    leaving = frozenset(member for members in cuts.values() for member in members)
    rests = [frozenset(group - leaving) for group in held]
    pieces = [*filter(None, rests), *dict.fromkeys(cuts.values())]
    home = {member: at for at, piece in enumerate(pieces) for member in piece}
    links = []
    for members in joins.values():
        homes = sorted(home[member] for member in members)
        links += [(homes[0], other) for other in homes[1:]]
    together = connected(range(len(pieces)), links)
    first = {group[0]: group for group in together}
    later = {at for group in together for at in group[1:]}
    return [
        frozenset().union(*(pieces[other] for other in first.get(at, (at,))))
        for at in range(len(pieces)) if at not in later
    ]  # fmt: skip


def _crossing(
    held: Sequence[Set[T]],
    cuts: Mapping[int, frozenset[T]],
    joins: Mapping[int, frozenset[T]],
    groups: Sequence[frozenset[T]],
) -> dict[int, set[int]]:
    """The cuts whose members are back with what they left, with the joins that brought them there."""
    found: dict[int, set[int]] = {}
    for key, members in cuts.items():
        rest = frozenset(one for group in held if group & members for one in group - members)
        group = next(group for group in groups if group & members)
        if group & rest:
            guilty = {other for other, joined in joins.items() if joined & group}
            found.setdefault(key, set()).update(guilty)
            for other in guilty:
                found.setdefault(other, set()).add(key)
    return found
