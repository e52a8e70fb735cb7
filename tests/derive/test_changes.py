"""What changed between two versions, figures, quotes and headline first."""

import pytest

from twosource.derive.changes import what_changed
from twosource.model import Article, Fact, Facts


def version(name, text, title=None):
    facts = Facts(title=Fact(value=title, found="row") if title else None)
    return Article(id=name, path="", source=text, edits=(), facts=facts, sha256="")


CASES = [
    ("Three died at Gull Point.", "Five died at Gull Point.", [("figure", "Three", "Five")], "a toll that rose"),
    ("Shares fell 2 percent.", "Shares fell 2.4 percent.", [("figure", "2", "2.4")], "a price that moved"),
    ("She sank today.", "She sank on Monday.", [("text", "today", "on Monday")], "a day put for today"),
    ("“We wait,” Moss said.", "“We will wait,” Moss said.", [("quote", "", "will")], "a quotation made longer"),
    ("She sank.", "She sank. A tug came.", [("text", "", "A tug came")], "a sentence added"),
    ("The colour of the hull", "The color of the hull", [], "spelling is no change"),
    ("the “grey” hull", "The 'grey' hull.", [], "nor are case and marks"),
    ("One of them swam.", "Some of them swam.", [("text", "One", "Some")], "“one” counts nothing here"),
]


@pytest.mark.parametrize(("old", "new", "expected", "why"), CASES, ids=[case[-1] for case in CASES])
def test_changes(old, new, expected, why):
    found = what_changed(version("a", old), version("b", new))
    assert [(one.what, one.old, one.new) for one in found] == expected, why


def test_places_are_those_of_the_words():
    first, second = version("a", "Three died. “We wait,” Moss said."), version("b", "Five died. “We hope,” Moss said.")
    texts = {"a": first.text, "b": second.text}
    for change in what_changed(first, second):
        assert [place.span.of(texts[place.document]) for place in change.places] == [change.old, change.new]


def test_the_headline_comes_first():
    old = version("a", "Three died.", "Ferry sinks")
    new = version("b", "Five died.", "Ferry sinks, five dead")
    assert [one.what for one in what_changed(old, new)] == ["headline", "figure"]
    assert what_changed(version("a", "Three died."), version("b", "Three died.", "Ferry sinks")) == ()
