"""Where the words of a quotation begin and end: inside its marks if they are all it has, and with whole pairs else."""

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from twosource.annotate.attribution import Attribution
from twosource.annotate.marks import Marked, starting_in
from twosource.model import Span

__all__ = ["with_clean_edges"]

STOP = re.compile(r"(?<=[^\W\d_A-Z]{2})\.$")  # of a sentence, not of an abbreviation in capitals
BEFORE = re.compile(r"^[.!?][ \t\u00a0]+")  # of the sentence before
TOWN = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,30}(?:, [A-Z][\w. ]{2,25})?"
DATELINE = re.compile(rf"[ \t]*{TOWN}(?:(?:\s\([^()\n]{{2,40}}\))(?:\s*[-–—]{{1,2}})?|\s*[-–—]{{1,2}})\s")
LOOSE = " \t\u00a0,;:–—-"


def with_clean_edges(text: str, found: Sequence[Attribution], marked: Sequence[Marked]) -> list[Attribution]:
    """`found` with the edges of contents where a reader would put them; `marked` are the marked stretches of `text`.

    A content that is one stretch in quotation marks begins and ends within the marks. Another holds a pair of marks
    whole or not at all. Blanks, commas, colons and dashes at the edges are no part of it, nor is a dateline.
    """
    outermost = [m for m in marked if m.depth == 0]
    out = []
    for one in found:
        told = (_behind_dateline(text, old) for old in one.content)
        content = tuple(span for old in told for span in _settled(text, old, outermost))
        source = tuple(_trimmed(text, span) for span in one.source)
        if content:
            out.append(structs.replace(one, content=content, source=tuple(span for span in source if span.length)))
    return out


def _behind_dateline(text: str, span: Span) -> Span:
    """`span` without the dateline of its paragraph: “TARN (Coast Wire) — *Two ships ran aground*”."""
    line = text.rfind("\n", 0, span.start) + 1
    dateline = DATELINE.match(text, line)
    inside = dateline is not None and span.start < dateline.end() < span.end
    return Span(dateline.end(), span.end) if inside and dateline is not None else span


def _settled(text: str, span: Span, marked: Sequence[Marked]) -> Iterator[Span]:
    near = starting_in(marked, Span(text.rfind("\n", 0, span.start) + 1, span.end))
    touched = [m for m in near if m.outer.overlap(span)]
    for part in _at_sentences(text, _whole(_trimmed(text, span), touched), touched):
        alone = next((m for m in touched if m.outer.holds(part)), None)
        if alone is not None:
            start, end = max(part.start, alone.inner.start), min(part.end, alone.inner.end)
            part = Span(start, max(start, end))  # nothing, if it is but a mark of two characters
        part = _trimmed(text, part)
        if alone is None:
            part = Span(part.start, part.start + len(STOP.sub("", part.of(text))))
        if any(char.isalnum() for char in part.of(text)):
            yield part


def _whole(span: Span, marked: Sequence[Marked]) -> Span:
    """`span` with its ends moved out of the marked stretches that it cuts: to where most of the stretch lies."""
    start, end = span
    for m in marked:
        mostly = 2 * m.outer.overlap(Span(start, end)) >= m.outer.length
        if start < m.outer.start < end < m.outer.end:
            end = m.outer.end if mostly else m.outer.start
        elif m.outer.start < start < m.outer.end < end:
            start = m.outer.start if mostly else m.outer.end
    return Span(start, end)


def _at_sentences(text: str, span: Span, marked: Sequence[Marked]) -> Iterator[Span]:
    """`span`, parted where a stretch in marks begins a sentence: “The crane was old. ‘It broke.’”"""
    start = span.start
    for m in marked:
        if start < m.outer.start < span.end and re.search(r"[.!?]\s*$", text[start : m.outer.start]):
            yield Span(start, m.outer.start)
            start = m.outer.start
    yield Span(start, span.end)


def _trimmed(text: str, span: Span) -> Span:
    piece = span.of(text)
    start = span.end - len(BEFORE.sub("", piece.lstrip(LOOSE)))
    end = span.start + len(piece.rstrip(LOOSE))
    return Span(start, end) if start < end else Span(span.start, span.start)
