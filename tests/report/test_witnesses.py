"""Which documents count as one witness of a claim."""

import pytest
from msgspec import structs

from twosource.model import Derivation, Lineage, Support, Unseen
from twosource.report.views import Views
from twosource.report.witnesses import Taken, Witness, Witnesses

A, B, C = "101_herald", "102_repost", "103_radio"


def edge(parent, child, **more):
    return Derivation(
        **{"id": f"{parent}>{child}", "parent": parent, "child": child, "share": 0.9, "confidence": 0.9, **more}
    )


def asked(dossier, edges, independent, documents=(A, B, C), turns_on=None):
    """A dossier with these edges and no shared passage, and a claim of these documents."""
    unseen = tuple(Unseen(id=one.parent, name="Norrwire", because="") for one in edges if ":" in one.parent)[:1]
    held = structs.replace(dossier, lineage=Lineage(edges=tuple(edges), unseen=unseen), reuse=())
    support = tuple(Support(document=id, span=dossier.claims[0].support[0].span, stance="states") for id in documents)
    claim = structs.replace(dossier.claims[0], support=support, independent=independent, turns_on=turns_on)
    return Witnesses(held), claim


CASES = [
    ("nothing ties them", [], (3, 3), [(A, (A,)), (B, (B,)), (C, (C,))], {}),
    ("a copy adds no witness", [edge(A, B)], (2, 2), [(A, (A, B)), (C, (C,))], {B: Taken(A)}),
    (
        "a copy of a copy goes back to the one before it",
        [edge(A, B), edge(B, C)], (1, 1), [(A, (A, B, C))], {B: Taken(A), C: Taken(B)},
    ),
    (
        "two that took from one unseen source are one, and it is the source",
        [edge("unseen:Norrwire", A), edge("unseen:Norrwire", B)], (2, 2),
        [("unseen:Norrwire", (A, B)), (C, (C,))], {A: Taken("unseen:Norrwire"), B: Taken("unseen:Norrwire")},
    ),
    (
        "where the passages were not taken over, a link joins nothing",
        [edge(A, B)], (3, 3), [(A, (A,)), (B, (B,)), (C, (C,))], {},
    ),
    ("what the links cannot account for is not told", [edge(A, B)], (1, 1), None, {}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "edges", "independent", "witnesses", "taken"), CASES, ids=[case[0] for case in CASES])
def test_who_counts_as_one(dossier, why, edges, independent, witnesses, taken):
    held, claim = asked(dossier, edges, independent)
    assert held.of(claim) == (None if witnesses is None else tuple(Witness(*one) for one in witnesses))
    assert held.taken(claim) == taken


def test_one_that_hangs_on_a_doubtful_link_is_perhaps_a_copy(dossier):
    doubtful = edge(A, B, confidence=0.6)
    held, claim = asked(dossier, [doubtful], (2, 3), turns_on=doubtful.id)
    assert held.taken(claim) == {B: Taken(A, doubtful=True)}


def test_a_claim_is_shown_source_by_source(dossier):
    views = Views(dossier)
    (view,) = [view for view in views.claims if view.claim.id == "c1"]
    assert [(one.number, [p.name for p in one.passages]) for one in view.columns] == [(1, ["101", "102"]), (2, ["103"])]
    assert [p.stance for p in view.passages] == ["states", "copy", "states"]
    assert [tie.words for tie in view.tied] == ["102 from 101, 98% sure"]


def test_the_label_of_a_claim_is_apart_from_its_words(dossier):
    (view,) = [view for view in Views(dossier).claims if view.claim.id == "c1"]
    assert (view.label, view.words) == ("Ilse Brandão", "We heard a bang, and then nothing moved at all")


def test_what_a_passage_has_otherwise_than_the_first_is_marked(dossier):
    (view,) = [view for view in Views(dossier).claims if view.claim.id == "c1"]
    told = view.passages[2]
    assert [(p.kind, p.text) for p in told.pieces if p.kind == "dropped"] == [
        ("dropped", "then "),
        ("dropped", "at all, "),
    ]


def test_two_of_one_outlet_count_as_one_and_neither_took_it_from_the_other(dossier):
    documents = tuple(structs.replace(one, outlet="Bay Herald") for one in dossier.documents)
    held, claim = asked(structs.replace(dossier, documents=documents), [], (1, 1))
    assert held.of(claim) == (Witness(A, (A, B, C)),)
    assert held.taken(claim) == {B: Taken(A, joined=True), C: Taken(A, joined=True)}


def test_where_it_is_not_known_who_had_it_first_nobody_took_it(dossier):
    held, claim = asked(dossier, [edge(A, B, directed=False)], (2, 2))
    assert held.taken(claim) == {B: Taken(A, joined=True)}
