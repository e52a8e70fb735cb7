"""What is found of figures in whole texts: cases as data, each with its reason.

``agree``, ``update`` and ``conflict`` are of one finding that holds every figure in brackets; ``apart`` says that no
finding holds two of them from different texts. A case with ``missed`` is known to fail, and why.
"""

import json
from pathlib import Path

import pytest

from bench.relations import material_of
from twosource.corroborate.figures import find_figures
from twosource.model import Place, Span

CASES = Path(__file__).parents[1] / "cases" / "figure_stories.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def marked(row):
    """The texts without brackets, and the places between them."""
    texts, places = [], []
    for number, one in enumerate(row["texts"]):
        plain, start = "", 0
        for letter in one["text"]:
            if letter == "[":
                start = len(plain)
            elif letter == "]":
                places.append(Place(f"{number:02}", Span(start, len(plain))))
            else:
                plain += letter
        texts.append((plain, one["published"]))
    return texts, places


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['found']}: {row['why']}")
def test_story(row, request):
    if "missed" in row:
        request.applymarker(pytest.mark.xfail(strict=True, reason=row["missed"]))
    texts, places = marked(row)
    found = find_figures(material_of(texts))
    held = [(one.relation, [p for p in places if _holds(one, p)]) for one in found]
    if row["found"] == "apart":
        assert not [told for told in held if len({place.document for place in told[1]}) > 1], row["why"]
    else:
        assert (row["found"], places) in held, row["why"]


def _holds(finding, place):
    return any(one.document == place.document and one.span.overlap(place.span) for one in finding.support)
