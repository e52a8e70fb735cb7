"""Edits, their composition, and the way back. The plain reading of `compose` is: make the one, then the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Edit, Span, SpanMap, apply, compose, tidy

TEXTS = st.text(alphabet="abc “é😀\n", max_size=30)


@st.composite
def edits_of(draw: st.DrawFn, length: int, by: str) -> tuple[Edit, ...]:
    """Tidy edits of a text of that length, neighbours included."""
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=12)))
    edits: dict[tuple[int, int], Edit] = {}
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        if start < end:
            edits[start, end] = Edit(start, end, draw(st.text(alphabet="XY", max_size=3)), by)
    return tidy(edits.values())


@st.composite
def two_rounds(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...], tuple[Edit, ...]]:
    source = draw(TEXTS)
    first = draw(edits_of(len(source), "first"))
    return source, first, draw(edits_of(len(apply(source, first)), "second"))


@given(two_rounds())
def test_composed_edits_do_what_both_rounds_do(rounds):
    source, first, second = rounds
    composed = compose(first, second)
    assert apply(source, composed) == apply(apply(source, first), second)
    assert tidy(composed) == composed


@given(two_rounds())
def test_composition_can_go_on(rounds):
    source, first, second = rounds
    once = compose(first, second)
    text = apply(source, once)
    third = tuple(Edit(i, i + 1, "z", "third") for i in range(0, len(text), 3))
    assert apply(source, compose(once, third)) == apply(text, third)


@given(two_rounds())
def test_every_clean_character_has_a_home(rounds):
    source, first, second = rounds
    composed = compose(first, second)
    text, ways = apply(source, composed), SpanMap(composed)
    for i in range(len(text)):
        home = ways.to_source(Span(i, i + 1))
        assert home.length and home.end <= len(source)
        written = any(e.start <= home.start and home.end <= e.end for e in composed if e.text)
        assert written or source[home.start : home.end] == text[i]


@given(two_rounds(), st.data())
def test_there_and_back_holds_the_span(rounds, data):
    source, first, second = rounds
    composed = compose(first, second)
    text, ways = apply(source, composed), SpanMap(composed)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = Span(start, end)
    home = ways.to_source(span)
    if span.length:
        assert ways.to_clean(home).holds(span)
    untouched = Span(0, min((e.start for e in composed), default=len(source)))
    assert ways.to_clean(ways.to_source(untouched)) == untouched


@given(two_rounds())
def test_untouched_source_comes_back_whole(rounds):
    source, first, _ = rounds
    ways, text = SpanMap(first), apply(source, first)
    at = 0
    for start, end in [(e.start, e.end) for e in first] + [(len(source), len(source))]:
        if at < start:
            span = Span(at, start)
            clean = ways.to_clean(span)
            assert clean.of(text) == span.of(source)
            assert ways.to_source(clean) == span
        at = end


def test_reasons_of_merged_edits_are_kept_once():
    first = (Edit(0, 2, "abcd", "a"),)
    second = (Edit(1, 2, "X", "b"), Edit(3, 4, "Y", "b"))
    assert compose(first, second) == (Edit(0, 2, "aXcY", "a + b"),)


def test_edits_that_overlap_are_refused():
    with pytest.raises(ValueError, match="same characters"):
        tidy([Edit(0, 3, "", "a"), Edit(2, 4, "", "b")])


def test_an_edit_that_replaces_nothing_is_refused():
    with pytest.raises(ValueError, match="start < end"):
        Edit(3, 3, "inserted", "a")
