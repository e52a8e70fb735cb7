"""A language is a folder: an invented one gives its honorifics and legal forms to the names of all texts."""

import shutil
from pathlib import Path

import pytest

from twosource import words
from twosource.annotate.naming import companies, titles

FOLDER = Path(words.__file__).parent
CACHED = (words.lines, words.table, words.everywhere, titles._honorifics, companies.legal_forms, companies._longest)


def _forget() -> None:
    for one in CACHED:
        one.cache_clear()


@pytest.fixture
def invented(tmp_path, monkeypatch):
    shutil.copytree(FOLDER, tmp_path / "words")
    folder = tmp_path / "words" / "xx"
    folder.mkdir()
    (folder / "honorifics.txt").write_text("# Invented.\nHroth\n", encoding="utf-8")
    (folder / "legal_forms.txt").write_text("# Invented.\nvko\tvko\nvorn koll\tvko\n", encoding="utf-8")
    monkeypatch.setattr(words, "files", lambda _: tmp_path / "words")
    _forget()
    yield
    monkeypatch.undo()
    _forget()


@pytest.mark.usefixtures("invented")
def test_an_invented_language_is_a_folder():
    assert titles.untitled("Hroth Ann Orlo") == "Ann Orlo"
    assert companies.company_parts("Orlo Vko") == (("orlo",), "vko")
    assert companies.company_parts("Orlo Vorn Koll") == companies.company_parts("Orlo Vko")
    assert titles.untitled("Mr. Ivar Lund") == "Ivar Lund"


def test_without_its_folder_it_is_not_known():
    assert titles.untitled("Hroth Ann Orlo") == "Hroth Ann Orlo"
    assert companies.company_parts("Orlo Vko") == (("orlo", "vko"), "")


def test_titles_and_forms_of_other_languages_are_known():
    assert titles.untitled("Herr Ivar Lund") == titles.untitled("Señor Ivar Lund") == "Ivar Lund"
    assert companies.company_parts("Orlo GmbH")[1] == "gmbh"
