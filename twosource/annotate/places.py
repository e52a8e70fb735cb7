"""Where the places of a document are, as far as name and text leave one town only."""

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from twosource.annotate.naming.gazetteer import LARGE, Town, is_installed, towns_called
from twosource.annotate.naming.lists import country_of, country_of_demonym, place_words, regions
from twosource.annotate.naming.patterns import pattern
from twosource.model import Coordinates, Entity, Span
from twosource.words import table

__all__ = ["located"]

RIVAL = 10
"""A town is not meant for sure if another has over one in so many of its people."""

BEHIND = re.compile(r",\s((?:[A-Z][\w.'’-]*)(?: (?:of |and |the )?[A-Z][\w.'’-]*){0,3})")
POSSESSIVE = re.compile(r"['’]s$")
FARTHEST = 60
UNKNOWN = "?"
"""The text tells where a town is, but by an area that is not known."""


def located(text: str, names: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return `names`, the places among them with coordinates where one town only can be meant.

    Countries, states and continents have none, nor has a town that shares its name with one, unless the text tells
    where it is. Where the text names country or state at the town ("Orlo, Maine", "the Syrian town of Orlo"), towns
    elsewhere are out. Of those left, one is meant if no other has over a tenth of its people; without a word of the
    text it must have 50,000, as smaller rivals are not in the gazetteer. Where the extra ``twosource[places]`` is not
    installed, `names` come back as they are.
    """
    if not is_installed():
        return tuple(names)
    return tuple(structs.replace(one, coordinates=_where(text, one)) if one.type == "place" else one for one in names)


def _where(text: str, place: Entity) -> Coordinates | None:
    spellings = (place.name, *place.aliases)
    told = {where for mention in place.mentions for where in _told_at(text, mention.span)}
    if len(told) > 1 or UNKNOWN in told or any(country_of(one) or one in table("en/large_places") for one in spellings):
        return None
    where = next(iter(told), None)
    if where is None and any(_area(one) for one in spellings):
        return None
    towns = {town for one in spellings for town in towns_called(one) if where in (None, town.country, town.region)}
    town = _meant(sorted(towns, key=lambda town: -town.population))
    if town is None or (where is None and town.population < LARGE):
        return None
    because = f"the one told to be in {where}" if where else "the largest so called by far"
    return Coordinates(latitude=town.latitude, longitude=town.longitude, origin=f"GeoNames {town.geonames}, {because}")


def _meant(towns: Sequence[Town]) -> Town | None:
    """The largest of `towns`, if no other has over a tenth of its people."""
    alone = towns and all(town.population * RIVAL <= towns[0].population for town in towns[1:])
    return towns[0] if alone else None


def _told_at(text: str, span: Span) -> Iterator[str]:
    """The country or state that the text tells at a mention: behind a comma, or as "the Syrian town of" before it."""
    behind = BEHIND.match(text, span.end, span.end + FARTHEST)
    words = behind.group(1).split() if behind else []
    told = (_area(" ".join(words[:size])) for size in range(len(words), 0, -1))
    area = next((one for one in told if one), None)
    if area is not None:
        yield area
        return
    if words and place_words().intersection(words):
        yield UNKNOWN  # "Orlo, Ostley County"
        return
    before = pattern("town before").search(text, max(0, span.start - FARTHEST), span.start)
    words = before.group(1).split() if before else []
    yield from filter(None, map(country_of_demonym, words))


def _area(name: str) -> str | None:
    """The country or state that is called or shortened `name`."""
    bare = POSSESSIVE.sub("", name).rstrip(".")
    key = bare.replace(" ", "").casefold()
    large = table("en/large_places").get(bare)
    return regions(of_words=True).get(key) or country_of(bare) or (None if large is None else (*large, UNKNOWN)[0])
