"""Overrides on a story: each followed where all that comes after it follows, whatever the order, and never lost."""

import random

import pytest

import twosource
from twosource.model import Dossier, from_json

RAFT = "We found a life raft"
CLOSED = "The harbour will be closed"


def claim(dossier, document, words):
    texts = {one.id: one.text for one in dossier.documents}
    at = texts[document].index(words)
    held = [
        one
        for one in dossier.claims
        for side in one.support
        if side.document == document and side.span.start <= at < side.span.end
    ]
    return min(held, key=lambda one: min(s.span.length for s in one.support if s.document == document))


def the(dossier, what):
    (found,) = [one for one in dossier.overrides if one.what == what]
    return found


def test_without_overrides_nothing_changes_byte_for_byte(articles, compared):
    plain = twosource.compare_articles([articles[id] for id in ("post", "courier", "echo", "radio")])
    assert plain.to_json() == compared().to_json()
    assert (plain.overrides, plain.families) == ((), ())


def test_a_date_of_publication_is_followed_by_all_that_is_counted_from_it(compared, by_hand):
    before, after = compared(), compared(by_hand("published", "radio", to="2021-03-09"))
    dates = [next(date for date in one.dates if date.document == "radio" and date.value) for one in (before, after)]
    assert [date.earliest for date in dates] == ["2021-03-01", "2021-03-08"]
    (radio,) = [one for one in after.documents if one.id == "radio"]
    assert radio.published_from == "set by hand by K. Lang on 2021-03-07 because tape"
    assert the(after, "published").records == ("radio",)


def test_a_speaker_is_followed_by_the_utterances_and_claims(compared, by_hand):
    before, after = compared(), compared(by_hand("speaker", "radio", CLOSED, "Ida Roth"))
    assert claim(before, "radio", CLOSED).verdict == "one origin"
    assert claim(after, "radio", CLOSED).verdict == "undecided"
    record = the(after, "speaker")
    quote = next(one for one in after.quotes if one.id in record.records)
    entity = next(one for one in after.entities if one.id == quote.speaker)
    assert (quote.speaker_name, quote.naming, entity.name, record.was) == ("Ida Roth", "named", "Ida Roth", "Tom Birch")


def test_a_speaker_whom_no_document_names_and_one_who_is_not_known(compared, by_hand):
    after = compared(by_hand("speaker", "post", RAFT, "Ana Sole"), by_hand("speaker", "echo", CLOSED, "not known"))
    named = {quote.id: quote for quote in after.quotes}
    ana, nobody = sorted((one for one in after.overrides), key=lambda one: one.to)
    assert after.entities[-1].name == "Ana Sole" and named[ana.records[0]].speaker == after.entities[-1].id
    assert (named[nobody.records[0]].speaker, named[nobody.records[0]].naming) == (None, "none")


def test_a_day_is_followed_by_the_timeline(compared, by_hand):
    after = compared(by_hand("date", "post", "Thursday", "2021-04-01/2021-04-02"))
    (row,) = [one for one in after.timeline if one.earliest == "2021-04-01"]
    assert row.latest == "2021-04-02" and row.members[0].document == "post"
    assert the(after, "date").was == "2021-03-04"


def test_words_that_are_no_date_to_the_program_become_one(compared, by_hand):
    after = compared(by_hand("date", "post", "for the herring season", "2021-02-01"))
    (date,) = [one for one in after.dates if one.id in the(after, "date").records]
    assert date.earliest == "2021-02-01"
    assert the(after, "date").was == "no date"


def test_an_edge_taken_out_makes_two_witnesses_of_two(compared, by_hand):
    before, after = compared(), compared(by_hand("no edge", "courier", to="post"))
    assert [(edge.parent, edge.child) for edge in before.lineage.edges] == [("post", "courier")]
    assert (after.lineage.edges, after.lineage.groups) == ((), ())
    assert [claim(one, "post", RAFT).independent for one in (before, after)] == [(2, 2), (3, 3)]
    assert "courier took text from post (" in the(after, "no edge").was


def test_an_edge_drawn_makes_one_witness_of_two_and_gives_its_reason(compared, by_hand):
    after = compared(by_hand("edge", "echo", to="post"))
    edge = next(one for one in after.lineage.edges if one.child == "echo")
    assert edge.by_hand and edge.confidence == 1 and edge.evidence[0].because.startswith("Set by hand by K. Lang")
    found = claim(after, "post", RAFT)
    assert (found.independent, found.verdict) == ((1, 1), "single source")
    assert the(after, "edge").records == (edge.id,)


