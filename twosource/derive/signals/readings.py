"""Words inside the shared passages that differ, and what third documents have in their place.

A reading that one document has alone came about in it; what others share with it was there before (the "common
errors" of textual criticism: Maas, Textkritik, 1927).
"""

from math import log1p

from twosource.derive.pair import Pair
from twosource.derive.signals.signal import Signal

__all__ = ["altered", "child_agrees", "child_alone", "parent_agrees", "parent_alone"]


def altered(pair: Pair) -> Signal:
    """How many words in a hundred differ inside the passages: the nearer of two possible parents is the likelier."""
    matched = sum(at >= 0 for at in pair.taken.to)
    rate = 100 * (len(pair.child_readings) + len(pair.parent_readings)) / max(1, matched)
    return Signal(log1p(rate), f"{rate:.0f} words in a hundred differ inside the passages they share")


def child_alone(pair: Pair) -> Signal | None:
    """Readings of the child that no other document has came about in it."""
    return _counted(
        sum(not pair.child_elsewhere[at] for at in pair.child_readings), pair.child.id, "no other document has"
    )


def parent_alone(pair: Pair) -> Signal | None:
    """Readings of the supposed parent that no other document has: the child did not take them over."""
    return _counted(
        sum(not pair.parent_elsewhere[at] for at in pair.parent_readings), pair.parent.id, "no other document has"
    )


def child_agrees(pair: Pair) -> Signal | None:
    """Readings of the child that a third document shares, and the parent has not: it got them from elsewhere."""
    return _counted(
        sum(pair.child_elsewhere[at] for at in pair.child_readings), pair.child.id, "a third document shares"
    )


def parent_agrees(pair: Pair) -> Signal | None:
    """Readings of the parent that a third document shares: the child departs from what was there."""
    return _counted(
        sum(pair.parent_elsewhere[at] for at in pair.parent_readings), pair.parent.id, "a third document shares"
    )


def _counted(words: int, document: str, who: str) -> Signal | None:
    return Signal(log1p(words), f"inside the passages, {document} has {words} words that {who}") if words else None
