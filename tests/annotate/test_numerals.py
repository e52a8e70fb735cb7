"""Numerals are read from a language's folder: an invented one is read without a change in the code."""

from pathlib import Path

import pytest

from twosource import words
from twosource.annotate.numerals import ENGLISH, Numerals
from twosource.annotate.quantity.reader import minus_before, read_numbers

FOLDER = {
    "number_words": ["nul\t0", "un\t1", "dua\t2", "tri\t3", "dekuna\t11", "dudek\t20", "cento\t100", "milo\t1000"],
    "number_scales": ["cento\t100\tword", "milo\t1000\tword", "mio\t1000000\tsign"],
    "number_joints": ["kaj\tand", "uno\tarticle", "koma\tpoint", ".\tgroup", ",\tdecimal", "a\tending", "sub\tminus"],
    "ordinal_words": ["unua\t1", "dua\t2", "tria\t3", "centa\t100"],
    "fractions": ["duono\t2", "triono\t3"],
    "behind_metres": ["alta"],
}


@pytest.fixture
def invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Numerals:
    """The numerals of a language that is a folder of data and nothing else."""
    (tmp_path / "qx").mkdir()
    for name, rows in FOLDER.items():
        (tmp_path / "qx" / f"{name}.txt").write_text("# Invented.\n" + "\n".join(rows), encoding="utf-8")
    monkeypatch.setattr(words, "files", lambda _: tmp_path)
    return Numerals("qx")


def test_its_words_and_digits_are_numbers(invented: Numerals) -> None:
    text = "dudek tri boats, dua milo kaj tri nets, 1.234,5 tons, 3mio, un duono, tri koma dua"
    assert [one.value for one in read_numbers(text, invented)] == [23, 2003, 1234.5, 3_000_000, 1, 3.2]


def test_its_spelled_numbers_places_and_signs(invented: Numerals) -> None:
    assert (invented.value("dua cento kaj dudek un"), invented.value("two")) == (221, None)
    assert invented.ordinals("la 3a kaj la tria") == [(3, 5, 3), (13, 17, 3)]
    assert minus_before("sub 5", 4, invented) == 0


def test_english_has_its_own_marks() -> None:
    assert [one.value for one in read_numbers("1,234.5 kaj two thousand", ENGLISH)] == [1234.5, 2000]
