"""Dated events: dates of several documents that tell when the same thing happened, and whether they agree."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from twosource.corroborate.findings import Finding, supports
from twosource.corroborate.material import Material, Term, Volume
from twosource.corroborate.naming import excerpt, label, listed
from twosource.corroborate.wording import hedges_in, key_of
from twosource.model import Date, Place, Span, Stance
from twosource.words import lines

__all__ = ["Dated", "dated_things", "find_dated_events"]

BEFORE, AFTER = 12, 6  # words around a date that tell what it dates
AFTER_INTO = 12  # words after “ten days into”, which come all after it
TURNS = frozenset(map(key_of, ("begin", "end")))  # by themselves these do not tell what began or ended
CLOCK_ONLY = re.compile(r"[\d.:\s]*(?:[ap]\.?m\.?|o[’']clock|hours|GMT)?", re.IGNORECASE)
INTO = re.compile(r"\sinto\b")
CLAUSE = re.compile(r"[,;:]\s|\b(?:which|that|who|when|after|before)\b")
AHEAD = frozenset(("future", "expected", "possible"))
LONGEST_RANGE = 31  # days; what is dated more vaguely is no dated event


class Dated(Struct, frozen=True):
    """What a date is about: the words and entities of its clause, and the days it may mean (both ends included)."""

    expression: Date
    place: Place
    keys: frozenset[str]
    where: frozenset[str]
    foretold: bool
    earliest: date
    latest: date


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
    first, last = date.fromisoformat(one.earliest), date.fromisoformat(one.latest)
    begun = one.type == "DURATION"
    if begun and not INTO.search(volume.article.text, one.span.start, one.span.end + 6):
        return None
    if (last - first).days > LONGEST_RANGE:
        return None
    near = _near(one.span, volume, AFTER_INTO if begun else AFTER)
    keys = {term.key for term in near if term.content} | ({key_of("begin")} if begun else set())
    entities = {key.removeprefix("@") for key in keys if key.startswith("@")}
    where = {e for e in entities if e in material.entities and material.entities[e].type == "place"}
    place = Place(one.document, one.span)
    return Dated(one, place, frozenset(keys), frozenset(where), _is_foretold(one.span, volume), first, last)


def _is_foretold(span: Span, volume: Volume) -> bool:
    """Whether the clause right around a date says that what it dates is yet to come."""
    sentence = volume.sentence(span)
    text = volume.article.text
    starts = [match.end() for match in CLAUSE.finditer(text, sentence.start, span.start)]
    stop = CLAUSE.search(text, span.end, max(span.end, sentence.end))
    clause = Span(starts[-1] if starts else sentence.start, stop.start() if stop else max(span.end, sentence.end))
    told = [term.word for term in volume.terms_in(clause)]
    if any(word in lines("en/reporting_verbs") for word in told):
        return False  # the date is that of the saying
    return bool(hedges_in(told) & AHEAD)


def _near(span: Span, volume: Volume, reach: int) -> tuple[Term, ...]:
    """The words of the clause around a date, not beyond a semicolon; the date's own words are left out."""
    sentence = volume.sentence(span)
    text = volume.article.text
    start = max(sentence.start, text.rfind(";", sentence.start, span.start) + 1)
    stop = text.find(";", span.end, sentence.end)
    end = stop if stop >= 0 else sentence.end
    before = volume.terms_in(Span(start, max(start, span.start)))[-BEFORE:]
    after = volume.terms_in(Span(span.end, max(span.end, end)))[:reach]
    return (*before, *after)


def find_dated_events(material: Material) -> tuple[Finding, ...]:
    """Findings on events that two or more dates tell of: those whose days agree, and those whose days cannot."""
    things = dated_things(material)
    rare = material.telling
    group = list(range(len(things)))
    apart: list[tuple[int, int]] = []
    for left, right in _candidates(things):
        one, other = things[left], things[right]
        likeness = _same_event(one, other, rare)
        if not likeness:
            continue
        if one.earliest <= other.latest and other.earliest <= one.latest:
            old, new = sorted((group[left], group[right]), reverse=True)
            group = [new if mark == old else mark for mark in group]
        elif likeness == "surely" and one.place.document != other.place.document:
            apart.append((left, right))
    groups = [[things[at] for at, mark in enumerate(group) if mark == first] for first in sorted(set(group))]
    agreeing = [_agreeing(held, material) for held in groups if len({c.place.document for c in held}) > 1]
    disagreeing = [
        _apart(things[left], things[right], material) for left, right in apart if group[left] != group[right]
    ]
    return (*agreeing, *_once(disagreeing))


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
    *began*), places must not differ, and one must not foretell what the other reports.
    """
    if one.foretold != other.foretold:
        return ""
    if one.where and other.where and not one.where & other.where:
        return ""
    shared = one.keys & other.keys
    acts = {key for key in shared if not key.startswith("@") and not key[0].isdigit()}
    turns, told = acts & TURNS, acts - TURNS
    if bool(one.keys & TURNS) != bool(other.keys & TURNS):
        return ""
    entities = {key for key in shared if key.startswith("@")}
    if not told or len(told) + len(turns) < 2 or not (entities or len(told & rare) >= 2):
        return ""
    smaller = min(len(one.keys), len(other.keys))
    return "surely" if entities & rare and len(shared) >= max(4, 0.6 * smaller) and told & rare else "likely"


def _agreeing(held: Sequence[Dated], material: Material) -> Finding:
    best = min(held, key=lambda c: (c.latest - c.earliest, c.place))
    first, last = max(c.earliest for c in held), min(c.latest for c in held)
    told = _spoken(held, material)
    meant = (first.isoformat() if first == last else f"{first} to {last}") if first <= last else "no one day"
    places: dict[Place, Stance] = {c.place: "states" for c in held}
    return Finding(
        kind="event",
        text=excerpt(best.place, material),
        support=supports(places),
        note=f"The dates agree on {meant} ({told})." if first <= last else f"Each date agrees with another ({told}).",
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
        text=excerpt(one.place, material),
        support=supports({one.place: "states", other.place: "differs"}),
        relation="unclear",
        note=note,
        foretold=one.foretold,
        members=tuple(sorted({one.expression.id, other.expression.id})),
    )


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
