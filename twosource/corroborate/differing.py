"""One event told with another hour, day or place: what cannot both be right, though the rest agrees.

That it is one event must be certain: a deed that happens to one thing once, of the same thing, with nothing else told
on both sides in which they differ, and no document that tells it with both (then there were two).
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import combinations

from twosource.corroborate.clocks import clocks_apart, clocks_in
from twosource.corroborate.facts import Fact
from twosource.corroborate.findings import Finding, supports
from twosource.corroborate.material import Material
from twosource.corroborate.naming import excerpt, label, listed
from twosource.model import Place, Stance
from twosource.words import lines

__all__ = ["find_differing"]

SHARED = 2  # words in common, the deed and what it happened to
ALIKE = 0.6  # part of the shorter clause that the other one tells too
NEAR = 7  # days between two reports of one event, at most

Apart = Callable[[Fact, Fact, Material], bool]


def find_differing(facts: Sequence[Fact], material: Material) -> tuple[Finding, ...]:
    """Findings on events of which documents give hours, days or places that cannot both be right."""
    once = {f"!{deed}" for deed in lines("en/once_only")}
    told = [one for one in facts if one.acts & once and _tells_what_happened(one)]
    out = []
    for name, apart in (("hour", _hours_apart), ("day", _days_apart), ("place", _places_apart)):
        pairs = [
            (one, other)
            for one, other in combinations(told, 2)
            if one.place.document != other.place.document
            and _is_one_event(one, other, name, once)
            and apart(one, other, material)
            and not any(_tells_both(a, b, told, apart, material, once) for a, b in ((one, other), (other, one)))
        ]
        out += list(_findings(pairs, name, material))
    return tuple(out)


def _tells_what_happened(one: Fact) -> bool:
    return bool(
        one.asserted
        and one.subject
        and not (one.direct or one.negated or one.hedges or one.under_denial or one.charged)
    )


def _is_one_event(one: Fact, other: Fact, detail: str, once: set[str]) -> bool:
    """Whether two clauses surely tell of one event, the `detail` left aside."""
    if not (one.acts & other.acts & once and one.subject & other.subject) or one.undone != other.undone:
        return False
    mine, yours = (held.keys - held.where for held in (one, other))
    if len(mine & yours) < SHARED or len(mine & yours) < ALIKE * min(len(mine), len(yours)):
        return False
    if (one.who - other.who and other.who - one.who) or _is_late(one, other):
        return False
    if (
        detail != "hour"
        and one.numbers
        and other.numbers
        and not (one.numbers <= other.numbers or other.numbers <= one.numbers)
    ):
        return False
    if detail != "day" and one.days and other.days and _disjoint(one, other):
        return False
    return detail == "place" or not (one.where and other.where and not one.where & other.where)


def _is_late(one: Fact, other: Fact) -> bool:
    """Whether the reports are so far apart, or of an unknown day, that they may be of two events."""
    if not (one.published and other.published):
        return True
    days = date.fromisoformat(one.published) - date.fromisoformat(other.published)
    return abs(days.days) > NEAR


def _disjoint(one: Fact, other: Fact) -> bool:
    return bool(one.days and other.days and (one.days[1] < other.days[0] or other.days[1] < one.days[0]))


def _hours_apart(one: Fact, other: Fact, material: Material) -> bool:
    mine, yours = (clocks_in(material.text(held.place)) for held in (one, other))
    return len(mine) == len(yours) == 1 and clocks_apart(mine[0], yours[0])


def _days_apart(one: Fact, other: Fact, material: Material) -> bool:
    del material
    if one.when == other.when:
        return False  # “on Monday”, counted from another day: perhaps in a copy
    return _disjoint(one, other) and all(held.days and held.days[0] == held.days[1] for held in (one, other))


def _places_apart(one: Fact, other: Fact, material: Material) -> bool:
    """Whether each names one place, no part of the other, and no document tells of both in one sentence."""
    if len(one.where) != 1 or len(other.where) != 1 or one.where == other.where:
        return False
    mine, yours = (next(iter(held.where))[1:] for held in (one, other))
    names = [{*material.name(who).casefold().split()} for who in (mine, yours)]
    if names[0] & names[1] or any(material.name(who) in lines("en/countries") for who in (mine, yours)):
        return False
    return not any(
        {mine, yours} <= {*volume.entities_in(sentence)}
        for volume in material.volumes.values()
        for sentence in volume.sentences
    )


def _tells_both(one: Fact, other: Fact, told: Sequence[Fact], apart: Apart, material: Material, once: set[str]) -> bool:
    """Whether the document of `one` tells the deed elsewhere in a way that is apart from how it tells it here."""
    return any(
        held.place.document == one.place.document
        and held.acts & other.acts & once
        and held.subject & other.subject
        and apart(held, one, material)
        for held in told
    )


def _findings(pairs: Sequence[tuple[Fact, Fact]], detail: str, material: Material) -> Iterator[Finding]:
    """A finding for each event: the side that more documents tell states it, the others differ."""
    left = list(pairs)
    while left:
        one, other = left[0]
        sides = {one.place: one}, {other.place: other}
        for a, b in left:
            for x, y in ((a, b), (b, a)):
                if x.place in sides[0]:
                    sides[1].setdefault(y.place, y)
                elif x.place in sides[1]:
                    sides[0].setdefault(y.place, y)
        held = {*sides[0], *sides[1]}
        left = [pair for pair in left if not {one.place for one in pair} & held]
        first, second = sorted(sides, key=lambda side: (-len({place.document for place in side}), min(side)))
        yield _finding(first, {place: one for place, one in second.items() if place not in first}, detail, material)


def _finding(first: dict[Place, Fact], second: dict[Place, Fact], detail: str, material: Material) -> Finding:
    places: dict[Place, Stance] = dict.fromkeys(first, "states")
    places |= dict.fromkeys(second, "differs")
    tellers = [listed(sorted({label(place.document, material) for place in side})) for side in (first, second)]
    return Finding(
        kind="event",
        text=excerpt(min(first), material),
        support=supports(places),
        relation="conflict",
        note=f"{tellers[0]} and {tellers[1]} tell it with another {detail}, and not both can be right.",
    )
