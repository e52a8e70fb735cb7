"""What comes out of grouping."""

from msgspec import Struct

__all__ = ["Assignment", "Story"]


class Assignment(Struct, frozen=True, kw_only=True):
    """The story that an article is in, and the member it is most like, with the log-odds that both tell one event.

    `nearest` is None where the article is alone in its story.
    """

    id: str
    story: str
    nearest: str | None = None
    score: float | None = None


class Story(Struct, frozen=True, kw_only=True):
    """The articles of one event."""

    id: str
    members: tuple[Assignment, ...]
