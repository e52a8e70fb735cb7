import json
from pathlib import Path

import pytest
from msgspec import structs

from twosource.annotate.predications import Predication
from twosource.corroborate.counted import counted_things
from twosource.corroborate.figures import find_figures
from twosource.corroborate.values import compare_values
from twosource.model import Figure, Span

CASES = Path(__file__).parents[1] / "cases" / "figure_relations.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def figure(id, row):
    return Figure(id=id, document=id, span=Span(0, 1), **row)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_two_values_of_one_thing(row):
    a, b = figure("a", row["a"]), figure("b", row["b"])
    assert compare_values(a, b) == row["relation"]
    assert compare_values(b, a) == row["relation"], "which comes first changes nothing"


def toll(story, first="12", second="20", days=("2031-05-06", "2031-05-06"), second_text=None):
    """Two documents that count the dead of one fire."""
    story.document("one", f"The fire at the Corran mill killed {first} people on Sunday.", days[0])
    story.document("two", second_text or f"{second} people were killed in the fire at the Corran mill.", days[1])
    story.entity("mill", "Corran", type="place")
    story.figure("one", first, float(first), counted="people", about=("mill",))
    story.figure("two", second, float(second), counted="people", about=("mill",))
    return find_figures(story.material)


def test_two_counts_that_cannot_both_be_right_conflict(story):
    for id, count in (("one", "187"), ("two", "178")):
        story.document(id, f"There were {count} people aboard the ferry Halden when it struck the reef.")
        story.figure(id, count, float(count), counted="people")
    (found,) = find_figures(story.material)
    assert found.relation == "conflict"
    assert {s.stance for s in found.support} == {"states", "differs"}
    assert "187 in one" in found.note and "178 in two" in found.note


def test_two_tolls_of_one_hour_conflict(story):
    (found,) = toll(story, days=("2031-05-06T18:00:00", "2031-05-06T18:00:00"))
    assert found.relation == "conflict"


def test_two_tolls_of_one_day_are_not_decided(story):
    (found,) = toll(story)
    assert found.relation == "unclear" and "hours are unknown" in found.note


def test_a_higher_toll_some_hours_later_is_an_update(story):
    (found,) = toll(story, days=("2031-05-06T18:00:00", "2031-05-06T21:00:00"))
    assert found.relation == "update"


def test_a_higher_toll_of_a_later_day_is_an_update(story):
    (found,) = toll(story, days=("2031-05-06", "2031-05-08"))
    assert found.relation == "update"
    assert [s.document for s in found.support if s.stance == "states"] == ["two"]


def test_a_lower_toll_of_a_later_day_is_not_decided(story):
    (found,) = toll(story, first="20", second="12", days=("2031-05-06", "2031-05-08"))
    assert found.relation == "unclear"


def test_without_dates_nothing_is_called_a_conflict(story):
    (found,) = toll(story, days=(None, "2031-05-06"))
    assert found.relation == "unclear" and "without their dates" in found.note


MUST_NOT_DISPUTE = [
    ("20 people were injured in the fire at the Corran mill.", "what happened to them differs"),
    ("20 firefighters fought the fire at the Corran mill, where people died.", "others are counted"),
    ("A fire killed 20 people at the Dunmore yard.", "another place, another fire"),
    ("The fire at the Corran mill could have killed 20 people.", "said to be possible, not to have happened"),
    (
        "The fire at the Corran mill killed 12 people; in the valley 20 people died that day.",
        "it gives the first count too",
    ),
]


@pytest.mark.parametrize(("second", "why"), MUST_NOT_DISPUTE, ids=[why for _, why in MUST_NOT_DISPUTE])
def test_other_things_counted_are_no_conflict(story, second, why):
    story.document("one", "The fire at the Corran mill killed 12 people on Sunday.")
    story.document("two", second)
    story.entity("mill", "Corran", type="place")
    story.entity("yard", "Dunmore", type="place")
    story.figure("one", "12", 12.0, counted="people", about=("mill",))
    if "12" in second:
        story.figure("two", "12", 12.0, counted="people", about=("mill",))
    counted = "firefighters" if "firefighters" in second else "people"
    story.figure("two", "20", 20.0, counted=counted, about=("yard",) if "Dunmore" in second else ("mill",))
    assert all(found.relation == "agree" for found in find_figures(story.material))


def test_coalitions_of_other_scope_do_not_meet(story):
    story.document("one", "The 13-state coalition that gathered in the capital agreed on a plan for the strait.")
    story.document("two", "The country leads a 60-nation coalition that has given support in the strait.")
    story.figure("one", "13", 13.0, counted="state coalition")
    story.figure("two", "60", 60.0, counted="nation coalition")
    assert all(found.relation == "agree" for found in find_figures(story.material))


