"""What comes out of grouping."""

from msgspec import Struct

from twosource.stories.reasons import Reason

__all__ = ["Assignment", "Link", "Story"]


class Assignment(Struct, frozen=True, kw_only=True):
    """The story that an article is in, and why: the member it is most like, the log-odds that both tell one event
    (before it is weighed against its rivals), and what the two share.

    `nearest` is None where the article is alone in its story. `touches` are other stories that a round-up touches.
    """

    id: str
    story: str
    nearest: str | None = None
    score: float | None = None
    reasons: tuple[Reason, ...] = ()
    touches: tuple[str, ...] = ()


class Link(Struct, frozen=True, kw_only=True):
    """Another story that is alike, by the log-odds of the likest two articles `by`: a chapter or a look-alike."""

    story: str
    score: float
    by: tuple[str, str]


class Story(Struct, frozen=True, kw_only=True):
    """The articles of one event, and the stories that are linked to it but are not it."""

    id: str
    members: tuple[Assignment, ...]
    linked: tuple[Link, ...] = ()
