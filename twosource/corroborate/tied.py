"""Clauses of two documents that share hardly any wording and yet state one fact: by what ties them together.

A number that few things come to, a name with a deed or a word beside it, a day: two such ties in common, and nothing
that clashes. What speaks for and against one fact are signs, each with a weight; their sum is the logarithm of the
odds that both state it. They were learned as ``training/joins.py`` shows.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from twosource.corroborate.clocks import clocks_apart
from twosource.corroborate.facts import STANDS, Fact
from twosource.corroborate.opposites import is_exchanged

__all__ = ["ENOUGH", "WEIGHTS", "Holders", "are_tied", "may_be_tied", "ties_of"]

WEIGHTS: Mapping[str, float] = {
    "hour": 2.7,
    "number": 2.0,
    "rare deed": 1.1,
    "day": 1.0,
    "small number": 0.8,
    "subject": 0.6,
    "rare word": 0.5,
    "rare name": 0.4,
    "alike": 0.2,
    "word": 0.1,
    "other deed": -0.3,
    "certainty": -0.7,
    "always": -2.0,
}
ENOUGH = 1.0
SELDOM = 2  # clauses of a document that hold a word, up to which it is a tie
FEWEST = 2  # words in common
PLAIN = 4  # words in common that will do without a name, a number or a time
MOST_WORDS, MOST_NAMES = 4, 2  # that count
AHEAD = frozenset(("future", "expected", "possible", "intended"))


class Holders(Struct, frozen=True):
    """How many clauses of each document hold a word."""

    counts: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, facts: Sequence[Fact]) -> "Holders":
        """Count the words of the clauses of a story."""
        counts: dict[str, Counter[str]] = {}
        for one in facts:
            counts.setdefault(one.place.document, Counter()).update(one.words)
        return cls(counts)

    def is_rare(self, key: str, one: Fact, other: Fact) -> bool:
        """Whether few clauses of both documents hold `key`."""
        return all(self.counts[fact.place.document][key] <= SELDOM for fact in (one, other))


def are_tied(one: Fact, other: Fact, weight: Mapping[str, float], holders: Holders) -> bool:
    """Whether two clauses state one fact, as their ties show; `weight` says how telling a word is in the story."""
    if not may_be_tied(one, other):
        return False
    signs = ties_of(one, other, weight, holders)
    return sum(WEIGHTS.get(name, 0.0) * signs[name] for name in sorted(signs)) >= ENOUGH


def may_be_tied(one: Fact, other: Fact) -> bool:
    """Whether two clauses have enough in common to be weighed, and nothing in them clashes.

    Names and plain words tie them only where no pronoun stands for whom they tell of (anybody is “booked into Orlen
    County jail”), and where they share more than of whom, where and that something is told: a board closes much.
    """
    shared = one.words & other.words
    timed = _one_day(one, other) or _one_hour(one, other)
    counted = bool(_telling(one, other))
    told = any(key.startswith("@") for key in shared) or len(shared) >= PLAIN
    said = shared - one.subject - other.subject - one.acts - other.acts - one.where - other.where
    anchored = timed or counted or (told and bool(said) and not (one.vague or other.vague))
    return len(shared) + timed >= FEWEST and anchored and not _clash(one, other)


def _one_hour(one: Fact, other: Fact) -> bool:
    """Whether both tell one hour, as far as they are exact."""
    return any(not clocks_apart(a, b) for a in one.clocks for b in other.clocks)


def _telling(one: Fact, other: Fact) -> frozenset[str]:
    """The numbers of both that are neither small nor round: “thousands” is said of much."""
    shared = one.numbers & other.numbers
    return frozenset(number for number in shared if len(number.replace(".", "").strip("0")) > 1)


def _one_day(one: Fact, other: Fact) -> bool:
    return one.days is not None and one.days == other.days and one.days[0] == one.days[1]


def _clash(one: Fact, other: Fact) -> bool:
    """Whether two clauses cannot state one fact: other names, places, days, hours, numbers, another certainty.

    What somebody is charged with, admits or denies is never told by its ties: “guilty” stands in all of it.
    """
    mine, yours = one.numbers - other.numbers, other.numbers - one.numbers
    return (
        bool((one.acts | other.acts) & STANDS)
        or one.negated != other.negated
        or one.undone != other.undone
        or _is_ahead(one) != _is_ahead(other)
        or bool(one.who and other.who and (not one.who & other.who or (one.who - other.who and other.who - one.who)))
        or bool(one.where and other.where and not one.where & other.where)
        or bool(one.days and other.days and (one.days[1] < other.days[0] or other.days[1] < one.days[0]))
        or min(len(mine), len(yours)) > len(_telling(one, other))
        or bool(one.clocks and other.clocks and not _one_hour(one, other))
        or is_exchanged(one, other)
    )


def _is_ahead(one: Fact) -> bool:
    """Whether a clause tells of what was yet to come when its document came out."""
    return bool(one.hedges & AHEAD) or bool(one.days and one.published and one.days[0] > one.published)


def ties_of(one: Fact, other: Fact, weight: Mapping[str, float], holders: Holders) -> dict[str, float]:
    """What speaks for or against one fact: each sign by name, with how much there is of it.

    ``alike`` is the weighted share of common words.
    """
    shared = one.words & other.words
    names = {key for key in shared if key.startswith("@")}
    deeds = one.acts & other.acts
    words = shared - names - deeds - one.numbers - other.numbers
    telling = _telling(one, other)
    rare = {key for key in shared if holders.is_rare(key, one, other)}
    sizes = [sum(weight.get(key, 0.0) for key in sorted(held)) for held in (one.words, other.words, shared)]
    found = {
        "always": 1.0,
        "number": float(min(MOST_NAMES, len(telling))),
        "small number": float(min(MOST_NAMES, len((one.numbers & other.numbers) - telling))),
        "rare name": float(min(MOST_NAMES, len(names & rare))),
        "word": float(min(MOST_WORDS, len(words))),
        "rare word": float(min(MOST_WORDS, len(words & rare))),
        "rare deed": float(bool(deeds & rare)),
        "alike": sizes[2] / max(0.1, sizes[0] + sizes[1] - sizes[2]),
    }
    asked = {
        "day": one.days is not None and one.days == other.days,
        "hour": _one_hour(one, other),
        "subject": bool(one.subject & other.subject),
        "other deed": bool(one.acts and other.acts and not deeds),
        "certainty": one.hedges - AHEAD != other.hedges - AHEAD,
    }
    return found | {name: 1.0 for name, there in asked.items() if there}
