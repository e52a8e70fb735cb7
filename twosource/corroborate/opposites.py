"""Clauses of which one has a word in place of another one: its opposite, or as the only change another name."""

from functools import cache

from twosource.corroborate.facts import Fact, deed_of
from twosource.words import table

__all__ = ["is_exchanged", "opposites"]


@cache
def opposites() -> frozenset[tuple[str, str]]:
    """The pairs of words that exclude each other, both ways, as clauses name them."""
    pairs = [(deed_of(one), deed_of(other)) for one, (other, *_) in table("en/opposites").items()]
    return frozenset((*pairs, *((other, one) for one, other in pairs)))


def is_exchanged(one: Fact, other: Fact) -> bool:
    """Whether one clause has a word in place of another one: its opposite, or as the only change another name."""
    mine, yours = one.keys - other.keys, other.keys - one.keys
    if any((a, b) in opposites() for a in mine for b in yours):
        return True
    return len(mine) == len(yours) == 1 and all(next(iter(held)).startswith("@") for held in (mine, yours))
