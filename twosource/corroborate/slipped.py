"""Two figures that stand in each other's place in one sentence of two documents: how they stand to each other."""

from collections.abc import Sequence

from twosource.corroborate.counted import Counted
from twosource.corroborate.exchanged import Exchange
from twosource.corroborate.relations import Relation, relate
from twosource.corroborate.values import compare_values

__all__ = ["relate_slip", "slipped_pairs"]


def slipped_pairs(things: Sequence[Counted], exchanged: Sequence[Exchange]) -> tuple[tuple[int, int], ...]:
    """The exchanged figures of `things` that cannot both be right, by their places in the row."""
    at = {one.place: number for number, one in enumerate(things)}
    pairs = {(at[x.one], at[x.other]) for x in exchanged if x.kind == "figure" and x.one in at and x.other in at}
    ordered = sorted((min(pair), max(pair)) for pair in pairs)
    return tuple(
        (one, other) for one, other in ordered if compare_values(things[one].figure, things[other].figure) == "conflict"
    )


def relate_slip(one: Counted, other: Counted) -> Relation:
    """How two exchanged figures relate: no scope or time can part them, a later count or a correction may.

    What one document expects and the other reports as a fact is no slip.
    """
    related = relate(one, other)
    if related.kind == "updated" or one.foretold != other.foretold:
        return related
    if one.day != other.day:
        return Relation("cannot tell", "one sentence has them in one place, and the later report may put it right")
    return Relation("conflicting", "one sentence has them in one place")
