"""A story of the truth set as it is, arranged for finding places where a word could be changed."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct, structs

from bench.altering.parsing import parsed
from bench.stories import Story, TrueClaim, located
from twosource.model import Article, Claim, Date, Dossier, Entity, Place, Quote, Span
from twosource.run import compare_articles, read_articles

__all__ = ["Untouched", "overlapping", "untouched"]

AGREEING = ("corroborated", "one origin")


class Untouched(Struct, frozen=True, dict=True):
    """A story, its documents as clean text and nothing else, and what is made of them before anything is changed."""

    story: Story
    articles: tuple[Article, ...]
    dossier: Dossier

    @cached_property
    def texts(self) -> dict[str, str]:
        return {one.id: one.text for one in self.articles}

    @cached_property
    def published(self) -> dict[str, date | None]:
        """The day each document says it was published; None where it says none."""
        facts = {one.id: one.facts.published for one in self.articles}
        return {
            name: date.fromisoformat(fact.value[:10]) if fact and not fact.inferred else None
            for name, fact in facts.items()
        }

    @cached_property
    def parses(self) -> dict:
        return {name: parsed(text) for name, text in self.texts.items()}

    def agreeing(self) -> list[TrueClaim]:
        """The claims that two independent witnesses or more tell, and nobody otherwise."""
        return [one for one in self.story.claims if one.verdict in AGREEING and len(one.witnesses) > 1]

    def passages(self, claim: TrueClaim) -> dict[str, list[Place]]:
        """The passages that state a claim, by document."""
        out: dict[str, list[Place]] = {}
        for one in claim.passages:
            place = located(one.document, one.text, self.dossier) if one.stance == "states" else None
            if place is not None:
                out.setdefault(one.document, []).append(place)
        return out

    def text(self, place: Place) -> str:
        return place.span.of(self.texts[place.document])

    def sentence(self, place: Place) -> Span:
        """The sentences that a passage stands in."""
        spans = [Span(one.start_char, one.end_char) for one in self.parses[place.document].sents]
        held = [one for one in spans if one.overlap(place.span)]
        return Span(held[0].start, held[-1].end) if held else place.span

    def dates(self, place: Place) -> list[Date]:
        """The dates in a passage that mean days of the calendar."""
        return [
            one
            for one in self.dossier.dates
            if one.document == place.document and place.span.holds(one.span) and one.earliest and one.latest
        ]

    def mentions(self, place: Place, kind: str) -> Iterator[tuple[Entity, Span]]:
        """The persons (or places) named in a passage."""
        for entity in self.dossier.entities:
            for one in entity.mentions:
                if entity.type == kind and one.document == place.document and place.span.holds(one.span):
                    yield entity, one.span

    def quote(self, place: Place) -> Quote | None:
        """The quotation that holds most of a passage."""
        held = [
            (sum(part.overlap(place.span) for part in one.content), one.id, one)
            for one in self.dossier.quotes
            if one.document == place.document and one.kind != "indirect"
        ]
        most = max(held, default=(0, "", None))
        return most[2] if 2 * most[0] > place.span.length else None

    def quoted(self, place: Place) -> bool:
        """Whether a passage stands in a direct quotation."""
        return any(
            part.overlap(place.span)
            for one in self.dossier.quotes
            if one.document == place.document and one.kind != "indirect"
            for part in one.content
        )

    def later(self, one: str, other: str) -> bool:
        """Whether one document is known to be of a later day than the other."""
        mine, theirs = self.published[one], self.published[other]
        return mine is not None and theirs is not None and mine > theirs

    def ahead(self, document: str, day: date) -> bool:
        """Whether a day lies after a document's own."""
        own = self.published[document]
        return own is not None and day > own


def untouched(story: Story) -> Untouched:
    """Read a story, leave of each document its clean text and facts, and compare."""
    plain = tuple(
        structs.replace(one, source=one.text, edits=(), media="text") for one in read_articles([story.path]).articles
    )
    return Untouched(story, plain, compare_articles(plain))


def overlapping(claim: Claim, place: Place, stances: Sequence[str] = ("states", "differs", "denies")) -> bool:
    """Whether a claim rests on a passage that shares characters with `place`, and takes it in one of these ways."""
    return any(
        one.document == place.document and one.stance in stances and one.span.overlap(place.span)
        for one in claim.support
    )
