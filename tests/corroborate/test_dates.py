import pytest

from twosource.corroborate.dates import find_dated_events


def test_dates_given_in_other_ways_are_seen_to_agree(story):
    story.document("one", "Carts carry stone for the siege of Orlen, which began earlier this month.")
    story.document("two", "Some 5,000 men support the long siege of Orlen that began on Oct. 16.")
    story.document("three", "Ministers met nearly 10 days into a siege of Orlen by the king's army.")
    story.entity("orlen", "Orlen", type="place")
    story.date("one", "earlier this month", "2031-10-01", "2031-10-25", value="2031-10")
    story.date("two", "Oct. 16", "2031-10-16")
    story.date("three", "nearly 10 days", "2031-10-15", "2031-10-17", type="DURATION", value="P10D")
    (found,) = find_dated_events(story.material)
    assert {s.document for s in found.support} == {"one", "two", "three"}
    assert "The dates agree on 2031-10-16" in found.note


def test_a_length_of_time_that_dates_nothing_is_left_out(story):
    story.document("one", "The siege of Orlen began on Oct. 16.")
    story.document("two", "The siege of Orlen lasted 10 days.")
    story.entity("orlen", "Orlen", type="place")
    story.date("one", "Oct. 16", "2031-10-16")
    story.date("two", "10 days", "2031-10-15", "2031-10-17", type="DURATION", value="P10D")
    assert find_dated_events(story.material) == ()


def test_two_places_are_two_events(story):
    story.document("one", "The siege of Orlen began on Oct. 16.")
    story.document("two", "The siege of Tarn began on Oct. 16.")
    story.entity("orlen", "Orlen", type="place")
    story.entity("tarn", "Tarn", type="place")
    for id in ("one", "two"):
        story.date(id, "Oct. 16", "2031-10-16")
    assert find_dated_events(story.material) == ()


def test_what_is_to_begin_is_not_what_began(story):
    story.document("one", "The siege of Orlen began on Oct. 16.")
    story.document("two", "The siege of Orlen will begin on Oct. 16.")
    story.entity("orlen", "Orlen", type="place")
    for id in ("one", "two"):
        story.date(id, "Oct. 16", "2031-10-16")
    assert find_dated_events(story.material) == ()


def test_days_that_do_not_meet_are_shown_and_not_decided(story):
    story.document("one", "The long siege of Orlen by the royal army began on Oct. 16.")
    story.document("two", "The long siege of Orlen by the royal army began on Oct. 19.")
    story.entity("orlen", "Orlen", type="place")
    story.date("one", "Oct. 16", "2031-10-16")
    story.date("two", "Oct. 19", "2031-10-19")
    (found,) = find_dated_events(story.material)
    assert found.relation == "unclear"
    assert [s.stance for s in found.support] == ["states", "differs"]


APART = [
    ("The crown has no plans for a court on the Oct. 16 siege of Tarn.",
     "The crown opposes the plans for a court on the Oct. 16 siege of Tarn.", "the date is part of a name"),
    ("Guards arrested the mayor of Tarn on Oct. 16.", "Guards released the mayor of Tarn on Oct. 16.", "another deed"),
    ("The mayor told reporters in Tarn on Oct. 16 that the siege goes on.",
     "Guards in Tarn fed the mayor on Oct. 16 while the siege goes on.", "a saying and a deed"),
    ("“The mayor of Tarn lifted the long siege on Oct. 16,” Reef said.",
     "“The mayor of Tarn lifted the long siege on Oct. 16,” Voss said.", "what somebody quoted says is an utterance"),
    ("The mayor of Tarn, Ilan Reef, said on Oct. 16 that he would stay.",
     "“No,” the mayor of Tarn, Ilan Reef, said on Oct. 16.", "that somebody spoke is no event"),
    ("The mayor of Tarn, Ilan Reef, declared on Oct. 16 that the siege was over.",
     "The mayor of Tarn, Ilan Reef, declared on Oct. 16 that the siege was over.", "of a telling"),
    ("The north quay of Tarn is mine, all of it … — Ilan Reef (@reef) Oct. 16, 2031",
     "The north quay of Tarn is mine, all of it … — Ilan Reef (@reef) Oct. 16, 2031", "a post's date is its writer's"),
    ("The mayor of Tarn dropped the charges against the guild on Oct. 16.",
     "The mayor of Tarn brought the charges against the guild on Oct. 16.", "one undoes the other"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "why"), APART, ids=[why for *_, why in APART])
def test_not_one_event(story, first, second, why):
    for id, text in (("one", first), ("two", second)):
        story.document(id, text)
        story.date(id, "Oct. 16", "2031-10-16")
    story.entity("tarn", "Tarn", type="place")
    assert find_dated_events(story.material) == ()


@pytest.mark.parametrize(("latest", "events"), [("2031-10-16", 1), ("2031-10-31", 0)], ids=["a day", "a month"])
def test_the_vaguer_a_date_the_more_must_agree(story, latest, events):
    story.document("one", "Bailiffs took the mayor to a damp stone prison in Tarn on Oct. 16.")
    story.document("two", "Soldiers took the mayor plus grey cattle from hungry Tarn in October.")
    story.entity("tarn", "Tarn", type="place")
    story.date("one", "Oct. 16", "2031-10-16")
    story.date("two", "October", "2031-10-16", latest)
    assert len(find_dated_events(story.material)) == events


def test_the_claim_is_the_clause_of_the_date(story):
    story.document(
        "one", "Reef is back from Orlen, where carts carry stone for the long siege of Tarn that began on Oct. 16."
    )
    story.document("two", "Ministers met over the siege of Tarn that started on Oct. 16.")
    story.entity("tarn", "Tarn", type="place")
    for id in ("one", "two"):
        story.date(id, "Oct. 16", "2031-10-16")
    (found,) = find_dated_events(story.material)
    assert found.text.rstrip(".") == "the long siege of Tarn that began on Oct. 16"


def test_two_dates_of_one_sentence_do_not_contradict_its_copy(story):
    text = "The admission by the Orlen harbour board on Oct. 16 followed the report of its inspectors on Oct. 12."
    for id in ("one", "two"):
        story.document(id, text)
        story.date(id, "Oct. 16", "2031-10-16")
        story.date(id, "Oct. 12", "2031-10-12")
    story.entity("board", "Orlen harbour board", type="organisation")
    assert all(found.relation == "agree" for found in find_dated_events(story.material))


def test_a_weekend_of_two_deeds_is_no_one_event(story):
    story.document("one", "Crowds broke windows to protest raids against a Tarn-backed militia over the weekend.")
    story.document(
        "two", "Tension grew over the weekend when the crown blamed the Tarn-backed Orlen militia for a blast."
    )
    story.entity("tarn", "Tarn", type="place")
    for id in ("one", "two"):
        story.date(id, "the weekend", "2031-10-18", "2031-10-19")
    assert find_dated_events(story.material) == ()
