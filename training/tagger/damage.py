"""What happens to text on its way: other marks, lost marks, other capitals. Each kind is a function of the text.

A kind gives edits, so that what is known about the places of the sound text is known of the damaged one.
"""

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from twosource.annotate.marks import Marked, marked_spans
from twosource.annotate.parse import paragraph_spans
from twosource.model import Edit, Span, SpanMap, apply, tidy

__all__ = ["KINDS", "damaged", "moved"]

Chance = np.random.Generator
Change = Callable[[str, Chance], Iterator[Edit]]
DOUBLE = re.compile(r"``|''|[“”„‟\"«»]")
APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


def damaged(text: str, kind: str, chance: Chance) -> tuple[str, SpanMap]:
    """Return `text` with one kind of damage, and where everything went.

    >>> text, _ = damaged('“No,” she said.', "straight", np.random.default_rng(0))
    >>> text
    '"No," she said.'
    """
    edits = tidy(KINDS[kind](text, chance))
    return apply(text, edits), SpanMap(edits)


def moved(spans: Sequence[Sequence[int]], places: SpanMap) -> list[list[int]]:
    """The spans in the damaged text; what was lost is left out."""
    out = [places.to_clean(Span(*span)) for span in spans]
    return [[span.start, span.end] for span in out if span.start < span.end]


def _ends_of(marked: Marked) -> tuple[Span, Span]:
    return Span(marked.outer.start, marked.inner.start), Span(marked.inner.end, marked.outer.end)


def _marks(text: str) -> Iterator[tuple[Span, bool, int]]:
    """Every mark that belongs to a marked stretch: its place, whether it opens, how deep it stands."""
    for marked in marked_spans(text, list(paragraph_spans(text))):
        opening, closing = _ends_of(marked)
        for span, opens in ((opening, True), (closing, False)):
            piece = span.of(text)
            core = piece.strip()
            if core:
                start = span.start + piece.index(core[0])
                yield Span(start, start + len(core)), opens, marked.depth


def _style(outer: str, inner: str, apostrophe: str | None = None) -> Change:
    """Marks in the style of `outer` and, within those, of `inner`: an opening and a closing mark each."""
    pairs = (outer.split("…"), inner.split("…"))

    def change(text: str, chance: Chance) -> Iterator[Edit]:
        taken = set()
        for span, opens, depth in _marks(text):
            if span.start not in taken:
                taken.add(span.start)
                yield Edit(span.start, span.end, pairs[depth % 2][not opens], "style")
        if apostrophe:
            for match in APOSTROPHE.finditer(text):
                if match.start() not in taken:
                    yield Edit(match.start(), match.end(), apostrophe, "style")

    return change


def _lost(share: float, instead: str = "") -> Change:
    """A `share` of the marks is gone, or something else stands in their place."""

    def change(text: str, chance: Chance) -> Iterator[Edit]:
        for match in DOUBLE.finditer(text):
            if chance.random() < share:
                yield Edit(match.start(), match.end(), instead, "lost")

    return change


def _garbled(text: str, chance: Chance) -> Iterator[Edit]:
    """Marks as they look when UTF-8 was read as another encoding, some without their last character."""
    for span, opens, _ in _marks(text):
        if span.length == 1 and span.of(text) in '“”"':
            yield Edit(span.start, span.end, "â€œ" if opens else "â€" if chance.random() < 0.5 else "â€\x9d", "garbled")


def _capitals(text: str, chance: Chance) -> Iterator[Edit]:
    yield from _cased(text, str.upper)


def _small(text: str, chance: Chance) -> Iterator[Edit]:
    yield from _cased(text, str.lower)


def _cased(text: str, change: Callable[[str], str]) -> Iterator[Edit]:
    for match in re.finditer(r"\w+", text):
        word = change(match.group())
        if word != match.group():
            yield Edit(match.start(), match.end(), word, "case")


def _joined(text: str, chance: Chance) -> Iterator[Edit]:
    """All paragraphs as one: the text as it comes out of many a database."""
    for match in re.finditer(r"(?<=\S)[ \t]*\n\s*(?=\S)", text):
        if chance.random() < 0.9:
            yield Edit(match.start(), match.end(), " ", "joined")


KINDS: dict[str, Change] = {
    "straight": _style('"…"', "'…'", "'"),
    "typographic": _style("“…”", "‘…’", "’"),
    "british": _style("‘…’", "“…”", "’"),
    "british straight": _style("'…'", '"…"', "'"),
    "guillemets": _style("«…»", "‹…›"),
    "low": _style("„…“", "‚…‘"),
    "tex": _style("``…''", "`…'", "'"),
    "some lost": _lost(0.3),
    "all lost": _lost(1.0),
    "question marks": _lost(1.0, "?"),
    "garbled": _garbled,
    "capitals": _capitals,
    "small letters": _small,
    "one paragraph": _joined,
}
