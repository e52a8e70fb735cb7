"""What people set by hand, on the page and in the terminal: said as such, and never as markup."""

from io import StringIO

import pytest
from msgspec import structs
from rich.console import Console

from twosource.model import BY_HAND, Evidence, Family, Overruled, Passage
from twosource.report import page, summary
from twosource.report.overruled import told
from twosource.report.shelf import Shelf
from twosource.report.standing import witnesses

HOSTILE = ["</script><script>alert(1)</script>", "\x1b[2J\u202e", "{{ 7*7 }}", "[bold]x[/bold]"]


def row(dossier, what="verdict", to="undecided", records=(), text="", **more):
    document = dossier.documents[0]
    fields = {"by": "K. Lang" + text, "when": "2031-05-06", "why": "the tape says so." + text, "was": "disputed" + text}
    words = dossier.documents[0].text[:9]
    passage = Passage(
        document=document.id, words=words + text, span=structs.replace(dossier.quotes[0].content[0], start=0, end=9)
    )
    return Overruled(what=what, passages=(passage,), to=to, records=records, **{**fields, **more})


def test_a_page_without_overrides_has_no_word_of_them(dossier):
    assert "Set by hand" not in page(dossier) and "By hand" not in text_of(dossier)


def text_of(dossier):
    console = Console(width=400, record=True, file=StringIO())
    console.print(summary(dossier))
    return console.export_text()


def test_it_is_told_with_who_when_why_and_what_the_program_had_said(dossier):
    claim, edge = dossier.claims[0], dossier.lineage.edges[0]
    given = structs.replace(dossier, overrides=(row(dossier, records=(claim.id, edge.id)),))
    html = page(given)
    said = "set by hand by K. Lang on 2031-05-06 because the tape says so; the program had said disputed."
    assert html.count(said) == 3, "in its own section, at the claim, and at the link"
    assert 'href="#by-hand"' in html and ">the claim</a>" in html and ">the link</a>" in html
    assert "By hand" in text_of(given) and "(K. Lang; the program had said disputed)" in text_of(given)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_could_steer_is_shown_as_text(dossier, text):
    claim, quote = dossier.claims[0], dossier.quotes[0]
    given = structs.replace(
        dossier, overrides=(row(dossier, what="speaker", to=text, records=(claim.id, quote.id), text=text),)
    )
    html = page(given)
    assert html.count("<script>") == page(dossier).count("<script>")
    for one in (html, text_of(given)):
        assert "\x1b[2J" not in one and "\u202e" not in one
    assert "49" not in html or "49" in page(dossier)


@pytest.mark.parametrize(
    ("what", "kind", "to", "words"),
    [
        ("speaker", None, "Ann Orr", "“w” in a was said by Ann Orr"),
        ("date", None, "2031-05-06", "“w” in a means 2031-05-06"),
        ("verdict", None, "disputed", "“w” in a is called disputed"),
        ("split", None, None, "“w” in a stands apart"),
        ("no edge", None, "unseen", "“w” in a has nothing from a source that nothing names"),
        ("edge", None, "unseen:Norrwire", "“w” in a took text from Norrwire"),
        ("split", "name", "Ann", "“w” in a means another, Ann"),
    ],
)
def test_each_kind_in_words(dossier, what, kind, to, words):
    one = Overruled(
        what=what, kind=kind, passages=(Passage(document="a", words="w"),), to=to, by="", when="", why="", was=""
    )
    assert told(one, Shelf(dossier)) == words


@pytest.mark.parametrize(("kind", "to", "words"), [(None, None, "are one claim"), ("name", "Ann", "mean one, Ann")])
def test_merges_in_words(dossier, kind, to, words):
    passages = (Passage(document="a", words="w"), Passage(document="b", words="v"))
    one = Overruled(what="merge", kind=kind, passages=passages, to=to, by="", when="", why="", was="")
    assert told(one, Shelf(dossier)) == f"“w” in a and “v” in b {words}"


def test_an_edge_drawn_by_hand_is_told_as_one_and_not_by_its_share(dossier):
    vote = Evidence(signal=BY_HAND, weight=10.0, because="Set by hand by K. Lang on 2031-05-06 because we saw it")
    first, *others = dossier.lineage.edges
    drawn = structs.replace(first, share=0.0, confidence=1.0, evidence=(vote, *first.evidence))
    given = structs.replace(dossier, lineage=structs.replace(dossier.lineage, edges=(drawn, *others)))
    html = page(given)
    assert "as it was set by hand" in html and "What a person says" in html and vote.because in html
    assert "(set by hand)" in text_of(given) and "(0%)" not in text_of(given)
    assert witnesses(given)[1] <= witnesses(dossier)[1]


@pytest.mark.parametrize("owner", ["Tide & Sons", *HOSTILE])
def test_owners_are_told_where_two_documents_are_of_one(dossier, owner):
    ids = tuple(document.id for document in dossier.documents[:1] + dossier.documents[3:4])
    given = structs.replace(dossier, families=(Family(owner=owner, outlets=("A", "B"), documents=ids),))
    html, text = page(given), text_of(given)
    assert "Of one owner" in html and "One owner" in text
    assert html.count("<script>") == page(dossier).count("<script>") and "\x1b[2J" not in html + text
    assert (witnesses(dossier), witnesses(given)) == ((3, 4), (3, 3)), (
        "in the least count one of the two is none already"
    )
    alone = structs.replace(dossier, families=(Family(owner=owner, outlets=("A",), documents=ids[:1]),))
    assert page(alone) == page(dossier) and text_of(alone) == text_of(dossier)
