"""Claims merged, split and ruled on: as guidance for the stage that makes them, and back."""

from collections.abc import Mapping

from twosource.corroborate import Corroboration, Regrouping, Ruling
from twosource.model import Verdict
from twosource.overrule.finding import Located
from twosource.overrule.outcome import Outcome, contradicts, refused
from twosource.overrule.override import said

__all__ = ["became_of", "regroupings", "rulings"]


def regroupings(found: Mapping[int, Located]) -> tuple[Regrouping, ...]:
    """The merges and splits among overrides, which are called by their numbers."""
    return tuple(
        Regrouping(
            key=key, how="merge" if one.override.what == "merge" else "split", kind=one.override.kind, places=one.places
        )
        for key, one in found.items()
        if one.override.what in ("merge", "split")
    )


def rulings(found: Mapping[int, Located]) -> tuple[Ruling, ...]:
    """The verdicts among overrides."""
    return tuple(
        Ruling(key=key, kind=one.override.kind, place=one.places[0], verdict=_verdict(one), said=said(one.override))
        for key, one in found.items()
        if one.override.what == "verdict"
    )


def _verdict(one: Located) -> Verdict:
    return one.override.to  # type: ignore[return-value]  # an override is checked when it is made


def became_of(found: Mapping[int, Located], result: Corroboration) -> list[Outcome]:
    """What the stage made of the overrides that were its guidance."""
    followed = {one.key: one for one in result.followed}
    outcomes = []
    for key, one in found.items():
        if key in result.against:
            others = [found[other].override for other in result.against[key]]
            outcomes.append(refused(one.override, contradicts(others)))
        elif key in followed:
            was = followed[key].was or "no claim"
            outcomes.append(Outcome(one.override, one, was, followed[key].records))
    return outcomes
