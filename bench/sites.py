"""Places of a story where one word changed makes a document contradict the others, each with the change."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from bench.altering.change import Change
from bench.altering.dates import DAYS, other_dates
from bench.altering.names import other_person, other_place
from bench.altering.negation import affirmed, head_verb, negated
from bench.altering.numbers import Number, agree, contradict, find_numbers, other_number
from bench.stories import TrueClaim
from bench.untouched import Untouched
from twosource.model import Entity, Place, Span
from twosource.words import lines

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["KINDS", "Site", "find_sites"]

KINDS = ("number", "date", "name of a person", "name of a place", "negation put in", "negation taken out", "speaker")
AT_REST = frozenset(("in", "at", "near", "outside", "on", "around"))
MOVING = frozenset(("to", "from", "into", "through", "across", "towards", "of"))
SHORTEST_QUOTE = 4
LIKE_WORDS = 3
PERSONAL = frozenset(("he", "she"))
ROLES = frozenset(("the", "his", "her", "a", "an", "its"))
SHARED = 3


class Site(Struct, frozen=True):
    """A change of one document that makes what it says at `passage` contradict what the `others` say of the claim.

    `others` are passages of documents that do not share a witness with the changed one. `turn` tells apart several
    changes of one place.
    """

    kind: str
    claim: str
    passage: Place
    change: Change
    others: tuple[Place, ...]
    turn: int = 0

    @property
    def document(self) -> str:
        return self.passage.document


def find_sites(held: Untouched) -> list[Site]:
    """All changes that a story offers, of the claims on which it agrees; no place is changed twice in one way."""
    found: dict[tuple[str, str, Change], Site] = {}
    for claim in held.agreeing():
        for passage, others in _passages(held, claim):
            finders = (_speakers,) if claim.kind == "utterance" else (_numbers, _dates, _names, _negations)
            for finder in finders:
                for site in finder(held, claim, passage, others):
                    found.setdefault((site.kind, site.document, site.change), site)
    return list(found.values())


def _passages(held: Untouched, claim: TrueClaim) -> Iterator[tuple[Place, tuple[Place, ...]]]:
    """Each passage of a claim with those of the witnesses that its document does not belong to."""
    places = held.passages(claim)
    for document in sorted(places):
        own = {one for group in claim.witnesses if document in group for one in group} | {document}
        others = tuple(place for name in sorted(places) if name not in own for place in places[name])
        for passage in places[document] if others else ():
            yield passage, others


def _shifted(change: Change, by: int) -> Change:
    return Change(change.span.shift(by), change.new)


def _numbers_at(held: Untouched, place: Place) -> list[Number]:
    """The numbers of a passage, those looked at with the words before it."""
    start = max(0, place.span.start - 30)
    text = held.texts[place.document][start : place.span.end + 20]
    inside = place.span.shift(-start)
    return [one for one in find_numbers(text) if inside.holds(one.span)]


def _numbers(held: Untouched, claim: TrueClaim, passage: Place, others: Sequence[Place]) -> Iterator[Site]:
    start = max(0, passage.span.start - 30)
    text = held.texts[passage.document][start : passage.span.end + 20]
    found = _numbers_at(held, passage)
    for number in found:
        same = [(place, one) for place in others for one in _numbers_at(held, place) if _meant(number, one, found)]
        for turn, up in enumerate((True, False, True)) if same else ():
            change = other_number(text, number, up, turn // 2)
            if change is None or not _lasting(held, passage, [place for place, _ in same], up):
                continue
            (new,) = list(find_numbers(_made(text, change)))[_rank(text, number) :][:1] or (number,)
            against = tuple(place for place, one in same if contradict(new, one))
            if len(against) == len(same):
                yield Site("number", claim.id, passage, _shifted(change, start), against, turn)


def _meant(number: Number, other: Number, beside: Sequence[Number]) -> bool:
    """Whether a number is the one of its passage that another document's may be."""
    off = {abs(one.value - other.value) for one in beside}
    return agree(number, other) and abs(number.value - other.value) == min(off)


def _made(text: str, change: Change) -> str:
    return text[: change.span.start] + change.new + text[change.span.end :]


