import pytest

from twosource.corroborate.taking_part import find_parts, parts_taken, people_of


def places(story):
    story.entity("orlen", "Orlen", type="place")
    story.entity("tarn", "Tarn", type="place")
    return story.material


SAYS = [
    (
        "An assault led by Selk and Murdish fighters on the stronghold of Orlen is near.",
        {"murd", "selk"},
        True,
        "led by",
    ),
    (
        "The Murds, another tribe that has fought in Tarn, are expected to stay away from Orlen.",
        {"murd"},
        False,
        "aside",
    ),
    ("The Murds will not join the assault on Orlen.", {"murd"}, False, "a negation turns it round"),
    ("The minister ruled out Murdia’s participation in the fight for Orlen.", {"murdi"}, False, "ruled out"),
    ("The crown insisted that Selkia was not participating in the Orlen attack.", {"selk"}, False, "in a that-clause"),
]


@pytest.mark.parametrize(("text", "who", "takes", "why"), SAYS, ids=[why for *_, why in SAYS])
def test_who_takes_part(story, text, who, takes, why):
    story.document("one", text)
    (part,) = parts_taken(places(story))
    assert {people_of(name)[:4] for name in part.names} == {name[:4] for name in who}
    assert part.takes is takes and "orlen" in part.where


def test_contrary_parts_are_shown_with_both_sides(story):
    story.document("one", SAYS[0][0])
    story.document("two", SAYS[1][0])
    (found,) = find_parts(places(story))
    assert found.relation == "unclear", "expected is not done"
    assert "the part of Murdish in Orlen: for it one with “led by”, against it two with “stay away”" in found.note
    assert [(s.document, s.stance) for s in found.support] == [("one", "states"), ("two", "denies")]


def test_only_what_is_told_as_fact_on_one_day_is_a_conflict(story):
    story.document("one", "The Murds took part in the assault on Orlen.")
    story.document("two", "The Murds stayed away from Orlen.")
    (found,) = find_parts(places(story))
    assert found.relation == "conflict"
    story.document("two", "The Murds stayed away from Orlen.", "2031-05-09")
    (found,) = find_parts(places(story))
    assert found.relation == "unclear"


def test_two_participants_do_not_contradict_each_other(story):
    story.document("one", "The Murds took part in the assault on Orlen.")
    story.document("two", "The Selks stayed away from Orlen.")
    assert find_parts(places(story)) == ()


def test_two_targets_do_not_contradict_each_other(story):
    story.document("one", "The Murds took part in the assault on Orlen.")
    story.document("two", "The Murds stayed away from Tarn.")
    assert find_parts(places(story)) == ()
