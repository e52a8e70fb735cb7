"""What lies between stories: those that are chapters of one that goes on, and articles that touch several."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from twosource.stories.story import Link

__all__ = ["Apart", "links_between", "touched_by"]

Apart = tuple[float, str, str]
"""Log-odds of a pair of articles that are in two stories, and their ids."""
SEVERAL = 2


def links_between(apart: Iterable[Apart], stories: Mapping[str, str]) -> dict[str, tuple[Link, ...]]:
    """Return for each story those that an article of it is rather like, the likest first: look-alikes and chapters.

    `apart` are the pairs over 0 that `linked` kept in two stories.

    >>> links_between([(1.0, "a", "b"), (2.0, "a", "c")], {"a": "x", "b": "y", "c": "y"})["y"]
    (Link(story='x', score=2.0, by=('a', 'c')),)
    """
    found: dict[str, dict[str, Link]] = defaultdict(dict)
    for score, one, other in sorted(apart, reverse=True):
        for here, there in ((stories[one], stories[other]), (stories[other], stories[one])):
            found[here].setdefault(there, Link(story=there, score=score, by=(one, other)))
    return {story: tuple(links.values()) for story, links in found.items()}


def touched_by(apart: Iterable[Apart], stories: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the articles that touch two other stories or more which are not alike themselves, with those stories.

    Such an article is a round-up.

    >>> touched_by([(1.0, "a", "b"), (2.0, "a", "c")], {"a": "x", "b": "y", "c": "z"})
    {'a': ('y', 'z')}
    """
    near: dict[str, set[str]] = defaultdict(set)
    alike: dict[str, set[str]] = defaultdict(set)
    for _, one, other in apart:
        for here, there in ((one, other), (other, one)):
            near[here].add(stories[there])
            alike[stories[here]].add(stories[there])
    free = {article: {story for story in touched if not touched & alike[story]} for article, touched in near.items()}
    return {article: tuple(sorted(touched)) for article, touched in free.items() if len(touched) >= SEVERAL}
