"""A folder that tells of several events is said to, and one of them can be compared alone."""

import io
import json

import pytest

import twosource
from twosource.run.mixed import NoStory, doubts_of_mixture
from twosource.run.reading import read_articles

ROWS = [
    ("f1", "Ferry hits reef off Kellport", "A ferry with 312 aboard struck a reef off Kellport on Friday."),
    ("f2", "Reef holes Kellport ferry", "All 312 people left the ferry that struck a reef off Kellport."),
    ("m1", "Dunmarra mayor quits over loans", "Ines Halloway resigned as mayor of Dunmarra over loans."),
    ("m2", "Halloway resigns", "Dunmarra's mayor, Ines Halloway, resigned on Monday over secret loans."),
]


def lines(rows) -> io.BytesIO:
    told = (dict(zip(("id", "title", "text"), row, strict=True)) for row in rows)
    return io.BytesIO("\n".join(map(json.dumps, told)).encode())


def test_two_events_are_named_and_one_is_not():
    both = doubts_of_mixture(read_articles(["-"], stdin=lines(ROWS)).articles)
    assert [problem.stage for problem in both] == ["stories"]
    assert "f1, f2; m1, m2" in both[0].reason
    assert "--story f1" in both[0].reason
    assert doubts_of_mixture(read_articles(["-"], stdin=lines(ROWS[:3])).articles) == []


def test_one_of_them_is_compared_alone():
    dossier = twosource.compare(["-"], story="m2", stdin=lines(ROWS))
    assert [document.id for document in dossier.documents] == ["m1", "m2"]
    assert not [problem for problem in dossier.problems if problem.stage == "stories"]
    with pytest.raises(NoStory, match="'x1': the stories here are f1, m1"):
        twosource.compare(["-"], story="x1", stdin=lines(ROWS))


def test_a_headline_is_its_own_text():
    row = json.dumps({"id": "h", "title": "Kellport ferry sinks", "text": ""}).encode()
    assert [one.text for one in read_articles(["-"], stdin=io.BytesIO(row), keep_text=True).articles] == [
        "Kellport ferry sinks"
    ]
