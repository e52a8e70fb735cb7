"""Whether two figures of one story are of one thing because they agree: an exact value that is met twice is seldom two.

The rarer the value among the figures of both documents, the less the words around it must share. What speaks for and
against one thing are signs, each with a weight; their sum is the logarithm of the odds that both are of one thing.
They were learned as ``training/joins.py`` shows.
"""

from collections.abc import Callable, Mapping, Sequence
from math import log

from msgspec import Struct

from twosource.annotate.quantity.units import kind_of
from twosource.corroborate.counted import Counted
from twosource.corroborate.fates import persons
from twosource.corroborate.relations import are_of_different_owners, are_of_one_noun, are_surely_one
from twosource.corroborate.values import compare_values, in_one_unit, step, value
from twosource.corroborate.wording import key_of

__all__ = ["ENOUGH", "EVEN", "WEIGHTS", "Crowd", "agree_by_chance", "agree_on_one", "may_agree", "signs_of"]

WEIGHTS: Mapping[str, float] = {
    "fate": 2.0,
    "equal": 1.5,
    "time": 1.4,
    "known": 1.2,
    "percent": 1.2,
    "2 digits": 1.1,
    "noun": 0.9,
    "state": 0.9,
    "beside": 0.9,
    "words": 0.5,
    "no unit": 0.4,
    "same unit": 0.3,
    "always": 0.3,
    "around": 0.3,
    "left out unit": 0.2,
    "1 digits": 0.1,
    "another unit": -0.6,
    "fate of one": -0.7,
    "crowd": -0.8,
    "0 digits": -0.9,
    "again": -1.0,
    "foreign": -1.3,
    "other noun": -2.3,
}
ENOUGH = 1.3  # odds of 7 to 2
EVEN = 0.0  # odds of 1 to 1: for a count that a document sets against another one, on which the story turns
MOST = 4.0  # shared words that count at most, of the clause and of the sentences around it
TIES = frozenset(("noun", "fate", "state", "time", "known"))  # one of these or shared words must be there
CLOSE = 0.1  # how far two values that agree lie from each other at most
LIMITS = ("more than", "at least", "up to", "less than")
LARGE = 1000  # from here on a number may go without its unit
WIDE = 1.5  # how many times its lower end the upper one of a range is at most, to be a sign
FEW = 12
EXACT = 3  # digits of a value that is met again by chance hardly ever
NO_SIGN = frozenset(map(key_of, ("people", "said", "one", "two", "first", "last", "other", "new", "than", "number")))


class Crowd(Struct, frozen=True):
    """How many figures of a document a value could be met among by chance, and how often it gives the value itself.

    `alike` is the number of its values of the same kind of unit and as many digits, `again` the number of figures of
    the same value of which it tells something else; both by the id of a figure.
    """

    alike: Mapping[str, int]
    again: Mapping[str, int]

    @classmethod
    def of(cls, things: Sequence[Counted]) -> "Crowd":
        """Count for every figure of a story."""
        by_kind: dict[tuple[str, str, int], list[Counted]] = {}
        for one in things:
            by_kind.setdefault(_class_of(one), []).append(one)
        alike, again = {}, {}
        for one in things:
            others = by_kind[_class_of(one)]
            alike[one.figure.id] = len({value(c.figure) for c in others})
            again[one.figure.id] = sum(_is_same_number(one, c) and not one.told & c.told for c in others)
        return cls(alike, again)


def _class_of(one: Counted) -> tuple[str, str, int]:
    return one.place.document, kind_of(one.figure.unit or ""), _telling_digits(one)


def _is_same_number(one: Counted, other: Counted) -> bool:
    a, b = one.figure, other.figure
    return a.id != b.id and (a.low, a.high) == (b.low, b.high)


def _telling_digits(one: Counted) -> int:
    """The digits of a value that are no zeros at its ends: 0 for a small count, 2 for all that have more."""
    size = abs(value(one.figure))
    return 0 if size <= FEW and size == int(size) else max(1, min(_digits(one), 2))


def agree_on_one(
    one: Counted, other: Counted, crowd: Crowd, rare: Callable[[str], float], enough: float = ENOUGH
) -> bool:
    """Whether two figures give one value of one thing; `rare` says of a key how telling it is in its story, 0 to 1.

    `enough` is the logarithm of the odds from which on they do.
    """
    if not may_agree(one, other):
        return False
    signs = signs_of(one, other, crowd, rare)
    tied = signs["words"] or signs["around"] > 1 or not TIES.isdisjoint(signs)
    return bool(tied) and sum(WEIGHTS.get(name, 0.0) * signs[name] for name in sorted(signs)) >= enough


def may_agree(one: Counted, other: Counted) -> bool:
    """Whether nothing bars that two figures give one value of one thing."""
    agrees = compare_values(one.figure, other.figure) in ("equal", "rounded", "within")
    return agrees and _are_near(one, other) and not _barred(one, other)


def signs_of(one: Counted, other: Counted, crowd: Crowd, rare: Callable[[str], float]) -> dict[str, float]:
    """What speaks for or against one thing in two figures that agree: each sign by name, with how much there is of it.

    ``crowd`` and ``again`` say how many values one could meet by chance (logarithms), ``words`` and ``around`` how many
    telling words the clauses and their surroundings share; the others are there or not.
    """
    words = [c.context | c.told | c.modifiers | ({c.head} if c.head else set()) for c in (one, other)]
    shared, around = _telling(words[0] & words[1]), _telling(one.around & other.around)
    coarse = min((one, other), key=lambda c: (_digits(c), c.figure.id))
    found = {
        "always": 1.0,
        f"{_telling_digits(coarse)} digits": 1.0,
        f"{_units(one, other)} unit": 1.0,
        "crowd": sum(log(crowd.alike[c.figure.id]) for c in (one, other)),
        "again": log(1 + sum(crowd.again[c.figure.id] for c in (one, other))),
        "words": min(MOST, sum(map(rare, sorted(shared)))),
        "around": min(MOST, sum(rare(key) == 1 for key in around - shared)),
    }
    return found | dict.fromkeys(_plain_signs(one, other), 1.0)


