"""The pairwise decision on names: cases that must be one and cases that must not."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.annotate.naming.same import EntityType, same_name

CASES = Path(__file__).resolve().parents[1] / "cases"
ENOUGH = 0.55


def _cases(name: str) -> list[object]:
    rows = [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [pytest.param(row["left"], row["right"], row["type"], id=f"{row['left']}, {row['right']}") for row in rows]


def _one(left: str, right: str, kind: EntityType) -> bool:
    judged = same_name(left, right, kind)
    return judged is not None and judged.same and judged.confidence >= ENOUGH


@pytest.mark.parametrize(("left", "right", "kind"), _cases("names"))
def test_names_of_one(left: str, right: str, kind: EntityType) -> None:
    assert _one(left, right, kind)
    assert _one(right, left, kind)


@pytest.mark.parametrize(("left", "right", "kind"), _cases("names_apart"))
def test_names_of_two(left: str, right: str, kind: EntityType) -> None:
    assert not _one(left, right, kind)
    assert not _one(right, left, kind)


def test_another_script_is_not_judged() -> None:
    assert same_name("Анна Остро", "Anna Ostro", "person") is None


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(["person", "organisation", "place", "other"]))
def test_any_text_is_judged_alike_both_ways(left: str, right: str, kind: EntityType) -> None:
    one, other = same_name(left, right, kind), same_name(right, left, kind)
    assert (one is None) == (other is None)
    assert one is None or other is None or one.same == other.same


@given(st.text(max_size=30), st.sampled_from(["person", "organisation", "place", "other"]))
def test_a_name_is_never_apart_from_itself(name: str, kind: EntityType) -> None:
    judged = same_name(name, name, kind)
    assert judged is None or judged.same
