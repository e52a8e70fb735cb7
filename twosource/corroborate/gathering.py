"""Which figures of a story belong together: those of one thing, whether they agree or not."""

from collections.abc import Sequence
from itertools import combinations

from twosource.corroborate.counted import Counted, by_value, same_thing
from twosource.corroborate.developments import are_of_one_count
from twosource.corroborate.material import Material
from twosource.corroborate.pairing import ENOUGH, EVEN, Crowd, agree_by_chance, agree_on_one
from twosource.corroborate.relations import are_of_one_thing
from twosource.corroborate.values import compare_values, in_one_unit, is_telling, value

__all__ = ["is_exact", "same_things"]

NEAR = 1.3  # how many times one value is another that it may be when told less exactly
ADDED = frozenset(("part", "more"))
FEW = 12  # up to here, an addition to a count is not told from another count by its value
EXACT = 3  # digits, zeros at the ends left out


def is_exact(one: Counted) -> bool:
    """Whether a value has so many digits that only who counted can know it."""
    return is_telling(one.figure) and len(f"{value(one.figure):.12g}".replace(".", "").strip("0")) >= EXACT


def same_things(
    things: Sequence[Counted], material: Material, opposed: Sequence[tuple[int, int]] = ()
) -> list[list[Counted]]:
    """Groups of figures that count the same thing, each in the order of `things`.

    `opposed` are pairs of them that a document sets against each other: these are of one thing, too.
    """
    group = list(range(len(things)))
    crowd, met = Crowd.of(things), {at for pair in opposed for at in pair}
    for left, right in (*opposed, *_pairs_worth_asking(things)):
        if group[left] == group[right]:
            continue
        enough = EVEN if left in met or right in met else ENOUGH
        if (left, right) in opposed or _is_one_thing(things[left], things[right], crowd, material, enough):
            old, new = sorted((group[left], group[right]), reverse=True)
            group = [new if mark == old else mark for mark in group]
    return [[things[at] for at, mark in enumerate(group) if mark == first] for first in sorted(set(group))]


def _pairs_worth_asking(things: Sequence[Counted]) -> list[tuple[int, int]]:
    """Figures with a unit, a noun, a fate or a state in common, or of values near to each other."""
    blocks: dict[tuple[str | None, str], list[int]] = {}
    for at, one in enumerate(things):
        for key in {"unit"} if one.figure.unit else {one.head or "", *one.fates, *one.state} - {""}:
            blocks.setdefault((one.figure.unit, key), []).append(at)
        if one.figure.unit is not None:
            blocks.setdefault((None, f"{value(one.figure):.12g}"), []).append(at)  # with another unit, perhaps
    pairs = {pair for held in blocks.values() for pair in combinations(held, 2)}
    ordered = sorted((_size(one), at) for at, one in enumerate(things))
    for n, (size, at) in enumerate(ordered):
        for near, other in ordered[n + 1 :]:
            if near > NEAR * size:
                break
            pairs.add((min(at, other), max(at, other)))
    return sorted(pairs)


def _size(one: Counted) -> float:
    """The value in the unit that others of its kind are brought to, without its sign."""
    sized = in_one_unit(one.figure, one.figure)
    return abs(value(sized[0] if sized else one.figure))


def _is_one_thing(one: Counted, other: Counted, crowd: Crowd, material: Material, enough: float) -> bool:
    """Whether two figures are of one thing: by what is told of them, or by that and their value."""
    if agree_by_chance(one, other):
        return False
    if one.figure.unit != other.figure.unit:
        elsewhere = one.place.document != other.place.document
        return elsewhere and (agree_on_one(one, other, crowd, material.rarity, enough) or are_of_one_thing(one, other))
    if bool(one.tells & ADDED) != bool(other.tells & ADDED) and value(one.figure) <= FEW:
        return False
    if _is_multitude(one) != _is_multitude(other) and not _told_alike(one, other):
        return False
    same = same_thing(one, other)
    equal = same == "perhaps" and compare_values(one.figure, other.figure) == "equal"
    if same == "yes" or equal or _is_one_record(one, other) or are_of_one_thing(one, other):
        return True
    if (same != "no" and by_value(one, other, material.telling)) or are_of_one_count(one, other):
        return True
    return one.place.document != other.place.document and agree_on_one(one, other, crowd, material.rarity, enough)


def _is_multitude(one: Counted) -> bool:
    """Whether a figure is an open one that many counts agree with: “millions of jobs”."""
    return one.figure.high is None and one.figure.unit is None and not is_telling(one.figure)


def _told_alike(one: Counted, other: Counted) -> bool:
    """Whether the clauses of two figures tell of one fate, or share half of their words."""
    several = max(one.others_alike, other.others_alike) > 1  # events of which a document tells
    return (bool(one.fates & other.fates) and not several) or 2 * len(one.told & other.told) >= max(
        2, min(len(one.told), len(other.told))
    )


def _is_one_record(one: Counted, other: Counted) -> bool:
    """Whether two exact values are the same and told of one noun, counted here and named beside the figure there."""
    if not (is_exact(one) and is_exact(other)) or compare_values(one.figure, other.figure) != "equal":
        return False
    if (one.foretold, one.figure.unit) != (other.foretold, other.figure.unit):
        return False
    return one.head in other.context or other.head in one.context
