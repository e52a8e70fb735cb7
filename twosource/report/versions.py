"""One statement in several wordings: the fullest, and against it each other, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from twosource.model import Dossier, Quote, Utterance, Variant
from twosource.report.shelf import Shelf

__all__ = ["Piece", "UtteranceView", "VersionView", "compared", "likeness", "utterance_views"]

ALIKE = 0.4  # from this likeness on a paraphrase is set against the fullest version word by word


class Piece(Struct, frozen=True):
    """A run of words: in both versions, in the fullest alone (`dropped`) or in the other alone (`added`)."""

    kind: Literal["same", "dropped", "added"]
    text: str


class VersionView(Struct, frozen=True, kw_only=True):
    """One version of an utterance: its relation to the fullest, its words, and the differences marked and named.

    `meaning` and `misattributed` are those of the `Variant`.
    """

    name: str
    outlet: str | None
    address: str
    relation: str
    pieces: tuple[Piece, ...]
    named: tuple[tuple[str, str, str], ...]
    meaning: str | None = None
    misattributed: str | None = None


class UtteranceView(Struct, frozen=True, kw_only=True):
    """An utterance with all its versions, the fullest first; `differ` if any has other words than the fullest."""

    utterance: Utterance
    speaker: str
    versions: tuple[VersionView, ...]
    differ: bool


def utterance_views(dossier: Dossier, shelf: Shelf) -> tuple[UtteranceView, ...]:
    """Return the utterances that more than one quote gives: those changed in meaning, those told otherwise, others."""
    quotes = {quote.id: quote for quote in dossier.quotes}
    names = {entity.id: entity.name for entity in dossier.entities}
    views = []
    for utterance in dossier.utterances:
        variants = [variant for variant in utterance.variants if variant.quote in quotes]
        if len(variants) < 2:
            continue
        fullest = _said(variants[0], quotes[variants[0].quote], shelf)
        named = (quotes[variant.quote].speaker_name for variant in variants)
        speaker = names.get(utterance.speaker or "") or next(filter(None, named), "speaker not known")
        versions = tuple(_version(v, quotes[v.quote], fullest, shelf) for v in variants)
        differ = any(piece.kind != "same" for version in versions for piece in version.pieces)
        views.append(UtteranceView(utterance=utterance, speaker=speaker, versions=versions, differ=differ))
    return tuple(sorted(views, key=lambda view: (not _is_bent(view), not view.differ, -view.utterance.documents)))


def _is_bent(view: UtteranceView) -> bool:
    """Whether a version asserts something else than the fullest, or gives the words to another speaker."""
    return any(version.meaning or version.misattributed for version in view.versions)


def _version(variant: Variant, quote: Quote, fullest: str, shelf: Shelf) -> VersionView:
    words = _said(variant, quote, shelf)
    return VersionView(
        name=shelf.name(quote.document),
        outlet=shelf[quote.document].outlet,
        address=shelf.address(quote.document, variant.content if len(variant.content) == 1 else quote.content),
        relation=variant.relation,
        pieces=compared(fullest, words) if _is_comparable(variant, fullest, words) else (Piece("same", words),),
        named=tuple((one.kind, one.old, one.new) for one in variant.differences),
        meaning=variant.meaning,
        misattributed=variant.misattributed,
    )


def _is_comparable(variant: Variant, fullest: str, words: str) -> bool:
    """Whether a version is set against the fullest word by word; one in other words altogether is shown as it is."""
    if variant.relation == "paraphrased":
        return likeness(fullest, words) >= ALIKE
    return variant.relation != "fullest"


def _said(variant: Variant, quote: Quote, shelf: Shelf) -> str:
    return " … ".join(span.of(shelf[quote.document].text) for span in variant.content)


def compared(fullest: str, version: str) -> tuple[Piece, ...]:
    """Return `version` against `fullest`; case and punctuation do not count as differences.

    >>> [(p.kind, p.text) for p in compared("we lay the keel in May.", "We lay keel in June.")]
    [('same', 'We lay '), ('dropped', 'the '), ('same', 'keel in '), ('dropped', 'May. '), ('added', 'June. ')]
    """
    old, new = _words(fullest), _words(version)
    matcher = SequenceMatcher(None, list(map(_core, old)), list(map(_core, new)), autojunk=False)
    return tuple(_pieces(matcher.get_opcodes(), old, new))


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same words in the same order, 0 to 1.

    >>> likeness("The keel is laid.", "the keel was laid")
    0.75
    """
    left, right = (list(map(_core, _words(text))) for text in (one, other))
    return float(SequenceMatcher(None, left, right, autojunk=False).ratio())


def _pieces(
    codes: Sequence[tuple[str, int, int, int, int]], old: Sequence[str], new: Sequence[str]
) -> Iterator[Piece]:  # fmt: skip
    for code, a, b, c, d in codes:
        if code == "equal":
            yield Piece("same", "".join(new[c:d]))
            continue
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if re.search(r"\w", gone):
            yield Piece("dropped", gone)
        if come:
            yield Piece("added" if re.search(r"\w", come) else "same", come)


def _words(text: str) -> list[str]:
    """Words with one blank after each."""
    return [word + " " for word in text.split()]


def _core(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", word).casefold() or word.strip()