def _plain_signs(one: Counted, other: Counted) -> list[str]:
    """The signs that are there or not."""
    heads = {one.head, other.head} - {None}
    plain = one.figure.unit is None is other.figure.unit  # beside a unit, nouns tell of much besides what is measured
    asked = {
        "equal": compare_values(one.figure, other.figure) == "equal",
        "percent": "percent" in (one.figure.unit, other.figure.unit),
        "noun": None not in (one.head, other.head) and len(heads) == 1,
        "other noun": plain and len(heads) == 2 and not (persons(one.head) and persons(other.head)),
        "fate": bool(one.fates & other.fates),
        "fate of one": bool(one.fates) != bool(other.fates),
        "state": bool(one.state & other.state),
        "time": bool(one.times & other.times),
        "known": one.definite or other.definite,
        "beside": bool(one.beside & other.beside),
        "foreign": _foreign(one, other) and _foreign(other, one),
    }
    return [name for name, there in asked.items() if there]


def _telling(keys: frozenset[str] | set[str]) -> set[str]:
    return {key for key in keys - NO_SIGN if not key[0].isdigit() or len(key) > 2}


def _units(one: Counted, other: Counted) -> str:
    """How the units of two figures stand to each other: “a year” may be left out, and so may all of it."""
    units = [c.figure.unit and c.figure.unit.removesuffix(" per year") for c in (one, other)]
    if units[0] == units[1]:
        return "same" if units[0] else "no"
    bare = [c for c in (one, other) if c.figure.unit is None]
    return "another" if not bare else "left out" if bare[0].head is None else "one"


def agree_by_chance(one: Counted, other: Counted) -> bool:
    """Whether two figures give one value though what is told of them is of two things, as far as can be seen.

    Many limits hold a value that lies far from them, and small and round values are met again: the noun must be the
    same, and the person whose they are.
    """
    if compare_values(one.figure, other.figure) not in ("equal", "rounded", "within"):
        return False
    if _is_far_limit(one, other):
        return not are_surely_one(one, other)
    mixed = bool(persons(one.head)) != bool(persons(other.head)) and not are_of_one_noun(one, other)
    if mixed and one.figure.unit is None and abs(value(one.figure)) <= FEW:
        return True
    return min(_digits(one), _digits(other)) < EXACT and are_of_different_owners(one, other)


def _is_far_limit(one: Counted, other: Counted) -> bool:
    """Whether one of two figures is a limit, and the other lies far from it: at least 160 million, and 184 million."""
    sized = in_one_unit(one.figure, other.figure) if one.figure.unit != other.figure.unit else None
    low, high = sorted(abs(value(figure)) for figure in sized or (one.figure, other.figure))
    return any(c.figure.qualifier in LIMITS for c in (one, other)) and high - low > CLOSE * high


def _are_near(one: Counted, other: Counted) -> bool:
    """Whether two values that agree are near enough to be a sign: a limit and a range agree with much."""
    if _is_wide(one) or _is_wide(other):
        return False
    sized = in_one_unit(one.figure, other.figure) or (one.figure, other.figure)
    low, high = sorted(abs(value(figure)) for figure in sized)
    limits = [figure.qualifier for figure in sized if figure.qualifier in LIMITS]
    return high - low <= CLOSE * high and (low == high or len(limits) < len(sized))


def _is_wide(one: Counted) -> bool:
    """Whether a figure is a range so wide that many values lie in it."""
    low, high = one.figure.low, one.figure.high
    return low is not None and high is not None and high > WIDE * low > 0


def _barred(one: Counted, other: Counted) -> bool:
    """What sets two figures apart even if they are equal."""
    a, b = one.figure, other.figure
    if a.unit != b.unit and in_one_unit(a, b) is None and not _is_left_out(one, other):
        return True
    if kind_of(a.unit or "") == "age" == kind_of(b.unit or ""):
        return not _one_person(one, other)
    if "up" in (a.change, b.change) and "down" in (a.change, b.change):
        return True
    if one.past != other.past and one.days and other.days:
        return True
    fates = one.fates and other.fates and not one.fates & other.fates
    states = one.state and other.state and not one.state & other.state and not one.fates & other.fates
    standings = one.standing and other.standing and not one.standing & other.standing
    return bool(fates or states or standings)


def _is_left_out(one: Counted, other: Counted) -> bool:
    """Whether one of two equal numbers goes without its unit, or without “a year”: “2.4 million has been paid back”."""
    if _units(one, other) in ("same", "no"):
        return True
    return _units(one, other) == "left out" and abs(value(one.figure)) >= LARGE


def _one_person(one: Counted, other: Counted) -> bool:
    """Whether two ages can be of one person: of one name, or of somebody who is not named beside one of them."""
    named = [[name for name in c.names if c.head in name] for c in (one, other)]
    return not all(named) or any(a & b for a in named[0] for b in named[1])


def _digits(one: Counted) -> int:
    written = round(abs(value(one.figure)) / step(one.figure)) * step(one.figure)  # nobody wrote the digits of a sixth
    return len(f"{written:.9g}".replace(".", "").strip("0"))


def _foreign(one: Counted, other: Counted) -> bool:
    """Whether the clause of `one` has a name that the document of `other` does not know."""
    return any(not any(name & held for held in other.known) for name in one.names)
