"""Who is told to know something without being quoted."""

import pytest

from twosource.corroborate.knowing import knower_at, owner_of_data

CASES = [
    ("The state weather service recorded 187 millimetres of rain.", "187", "the state weather service", "it measured"),
    ("Corran Rail put the damage at 4 million crowns.", "4 million", "Corran Rail", "a named body gives a value"),
    ("Moss, the prosecutor, counts 73 transfers.", "73", "Ada Moss", "a person with an apposition"),
    ("By Corran Rail's reckoning 61 trains were late.", "61", "Corran Rail", "whose reckoning it is"),
    ("The trains, 61 in all, were late.", "61", None, "told in the outlet's own voice"),
    ("Corran Rail was founded in 1871 and has 61 trains.", "61", None, "its having them is no telling"),
    ("Ada Moss walked 12 kilometres.", "12", None, "no verb of knowing"),
    ("Corran Rail counts its money; 61 people were hurt.", "61", None, "another clause"),
    ("It was a fire that harbour police said was set on purpose.", "set on purpose", "harbour police", "said amid it"),
    ("Corran Rail, which runs 40 trains, counted 61 robberies.", "61", "Corran Rail", "what is set between is no end"),
    ("The rain, as Corran Rail, which runs trains, 61 in all, knows, fell.", "61", None, "told within the aside"),
    ("It was said by Ada Moss, who counts 61 trains.", "61", "Ada Moss", "who counts them"),
    ("Corran Rail's new forecast puts the loss at 61 crowns.", "61", "Corran Rail", "whose forecast says it"),
    ("Of the old bank's 140 robbers 61 were men.", "61", "the old bank", "whose count it is a part of"),
    ("The old bank's 2014 loss was 61 crowns.", "61", None, "a year is no count"),
    ("Ada Moss's 40 votes are 61 per cent.", "61", None, "what somebody has is not what she counts"),
    ("The wind, by the weather station at the port, was 61 knots.", "61", "the weather station", "who measured it"),
    ("The old bank counted 61 robberies.", "61", "the old bank", "a body that is called by what it is"),
]


@pytest.mark.parametrize(("text", "words", "expected", "why"), CASES)
def test_knower(story, text, words, expected, why):
    story.entity("rail", "Corran Rail", type="organisation")
    story.entity("moss", "Ada Moss", "Moss")
    story.document("one", text)
    found = knower_at(story.place("one", words), story.material)
    assert (found.name if found else None) == expected, why


def test_a_body_called_by_what_it_is_is_the_one_of_that_name(story):
    story.entity("office", "Harl Statistics Office", type="organisation")
    story.document("one", "The statistics office counted 61 robberies.\n\nThe Harl Statistics Office is small.")
    assert knower_at(story.place("one", "61"), story.material).name == "Harl Statistics Office"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("statistics office data", "the statistics office"),
        ("Corran Rail's own register", "Corran Rail"),
        ("Corran Rail's lawyers", None),
        ("numbers compiled by the Corran Rail", "Corran Rail"),
        ("a four-page summary sent to the court by chairman Corran Rail", "Corran Rail"),
        ("a memo obtained by Corran Rail", None),
        ("Moss", None),
        ("weather data", None),
    ],
)
def test_whose_data_a_source_is(story, label, expected):
    story.entity("rail", "Corran Rail", type="organisation")
    story.document("one", "Corran Rail is old.")
    found = owner_of_data(label, story.material)
    assert (found.name if found else None) == expected