def test_those_who_say_so_are_not_what_is_said(story):
    for id, count in (("one", "Four"), ("two", "Three")):
        story.document(id, f"{count} officials familiar with the matter said the bridge was sold.")
        story.quote(id, "the bridge was sold", kind="indirect", source=(story.span(id, f"{count} officials"),))
        story.figure(id, count, {"Four": 4.0, "Three": 3.0}[count], counted="officials")
    assert find_figures(story.material) == ()


def test_a_window_of_time_is_part_of_what_is_counted(story):
    story.document("one", "More than 220 dockers have filed for benefits since March.")
    story.document("two", "Another 152 dockers filed for benefits last week.")
    story.figure("one", "220", 220.0, counted="dockers")
    story.figure("two", "152", 152.0, counted="dockers")
    story.date("one", "March", "2031-03-01", value="2031-03")
    story.date("two", "last week", "2031-04-28", "2031-05-04", value="2031-W18")
    assert all(found.relation == "agree" for found in find_figures(story.material))


def test_a_rounded_figure_supports_the_exact_one(story):
    story.document("one", "The refit of the ferry Halden cost $43.9 million.")
    story.document("two", "The operator paid $43 million for the refit of the ferry Halden.")
    story.figure("one", "$43.9 million", 43.9e6, unit="dollar")
    story.figure("two", "$43 million", 43e6, unit="dollar")
    (found,) = find_figures(story.material)
    assert found.relation == "agree" and "more or less exactly" in found.note
    assert found.text.startswith("$43.9 million")


def test_values_of_a_series_do_not_contradict_each_other(story):
    story.document("one", "The jobless rate of Orlen fell to 5.8 percent. The jobless rate of Orlen was 3.8 percent.")
    story.document("two", "The jobless rate of Orlen stood at 6.1 percent.")
    for id, value in (("one", "5.8"), ("one", "3.8"), ("two", "6.1")):
        story.figure(id, f"{value} percent", float(value), unit="percent", counted="rate")
    assert all(found.relation == "agree" for found in find_figures(story.material))


def test_an_estimate_to_one_decimal_does_not_agree_with_a_value_beyond_it(story):
    story.document("one", "The jobless rate of Orlen stands at 5.4 percent.")
    story.document("two", "The jobless rate of Orlen stands at approximately 5.2 percent.")
    story.figure("one", "5.4 percent", 5.4, unit="percent", counted="rate")
    story.figure("two", "5.2 percent", 5.2, unit="percent", counted="rate", qualifier="about", change="~")
    (found,) = find_figures(story.material)
    assert found.relation == "unclear" and "not exact enough" in found.note


def test_a_range_supports_a_value_in_it(story):
    story.document("one", "Between 30 and 40 boats left the harbour of Orlen.")
    story.document("two", "35 boats left the harbour of Orlen.")
    story.figure("one", "30 and 40", 30.0, 40.0, counted="boats")
    story.figure("two", "35", 35.0, counted="boats")
    (found,) = find_figures(story.material)
    assert found.relation == "agree" and "35 in two" in found.note


def test_a_toll_and_those_who_died_are_one_count(story):
    story.document("one", "The death toll from the sinking of the ferry Halden rose to 19.")
    story.document("two", "Nineteen people died when the ferry Halden sank.")
    story.entity("ferry", "Halden", type="other")
    story.figure("one", "19", 19.0, counted="death toll", about=("ferry",))
    story.figure("two", "Nineteen", 19.0, counted="people", about=("ferry",))
    (found,) = find_figures(story.material)
    assert found.relation == "agree" and len(found.places()) == 2


def test_two_ages_of_one_person_conflict(story):
    for id, age in (("one", "58"), ("two", "53")):
        story.document(id, f"The captain of the Halden, Olaf Brandt, {age}, was arrested.")
        story.entity("captain", "Olaf Brandt")
        story.figure(id, age, float(age), unit="year of age", counted="Olaf Brandt", about=("captain",))
    (found,) = find_figures(story.material)
    assert found.relation == "conflict"


def test_the_dead_and_those_who_walk_out_are_no_one_count(story):
    story.document("one", "Approximately 20 students staged a walk-out in Orlen.")
    story.document("two", "They marched to the school in Orlen where 17 students were killed.")
    story.figure("one", "20", 20.0, counted="students", qualifier="about")
    story.figure("two", "17", 17.0, counted="students")
    assert all(found.relation == "agree" for found in find_figures(story.material))


@pytest.mark.parametrize(
    ("text", "found", "why"),
    [
        ("Olaf Brandt spent 25 years at the ministry of works in Orlen.", 0, "how long something took is no finding"),
        ("A court in Orlen sentenced Olaf Brandt to 25 years in prison.", 1, "how long a sentence is, is one"),
    ],
)
def test_lengths_of_time(story, text, found, why):
    for id in ("one", "two"):
        story.document(id, text)
        story.figure(id, "25 years", 25.0, unit="year")
    assert len(find_figures(story.material)) == found, why


