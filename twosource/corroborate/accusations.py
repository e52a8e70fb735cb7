"""Who is said to accuse whom of what: “Voss accused Reef of selling the quay”."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from twosource.corroborate.material import Volume
from twosource.model import Place, Span
from twosource.words import table

__all__ = ["Accusation", "accusations", "accusing_sentences"]

NEAR = 30  # characters within which the accused is named after the verb
PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|stands?)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
NOT_YET = re.compile(
    r"\b(?:to|will|would|could|may|might|can|not|never|didn['’]t)\s+(?:\w+\s+)?(?:\w+ly\s+)?$", re.IGNORECASE
)
ANOTHERS = re.compile(r"\w\W+(?:who|which|that)\b", re.IGNORECASE)
BY = re.compile(r"\bby\s+(?:\w+\.?\s+){0,3}$", re.IGNORECASE)


class Accusation(Struct, frozen=True):
    """A sentence that charges `accused` with something; `accuser` is None where no name is given for them."""

    place: Place
    accuser: str | None
    accused: str
    keys: frozenset[str]


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(table('en/accusations'))})\b", re.IGNORECASE)


def accusations(volume: Volume) -> Iterator[Accusation]:
    """Yield the accusations that `volume` tells in its own words, in order, where the accused is told for certain."""
    text = volume.article.text
    for sentence in volume.sentences:
        for verb in _verbs().finditer(text, sentence.start, sentence.end):
            if any(mark.start <= verb.start() < mark.end for mark in volume.marks):
                continue
            if NOT_YET.search(text[sentence.start : verb.start()]):
                continue
            found = _accusation(volume, sentence, verb)
            if found is not None:
                yield found
                break


def accusing_sentences(volume: Volume, sentences: Sequence[Span]) -> list[Span]:
    """The `sentences` in which somebody is said, outside quotation marks, to accuse somebody, whoever it be."""
    text = volume.article.text
    return [
        sentence
        for sentence in sentences
        if any(
            not NOT_YET.search(text[sentence.start : verb.start()])
            and not any(mark.start <= verb.start() < mark.end for mark in volume.marks)
            for verb in _verbs().finditer(text, sentence.start, sentence.end)
        )
    ]


def _accusation(volume: Volume, sentence: Span, verb: re.Match[str]) -> Accusation | None:
    text = volume.article.text
    before = [one for one in volume.mentions if sentence.start <= one[0].start < verb.start()]
    after = [one for one in volume.mentions if verb.end() <= one[0].start < sentence.end]
    if PASSIVE.search(text[sentence.start : verb.start()]):
        if not before:
            return None
        named = next((who for span, who in after if BY.search(text[verb.end() : span.start])), None)
        return _told(volume, sentence, verb, named, before[-1][1])
    if not after or after[0][0].start - verb.end() > NEAR:
        return None
    accused = after[0]
    if (
        table("en/accusations")[verb.group().casefold()][0] == "of"
        and " of " not in text[accused[0].end : sentence.end]
    ):
        return None
    accuser = _subject(before[-1], verb, text) if before else None
    return None if accuser == accused[1] else _told(volume, sentence, verb, accuser, accused[1])


def _subject(named: tuple[Span, str], verb: re.Match[str], text: str) -> str | None:
    """Who is named last before a verb, unless it is another's: “Voss met *women who* accused”, “…, alleging that”."""
    if verb.group().casefold().endswith("ing"):
        return None
    between = text[named[0].end : verb.start()]
    return None if ANOTHERS.search(between) else named[1]


def _told(volume: Volume, sentence: Span, verb: re.Match[str], accuser: str | None, accused: str) -> Accusation:
    words = volume.terms_in(Span(verb.end(), max(verb.end(), sentence.end)))
    keys = frozenset(term.key for term in words if term.content and not term.key.startswith("@"))
    return Accusation(Place(volume.id, sentence), accuser, accused, keys)
