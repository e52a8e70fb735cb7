"""Sources that need not be supposed, since a document that is given must be the one."""

from twosource.derive.credits import is_agency
from twosource.derive.judged import Judged, pair_kind
from twosource.derive.pair import Pair

__all__ = ["in_hand"]


def in_hand(judged: Judged) -> dict[int, int]:
    """Return a parent for documents (by number) that have none in the likeliest forest and share much with a given one.

    Where one of two documents is a news agency's, or both are one outlet's, no third that nobody has is behind them:
    the agency's text was taken, or one is a version of the other. Between versions the likelier direction is taken.
    """
    roots = {judged.texts[at].id: at for at, parent in enumerate(judged.parents) if parent < 0}
    found: dict[int, int] = {}
    fitting = [names for names, pair in judged.pairs.items() if {*names} <= set(roots) and _must_be(pair)]
    for parent, child in sorted(fitting, key=lambda names: (-judged.scores[roots[names[0]], roots[names[1]]], names)):
        at, above = roots[child], roots[parent]
        if at not in found and not _leads_to(judged, found, above, at):
            found[at] = above
    return found


def _must_be(pair: Pair) -> bool:
    agencies = [is_agency(side.text.outlet or "") for side in (pair.parent, pair.child)]
    return agencies == [True, False] or pair_kind(pair) == "revision"


def _leads_to(judged: Judged, found: dict[int, int], start: int, goal: int) -> bool:
    """Whether `goal` is `start` or above it."""
    at = start
    while at >= 0 and at != goal:
        at = found.get(at, judged.parents[at])
    return at == goal
