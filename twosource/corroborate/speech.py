"""The pieces of speech of a story: what is compared when it is asked who said what where."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct

from twosource.corroborate.material import Material, Volume
from twosource.corroborate.wording import FUNCTION_WORDS, stem, words
from twosource.model import Place, Quote, Span
from twosource.words import lines

__all__ = ["Said", "is_denial", "said_of", "said_words"]

OPEN = re.compile(r"whether\b", re.IGNORECASE)  # “would not say whether ...” asserts nothing
ANOTHER = re.compile(r",?;?\s(?:and|but)\s(?=that\s)", re.IGNORECASE)  # “said that … and that …” reports two things
JOINT = re.compile(r"(?:that|and|but|or)\s+[\"“‘«]", re.IGNORECASE)
INSERTED = re.compile(r"\[[^\]]*\]")
STOPPED = re.compile(r"\w.*[.!?:]\W*$", re.DOTALL)  # “…,” she said. “…”: the second is another sentence


ARTICLES = frozenset(("the", "a", "an", "those", "these", "all", "such"))
PRONOUNS = frozenset(("it", "this", "which"))


class Said(Struct, frozen=True):
    """A piece of speech as it is compared: the spans of its words, those words folded and stemmed, its context.

    `denied` tells that it is reported as denied: the speaker says that it is not so.
    """

    quote: Quote
    spans: tuple[Span, ...]
    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    content: frozenset[str]
    context: tuple[str, ...]
    denied: bool = False

    @property
    def direct(self) -> bool:
        return self.quote.kind != "indirect"

    @property
    def points_back(self) -> bool:
        """Whether it denies what was told right before: “denied it”, “rejected the claims”."""
        named = [word for word in self.words if word not in ARTICLES]
        return self.denied and bool(named) and (named[0] in PRONOUNS or len(named) == 1) and named[0] in _standing_in()

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(Place(self.quote.document, span) for span in self.spans)


def said_words(material: Material) -> tuple[Said, ...]:
    """Every piece of speech of the story, by document and place.

    A direct quotation is one piece, or several where its speaker is named between two sentences of it; of a mixed one
    each stretch in marks is a piece of its own; an indirect one is one piece, or several where it goes on “and that …”.
    A piece that two attributions hold is
    taken once, with the one that names its speaker, or else the shorter.
    """
    pieces: dict[tuple[str, tuple[Span, ...]], Quote] = {}
    for quote in material.quotes():
        for spans in _pieces(quote, material.volumes[quote.document]):
            known = pieces.get((quote.document, spans))
            if known is None or _preference(quote) < _preference(known):
                pieces[quote.document, spans] = quote
    ordered = sorted(pieces.items(), key=lambda piece: piece[0])
    said = (said_of(quote, spans, material.volumes[document]) for (document, spans), quote in ordered)
    return tuple(one for one in said if one.words)


def _preference(quote: Quote) -> tuple[bool, bool, int, str]:
    """Of two attributions of the same words, the inner one is the speaker's; who passes it on is a channel."""
    inner = quote.within is not None and quote.naming != "none"
    return (not inner, quote.speaker is None, sum(part.length for part in quote.content), quote.id)


def said_of(quote: Quote, spans: tuple[Span, ...], volume: Volume) -> Said:
    """The piece of speech at `spans`, parts of the content of `quote`."""
    text = " … ".join(span.of(volume.article.text).strip() for span in spans)
    folded = tuple(word for word, _ in words(INSERTED.sub(" ", text)))
    context = tuple(stem(word) for word, _ in words(volume.article.text, volume.sentence(spans[0])))
    content = frozenset(stem(word) for word in folded if word not in FUNCTION_WORDS)
    denied = quote.kind != "direct" and is_denial(quote, volume)
    return Said(quote, spans, text, folded, tuple(map(stem, folded)), content, context, denied)


def is_denial(quote: Quote, volume: Volume) -> bool:
    """Whether the words that attribute a report of speech say that its speaker denies it."""
    said = " ".join(word for cue in quote.cue for word, _ in words(volume.article.text, cue))
    return any(f" {denial} " in f" {said} " for denial in lines("en/denials"))


@cache
def _standing_in() -> frozenset[str]:
    return frozenset(lines("en/denied_before"))


def _pieces(quote: Quote, volume: Volume) -> tuple[tuple[Span, ...], ...]:
    """The words of the speaker: of a mixed quotation, each stretch in marks; of a question left open, none."""
    if quote.kind == "indirect" and quote.content and OPEN.match(quote.content[0].of(volume.article.text)):
        return ()
    if quote.kind == "direct":
        spoken = [_within_marks(span, volume.article.text) for span in quote.content]
        return tuple(_sentences(spoken, volume.article.text))
    if quote.kind == "indirect":
        return tuple(_clauses(quote.content, volume.article.text))
    cut = [
        (Span(max(mark.start, part.start), min(mark.end, part.end)),)
        for part in quote.content
        for mark in volume.marks
        if mark.overlap(part)
    ]
    return tuple(cut) or ((quote.content,) if quote.content else ())


def _clauses(content: Sequence[Span], text: str) -> Iterator[tuple[Span, ...]]:
    """The parts of reported speech, parted before every “and that”."""
    held: list[Span] = []
    for span in content:
        start = span.start
        for match in ANOTHER.finditer(text, span.start, span.end):
            yield (*held, Span(start, match.start()))
            held, start = [], match.end()
        held.append(Span(start, span.end))
    if held:
        yield tuple(held)


def _within_marks(span: Span, text: str) -> Span:
    """`span` without the word before the marks that joins it on: “said that “we go””."""
    joint = JOINT.match(text, span.start, span.end)
    return Span(joint.end(), span.end) if joint else span


def _sentences(content: Sequence[Span], text: str) -> Iterator[tuple[Span, ...]]:
    """The parts of direct speech, those of one sentence together; paragraphs of one speech are not parted."""
    held: list[Span] = list(content[:1])
    for before, after in pairwise(content):
        if STOPPED.search(text[before.end : after.start]):
            yield tuple(held)
            held = []
        held.append(after)
    if held:
        yield tuple(held)
