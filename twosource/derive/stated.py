"""Figures and quotations of a text as stretches of its words, so that those of two versions can be compared."""

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from twosource.align.words import Words
from twosource.annotate.marks import marked_spans
from twosource.annotate.parse import paragraph_spans
from twosource.model import Figure, Quote, Span
from twosource.words import table

__all__ = ["Stated", "figures_in", "quotations_in"]

YEAR = re.compile(r"(?:19|20)\d\d")


class Stated(Struct, frozen=True):
    """Words `first` to `end` of a text: where they stand and as they are folded.

    Two figures with the same `size` are as large, whatever their words; `about` is what is counted, or who speaks.
    """

    first: int
    end: int
    span: Span
    words: tuple[str, ...]
    size: Hashable = None
    unit: str | None = None
    about: str | None = None

    @property
    def joined(self) -> str:
        """The words with blanks around them."""
        return f" {' '.join(self.words)} "


def figures_in(words: Words, figures: Sequence[Figure] | None) -> tuple[Stated, ...]:
    """Return `figures` by their words; where they were not looked for (None), the numbers that are no dates.

    >>> from twosource.align.words import words_of
    >>> words = words_of("On May 3, 2031, two hundred of one crew of 1,400 went ashore.")
    >>> [words.folded[one.first : one.end] for one in figures_in(words, None)]
    [('two', 'hundred'), ('1,400',)]
    """
    if figures is None:
        return tuple(_numbers(words))
    places = ((_numbered(words, one.span), one) for one in figures)
    return tuple(
        Stated(first, end, one.span, words.folded[first:end], (one.low, one.high, one.unit), one.unit, one.counted)
        for (first, end), one in places
        if first < end
    )


def _numbers(words: Words) -> Iterator[Stated]:
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and _counts(words, end):
            end += 1
        if end > at:
            yield Stated(at, end, words.stretch(at, end), words.folded[at:end], words.folded[at:end])
        at = end + 1


def _counts(words: Words, at: int) -> bool:
    word = words.folded[at]
    if at and words.folded[at - 1] in table("en/months"):
        return False
    return word in _number_words() or (bool(re.search(r"\d", word)) and not YEAR.fullmatch(word))


@cache
def _number_words() -> frozenset[str]:
    """Without "one", which mostly counts nothing."""
    return frozenset(table("en/number_words")) - {"one"}


def quotations_in(text: str, words: Words, quotes: Sequence[Quote], fewest: int) -> tuple[Stated, ...]:
    """Return what `text` has in quotation marks, from `fewest` words on; `quotes` tell who speaks.

    >>> from twosource.align.words import words_of
    >>> text = "“We lost two good friends,” Moss said of the “incident”."
    >>> [words_of(text).folded[one.first : one.end] for one in quotations_in(text, words_of(text), (), 4)]
    [('we', 'lost', 'two', 'good', 'friends')]
    """
    spans = [one.inner for one in marked_spans(text, tuple(paragraph_spans(text))) if not one.single]
    spans += [span for one in quotes if one.kind == "direct" for span in one.content if not _met(span, spans)]
    found = ((_numbered(words, span), _speaker(span, quotes)) for span in sorted(spans))
    return tuple(
        Stated(first, end, words.stretch(first, end), words.folded[first:end], about=speaker)
        for (first, end), speaker in found
        if end - first >= fewest
    )


def _met(span: Span, spans: Sequence[Span]) -> bool:
    return any(span.overlap(other) for other in spans)


def _speaker(span: Span, quotes: Sequence[Quote]) -> str | None:
    said = (one for one in quotes if one.kind != "indirect" and _met(span, one.content))
    return next((one.speaker_name for one in said if one.speaker_name), None)


def _numbered(words: Words, span: Span) -> tuple[int, int]:
    """The first of the words in `span` and the one after the last."""
    first = bisect_left(words.spans, span.start, key=lambda word: word.start)
    return first, bisect_left(words.spans, span.end, key=lambda word: word.start)