def test_an_edge_turned_round_breaks_the_circle(compared, by_hand):
    after = compared(by_hand("edge", "post", to="courier"))
    assert [(edge.parent, edge.child, edge.directed) for edge in after.lineage.edges] == [("courier", "post", True)]
    assert after.lineage.edges[0].share > 0.8


def test_an_unseen_source_drawn_by_hand(compared, by_hand):
    after = compared(*(by_hand("edge", id, to="unseen:Norrwire") for id in ("echo", "post")))
    assert after.lineage.unseen[-1].name == "Norrwire"
    assert claim(after, "echo", RAFT).independent == (1, 1)


def test_names_merged_are_one_speaker_and_names_split_are_two(compared, by_hand):
    merged = compared(
        by_hand("merge", "echo", "A. Birch", kind="name", more=[("echo", "Tom Birch")], to="Tom A. Birch")
    )
    names = [entity for entity in merged.entities if "Birch" in entity.name]
    assert [(one.name, {"Tom Birch", "A. Birch"} <= {*one.aliases}) for one in names] == [("Tom A. Birch", True)]
    assert the(merged, "merge").records == (names[0].id,)
    split = compared(by_hand("split", "radio", "Tom Birch", kind="name", to="Tom Birch (Radio)"))
    assert {"Tom Birch", "Tom Birch (Radio)"} <= {entity.name for entity in split.entities}
    assert claim(compared(), "radio", CLOSED).verdict == "one origin"
    assert "different speakers: Tom Birch and Tom Birch (Radio)" in claim(split, "radio", CLOSED).because
    assert all(q.speaker in {e.id for e in split.entities} for q in split.quotes if q.speaker)


def test_two_sentences_that_the_program_did_not_bring_together_become_one_claim(compared, by_hand):
    words = {"post": "had it refitted at the yard in Ostley", "radio": "repaired the winch of the Sela twice"}
    after = compared(by_hand("merge", "post", words["post"], more=[("radio", words["radio"])]))
    found = claim(after, "radio", words["radio"])
    assert {side.document for side in found.support} >= {"post", "radio"}
    assert found.id in the(after, "merge").records and found.documents >= 2


def test_a_claim_split_is_two_with_their_own_witnesses(compared, by_hand):
    before, after = compared(), compared(by_hand("split", "echo", RAFT))
    assert claim(before, "post", RAFT).documents == 3
    assert (claim(after, "post", RAFT).documents, claim(after, "echo", RAFT).documents) == (2, 1)
    assert claim(after, "post", RAFT).verdict == "single source"
    assert {claim(after, id, RAFT).id for id in ("post", "echo")} <= {*the(after, "split").records}
    assert "one origin" in the(after, "split").was


def test_quotations_merged_are_one_utterance(compared, by_hand):
    after = compared(by_hand("merge", "post", RAFT, more=[("radio", CLOSED)], kind="utterance"))
    (utterance,) = [one for one in after.utterances if one.id in the(after, "merge").records]
    assert {variant.quote.split("/")[0] for variant in utterance.variants} == {"post", "courier", "echo", "radio"}


def test_a_figure_split_from_others_leaves_no_doubt_between_them(compared, by_hand):
    assert {side.document for side in claim(compared(), "radio", "Seven").support} >= {"radio", "echo"}
    after = compared(by_hand("split", "radio", "Seven people", kind="figure"))
    alone, others = claim(after, "radio", "Seven"), claim(after, "echo", "Six people")
    assert {side.document for side in alone.support} == {"radio"} and alone.verdict == "single source"
    assert {side.document for side in others.support} == {"post", "courier", "echo"}
    assert {side.stance for side in others.support} == {"states"} and "radio" not in others.because


def test_a_verdict_is_given_and_what_the_program_said_is_kept(compared, by_hand):
    after = compared(by_hand("verdict", "echo", RAFT, "disputed"))
    found = claim(after, "echo", RAFT)
    assert found.verdict == "disputed"
    assert found.because.startswith(
        "Set by hand by K. Lang on 2021-03-07 because tape; the program had said one origin: "
    )


def test_a_verdict_on_words_that_are_in_no_claim_makes_one(compared, by_hand):
    words = "The yard has built ships for a hundred years"
    after = compared(by_hand("verdict", "post", words, "undecided"))
    assert claim(after, "post", words).id in the(after, "verdict").records


@pytest.fixture
def many(by_hand):
    return [
        by_hand("published", "radio", to="2021-03-09"),
        by_hand("speaker", "radio", CLOSED, "Ida Roth"),
        by_hand("date", "post", "Thursday", "2021-04-01"),
        by_hand("edge", "echo", to="post"),
        by_hand("merge", "echo", "A. Birch", kind="name", more=[("echo", "Tom Birch")]),
        by_hand("split", "radio", "Seven people", kind="figure"),
        by_hand("merge", "post", "had it refitted at the yard", more=[("radio", "repaired the winch of the Sela")]),
        by_hand("verdict", "echo", RAFT, "disputed"),
        by_hand("verdict", "post", "for a hundred years", "undecided"),
    ]


