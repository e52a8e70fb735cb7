"""What is kept of an article for grouping: one flat row."""

from msgspec import Struct

__all__ = ["Profile"]


class Profile(Struct, frozen=True, kw_only=True):
    """What tells of which event an article reports.

    `terms` are folded stems in the order of their first place; `in_title`, `in_lead` and `in_body` say how often each
    stands in the title, in the first words of the text and in what follows. `starts` and `ends` are where it stands
    first: code points of the clean text, or of the title where `in_title` is not 0. `capitals` is 1 where a term is
    never written without a capital. `days` are the days that the text names, ISO 8601. `shingles` are hashes of runs
    of words, one in a few of them. `published` is ISO 8601 or None: not known.
    """

    id: str
    language: str | None = None
    published: str | None = None
    outlet: str | None = None
    words: int = 0
    terms: tuple[str, ...] = ()
    in_title: tuple[int, ...] = ()
    in_lead: tuple[int, ...] = ()
    in_body: tuple[int, ...] = ()
    capitals: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    days: tuple[str, ...] = ()
    shingles: tuple[int, ...] = ()
