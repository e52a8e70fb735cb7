from twosource.corroborate.dates import dated_things, find_dated_events
from twosource.corroborate.timeline import build_timeline


def timeline(story):
    material = story.material
    return build_timeline(dated_things(material), find_dated_events(material), material)


def test_one_event_is_one_row_on_the_days_that_all_dates_allow(story):
    story.document("one", "The siege of Orlen began in October.")
    story.document("two", "The siege of Orlen began on October 16.")
    story.entity("orlen", "Orlen", type="place")
    story.date("one", "October", "2031-10-01", "2031-10-31", value="2031-10")
    story.date("two", "October 16", "2031-10-16")
    (row,) = timeline(story)
    assert (row.earliest, row.latest) == ("2031-10-16", "2031-10-16")
    assert [place.document for place in row.members] == ["one", "two"]
    assert row.text.endswith("on October 16.")


def test_rows_are_in_order_of_time_and_years_are_left_out(story):
    story.document("one", "The wall fell on May 3. The bridge at Tarn opened on May 1. The city was founded in 1204.")
    story.date("one", "May 3", "2031-05-03")
    story.date("one", "May 1", "2031-05-01")
    story.date("one", "1204", "1204-01-01", "1204-12-31", value="1204")
    assert [row.earliest for row in timeline(story)] == ["2031-05-01", "2031-05-03"]
