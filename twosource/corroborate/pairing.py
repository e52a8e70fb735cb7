"""Whether two figures of one story are of one thing because they agree: an exact value that is met twice is seldom two.

The rarer the value, the less the words around it must share. What is told of them is weighed in plain points, set by
hand: a value of three digits will do with hardly a word, a small or round one needs the noun, the fate and a name.
"""

from collections.abc import Callable

from twosource.annotate.quantity.units import kind_of
from twosource.corroborate.counted import Counted
from twosource.corroborate.fates import persons
from twosource.corroborate.relations import are_of_different_owners, are_of_one_noun, are_surely_one
from twosource.corroborate.values import compare_values, in_one_unit, step, value
from twosource.corroborate.wording import key_of

__all__ = ["agree_by_chance", "agree_on_one"]

ENOUGH = 3.0  # points by which two figures are of one thing
ENOUGH_MEASURED = 2.5  # the same where both have a unit: few things of a story are measured
TELLING = 1.5  # points of a value below which the noun, the fate or the state must be the same
MANY = 3  # other counts of one fate in a document, from which on it tells of several events
SURE_WORDS = 3.0  # points of shared words that will do even then
NAMED_WORDS = 2.5  # points of shared words, the noun among them, that let a count pass as one that is measured
MOST_WORDS = 3.0  # points that shared words give at most
KNOWN = 1.5  # points for persons who are told of as known: “all eight men”
SLIGHT = 0.02  # how far two values in different units lie from each other at most to be the same
MANY_WORDS = 2.0  # points of shared words that stand for a noun where something is measured
CLOSE = 0.1  # how far two values that agree lie from each other at most
LIMITS = ("more than", "at least", "up to", "less than")
LARGE = 1000
WIDE = 1.5  # how many times its lower end the upper one of a range is at most, to be a sign
FEW = 12
EXACT = 3  # digits of a rounded value that is nearly as good a sign as the exact one
NO_SIGN = frozenset(map(key_of, ("people", "said", "one", "two", "first", "last", "other", "new", "than", "number")))


def agree_on_one(one: Counted, other: Counted, rare: Callable[[str], float]) -> bool:
    """Whether two figures give one value of one thing; `rare` says of a key how telling it is in its story, 0 to 1."""
    relation = compare_values(one.figure, other.figure)
    if relation not in ("equal", "rounded", "within") or not _are_near(one, other) or _barred(one, other):
        return False
    coarse = min((one, other), key=lambda c: (_digits(c), c.figure.id))
    equal = relation == "equal" or _are_one_measure(one, other)
    value_points, word_points = _by_value(coarse, equal), _by_words(one, other, rare)
    measures = one.figure.unit not in (None, "percent") and word_points >= MANY_WORDS
    if value_points < TELLING and not (measures or _on_one_subject(one, other)):
        return False
    if max(one.others_alike, other.others_alike) >= MANY and word_points < SURE_WORDS:
        return False
    kinds = {kind_of(c.figure.unit or "") for c in (one, other) if c.figure.unit}
    measured = bool(kinds) and not kinds & {"time", "percent"}
    named = one.head is not None and one.head == other.head and word_points >= NAMED_WORDS
    return value_points + word_points - _against(one, other) >= (ENOUGH_MEASURED if measured or named else ENOUGH)


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


def _are_one_measure(one: Counted, other: Counted) -> bool:
    """Whether two values in different units come to the same: 75 basis points and 0.75 percentage points."""
    sized = in_one_unit(one.figure, other.figure) if one.figure.unit != other.figure.unit else None
    if sized is None:
        return False
    low, high = sorted(abs((figure.low or 0) + (figure.high or 0)) for figure in sized)
    return high - low <= SLIGHT * high


def _are_near(one: Counted, other: Counted) -> bool:
    """Whether two values that agree are near enough to be a sign: a limit and a range agree with much."""
    if _is_wide(one) or _is_wide(other):
        return False
    sized = in_one_unit(one.figure, other.figure) or (one.figure, other.figure)
    low, high = sorted(abs(value(figure)) for figure in sized)
    limits = [figure.qualifier for figure in sized if figure.qualifier in LIMITS]
    return high - low <= CLOSE * high and (low == high or len(limits) < len(sized))


