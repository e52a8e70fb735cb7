"""How two figures of two documents stand to each other, and why.

Like meets like first: what is measured, of whom, where and when. Then the numbers, and last the order of time. "Cannot
tell" comes before a conflict: two figures conflict only if the words around both tell of nothing but one thing.
"""

import re
from functools import cache
from typing import Literal

from msgspec import Struct

from twosource.annotate.quantity.units import kind_of
from twosource.corroborate.counted import Counted
from twosource.corroborate.fates import CLASSES_OF_FATE, persons
from twosource.corroborate.values import compare_values, in_one_unit, is_telling, value
from twosource.corroborate.wording import key_of
from twosource.words import lines, table

__all__ = [
    "Relation",
    "RelationKind",
    "are_of_different_owners",
    "are_of_one_noun",
    "are_of_one_thing",
    "are_of_what_lasts",
    "are_surely_one",
    "relate",
]

RelationKind = Literal["equal", "rounded", "within", "updated", "other scope", "conflicting", "cannot tell"]
DAY = re.compile(r"\d{4}-\d\d-\d\d")
SURELY_SHARED = 3  # the same where the figures are of different days, of something that does not change
FIXED_STATES = frozenset(("aboard",))
SHARED = 2  # telling words, names and the noun that two figures in conflict share at least
TOLD_ALIKE = 3  # telling words that two clauses share, from which on their subjects may be two names for one thing
PEOPLE = key_of("people")


class Relation(Struct, frozen=True):
    """How two figures relate; `reason` is one plain clause, `later` says which of the two is the later one."""

    kind: RelationKind
    reason: str
    later: Literal["first", "second"] | None = None


def relate(first: Counted, second: Counted) -> Relation:
    """Say how two figures relate, by what they count, their numbers, and when they were given.

    ``equal``, ``rounded`` (one is the other less exactly, or its limit) and ``within`` (one is a range that holds the
    other) can all be right; so can figures of ``other scope``, which count different things. ``updated`` is a count
    that went on or was revised, `later` says which figure is the later one. ``conflicting`` cannot both be right.
    """
    apart = _apart(first, second)
    if apart:
        return Relation("other scope", apart)
    numbers = compare_values(first.figure, second.figure)
    if numbers in ("equal", "rounded", "within"):
        return _agreement(first, second, numbers)
    return _later(first, second) or _difference(first, second, numbers == "conflict")


def are_of_one_thing(one: Counted, other: Counted) -> bool:
    """Whether the words around two figures show that both are of one thing, whatever their numbers."""
    fates = [c.fates | (c.told & CLASSES_OF_FATE) for c in (one, other)]
    if _apart(one, other) or (any(fates) and not fates[0] & fates[1]):
        return False
    return not (_alien(one, other) and _alien(other, one)) and _tell_of_one(one, other)


def are_of_different_owners(one: Counted, other: Counted) -> bool:
    """Whether two figures are told of different persons: points of two players, unless much else told of them is one.

    Where only one has a person for its subject, it must be one of whom the document of the other knows.
    """
    if any(kind_of(c.figure.unit or "") == "age" for c in (one, other)) or len(one.told & other.told) >= TOLD_ALIKE:
        return False
    if one.owners and other.owners:
        return not any(_one_name(a, b) for a in one.owners for b in other.owners)
    return not (_knows_owner(one, other) and _knows_owner(other, one))


def _knows_owner(one: Counted, other: Counted) -> bool:
    return not one.owners or any(_one_name(name, held) for name in one.owners for held in other.known)


def are_of_one_noun(one: Counted, other: Counted) -> bool:
    """Whether the nouns counted may be one: the same, one of them missing, or "people" and those it may stand for."""
    heads = {one.head, other.head}
    if None in heads or len(heads) == 1:
        return True
    if heads & CLASSES_OF_FATE and bool(one.fates & other.fates):
        return True
    if persons(one.head) == persons(other.head) == "any":
        return True
    return PEOPLE in heads and bool((one.told & other.told) or (one.fates & other.fates))


def are_surely_one(one: Counted, other: Counted) -> bool:
    """Whether two figures have a fate or a state in common, or their noun and a name of their clauses."""
    if one.fates & other.fates or one.state & other.state:
        return are_of_one_noun(one, other)
    return one.head is not None and one.head == other.head and bool(_shared_names(one, other))


