"""A document on its way in: as captured, and as read."""

from functools import cached_property
from typing import Any, Generic, Literal, TypeVar

from msgspec import Struct

from twosource.model.edit import Edit, SpanMap, apply
from twosource.model.span import Span

__all__ = ["Article", "Capture", "Fact", "Facts"]

T = TypeVar("T")


class Capture(Struct, frozen=True, kw_only=True):
    """One document as it was found: bytes, and what the row or file that held it says about it.

    `encoding` is the encoding when the container settles it (a JSON string is UTF-8), else None. `given` holds the
    fields of its row (``title``, ``date``, ``source``, ``authors``, ``url``, ``language``, ``story`` and any other).
    """

    id: str
    path: str
    media: Literal["text", "html"]
    content: bytes
    encoding: str | None = None
    given: dict[str, Any] = {}


class Fact(Struct, Generic[T], frozen=True, kw_only=True):
    """A value and where it was found; `inferred` if it was worked out rather than read, and then `because` says how.

    `span` is the place in the source text of the article, where there is one.
    """

    value: T
    found: str
    inferred: bool = False
    because: str = ""
    span: Span | None = None


class Facts(Struct, frozen=True, kw_only=True):
    """What is known of an article beside its text. None is: not known.

    `published` and `modified` are ISO 8601, a day (``2016-10-25``) or a time (``2016-10-25T21:16:00+03:00``).
    `language` is an ISO 639-1 code. `based_on` are addresses that the page itself says it derives from.
    """

    title: Fact[str] | None = None
    outlet: Fact[str] | None = None
    authors: Fact[tuple[str, ...]] | None = None
    published: Fact[str] | None = None
    modified: Fact[str] | None = None
    language: Fact[str] | None = None
    url: Fact[str] | None = None
    based_on: Fact[tuple[str, ...]] | None = None
    links: Fact[tuple[str, ...]] | None = None


class Article(Struct, frozen=True, kw_only=True, dict=True):
    r"""One document: its source text, the edits that make it clean, and the facts about it.

    `source` is the decoded text of the file; of a page, the text of its blocks, a line each. The clean text is
    computed from `source` and `edits`, so that text and offsets cannot disagree. `sha256` is that of the content as
    captured. `given` holds the fields of the row it came in.

    >>> a = Article(id="a", path="a.txt", source="Share\nIt rained.", sha256="", facts=Facts(),
    ...             edits=(Edit(0, 6, "", "furniture: share bar"),))
    >>> a.text, a.to_source(Span(0, 2))
    ('It rained.', Span(start=6, end=8))
    """

    id: str
    path: str
    source: str
    edits: tuple[Edit, ...]
    facts: Facts
    sha256: str
    media: Literal["text", "html"] = "text"
    given: dict[str, Any] = {}

    @cached_property
    def text(self) -> str:
        """The clean text, which every span of every later result counts in."""
        return apply(self.source, self.edits)

    @cached_property
    def _map(self) -> SpanMap:
        return SpanMap(self.edits)

    def to_source(self, span: Span) -> Span:
        """The characters of `source` behind the clean characters in `span`."""
        return self._map.to_source(span)

    def to_clean(self, span: Span) -> Span:
        """The clean characters that stem from those of `source` in `span`."""
        return self._map.to_clean(span)
