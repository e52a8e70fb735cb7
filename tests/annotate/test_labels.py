"""What the learned model says of words with capitals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.annotate.labels.features import Line, features, runs
from twosource.annotate.labels.labelling import CLASSES, FILE, label_names, numbers_of
from twosource.annotate.naming.words import words_of_line

CASES = [
    ("Ann Orr told reporters in Paris that the talks had failed.", {"Ann Orr": "person", "Paris": "place"}),
    ("The Bank of Millport said it would close.", {"The Bank of Millport": "organisation"}),
    ("Mr. Lund, who lives in Germany, declined to comment.", {"Lund": "person", "Germany": "place"}),
    ("Yesterday the ferry sank, and nobody knows why.", {}),
]


@pytest.mark.parametrize(("text", "names"), CASES, ids=[case[0] for case in CASES])
def test_names(text, names):
    found = {one.span.of(text): one.label for one in label_names([text], text)[0]}
    assert {name: label for name, label in found.items() if label != "other"} == names


def test_every_word_has_as_many_features():
    text = "The Bank of Millport, Ann Orr and IBM's U.S. arm met on Monday."
    line = Line(text, list(words_of_line(text)), frozenset())
    counts = {len(one) for run in runs(line) for one in features(line, run)}
    assert len(counts) == 1


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="Ab .'’-“\n1Ü中", max_size=60))
def test_any_text_gives_names_with_letters_inside_it(text):
    (found,) = label_names([text], text)
    for one in found:
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert any(letter.isalpha() for letter in one.span.of(text))
        assert one.label in CLASSES[1:]
    assert [one.span for one in found] == sorted(one.span for one in found)


def test_no_text_no_names():
    assert label_names([], "") == []


def test_features_are_numbered_alike_everywhere():
    assert numbers_of(["w=orr", "w=orr", "at=o"]) == [27847, 27847, 244609]


def test_the_weights_are_small_enough_to_ship():
    assert FILE.stat().st_size < 3_000_000
