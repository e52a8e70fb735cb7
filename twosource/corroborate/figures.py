"""Figures of several documents that count the same thing, and how they stand to each other.

What is counted decides first (its head noun and what is told of it), then the numbers. A different value alone is no
conflict: it may be rounded, given as a limit, counted later, or of another scope. Only what cannot both be right is.
"""

from collections.abc import Sequence
from functools import cache
from itertools import combinations
from typing import Literal

from msgspec import structs

from twosource.annotate.quantity.units import kind_of
from twosource.corroborate.contrasts import is_denied, opposed_figures
from twosource.corroborate.counted import Counted, counted_things, same_thing
from twosource.corroborate.developments import Development, development
from twosource.corroborate.exchanged import Exchange
from twosource.corroborate.findings import Finding, supports
from twosource.corroborate.gathering import is_exact, same_things
from twosource.corroborate.material import Material
from twosource.corroborate.naming import excerpt, label, listed
from twosource.corroborate.relations import Relation, are_of_one_thing, are_of_what_lasts, relate
from twosource.corroborate.slipped import relate_slip, slipped_pairs
from twosource.corroborate.values import compare_values, step, value
from twosource.corroborate.wording import key_of
from twosource.model import Place, Stance
from twosource.words import lines

__all__ = ["find_figures", "told_figures"]

FEWEST = 3  # smaller counts are figures of speech unless something happened to what they count
APART = 80  # the same where something in brackets stands between the words of what is counted
FURTHEST = 20  # characters between a figure and what it counts, to read them as one (“dozens of towns”)
TIMES = ("second", "minute", "hour", "day", "week", "month", "year", "year of age", "decade", "century")
RECKONED = ("currency", "percent", "point")  # what nobody sees, but only who keeps the books
LESS_EXACT = ("rounded", "within")
DIFFERING = ("conflicting", "updated", "cannot tell")
BARE = 12  # up to here, a number without a noun is not worth a look
ASIDE = frozenset(("claim", "scant", "denied", "old"))  # what makes a bare number worth a look
Pair = tuple[Counted, Counted]
OTHER_SCOPE = 3  # a count so many times another one is rather of another time or place


def find_figures(material: Material, exchanged: Sequence[Exchange] = ()) -> tuple[Finding, ...]:
    """Findings on every figure that says what it counts: those that agree, later ones, conflicts, and single ones.

    `exchanged` are values that stand in each other's place in one sentence.
    """
    things = told_figures(material)
    opposed = opposed_figures(things, material)
    pairs = [(things[left], things[right]) for left, right in opposed]
    slips = slipped_pairs(things, exchanged)
    known = (*opposed, *slips)
    slipped = [(things[left], things[right]) for left, right in slips]
    out = [one for group in same_things(things, material, known) for one in _findings(group, pairs, slipped, material)]
    lengths = {one.figure.id for one in things if _is_mere_length(one)}
    bare = {one.figure.id for one in things if not _tells(one)}
    return tuple(
        one
        for one in out
        if one.relation != "agree"
        or not (lengths.issuperset(one.members) or (_is_alone(one) and bare.issuperset(one.members)))
    )


def told_figures(material: Material) -> list[Counted]:
    """The figures of a story that say what they count, or would say something if another document gave them, too."""
    return [one for one in counted_things(material) if _tells(one) or _may_tell(one)]


def _findings(
    group: Sequence[Counted], opposed: Sequence[Pair], slipped: Sequence[Pair], material: Material
) -> list[Finding]:
    """What is found of the figures of one thing: a dispute that documents tell, a count that went on, or by value."""
    held = [pair for pair in opposed if pair[0] in group and not _gives(*pair)]
    if (found := _against_each_other(group, held, material)) is not None:
        return found
    slips = [pair for pair in slipped if pair[0] in group]
    course = development(group)
    if slips and (course is None or any(relate_slip(*pair).kind == "conflicting" for pair in slips)):
        return _slipped(group, slips, material)
    if course is None:
        return _by_value(group, material)
    kept = {c.figure.id for c in (*course.latest, *course.overtaken, *course.stale)}
    rest = [c for c in group if c.figure.id not in kept]
    return [_overtaken(course, material), *(_by_value(rest, material) if rest else ())]


