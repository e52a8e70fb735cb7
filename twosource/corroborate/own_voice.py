"""Whose knowledge it is that outlets tell in their own voice: theirs, or that of the one source that others name."""

from collections.abc import Collection, Mapping

from twosource.corroborate.findings import Finding
from twosource.model import Origin

__all__ = ["settled"]

FEWEST = 3  # witnesses of whom most must name a source for the silent ones to have it from there, too


def settled(
    origins: tuple[Origin, ...], witnesses: Mapping[str, Collection[Origin]], finding: Finding
) -> tuple[Origin, ...]:
    """`origins` without the outlets that have their knowledge from the one source which others name.

    That is so of what is yet to come, and of what no reporter sees (an exact count, an amount of money, a rate); of
    anything else, if most of three witnesses or more name that very source, and not as one of many (“a jury”).
    `witnesses` are the origins that each witness gives, under the names that `origins` have.
    """
    cited = tuple(one for one in origins if one.kind != "outlet")
    if finding.foretold and cited:
        return cited
    if len(cited) != 1:
        return origins
    naming = sum(cited[0] in told for told in witnesses.values())
    known = cited[0].kind != "anonymous"  # of “a jury”, several reporters may have heard
    most = known and len(witnesses) >= FEWEST and 2 * naming > len(witnesses)
    return cited if finding.exact or most else origins
