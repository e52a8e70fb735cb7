"""What happened when, as far as the documents give a day."""

from collections.abc import Sequence

from twosource.corroborate.dates import Dated
from twosource.corroborate.findings import Finding
from twosource.corroborate.material import Material
from twosource.corroborate.naming import excerpt
from twosource.model import Happening, Place

__all__ = ["build_timeline"]

FEWEST = 2  # words that tell what happened


def build_timeline(things: Sequence[Dated], events: Sequence[Finding], material: Material) -> tuple[Happening, ...]:
    """Return the dated events in order of time: those of several documents as one row, and each other one by itself.

    `things` are the dates with what they are about, `events` the findings that bring some of them together.
    """
    by_place = {one.place: one for one in things}
    rows: list[Happening] = []
    gathered: set[Place] = set()
    for event in events:
        held = [by_place[place] for place in event.places() if place in by_place]
        if held and event.relation == "agree":
            rows.append(_row(held, material))
            gathered |= {one.place for one in held}
    rows += [_row([one], material) for one in things if one.place not in gathered and len(one.keys) >= FEWEST]
    return tuple(sorted(rows, key=lambda row: (row.earliest, row.latest, row.members)))


def _row(held: Sequence[Dated], material: Material) -> Happening:
    best = min(held, key=lambda one: (one.latest - one.earliest, one.place))
    first, last = max(one.earliest for one in held), min(one.latest for one in held)
    if first > last:
        first, last = best.earliest, best.latest
    return Happening(
        earliest=first.isoformat(),
        latest=last.isoformat(),
        text=excerpt(best.place, material),
        members=tuple(sorted(one.place for one in held)),
    )
