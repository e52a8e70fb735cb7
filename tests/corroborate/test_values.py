"""Numbers compared: properties of any two values, and units of one kind."""

from hypothesis import given
from hypothesis import strategies as st

from twosource.corroborate.values import compare_values, in_one_unit, step
from twosource.model import Figure, Span
from twosource.words import table

VALUES = st.one_of(st.integers(0, 10**7), st.decimals(0, 1000, places=1)).map(float)
QUALIFIERS = st.sampled_from([None, "about", "nearly", "at least", "more than", "up to", "less than"])


def figure(id, low, high=None, unit=None, qualifier=None):
    top = low if high is None else high
    return Figure(id=id, document=id, span=Span(0, 1), low=low, high=top, unit=unit, qualifier=qualifier)


@given(VALUES, VALUES, QUALIFIERS, QUALIFIERS)
def test_which_comes_first_changes_nothing(first, second, one, other):
    a, b = figure("a", first, qualifier=one), figure("b", second, qualifier=other)
    assert compare_values(a, b) == compare_values(b, a)


@given(VALUES, QUALIFIERS)
def test_a_value_is_equal_to_itself(value, qualifier):
    assert compare_values(figure("a", value, qualifier=qualifier), figure("b", value, qualifier=qualifier)) == "equal"


@given(VALUES, VALUES)
def test_a_value_lies_within_a_range_that_holds_it(first, second):
    low, high = sorted((first, second))
    if low < high:
        assert compare_values(figure("a", low, high), figure("b", low)) == "within"


def test_miles_and_kilometres_are_told_in_one_unit():
    six, ten = figure("a", 6.0, unit="mile"), figure("b", 10.0, unit="kilometre")
    assert compare_values(six, ten) == "rounded"
    assert compare_values(six, figure("b", 14.0, unit="kilometre")) == "conflict"
    assert in_one_unit(six, figure("b", 10.0, unit="percent")) is None


def test_nobody_wrote_all_digits_of_a_third():
    assert step(figure("a", 100 / 3)) == 1.0


def test_every_size_of_a_unit_is_a_number():
    for unit, (base, size) in table("en/unit_sizes").items():
        assert float(size) > 0 and table("en/unit_sizes")[base] == (base, "1"), unit
