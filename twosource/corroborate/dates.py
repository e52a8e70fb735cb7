"""Dated events: dates of several documents that tell when the same thing happened, and whether they agree."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from twosource.corroborate.clauses import Clause, clause_of
from twosource.corroborate.clocks import CLOCK_ONLY
from twosource.corroborate.findings import Finding, supports
from twosource.corroborate.material import Material, Term, Volume
from twosource.corroborate.naming import excerpt, label, listed, stands_alone, wording
from twosource.corroborate.wording import acts_in, hedges_in, is_undone, key_of
from twosource.model import Date, Place, Span, Stance

__all__ = ["Dated", "dated_things", "find_dated_events"]

ALIKE, SURE = 0.5, 0.6  # parts of the shorter clause that two clauses must share where a date is vague; to be sure
VAGUE = 1  # days; a range of so many and one more is vague
TURNS = frozenset(map(key_of, ("begin", "end")))  # by themselves these do not tell what began or ended
INTO = re.compile(r"\sinto\b")
ATTRIBUTIVE = re.compile(r"(?:\b(?:the|an?|his|her|its|their|this|that)|[’']s)\s$", re.IGNORECASE)  # “the May 6 attack”
NAMED = 8  # characters before a date that tell whether it is part of a name
SIGNED = re.compile(r"\(@\w{1,20}\)\W*$")  # before the date under a post
LONGEST_HANDLE = 26
AHEAD = frozenset(("future", "expected", "possible"))
LONGEST_RANGE = 31  # days; what is dated more vaguely is no dated event


class Dated(Struct, frozen=True):
    """What a date is about: the words, deeds and entities of its clause, and the days it may mean (both ends included).

    `clause` is what is to be read of it. `said` tells that it is the date of a saying, `spoken` that it is one of mere
    speaking, `quoted` that it stands in somebody's words: neither of these dates an event.
    """

    expression: Date
    place: Place
    clause: Place
    keys: frozenset[str]
    acts: frozenset[str]
    where: frozenset[str]
    who: frozenset[str]
    foretold: bool
    undone: bool
    said: bool
    spoken: bool
    quoted: bool
    earliest: date
    latest: date

    @property
    def vague(self) -> bool:
        """Whether it may be any of many days."""
        return (self.latest - self.earliest).days >= VAGUE


def dated_things(material: Material) -> tuple[Dated, ...]:
    """Every date of the story that names days on the calendar, with what its clause tells, by document and place.

    A length of time followed by *into* (“ten days into the strike”) dates the beginning of what follows.
    """
    out = []
    for volume in material.volumes.values():
        for one in sorted(volume.notes.dates, key=lambda d: (d.span, d.id)):
            found = _dated(one, volume, material)
            if found is not None:
                out.append(found)
    return tuple(out)


def _dated(one: Date, volume: Volume, material: Material) -> Dated | None:
    if one.earliest is None or one.latest is None:
        return None
    if CLOCK_ONLY.fullmatch(one.span.of(volume.article.text)):
        return None  # an hour of a day that is not told
    if SIGNED.search(volume.article.text[max(0, one.span.start - LONGEST_HANDLE) : one.span.start]):
        return None
    if any(material.entities[who].type == "person" for who in volume.entities_in(one.span)):
        return None  # a name that is also that of a month
    first, last = date.fromisoformat(one.earliest), date.fromisoformat(one.latest)
    begun = one.type == "DURATION"
    if begun and not INTO.search(volume.article.text, one.span.start, one.span.end + 6):
        return None
    if (last - first).days > LONGEST_RANGE:
        return None
    if ATTRIBUTIVE.search(volume.article.text[max(0, one.span.start - NAMED) : one.span.start]):
        return None
    clause = clause_of(one.span, volume)
    told = _into(one.span, clause, volume) if begun else clause.terms
    said = [term.word for term in told]
    begin = {key_of("begin")} if begun else set()
    keys = {term.key for term in told if term.content} | begin
    kinds = {key: material.entities[key[1:]].type for key in keys if key[1:] in material.entities}
    return Dated(
        one,
        Place(one.document, one.span),
        Place(one.document, clause.text),
        frozenset(keys),
        acts_in(said) | begin,
        frozenset(key for key, kind in kinds.items() if kind == "place"),
        frozenset(key for key, kind in kinds.items() if kind in ("person", "organisation")),
        bool(hedges_in([term.word for term in clause.narrow]) & AHEAD) and not clause.said,
        is_undone(said),
        clause.said and not begun,
        clause.spoken and not begun,
        any(mark.overlap(one.span) for mark in volume.marks),
        first,
        last,
    )


def _into(span: Span, clause: Clause, volume: Volume) -> tuple[Term, ...]:
    """The words after “ten days into”, which tell what began."""
    return volume.terms_in(Span(span.end, max(span.end, clause.span.end)))


def find_dated_events(material: Material) -> tuple[Finding, ...]:
    """Findings on events that two or more dates tell of: those whose days agree, and those whose days cannot."""
    things = [one for one in dated_things(material) if not one.quoted and not one.spoken]
    held = {at: [at] for at in range(len(things))}
    group = list(range(len(things)))
    apart: list[tuple[int, int]] = []
    for _, left, right in _pairs(things, material.telling):
        one, other = sorted((group[left], group[right]))
        if not _meet([things[left], things[right]]):
            if things[left].place.document != things[right].place.document and not things[left].said:
                apart.append((left, right))
        elif one != other and _fits(held[one], held[other], things, material.telling):
            for at in held.pop(other):
                group[at] = one
                held[one].append(at)
    groups = [[things[at] for at in sorted(members)] for members in held.values()]
    agreeing = [_agreeing(members, material) for members in groups if len({c.place.document for c in members}) > 1]
    disagreeing = [
        _apart(things[left], things[right], material)
        for left, right in sorted(apart)
        if group[left] != group[right]
        and _same_event(things[left], things[right], material.telling) == "surely"
        and not _has_own(things[left], things[right], material)
        and not _has_own(things[right], things[left], material)
    ]
    return (*agreeing, *_once(disagreeing))


def _pairs(things: Sequence[Dated], rare: frozenset[str]) -> list[tuple[float, int, int]]:
    """Pairs of dates of one event, those that are told most alike first."""
    found = [
        (-_alike(things[left], things[right]), left, right)
        for left, right in _candidates(things)
        if _same_event(things[left], things[right], rare)
    ]
    return sorted(found)


def _meet(held: Sequence[Dated]) -> bool:
    """Whether there is a day that all of them may mean."""
    return max(one.earliest for one in held) <= min(one.latest for one in held)


def _fits(one: Sequence[int], other: Sequence[int], things: Sequence[Dated], rare: frozenset[str]) -> bool:
    """Whether two groups are of one event: a day fits all, and at least half of the pairs are told alike."""
    same = sum(_same_event(things[a], things[b], rare) != "" for a in one for b in other)
    return 2 * same >= len(one) * len(other) and _meet([things[at] for at in (*one, *other)])


def _has_own(one: Dated, other: Dated, material: Material) -> bool:
    """Whether the sentence of `one` has another date, as `other` has it: then these two are of different times."""
    volume = material.volumes[one.place.document]
    sentence = volume.sentence(one.place.span)
    beside = [date for date in volume.notes.dates if sentence.holds(date.span) and date.span != one.place.span]
    days = (other.earliest.isoformat(), other.latest.isoformat())
    return any(
        (date.earliest, date.latest) == days or date.span.of(volume.article.text) == material.text(other.place)
        for date in beside
    )


def _alike(one: Dated, other: Dated) -> float:
    """How much of the shorter clause the other one tells too, 0 to 1."""
    return len(one.keys & other.keys) / max(1, min(len(one.keys), len(other.keys)))


def _candidates(things: Sequence[Dated]) -> Iterator[tuple[int, int]]:
    holders: dict[str, list[int]] = {}
    for at, one in enumerate(things):
        for key in sorted(one.keys):
            holders.setdefault(key, []).append(at)
    pairs = {(a, b) for held in holders.values() for n, a in enumerate(held) for b in held[n + 1 :]}
    yield from sorted(pairs)


def _same_event(one: Dated, other: Dated, rare: frozenset[str]) -> str:
    """``surely``, ``likely`` or empty: whether two dates are of one event.

    What happened must be told alike (two words of the clause besides its entities, or one and a turn such as
    *began*), with the same deed where both tell one; places and participants must not differ, and one must not
    foretell what the other reports. The vaguer a date, the more must agree.
    """
    if (one.foretold, one.undone, one.said) != (other.foretold, other.undone, other.said):
        return ""
    if any(a and b and not a & b for a, b in ((one.where, other.where), (one.who, other.who), (one.acts, other.acts))):
        return ""
    shared = one.keys & other.keys
    acts = {key for key in shared if not key.startswith("@") and not key[0].isdigit()}
    turns, told = acts & TURNS, acts - TURNS
    if bool(one.keys & TURNS) != bool(other.keys & TURNS):
        return ""
    entities = {key for key in shared if key.startswith("@")}
    if not told or len(told) + len(turns) < 2 or not (entities or len(told & rare) >= 2):
        return ""
    doubtful = one.said or ((one.vague or other.vague) and not turns)
    if doubtful and _alike(one, other) < ALIKE:
        return ""
    return "surely" if entities & rare and len(shared) >= 4 and _alike(one, other) >= SURE and told & rare else "likely"


def _agreeing(held: Sequence[Dated], material: Material) -> Finding:
    best = min(held, key=lambda c: (c.latest - c.earliest, c.place))
    first, last = max(c.earliest for c in held), min(c.latest for c in held)
    told = _spoken(held, material)
    meant = first.isoformat() if first == last else f"{first} to {last}"
    places: dict[Place, Stance] = {c.place: "states" for c in held}
    return Finding(
        kind="event",
        text=_wording(best, material),
        support=supports(places),
        note=f"The dates agree on {meant} ({told}).",
        foretold=all(c.foretold for c in held),
        members=tuple(sorted({c.expression.id for c in held})),
    )


def _apart(one: Dated, other: Dated, material: Material) -> Finding:
    """Two dates of one event that no day fits: a conflict only if neither rests on a guess."""
    guessed = one.expression.inferred or other.expression.inferred or one.foretold
    told = _spoken((one, other), material)
    note = f"The documents date it to days that do not meet ({told})" + (
        ", but a date was worked out from one that is itself a guess." if guessed else "; it may be told of two events."
    )
    return Finding(
        kind="event",
        text=_wording(one, material),
        support=supports({one.place: "states", other.place: "differs"}),
        relation="unclear",
        note=note,
        foretold=one.foretold,
        members=tuple(sorted({one.expression.id, other.expression.id})),
    )


def _wording(one: Dated, material: Material) -> str:
    """The clause of a date, or its sentence where the clause does not begin with who or what did it."""
    return wording(one.clause, material) if stands_alone(material.text(one.clause)) else excerpt(one.place, material)


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """Each passage in one finding only."""
    seen: set[Place] = set()
    out = []
    for one in findings:
        here = {*one.places("states"), *one.places("differs")}
        if not here & seen:
            out.append(one)
            seen |= here
    return out


def _spoken(held: Sequence[Dated], material: Material) -> str:
    """Who gives which date, in words."""
    told: dict[str, list[str]] = {}
    for one in sorted(held, key=lambda c: c.place):
        text = material.text(one.place).strip()
        if one.place.document not in told.setdefault(text, []):
            told[text].append(one.place.document)
    return "; ".join(f"“{text}” in {listed([label(d, material) for d in where])}" for text, where in told.items())
