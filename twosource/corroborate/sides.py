"""What is denied somewhere is not corroborated elsewhere: agreement and denial of one thing become one finding."""

from collections.abc import Sequence

from msgspec import structs

from twosource.corroborate.findings import Finding, supports
from twosource.model import Place, Stance

__all__ = ["with_all_sides"]


def with_all_sides(stated: Sequence[Finding], denied: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings of both lists, each statement that a finding of `denied` disputes taken into that one.

    They are of one thing where a passage that states it in the one overlaps a passage that states it in the other.

    >>> from twosource.model import Span, Support
    >>> def told(relation, *places):
    ...     support = tuple(Support(document=d, span=Span(*span), stance=stance) for d, span, stance in places)
    ...     return Finding(kind="statement", text="", support=support, relation=relation)
    >>> agreed = told("agree", ("a", (0, 9), "states"), ("b", (5, 9), "states"))
    >>> denied = told("conflict", ("a", (2, 9), "states"), ("a", (20, 30), "denies"))
    >>> [[(s.document, s.stance) for s in one.support] for one in with_all_sides([agreed], [denied])]
    [[('a', 'states'), ('b', 'states'), ('a', 'denies')]]
    """
    out = list(denied)
    apart = []
    for one in stated:
        at = next((at for at, other in enumerate(out) if one.relation == "agree" and _meet(one, other)), None)
        if at is None:
            apart.append(one)
        else:
            out[at] = _joined(out[at], one)
    return (*apart, *out)


def _meet(one: Finding, other: Finding) -> bool:
    return any(_overlap(here, there) for here in one.places() for there in other.places())


def _overlap(one: Place, other: Place) -> bool:
    return one.document == other.document and one.span.overlap(other.span) > 0


def _joined(denied: Finding, agreed: Finding) -> Finding:
    places: dict[Place, Stance] = {Place(one.document, one.span): one.stance for one in denied.support}
    for place in agreed.places():
        if not any(_overlap(place, known) for known in places):
            places[place] = "states"
    return structs.replace(denied, support=supports(places))
