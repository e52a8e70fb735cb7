"""Stories follow from what articles share: whatever the order, after a restart, and with nothing to go by."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Article, Fact, Facts
from twosource.stories import Grouping, Profile, group, profile


def article(name: str, title: str, text: str, **facts: str) -> Article:
    given = {field: Fact(value=value, found="row") for field, value in {"title": title, **facts}.items() if value}
    return Article(id=name, path=name, source=text, edits=(), sha256="", facts=Facts(**given))


REPORTS = (
    article("ferry-1", "Ferry hits reef off Kellport", "A ferry with 312 aboard struck a reef off Kellport on Friday."),
    article("ferry-2", "Reef holes Kellport ferry", "All 312 people left the ferry that struck a reef off Kellport."),
    article(
        "ferry-3", "Kellport ferry struck reef, 312 safe", "The Kellport ferry struck a reef on Friday; 312 were safe."
    ),
    article("mayor-1", "Dunmarra mayor quits over loans", "Ines Halloway resigned as mayor of Dunmarra over loans."),
    article("mayor-2", "Halloway resigns", "Dunmarra's mayor, Ines Halloway, resigned on Monday over secret loans."),
    article("alone", "Bees return to the city's roofs", "Keepers counted more hives on roofs than in any year before."),
)
PROFILES = tuple(map(profile, REPORTS))


def grouped(profiles) -> set[frozenset[str]]:
    grouping = Grouping()
    for one in profiles:
        grouping.add(one)
    grouping.settle()
    return partition(grouping)


def partition(grouping: Grouping) -> set[frozenset[str]]:
    stories: dict[str, set[str]] = {}
    for one, story in grouping.assignments().items():
        stories.setdefault(story, set()).add(one)
    return set(map(frozenset, stories.values()))


EXPECTED = {
    frozenset({"ferry-1", "ferry-2", "ferry-3"}),
    frozenset({"mayor-1", "mayor-2"}),
    frozenset({"alone"}),
}


def test_reports_of_one_event_are_one_story():
    assert grouped(PROFILES) == EXPECTED


@settings(deadline=None, max_examples=25)
@given(st.permutations(PROFILES))
def test_the_order_of_arrival_has_no_say(profiles):
    assert grouped(profiles) == EXPECTED


@settings(deadline=None, max_examples=25)
@given(st.permutations(PROFILES), st.integers(0, len(PROFILES)))
def test_settling_between_and_going_on_from_the_state_change_nothing(profiles, until):
    first = Grouping()
    for one in profiles[:until]:
        first.add(one)
    first.settle()
    second = Grouping(first.state())
    for one in profiles[until:]:
        second.add(one)
    second.settle()
    assert partition(second) == EXPECTED


def test_a_name_that_was_given_up_leads_to_the_story():
    grouping = Grouping()
    for one in PROFILES:
        grouping.add(one)
        grouping.settle()
    for name in ("ferry-1", "mayor-1", "alone", *grouping.redirects):
        assert grouping.current(name) in set(grouping.assignments().values())


def test_what_is_let_go_keeps_its_story():
    grouping = Grouping()
    for one in PROFILES[:2]:
        grouping.add(one)
    grouping.settle()
    grouping.forget(["ferry-1"])
    grouping.add(PROFILES[2])
    grouping.settle()
    assert len(grouping) == 2
    assert partition(grouping) == {frozenset({"ferry-1", "ferry-2", "ferry-3"})}


def test_nothing_to_go_by_is_alone():
    assert grouped([profile(article("a", "", "")), Profile(id="b"), profile(article("c", "", "..."))]) == {
        frozenset({"a"}),
        frozenset({"b"}),
        frozenset({"c"}),
    }


def test_an_id_comes_once():
    grouping = Grouping()
    grouping.add(PROFILES[0])
    with pytest.raises(ValueError, match="'ferry-1'"):
        grouping.add(PROFILES[0])


def test_a_folder_at_once_is_the_same():
    assert {frozenset(one.id for one in story.members) for story in group(REPORTS)} == EXPECTED
