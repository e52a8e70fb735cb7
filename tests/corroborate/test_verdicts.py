import json
from pathlib import Path

import pytest

from twosource.corroborate.findings import Finding, supports
from twosource.corroborate.verdicts import judge
from twosource.model import Origin

CASES = Path(__file__).parents[1] / "cases" / "verdicts.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def finding(story, row):
    places = {story.place(document, story.articles[document].text.rstrip(".")): "states" for document in row["texts"]}
    return Finding(
        kind=row.get("kind", "statement"),
        text="The north quay is closed",
        support=supports(places),
        relation=row.get("relation", "agree"),
        note=row.get("note", ""),
        foretold=row.get("foretold", False),
        origin=Origin(name=row["origin"], kind="person") if "origin" in row else None,
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_verdict(story, row):
    for document, text in row["texts"].items():
        story.document(document, text, outlet=row.get("outlets", {}).get(document))
    story.entity("voss", "Mara Voss", "Voss")
    story.entity("reef", "Ilan Reef", "Reef")
    for document, (words, speaker) in row.get("cited", {}).items():
        story.quote(document, words, speaker, "indirect")
    for edge in row.get("edges", ()):
        story.copied(*edge)
    claim = judge(finding(story, row), story.links)
    assert (claim.verdict, list(claim.independent)) == (row["verdict"], row["independent"])
    for words in row["because"]:
        assert words in claim.because
    assert claim.because[-1] in ".”" and claim.because[0].isupper()
    assert (claim.turns_on is not None) == row.get("turns", False)


@pytest.mark.parametrize(
    ("directed", "words"),
    [(True, "the latest is two"), (False, "which of them is the latest is not certain")],
)
def test_an_outlet_that_changed_its_report_disputes_nothing(story, directed, words):
    texts = {"one": "The quay at Kellport holds 40 boats.", "two": "The quay at Kellport holds 60 boats."}
    for document, text in texts.items():
        story.document(document, text)
    story.copied("one", "two", kind="revision", directed=directed)
    note = "The documents differ (40 boats in one; 60 boats in two), and not all can be right."
    claim = judge(finding(story, {"texts": texts, "relation": "conflict", "note": note}), story.links)
    assert (claim.verdict, words in claim.because) == ("single source", True)
    assert "not all can be right" not in claim.because


def test_a_third_report_keeps_the_dispute(story):
    texts = {"one": "The quay holds 40 boats.", "two": "The quay holds 60 boats.", "three": "It holds 90 boats."}
    for document, text in texts.items():
        story.document(document, text)
    story.copied("one", "two", kind="revision")
    row = {"texts": texts, "relation": "conflict", "note": "The documents differ."}
    assert judge(finding(story, row), story.links).verdict == "disputed"


def test_each_side_has_its_own_witnesses_and_origins(story):
    texts = {"one": "Twelve died, Voss said.", "two": "Twelve died, Reef said.", "three": "Twenty died."}
    for document, text in texts.items():
        story.document(document, text, outlet=f"The {document}")
    story.entity("voss", "Mara Voss", "Voss")
    story.entity("reef", "Ilan Reef", "Reef")
    story.quote("one", "Twelve died", "voss", "indirect")
    story.quote("two", "Twelve died", "reef", "indirect")
    places = {story.place(document, text.partition(" died")[0] + " died"): "states" for document, text in texts.items()}
    twelve, twenty = tuple(places)[:2], tuple(places)[2:]
    found = Finding(
        kind="figure",
        text="Twelve: Twelve died",
        support=supports(dict.fromkeys(twelve, "states") | dict.fromkeys(twenty, "differs")),
        relation="conflict",
        note="The documents differ.",
        versions=(("Twenty", twenty), ("Twelve", twelve)),
    )
    first, second = judge(found, story.links).sides
    assert (first.text, first.support, first.documents, first.independent) == ("Twelve", (0, 1), 2, (2, 2))
    assert [one.name for one in first.origins] == ["Ilan Reef", "Mara Voss"]
    assert (second.text, second.support, second.independent) == ("Twenty", (2,), (1, 1))
    assert [one.name for one in second.origins] == ["The three"]
    assert "Only The three reports it" in second.because


def test_a_claim_that_all_agree_on_has_no_sides(story):
    texts = {"one": "The quay is shut.", "two": "The quay is shut, too."}
    for document, text in texts.items():
        story.document(document, text)
    assert judge(finding(story, {"texts": texts}), story.links).sides == ()
