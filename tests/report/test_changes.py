"""What changed between versions, on the page and in the terminal."""

import re

import pytest
from msgspec import structs

from twosource.model import Change, Place, Span
from twosource.report import page
from twosource.report.changes import changes_views, told_in_brief
from twosource.report.parts import changes_part
from twosource.report.shelf import Shelf
from twosource.report.summary import summary_lines
from twosource.report.views import Views


@pytest.fixture
def revised(dossier):
    """The dossier, its repost a later version of the herald's article, with a change of each kind."""
    texts = {one.id: one.text for one in dossier.documents}

    def place(document, words):
        start = texts[document].index(words)
        return Place(document, Span(start, start + len(words)))

    old, new = "101_herald", "102_repost"
    changes = (
        Change(what="headline", how="changed", old="Cable car stops", new="Cable car stops for six hours"),
        Change(
            what="figure", how="changed", old="Forty-one", new="six", about="passengers",
            old_place=place(old, "Forty-one"), new_place=place(new, "six"),
            old_sentences=place(old, "Forty-one passengers hung above Kestrel Bay for six hours"),
            new_sentences=place(new, "hung above Kestrel Bay for six hours"),
        ),
        Change(
            what="quote", how="added", new="We heard a bang", about="Ilse Brandão",
            new_place=place(new, "We heard a bang"),
            new_sentences=place(new, "We heard a bang, and then nothing moved at all"),
        ),
        Change(
            what="sentence", how="changed",
            old="The operator, Bayline, said on Sunday", new="the operator, Bayline, said",
            old_place=place(old, "The operator, Bayline, said on Sunday"),
            new_place=place(new, "the operator, Bayline, said"),
        ),
        Change(
            what="sentence", how="dropped", old="A reporter of this paper saw the last cabin come in",
            old_place=place(old, "A reporter of this paper saw the last cabin come in"),
        ),
    )  # fmt: skip
    first, *others = dossier.lineage.edges
    edge = structs.replace(first, kind="revision", changes=changes)
    return structs.replace(dossier, lineage=structs.replace(dossier.lineage, edges=(edge, *others)))


def marked(side, kind):
    return [piece.text.strip() for piece in side.pieces if piece.kind == kind]


def test_a_view_has_every_change_by_its_kind(revised):
    (view,) = changes_views(revised, Shelf(revised))
    assert (view.headline.change.new, len(view.figures), len(view.quotes)) == ("Cable car stops for six hours", 1, 1)
    assert [(how, len(some)) for how, some in view.sentences] == [("reworded", 1), ("dropped", 1)]


def test_words_that_the_other_lacks_are_marked_on_either_side(revised):
    (view,) = changes_views(revised, Shelf(revised))
    old, new = view.figures[0].around
    assert (marked(old, "dropped"), marked(new, "added")) == (["Forty-one passengers"], [])
    assert marked(view.headline.new, "added") == ["for six hours"]
    (reworded,) = view.sentences[0][1]
    assert marked(reworded.old, "dropped") == ["on Sunday"]


def test_a_side_says_all_of_its_words(revised):
    (view,) = changes_views(revised, Shelf(revised))
    for one in (*view.figures, *view.quotes, *(one for _, some in view.sentences for one in some)):
        for side, words in ((one.old, one.change.old), (one.new, one.change.new)):
            if side:
                assert "".join(piece.text for piece in side.pieces).split() == words.split()


def test_the_page_shows_them_and_its_links_lead_to_the_words(revised):
    text = page(revised)
    section = str(changes_part(Views(revised)))
    assert all(
        words in section for words in ("Headline", "Figures", "Quotations", "Sentences reworded", "Ilse Brandão")
    )
    assert set(re.findall(r'href="#([^"]+)"', section)) <= set(re.findall(r'id="([^"]+)"', text))


def test_the_answer_and_the_evidence_lead_to_them(revised):
    text = page(revised)
    assert text.count('href="#ch-0"') == 2
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(re.findall(r'id="([^"]+)"', text))


def test_the_terminal_tells_them_in_one_line(revised):
    lines = dict(summary_lines(revised))
    assert lines["Changed"] == (
        "102 against 101: headline; 1 figure changed (Forty-one → six); 1 quotation added; "
        "1 sentence reworded, 1 dropped"
    )


def test_without_versions_there_is_no_line_and_no_section(dossier):
    assert "Changed" not in dict(summary_lines(dossier))
    assert 'id="changes"' not in page(dossier)


def test_more_figures_than_a_line_holds():
    figures = [Change(what="figure", how="changed", old=str(n), new=str(n + 1)) for n in range(4)]
    assert told_in_brief(figures) == "4 figures changed (0 → 1, 1 → 2, …)"


def test_a_document_can_neither_colour_nor_steer_the_line():
    assert "\x1b" not in told_in_brief([Change(what="figure", how="changed", old="\x1b[31m1", new="2")])
