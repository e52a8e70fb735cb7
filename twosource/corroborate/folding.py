"""What is told within what the same documents tell: “on Saturday” beside “the bridge was opened on Saturday”."""

from collections.abc import Sequence

from msgspec import structs

from twosource.corroborate.findings import Finding
from twosource.model import Support

__all__ = ["folded"]

TELLING = ("event", "statement")


def folded(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings without those that lie whole within another one of the same documents, which gets their members.

    Only what agrees is folded, and only events and statements, each into one of these: what somebody says, a figure and
    what is disputed are told by themselves.

    >>> from twosource.model import Span
    >>> def told(kind, start, end):
    ...     support = tuple(Support(document=one, span=Span(start, end), stance="states") for one in "ab")
    ...     return Finding(kind=kind, text="", support=support)
    >>> [one.kind for one in folded([told("event", 8, 12), told("statement", 0, 12), told("figure", 8, 12)])]
    ['statement', 'figure']
    """
    held = dict(enumerate(findings))
    foldable = [at for at, one in held.items() if _may_fold(one)]
    for at in foldable:
        others = [other for other in foldable if other != at and other in held]
        wider = next((other for other in others if _lies_within(held[at], held[other], at > other)), None)
        if wider is not None:
            members = tuple(sorted({*held[wider].members, *held.pop(at).members}))
            held[wider] = structs.replace(held[wider], members=members)
    return tuple(held.values())


def _lies_within(one: Finding, other: Finding, later: bool) -> bool:
    """Whether `one` is told within `other`, by the same documents; of two that are told alike, the later one is."""
    if _documents(one) != _documents(other):
        return False
    if not all(any(_holds(wide, narrow) for wide in other.support) for narrow in one.support):
        return False
    same = all(any(_holds(narrow, wide) for narrow in one.support) for wide in other.support)
    return later or not same


def _may_fold(one: Finding) -> bool:
    settled = one.relation == "agree" and not one.denied and all(held.stance == "states" for held in one.support)
    return one.kind in TELLING and settled


def _documents(one: Finding) -> frozenset[str]:
    return frozenset(held.document for held in one.support)


def _holds(wide: Support, narrow: Support) -> bool:
    inside = wide.span.start <= narrow.span.start and narrow.span.end <= wide.span.end
    return wide.document == narrow.document and inside
