"""Where something stands: half-open ranges of Unicode code points."""

from collections.abc import Iterator

from msgspec import Struct

__all__ = ["Place", "Span"]


class Span(Struct, frozen=True, order=True, array_like=True):
    """The characters ``text[start:end]``: code points, 0-based, end-exclusive. In JSON: ``[start, end]``.

    Raises ValueError unless ``0 <= start <= end``.

    >>> Span(3, 7).of("No, none said so")
    ' non'
    >>> Span(0, 5).overlap(Span(3, 9))
    2
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not [{self.start}, {self.end}]")

    def __iter__(self) -> Iterator[int]:
        yield self.start
        yield self.end

    @property
    def length(self) -> int:
        """Number of code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` in this span."""
        return text[self.start : self.end]

    def shift(self, by: int) -> "Span":
        """The same length, `by` code points further on."""
        return Span(self.start + by, self.end + by)

    def overlap(self, other: "Span") -> int:
        """How many code points both spans hold (0 where they only touch)."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def holds(self, other: "Span") -> bool:
        """True if `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


class Place(Struct, frozen=True, order=True):
    """A span in the clean text of one document."""

    document: str
    span: Span
