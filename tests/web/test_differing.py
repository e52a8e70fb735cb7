"""What is told of two runs: what came, what went, what was judged otherwise, and nothing else."""

from msgspec import structs

from twosource.model import Claim, Derivation, Dossier, Lineage, Span, Support
from twosource.web.differing import run_changes


def claim(id, *places, verdict="corroborated", independent=(2, 2), kind="figure"):
    support = tuple(Support(document=name, span=Span(at, at + 2), stance="states") for name, at in places)
    return Claim(
        id=id, kind=kind, text=id, support=support, documents=len({name for name, _ in places}),
        independent=independent, origins=(), verdict=verdict, because="",
    )  # fmt: skip


def dossier(*claims, edges=()):
    links = tuple(
        Derivation(id=f"e{i}", parent=parent, child=child, share=0.5, confidence=0.9, evidence=())
        for i, (parent, child) in enumerate(edges)
    )
    return Dossier(twosource="0", claims=claims, lineage=Lineage(edges=links))


def test_the_same_under_other_numbers_is_no_change():
    old = dossier(claim("c1", ("a", 0), ("b", 0)), claim("c2", ("a", 9), ("b", 9)))
    new = dossier(claim("c7", ("a", 9), ("b", 9)), claim("c8", ("b", 0), ("a", 0)))
    assert not run_changes(old, new).any


def test_another_verdict_and_another_number_are_told():
    old = dossier(claim("c1", ("a", 0), ("b", 0)))
    new = dossier(claim("c1", ("a", 0), ("b", 0), ("c", 0), verdict="disputed", independent=(1, 3)))
    (change,) = run_changes(old, new).changed
    assert change.was == "corroborated, 2 documents, 2 independent"
    assert change.is_now == "disputed, 3 documents, 1 to 3 independent"


def test_claims_that_came_and_went_are_told_if_two_documents_make_them():
    old = dossier(claim("gone", ("a", 0), ("b", 0)), claim("alone", ("a", 5)))
    new = dossier(claim("came", ("a", 7), ("b", 7)), claim("also alone", ("b", 5)))
    changes = run_changes(old, new)
    assert [one.id for one in changes.added] == ["came"]
    assert [one.id for one in changes.gone] == ["gone"]


def test_one_claim_that_was_split_is_one_changed_and_one_new():
    old = dossier(claim("c1", ("a", 0), ("b", 0), ("c", 0), ("d", 0)))
    new = dossier(claim("x", ("a", 0), ("b", 0), ("c", 0)), claim("y", ("c", 5), ("d", 0)))
    changes = run_changes(old, new)
    assert [one.id for one in changes.changed] == ["x"]
    assert [one.id for one in changes.added] == ["y"]


def test_claims_of_two_kinds_on_one_passage_are_two():
    old = dossier(claim("c1", ("a", 0), ("b", 0)))
    changes = run_changes(old, dossier(claim("c1", ("a", 0), ("b", 0), kind="statement")))
    assert len(changes.added) == len(changes.gone) == 1


def test_links_are_told():
    changes = run_changes(dossier(edges=[("a", "b")]), dossier(edges=[("b", "a")]))
    assert (changes.links_gone, changes.links_added) == ((("a", "b"),), (("b", "a"),))


def test_nothing_of_an_empty_run_is_lost():
    old = dossier(claim("c1", ("a", 0), ("b", 0)))
    assert [one.id for one in run_changes(old, structs.replace(old, claims=())).gone] == ["c1"]