def _rank(text: str, number: Number) -> int:
    return next(at for at, one in enumerate(find_numbers(text)) if one.span == number.span)


def _lasting(held: Untouched, passage: Place, others: Sequence[Place], up: bool) -> bool:
    """Whether no growth of a count over the days explains the change: a count may grow, it does not shrink."""
    if up:
        return not all(held.later(passage.document, one.document) for one in others)
    return not all(held.later(one.document, passage.document) for one in others)


def _dates(held: Untouched, claim: TrueClaim, passage: Place, others: Sequence[Place]) -> Iterator[Site]:
    if claim.kind == "figure":
        return  # a figure of another time is another figure
    text = held.texts[passage.document]
    for one in held.dates(passage):
        first, last = date.fromisoformat(one.earliest or ""), date.fromisoformat(one.latest or "")
        same = [place for place in others if any(first <= end and start <= last for start, end in _days(held, place))]
        same = [place for place in same if _of_one_time(held, passage, place, first)]
        for turn, (change, new, end) in enumerate(other_dates(text, one.span, first, last)):
            apart = all(end < start or stop < new for place in same for start, stop in _days(held, place))
            if same and apart and _told_alike(held, passage.document, first, new, change.new in DAYS):
                yield Site("date", claim.id, passage, change, tuple(same), turn)


def _days(held: Untouched, place: Place) -> list[tuple[date, date]]:
    return [(date.fromisoformat(one.earliest or ""), date.fromisoformat(one.latest or "")) for one in held.dates(place)]


def _of_one_time(held: Untouched, one: Place, other: Place, day: date) -> bool:
    """Whether both tell of something past, or both of something to come and on one day: else it was put off."""
    ahead = held.ahead(one.document, day), held.ahead(other.document, day)
    return ahead == (False, False) or (
        ahead == (True, True) and held.published[one.document] == held.published[other.document]
    )


def _told_alike(held: Untouched, document: str, old: date, new: date, weekday: bool) -> bool:
    """Whether the new day is past where the old one was, and not so far off that its weekday means another."""
    own = held.published[document]
    if own is None:
        return True
    return held.ahead(document, old) == held.ahead(document, new) and not (weekday and abs((own - new).days) > 6)


def _names(held: Untouched, claim: TrueClaim, passage: Place, others: Sequence[Place]) -> Iterator[Site]:
    if claim.kind == "figure":
        return  # a figure of somebody else is another figure
    for kind, finder in (("person", other_person), ("place", other_place)):
        for entity, span in held.mentions(passage, kind):
            name = span.of(held.texts[passage.document])
            roles = _roles(held, passage, span, kind)
            same = [place for place in others if _is_named(held, place, kind, entity, name.split()[-1], roles)]
            if not same or not name[:1].isupper() or (kind == "person" and not _is_person(held, entity.name)):
                continue
            for turn in range(2):
                change = Change(span, finder(name, turn))
                yield Site(f"name of a {kind}", claim.id, passage, change, tuple(same), turn)


def _is_named(held: Untouched, place: Place, kind: str, entity: Entity, last: str, roles: frozenset[str]) -> bool:
    """Whether a passage names somebody or some place, by its last word at least, in one of these roles."""
    return any(
        bool(one.id == entity.id or last in one.name.split()) and bool(roles & _roles(held, place, at, kind))
        for one, at in held.mentions(place, kind)
    )


def _roles(held: Untouched, passage: Place, span: Span, kind: str) -> frozenset[str]:
    """What a name stands for: of a person anything, of a place the preposition before it, those of rest alike."""
    if kind == "person":
        return frozenset(("any",))
    before = "".join(held.texts[passage.document][: span.start].casefold().split()[-1:])
    return frozenset(("in",)) if before in AT_REST else frozenset((before,)) & MOVING


def _is_person(held: Untouched, name: str) -> bool:
    """Whether the truth knows somebody of that name, or the name begins as a person's does."""
    known = {one.name for claim in held.story.claims for one in claim.origins if one.kind == "person"}
    known |= {one.speaker for one in held.story.utterances if one.speaker}
    given = (*lines("en/given_names_men"), *lines("en/given_names_women"), *lines("en/given_names"))
    return any(name in one for one in known) or name.split()[0].casefold() in {one.casefold() for one in given}


