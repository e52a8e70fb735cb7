"""Which names mean the same, set by a person once names are joined and before quotations are brought together."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from twosource.corroborate.partition import repartition
from twosource.model import Annotations, Article, Entity, Place, Quote
from twosource.overrule.finding import Located, fit, places_of
from twosource.overrule.outcome import Outcome, contradicts, refused

__all__ = ["overrule_names"]

Mention = tuple[int, Place]  # the number of an entity and one of the places where it is meant
NOT_A_NAME = "no name was found at these words: give the words of a name as they stand there, or take the override out"


class _Group(Struct, frozen=True):
    """The mentions that are one, and the numbers of the overrides that made it so."""

    mentions: frozenset[Mention]
    keys: tuple[int, ...]


def overrule_names(
    annotations: Sequence[Annotations],
    entities: Sequence[Entity],
    found: Sequence[Located],
    articles: Mapping[str, Article],
) -> tuple[tuple[Annotations, ...], tuple[Entity, ...], list[Outcome]]:
    """Return annotations and entities with names merged and split as overrides say, and what became of these.

    Where the words of an override say no more, every mention of its document that is written so is meant.
    """
    outcomes: list[Outcome] = []
    meant: dict[int, frozenset[Mention]] = {}
    for key, one in enumerate(found):
        mentions = [_mentions(places_of(target, articles), entities) for target in one.override.targets]
        if all(mentions):
            meant[key] = frozenset().union(*mentions)
        else:
            outcomes.append(refused(one.override, NOT_A_NAME))
    if not meant:
        return tuple(annotations), tuple(entities), outcomes
    groups, against = _regrouped(meant, found, entities)
    for key, others in against.items():
        outcomes.append(refused(found[key].override, contradicts(found[other].override for other in others)))
    new = [(_entity(one, entities, found, articles), one) for one in groups]
    new.sort(key=lambda pair: (-len(pair[0].mentions), pair[0].name, pair[0].mentions))
    numbered = [(replace(entity, id=f"e{number}"), group) for number, (entity, group) in enumerate(new, 1)]
    for key in meant.keys() - against.keys():
        records = tuple(entity.id for entity, group in numbered if key in group.keys)
        was = " and ".join(dict.fromkeys(entities[at].name for at, _ in sorted(meant[key])))
        told = f"{was}, apart" if found[key].override.what == "merge" else f"one with {was}"
        outcomes.append(Outcome(found[key].override, found[key], told, records))
    return _moved(annotations, entities, numbered), tuple(entity for entity, _ in numbered), outcomes


def _mentions(places: Sequence[Place], entities: Sequence[Entity]) -> frozenset[Mention]:
    """The mentions that stand just at these places; if none does, those that hold them or lie in them mostly."""
    near = [
        (fit(place, (mention.span,)), (at, mention))
        for at, entity in enumerate(entities)
        for mention in entity.mentions
        for place in places
        if place.document == mention.document
    ]
    best = max((fits for fits, _ in near), default=0.0)
    return frozenset(mention for fits, mention in near if fits and (fits == 1.0 or best < 1.0))


def _regrouped(
    meant: Mapping[int, frozenset[Mention]], found: Sequence[Located], entities: Sequence[Entity]
) -> tuple[list[_Group], dict[int, tuple[int, ...]]]:
    """The mentions that are one after all that does not contradict, and what contradicts what."""
    held = [frozenset((at, mention) for mention in entity.mentions) for at, entity in enumerate(entities)]
    against: dict[int, tuple[int, ...]] = {}
    while True:
        live = {key: mentions for key, mentions in meant.items() if key not in against}
        splits = {key: mentions for key, mentions in live.items() if found[key].override.what == "split"}
        merges = {key: mentions for key, mentions in live.items() if found[key].override.what == "merge"}
        parted, contrary = repartition(held, splits, merges)
        followed = live.keys() - contrary.keys()
        groups = [_Group(one, tuple(sorted(key for key in followed if live[key] & one))) for one in parted]
        against |= contrary
        called = [{key: found[key].override.to for key in one.keys if found[key].override.to} for one in groups]
        twice = {key: tuple(set(names) - {key}) for names in called if len({*names.values()}) > 1 for key in names}
        if not twice:
            return groups, against
        against |= twice


def _entity(
    group: _Group, entities: Sequence[Entity], found: Sequence[Located], articles: Mapping[str, Article]
) -> Entity:
    """The entity that a group of mentions is, without its new id; as it was where no override touches it."""
    numbers = sorted({at for at, _ in group.mentions}, key=lambda at: (-len(entities[at].mentions), at))
    chief = entities[numbers[0]]
    whole = sum(len(entities[at].mentions) for at in numbers) == len(group.mentions)
    if not group.keys and whole:
        return chief
    given = next((found[key].override.to for key in group.keys if found[key].override.to), None)
    written = {mention.span.of(articles[mention.document].text) for _, mention in group.mentions}
    names = dict.fromkeys(name for at in numbers for name in (entities[at].name, *entities[at].aliases))
    if not whole:
        names = dict.fromkeys(
            [*(name for name in names if name in written), *sorted(written, key=lambda w: (-len(w), w))]
        )
    name = " ".join(given.split()) if given else next(iter(names))
    return Entity(
        id="",
        name=name,
        type=chief.type,
        aliases=tuple(other for other in names if other != name),
        mentions=tuple(sorted({mention for _, mention in group.mentions})),
    )


def _moved(
    annotations: Sequence[Annotations], entities: Sequence[Entity], numbered: Sequence[tuple[Entity, _Group]]
) -> tuple[Annotations, ...]:
    """The annotations with the new ids; what spoke or was spoken of as an entity that was split goes its way."""
    homes: dict[str, list[tuple[Entity, tuple[Place, ...]]]] = {entity.id: [] for entity in entities}
    for entity, group in numbered:
        for at in {at for at, _ in group.mentions}:
            own = tuple(mention for number, mention in sorted(group.mentions) if number == at)
            homes[entities[at].id].append((entity, own))
    renamed = {id for id, held in homes.items() if len(held) != 1 or held[0][0].name not in _called(id, entities)}

    def moved(quote: Quote) -> Quote:
        if quote.speaker is None or not homes.get(quote.speaker):
            return quote
        entity = _home(homes[quote.speaker], quote)
        name = entity.name if quote.speaker in renamed else quote.speaker_name
        return replace(quote, speaker=entity.id, speaker_name=name)

    def about(ids: Sequence[str], document: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_home_in(homes[id], document).id for id in ids if homes.get(id)))

    return tuple(
        replace(
            one,
            quotes=tuple(map(moved, one.quotes)),
            figures=tuple(replace(figure, about=about(figure.about, one.document)) for figure in one.figures),
        )
        for one in annotations
    )


def _called(id: str, entities: Sequence[Entity]) -> tuple[str, ...]:
    return next((one.name,) for one in entities if one.id == id)


def _home(held: Sequence[tuple[Entity, tuple[Place, ...]]], quote: Quote) -> Entity:
    """Of the entities that one was split into, that which the words name that say who speaks; else as `_home_in`."""
    named = [
        entity
        for entity, mentions in held
        if any(m.document == quote.document and any(map(m.span.overlap, quote.source)) for m in mentions)
    ]
    return named[0] if len(named) == 1 else _home_in(held, quote.document)


def _home_in(held: Sequence[tuple[Entity, tuple[Place, ...]]], document: str) -> Entity:
    """Of the entities that one was split into, that which the document names most often."""

    def rank(pair: tuple[Entity, tuple[Place, ...]]) -> tuple[int, int, str]:
        entity, mentions = pair
        return (-sum(mention.document == document for mention in mentions), -len(mentions), entity.id)

    return min(held, key=rank)[0]
