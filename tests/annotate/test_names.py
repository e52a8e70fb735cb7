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


BROUGHT_TOGETHER = [
    ("Ann Lund, better known as Lux, sang. Later Lux left.", {"Ann Lund", "Lux"}, "a stage name"),
    ("Marta Brandt, formerly known as Marta Kross, won.", {"Marta Brandt", "Marta Kross"}, "a former name"),
    ("The Ostley Otters lost on Monday. The coach of the Otters wept.", {"Ostley Otters", "Otters"}, "a team"),
    ("Hurricane Berta hit Oslo. Berta weakened on Monday.", {"Hurricane Berta", "Berta"}, "a storm"),
    ("Tsai Orl-wen met them in Oslo. Tsai said it was late.", {"Tsai Orl-wen", "Tsai"}, "the surname first"),
    ("Orlo & Kross LLP sent a letter. Orlo & Kross also spoke.", {"Orlo & Kross LLP", "Orlo & Kross"}, "a firm"),
    ("Luis Orlo Brandt spoke. Luis Orlo was late.", {"Luis Orlo Brandt", "Luis Orlo"}, "the second surname left out"),
]


@pytest.mark.parametrize(("text", "names", "why"), BROUGHT_TOGETHER)
def test_names_of_one_in_a_document(text: str, names: set[str], why: str) -> None:
    assert names in [{one.name, *one.aliases} for one in _names(text).values()], why


NAMED = [
    ("Navy SEAL Eddie Brandt was cleared on Monday.", {"Navy SEAL", "Eddie Brandt"}, "a person behind a body"),
    ("The Senate Majority Whip Ivar Holm spoke.", {"Senate", "Ivar Holm"}, "an office is no part of a body"),
    ("The mayor left, said Getty Images Ann Orlo of Oslo.", {"Ann Orlo", "Oslo"}, "the house that a picture is from"),
    ("The leader, Kim Orl-un, met Tsai Orl-wen.", {"Kim Orl-un", "Tsai Orl-wen"}, "syllables behind a hyphen"),
    ("The Ann Orlo-led group left Oslo.", {"Ann Orlo", "Oslo"}, "other words behind a hyphen"),
    ("Ann Orlo (R-Texas) spoke in Oslo.", {"Ann Orlo", "Oslo"}, "a party and a state are no name"),
    ("Minister Ann Orlo, the Kentucky Republican, spoke.", {"Ann Orlo", "Kentucky"}, "nor are a state and a party"),
    ("The House Ways and Means Committee met.", {"House Ways and Means Committee"}, "an and within a name"),
    ("We asked @AnnOrlo about it, and Ann Orlo left.", {"Ann Orlo"}, "handles are no names"),
    ("Caption\n\nAnn Orlo spoke in Oslo.\n\nCaption", {"Ann Orlo", "Oslo"}, "headings of a page"),
    ("He met the General. The General spoke to Ann Orlo.", {"Ann Orlo"}, "an office alone"),
]


NOT_ONE = [
    ("Ivar Lund spoke. Later Ivar Jr. left the quay.", "Ivar Lund", "Ivar Jr.", "father and son"),
    ("Martin Orlo fled. The storm hit St Martin on Monday.", "Martin Orlo", "St Martin", "an island is no given name"),
    ("Anna Lund opened it. The Anna Lund Show will be on at noon.", "Anna Lund", "Anna Lund Show", "a programme"),
    ("The New York Police Department met the Boston Police Department.", "New York Police Department",
     "Boston Police Department", "two towns"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "one", "other", "why"), NOT_ONE)
def test_names_of_two_in_a_document(text: str, one: str, other: str, why: str) -> None:
    assert not any({one, other} <= {entity.name, *entity.aliases} for entity in _names(text).values()), why


@pytest.mark.parametrize(("text", "names", "why"), NAMED)
def test_what_is_a_name(text: str, names: set[str], why: str) -> None:
    assert set(_names(text)) == names, why


@pytest.mark.parametrize(
    "text",
    [
        "Al-Rai is a village near the border. The fighters took Al-Rai on Monday.",
        "The ferry came from Al-Rai, a port, at noon.",
    ],
)
def test_a_single_word_is_a_place_where_the_text_says_so(text: str) -> None:
    assert _names(text)["Al-Rai"].type == "place"


def test_a_surname_used_much_more_than_the_name_of_the_son_is_not_the_sons() -> None:
    text = "Ivar Lund Jr. spoke first. " + "The crowd cheered Lund. " * 5
    assert len(_names(text)["Ivar Lund Jr."].mentions) == 1


@pytest.mark.xfail(reason="a name in a headline, where all words have capitals, is found only if the text has it too")
def test_a_name_in_a_headline_alone() -> None:
    assert "Ann Orlo" in _names("Harbour Board Says Ann Orlo Will Leave Office\n\nThe quay was shut on Monday.")


@pytest.mark.xfail(reason="what only stands for a team in the language of sport is not known to be one")
def test_a_town_for_its_team() -> None:
    text = "The Ostley Otters lost on Monday. Ostley had led by two goals."
    assert {"Ostley Otters", "Ostley"} in [{one.name, *one.aliases} for one in _names(text).values()]


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
