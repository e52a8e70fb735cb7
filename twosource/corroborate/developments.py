"""Counts that go on: which of several values is the latest, which were overtaken, and who still has an old one.

A toll rises and the number of the missing falls. A value is overtaken where every document that is surely later gives
the newer one, or where a document says itself that the count is now another.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from twosource.corroborate.counted import Counted
from twosource.corroborate.fates import persons
from twosource.corroborate.relations import relate
from twosource.corroborate.values import compare_values, value

__all__ = ["Development", "are_of_one_count", "development", "tells_the_hour"]

RISING = frozenset(("die", "injur", "rescu", "evacu", "arrest"))
FALLING = frozenset(("miss",))
STATES = frozenset(("trapped", "powerless"))  # states of which a count is taken anew
MANY = 3  # other counts of one fate in a document, from which on it tells of several events
ALIKE = ("equal", "rounded", "within")


class Development(Struct, frozen=True):
    """The figures of a count that went on: those that give its latest value, those overtaken, and those told too late.

    `stale` are figures of documents that surely came after the latest value had been given, and still have an old one.
    """

    latest: tuple[Counted, ...]
    overtaken: tuple[Counted, ...]
    stale: tuple[Counted, ...]


def are_of_one_count(one: Counted, other: Counted) -> bool:
    """Whether two figures are of one count that goes on: of the same fate of the same people, and no part of it."""
    if one.figure.unit is not None or other.figure.unit is not None:
        return False
    fate = one.fates & other.fates & (RISING | FALLING) or one.state & other.state & STATES
    if not fate or one.foretold != other.foretold or _is_partial(one) or _is_partial(other):
        return False
    if max(one.others_alike, other.others_alike) >= MANY or _is_open(one) or _is_open(other):
        return False
    if one.past or other.past or (one.standing and other.standing and not one.standing & other.standing):
        return False
    if _names_elsewhere(one, other) and _names_elsewhere(other, one):
        return False
    return _one_people(one, other) and not _other_days(one, other)


def _is_open(one: Counted) -> bool:
    """Whether a figure is one that many counts agree with: “dozens”."""
    return one.figure.high is None or one.figure.low is None


def _is_partial(one: Counted) -> bool:
    return bool(one.tells & {"part", "more"})


def _one_people(one: Counted, other: Counted) -> bool:
    """Whether the nouns are the same, or neither picks out some of the people."""
    heads = [c.head if c.head not in c.fates else None for c in (one, other)]
    if heads[0] == heads[1]:
        return one.modifiers == other.modifiers or heads[0] is None or bool(one.fates & other.fates)
    return all(head is None or persons(head) == "any" for head in heads)


def _names_elsewhere(one: Counted, other: Counted) -> bool:
    """Whether the clause of `one` has names and the document of `other` knows none of them."""
    return bool(one.names) and not any(name & held for name in one.names for held in other.known)


def _other_days(one: Counted, other: Counted) -> bool:
    """Whether both clauses name days, more than a week apart."""
    if not one.days or not other.days:
        return False
    return not any(_near(a, b) for a in one.days for b in other.days)


def _near(a: tuple[str, str], b: tuple[str, str]) -> bool:
    return a[0][:7] <= b[1][:7] and b[0][:7] <= a[1][:7]


def development(figures: Sequence[Counted]) -> Development | None:
    """How a count of several values went on, None where the values or the times do not show that it did.

    `figures` are all of one thing. One document may give several values: its latest is the one said to be new, else the
    highest (or the lowest of those missing).
    """
    live = _of_now(figures)
    current = [c for c in live if "old" not in c.tells]
    direction = _direction(live)
    if direction is None or not current:
        return None
    newest = _newest(current, direction)
    latest = [c for c in current if compare_values(c.figure, newest.figure) in ALIKE]
    others = [c for c in live if c not in latest and any(_is_state_of(c, one) for one in latest)]
    said = any(_is_said_new(c) for c in latest)
    if not others or not _is_overtaking(latest, others, said=said):
        return None
    stale = [c for c in others if _is_late(c, latest, said=said) and "old" not in c.tells]
    if stale and not said:
        return None
    return Development(tuple(latest), tuple(c for c in others if c not in stale), tuple(stale))


def _of_now(figures: Sequence[Counted]) -> list[Counted]:
    """The figures that are not of something long before the reports: none of their value is dated so."""
    past = [c for c in figures if c.past]
    return [c for c in figures if not any(compare_values(c.figure, one.figure) in ALIKE for one in past)]


def _is_state_of(one: Counted, latest: Counted) -> bool:
    """Whether `one` may be an earlier state of the count of which `latest` is the last."""
    if (one.fates or one.state) and (latest.fates or latest.state):
        return are_of_one_count(one, latest)
    return "old" in one.tells or relate(one, latest).kind in ("updated", "cannot tell", "conflicting")


def _is_said_new(one: Counted) -> bool:
    """Whether words say that a figure takes the place of another: a rate that "fell to" it has but another month."""
    return "new" in one.tells or ("grown" in one.tells and one.figure.unit is None)


def _direction(figures: Sequence[Counted]) -> Literal["up", "down"] | None:
    fates = frozenset().union(*(c.fates for c in figures))
    states = frozenset().union(*(c.state for c in figures))
    if fates & FALLING and not fates & RISING:
        return "down"
    if fates & RISING and not fates & FALLING:
        return "up"
    if states & STATES and not fates:
        return "down"
    new = [c for c in figures if _is_said_new(c)]
    if len({value(c.figure) for c in new}) != 1:
        return None
    others = [value(c.figure) for c in figures if c not in new]
    return "up" if others and max(others) < value(new[0].figure) else "down"


def _newest(current: Sequence[Counted], direction: str) -> Counted:
    sign = 1 if direction == "up" else -1
    return max(current, key=lambda c: (sign * value(c.figure), c.figure.qualifier is None, -_rank(c), c.place))


def _rank(one: Counted) -> int:
    return one.place.span.start


def _is_overtaking(latest: Sequence[Counted], others: Sequence[Counted], *, said: bool) -> bool:
    """Whether each other value is surely earlier than the latest one, or the latest is said to be new."""
    early = [
        c for c in others if any(_is_before(c, one) for one in latest) or ("old" in c.tells and _beside(c, latest))
    ]
    return said or all(other in early or _has_no_day(other, early) for other in others)


def _has_no_day(one: Counted, early: Sequence[Counted]) -> bool:
    """Whether `one` is of a document without a date, and gives what earlier ones give."""
    return not one.at and any(compare_values(one.figure, other.figure) in ALIKE for other in early)


def _beside(one: Counted, others: Sequence[Counted]) -> bool:
    return any(one.place.document == other.place.document for other in others)


def _is_late(one: Counted, latest: Sequence[Counted], *, said: bool) -> bool:
    """Whether `one` was surely published after a document that gave the latest value, or said that it is new."""
    told = [c for c in latest if _is_said_new(c)] if said else latest
    return any(_is_before(c, one) for c in told) and one.place.document not in {c.place.document for c in latest}


def _is_before(one: Counted, other: Counted) -> bool:
    """Whether the document of `one` was surely published before that of `other`."""
    a, b = one.at, other.at
    if not a or not b:
        return False
    if not (tells_the_hour(a) and tells_the_hour(b)):
        a, b = a[:10], b[:10]
    return a < b


def tells_the_hour(when: str) -> bool:
    """Whether a time of publication has an hour."""
    return len(when) > len("2031-05-06")
