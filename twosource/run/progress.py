"""How far a run has come, for whoever wants to know."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

__all__ = ["Progress", "followed", "silent"]

T = TypeVar("T")


class Progress(Protocol):
    """Called with the stage, the number of documents done in it and, where it is known, how many there are."""

    def __call__(self, stage: str, done: int, total: int | None) -> None: ...


def silent(stage: str, done: int, total: int | None) -> None:
    """The progress that nobody follows."""


def followed(items: Iterable[T], stage: str, progress: Progress, total: int | None = None) -> Iterator[T]:
    """Yield `items`, telling `progress` of each one that is done.

    >>> list(followed("ab", "read", lambda stage, done, total: print(stage, done, total), total=2))
    read 0 2
    read 1 2
    read 2 2
    ['a', 'b']
    """
    progress(stage, 0, total)
    for done, item in enumerate(items, 1):
        yield item
        progress(stage, done, total)
