"""One statement in several wordings: the fullest, and against it each other, word by word."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from twosource.model import Dossier, Quote, Span, Utterance, Variant
from twosource.report.shelf import Shelf

__all__ = ["Piece", "UtteranceView", "VersionView", "compared", "utterance_views"]


class Piece(Struct, frozen=True):
    """A run of words: in both versions, in the fullest alone (`dropped`) or in the other alone (`added`)."""

    kind: Literal["same", "dropped", "added"]
    text: str


class VersionView(Struct, frozen=True, kw_only=True):
    """One version of an utterance: its relation to the fullest, its words, and the differences marked and named."""

    name: str
    outlet: str | None
    address: str
    relation: str
    pieces: tuple[Piece, ...]
    named: tuple[tuple[str, str, str], ...]


class UtteranceView(Struct, frozen=True, kw_only=True):
    """An utterance with all its versions, the fullest first; `differ` if any has other words than the fullest."""

    utterance: Utterance
    speaker: str
    versions: tuple[VersionView, ...]
    differ: bool


def utterance_views(dossier: Dossier, shelf: Shelf) -> tuple[UtteranceView, ...]:
    """Return the utterances that more than one quote gives: first those told in other words, then by how many tell."""
    quotes = {quote.id: quote for quote in dossier.quotes}
    names = {entity.id: entity.name for entity in dossier.entities}
    matched = _matched(dossier, quotes)
    views = []
    for utterance in dossier.utterances:
        variants = [variant for variant in utterance.variants if variant.quote in quotes]
        if len(variants) < 2:
            continue
        fullest = _said(quotes[variants[0].quote], matched[variants[0].quote], shelf)
        named = (quotes[variant.quote].speaker_name for variant in variants)
        speaker = names.get(utterance.speaker or "") or next(filter(None, named), "speaker not known")
        versions = tuple(_version(v, quotes[v.quote], matched[v.quote], fullest, shelf) for v in variants)
        differ = any(piece.kind != "same" for version in versions for piece in version.pieces)
        views.append(UtteranceView(utterance=utterance, speaker=speaker, versions=versions, differ=differ))
    return tuple(sorted(views, key=lambda view: (not view.differ, -view.utterance.documents)))


def _matched(dossier: Dossier, quotes: Mapping[str, Quote]) -> dict[str, tuple[Span, ...]]:
    """The words of each quote that give the utterance: those its claim rests on, else all of its content."""
    found = {id: quote.content for id, quote in quotes.items()}
    for claim in dossier.claims:
        for quote in (quotes[id] for id in claim.members if id in quotes and claim.kind == "utterance"):
            hull = Span(quote.content[0].start, quote.content[-1].end)
            inside = sorted(s.span for s in claim.support if s.document == quote.document and hull.holds(s.span))
            found[quote.id] = tuple(dict.fromkeys(inside)) or quote.content
    return found


def _version(variant: Variant, quote: Quote, spans: Sequence[Span], fullest: str, shelf: Shelf) -> VersionView:
    words = _said(quote, spans, shelf)
    return VersionView(
        name=shelf.name(quote.document),
        outlet=shelf[quote.document].outlet,
        address=shelf.address(quote.document, spans if len(spans) == 1 else quote.content),
        relation=variant.relation,
        pieces=(Piece("same", words),) if variant.relation == "fullest" else compared(fullest, words),
        named=tuple((one.kind, one.old, one.new) for one in variant.differences),
    )


def _said(quote: Quote, spans: Sequence[Span], shelf: Shelf) -> str:
    return " … ".join(span.of(shelf[quote.document].text) for span in spans)


def compared(fullest: str, version: str) -> tuple[Piece, ...]:
    """Return `version` against `fullest`; case and punctuation at the ends of words do not count as differences.

    >>> [(p.kind, p.text) for p in compared("we lay the keel in May.", "We lay keel in June.")]
    [('same', 'We lay '), ('dropped', 'the '), ('same', 'keel in '), ('dropped', 'May. '), ('added', 'June. ')]
    """
    old, new = _words(fullest), _words(version)
    matcher = SequenceMatcher(None, list(map(_core, old)), list(map(_core, new)), autojunk=False)
    return tuple(_pieces(matcher.get_opcodes(), old, new))


def _pieces(
    codes: Sequence[tuple[str, int, int, int, int]], old: Sequence[str], new: Sequence[str]
) -> Iterator[Piece]:  # fmt: skip
    for code, a, b, c, d in codes:
        if code == "equal":
            yield Piece("same", "".join(new[c:d]))
            continue
        if a < b:
            yield Piece("dropped", "".join(old[a:b]))
        if c < d:
            yield Piece("added", "".join(new[c:d]))


def _words(text: str) -> list[str]:
    """Words with one blank after each."""
    return [word + " " for word in text.split()]


def _core(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", word).casefold() or word.strip()
