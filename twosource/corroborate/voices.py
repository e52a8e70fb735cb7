"""Whether two documents mean the same speaker: by name, by role, or because neither tells enough to say otherwise."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from msgspec import Struct

from twosource.corroborate.material import Material, Volume
from twosource.corroborate.wording import FUNCTION_WORDS, key_of, words
from twosource.model import Entity, Quote, Span
from twosource.words import lines, table

__all__ = ["Agreement", "Voices"]

Agreement = Literal["same", "open", "other"]
BESIDE = 80  # characters between a name and the body or role told with it in one breath
PRESS = frozenset(("report", "reports", "reported", "reporting", "write", "writes", "wrote", "written"))
AGE = re.compile(r"\d-year-old$")
BODY = frozenset(("organisation", "place"))


class Voices(Struct, frozen=True, dict=True):
    """Who speaks in the documents of one story, arranged for asking."""

    material: Material

    def agree(self, one: Quote, other: Quote) -> Agreement:
        """Whether the speakers of two quotations are the same, may be, or are two.

        Persons are told apart by their names. A body and somebody told in one breath with it may be one voice, and so
        may a role and a name unless they are of two kinds; a channel ("the Herald quoted …") says nothing.
        """
        own = [quote for quote in (one, other) if self.is_own(quote)]
        if own:
            quote = other if own[0] is one else one
            return "same" if self.is_of_outlet(quote, self.material.volumes[own[0].document]) else "other"
        names = self._entity(one), self._entity(other)
        if names[0] is not None and names[1] is not None:
            return self._named(names[0], names[1])
        if names[0] is not None or names[1] is not None:
            entity, quote = (names[0], other) if names[0] is not None else (names[1], one)
            return self._role(entity, quote) if entity is not None else "open"
        return _labels(one.speaker_name, other.speaker_name)

    def is_own(self, quote: Quote) -> bool:
        """Whether a document is quoted for what it says in its own voice."""
        return not (quote.cue or quote.source) and quote.speaker_name == self.material.volumes[quote.document].outlet

    def is_of_outlet(self, quote: Quote, volume: Volume) -> bool:
        """Whether another document gives a quotation to the outlet of this one, by a name or as a body of that name."""
        if volume.article.facts.outlet is None or self.is_own(quote):
            return False
        outlet = {word for word, _ in words(volume.outlet)} - FUNCTION_WORDS
        entity = self.material.entities.get(quote.speaker or "")
        if entity is None:
            label = {word for word, _ in words(quote.speaker_name or "")} - FUNCTION_WORDS
            return quote.speaker is None and bool(label) and label <= outlet and _is_body(quote.speaker_name or "")
        if entity.type == "place":
            return False
        names = [{word for word, _ in words(name)} - FUNCTION_WORDS for name in (entity.name, *entity.aliases)]
        least = 2 if entity.type == "person" else 1  # what passes for a person may be an outlet of that very name
        return any(
            said == outlet or (said < outlet and len(said) >= least) or (outlet < said and len(outlet) > 1)
            for said in names
            if said
        )

    @cached_property
    def issuers(self) -> frozenset[str]:
        """The documents that are releases: others name their outlet as who said it, and one person at most speaks.

        What an outlet "reported", and what one with the name of a newspaper said, is no release.
        """
        found = set()
        for volume in self.material.volumes.values():
            entities = (self.material.entities.get(quote.speaker or "") for quote in volume.notes.quotes)
            persons = {entity.id for entity in entities if entity is not None and entity.type == "person"}
            press = {word.casefold() for word in lines("en/outlet_words")} & {word for word, _ in words(volume.outlet)}
            others = (other for other in self.material.volumes.values() if other.outlet != volume.outlet)
            quotes = [quote for other in others for quote in other.notes.quotes if self.is_of_outlet(quote, volume)]
            if len(persons) <= 1 and not press and any(not self._is_reported(quote) for quote in quotes):
                found.add(volume.id)
        return frozenset(found)

    def _is_reported(self, quote: Quote) -> bool:
        text = self.material.volumes[quote.document].article.text
        return any(word in PRESS for cue in quote.cue for word, _ in words(text, cue))

    def _entity(self, quote: Quote) -> Entity | None:
        """Who speaks, None for nobody known and for an outlet, which passes on what others say."""
        entity = self.material.entities.get(quote.speaker or "")
        return None if entity is None or self._is_outlet(entity) else entity

    def _is_outlet(self, entity: Entity) -> bool:
        named = {entity.name.casefold(), *(alias.casefold() for alias in entity.aliases)}
        return bool(named & self._outlets)

    @cached_property
    def _outlets(self) -> frozenset[str]:
        return frozenset(volume.outlet.casefold() for volume in self.material.volumes.values())

    def _named(self, one: Entity, other: Entity) -> Agreement:
        if one.id == other.id or _one_name(one, other):
            return "same"
        if f"@{other.id}" in self._spoken_for.get(one.id, ()) or f"@{one.id}" in self._spoken_for.get(other.id, ()):
            return "same"
        if one.type == "person" and other.type == "person":
            return "other"
        return "open" if self._together(one.id, other.id) else "other"

    def _role(self, entity: Entity, quote: Quote) -> Agreement:
        """A name and a speaker known by a role, as “the airline”, or not at all."""
        head = _head(quote.speaker_name)
        if head is None or quote.speaker is not None:  # a channel
            return "open"
        if any(key_of(head) == key_of(word) for name in (entity.name, *entity.aliases) for word, _ in words(name)):
            return "same"
        if self._told_with(entity.id, head) or key_of(head) in self._spoken_for.get(entity.id, ()):
            return "same"
        if quote.naming == "anonymous":
            return "open" if AGE.search(quote.speaker_name or "") else "other"
        body = _is_body(quote.speaker_name or "")
        return "open" if body == (entity.type in BODY) else "other"

    def _told_with(self, entity: str, head: str) -> bool:
        """Whether the word for a role stands right beside a name somewhere: “Fulmar, the airline”, “minister Holm”."""
        pattern = re.compile(rf"\b{re.escape(head)}s?\b", re.IGNORECASE)
        for volume in self.material.volumes.values():
            text = volume.article.text
            for span, named in volume.mentions:
                if named != entity:
                    continue
                before, after = text[max(0, span.start - BESIDE // 2) : span.start], text[span.end : span.end + BESIDE]
                behind = re.match(r",\s(?:\d+,\s)?([^,.;:“\"]*)[,.]", after)
                if re.search(rf"\b{re.escape(head)},?\s$", before, re.IGNORECASE):
                    return True
                if behind and pattern.search(behind[1]):
                    return True
        return False

    @cached_property
    def _spoken_for(self) -> dict[str, frozenset[str]]:
        """For whom each person speaks: the bodies and the words for one that stand in the source of a quotation.

        “The Guard’s spokesman, Ilan Tash”, “the ministry’s Orr”: an id after ``@``, else the key of a word.
        """
        found: dict[str, set[str]] = {}
        for volume in self.material.volumes.values():
            for quote in volume.notes.quotes:
                for span in quote.source if quote.speaker else ():
                    if self._is_another(quote, volume.entities_in(span)):
                        continue
                    told = found.setdefault(quote.speaker or "", set())
                    told |= {f"@{entity}" for entity in (*volume.entities_in(span), *self._owner(volume, span))}
                    told.discard(f"@{quote.speaker}")
                    told |= {key_of(word) for word, _ in words(volume.article.text, span) if _is_body(word)}
        return {speaker: frozenset(told) for speaker, told in found.items()}

    def _is_another(self, quote: Quote, named: Sequence[str]) -> bool:
        """Whether the words that tell who speaks name another person: somebody knew better who it was."""
        return quote.speaker not in named and any(self.material.entities[one].type == "person" for one in named)

    def _owner(self, volume: Volume, source: Span) -> tuple[str, ...]:
        """For “its director, Ilan Orr”: the body named last before, in this sentence or the two before."""
        if not re.match(r"its\b", source.of(volume.article.text), re.IGNORECASE):
            return ()
        near = volume.around(source, 2)
        named = volume.entities_in(Span(near.start, max(near.start, source.start)))
        return tuple([one for one in named if self.material.entities[one].type == "organisation"][-1:])

    def _together(self, one: str, other: str) -> bool:
        """Whether two are told in one breath: “Voss of the harbour authority”, “the ministry's Orr”."""
        return frozenset((one, other)) in self._pairs

    @cached_property
    def _pairs(self) -> frozenset[frozenset[str]]:
        found = set()
        for volume in self.material.volumes.values():
            for at, (span, entity) in enumerate(volume.mentions):
                for after, another in volume.mentions[at + 1 : at + 3]:
                    between = volume.article.text[span.end : after.start]
                    if len(between) <= BESIDE and not re.search(r"[.!?;:“”\"]", between) and entity != another:
                        found.add(frozenset((entity, another)))
        return frozenset(found)