def _on_one_subject(one: Counted, other: Counted) -> bool:
    """Whether two figures have the noun, the fate or the state in common, or are of persons who are known."""
    if (one.head is not None and one.head == other.head) or one.fates & other.fates or one.state & other.state:
        return True
    return (one.definite or other.definite) and bool(persons(one.head)) == bool(persons(other.head))


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
    """Whether one of two large equal numbers goes without its unit: “2.4 million has been paid back”."""
    bare = [c for c in (one, other) if c.figure.unit is None]
    if len(bare) == 2:
        return True
    named = [c.figure.unit or "" for c in (one, other) if c.figure.unit is not None]
    if not bare and len(named) == 2:
        return named[0].removesuffix(" per year") == named[1].removesuffix(" per year")
    return len(bare) == 1 and bare[0].head is None and value(bare[0].figure) >= LARGE


def _one_person(one: Counted, other: Counted) -> bool:
    """Whether two ages can be of one person: of the same names, or of one who is not named beside one of them."""
    about = [set(c.figure.about) for c in (one, other)]
    if all(about):
        return bool(about[0] & about[1])
    return not (one.figure.counted and other.figure.counted) or one.head == other.head


def _digits(one: Counted) -> int:
    written = round(abs(value(one.figure)) / step(one.figure)) * step(one.figure)  # nobody wrote the digits of a sixth
    return len(f"{written:.9g}".replace(".", "").strip("0"))


def _by_value(coarse: Counted, equal: bool) -> float:
    """How little two things would come to one value by chance; one that is met by rounding only is a weaker sign."""
    size, digits = abs(value(coarse.figure)), _digits(coarse)
    points = {0: 0.0, 1: 0.5, 2: 2.0}.get(digits, 3.0)
    if size <= FEW and size == int(size):
        points = 0.5
    if coarse.figure.unit == "percent" and digits == 2 and size == int(size):
        points = 1.5
    if size >= LARGE and digits <= 2:
        points += 0.5
    if coarse.figure.unit not in (None, "percent"):
        points += 0.5
    if equal:
        return points
    return points - 0.5 if digits >= EXACT else points / 2


def _by_words(one: Counted, other: Counted, rare: Callable[[str], float]) -> float:
    """What the words around two figures, their nouns, fates, names and times share."""
    words = [c.context | c.told | c.modifiers | ({c.head} if c.head else set()) for c in (one, other)]
    shared = {key for key in words[0] & words[1] - NO_SIGN if not key[0].isdigit() or len(key) > 2}
    points = min(MOST_WORDS, sum(map(rare, sorted(shared))))
    if one.head is not None and one.head == other.head:
        points += 0.5 if one.head in shared else 1.0
    elif persons(one.head) and persons(other.head):
        points += 0.5
    if (one.definite or other.definite) and all(c.fates or persons(c.head) or c.head is None for c in (one, other)):
        points += KNOWN
    if one.fates & other.fates:
        points += 1.0
    if one.state & other.state:
        points += 1.5
    return points + (0.5 if one.times & other.times else 0.0)


def _against(one: Counted, other: Counted) -> float:
    """What speaks against one thing without settling it."""
    heads = {one.head, other.head}
    people = [bool(persons(c.head)) for c in (one, other)]
    points = 0.0
    if one.figure.unit is None and None not in heads and len(heads) == 2:
        points += 0.0 if all(people) else 1.5
    if one.foretold != other.foretold:
        points += 0.5
    days = [{when for when in c.times if when[:1].isdigit()} for c in (one, other)]
    if all(days) and not days[0] & days[1]:
        points += 1.0
    if one.days and other.days and one.past != other.past:
        points += 1.0
    if bool(one.fates) != bool(other.fates):
        points += 1.0
    if _foreign(one, other) and _foreign(other, one):
        points += 1.0
    if one.figure.unit is None and one.figure.about and other.figure.about:
        points += 0.0 if set(one.figure.about) & set(other.figure.about) else 0.5
    return points


def _foreign(one: Counted, other: Counted) -> bool:
    """Whether the clause of `one` has a name that the document of `other` does not know."""
    return any(not any(name & held for held in other.known) for name in one.names)
