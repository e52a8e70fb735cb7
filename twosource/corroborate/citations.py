"""Whom a document credits for what it says at a place: outlets, agencies, and whom those are said to credit."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from twosource.annotate.newsrooms import is_outlet, newsroom
from twosource.corroborate.material import Material, Volume
from twosource.derive.credits import NAME, find_credits, learn_newsrooms, same_newsroom
from twosource.model import Quote, Span
from twosource.words import lines

__all__ = ["Citation", "Citations", "citations_of"]


class Citation(Struct, frozen=True, order=True):
    """`document` credits `name` in `span`, for what its `sentence` tells, or for all of it (`sentence` is None).

    `by` is the outlet that is said to give this credit, None if the document gives it itself.
    """

    document: str
    span: Span
    name: str
    sentence: Span | None = None
    by: str | None = None


class Citations:
    """All credits of a story: by document, and the documents that a name stands for."""

    def __init__(self, found: Sequence[Citation], outlets: Mapping[str, str]) -> None:
        self.all = tuple(found)
        self.outlets = dict(outlets)
        self._by: dict[str, list[Citation]] = {}
        for one in found:
            self._by.setdefault(one.document, []).append(one)

    def at(self, document: str, span: Span) -> tuple[Citation, ...]:
        """The credits in the sentence that holds `span`, in text order."""
        held = self._by.get(document, ())
        return tuple(one for one in held if one.sentence is not None and one.sentence.overlap(span))

    def whole(self, document: str) -> tuple[Citation, ...]:
        """The credits for all of a document."""
        return tuple(one for one in self._by.get(document, ()) if one.sentence is None)

    def documents(self, name: str) -> tuple[str, ...]:
        """The documents of the outlet called `name`."""
        return tuple(id for id, outlet in self.outlets.items() if same_newsroom(outlet, name))


def citations_of(material: Material) -> Citations:
    """Find who credits whom. An outlet is known by its name, by standing where an agency's does, or by being given."""
    outlets = {id: one.article.facts.outlet.value for id, one in material.volumes.items() if one.article.facts.outlet}
    articles = [one.article for one in material.volumes.values()]
    learned = learn_newsrooms(articles) | {newsroom(name) for name in outlets.values()}
    found: set[Citation] = set()
    for id, volume in material.volumes.items():
        own = outlets.get(id, "")
        given = sorted({*outlets.values()} - {own})
        credits = (*_in(volume, material, learned), *_of_given(volume, given))
        found |= {one for one in credits if one.by or not same_newsroom(one.name, own)}
    return Citations(sorted(found, key=lambda c: (c.document, c.span, c.name, c.by or "")), outlets)


def _in(volume: Volume, material: Material, learned: frozenset[str]) -> Iterator[Citation]:
    for credit in find_credits(volume.article, learned):
        if credit.kind == "text":
            yield Citation(volume.id, credit.span, credit.name)
        elif credit.kind == "report" or (credit.kind == "heard" and _is_known(credit.name, learned)):
            yield Citation(volume.id, credit.span, credit.name, volume.sentence(credit.span))
    for quote in volume.notes.quotes:
        yield from _of_quote(quote, volume, material, learned)
    for match in _citing().finditer(volume.article.text):
        if _is_known(match["name"], learned):
            span = Span(*match.span())
            sentence = volume.sentence(span)
            lead = volume.article.text[sentence.start : span.start]
            before = [name for name in re.findall(NAME, lead) if _is_known(name, learned)]
            by = newsroom(before[-1]) if before else None
            yield Citation(volume.id, span, newsroom(match["name"]), sentence, by)


def _of_given(volume: Volume, outlets: Sequence[str]) -> Iterator[Citation]:
    """Credits of newsrooms of which a document is given: these are known by name, in full or as “the Post”."""
    for outlet in outlets:
        for match in _named(outlet).finditer(volume.article.text):
            span = Span(*match.span("name" if match["name"] else "subject"))
            yield Citation(volume.id, span, outlet, volume.sentence(span))


def _of_quote(quote: Quote, volume: Volume, material: Material, learned: frozenset[str]) -> Iterator[Citation]:
    """The outlet that speaks, or to which something was said."""
    entity = material.entities.get(quote.speaker or "")
    if entity is not None and entity.type != "person" and quote.source and _is_known(entity.name, learned):
        yield Citation(volume.id, quote.source[0], newsroom(entity.name), volume.sentence(quote.source[0]))
    told = quote.occasion
    if told is not None and told.given_to and quote.cue:
        yield Citation(volume.id, told.spans[0], newsroom(told.given_to), volume.sentence(min(quote.cue)))


def _is_known(name: str, learned: frozenset[str]) -> bool:
    return is_outlet(name) or newsroom(name) in learned


@cache
def _citing() -> re.Pattern[str]:
    words = "|".join(re.escape(one) for one in lines("en/citing_phrases"))
    return re.compile(rf"\b(?:{words}) (?P<name>{NAME})")


@cache
def _named(outlet: str) -> re.Pattern[str]:
    """What names a given outlet as the one who reported something, or to whom it was told."""
    full = re.escape(re.sub(r"^[Tt]he ", "", outlet))
    called = rf"(?:(?:[Tt]he\s)?{full}|[Tt]he\s{re.escape(outlet.split()[-1])})"
    before, after = ("|".join(lines(f"en/{name}")) for name in ("credits_before", "credits_after"))
    return re.compile(rf"\b(?:{before})\s(?P<name>{called})\b|\b(?P<subject>{called})(?:’s|'s)?,?\s(?:{after})\b")
