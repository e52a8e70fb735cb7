"""How two figures relate: pairs of sentences about invented events, each with the relation and a reason."""

import pytest

from bench.relations import PAIRS, is_right, kind, read_cases, relations

ROWS = [row for name in PAIRS for row in read_cases(name)]
KINDS = {"equal", "rounded", "within", "updated", "other scope", "conflicting", "cannot tell"}


@pytest.fixture(scope="module")
def said():
    return relations(ROWS)


@pytest.fixture(scope="module")
def said_the_other_way():
    turned = [
        {
            "first": row["second"],
            "second": row["first"],
            "first_published": row.get("second_published"),
            "second_published": row.get("first_published"),
        }
        for row in ROWS
    ]
    return relations(turned)


def case(number, row):
    marks = pytest.mark.xfail(reason=row["missed"], strict=True) if "missed" in row else ()
    return pytest.param(number, marks=marks, id=f"{row['relation']}: {row['why']} {number}")


@pytest.mark.parametrize("number", [case(number, row) for number, row in enumerate(ROWS)])
def test_pair(said, number):
    row = ROWS[number]
    assert is_right(row, said[number]), f"{row['first']} | {row['second']}: {kind(said[number])}, {said[number]}"


def test_every_relation_is_covered():
    for name in PAIRS:
        assert {row["relation"] for row in read_cases(name)} == KINDS
    assert len(read_cases("figure pairs")) == 300


def test_no_pair_is_falsely_called_a_conflict(said):
    false = [row for row, one in zip(ROWS, said, strict=True) if kind(one) == "conflicting" != row["relation"]]
    assert false == []


def test_which_comes_first_changes_nothing(said, said_the_other_way):
    turned = {"first": "second", "second": "first", None: None}
    for row, one, other in zip(ROWS, said, said_the_other_way, strict=True):
        assert kind(one) == kind(other), row
        assert one is None or other is None or turned[one.later] == other.later, row
