"""Pairing of quotation marks: damaged, nested, left open; and that no text can make it lose its footing."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.annotate.marks import Marked, marked_spans
from twosource.annotate.parse import paragraph_spans


def marked(text: str) -> list[Marked]:
    return list(marked_spans(text, list(paragraph_spans(text))))


@pytest.mark.parametrize(
    ("text", "inner", "why"),
    [
        ("She said “yes” and left.", ["yes"], "a sound pair"),
        ('He said “yes" and left.', ["yes"], "closed by a straight mark"),
        ('He said "yes” and left.', ["yes"], "opened by a straight mark"),
        ("``Yes,'' she said.", ["Yes,"], "typewriter style"),
        ("« Oui », dit-elle.", [" Oui "], "French, with blanks inside"),
        ("„Ja“, sagte sie. »Nein«, sagte er.", ["Ja", "Nein"], "German, both styles"),
        ("“She said ‘yes’ to me,” he said.", ["She said ‘yes’ to me,", "yes"], "single marks inside double ones"),
        ("'She said \"yes\" to me,' he said.", ['She said "yes" to me,', "yes"], "double marks inside single ones"),
        ("“He called it “a mess” twice.”", ["He called it “a mess” twice.", "a mess"], "the same marks inside"),
        ("It's the crew's and the officials' boat.", [], "apostrophes"),
        ("'Twas in the '90s, with rock 'n' roll for 'em.", [], "elisions"),
        ('A 6\'2" man and a 5" nail.', [], "feet and inches"),
        ('A 5" nail was “too short” here.', ["too short"], "inches beside a sound pair"),
        ("A “lost mark. Then “another” one.", ["another"], "an opening mark alone is given up when the next one opens"),
        ("A lost mark” here. Then “another” one.", ["another"], "a closing mark alone"),
        ("“One.\n\n“Two.\n\n“Three,” he said.", ["One.", "Two.", "Three,"], "paragraphs left open"),
        ("“One.\n\nTwo,” he said.", ["One.", "Two,"], "left open, and the next paragraph only closes"),
        ("“Left open.\n\nNothing here. And “this” is apart.", ["Left open.", "this"], "damage ends with its paragraph"),
        ('"', [], "a mark alone"),
        ("“”", [], "nothing inside"),
    ],
)
def test_pairs(text: str, inner: list[str], why: str) -> None:
    assert [m.inner.of(text) for m in marked(text)] == inner, why


def test_open_paragraphs_know_that_they_go_on() -> None:
    found = marked("“One.\n\n“Two.\n\n“Three,” he said.")
    assert [(m.closed, m.continues) for m in found] == [(False, False), (False, True), (True, True)]


def test_depth_counts_what_is_around() -> None:
    assert [m.depth for m in marked("“She said ‘yes’ to me,” he said, “twice.”")] == [0, 1, 0]


MARKS = st.text(alphabet="“”„\"'‘’«»‹›` ab5sS.,!—(\n\u00a0é", max_size=80)


@given(MARKS | st.text(max_size=80))
def test_any_text_gives_stretches_that_nest_within_paragraphs(text: str) -> None:
    paragraphs = list(paragraph_spans(text))
    found = marked_spans(text, paragraphs)
    for m in found:
        assert any(p.holds(m.outer) for p in paragraphs), "leaves its paragraph"
        assert m.outer.holds(m.inner)
        assert any(char.isalnum() or char == "_" for char in m.inner.of(text)), "holds no word"
    assert all(a.outer.start <= b.outer.start for a, b in pairwise(found)), "not in order"
    for a in found:
        around = [b for b in found if b is not a and b.outer.holds(a.outer)]
        crossing = [b for b in found if a.outer.overlap(b.outer) and not a.outer.holds(b.outer) and b not in around]
        assert not crossing, "two stretches cross"
        assert a.depth == len(around)


def test_a_long_paragraph_of_marks_costs_little() -> None:
    text = "'a " * 6000 + "“b " * 6000
    began = time.process_time()
    marked(text)
    assert time.process_time() - began < 2.0