def _slipped(group: Sequence[Counted], slips: Sequence[Pair], material: Material) -> list[Finding]:
    """What differs between two documents in one place of one sentence, with whoever gives one of these values."""
    met = [c for c in group if any(_gives(c, side) for pair in slips for side in pair)]
    rest = [c for c in group if c not in met]
    return [*_differing(_versions(met), material, slips), *(_by_value(rest, material) if rest else ())]


def _by_value(group: Sequence[Counted], material: Material) -> list[Finding]:
    """One finding for each value that stands alone, and one for those that may not stand beside each other."""
    out: list[Finding] = []
    versions = _versions(group)
    if _is_series(versions):
        return [_agreeing(version, material) for version in versions]
    while versions:
        first = versions.pop(0)
        rivals = [other for other in versions if _are_rivals(first, other)]
        if not rivals:
            out.append(_agreeing(first, material))
            continue
        versions = [other for other in versions if other not in rivals]
        out += _differing([first, *rivals], material)
    return out


def _against_each_other(
    group: Sequence[Counted], opposed: Sequence[tuple[Counted, Counted]], material: Material
) -> list[Finding] | None:
    """A dispute that a document tells itself: two sources with two counts, or a count that another one calls wrong."""
    denied = [c for c in group if is_denied(c)]
    stated = [c for c in group if any(_is_met(c, other) for other in denied)]
    if not opposed and not stated:
        return None
    sides = [c for pair in opposed for c in pair] or [*denied, *stated]
    met = [c for c in group if any(_gives(c, side) for side in sides)]
    rest = [c for c in group if c not in met]
    versions = _versions([c for c in met if c not in denied] or met)
    lead = max(versions, key=lambda v: (len({c.place.document for c in v}), _negated(v[0].place)))
    places: dict[Place, Stance] = {c.place: "states" if c in lead else "differs" for c in met}
    places |= {c.place: "denies" for c in denied if c not in lead}
    told, teller = _spoken(met, material), label((opposed[0][0] if opposed else denied[0]).place.document, material)
    how = "tells both" if opposed else "tells that it is called wrong"
    note = f"The documents differ ({told}); {teller} {how}, and not all can be right."
    apart = [*versions, *([denied] if denied and not any(c in version for version in versions for c in denied) else [])]
    return [
        _with_sides(_finding(_best(lead), places, met, material, "conflict", note), apart, material),
        *(_by_value(rest, material) if rest else ()),
    ]


def _is_met(one: Counted, denied: Counted) -> bool:
    """Whether another document states what is called wrong."""
    return one.place.document != denied.place.document and not is_denied(one) and _gives(one, denied)


def _gives(one: Counted, other: Counted) -> bool:
    return compare_values(one.figure, other.figure) in ("equal", *LESS_EXACT)


def _overtaken(course: Development, material: Material) -> Finding:
    """A count that went on: its latest value is stated, the others differ."""
    earlier = (*course.overtaken, *course.stale)
    places: dict[Place, Stance] = {c.place: "states" for c in course.latest}
    places |= {c.place: "differs" for c in earlier}
    note = f"The count changed as later reports came in ({_spoken((*course.latest, *earlier), material)})."
    if course.stale:
        names = listed(sorted({label(c.place.document, material) for c in course.stale}))
        note = f"{note} {names} still {'has' if len(course.stale) == 1 else 'have'} an earlier value."
    found = _finding(_best(course.latest), places, [*course.latest, *earlier], material, "update", note)
    return structs.replace(found, stale=tuple((c.place, _missed(c, course, material)) for c in course.stale))


def _missed(one: Counted, course: Development, material: Material) -> str:
    """What a document that came out too late for its figure had missed, in one sentence."""
    newer = min(course.latest, key=lambda c: (c.at, c.place))
    new, old = (" ".join(material.text(c.place).split()) for c in (newer, one))
    when = f" of {newer.at[:10]}" if newer.at else ""
    return f"It has {old} after {label(newer.place.document, material)}{when} gave {new}."


def _is_alone(one: Finding) -> bool:
    return len({support.document for support in one.support}) == 1


def _is_mere_length(one: Counted) -> bool:
    """Whether a figure only tells how long something took or lasts, which is no finding unless documents differ.

    How long a sentence, a ban or a truce is, is one.
    """
    length = kind_of(one.figure.unit or "") == "time"
    return length and not one.fates and not one.context & _telling_lengths()