def are_of_what_lasts(one: Counted, other: Counted) -> bool:
    """Whether two figures are of one thing that no day changes: how long a bridge is, how many were aboard, an age.

    Ages a year apart may both be right; what is told as new or old is a correction.
    """
    told = one.tells | other.tells
    if told & {"new", "old", "grown", "part", "more"} or one.going or other.going or one.foretold or other.foretold:
        return False
    kinds = {kind_of(c.figure.unit) for c in (one, other) if c.figure.unit}
    measured = kinds == {"dimension"} and bool(one.context & other.context & _lasting_measures())
    fixed = measured or kinds == {"age"} or bool(one.state & other.state & FIXED_STATES)
    if not fixed or (kinds == {"age"} and abs(value(one.figure) - value(other.figure)) <= 1):
        return False
    noun = one.head is not None and one.head == other.head
    return len(one.told & other.told) + len(_shared_names(one, other)) + noun >= SURELY_SHARED


@cache
def _lasting_measures() -> frozenset[str]:
    return frozenset(map(key_of, lines("en/lasting_measures")))


def _agreement(first: Counted, second: Counted, numbers: str) -> Relation:
    if numbers == "equal":
        return Relation("equal", "both give the same value")
    if numbers == "within":
        return Relation("within", "one is a range, and the other lies in it")
    return Relation("rounded", "one gives the other less exactly, or as a limit")


def _apart(one: Counted, other: Counted) -> str | None:
    """What tells for sure that two figures are not of one thing, None if nothing does."""
    a, b = one.figure, other.figure
    if a.unit != b.unit and in_one_unit(a, b) is None:
        return "they are measured in different units"
    if _moves(one) != _moves(other) and not _loses_part(one, other) and not _loses_part(other, one):
        return "one is a level, the other a change"
    if _moves(one) and _moves(other) and a.change != b.change:
        return "one went up, the other down"
    if one.fates and other.fates and not one.fates & other.fates:
        return "different things happened to those counted"
    if one.standing and other.standing and not one.standing & other.standing:
        return "one is confirmed, the other suspected"
    if one.state and other.state and not one.state & other.state and not one.fates & other.fates:
        return "those counted are in different states"
    if one.foretold != other.foretold and not _one_value(one, other):
        return "one is expected or possible, the other is told as a fact"
    if a.unit is None and not are_of_one_noun(one, other):
        return "they count different things"
    if _at_other_times(one, other) and not _one_value(one, other):
        return "they are of different times"
    if _foreign(one, other) and _foreign(other, one) and not _shared_names(one, other):
        return "they are told of different names"
    return None


def _moves(one: Counted) -> bool:
    return one.figure.change in ("up", "down")


def _loses_part(one: Counted, other: Counted) -> bool:
    """Whether `one` is the share of something that went ("lost 27 percent of its trees"), and `other` tells so too."""
    return one.figure.unit == "percent" and one.figure.counted is not None and one.figure.change in other.shifts


def _one_value(one: Counted, other: Counted) -> bool:
    """Whether the values alone show that two figures are of one thing: an exact one that few things come to."""
    numbers = compare_values(one.figure, other.figure)
    telling = is_telling(one.figure) and is_telling(other.figure)
    return telling and (numbers == "equal" or (numbers == "rounded" and one.figure.unit is not None))


def _at_other_times(one: Counted, other: Counted) -> bool:
    """Whether both clauses name times, none of them the same, and are not two days of a count that goes on."""
    if not one.times or not other.times or one.times & other.times:
        return False
    if any(a[0] <= b[1] and b[0] <= a[1] for a in one.days for b in other.days):
        return False
    return not (_goes_on(one, other) and all(DAY.match(when) for when in one.times | other.times))


def _foreign(one: Counted, other: Counted) -> list[frozenset[str]]:
    """The names in the clause of `one` that the document of `other` does not know."""
    return [name for name in one.names if not any(_one_name(name, held) for held in other.known)]


def _shared_names(one: Counted, other: Counted) -> list[frozenset[str]]:
    return [name for name in one.names if any(_one_name(name, held) for held in other.names)]


