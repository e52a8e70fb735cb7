"""Which of the overlaps show copying, and which are only the house text of one outlet."""

from collections.abc import Mapping

from twosource.derive.credits import same_newsroom
from twosource.derive.overlap import Overlap

__all__ = ["SHARED_BY_VERSIONS", "copied"]

SHARED_BY_VERSIONS = 0.25
"""The part of own words that versions of one article have in common at least: only 3 of 830 real ones share less."""

OWN_APART = 20
"""Different uncommon words, not shared, that tell what a document is about."""

KIN = 0.25
"""The part of these that the other of two versions has among its own: only 5 in 100 real versions that differ so much
have less, and nine in ten pairs of articles of one outlet that have no more in common than its house text."""

ELSEWHERE = 0.5
"""The part of what two articles of one outlet share that stands in another outlet's too, if it is no house text."""

Overlaps = Mapping[tuple[str, str], Overlap]


def copied(found: Overlaps) -> dict[tuple[str, str], Overlap]:
    """Return those of the overlaps `found` that show copying; each pair is there both ways round or not at all.

    What only articles of one outlet share, if it is less than a quarter of either or if their own parts are about
    other things, is its promotions, notes, galleries and related headlines.
    """
    return {
        pair: one
        for pair, one in found.items()
        if one.shows_copying and found[pair[::-1]].shows_copying and not _of_the_house(one, found[pair[::-1]], found)
    }


def _of_the_house(one: Overlap, other: Overlap, found: Overlaps) -> bool:
    if not _one_outlet(one):
        return False
    if max(one.share, other.share) < SHARED_BY_VERSIONS:
        return True
    return _about_other_things(one, other) and not _stands_elsewhere(one, found)


def _one_outlet(one: Overlap) -> bool:
    here, there = one.here.outlet, one.there.outlet
    return bool(here and there) and same_newsroom(here or "", there or "")


def _about_other_things(one: Overlap, other: Overlap) -> bool:
    """Whether what each of two documents has beyond the shared passages has few words in common."""
    fewer = min(len(one.lacking), len(other.lacking))
    return fewer >= OWN_APART and len(one.lacking & other.lacking) < KIN * fewer


def _stands_elsewhere(one: Overlap, found: Overlaps) -> bool:
    """Whether documents of other outlets have much of what two of one outlet share."""
    shared = {at for at, to in enumerate(one.to) if to >= 0}
    others = [third for (here, _), third in found.items() if here == one.here.id and not _one_outlet(third)]
    return any(sum(third.to[at] >= 0 for at in shared) >= ELSEWHERE * len(shared) for third in others)
