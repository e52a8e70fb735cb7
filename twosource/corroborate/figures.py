"""Figures of several documents that count the same thing, and how they stand to each other.

What is counted decides first (its head noun and what is told of it), then the numbers. A different value alone is no
conflict: it may be rounded, given as a limit, counted later, or of another scope. Only what cannot both be right is.
"""

from collections.abc import Sequence
from functools import cache
from itertools import combinations
from typing import Literal

from twosource.annotate.quantity.units import kind_of
from twosource.corroborate.counted import Counted, by_value, counted_things, same_thing
from twosource.corroborate.findings import Finding, supports
from twosource.corroborate.material import Material
from twosource.corroborate.naming import excerpt, label, listed
from twosource.corroborate.relations import Relation, are_of_one_thing, relate
from twosource.corroborate.values import compare_values, is_telling, step, value
from twosource.corroborate.wording import key_of
from twosource.model import Place, Stance
from twosource.words import lines

__all__ = ["find_figures"]

FEWEST = 3  # smaller counts are figures of speech unless something happened to what they count
APART = 80  # the same where something in brackets stands between the words of what is counted
FURTHEST = 20  # characters between a figure and what it counts, to read them as one (“dozens of towns”)
TIMES = ("second", "minute", "hour", "day", "week", "month", "year", "year of age", "decade", "century")
LESS_EXACT = ("rounded", "within")
DIFFERING = ("conflicting", "updated", "cannot tell")
EXACT = 3  # digits, zeros at the ends left out
OTHER_SCOPE = 3  # a count so many times another one is rather of another time or place


def find_figures(material: Material) -> tuple[Finding, ...]:
    """Findings on every figure that says what it counts: those that agree, later ones, conflicts, and single ones."""
    things = [one for one in counted_things(material) if _tells(one)]
    out: list[Finding] = []
    for group in _same_things(things, material.telling):
        versions = _versions(group)
        if _is_series(versions):
            out += [_agreeing(version, material) for version in versions]
            continue
        while versions:
            first = versions.pop(0)
            rivals = [other for other in versions if _are_rivals(first, other)]
            if not rivals:
                out.append(_agreeing(first, material))
                continue
            versions = [other for other in versions if other not in rivals]
            out += _differing([first, *rivals], material)
    lengths = {one.figure.id for one in things if _is_mere_length(one)}
    return tuple(one for one in out if one.relation != "agree" or not lengths.issuperset(one.members))


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
        return _is_exact(one)
    return one.figure.low is None or one.figure.low >= FEWEST


def _is_exact(one: Counted) -> bool:
    """Whether a value has so many digits that only who counted can know it."""
    return is_telling(one.figure) and len(f"{value(one.figure):.12g}".replace(".", "").strip("0")) >= EXACT


def _same_things(things: Sequence[Counted], telling: frozenset[str]) -> list[list[Counted]]:
    """Groups of figures that count the same thing, each in the order of `things`."""
    group = list(range(len(things)))
    by_subject: dict[tuple[str | None, str], list[int]] = {}
    for at, one in enumerate(things):
        keys = {"unit"} if one.figure.unit else {one.head or "", *one.fates} - {""}
        keys |= {f"{value(one.figure):.12g}"} if _is_exact(one) else set()
        for key in keys:
            by_subject.setdefault((one.figure.unit, key), []).append(at)
    pairs = {(a, b) for held in by_subject.values() for n, a in enumerate(held) for b in held[n + 1 :]}
    for left, right in sorted(pairs):
        one, other = things[left], things[right]
        if _is_multitude(one) != _is_multitude(other) and not _told_alike(one, other):
            continue
        same = same_thing(one, other)
        equal = same == "perhaps" and compare_values(one.figure, other.figure) == "equal"
        equal = equal or _is_one_record(one, other)
        if same == "yes" or equal or are_of_one_thing(one, other) or (same != "no" and by_value(one, other, telling)):
            old, new = sorted((group[left], group[right]), reverse=True)
            group = [new if mark == old else mark for mark in group]
    return [[things[at] for at, mark in enumerate(group) if mark == first] for first in sorted(set(group))]


def _is_multitude(one: Counted) -> bool:
    """Whether a figure is an open one that many counts agree with: “millions of jobs”."""
    return one.figure.high is None and one.figure.unit is None and not is_telling(one.figure)


def _told_alike(one: Counted, other: Counted) -> bool:
    """Whether the clauses of two figures tell of one fate, or share half of their words."""
    return bool(one.fates & other.fates) or 2 * len(one.told & other.told) >= max(
        2, min(len(one.told), len(other.told))
    )


def _is_one_record(one: Counted, other: Counted) -> bool:
    """Whether two exact values are the same and told of one noun, counted here and named beside the figure there."""
    if not (_is_exact(one) and _is_exact(other)) or compare_values(one.figure, other.figure) != "equal":
        return False
    if (one.foretold, one.figure.unit) != (other.foretold, other.figure.unit):
        return False
    return one.head in other.context or other.head in one.context


def _versions(group: Sequence[Counted]) -> list[list[Counted]]:
    """The figures of a group by value: those in one version are equal, or one is the other rounded or its limit."""
    versions: list[list[Counted]] = []
    for one in sorted(group, key=lambda c: (-_holders(c, group), c.place)):
        for version in versions:
            if all(_may_be_one(one, other) for other in version):
                version.append(one)
                break
        else:
            versions.append([one])
    return versions


def _may_be_one(one: Counted, other: Counted) -> bool:
    """Whether two figures give one value; a document that gives two values means two things."""
    relation = compare_values(one.figure, other.figure)
    return relation == "equal" or (relation in LESS_EXACT and one.place.document != other.place.document)


def _holders(one: Counted, group: Sequence[Counted]) -> int:
    """In how many documents of `group` the very value of `one` stands."""
    value = (one.figure.low, one.figure.high)
    return len({c.place.document for c in group if (c.figure.low, c.figure.high) == value})


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


def _differing(versions: Sequence[Sequence[Counted]], material: Material) -> list[Finding]:
    """One finding on versions that differ: in order of time a development, else a conflict or not to be told."""
    everything = [c for version in versions for c in version]
    latest = _latest(versions)
    lead = latest or max(versions, key=lambda v: (len({c.place.document for c in v}), _negated(v[0].place)))
    places: dict[Place, Stance] = {c.place: "states" if c in lead else "differs" for c in everything}
    told = _spoken(everything, material)
    if latest:
        note = f"The count changed as later reports came in ({told})."
        return [_finding(_best(lead), places, everything, material, "update", note)]
    found = sorted((relate(a, b) for one, other in combinations(versions, 2) for a in one for b in other), key=_weight)
    if found[0].kind == "conflicting":
        note = f"The documents differ ({told}), and not all can be right."
        return [_finding(_best(lead), places, everything, material, "conflict", note)]
    note = f"The documents differ ({told}): {found[0].reason}."
    return [_finding(_best(lead), places, everything, material, "unclear", note)]


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
        exact=_is_exact(best),
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
