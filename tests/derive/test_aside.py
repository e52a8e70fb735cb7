"""What documents share without having copied, and documents that are stored twice."""

import pytest

from twosource.align import find_reuse
from twosource.derive.aside import same_texts, set_aside
from twosource.model import Article, Derivation, Fact, Facts, Lineage

SAID = "“We will not close the harbour before the last boat is in,” Ada Moss said"
TITLES = "the deputy director of the Norland Institute for Harbour Safety, Professor Ida Holm"
FOOT = "Follow our reporters and send us your pictures and your stories by letter or by wire"
OWN = "Divers went down at dawn and found the wreck lying on its side in twenty fathoms with the lamps still burning"


def article(name, text, outlet=None):
    facts = Facts(outlet=Fact(value=outlet, found="row") if outlet else None)
    return Article(id=name, path="", source=text, edits=(), facts=facts, sha256="")


def filled(start, end=""):
    """A text with much of its own around what is shared."""
    words = {"a": "Gulls cried over Millport that night while men", "b": "In Ostley nobody slept and the bells"}
    return lambda name: f"{start} {words[name]} " + " ".join(f"{name}{n}" for n in range(60)) + f". {end}"


CASES = [
    (filled(f"{SAID}."), (None, None), "both quote the same words", "a quotation"),
    (filled(f"So says {TITLES}."), (None, None), "too little to show copying", "names and titles"),
    (filled("It rained.", f"{FOOT}."), ("Post", "Valley News"), "the foot of a page", "a foot"),
    (filled(f"{OWN}."), ("Post", "Post"), "both are by Post", "the text of a house"),
]


@pytest.mark.parametrize(("text", "outlets", "expected", "why"), CASES, ids=[case[-1] for case in CASES])
def test_the_reason_is_told(text, outlets, expected, why):
    both = [article(name, text(name), outlet) for name, outlet in zip("ab", outlets, strict=True)]
    (found,) = set_aside(both, find_reuse(both), {}, Lineage())
    assert expected in found.because
    assert found.documents == ("a", "b")
    assert {place.document for place in found.places} == {"a", "b"}


def test_one_may_quote_what_the_other_says_in_its_own_voice():
    both = [article("a", filled(f"{OWN}.")("a")), article("b", filled(f"According to Northwire, “{OWN}.”")("b"))]
    (found,) = set_aside(both, find_reuse(both), {}, Lineage())
    assert found.because.startswith("b has most of it in quotation marks, a without")


def test_what_an_edge_accounts_for_is_not_set_aside():
    both = [article("a", OWN), article("b", OWN)]
    edge = Derivation(id="d1", parent="a", child="b", share=1, confidence=0.9)
    assert set_aside(both, find_reuse(both), {}, Lineage(edges=(edge,), groups=(("a", "b"),))) == ()
    assert len(set_aside(both, find_reuse(both), {}, Lineage())) == 1


def test_the_same_words_make_one_document():
    texts = ["It rained — hard.", "It  rained - HARD", "It rained.", "", ""]
    assert same_texts([article(f"d{n}", text) for n, text in enumerate(texts)]) == (("d0", "d1"),)