def test_the_order_of_overrides_and_of_documents_changes_nothing(compared, many):
    first = compared(*many)
    assert len(first.overrides) == len(many)
    for seed in range(3):
        chance, ids = random.Random(seed), ["post", "courier", "echo", "radio"]
        chance.shuffle(many)
        chance.shuffle(ids)
        assert compared(*many, ids=" ".join(ids)).to_json() == first.to_json()
    assert from_json(first.to_json(), Dossier).overrides == first.overrides


def test_with_a_document_more_all_are_followed_still(compared, many):
    more = compared(*many, ids="post courier echo late radio")
    assert len(more.overrides) == len(many)
    assert not [problem for problem in more.problems if problem.stage == "overrule"]


def test_with_a_document_less_what_was_about_it_is_told_and_the_rest_followed(compared, many):
    less = compared(*many, ids="post courier echo")
    told = [problem for problem in less.problems if problem.stage == "overrule"]
    assert len(told) == 4 and len(less.overrides) == len(many) - 4
    assert all("no document 'radio' in this run" in one.reason and "stays in the file" in one.reason for one in told)


def contradictions(by_hand):
    yield by_hand("published", "radio", to="2021-03-09"), by_hand("published", "radio", to="2021-03-08")
    yield by_hand("speaker", "post", RAFT, "Ann Orr"), by_hand("speaker", "post", "and it was empty", "Ed Orr")
    yield by_hand("date", "post", "Thursday", "2021-04-01"), by_hand("date", "post", "on Thursday", "2021-04-02")
    yield by_hand("edge", "echo", to="post"), by_hand("no edge", "post", to="echo")
    yield by_hand("edge", "echo", to="post"), by_hand("edge", "post", to="echo")
    yield by_hand("verdict", "echo", RAFT, "disputed"), by_hand("verdict", "post", RAFT, "undecided")
    yield by_hand("split", "echo", RAFT), by_hand("merge", "echo", RAFT, more=[("post", RAFT)])
    birch = [("echo", "Tom Birch")]
    yield (
        by_hand("merge", "radio", "Tom Birch", kind="name", more=birch),
        by_hand("split", "radio", "Tom Birch", kind="name"),
        by_hand("merge", "radio", "Tom Birch", kind="name", more=birch, by="Somebody Else"),
    )
    yield tuple(by_hand("merge", "echo", "A. Birch", kind="name", more=birch, to=name) for name in ("One", "Two"))


@pytest.mark.parametrize("number", range(9))
def test_what_contradicts_is_not_followed_and_both_are_told(compared, by_hand, number):
    pair = list(contradictions(by_hand))[number]
    found = compared(*pair)
    told = [problem for problem in found.problems if problem.stage == "overrule"]
    assert (len(told), found.overrides) == (len(pair), ())
    assert all("it contradicts another, and neither was followed" in one.reason for one in told)
    assert found.claims == compared().claims and found.lineage.edges == compared().lineage.edges


def test_what_two_people_say_alike_is_followed_and_both_are_named(compared, by_hand):
    found = compared(*(by_hand("verdict", "echo", RAFT, "disputed", by=name) for name in ("Ann", "Bo")))
    assert [one.by for one in found.overrides] == ["Ann", "Bo"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("speaker", "post", "The owner bought the ship", "Ann"), "no quotation was found at these words"),
        (("edge", "post", "", "post"), "cannot have taken text from itself"),
        (("edge", "post", "", "ecko"), "no document 'ecko' in this run: did you mean echo?"),
        (("verdict", "post", "life boat", "disputed"), "do not stand in post (any more)"),
        (("nonsense", "post", "life raft", "x"), "there is no override 'nonsense'"),
    ],
)
def test_what_cannot_be_followed_is_told_with_what_to_do(compared, by_hand, given, told):
    (problem,) = [one for one in compared(by_hand(*given)).problems if one.stage == "overrule"]
    assert told in problem.reason and problem.document == "post"


def test_a_name_that_is_none_is_told(compared, by_hand):
    found = compared(by_hand("split", "post", "herring season", kind="name"))
    assert "no name was found at these words" in next(p.reason for p in found.problems if p.stage == "overrule")


def test_a_date_given_to_this_run_is_not_overruled(compared, by_hand):
    found = compared(by_hand("published", "post", to="2021-03-09"))
    (problem,) = [one for one in found.problems if one.stage == "overrule"]
    assert "this run was given 2021-03-02 as the date of post" in problem.reason
