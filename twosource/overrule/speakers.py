"""Who said something, set by a person once quotations are found and names are joined."""

from collections.abc import Sequence

from msgspec.structs import replace

from twosource.model import Annotations, Entity, Place, Quote
from twosource.overrule.finding import Located, fit
from twosource.overrule.outcome import Outcome, agreed, refused
from twosource.overrule.override import NOBODY

__all__ = ["overrule_speakers"]


def overrule_speakers(
    annotations: Sequence[Annotations], entities: Sequence[Entity], found: Sequence[Located]
) -> tuple[tuple[Annotations, ...], tuple[Entity, ...], list[Outcome]]:
    """Return annotations and entities with the speakers that overrides give to quotations, and what became of these.

    A speaker that no document names becomes a new entity, a person.
    """
    quotes = {quote.id: quote for one in annotations for quote in one.quotes}
    placed = {one.override.key: _meant(one.places[0], list(quotes.values())) for one in found}
    lost = [one for one in found if not placed[one.override.key]]
    reason = "no quotation was found at these words, and there is no speaker to set: take it out, or correct the words"
    kept, outcomes = agreed(
        [one for one in found if one not in lost], lambda one: placed[one.override.key], lambda o: _folded(str(o.to))
    )
    outcomes += [refused(one.override, reason) for one in lost]
    known = [*entities, *_strangers(kept, entities)]
    for one in kept:
        name = " ".join(str(one.override.to).split())
        entity = None if _folded(name) == NOBODY else _called(name, one.override.document, known)
        ids = placed[one.override.key]
        outcomes.append(Outcome(one.override, one, _told(quotes[ids[0]], entities), ids))
        for id in ids:
            quotes[id] = _spoken_by(quotes[id], entity)
    return (
        tuple(replace(one, quotes=tuple(quotes[quote.id] for quote in one.quotes)) for one in annotations),
        tuple(known),
        outcomes,
    )


def _meant(place: Place, quotes: Sequence[Quote]) -> tuple[str, ...]:
    """The quotations whose words these are: those that hold all or most of them and the least beside."""
    own = [quote for quote in quotes if quote.document == place.document]
    fitting = [(fit(place, quote.content), quote) for quote in own]
    best = max((fits for fits, _ in fitting), default=0.0)
    chosen = [quote.id for fits, quote in fitting if fits and fits == best]
    return tuple(sorted(chosen))


def _spoken_by(quote: Quote, entity: Entity | None) -> Quote:
    if entity is None:
        return replace(quote, speaker=None, speaker_name=None, naming="none", confidence=1.0)
    return replace(quote, speaker=entity.id, speaker_name=entity.name, naming="named", confidence=1.0)


def _strangers(kept: Sequence[Located], entities: Sequence[Entity]) -> list[Entity]:
    """New entities for speakers that no document names, in the order of their names."""
    wanted = {" ".join(str(one.override.to).split()) for one in kept}
    names = {_folded(name): name for name in sorted(wanted, reverse=True)}
    known = {_folded(name) for entity in entities for name in (entity.name, *entity.aliases)} | {NOBODY}
    new = sorted(name for folded, name in names.items() if folded not in known)
    return [Entity(id=f"e{number}", name=name, type="person") for number, name in enumerate(new, len(entities) + 1)]


def _called(name: str, document: str, entities: Sequence[Entity]) -> Entity:
    """The entity of that name: rather one whose chief name it is, and one that the document itself names."""
    wanted = _folded(name)
    fitting = [one for one in entities if wanted in {_folded(alias) for alias in (one.name, *one.aliases)}]

    def rank(entity: Entity) -> tuple[bool, bool, int, str]:
        here = any(place.document == document for place in entity.mentions)
        return (_folded(entity.name) != wanted, not here, -len(entity.mentions), entity.id)

    return min(fitting, key=rank)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _told(quote: Quote, entities: Sequence[Entity]) -> str:
    named = next((entity.name for entity in entities if entity.id == quote.speaker), None)
    return named or quote.speaker_name or NOBODY
