"""Readings of short texts: which names are there, of which type, and what is none."""

import json
from pathlib import Path
from typing import Any

import pytest

from twosource.annotate.names import find_names
from twosource.annotate.parse import parse
from twosource.model import Article, Entity, Facts

CASES = Path(__file__).resolve().parents[1] / "cases" / "names_in_text.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def _read(text: str) -> tuple[Entity, ...]:
    article = Article(id="d", path="d.txt", source=text, edits=(), sha256="", facts=Facts())
    return find_names(parse([article])[0])


@pytest.mark.parametrize("row", ROWS, ids=[row["why"] for row in ROWS])
def test_case(row: dict[str, Any]) -> None:
    found = _read(row["text"])
    types = {one.name: one.type for one in found}
    assert {name: types.get(name) for name in row.get("names", {})} == row.get("names", {})
    assert not {one.name for one in found} & set(row.get("absent", []))
    apart = set(row.get("apart", []))
    assert all(len({one.name, *one.aliases} & apart) < 2 for one in found)


def _said(text: str, name: str) -> list[str]:
    return [mention.span.of(text) for one in _read(text) if one.name == name for mention in one.mentions]


def test_an_office_held_no_more_is_not_meant_by_the_bare_word() -> None:
    text = "Former President Ann Orr spoke to the crowd on Monday. Orr said that the president was wrong."
    assert "the president" not in _said(text, "Ann Orr")


def test_of_two_who_hold_or_held_an_office_the_bare_word_means_the_one_who_holds_it() -> None:
    text = "President Ivar Lund met former President Ann Orr. Lund was late. The president said he was sorry."
    assert "The president" in _said(text, "Ivar Lund")


def test_who_was_named_but_once_is_not_meant_long_after() -> None:
    text = "It was paid for by a friend of President Ivar Lund. " + "The yard was shut and nobody came. " * 20
    assert "the president" not in _said(text + "Many wrote to the president.", "Ivar Lund")


def test_a_brother_named_once_does_not_take_the_surname_over() -> None:
    text = (
        "Ann Orlo will run. Orlo has won before. She has named her brother Ivar Orlo in her speech, and Orlo said that "
        "she was proud of the town."
    )
    assert _said(text, "Ivar Orlo") == ["Ivar Orlo"]


def test_a_general_name_means_the_one_body_that_it_ends() -> None:
    text = "The Vardsund Coast Guard came late on Monday. The Coast Guard was sorry. The Harbour Board was not."
    guard = next(one for one in _read(text) if one.name == "Vardsund Coast Guard")
    assert guard.aliases == ("Coast Guard",)


def test_a_general_name_that_two_bodies_end_with_means_neither() -> None:
    text = "The Vardsund Coast Guard met the Ostley Coast Guard on Monday. The Coast Guard was sorry."
    assert all("Coast Guard" not in one.aliases for one in _read(text))
