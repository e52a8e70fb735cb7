"""Figures that somebody still carries after a newer value was out."""

from collections.abc import Sequence

from twosource.corroborate.findings import Finding
from twosource.model import Claim, StillCarried

__all__ = ["find_still_carried"]


def find_still_carried(findings: Sequence[Finding], claims: Sequence[Claim]) -> tuple[StillCarried, ...]:
    """The places that give a value after a newer one was out, each with the claim that states the newer one.

    >>> find_still_carried([], [])
    ()
    """
    named = {(claim.kind, claim.members): claim.id for claim in claims}
    found = [
        StillCarried(claim=claim, document=place.document, span=place.span, because=because)
        for one in findings
        if one.stale and (claim := named.get((one.kind, one.members)))
        for place, because in one.stale
    ]
    return tuple(sorted(found, key=lambda one: (one.document, one.span, one.claim)))
