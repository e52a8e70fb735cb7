"""What the dossier says of a document's facts and cuts."""

from twosource.model import Article, Edit, Fact, Facts, apply
from twosource.report import document_row


def article(**facts):
    source = "Share\nIt rained â€œhardâ€\x9d."
    edits = (Edit(0, 6, "", "furniture: share bar"), Edit(16, 19, "“", "encoding"), Edit(23, 26, "”", "encoding"))
    return Article(id="a", path="a.txt", source=source, edits=edits, facts=Facts(**facts), sha256="0" * 64)


def test_what_was_cut_can_be_put_back():
    row = document_row(article())
    assert row.text == "It rained “hard”."
    back, moved = row.text, 0
    for edit in row.edits:
        at = edit.start + moved
        moved += len(edit.text) - len(edit.was)
        assert edit.was == article().source[edit.start : edit.end]
    for edit in reversed(row.edits):
        at = edit.start + sum(len(e.text) - len(e.was) for e in row.edits if e.start < edit.start)
        back = back[:at] + edit.was + back[at + len(edit.text) :]
    assert back == article().source
    assert apply(back, row.edits) == row.text


def test_a_fact_that_nobody_knows_stays_unknown():
    row = document_row(article())
    assert (row.title, row.title_from, row.authors, row.published, row.inferred) == (None, None, (), None, ())


def test_an_inferred_fact_says_so_and_why():
    row = document_row(article(
        outlet=Fact(value="Bay Herald", found="credit line", inferred=True, because="102 credits it"),
        published=Fact(value="2031-05-04", found="dateline"),
    ))  # fmt: skip
    assert row.outlet_from == "credit line; inferred: 102 credits it"
    assert row.published_from == "dateline"
    assert row.inferred == ("outlet",)
