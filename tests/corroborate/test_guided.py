"""Claims regrouped and ruled on by hand, in stories made by hand."""

import pytest

from twosource.corroborate import Guidance, Regrouping, Ruling, corroborate


def judged(story, *given):
    articles, notes, entities, sentences = story.given()
    guidance = Guidance(
        regroupings=tuple(one for one in given if isinstance(one, Regrouping)),
        rulings=tuple(one for one in given if isinstance(one, Ruling)),
    )
    return corroborate(articles, notes, entities, story.reuse, story.lineage, sentences, guidance, story.clauses())


def regroup(story, how, *places, kind=None, key=1):
    return Regrouping(key=key, how=how, kind=kind, places=tuple(story.place(*place) for place in places))


def holding(found, story, document, words, kind):
    place = story.place(document, words)
    return [
        claim
        for claim in found.claims
        if claim.kind == kind and any(s.document == document and s.span.overlap(place.span) for s in claim.support)
    ]


@pytest.fixture
def toll(story):
    """Two papers with a train of 12 coaches, one with 20."""
    for name, count in (("a", "12"), ("b", "12"), ("c", "20")):
        story.document(name, f"A train of {count} coaches left the rails at Orrin on Monday.", outlet=f"Paper {name}")
        story.figure(name, count, int(count), counted="coaches")
        story.date(name, "Monday", "2031-05-05")
    return story


def test_a_side_of_a_dispute_split_off_ends_it(toll):
    (before,) = holding(judged(toll), toll, "c", "20", "figure")
    assert before.verdict == "disputed"
    found = judged(toll, regroup(toll, "split", ("c", "20"), kind="figure"))
    (alone,), (others,) = (holding(found, toll, id, words, "figure") for id, words in (("c", "20"), ("a", "12")))
    assert [(side.document, side.stance) for side in alone.support] == [("c", "states")]
    assert {side.stance for side in others.support} == {"states"} and others.verdict == "corroborated"
    assert alone.members == ("c-f1",) and others.members == ("a-f1", "b-f1")
    assert {alone.id, others.id} <= {*found.followed[0].records} and "(disputed)" in found.followed[0].was


def test_one_of_two_who_agree_split_off_leaves_the_dispute(toll):
    found = judged(toll, regroup(toll, "split", ("b", "12"), kind="figure"))
    (others,) = holding(found, toll, "a", "12", "figure")
    assert (others.verdict, {side.document for side in others.support}) == ("disputed", {"a", "c"})


def test_what_the_words_fit_best_is_meant_and_kind_says_otherwise(toll):
    for name in "abc":
        toll.quote(name, f"A train of {'20' if name == 'c' else '12'} coaches left the rails at Orrin")
    short = judged(toll, regroup(toll, "split", ("c", "20")))
    assert {claim.kind for claim in short.claims if claim.id in short.followed[0].records} == {"figure"}
    whole = judged(toll, regroup(toll, "split", ("a", "A train of 12 coaches left the rails")))
    kinds = {claim.kind for claim in whole.claims if claim.id in whole.followed[0].records}
    assert kinds == {"utterance"}


def test_claims_of_two_kinds_become_one(harbour):
    harbour.document("tv", "Nobody works at the quays of Kellport any more, and the cranes stand still.")
    given = regroup(harbour, "merge", ("tv", "Nobody works at the quays"), ("post", "About 2,000"))
    found = judged(harbour, given)
    (claim,) = [one for one in found.claims if one.id in found.followed[0].records]
    assert {"tv", "post"} <= {side.document for side in claim.support} and claim.kind == "statement"


def test_a_merge_of_what_is_one_already_changes_nothing(harbour):
    words = "until the contract is signed"
    found = judged(harbour, regroup(harbour, "merge", ("bay", words), ("post", words)))
    assert found.claims == harbour.corroborated().claims and found.followed[0].records


def test_two_verdicts_on_one_claim_contradict_and_one_on_each_do_not(harbour):
    places = [harbour.place(id, "until the contract is signed") for id in ("bay", "post")]
    rulings = [
        Ruling(key=key, kind=None, place=place, verdict=verdict, said="set by hand")
        for key, (place, verdict) in enumerate(zip(places, ("disputed", "undecided"), strict=True))
    ]
    found = judged(harbour, *rulings)
    assert found.against == {0: (1,), 1: (0,)} and found.claims == harbour.corroborated().claims
    apart = judged(harbour, *rulings, regroup(harbour, "split", ("post", "until the contract is signed"), key=9))
    assert apart.against == {}
    assert {claim.verdict for claim in apart.claims if claim.because.startswith("Set by hand")} == {
        "disputed",
        "undecided",
    }


def test_what_is_regrouped_is_told_even_where_it_would_not_be_worth_it(harbour):
    found = judged(
        harbour, regroup(harbour, "merge", ("radio", "unpaid opera bills"), ("radio", "the ships would stay"))
    )
    assert [one for one in found.claims if one.id in found.followed[0].records]
