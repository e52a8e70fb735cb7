"""Where the words of an override stand."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from msgspec import Struct

from twosource.model import Article, Passage, Place, Span
from twosource.overrule.override import Override, Target

__all__ = ["Located", "Lost", "fit", "located", "places_of", "spans_of"]

ALIKE = {
    **dict.fromkeys("'’‘‛ʼ`", "['’‘‛ʼ`]"),
    **dict.fromkeys('"“”„‟«»', '["“”„‟«»]'),
    **dict.fromkeys("-‐‑–—", "[-‐‑–—]"),
}
HALF = 0.5  # a passage is meant by words that share this part of the shorter of the two


class Lost(Exception):
    """The words of an override are not found; the message says what to do."""


class Located(Struct, frozen=True):
    """An override whose words were found: its targets with where they stand, and that alone for those with words."""

    override: Override
    passages: tuple[Passage, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the words stand."""
        return tuple(Place(one.document, one.span) for one in self.passages if one.span is not None)


def located(override: Override, articles: Mapping[str, Article]) -> Located:
    """Find what the override is about in `articles`, by id.

    Raises Lost where a document is not among them, or the words do not stand there or stand there more than once.
    """
    return Located(override, tuple(_passage(target, articles) for target in override.targets))


def places_of(target: Target, articles: Mapping[str, Article]) -> tuple[Place, ...]:
    """All places of the words; the one that is meant if the target says which. Raises Lost as `located` does."""
    article = _article(target.document, articles)
    spans = _meant(target, article.text) if target.after or target.occurrence else spans_of(target.words, article.text)
    if not spans:
        raise Lost(_gone(target, article.text))
    return tuple(Place(target.document, span) for span in spans)


def _passage(target: Target, articles: Mapping[str, Article]) -> Passage:
    article = _article(target.document, articles)
    if not target.words:
        return Passage(document=target.document)
    spans = _meant(target, article.text)
    if not spans:
        raise Lost(_gone(target, article.text))
    if len(spans) > 1:
        raise Lost(
            f"the words “{target.words}” stand {len(spans)} times in {target.document}: add occurrence = 1 to "
            f"{len(spans)}, or after = the words right before them"
        )
    return Passage(document=target.document, words=spans[0].of(article.text), span=spans[0])


def _article(document: str, articles: Mapping[str, Article]) -> Article:
    if document not in articles:
        near = get_close_matches(document, articles, 1)
        told = f"did you mean {near[0]}?" if near else f"the documents are {', '.join(sorted(articles)[:20]) or 'none'}"
        raise Lost(f"there is no document {document!r} in this run: {told}")
    return articles[document]


def _meant(target: Target, text: str) -> list[Span]:
    found = spans_of(target.words, text)
    if target.after:
        before = re.compile(_pattern(target.after) + r"\W*\Z")
        found = [
            span for span in found if before.search(text[max(0, span.start - 4 * len(target.after) - 40) : span.start])
        ]
    if target.occurrence is not None:
        found = found[target.occurrence - 1 : target.occurrence]
    return found


def _gone(target: Target, text: str) -> str:
    there = len(spans_of(target.words, text))
    if there:
        which = f"after “{target.after}”" if target.after else f"{target.occurrence} times"
        return (
            f"the words “{target.words}” stand {there} times in {target.document}, but not {which}: correct it, or "
            "take the override out"
        )
    return (
        f"the words “{target.words}” do not stand in {target.document} (any more): write them as they stand there "
        "now, or take the override out"
    )


def spans_of(words: str, text: str) -> list[Span]:
    """Where `words` stand in `text`, whole words in their very case, whatever the blanks and the style of marks.

    >>> spans_of("don't  row", "They “don’t row” and won't, don't rowing.")
    [Span(start=6, end=15)]
    """
    if not words.strip():
        return []
    return [Span(*found.span()) for found in re.finditer(_pattern(words), text)]


def _pattern(words: str) -> str:
    pattern = r"\s+".join("".join(ALIKE.get(c) or re.escape(c) for c in word) for word in words.split())
    first, last = words.split()[0][0], words.split()[-1][-1]
    return (r"(?<!\w)" if first.isalnum() else "") + pattern + (r"(?!\w)" if last.isalnum() else "")


def fit(place: Place, spans: Sequence[Span]) -> float:
    """How well words at `place` mean a passage that stands at `spans` of the same document: 0 (not) to 1 (the same)."""
    shared = sum(span.overlap(place.span) for span in spans)
    length = sum(span.length for span in spans)
    if not shared or shared < HALF * min(length, place.span.length):
        return 0.0
    return shared / (length + place.span.length - shared)
