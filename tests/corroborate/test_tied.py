"""Clauses that are one statement, or are not, though their wording is not alike: cases as data, each with its reason.

``together`` is one finding that agrees and holds every clause in brackets; ``apart``: none holds two of them. A case
with ``missed`` is known to fail, and why.
"""

import json
from pathlib import Path

import pytest

from bench.relations import material_of
from twosource.corroborate.facts import told_facts
from twosource.corroborate.statements import find_statements
from twosource.corroborate.tied import Holders, ties_of
from twosource.model import Place, Span

CASES = Path(__file__).parents[1] / "cases" / "clause_stories.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['found']}: {row['why']}")
def test_story(row, request):
    if "missed" in row:
        request.applymarker(pytest.mark.xfail(strict=True, reason=row["missed"]))
    texts, places = marked(row)
    material = material_of(texts)
    found = [one for one in find_statements(told_facts(material), material) if one.relation == "agree"]
    most = max((sum(_holds(one, place) for place in places) for one in found), default=0)
    assert most == len(places) if row["found"] == "together" else most < len(places), row["why"]


def marked(row):
    """The texts without brackets, and the places between them."""
    texts, places = [], []
    for number, one in enumerate(row["texts"]):
        before, within, after = one["text"].replace("]", "[").split("[")
        places.append(Place(f"{number:02}", Span(len(before), len(before) + len(within))))
        texts.append((before + within + after, one["published"]))
    return texts, places


def _holds(finding, place):
    return any(one.document == place.document and one.span.overlap(place.span) for one in finding.support)


def test_what_ties_two_clauses_does_not_depend_on_their_order():
    texts, _ = marked(ROWS[1])
    facts = told_facts(material_of(texts))
    holders = Holders.of(facts)
    for one in facts:
        for other in facts:
            assert ties_of(one, other, {}, holders) == ties_of(other, one, {}, holders)
