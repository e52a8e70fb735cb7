"""One sentence in several documents with one value in place of another: what is exchanged, and what is made of it."""

import pytest

from twosource.corroborate.exchanged import exchanges
from twosource.corroborate.findings import Finding, supports
from twosource.corroborate.slips import with_slips

LEAD = "The trawler {} took {} crates of cod to the market at {} on {} and sold all of them before noon."
PLAIN = ("Alma", "12", "Kellport", "Monday")

CASES = [
    (("Alma", "21", "Kellport", "Monday"), ["figure"], "digits turned round"),
    (("Alma", "12", "Kellport", "Sunday"), ["date"], "another day"),
    (("Alma", "12", "Tarn", "Monday"), ["name"], "another place"),
    (PLAIN, [], "the same words"),
    (("Alma", "21", "Tarn", "Monday"), [], "two values differ: another haul, perhaps"),
]


def told(story, document, values, more="", published="2031-05-06"):
    _, crates, _, day = values
    story.document(document, LEAD.format(*values) + more, published)
    story.figure(document, crates, float(crates), counted="crates")
    story.date(document, day, {"Monday": "2031-05-05", "Sunday": "2031-05-04"}[day])


@pytest.fixture
def places(story):
    for id, name in (("kellport", "Kellport"), ("tarn", "Tarn")):
        story.entity(id, name, type="place")
    return story


@pytest.mark.parametrize(("values", "kinds", "why"), CASES, ids=[why for *_, why in CASES])
def test_what_is_exchanged(places, values, kinds, why):
    told(places, "one", PLAIN)
    told(places, "two", values)
    assert [one.kind for one in exchanges(places.material)] == kinds


def test_a_day_of_something_else_is_not_exchanged(places):
    places.document("one", "The harbour board will close its old fish market on Sunday.", "2031-05-06")
    leaked = "The harbour board will close its old fish market with the loss of ten posts, a clerk told us on Monday."
    places.document("two", leaked, "2031-05-06")
    places.date("one", "Sunday", "2031-05-11")
    places.date("two", "Monday", "2031-05-05")
    assert exchanges(places.material) == ()


def test_who_has_the_sentence_both_ways_tells_of_two_things(places):
    told(places, "one", PLAIN)
    told(places, "two", ("Alma", "12", "Tarn", "Monday"), f" {LEAD.format(*PLAIN)}")
    assert exchanges(places.material) == ()


def test_other_sentences_are_no_copies(places):
    told(places, "one", PLAIN)
    places.document("two", "At Tarn nobody had seen the trawler, its crew or any of the cod since last week, he said.")
    assert exchanges(places.material) == ()


def test_the_odd_one_differs_from_all_who_agree(places):
    for document in ("one", "two"):
        told(places, document, PLAIN)
    told(places, "slip", ("Alma", "12", "Tarn", "Monday"))
    places.document("own", "Cod from the Alma was on sale at Kellport market.")
    agreed = Finding(
        kind="statement",
        text="",
        support=supports({places.place("own", "at Kellport"): "states", places.place("one", "at Kellport"): "states"}),
    )
    (found,) = with_slips((agreed,), exchanges(places.material), (), places.material)
    assert (found.relation, {place.document for place in found.places()}) == ("conflict", {"one", "two", "own"})
    assert [place.document for place in found.places("differs")] == ["slip"]
    assert "“Tarn” in slip" in found.note and "not both can be right" in found.note


def test_what_agrees_on_something_else_is_left_as_it_is(places):
    told(places, "one", PLAIN)
    told(places, "two", ("Alma", "12", "Tarn", "Monday"))
    other = Finding(kind="statement", text="", support=supports({places.place("one", "crates of cod"): "states"}))
    found = with_slips((other,), exchanges(places.material), (), places.material)
    assert found[0] == other and len(found) == 2


@pytest.mark.parametrize(
    ("published", "verdict"),
    [("2031-05-06", "disputed"), ("2031-05-09", "undecided")],
    ids=["on one day both cannot be right", "a later report may put it right"],
)
def test_a_number_that_one_copy_has_otherwise(places, published, verdict):
    for document in ("one", "two"):
        told(places, document, PLAIN)
    told(places, "slip", ("Alma", "21", "Kellport", "Monday"), published=published)
    claim = next(one for one in places.corroborated().claims if one.kind == "figure")
    assert claim.verdict == verdict
    assert [(one.document, one.stance) for one in claim.support] == [
        ("one", "states"), ("two", "states"), ("slip", "differs"),
    ]  # fmt: skip


def test_three_places_leave_a_side_that_states_it(places):
    places.entity("orlen", "Orlen", type="place")
    for document, place in (("one", "Kellport"), ("two", "Tarn"), ("three", "Orlen")):
        told(places, document, ("Alma", "12", place, "Monday"))
    (found,) = with_slips((), exchanges(places.material), (), places.material)
    assert len(found.places()) + len(found.places("differs")) == 3 and found.places()