def _negations(held: Untouched, claim: TrueClaim, passage: Place, others: Sequence[Place]) -> Iterator[Site]:
    if claim.kind == "figure" or held.quoted(passage):
        return
    doc = held.parses[passage.document]
    verb = head_verb(doc, passage.span)
    alike = [one for one in others if _told_in_like_words(held, passage, one)]
    not_first = tuple(one for one in alike if not held.later(one.document, passage.document))
    change = negated(verb) if verb is not None and not _to_come(verb) and not_first else None
    if change is not None:
        yield Site("negation put in", claim.id, passage, change, not_first)
    not_last = tuple(one for one in others if not held.later(passage.document, one.document))
    for change in affirmed(doc, passage.span) if not_last else ():
        yield Site("negation taken out", claim.id, passage, change, not_last)


def _to_come(verb: "Token") -> bool:
    return any(one.tag_ == "MD" for one in verb.children)


def _told_in_like_words(held: Untouched, one: Place, other: Place) -> bool:
    """Whether two passages have a verb or three words of content in common, so that *not* in one is plain."""
    mine, theirs = (
        {
            (token.lemma_.casefold(), token.pos_ == "VERB")
            for token in held.parses[place.document]
            if place.span.start <= token.idx < place.span.end and token.pos_ in ("VERB", "NOUN", "PROPN", "NUM", "ADJ")
        }
        for place in (one, other)
    )
    both = mine & theirs
    return len(both) >= LIKE_WORDS or any(verb for _, verb in both)


def _speakers(held: Untouched, claim: TrueClaim, passage: Place, others: Sequence[Place]) -> Iterator[Site]:
    quote = held.quote(passage)
    if quote is None or len(quote.source) != 1 or len(claim.origins) != 1 or claim.origins[0].kind != "person":
        return
    near = [one for one in others if held.quote(one) is not None and _same_words(held.text(passage), held.text(one))]
    text, source = held.texts[passage.document], quote.source[0]
    between = text[min(source.end, passage.span.end) : max(source.start, passage.span.start)]
    short = len(held.text(passage).split()) < SHORTEST_QUOTE
    if not near or short or "\n" in between or not _is_meant(source.of(text), claim):
        return
    for turn, name in enumerate(_other_speakers(held, claim)[:3]):
        yield Site("speaker", claim.id, passage, _renamed(text, source, claim, name), tuple(near), turn)


def _same_words(one: str, other: str) -> bool:
    """Whether two quotations share a run of words."""
    mine, theirs = (re.findall(r"\w+", text.casefold()) for text in (one, other))
    runs = {tuple(mine[at : at + SHARED]) for at in range(len(mine) - SHARED + 1)}
    return any(tuple(theirs[at : at + SHARED]) in runs for at in range(len(theirs) - SHARED + 1))


def _is_meant(source: str, claim: TrueClaim) -> bool:
    """Whether the words that say who speaks can mean the true speaker."""
    named = {word for name in claim.origins[0].names for word in name.split() if word[0].isupper()}
    first, *rest = re.findall(r"\w[\w'-]*", source)
    if named & {first, *rest} or first.casefold() in PERSONAL:
        return True
    return first.casefold() in ROLES and not any(word[0].isupper() for word in rest)


def _other_speakers(held: Untouched, claim: TrueClaim) -> list[str]:
    """The people whom the story has speak elsewhere, those with two names."""
    own = {word for name in claim.origins[0].names for word in name.split()}
    names = [one.name for other in held.story.claims for one in other.origins if one.kind == "person"]
    named = [one for one in dict.fromkeys(names) if not own & set(one.split()) and len(one.split()) > 1]
    return [one for one in named if one[0].isupper() and any(one in text for text in held.texts.values())]


def _renamed(text: str, source: Span, claim: TrueClaim, name: str) -> Change:
    """The name in the words that say who speaks, or all these words where they hold none."""
    words = source.of(text)
    for known in sorted(claim.origins[0].names, key=len, reverse=True):
        at = words.find(known)
        if at >= 0 and known[0].isupper():
            new = name if len(known.split()) > 1 else name.split()[-1]
            return Change(Span(source.start + at, source.start + at + len(known)), new)
    return Change(source, name)
