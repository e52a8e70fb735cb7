"""What both ways of finding quotations hand on: an attribution, not yet numbered."""

from typing import Literal

from msgspec import Struct

from twosource.annotate.marks import Marked
from twosource.model import Span

__all__ = ["Attribution", "kind_of", "trimmed", "whole_marks"]


class Attribution(Struct, frozen=True):
    """Spans of content, cue and source in the clean text; `rule` names the rule that found it.

    `anchor` is where the main word of the cue begins: two finds with one anchor are one act of speech. `sure` is how
    sure the finder is of this one, None if no more is known than the rule; `told` how probable it is that the words of
    `source` are a source, None if that was not weighed.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    rule: str
    anchor: int
    sure: float | None = None
    told: float | None = None

    @property
    def start(self) -> int:
        """Where its first character stands."""
        return min(span.start for span in (*self.content, *self.cue, *self.source))

    @property
    def end(self) -> int:
        """Where it ends."""
        return max(span.end for span in (*self.content, *self.cue, *self.source))


def kind_of(text: str, content: tuple[Span, ...], marked: tuple[Marked, ...]) -> Literal["direct", "mixed", "indirect"]:
    """``direct`` if all words of `content` stand in quotation marks, ``indirect`` if none do, else ``mixed``.

    >>> from twosource.annotate.marks import marked_spans
    >>> text = 'that it was “over”'
    >>> kind_of(text, (Span(0, 17),), marked_spans(text, [Span(0, 18)]))
    'mixed'
    """
    inside = outside = False
    for span in content:
        covers = [(max(span.start, m.outer.start), min(span.end, m.outer.end)) for m in marked if m.depth == 0]
        covers = [(start, end) for start, end in covers if start < end]
        inside = inside or any(_says(text[start:end]) for start, end in covers)
        at = span.start
        for start, end in [*covers, (span.end, span.end)]:
            outside = outside or _says(text[at:start])
            at = max(at, end)
    return ("mixed" if outside else "direct") if inside else "indirect"


def _says(piece: str) -> bool:
    words = "".join(char if char.isalnum() else " " for char in piece).split()
    return any(word.lower() not in {"and", "but", "that", "or"} for word in words)


def whole_marks(span: Span, marked: tuple[Marked, ...]) -> Span:
    """Move the ends of `span` so that it does not hold one mark of a pair without the other.

    An end that lies inside a marked stretch which began in `span` moves behind its closing mark, and likewise at the
    start. A span that lies in one stretch altogether stays as it is.
    """
    start, end = span
    for m in marked:
        if start <= m.outer.start < end <= m.outer.end:
            end = m.outer.end
        elif m.outer.start < start < m.outer.end < end:
            start = m.outer.start
    return Span(start, end)


def trimmed(text: str, span: Span) -> Span:
    """`span` without the blanks around it and the comma or full stop that only ends the sentence behind a mark.

    >>> trimmed("“Yes, ” he said", Span(1, 6))
    Span(start=1, end=4)
    """
    piece = span.of(text)
    return Span(span.end - len(piece.lstrip()), span.start + len(piece.rstrip(" \t\xa0,")))