def _one_name(one: Entity, other: Entity) -> bool:
    """Whether the words of one name are all in the other: “Orr” and “Spokesman Ilan Orr”, but not “Voss” of a town."""
    if "(" in one.name + other.name:
        return False  # “Tom Birch (Radio)” is told apart from another Tom Birch
    mine, others = (
        [{word for word, _ in words(name) if word not in FUNCTION_WORDS} for name in (entity.name, *entity.aliases)]
        for entity in (one, other)
    )
    alike = one.type == other.type or {one.type, other.type} <= BODY
    return any((alike or len(a & b) > 1) and (a <= b or b <= a) for a in mine for b in others if a and b)


def _is_body(name: str) -> bool:
    """Whether a role is that of a body, as “the ministry”."""
    head = _head(name)
    return head is not None and (head in table("en/body_nouns") or head in lines("en/organisation_words"))


def _head(name: str | None) -> str | None:
    """The main word of a role: the last one before “of”, “with”, “in” and the like."""
    said = [word for word, _ in words(name or "")]
    for at, word in enumerate(said):
        if at and word in {"of", "with", "in", "at", "from", "for", "on", "who", "close", "familiar"}:
            said = said[:at]
            break
    return said[-1] if said and said[-1] not in FUNCTION_WORDS else None


def _labels(one: str | None, other: str | None) -> Agreement:
    """Two speakers without a name: those called alike are taken for one."""
    heads = _head(one), _head(other)
    if heads[0] is None or heads[1] is None:
        return "open"
    return "same" if key_of(heads[0]) == key_of(heads[1]) else "open"
