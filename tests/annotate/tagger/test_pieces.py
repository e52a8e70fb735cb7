"""Pieces and windows: nothing is lost, nothing is moved, whatever the text."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.annotate.tagger.network import shipped
from twosource.annotate.tagger.pieces import (
    CAPITAL,
    CAPITALS,
    ENDS,
    INSIDE,
    LOWER,
    OUTSIDE,
    STOPS,
    Pieces,
    pieces_of,
    windows,
)

TEXTS = st.text(st.sampled_from("aB é漢😀-.,'\"“”«»\n\t1"), max_size=200) | st.text(max_size=80)


def of(text: str) -> Pieces:
    return pieces_of(text, shipped().tokenizer)


@given(TEXTS)
def test_pieces_stand_in_the_text_in_order(text: str) -> None:
    pieces = of(text)
    assert all(0 <= start <= end <= len(text) for start, end in zip(pieces.starts, pieces.ends, strict=True))
    assert all(a <= b for a, b in pairwise(pieces.starts))
    assert len({len(getattr(pieces, name)) for name in Pieces.__struct_fields__}) == 1


@given(st.text(st.sampled_from("ab Cd.\n“”"), max_size=200))
def test_every_letter_is_in_a_piece(text: str) -> None:
    pieces = of(text)
    covered = {at for start, end in zip(pieces.starts, pieces.ends, strict=True) for at in range(start, end)}
    assert {at for at, char in enumerate(text) if char.isalpha()} <= covered


def test_capitals_and_marks_are_told() -> None:
    text = "He said “No NATO” twice."
    pieces = of(text)
    told = {
        text[s:e]: (int(c), int(m))
        for s, e, c, m in zip(pieces.starts, pieces.ends, pieces.capitals, pieces.marks, strict=True)
    }
    assert told["He"] == (CAPITAL, OUTSIDE)
    assert told["said"] == (LOWER, OUTSIDE)
    assert told["No"] == (CAPITAL, INSIDE)
    assert told["NATO"] == (CAPITALS, INSIDE)


def test_marks_of_other_languages_are_read_as_english_ones() -> None:
    assert np.array_equal(of("«No», he said.").ids, of("“No”, he said.").ids)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 400), max_size=8), st.sampled_from([320, 40]))
def test_windows_hold_every_piece_once(lengths: list[int], length: int) -> None:
    pieces = of("\n".join("ab " * length for length in lengths))
    found = list(windows(pieces, length))
    assert [at for window in found for at in range(*window)] == list(range(len(pieces)))
    assert all(0 < end - start <= length for start, end in found)


@pytest.mark.parametrize("paragraph", [30, 100, 200])
def test_windows_are_cut_where_paragraphs_end(paragraph: int) -> None:
    pieces = of("\n".join(["ab " * paragraph] * 12))
    assert all(pieces.ids[window.end - 1] == ENDS for window in windows(pieces, 320))


def test_marks_are_unknown_where_one_is_lost() -> None:
    lost = "He said “no.\n\nShe said “yes,” and left."
    pieces = of(lost)
    second = lost.index("She")
    assert set(pieces.marks[(pieces.starts < second) & (pieces.ids != ENDS)]) == {0}
    assert set(pieces.marks[pieces.starts >= second]) == {OUTSIDE, INSIDE}


@pytest.mark.parametrize("text", ["“We go.\n\n“We stay,” he said.", "„Nein“, sagte er.", "He said «no» and ''yes''."])
def test_marks_that_need_no_partner_or_have_one_are_known(text: str) -> None:
    assert 0 not in of(text).marks


def test_without_marks_windows_are_longer() -> None:
    plain = "\n".join(["ab " * 100] * 6)
    longest = [max(end - start for start, end in windows(of(text))) for text in (plain, f"{plain}\n“No.”")]
    assert longest[0] > 200 > longest[1]


def test_a_long_paragraph_is_cut_where_sentences_begin() -> None:
    pieces = of("The “pier” is closed. " * 120)
    found = list(windows(pieces))
    assert len(found) > 2
    assert all(pieces.ids[window.end - 1] in (*STOPS, ENDS) for window in found)
