"""Which origins are one, and what kind they are."""

import json
from pathlib import Path

import pytest

from twosource.corroborate.identity import body_or_person, united
from twosource.model import Origin

CASES = Path(__file__).parents[1] / "cases" / "one_origin.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_one_origin_under_two_names(story, row):
    story.document("one", row["text"])
    for name, kind, *aliases in row["names"]:
        story.entity(name, name, *aliases, type=kind)
    origins = [Origin(name=name, kind=kind) for name, kind in row["origins"]]
    kept = {one.name for one in united(origins, story.material).values()}
    assert kept == ({row["one"]} if row["one"] else {one.name for one in origins})
    assert united(origins[::-1], story.material) == united(origins, story.material)


def test_a_given_name_makes_a_person(story):
    story.document("one", "The band Mark Vester, which sold out, said so.")
    story.entity("vester", "Mark Vester")
    assert body_or_person(story.material.entities["vester"], story.material) == "person"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ferry company Vester said so.", "organisation"),
        ("Vester, which runs ferries, said so.", "organisation"),
        ("The captain Vester said so.", "person"),
        ("Vester, who runs ferries, said so.", "person"),
    ],
)
def test_a_body_that_passes_for_a_person(story, text, kind):
    story.document("one", text)
    story.entity("vester", "Vester")
    assert body_or_person(story.material.entities["vester"], story.material) == kind