@cache
def _telling_lengths() -> frozenset[str]:
    return frozenset(map(key_of, lines("en/telling_lengths")))


def _tells(one: Counted) -> bool:
    """Whether a figure says something worth comparing: “two sides” does not."""
    if one.figure.unit is not None or one.fates:
        return True
    if one.head is None:
        return is_exact(one)
    return one.figure.low is None or one.figure.low >= FEWEST


def _may_tell(one: Counted) -> bool:
    """Whether a bare number says something if another document gives it too: “604 were from Orlen”."""
    return one.figure.unit is None and one.head is None and (value(one.figure) > BARE or bool(one.tells & ASIDE))


def _versions(group: Sequence[Counted]) -> list[list[Counted]]:
    """The figures of a group by value: those in one version are equal, or one is the other rounded or its limit."""
    versions: list[list[Counted]] = []
    for one in sorted(group, key=lambda c: (-_holders(c, group), c.place)):
        fitting = [version for version in versions if all(_may_be_one(one, other) for other in version)]
        if fitting:
            max(fitting, key=lambda version: any(_is_value(one, other) for other in version)).append(one)
        else:
            versions.append([one])
    return versions


def _is_value(one: Counted, other: Counted) -> bool:
    """Whether two figures give the very same number."""
    return (one.figure.low, one.figure.high) == (other.figure.low, other.figure.high)


def _may_be_one(one: Counted, other: Counted) -> bool:
    """Whether two figures give one value; a document that gives two values means two things."""
    relation = compare_values(one.figure, other.figure)
    return relation == "equal" or (relation in LESS_EXACT and one.place.document != other.place.document)


def _holders(one: Counted, group: Sequence[Counted]) -> int:
    """In how many documents of `group` the very value of `one` stands."""
    return len({c.place.document for c in group if _is_value(one, c)})


def _is_series(versions: Sequence[Sequence[Counted]]) -> bool:
    """Whether a document gives several values itself: a measure at several times, of which none denies another."""
    given = [document for version in versions for document in {c.place.document for c in version}]
    return len(given) > len(set(given))


def _are_rivals(one: Sequence[Counted], other: Sequence[Counted]) -> bool:
    """Whether two versions may not stand side by side: they surely count one thing of one scope, and differ."""
    return any(
        relate(a, b).kind in DIFFERING and (same_thing(a, b) == "yes" or are_of_one_thing(a, b)) and _same_scope(a, b)
        for a in one
        for b in other
    )


def _same_scope(a: Counted, b: Counted) -> bool:
    """Whether two counts of one thing can be of one scope: of like size, or told in nearly the same words."""
    low, high = sorted((value(a.figure), value(b.figure)))
    shared, smaller = len(a.context & b.context), min(len(a.context), len(b.context))
    return high <= OTHER_SCOPE * max(low, 0) or shared >= 0.7 * max(smaller, 4)


def _agreeing(version: Sequence[Counted], material: Material) -> Finding:
    best = _best(version)
    note = ""
    values = {(c.figure.low, c.figure.high) for c in version}
    if len(values) > 1:
        note = f"The figures agree, given more or less exactly ({_spoken(version, material)})."
    if _is_past(version):
        note = f"It is background, of a time long before the reports. {note}".strip()
    places: dict[Place, Stance] = {c.place: "states" for c in version}
    return _finding(best, places, version, material, "agree", note)


def _differing(versions: Sequence[Sequence[Counted]], material: Material, slips: Sequence[Pair] = ()) -> list[Finding]:
    """One finding on versions that differ: in order of time a development, else a conflict or not to be told."""
    everything = [c for version in versions for c in version]
    latest = _latest(versions)
    lead = latest or max(versions, key=lambda v: (len({c.place.document for c in v}), _negated(v[0].place)))
    places: dict[Place, Stance] = {c.place: "states" if c in lead else "differs" for c in everything}
    told = _spoken(everything, material)
    if latest:
        note = f"The count changed as later reports came in ({told})."
        return [_finding(_best(lead), places, everything, material, "update", note)]
    pairs = [(a, b) for one, other in combinations(versions, 2) for a in one for b in other]
    found = sorted((relate_slip(a, b) if {(a, b), (b, a)} & {*slips} else relate(a, b) for a, b in pairs), key=_weight)
    lasting = all(compare_values(a.figure, b.figure) == "conflict" and are_of_what_lasts(a, b) for a, b in pairs)
    if found[0].kind == "conflicting" or (found[0].kind == "cannot tell" and lasting):
        note = f"The documents differ ({told}), and not all can be right."
        return [_with_sides(_finding(_best(lead), places, everything, material, "conflict", note), versions, material)]
    note = f"The documents differ ({told}): {found[0].reason}."
    return [_with_sides(_finding(_best(lead), places, everything, material, "unclear", note), versions, material)]


