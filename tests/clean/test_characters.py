"""Damage is repaired, sound text is never touched: cases as data, one reason each."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.clean.characters import character_edits
from twosource.clean.mojibake import mojibake_edits
from twosource.model import apply, tidy

CASES = Path(__file__).resolve().parents[1] / "cases"


def cases(name):
    rows = [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [pytest.param(row, id=row["why"]) for row in rows]


@pytest.mark.parametrize("case", cases("sound_text"))
def test_sound_text_is_not_touched(case):
    assert character_edits(case["text"]) == ()


@pytest.mark.parametrize("case", cases("broken_text"))
def test_broken_text_is_mended(case):
    assert apply(case["broken"], character_edits(case["broken"])) == case["text"]


def damaged(text):
    """The text as a program shows it that takes its UTF-8 for Windows-1252; None where that cannot be done."""
    try:
        return text.encode().decode("cp1252")
    except UnicodeDecodeError:
        return None


@pytest.mark.parametrize("case", [one for one in cases("sound_text") if damaged(one.values[0]["text"])])
def test_sound_text_that_was_damaged_comes_back(case):
    assert apply(damaged(case["text"]), mojibake_edits(damaged(case["text"]))) == case["text"]


@given(st.text(alphabet=st.sampled_from("aâ€™œ“”Ã©Â\x80\x99 \n\r&;#8211\u00a0\u200b\u00adé’€")))
def test_edits_are_tidy_and_in_place(text):
    edits = character_edits(text)
    assert tidy(edits) == edits
    assert all(0 <= edit.start < edit.end <= len(text) for edit in edits)
    assert "\r" not in apply(text, edits)


@given(st.text())
def test_a_second_pass_over_sound_ascii_does_nothing(text):
    plain = "".join(char for char in text if " " <= char < "\x7f" and char != "&")
    assert character_edits(plain) == ()
