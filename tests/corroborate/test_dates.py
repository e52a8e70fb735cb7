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
