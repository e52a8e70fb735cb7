"""The days that a time expression means, set by a person before events are dated by them."""

from collections.abc import Sequence

from msgspec.structs import replace

from twosource.model import Annotations, Date, Place
from twosource.overrule.finding import Located, fit
from twosource.overrule.outcome import Outcome, agreed

__all__ = ["overrule_dates"]


def overrule_dates(
    annotations: Sequence[Annotations], found: Sequence[Located]
) -> tuple[tuple[Annotations, ...], list[Outcome]]:
    """Return the annotations with the days that overrides give to time expressions, and what became of these.

    Words in which no time expression was found become one.
    """
    by_document = {one.document: one for one in annotations}
    kept, outcomes = agreed(found, lambda one: _meant(one.places[0], by_document), lambda override: override.to)
    for one in kept:
        known, place = _meant(one.places[0], by_document)
        first, *last = str(one.override.to).split("/")
        date = known or Date(id=f"{place.document}/d@{place.span.start}", document=place.document, span=place.span,
                             type="DATE", value="")  # fmt: skip
        new = replace(
            date, value=one.override.to, earliest=first, latest=(last or [first])[0], anchor=None, inferred=False,
            doubt=None,
        )  # fmt: skip
        held = by_document[place.document]
        others = [other for other in held.dates if other.id != new.id]
        dates = tuple(sorted((*others, new), key=lambda other: (other.span, other.id)))
        by_document[place.document] = replace(held, dates=dates)
        outcomes.append(Outcome(one.override, one, _told(_first(annotations, place, known)), (new.id,)))
    return tuple(by_document[one.document] for one in annotations), outcomes


def _meant(place: Place, by_document: dict[str, Annotations]) -> tuple[Date | None, Place]:
    """The time expression that the words are, or hold, or None, and the place of the words."""
    fitting = [(fit(place, (date.span,)), date) for date in by_document[place.document].dates]
    best = max(fitting, key=lambda pair: (pair[0], -pair[1].span.start), default=(0.0, None))
    return (best[1], Place(place.document, best[1].span)) if best[0] and best[1] else (None, place)


def _first(annotations: Sequence[Annotations], place: Place, known: Date | None) -> Date | None:
    """The expression as the program had it."""
    own = next(one for one in annotations if one.document == place.document)
    return next((date for date in own.dates if known is not None and date.id == known.id), None)


def _told(date: Date | None) -> str:
    if date is None:
        return "no date"
    if date.earliest is None:
        return f"{date.value}, no day"
    return date.earliest if date.earliest == date.latest else f"{date.earliest} to {date.latest}"
