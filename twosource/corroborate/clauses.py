"""The clause around a date: what happened then, without what the sentence tells besides."""

import re

from msgspec import Struct

from twosource.corroborate.material import Term, Volume
from twosource.model import Span
from twosource.words import lines

__all__ = ["Clause", "clause_of"]

BOUNDARY = re.compile(
    r"[,;:]\s|\s[–—-]\s|\b(?:which|that|who|whom|whose|where|when|after|before|while|because|although|though|but)\b",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"(?:which|who|whom|whose|where|that(?!\s+(?:the|an?|his|her|its|their|he|she|it|they|we|there|this|these|some|all)\b"
    r"|\s+[A-Z\d“\"]))\b"
)
THAT = re.compile(r"\s+that\b")  # after “announced Monday”: what is told did not happen then
WHEN = re.compile(r"when\b", re.IGNORECASE)  # tells of the same time
DETERMINER = re.compile(r"(?<!\bof )\b(?:the|an?|his|her|its|their|this|these|two)\s", re.IGNORECASE)
FEWEST = 3  # content words besides the date that tell what happened
FURTHEST = 12  # words before or after a date that may belong to it
TELLING = frozenset(("said", "told", "wrote", "spoke", "saying", "telling", "writing"))
SAYING = 4  # words between a date and the verb of saying it belongs to


class Clause(Struct, frozen=True):
    """`span` is what belongs to a date, `text` the narrower part to be read; `said`: the date is that of a saying.

    `spoken` tells that it is one of mere speaking (“said Monday”). `terms` are its words besides the date, `narrow`
    those of a relative clause alone.
    """

    span: Span
    text: Span
    terms: tuple[Term, ...]
    narrow: tuple[Term, ...]
    said: bool
    spoken: bool = False


def clause_of(date: Span, volume: Volume) -> Clause:
    """The clause of `date`: between the nearest boundaries, wider where it is too short to tell what happened.

    A relative clause (“the siege that began on Monday”) takes with it what it is about.
    """
    sentence = volume.sentence(date)
    text = volume.article.text
    marks = [match.start() for match in BOUNDARY.finditer(text, sentence.start, sentence.end)]
    before = [sentence.start, *(at for at in marks if at < date.start)]
    after = [*(at for at in marks if at >= date.end and not WHEN.match(text, at)), sentence.end]
    start, end = before.pop(), after.pop(0)
    saying = _saying(volume, Span(start, max(end, date.end)), date)
    tail = start
    if before and RELATIVE.match(text, start):
        start = before.pop()
        while before and sum(term.content for term in volume.terms_in(Span(start, tail))) < FEWEST:
            start = before.pop()
    while before and _is_short(volume, start, end, date):
        tail = start = before.pop()
    while after and _is_short(volume, start, end, date):
        end = after.pop(0)
    span = Span(start, max(end, date.end))
    narrow = volume.terms_in(Span(tail, span.end))
    spoken = any(verb in lines("en/speaking_verbs") for verb in saying) or (bool(saying) and _opens(date, text))
    return Clause(span, _to_read(span, tail, text), _terms(volume, span, date), narrow, bool(saying), spoken)


def _opens(date: Span, text: str) -> bool:
    """Whether what is told comes right after the date: “announced Monday that …”."""
    return THAT.match(text, date.end) is not None


def _terms(volume: Volume, span: Span, date: Span) -> tuple[Term, ...]:
    """The words of a clause besides the date."""
    before = volume.terms_in(Span(span.start, max(span.start, date.start)))[-FURTHEST:]
    return (*before, *volume.terms_in(Span(date.end, max(date.end, span.end)))[:FURTHEST])


def _is_short(volume: Volume, start: int, end: int, date: Span) -> bool:
    terms = _terms(volume, Span(start, max(end, start)), date)
    return sum(term.content for term in terms) < FEWEST


def _saying(volume: Volume, span: Span, date: Span) -> list[str]:
    """The verbs of saying that a date belongs to: “said on Monday”, “told reporters Monday”, “on Monday he said”."""
    before = volume.terms_in(Span(span.start, max(span.start, date.start)))[-SAYING:]
    after = volume.terms_in(Span(date.end, max(date.end, span.end)))[:SAYING]
    return [term.word for term in (*before, *after) if _tells(term.word)]


def _tells(word: str) -> bool:
    """Whether a word is a verb of saying; “the report” and “a comment” are none."""
    return word in lines("en/reporting_verbs") and (word.endswith(("s", "ed")) or word in TELLING)


def _to_read(span: Span, tail: int, text: str) -> Span:
    """The clause without the mark it begins with; a relative one from the thing it is about."""
    start = span.start
    if tail > start:
        nouns = list(DETERMINER.finditer(text, start, tail))
        start = nouns[-1].start() if nouns else start
    lead = re.compile(r"[\s,;:–—-]*(?:(?:that|when|after|before|while|because|but|and)\s)?", re.IGNORECASE)
    found = lead.match(text, start, span.end)
    start = found.end() if found else start
    return Span(start, max(start, start + len(text[start : span.end].rstrip(" ,;:–—-"))))
