"""How alike two names are: one direction or the other, and what no slip makes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.annotate.naming.likeness import WEIGHTS, features, is_slip, likeness

ALIKE = [
    ("Vladislav Ostrov", "Владислав Остров", True, "in Cyrillic letters"),
    ("Ann Marino", "アン・マリノ", True, "in Katakana"),
    ("Ostrov, Vladislav", "Vladislav Ostrov", True, "the surname first"),
    ("Mr. Ivar Lund", "Ivar Lund", True, "an honorific"),
    ("Bill Ostrander", "William Ostrander", True, "a nickname"),
    ("Ivar Ost rander", "Ivar Ostrander", True, "a word in two pieces"),
    ("Orlo Shipping Ltd", "ORLO SHIPPING LIMITED", False, "the legal form"),
    ("1st Int'l Bank", "First International Bank", False, "abbreviations"),
]
UNLIKE = [
    ("Ann Ostrander", "Ivar Lund", True, "nothing in common"),
    ("Hassan al-Orli", "Hassan al-Kestri", True, "another clan"),
    ("Ostley Shipping Ltd", "Ostley Mining Ltd", False, "another line of business"),
]


@pytest.mark.parametrize(("left", "right", "person", "why"), ALIKE)
def test_alike(left: str, right: str, person: bool, why: str) -> None:
    assert likeness(left, right, person=person) > 0.5, why


@pytest.mark.parametrize(("left", "right", "person", "why"), UNLIKE)
def test_unlike(left: str, right: str, person: bool, why: str) -> None:
    assert likeness(left, right, person=person) < 0.5, why


@given(st.text(max_size=20), st.text(max_size=20), st.booleans())
def test_the_order_of_two_names_does_not_matter(left: str, right: str, person: bool) -> None:
    assert features(left, right, person=person) == features(right, left, person=person)
    assert is_slip(left, right, person=person) == is_slip(right, left, person=person)


def test_every_feature_has_a_weight() -> None:
    assert features("Ann Orlo", "A. Orlo", person=True).keys() == WEIGHTS.keys()
