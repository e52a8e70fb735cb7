"""Which of many things belong together."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

__all__ = ["connected"]

T = TypeVar("T", bound=Hashable)


def connected(ids: Sequence[T], links: Iterable[tuple[T, T]]) -> list[tuple[T, ...]]:
    """Return the groups of two and more of `ids` that `links` connect, each in the order of `ids`.

    >>> connected(["a", "b", "c", "d"], [("a", "c")])
    [('a', 'c')]
    """
    home = {one: one for one in ids}

    def top(one: T) -> T:
        while home[one] != one:
            home[one] = one = home[home[one]]
        return one

    for left, right in links:
        home[top(right)] = top(left)
    groups: dict[T, list[T]] = {}
    for one in ids:
        groups.setdefault(top(one), []).append(one)
    return [tuple(group) for group in groups.values() if len(group) > 1]
