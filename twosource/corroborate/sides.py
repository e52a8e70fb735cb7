"""What is denied somewhere is not corroborated elsewhere: agreement and denial of one thing become one finding."""

from collections.abc import Sequence

from msgspec import structs

from twosource.corroborate.findings import Finding, supports
from twosource.model import Place, Stance

__all__ = ["with_all_sides"]


def with_all_sides(stated: Sequence[Finding], denied: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings of both lists, each statement that a finding of `denied` disputes taken into that one.

    They are of one thing where a passage that states it in the one overlaps a passage that states it in the other.
    A reported denial becomes a dispute with who else states what it denies.

    >>> from twosource.model import Span, Support
    >>> def told(relation, *places):
    ...     support = tuple(Support(document=d, span=Span(*span), stance=stance) for d, span, stance in places)
    ...     return Finding(kind="statement", text="", support=support, relation=relation)
    >>> agreed = told("agree", ("a", (0, 9), "states"), ("b", (5, 9), "states"))
    >>> denied = told("conflict", ("a", (2, 9), "states"), ("a", (20, 30), "denies"))
    >>> [[(s.document, s.stance) for s in one.support] for one in with_all_sides([agreed], [denied])]
    [[('a', 'states'), ('b', 'states'), ('a', 'denies')]]
    >>> report = structs.replace(told("agree", ("a", (0, 9), "states")), denied=(Place("a", Span(4, 9)),))
    >>> [[(s.document, s.stance) for s in one.support] for one in with_all_sides([agreed], [report])]
    [[('b', 'states'), ('a', 'denies')]]
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
    return any(_overlap(here, there) for here in one.places() for there in other.denied or other.places())


def _overlap(one: Place, other: Place) -> bool:
    return one.document == other.document and one.span.overlap(other.span) > 0


def _joined(denied: Finding, agreed: Finding) -> Finding:
    if denied.denied:
        return _with_claim(denied, agreed)
    places: dict[Place, Stance] = {Place(one.document, one.span): one.stance for one in denied.support}
    for place in agreed.places():
        if not any(_overlap(place, known) for known in places):
            places[place] = "states"
    return structs.replace(denied, support=supports(places))


def _with_claim(report: Finding, agreed: Finding) -> Finding:
    """A reported denial with those who state what it denies; as it is where all of them only report the denial."""
    claimed = [place for place in agreed.places() if not any(_overlap(place, one) for one in report.denied)]
    if not claimed:
        return report
    places: dict[Place, Stance] = dict.fromkeys(report.places(), "denies")
    places |= dict.fromkeys(claimed, "states")
    return Finding(
        kind="statement",
        text=agreed.text,
        support=supports(places),
        relation="conflict",
        note=f"It is stated in one place and denied in another: {report.text}",
        foretold=agreed.foretold,
    )
