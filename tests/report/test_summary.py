"""The answer in the terminal."""

import io

import pytest
from msgspec import structs
from rich.console import Console

from twosource.model import Derivation, Document, Dossier, Lineage
from twosource.report import summary
from twosource.report.standing import standings, witnesses


def printed(dossier, width=100, terminal=False, **more):
    out = io.StringIO()
    Console(
        file=out, width=width, force_terminal=terminal, color_system="truecolor" if terminal else None, **more
    ).print(summary(dossier))
    return out.getvalue()


def test_the_answer_is_there_in_about_ten_lines(dossier):
    text = printed(dossier, width=140)
    assert len(text.splitlines()) <= 12
    for words in (
        "5 documents, 3 to 4 independent witnesses",
        "102 copies 101 (97%)",
        "Norrwire, behind 103 (55%), 104 (30%)",
        "The rope was inspected in April – but 103: “the rope had not been inspected since last year”",
        "41 people were in the cabins",
    ):
        assert words in text


def test_a_sentence_that_tells_both_sides_is_told_once(dossier):
    claim = next(claim for claim in dossier.claims if claim.verdict == "disputed")
    other = next(one for one in claim.support if one.stance != "states")
    text = next(one.text for one in dossier.documents if one.id == other.document)
    same = structs.replace(claim, text=f"{other.span.of(text)}, which was denied.")
    assert printed(structs.replace(dossier, claims=(same,)), width=200).count("tells both sides") == 1


def test_it_is_plain_where_nobody_watches(dossier):
    assert "\x1b" not in printed(dossier)
    assert "\x1b" in printed(dossier, terminal=True)


@pytest.mark.parametrize("width", [20, 40, 80, 400])
def test_no_word_of_it_is_lost_in_a_narrow_terminal(dossier, width):
    letters = "".join(printed(dossier, width=width).split())
    assert "inspected" in letters


def test_a_document_can_neither_colour_nor_steer_the_terminal(dossier):
    bad = "[red]fake[/red] \x1b]0;owned\x07\x1b[2J \u202edesrever"
    claims = tuple(structs.replace(claim, text=bad) for claim in dossier.claims)
    text = printed(structs.replace(dossier, claims=claims), width=200)
    assert "[red]fake[/red]" in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


def test_no_documents_is_said():
    assert printed(Dossier(twosource="0")).strip() == "No documents."


def test_each_line_is_whole_where_lines_are_not_folded(dossier):
    lines = printed(dossier, width=30, soft_wrap=True).splitlines()
    assert "Copied        102 copies 101 (97%)" in lines
    assert all(line == line.rstrip() for line in lines)
    assert len(lines) <= 10


def edge(parent, child, share=0.9, confidence=0.95, directed=True):
    return Derivation(
        id=f"{parent}>{child}", parent=parent, child=child, share=share, confidence=confidence, directed=directed
    )


def story(*edges):
    fields = dict.fromkeys(Document.__struct_fields__, None) | {
        "authors": (), "inferred": (), "edits": (), "text": "", "sha256": "", "path": "",
    }  # fmt: skip
    documents = tuple(Document(**(fields | {"id": id})) for id in "abcd")
    return Dossier(twosource="0", documents=documents, lineage=Lineage(edges=edges))


@pytest.mark.parametrize(
    ("edges", "expected", "why"),
    [
        ([], (4, 4), "nobody copied"),
        ([edge("a", "b")], (3, 3), "a copy is no witness"),
        ([edge("a", "b"), edge("b", "c")], (2, 2), "nor is a copy of a copy"),
        ([edge("a", "b", share=0.2)], (4, 4), "most of b is its own"),
        ([edge("a", "b", share=0.5)], (3, 4), "half of b is its own"),
        ([edge("a", "b", confidence=0.6)], (3, 4), "one doubtful link"),
        ([edge("a", "b", confidence=0.8)], (3, 3), "from whom may be open, not that most of it is taken over"),
        ([edge("a", "b", confidence=0.8, share=0.5)], (3, 4), "half of it may be its own"),
        ([edge("unseen:W", "a"), edge("unseen:W", "b")], (3, 3), "two children of one wire are one witness"),
        ([edge("unseen:W", "a")], (4, 4), "one child of an unseen wire stands for it"),
        ([edge("a", "b", directed=False)], (3, 3), "whoever was first, they are one"),
        ([edge("a", "c"), edge("b", "c")], (3, 3), "a merged copy leaves both its parents"),
        ([edge("a", "z")], (4, 4), "an edge to something that is not here"),
    ],
)
def test_independent_witnesses(edges, expected, why):
    assert witnesses(story(*edges)) == expected, why


def test_the_largest_share_comes_first_and_a_witness_has_no_ties():
    found = standings(story(edge("a", "c", share=0.3), edge("b", "c", share=0.6), edge("unseen:W", "d")))
    assert [(tie.role, tie.edge.parent) for tie in found["c"].ties] == [("copy", "b"), ("partly taken", "a")]
    assert [tie.role for tie in found["d"].ties] == ["mostly unseen"]
    assert found["a"].ties == ()
