"""Outlets of one owner count as one witness, and only where a table says so."""

import pytest

from twosource.corroborate import Guidance, families_of
from twosource.corroborate.corroborating import corroborate
from twosource.model import Lineage

OWNERS = {"Bay Herald": "Tide & Sons", "Morning Post": "Tide & Sons", "Newsmill": "Mill AG"}


def judged(story, owners=OWNERS, **more):
    articles, notes, entities, sentences = story.given()
    guidance = Guidance(families=families_of(articles, owners))
    return corroborate(
        articles, notes, entities, story.reuse, story.lineage, sentences, guidance, story.clauses(), **more
    )


def told(found, words):
    return next(claim for claim in found.claims if words in claim.text)


def test_two_outlets_of_one_owner_are_one_witness_and_it_says_so(harbour):
    before, after = told(harbour.corroborated(), "load"), told(judged(harbour), "load")
    assert (before.independent, before.verdict) == ((2, 2), "one origin")
    assert (after.independent, after.verdict) == ((1, 1), "single source")
    assert after.because == (
        "Three documents say so, but Newsmill takes it from Bay Herald, and Bay Herald and Morning Post have one owner,"
        " Tide & Sons, and count as one."
    )
    (utterance,) = [one for one in judged(harbour).utterances if one.documents == 3]
    assert utterance.independent == (1, 1)


def test_a_third_outlet_is_still_a_witness(harbour):
    harbour.document(
        "tv", "“We will not load a single ship until the contract is signed,” Mara Voss said.", outlet="TV"
    )
    harbour.quote("tv", "We will not load a single ship until the contract is signed", "voss")
    claim = told(judged(harbour), "load")
    assert claim.independent == (2, 2)
    assert claim.because.endswith("Bay Herald and Morning Post have one owner, Tide & Sons, and count as one.")


@pytest.mark.parametrize("owners", [{}, {"Kellport Gazette": "Tide & Sons"}, {"Bay Herald": "A", "Morning Post": "B"}])
def test_without_two_of_one_owner_nothing_changes(harbour, owners):
    assert judged(harbour, owners) == harbour.corroborated()


def test_outlets_are_compared_as_names_of_newsrooms_and_owners_without_case(harbour):
    articles = harbour.given()[0]
    (family,) = families_of(articles, {"The Bay Herald": "tide  & sons", "morningpost.com": "Tide & Sons"})
    assert (family.owner, family.documents) == ("Tide & Sons", ("bay", "post"))
    assert families_of(articles[::-1], {"morningpost.com": "Tide & Sons", "The Bay Herald": "tide  & sons"}) == (
        family,
    )


def test_a_name_that_two_owners_claim_is_in_no_family(harbour):
    articles = harbour.given()[0]
    assert families_of(articles, {"bayherald.com": "A", "Bay Herald (Sunday)": "B"}) == ()


def test_names_that_could_steer_are_told_as_they_are(story):
    evil = "\x1b[2J<script>"
    for name in ("a", "b"):
        story.document(name, "Some 2,300 dockers walked out of the harbour.", outlet=f"{name} {evil}")
        story.figure(name, "Some 2,300", 2300, counted="dockers")
    found = judged(story, {f"{name} {evil}": evil for name in ("a", "b")})
    assert evil in told(found, "2,300").because
    assert story.lineage == Lineage()
