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
