import pytest

from twosource.corroborate.accusations import accusations
from twosource.corroborate.denials import find_denials

CASES = [
    ("Mara Voss accused Ilan Reef of selling the quay.", [("voss", "reef")], "plain"),
    ("Ilan Reef was accused by Mara Voss of selling the quay.", [("voss", "reef")], "passive"),
    ("Ilan Reef has been accused of selling the quay.", [(None, "reef")], "by nobody who is named"),
    ("Mara Voss would be the first to accuse Ilan Reef of theft.", [], "not yet made"),
    ("Mara Voss did not accuse Ilan Reef of theft.", [], "not made"),
    ("“I accused Ilan Reef of theft,” a man shouted.", [], "what somebody quoted says is theirs"),
]


@pytest.mark.parametrize(("text", "sides", "why"), CASES, ids=[why for *_, why in CASES])
def test_who_accuses_whom(story, text, sides, why):
    two_people(story, one=text)
    assert [(a.accuser, a.accused) for a in accusations(story.material.volumes["one"])] == sides


def two_people(story, **texts):
    for id, text in texts.items():
        story.document(id, text)
    story.entity("voss", "Mara Voss", "Voss")
    story.entity("reef", "Ilan Reef", "Reef")
    story.entity("dow", "Tessa Dow", "Dow")


ACCUSED = "Mara Voss accused Ilan Reef of selling the old quay."


def test_the_one_who_is_accused_denies_it_and_all_sides_are_one_claim(story):
    two_people(
        story,
        one=f"{ACCUSED} It rained all week. Reef denied the allegation.",
        two="In the quay affair Voss has accused Reef of selling it in secret. Reef firmly denied all accusations.",
        three=ACCUSED,
    )
    (found,) = find_denials(story.material)
    assert [(s.document, s.stance) for s in found.support] == [
        ("one", "states"), ("three", "states"), ("two", "states"), ("one", "denies"), ("two", "denies"),
    ]  # fmt: skip
    assert found.relation == "conflict"


UNCERTAIN = [
    (f"{ACCUSED} It rained. Dow denied the allegations.", "somebody else denies"),
    (f"{ACCUSED} It rained. Reef denied the first allegation.", "one of several, not told which"),
    (f"{ACCUSED} It rained. Reef has not denied the allegations.", "it was not denied"),
    (f"{ACCUSED} It rained. Reef denied the allegations made by Tessa Dow.", "another accuser"),
    (f"{ACCUSED} It rained. A court dismissed the charges against Reef.", "a court, not the accused"),
]


@pytest.mark.parametrize(("text", "why"), UNCERTAIN, ids=[why for _, why in UNCERTAIN])
def test_what_is_denied_must_be_certain(story, text, why):
    two_people(story, one=text)
    assert find_denials(story.material) == ()


def test_two_accusers_are_two_claims(story):
    text = f"{ACCUSED} Tessa Dow accused Reef of burning books. Reef denied both allegations."
    two_people(story, one=text)
    assert [found.text for found in find_denials(story.material)] == [
        ACCUSED, "Tessa Dow accused Reef of burning books.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Clerks of Voss met women who have accused Reef of selling the quay.",
        "A letter reached Voss, alleging Reef of all people had sold the quay.",
    ],
)
def test_who_is_named_before_another_accuser_is_not_the_accuser(story, text):
    story.document("one", text)
    story.entity("voss", "Mara Voss", "Voss")
    story.entity("reef", "Ilan Reef", "Reef")
    assert [one.accuser for one in accusations(story.material.volumes["one"]) if one.accuser] == []
