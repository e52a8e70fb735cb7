"""Which of many things belong together."""

from collections.abc import Iterable, Sequence

__all__ = ["connected"]


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
