"""Differences of words: as the texts have them, and enough to make the one of the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.align import word_differences
from twosource.align.words import words_of

CASES = [
    ("We sail at dawn.", "We sail at dawn", [], "a full stop is no word"),
    ("“We sail at dawn”", "'we sail at dawn'", [], "marks and case are no words"),
    ("The colour of defence", "the color of defense", [], "spelling"),
    ("laying the groundwork in Millport", "laying groundwork of Millport",
     [("dropped", "the", ""), ("changed", "in", "of")], "an altered quotation"),
    ("nine people died", "at least nine people died", [("added", "", "at least")], "a qualifier was put in"),
    ("It cost $4.5 million", "It cost $45 million", [("changed", "4.5", "45")], "a number is one word"),
    ("", "We sail", [("added", "", "We sail")], "nothing to compare with"),
    ("one, two, three", "one, 2, three", [("changed", "two", "2")], "what stands in the text, not its folded form"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "expected", "why"), CASES, ids=[case[-1] for case in CASES])
def test_differences(a, b, expected, why):
    assert [(d.kind, d.old, d.new) for d in word_differences(a, b)] == expected


WORDS = ["the", "ferry", "left", "Millport", "at", "nine", "with", "forty", "souls"]
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@given(SENTENCES, SENTENCES)
def test_differences_lead_from_one_text_to_the_other(a, b):
    old = words_of(a).folded
    differences = word_differences(a, b)
    gone = sum(len(words_of(d.old)) for d in differences)
    come = sum(len(words_of(d.new)) for d in differences)
    assert len(old) - gone + come == len(words_of(b))
    assert (differences == ()) == (old == words_of(b).folded)
    for d in differences:
        assert (d.kind == "added") == (d.old == "") and (d.kind == "dropped") == (d.new == "")
        assert d.old in a and d.new in b
