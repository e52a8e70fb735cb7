"""The reasons for an edge, and what it is called."""

import pytest
from msgspec import structs

from twosource.model import Aside, Evidence
from twosource.report import page
from twosource.report.evidence import edge_views
from twosource.report.headline import headline
from twosource.report.shelf import Shelf
from twosource.report.standing import standings, witnesses
from twosource.report.stemma import drawing
from twosource.report.summary import summary_lines


def with_edge(dossier, **more):
    """The dossier with nothing but its first edge, changed."""
    edge = structs.replace(dossier.lineage.edges[0], **more)
    lineage = structs.replace(dossier.lineage, edges=(edge,), unseen=())
    return structs.replace(dossier, lineage=lineage)


def stored_twice(dossier):
    """The dossier, its herald and repost the same text."""
    first, second, *others = dossier.documents
    twice = structs.replace(dossier, documents=(first, structs.replace(second, text=first.text), *others))
    twice = with_edge(twice, share=1.0, confidence=0.5, directed=False, evidence=())
    return structs.replace(twice, lineage=structs.replace(twice.lineage, same=((first.id, second.id),)))


def lede(dossier):
    return headline(dossier, Shelf(dossier)).sentences[0].text


def test_who_was_first_is_apart_from_how_near_they_are_and_weak_signs_are_apart_from_both(dossier):
    votes = [("published_before", 1.3), ("shared_share", 4.0), ("ends_cut", 0.2), ("marks_differ", -4.1)]
    evidence = tuple(Evidence(signal=name, weight=weight, because=name) for name, weight in votes)
    (view,) = edge_views(with_edge(dossier, evidence=evidence), Shelf(dossier))
    said = [(one.heading, [v.signal for v in one.strong], [v.signal for v in one.weak]) for one in view.reasons]
    assert said == [
        ("Who had it first", ["published_before"], ["ends_cut"]),
        ("How near the two are", ["marks_differ", "shared_share"], []),
    ]


@pytest.mark.parametrize(
    ("changed", "verb", "stands"),
    [
        ({}, "took text from", ("97% of its own words", "98% sure")),
        ({"confidence": 0.9999}, "took text from", ("97% of its own words", "over 99% sure")),
        ({"directed": False}, "shares text with", ("97% of its own words", "who had it first cannot be told")),
        ({"kind": "revision"}, "is a later version of", ("97% of its own words", "by the same outlet", "98% sure")),
    ],
)
def test_what_an_edge_is_called(dossier, changed, verb, stands):
    (view,) = edge_views(with_edge(dossier, **changed), Shelf(dossier))
    assert (view.verb, view.stands) == (verb, stands)


def test_another_article_of_the_outlet_that_takes_little_is_no_version(dossier):
    little = structs.replace(with_edge(dossier, kind="revision", share=0.3), reuse=())
    assert edge_views(little, Shelf(little))[0].verb == "took text from"
    assert lede(little) == "102 took 30% of its own words from 101 (Bay Herald)."
    assert standings(little)["102_repost"].ties[0].role == "partly taken"


def test_one_that_keeps_most_of_the_earlier_and_adds_much_is_a_version(dossier):
    grown = with_edge(dossier, kind="revision", share=0.3)
    first = dossier.documents[0]
    short = structs.replace(first, text=first.text[:200])
    grown = structs.replace(grown, documents=(short, *dossier.documents[1:]))
    assert edge_views(grown, Shelf(grown))[0].verb == "is a later version of"


@pytest.mark.parametrize(
    ("confidence", "words"), [(0.95, "102 took"), (0.7, "102 probably took"), (0.5, "102 perhaps took")]
)
def test_a_doubtful_link_is_told_as_doubtful(dossier, confidence, words):
    assert lede(with_edge(dossier, confidence=confidence)).startswith(words)


def test_a_page_stored_twice_is_one_document_everywhere(dossier):
    twice = stored_twice(dossier)
    assert lede(twice) == "101 (Bay Herald) and 102 are one document: they have the same text, word for word."
    assert dict(summary_lines(twice))["Copied"] == "101 and 102 are one document (the same text)"
    assert standings(twice)["102_repost"].ties[0].role == "same text"
    assert [line.label for line in drawing(twice, Shelf(twice)).lines] == ["same text"]
    assert edge_views(twice, Shelf(twice))[0].verb == "has the same text as"
    assert witnesses(twice) == (4, 4)
    assert "the same text as" in page(twice)


def test_two_that_share_nearly_all_have_one_source_whoever_was_first(dossier):
    assert witnesses(with_edge(dossier, directed=False, confidence=0.5)) == (4, 4)
    assert witnesses(with_edge(dossier, directed=False, confidence=0.5, share=0.5)) == (4, 5)


def test_shared_wording_that_is_no_copying_is_listed_with_its_reason(dossier):
    places = tuple(dossier.lineage.edges[0].evidence[1].spans)
    aside = Aside(documents=("101_herald", "102_repost"), words=19, because="both quote the same words", places=places)
    text = page(structs.replace(dossier, lineage=structs.replace(dossier.lineage, aside=(aside,))))
    assert "Shared wording that is not counted as copying" in text
    assert "both quote the same words" in text
    assert "Shared wording that is not" not in page(dossier)