def _with_sides(finding: Finding, versions: Sequence[Sequence[Counted]], material: Material) -> Finding:
    """The finding with each value as a side of its own."""
    told = ((_wording(_best(held), material), tuple(sorted({c.place for c in held}))) for held in versions if held)
    return structs.replace(finding, versions=tuple(told))


def _weight(relation: Relation) -> tuple[int, str]:
    """Relations in the order in which they decide what is said of several versions."""
    order = ("conflicting", "cannot tell", "updated")
    return (order.index(relation.kind) if relation.kind in order else len(order), relation.reason)


def _negated(place: Place) -> tuple[int, ...]:
    return tuple(-ord(letter) for letter in place.document)


def _latest(versions: Sequence[Sequence[Counted]]) -> Sequence[Counted] | None:
    """The version that every figure of the others is an earlier state of, None if there is none."""
    for latest in versions:
        others = [c for version in versions if version is not latest for c in version]
        if all(_follows(b, a) for a in others for b in latest):
            return latest
    return None


def _follows(late: Counted, early: Counted) -> bool:
    found = relate(early, late)
    return found.kind == "updated" and found.later == "second"


def _best(version: Sequence[Counted]) -> Counted:
    """The figure to show for a version: the most exact value."""
    return min(version, key=lambda c: (c.figure.qualifier is not None, step(c.figure), c.place))


def _spoken(figures: Sequence[Counted], material: Material) -> str:
    """Who gives which figure, in words."""
    told: dict[str, list[str]] = {}
    for one in sorted(figures, key=lambda c: (c.at, c.place)):
        document = one.place.document
        text = material.text(one.place).strip()
        if document not in told.setdefault(text, []):
            told[text].append(document)
    return "; ".join(f"{text} in {listed([label(d, material) for d in held])}" for text, held in told.items())


def _finding(
    best: Counted,
    places: dict[Place, Stance],
    figures: Sequence[Counted],
    material: Material,
    relation: Literal["agree", "update", "conflict", "unclear"],
    note: str,
) -> Finding:
    return Finding(
        kind="figure",
        text=_wording(best, material),
        support=supports(places),
        relation=relation,
        note=note,
        members=tuple(sorted({c.figure.id for c in figures})),
        background=_is_background(figures),
        exact=is_exact(best) or any(kind_of(c.figure.unit or "") in RECKONED for c in figures),
    )


def _wording(one: Counted, material: Material) -> str:
    """The figure with what it counts, as in its document, and the sentence it stands in."""
    value, counted = material.text(one.place).strip(), one.figure.counted or ""
    text, end = material.volumes[one.place.document].article.text, one.place.span.end
    at = text.find(counted, end, end + len(counted) + FURTHEST) if counted else -1
    subject = " ".join(text[one.place.span.start : at + len(counted)].split()) if at >= 0 else value
    if at < 0 and counted and all(word in text[end : end + APART] for word in counted.split()):
        subject = f"{value} {counted}"
    return f"{subject}: {excerpt(one.place, material)}"


def _is_background(figures: Sequence[Counted]) -> bool:
    """Whether figures only tell how long or how old something is, or what was long before the report."""
    return all(c.figure.unit in TIMES and not c.fates for c in figures) or _is_past(figures)


def _is_past(figures: Sequence[Counted]) -> bool:
    """Whether figures are of a time long before the reports: half of their clauses say so, none dates them later."""
    later = any(c.days and not c.past for c in figures)
    return not later and any(c.past for c in figures) and 2 * sum(c.past for c in figures) >= len(figures)
