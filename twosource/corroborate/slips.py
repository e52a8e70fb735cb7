"""Days and names that documents give otherwise in one sentence: findings with all who tell it either way."""

from collections.abc import Iterator, Sequence

from twosource.corroborate.exchanged import Exchange
from twosource.corroborate.findings import Finding, supports
from twosource.corroborate.material import Material
from twosource.corroborate.naming import excerpt, label, listed
from twosource.corroborate.values import compare_values
from twosource.corroborate.wording import words
from twosource.model import Date, Figure, Place, Stance

__all__ = ["with_slips"]

SURE = 8  # words that two sentences share besides a name, for both to be of one person or place
CALLED = {"date": "day", "figure": "number", "name": "name"}


def with_slips(
    agreed: Sequence[Finding], exchanged: Sequence[Exchange], known: Sequence[Finding], material: Material
) -> tuple[Finding, ...]:
    """The findings `agreed`, those that tell what a sentence tells otherwise brought together with who does.

    What `known` findings already set against each other is left aside.
    """
    told = [one for one in exchanged if not any(_sets(other, one) for other in known) and _differ(one, material)]
    left, made = list(agreed), []
    for held in _together(told):
        sides = _sides(held)
        met = [one for one in left if one.relation == "agree" and any(_holds(one, place) for s in sides for place in s)]
        left = [one for one in left if one not in met]
        made.append(_finding(held, sides, met, material))
    return (*left, *made)


def _sets(found: Finding, one: Exchange) -> bool:
    """Whether a finding holds both values, as different ones."""
    held = {Place(support.document, support.span) for support in found.support}
    return found.relation != "agree" and {one.one, one.other} <= held


def _differ(one: Exchange, material: Material) -> bool:
    """Whether two figures or days cannot both be right, or two names have no word in common and nobody speaks there."""
    if one.kind == "figure":
        return compare_values(_figure(one.one, material), _figure(one.other, material)) == "conflict"
    if one.kind == "date":
        mine, yours = _date(one.one, material), _date(one.other, material)
        days = [day for held in (mine, yours) for day in (held.earliest, held.latest)]
        told = [material.text(place).casefold() for place in (one.one, one.other)]
        if None in days or told[0] == told[1] or mine.type != yours.type:
            return False
        return (mine.latest or "") < (yours.earliest or "") or (yours.latest or "") < (mine.earliest or "")
    if one.kind != "name" or any(_speaks(place, material) for place in (one.one, one.other)):
        return False
    names = [{word for word, _ in words(_called(place, material))} for place in (one.one, one.other)]
    return not names[0] & names[1]


def _figure(place: Place, material: Material) -> Figure:
    return next(one for one in material.volumes[place.document].notes.figures if one.span == place.span)


def _date(place: Place, material: Material) -> Date:
    return next(one for one in material.volumes[place.document].notes.dates if one.span == place.span)


def _called(place: Place, material: Material) -> str:
    known = [material.name(who) for who in material.volumes[place.document].entities_in(place.span)]
    return " ".join((material.text(place), *known))


def _speaks(place: Place, material: Material) -> bool:
    """Whether it stands in the words that tell who speaks: whose words they are is asked of the quotation."""
    quotes = material.volumes[place.document].notes.quotes
    return any(part.overlap(place.span) for quote in quotes for part in quote.source)


def _together(exchanged: Sequence[Exchange]) -> Iterator[list[Exchange]]:
    """The exchanges of one sentence, however many documents have it."""
    left = list(exchanged)
    while left:
        held, places = [], {left[0].one}
        while more := [one for one in left if {one.one, one.other} & places]:
            held += more
            left = [one for one in left if one not in more]
            places |= {place for one in more for place in (one.one, one.other)}
        yield sorted(held)


def _sides(held: Sequence[Exchange]) -> tuple[set[Place], set[Place]]:
    """The places that tell it as the first one does, and the others; each exchange stands between the two."""
    sides: tuple[set[Place], set[Place]] = {held[0].one}, {held[0].other}
    for _ in held:
        for one in held:
            for a, b in ((one.one, one.other), (one.other, one.one)):
                if b not in sides[0] | sides[1] and a in sides[0] | sides[1]:
                    sides[a in sides[0]].add(b)
    return sides


def _holds(one: Finding, place: Place) -> bool:
    return any(held.document == place.document and held.span.overlap(place.span) for held in one.places())


def _finding(
    held: Sequence[Exchange], sides: tuple[set[Place], set[Place]], met: Sequence[Finding], material: Material
) -> Finding:
    """The side that more documents tell states it; who agrees with one of its places tells it, too."""
    told: list[dict[Place, None]] = [dict.fromkeys(sorted(side)) for side in sides]
    for one in met:
        for place in one.places():
            other = any(place.document == slip.document for slip in sides[1])
            own = any(place.document == slip.document for slip in sides[0])
            which = 1 if other and not own else 0 if own else int(not any(_holds(one, slip) for slip in sides[0]))
            if not any(place.document == known.document for known in told[which]):
                told[which][place] = None
    first, second = sorted(told, key=lambda side: (-len({place.document for place in side}), min(side)))
    places: dict[Place, Stance] = dict.fromkeys(first, "states")
    places |= dict.fromkeys(second, "differs")
    spoken = [f"“{_said(side, sides, material)}” in {_tellers(side, material)}" for side in (first, second)]
    kind = held[0].kind
    sure = kind != "name" or max(one.same for one in held) >= SURE
    end = "and not both can be right." if sure else "and may tell of two."
    return Finding(
        kind="event" if kind == "date" else "statement",
        text=excerpt(min(first), material),
        support=supports(places),
        relation="conflict" if sure else "unclear",
        note=f"One sentence has another {CALLED[kind]} in it ({'; '.join(spoken)}), {end}",
        members=tuple(sorted({member for one in met for member in one.members})),
    )


def _said(side: dict[Place, None], sides: tuple[set[Place], set[Place]], material: Material) -> str:
    slip = next(place for place in side if any(place in held for held in sides))
    return " ".join(material.text(slip).split())


def _tellers(side: dict[Place, None], material: Material) -> str:
    return listed(sorted({label(place.document, material) for place in side}))
