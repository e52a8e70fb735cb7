"""Names of one document: what is one entity, what type, and where it is meant."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.annotate.names import find_names
from twosource.annotate.parse import parse
from twosource.model import Article, Entity, Facts


def _names(text: str) -> dict[str, Entity]:
    article = Article(id="d", path="d.txt", source=text, edits=(), sha256="", facts=Facts())
    return {entity.name: entity for entity in find_names(parse([article])[0])}


def _said(text: str, entity: Entity) -> list[str]:
    return [mention.span.of(text) for mention in entity.mentions]


def test_surname_and_role_join_the_full_name() -> None:
    text = (
        "US Defense Secretary Ann Ostrander flew to Oslo on Monday. Ostrander met the king there. "
        "The Pentagon chief will go on to Bergen, Ostrander's office said."
    )
    ann = _names(text)["Ann Ostrander"]
    assert (ann.type, ann.aliases) == ("person", ("Ostrander",))
    assert _said(text, ann) == ["Ann Ostrander", "Ostrander", "The Pentagon chief", "Ostrander"]


def test_a_short_form_introduced_in_brackets_is_an_alias() -> None:
    text = "The Vardsund Food Agency (VFA) closed the market on Friday. Later the VFA opened it again."
    agency = _names(text)["Vardsund Food Agency"]
    assert set(agency.aliases) == {"VFA"}
    assert len(agency.mentions) == 3


def test_several_short_forms_in_one_bracket() -> None:
    text = "The fighters of Northern Union (NU, formerly NUX/NUL) left. The town fears NUX and NU."
    union = next(one for one in _names(text).values() if "NUX" in (one.name, *one.aliases))
    assert {"NU", "NUX", "NUL", "Northern Union"} <= {union.name, *union.aliases}


def test_namesakes_stay_apart_and_a_surname_for_both_goes_to_nobody() -> None:
    text = "Ann Brandt runs the yard. Her cousin Ivar Brandt owns the boats.\n\nIn the evening Brandt left the town."
    names = _names(text)
    assert {"Ann Brandt", "Ivar Brandt", "Brandt"} <= set(names)
    assert len(names["Ann Brandt"].mentions) == len(names["Ivar Brandt"].mentions) == 1


@pytest.mark.parametrize("adjective", ["Syrian", "French", "Kurdish"])
def test_adjectives_of_peoples_are_no_mentions(adjective: str) -> None:
    assert adjective not in _names(f"The {adjective} army moved on. It met {adjective} farmers there.")


def test_countries_are_places_whatever_the_model_says() -> None:
    names = _names("Talks between Turkey and Iraq failed. Iran and the U.S. did not take part; Washington was silent.")
    assert {name for name, one in names.items() if one.type == "place"} >= {"Turkey", "Iraq", "Iran", "U.S."}


def test_a_title_is_no_part_of_the_name() -> None:
    names = _names("French President Luc Morel met Prime Minister Ivar Lund and Gen. Ann Ostrander in Paris.")
    assert {"Luc Morel", "Ivar Lund", "Ann Ostrander"} <= {n for n, one in names.items() if one.type == "person"}


TEXTS = {
    "a verb in front": "Ann Ostrander spoke first. Added Ostrander: the quay is shut.",
    "a part played, in front": "Moderator Ann Ostrander asked for the time.",
    "a title of several": "Senators Ann Ostrander and Ivar Holm spoke.",
    "the headline's verb": "Ann Ostrander Blasts Late Ferries Again.\n\nAnn Ostrander spoke. Ann Ostrander left.",
    "the day behind": "The mayor Ann Ostrander Thursday opened the quay.",
    "run together by the page": "Ann Ostrander Ann Mary Ostrander opened the quay.",
    "a man and his namesake": "Ivar Lund left. His son Ivar Lund Jr. stayed. Lund came.",
    "a surname before the namesake": "President Lund left. Her son Ivar Lund Jr. stayed. Lund came.",
    "a surname that is a country's": "Ann Jordan opened the quay. Jordan said it was late. It was early, Jordan said.",
    "an age behind": "Kanrate, 34, was moved to Oslo.",
    "what somebody is, behind": "Kanrate, a refugee from Oslo, was moved.",
}
PERSONS = {
    "a title of several": {"Ann Ostrander", "Ivar Holm"},
    "a man and his namesake": {"Ivar Lund", "Ivar Lund Jr."},
    "a surname before the namesake": {"Lund", "Ivar Lund Jr."},
    "a surname that is a country's": {"Ann Jordan"},
    "an age behind": {"Kanrate"},
    "what somebody is, behind": {"Kanrate"},
}


@pytest.mark.parametrize("why", TEXTS)
def test_persons(why: str) -> None:
    persons = {name for name, one in _names(TEXTS[why]).items() if one.type == "person"}
    assert persons == PERSONS.get(why, {"Ann Ostrander"})


def test_a_ship_named_after_a_role_word_is_a_name() -> None:
    names = _names("The ferry Halden Queen left. On Monday the Halden Queen came back to Brackhaven General Hospital.")
    assert {"Halden Queen", "Brackhaven General Hospital"} <= set(names)


def test_two_holders_of_one_office_leave_the_role_unresolved() -> None:
    text = "President Ann Ostrander met President Ivar Lund. The president left early."
    assert all("The president" not in _said(text, one) for one in _names(text).values())


PIECES = (
    "Ann|Ostrander's|Ostrander|IS|(IS)|the|The|US-led|Pentagon|chief|said,|“Harlan”|O’Neil|al-|Baghdadi\n\n|.|of|and|"
    "Ministry|French|President|12|é|J.-C.|ISIS/ISIL|--|Department|de|Ships’|Queen"
)
WORDS = st.sampled_from(PIECES.split("|"))


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=60))
def test_mentions_stand_in_the_text_sorted_and_apart(text: str) -> None:
    for entity in _names(text).values():
        assert entity.mentions
        assert all(0 <= one.span.start < one.span.end <= len(text) for one in entity.mentions)
        assert all(left.span.end <= right.span.start for left, right in pairwise(entity.mentions))
