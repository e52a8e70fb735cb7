"""Places to change in a story: each contradicts other witnesses, and touches nothing but its own words."""

import pytest

from bench.altering.change import changed, moved
from bench.altering.numbers import contradict, find_numbers
from bench.edits import AT_ONCE, in_groups, with_change
from bench.sites import KINDS, find_sites
from bench.stories import read_stories
from bench.untouched import untouched


@pytest.fixture(scope="module")
def held():
    return untouched(next(one for one in read_stories("development") if one.name == "tarouca-bridge"))


@pytest.fixture(scope="module")
def sites(held):
    return find_sites(held)


def test_there_are_some_and_each_is_of_a_known_kind(sites):
    assert len(sites) > 10
    assert {one.kind for one in sites} <= set(KINDS)


def test_a_changed_document_differs_in_the_changed_words_only(held, sites):
    for site in sites:
        article = next(one for one in held.articles if one.id == site.document)
        new = with_change(article, site.change).text
        assert new == changed(article.text, site.change)
        assert new.startswith(article.text[: site.change.span.start])
        assert new.endswith(article.text[site.change.span.end :])
        assert new != article.text


def test_the_others_belong_to_other_witnesses(held, sites):
    for site in sites:
        claim = next(one for one in held.story.claims if one.id == site.claim)
        own = next(group for group in claim.witnesses if site.document in group)
        assert site.others
        assert not {one.document for one in site.others} & set(own)


def test_a_changed_number_is_none_of_the_others(held, sites):
    for site in (one for one in sites if one.kind == "number"):
        text = changed(held.texts[site.document], site.change)
        at = moved(site.change.span, site.change)
        (new,) = [one for one in find_numbers(text) if one.span.overlap(at)]
        for place in site.others:
            theirs = [one for one in find_numbers(held.texts[place.document]) if place.span.holds(one.span)]
            assert any(contradict(new, one) for one in theirs)


def test_a_group_changes_no_document_and_no_claim_twice(held, sites):
    groups = in_groups(sites, held)
    assert sum(map(len, groups)) == len(sites)
    for group in groups:
        assert len(group) <= AT_ONCE
        assert len({one.document for one in group}) == len({one.claim for one in group}) == len(group)
