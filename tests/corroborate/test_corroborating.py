"""The whole stage on one story, and what must hold of every result."""

from itertools import permutations

from twosource.model import to_json


def claim_about(found, words, kind=None):
    return next(c for c in found.claims if words in c.text and kind in (None, c.kind))


def test_a_shared_quotation_has_two_witnesses_and_one_origin(harbour):
    found = harbour.corroborated()
    claim = claim_about(found, "We will not load")
    assert (claim.documents, claim.independent, claim.verdict) == (3, (2, 2), "one origin")
    assert [origin.name for origin in claim.origins] == ["Mara Voss"]
    assert "Mara Voss" in claim.because and "Newsmill" in claim.because


def test_the_variants_of_an_utterance_are_labelled_with_their_words(harbour):
    utterance = harbour.corroborated().utterances[0]
    assert [v.relation for v in utterance.variants] == ["fullest", "verbatim", "altered"]
    assert [(d.kind, d.old, d.new) for d in utterance.variants[2].differences] == [("changed", "a single", "any")]


def test_a_dated_event_told_in_two_voices_is_corroborated(harbour):
    event = next(c for c in harbour.corroborated().claims if c.kind == "event")
    assert event.verdict == "corroborated" and event.independent == (2, 2)
    assert {origin.name for origin in event.origins} == {"Bay Herald", "Morning Post"}


def test_the_order_in_which_documents_are_given_changes_nothing(harbour):
    results = {to_json(harbour.corroborated(order)) for order in permutations(harbour.articles)}
    assert len(results) == 1


def test_ids_count_up_and_supports_lie_in_their_documents(harbour):
    found = harbour.corroborated()
    assert [c.id for c in found.claims] == [f"c{n}" for n in range(1, len(found.claims) + 1)]
    assert [u.id for u in found.utterances] == [f"u{n}" for n in range(1, len(found.utterances) + 1)]
    for claim in found.claims:
        assert claim.because.endswith((".", "”")) and claim.support
        for support in claim.support:
            assert support.span.of(harbour.articles[support.document].text).strip()


def test_only_what_stands_nowhere_else_is_only_in_one_document(harbour):
    found = harbour.corroborated()
    told = {place.document: place.span.of(harbour.articles[place.document].text) for place in found.only_in}
    assert "opera bills" in told["radio"]
    assert "copy" not in told
