"""When something was said, as far as the sentence that reports it tells."""

from datetime import date

from twosource.corroborate.material import Material
from twosource.corroborate.occasions import are_apart
from twosource.corroborate.speech import Said

__all__ = ["foretells", "other_occasion"]


def other_occasion(one: Said, other: Said, material: Material) -> bool:
    """Whether two pieces of speech are told as said on different days, or at places or to people that are not one."""
    if are_apart(one.quote.occasion, other.quote.occasion):
        return True
    days, others = _days(one, material), _days(other, material)
    return bool(days and others) and not days & others


def foretells(one: Said, other: Said, material: Material) -> bool:
    """Whether a report of speech is a day or more older than the quotation in marks that it would be a report of."""
    if one.direct == other.direct:
        return False
    quoted, reported = (one, other) if one.direct else (other, one)
    days = [material.volumes[said.quote.document].published for said in (reported, quoted)]
    return days[0] is not None and days[1] is not None and days[0] < days[1]


def _days(said: Said, material: Material) -> frozenset[date]:
    """The days named beside what was said, outside it: “…,” Voss said on Monday."""
    volume = material.volumes[said.quote.document]
    sentence = volume.sentence(said.spans[0])
    found = set()
    for one in volume.notes.dates:
        beside = sentence.holds(one.span) and not any(part.overlap(one.span) for part in said.quote.content)
        if beside and one.earliest and one.earliest == one.latest:
            found.add(date.fromisoformat(one.earliest))
    return frozenset(found)
