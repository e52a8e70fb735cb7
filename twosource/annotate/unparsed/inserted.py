"""Attributions set inside speech: between dashes, and in some languages between commas."""

import re
from collections.abc import Iterator

from msgspec import Struct

from twosource.annotate.unparsed.beside import Beside, after
from twosource.annotate.unparsed.tokens import Lexicon
from twosource.model import Span

__all__ = ["Inserted", "inserted", "trimmed"]

DASH = re.compile(r"(?<=\s)[—–―-](?=\s|\S)|(?<=\S)[—–―](?=[.,;:!?…]|\s|$)")
COMMA = re.compile(r",\s+")
ENDING = re.compile(r"[,.;]")
ENDS = re.compile(r"\s*(?:[,.;]|$)")


class Inserted(Struct, frozen=True):
    """Speech without the attribution inside it, and that attribution."""

    content: tuple[Span, ...]
    beside: Beside


def inserted(text: str, speech: Span, words: Lexicon, commas: bool) -> Inserted | None:
    """Take the attribution out of `speech`; None if there is none. `commas` if commas may set it off as dashes do.

    >>> from twosource.annotate.unparsed.tokens import lexicon
    >>> text = "No lo sabemos —dijo la alcaldesa—. Mañana decidiremos."
    >>> found = inserted(text, Span(0, len(text)), lexicon("es"), commas=False)
    >>> [span.of(text) for span in found.content]
    ['No lo sabemos', 'Mañana decidiremos.']
    """
    return _between_dashes(text, speech, words) or (_between_commas(text, speech, words) if commas else None)


def trimmed(text: str, span: Span) -> Span:
    """`span` without blanks at its ends, a comma at its end, and marks left over at its start."""
    piece = span.of(text)
    start = span.end - len(piece.lstrip(" \t\u00a0\u202f\u3000\n,.;:،，—–―-"))
    end = span.start + len(piece.rstrip(" \t\u00a0\u202f\u3000\n,،，"))
    return Span(min(start, end), end)


def _segments(text: str, speech: Span) -> Iterator[Span]:
    at = speech.start
    for match in DASH.finditer(text, speech.start, speech.end):
        yield Span(at, match.start())
        at = match.end()
    yield Span(at, speech.end)


def _between_dashes(text: str, speech: Span, words: Lexicon) -> Inserted | None:
    content: list[Span] = []
    found: Beside | None = None
    narrated = False
    for number, segment in enumerate(_segments(text, speech)):
        beside = None
        if number and not narrated and text[segment.start : segment.end].strip()[:1].islower():
            beside = after(text, segment, words)
        narrated = beside is not None
        if beside is None:
            content.append(trimmed(text, segment))
        elif found is None:
            found = beside
        else:
            found = Beside(cue=found.cue + beside.cue, source=found.source, end=beside.end)
    content = [span for span in content if any(char.isalnum() for char in span.of(text))]
    return Inserted(_joined(text, content), found) if found and content else None


def _joined(text: str, content: list[Span]) -> tuple[Span, ...]:
    """Join parts that only a dash of the speech itself keeps apart."""
    out: list[Span] = []
    for span in content:
        if out and not any(char.isalnum() for char in text[out[-1].end : span.start]):
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return tuple(out)


def _between_commas(text: str, speech: Span, words: Lexicon) -> Inserted | None:
    for match in COMMA.finditer(text, speech.start, speech.end):
        beside = after(text, Span(match.end(), speech.end), words)
        if beside is None or not beside.source or not beside.cue or not ENDS.match(text, beside.end, speech.end):
            continue
        if beside.cue[0].start > beside.source[0].start:
            continue
        end = _behind_apposition(text, beside.end, speech.end)
        parts = [trimmed(text, Span(speech.start, match.start())), trimmed(text, Span(end, speech.end))]
        content = tuple(span for span in parts if any(char.isalnum() for char in span.of(text)))
        if content and content[0].start < match.start():
            return Inserted(content, beside)
    return None


def _behind_apposition(text: str, at: int, end: int) -> int:
    """Where speech goes on: behind the name that a comma adds to an office, “a dit le ministre, Paul Blanc, et …”."""
    comma = COMMA.match(text, at, end)
    if comma is None or not text[comma.end() : comma.end() + 1].isupper():
        return at
    stop = ENDING.search(text, comma.end(), end)
    return stop.start() if stop else end