def _one_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names are one: by what they stand for, or as the words of one are among those of the other."""
    ids = [{word for word in name if word.startswith("@")} for name in (one, other)]
    first, second = one - ids[0], other - ids[1]
    return bool(ids[0] & ids[1]) or first <= second or second <= first


def _alien(one: Counted, other: Counted) -> frozenset[str]:
    """What the clause of `one` tells that the surroundings of `other` do not."""
    return one.told - other.around - {PEOPLE}


def _goes_on(one: Counted, other: Counted) -> bool:
    """Whether a figure of the two is of what is counted anew as an event goes on, or is said to go on."""
    if one.going or other.going:
        return True
    counted, told = _growing()
    counts = [c for c in (one, other) if c.figure.unit is None]
    return any({c.head or "", *c.fates} & counted or c.told & told for c in counts)


@cache
def _growing() -> tuple[frozenset[str], frozenset[str]]:
    """The keys of what is counted anew as an event goes on, and those of them that tell so wherever they stand."""
    rows = table("en/growing_counts")
    return frozenset(map(key_of, rows)), frozenset(key_of(word) for word, (where,) in rows.items() if where == "told")


def _later(first: Counted, second: Counted) -> Relation | None:
    """An update: the count goes on and its later value is higher, or it is said to fall or to be revised."""
    differing = _alien(first, second) and _alien(second, first) and not _tell_of_one(first, second)
    if not _goes_on(first, second) or differing:
        return None
    order = _order(first, second)
    if order is None:
        return None
    early, late = (first, second) if order == "second" else (second, first)
    told = early.going | late.going
    if value(late.figure) > value(early.figure):
        return Relation("updated", "the count went on, and the later report gives more", order)
    if told & {"fewer", "revised"}:
        return Relation("updated", "the later report gives fewer, and the count may fall or was revised", order)
    return None


def _order(first: Counted, second: Counted) -> Literal["first", "second"] | None:
    """Which of two figures is the later one: by the hour, the day, or the only date in the clause of each."""
    a, b = first.at, second.at
    if a[:10] == b[:10] and len(first.times) == 1 == len(second.times):
        a, b = min(first.times), min(second.times)
    if not a or not b:
        return None
    if not (_to_the_hour(a) and _to_the_hour(b)):
        a, b = a[:10], b[:10]
    return None if a == b else "second" if a < b else "first"


def _to_the_hour(when: str) -> bool:
    return len(when) > len("2031-05-06")


def _difference(first: Counted, second: Counted, numbers_apart: bool) -> Relation:
    """What is left where two values differ and neither takes the other's place."""
    if _alien(first, second) and _alien(second, first):
        return Relation("other scope", "what is told of them differs")
    if first.times and second.times and first.times != second.times:
        return Relation("other scope", "the times beside them differ")
    if first.beside and second.beside and not first.beside & second.beside:
        return Relation("other scope", "the figures beside them differ")
    if _picks_out(first, second) or _picks_out(second, first):
        return Relation("other scope", "one is of some of those of whom the other is")
    if _is_slip(first, second) and _tell_of_one(first, second):
        return Relation("conflicting", "the same number stands with another unit")
    if _is_part(first, second) or _is_part(second, first):
        return Relation("other scope", "one may be a part of the other")
    if not numbers_apart:
        return Relation("cannot tell", "one of them is not exact enough to say whether the other differs")
    if first.day is None or second.day is None:
        return Relation("cannot tell", "without their dates a later count cannot be told from a conflict")
    if first.day != second.day:
        return Relation("cannot tell", "the one is later than the other: it may be a correction")
    hours = _to_the_hour(first.at) and _to_the_hour(second.at)
    if _goes_on(first, second) and not (hours and first.at == second.at):
        return Relation("cannot tell", "the count may have grown between them, their hours are unknown")
    if _foreign(first, second) or _foreign(second, first):
        return Relation("cannot tell", "one of them names somebody or something that the other does not")
    if first.acts and second.acts and not first.acts & second.acts:
        return Relation("cannot tell", "the deeds told of them differ")
    if not _tell_of_one(first, second):
        return Relation("cannot tell", "too little shows that they are of one thing")
    return Relation("conflicting", "they tell of one thing, and both cannot be right")


def _picks_out(one: Counted, other: Counted) -> bool:
    """Whether `one` is a share of what a word picks out that nothing near the other tells: 2 percent of young votes."""
    named = frozenset().union(*one.known, *other.known)
    return one.figure.unit == "percent" and one.head == other.head and bool(one.modifiers - other.around - named)


def _is_slip(one: Counted, other: Counted) -> bool:
    """Whether one number is told in two units of one kind: 35 kilometres and 35 miles."""
    return one.figure.unit != other.figure.unit and is_telling(one.figure) and value(one.figure) == value(other.figure)


def _tell_of_one(one: Counted, other: Counted) -> bool:
    """Whether enough of what is told of two figures is the same: words, names and the noun."""
    noun = one.head is not None and one.head == other.head
    return len(one.told & other.told) + len(_shared_names(one, other)) + noun >= SHARED


def _is_part(part: Counted, whole: Counted) -> bool:
    """Whether the smaller figure is of those among the greater that a further name or noun picks out."""
    narrower = part.head != whole.head and whole.head == PEOPLE
    return value(part.figure) < value(whole.figure) and bool(_foreign(part, whole) or narrower)
