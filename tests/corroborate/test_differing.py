"""One event with two hours, days or places, in clauses made by hand."""

import pytest

from twosource.corroborate.differing import find_differing
from twosource.corroborate.facts import told_facts

CASES = [
    ("The ferry Alma ran aground at 23.47.", "The ferry Alma ran aground at 22.15.", ["conflict"], "two hours"),
    ("The ferry Alma ran aground at 23.47.", "The ferry Alma ran aground shortly before midnight.", [], "one hour"),
    ("The ferry Alma landed at Tarn.", "The ferry Alma landed at Kellport.", ["conflict"], "two places"),
    ("The ferry Alma stopped at Tarn.", "The ferry Alma stopped at Kellport.", [], "what may happen twice"),
    ("The ferry Alma landed at Tarn.", "The ferry Alma may have landed at Kellport.", [], "what is not certain"),
    ("The ferry Alma landed at Tarn.", "The ferry Brenna landed at Kellport.", [], "two ferries"),
    ("The ferry Alma landed at Tarn.", "The ferry Alma landed at Kellport. Tarn is a part of Kellport.", [],
     "a part and the whole"),
    ("The ferry Alma landed at Tarn.", "The ferry Alma landed at Kellport. The ferry Alma landed at Tarn later.", [],
     "a document that tells both"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "relations", "why"), CASES, ids=[why for *_, why in CASES])
def test_two_clauses(story, first, second, relations, why):
    story.document("one", first)
    story.document("two", second)
    for id, name, kind in (
        ("alma", "Alma", "other"), ("brenna", "Brenna", "other"), ("tarn", "Tarn", "place"),
        ("kellport", "Kellport", "place"),
    ):  # fmt: skip
        story.entity(id, name, type=kind)
    assert [one.relation for one in find_differing(told_facts(story.material), story.material)] == relations


def test_two_days_of_one_event(story):
    story.document("one", "The break-in was discovered on Friday, May 2.")
    story.document("two", "The break-in was noticed on Wednesday, April 30.")
    story.date("one", "Friday, May 2", "2031-05-02")
    story.date("two", "Wednesday, April 30", "2031-04-30")
    (found,) = find_differing(told_facts(story.material), story.material)
    assert found.relation == "conflict" and "another day" in found.note


def test_reports_far_apart_may_tell_of_two_events(story):
    story.document("one", "The ferry Alma ran aground at 23.47.", "2031-05-02")
    story.document("two", "The ferry Alma ran aground at 22.15.", "2032-05-02")
    assert find_differing(told_facts(story.material), story.material) == ()