def test_lengths_of_time_that_differ_are_shown(story):
    for id, length in (("one", "25 years"), ("two", "15 years")):
        story.document(id, f"Olaf Brandt spent {length} at the ministry of works in Orlen.")
        story.figure(id, length, float(length[:2]), unit="year")
    story.entity("brandt", "Olaf Brandt")
    (found,) = find_figures(story.material)
    assert found.relation != "agree"


def test_what_was_long_before_the_reports_is_background(story):
    for id in ("one", "two"):
        story.document(id, "In March 2029, a fire at the Corran mill killed 40 people.")
        story.figure(id, "40", 40.0, counted="people")
        story.date(id, "March 2029", "2029-03-01", "2029-03-31", value="2029-03")
    (found,) = find_figures(story.material)
    assert found.background and "background" in found.note


def test_a_record_is_one_however_it_is_counted_and_goes_back_to_who_keeps_it(story):
    story.document("one", "The economy of Orlen gained 171,000 jobs in spring.", outlet="Bay Herald")
    story.document("two", "Orlen saw a job gain of 171,000, the labour office reported.", outlet="Morning Post")
    story.entity("office", "labour office", type="organisation")
    story.quote("two", "Orlen saw a job gain of 171,000", "office", "indirect")
    story.figure("one", "171,000", 171e3, counted="jobs")
    story.figure("two", "171,000", 171e3, counted=None)
    (claim,) = [one for one in story.corroborated().claims if one.kind == "figure"]
    assert (claim.verdict, [one.name for one in claim.origins]) == ("one origin", ["labour office"])


def test_a_month_is_no_hedge(story):
    for id in ("one", "two"):
        story.document(id, "The economy of Orlen gained 171,000 jobs in May.", outlet=id)
        story.figure(id, "171,000", 171e3, counted="jobs")
        story.date(id, "May", "2031-05-01", "2031-05-31", value="2031-05")
    (found,) = find_figures(story.material)
    assert not any(one.foretold for one in counted_things(story.material)) and found.relation == "agree"


def test_a_multitude_is_no_count_of_another_matter(story):
    story.document("one", "“That is 9 million jobs short of the promise of Reef,” Voss said.")
    story.document("two", "“I will create millions of well-paid jobs for the towns,” Voss said.")
    story.figure("one", "9 million", 9e6, counted="jobs")
    story.figure("two", "millions", 1e6, high=None, counted="jobs", qualifier="at least")
    story.entity("voss", "Mara Voss", "Voss")
    assert len(find_figures(story.material)) == 2


def test_a_past_date_beside_a_figure_of_today_makes_no_background(story):
    story.document("one", "The blast killed 40 people, the worst loss since the Corran fire of March 2029.")
    story.document("two", "The blast killed 40 people on Sunday.")
    story.figure("one", "40", 40.0, counted="people")
    story.figure("two", "40", 40.0, counted="people")
    story.date("one", "March 2029", "2029-03-01", "2029-03-31", value="2029-03")
    story.date("two", "Sunday", "2031-05-04")
    (found,) = find_figures(story.material)
    assert not found.background


def test_other_deeds_make_no_conflict(story):
    story.document("one", "The crown challenged four provisions of the Orlen harbour law.")
    story.document("two", "The judges struck down three other provisions of the Orlen harbour law.")
    story.figure("one", "four", 4.0, counted="provisions")
    story.figure("two", "three", 3.0, counted="provisions")
    assert all(found.relation != "conflict" for found in find_figures(story.material))


def test_an_aside_between_dashes_makes_no_figure_foretold(story):
    story.document("one", "With seats open in Orlen -- where a vote will be held -- the guild now has 52 seats.")
    story.figure("one", "52", 52.0, counted="seats")
    (one,) = counted_things(story.material)
    assert not one.foretold


def scored(story, second):
    """Two documents on the points of a match, the second with another sentence; their subjects as a parser has them."""
    texts = {"one": "Bo Lind scored 23 points for Corran.", "two": second}
    for id, text in texts.items():
        story.document(id, text)
        story.figure(id, "23 points", 23.0, unit="point")
    story.entity("lind", "Bo Lind")
    story.entity("vane", "Eda Vane")
    material = story.material
    for id, text in texts.items():
        clause = Predication(parts=(Span(0, len(text)),), verbs=(), subject=(Span(0, text.index(" scored")),))
        material.volumes[id] = structs.replace(material.volumes[id], clauses=(clause,))
    return [len(found.support) for found in find_figures(material)]


def test_points_of_two_players_are_of_two_things(story):
    assert scored(story, "Eda Vane scored 23 points for Corran.") == [1, 1]


def test_points_of_one_player_are_of_one_thing(story):
    assert scored(story, "Bo Lind scored 23 points for Corran.") == [2]


def test_the_end_of_a_span_of_years_is_no_count(story):
    story.document("one", "The coach left after the 2022 - 03 season for Orlen.")
    story.figure("one", "03", 3.0, counted="season")
    assert not find_figures(story.material)
