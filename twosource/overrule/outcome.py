"""What became of an override: followed or not, and why not; as rows of the dossier and as problems."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from msgspec import Struct

from twosource.model import Overruled, Problem
from twosource.overrule.finding import Located
from twosource.overrule.override import Override, described

__all__ = ["Outcome", "agreed", "problems", "refused", "rows"]

STAYS = "It stays in the file"


class Outcome(Struct, frozen=True):
    """`was` is what the program had said, `records` what was touched; `refused` says why it was not followed."""

    override: Override
    located: Located | None = None
    was: str = ""
    records: tuple[str, ...] = ()
    refused: str = ""


def refused(override: Override, reason: object) -> Outcome:
    """The outcome of an override that cannot be followed."""
    return Outcome(override, refused=str(reason))


def agreed(
    found: Sequence[Located], target: Callable[[Located], Hashable], value: Callable[[Override], Any]
) -> tuple[list[Located], list[Outcome]]:
    """Part the overrides that can be followed from those that contradict each other: one target and two values."""
    by_target: dict[Hashable, list[Located]] = {}
    for one in found:
        by_target.setdefault(target(one), []).append(one)
    kept: list[Located] = []
    apart: list[Outcome] = []
    for group in by_target.values():
        if len({value(one.override) for one in group}) == 1:
            kept += group
            continue
        for one in group:
            others = [other.override for other in group if value(other.override) != value(one.override)]
            apart.append(refused(one.override, contradicts(others)))
    return kept, apart


def contradicts(others: Iterable[Override]) -> str:
    """Say which other overrides one contradicts, and what to do."""
    told = "; ".join(f"{described(other)} (by {other.by})" for other in others)
    return f"it contradicts another, and neither was followed: {told}. Take one of them out"


def rows(outcomes: Iterable[Outcome]) -> tuple[Overruled, ...]:
    """What was followed, as it stands in the dossier, in an order that is not that of the file."""
    followed = sorted((one for one in outcomes if one.located is not None), key=lambda one: one.override.key)
    return tuple(
        Overruled(
            what=one.override.what, kind=one.override.kind, passages=one.located.passages, to=one.override.to,
            by=one.override.by, when=one.override.when, why=one.override.why, was=one.was, records=one.records,
        )
        for one in followed if one.located is not None
    )  # fmt: skip


def problems(outcomes: Iterable[Outcome]) -> tuple[Problem, ...]:
    """What was not followed, each with its reason."""
    held = sorted((one for one in outcomes if one.refused), key=lambda one: one.override.key)
    return tuple(
        Problem(
            stage="overrule",
            document=one.override.document,
            reason=f"{described(one.override)} (by {one.override.by}) was not followed: {one.refused}. {STAYS}.",
        )
        for one in held
    )
