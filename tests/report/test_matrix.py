"""The story matrix."""

from msgspec import structs

from twosource.model import Dossier, Span, Support
from twosource.report.parts import claim_part, matrix_part
from twosource.report.views import Addresses, Views


def told(dossier, *claims):
    return Views(structs.replace(dossier, claims=claims))


def support(document, start, end, stance="states"):
    return Support(document=document, span=Span(start, end), stance=stance)


def test_one_that_tells_both_sides_is_shown_to(dossier):
    both = (support("101_herald", 0, 9), support("101_herald", 20, 29, "denies"), support("103_radio", 0, 9))
    (band,) = told(dossier, structs.replace(dossier.claims[0], support=both, verdict="disputed")).matrix
    assert [cell.stance for cell in band.rows[0].cells] == ["both", "absent", "states", "absent", "absent"]


def test_what_is_disputed_within_one_document_is_in_it_and_a_lone_claim_is_not(dossier):
    alone = structs.replace(dossier.claims[0], support=(support("101_herald", 0, 9),), documents=1, independent=(1, 1))
    disputed = structs.replace(alone, id="x", verdict="disputed")
    bands = told(dossier, structs.replace(alone, verdict="single source"), disputed).matrix
    assert [(band.verdict, [row.view.claim.id for row in band.rows]) for band in bands] == [("disputed", ["x"])]


def test_claims_of_the_same_passages_share_a_row(dossier):
    first = structs.replace(
        dossier.claims[0], support=(support("101_herald", 0, 40), support("103_radio", 0, 40)), independent=(2, 2)
    )
    within = structs.replace(first, id="x", support=(support("101_herald", 5, 9), support("103_radio", 5, 9)))
    beside = structs.replace(first, id="y", support=(support("101_herald", 50, 59), support("103_radio", 5, 9)))
    (band,) = told(dossier, first, within, beside).matrix
    assert [(row.view.claim.id, [view.claim.id for view in row.also]) for row in band.rows] == [
        (first.id, ["x"]),
        ("y", []),
    ]


def test_parts_can_stand_on_pages_of_their_own(dossier):
    views = Views(dossier, Addresses(results="/s/1", texts="/s/1/texts"))
    assert 'href="/s/1#c-0"' in matrix_part(views)
    assert 'href="/s/1/texts#d-0-' in claim_part(views, "c1")
    assert '<a class="to" dir="auto" href="#' not in claim_part(views, "c1")


def test_many_documents_are_named_in_the_row(dossier):
    documents = tuple(structs.replace(dossier.documents[0], id=f"n{i}") for i in range(20))
    both = (support("n0", 0, 9), support("n19", 0, 9))
    claim = structs.replace(dossier.claims[0], support=both)
    text = matrix_part(Views(Dossier(twosource="0", documents=documents, claims=(claim,))))
    assert 'class="matrix many"' in text
    assert text.count('class="cell states"') == 3  # one of them in the legend
