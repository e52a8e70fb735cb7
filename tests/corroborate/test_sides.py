"""A statement that somebody denies is shown with its denial, whoever else states it."""

import pytest

from twosource.corroborate.findings import Finding
from twosource.corroborate.sides import with_all_sides
from twosource.model import Span, Support


def told(relation, *places):
    support = tuple(Support(document=d, span=Span(start, end), stance=stance) for d, start, end, stance in places)
    return Finding(kind="statement", text="", support=support, relation=relation)


DENIED = told("conflict", ("post", 0, 40, "states"), ("post", 50, 80, "denies"))


def test_a_further_witness_of_what_is_denied_stands_beside_the_denial():
    (found,) = with_all_sides([told("agree", ("post", 10, 40, "states"), ("echo", 5, 30, "states"))], [DENIED])
    assert found.relation == "conflict"
    assert [(one.document, one.stance) for one in found.support] == [
        ("echo", "states"), ("post", "states"), ("post", "denies"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "agreed",
    [
        pytest.param(told("agree", ("post", 90, 99, "states"), ("echo", 5, 30, "states")), id="another sentence"),
        pytest.param(told("agree", ("echo", 0, 40, "states"), ("wire", 5, 30, "states")), id="other documents"),
        pytest.param(told("agree", ("post", 50, 80, "states"), ("echo", 5, 30, "states")), id="that it is denied"),
    ],
)
def test_what_is_not_denied_stays_by_itself(agreed):
    assert with_all_sides([agreed], [DENIED]) == (agreed, DENIED)
