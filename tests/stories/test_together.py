"""Small folders into stories: what must be together, what must not, and why."""

import json
from pathlib import Path

import pytest

from twosource.align.words import fold
from twosource.model import Article, Fact, Facts
from twosource.stories import group
from twosource.stories.between import touched_by

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "stories.jsonl").read_text().splitlines()]


def article(name: str, title: str, text: str, published: str = "") -> Article:
    facts = {"title": title, "published": published}
    given = {field: Fact(value=value, found="row") for field, value in facts.items() if value}
    return Article(id=name, path=name, source=text, edits=(), sha256="", facts=Facts(**given))


@pytest.mark.parametrize("case", CASES, ids=[case["reason"] for case in CASES])
def test_folder(case):
    found = group([article(*one) for one in case["articles"]])
    assert sorted(sorted(member.id for member in story.members) for story in found) == case["stories"]


@pytest.mark.parametrize("case", CASES, ids=[case["reason"] for case in CASES])
def test_every_place_of_a_reason_holds_the_word_it_names(case):
    articles = {one[0]: article(*one) for one in case["articles"]}
    for story in group(list(articles.values())):
        for member in story.members:
            assert bool(member.reasons) == (len(story.members) > 1)
            for reason in member.reasons:
                for place in reason.places:
                    title = articles[place.document].facts.title
                    text = title.value if place.within == "title" else articles[place.document].text
                    assert fold(place.span.of(text)).replace(",", "")[:3] == reason.text[:3]


def test_ids_are_taken_once():
    with pytest.raises(ValueError, match="same id"):
        group([article("a", "One", ""), article("a", "Two", "")])


def test_who_touches_stories_that_are_alike_is_no_roundup():
    apart = [(1.0, "a", "b"), (2.0, "a", "c"), (1.0, "b", "c")]
    assert touched_by(apart, {"a": "x", "b": "y", "c": "z"}) == {}
