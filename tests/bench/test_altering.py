"""Changed words: a change is what it says, and the rest of the text stays as it was."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.altering.certainty import surer
from bench.altering.change import Change, changed, moved
from bench.altering.dates import DAYS, other_dates
from bench.altering.names import other_person, other_place
from bench.altering.negation import affirmed, head_verb, negated
from bench.altering.numbers import SMALL, agree, contradict, find_numbers, other_number
from bench.altering.parsing import parsed
from twosource.model import Span

AMOUNTS = st.one_of(
    st.integers(2, 999).map(str),
    st.integers(1000, 10**7).map("{:,}".format),
    st.decimals(2, 999, places=1).map(str),
    st.sampled_from([word for word, value in SMALL.items() if value > 1]),
    st.sampled_from(("Twenty-five", "thirty-one", "3 million", "1.5 billion", "two thousand")),
)
BEFORE = st.sampled_from(("", "There were ", "At least ", "some ", "It cost more than ", "nearly ", "up to "))
BEHIND = st.sampled_from((" people were hurt.", " euros", " metres of road", "."))


@st.composite
def changes(draw):
    text = draw(st.text(max_size=30))
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return text, Change(Span(start, end), draw(st.text(max_size=5)))


@given(changes())
def test_a_change_leaves_what_is_around_it(given_change):
    text, change = given_change
    new = changed(text, change)
    assert new.startswith(text[: change.span.start] + change.new)
    assert new.endswith(text[change.span.end :])
    assert len(new) == len(text) - change.span.length + len(change.new)


@given(changes(), st.integers(0, 30), st.integers(0, 30))
def test_what_the_change_did_not_touch_is_found_again(given_change, one, other):
    text, change = given_change
    span = Span(*sorted((min(one, len(text)), min(other, len(text)))))
    if span.length and (span.end <= change.span.start or span.start >= change.span.end + (not change.span.length)):
        assert moved(span, change).of(changed(text, change)) == span.of(text)


@given(BEFORE, AMOUNTS, BEHIND, st.booleans(), st.integers(0, 1))
def test_another_number_contradicts_the_old_one_and_nothing_else_changes(before, amount, behind, up, turn):
    text = f"{before}{amount}{behind}"
    for number in find_numbers(text):
        change = other_number(text, number, up, turn)
        if change is None:
            continue
        new = changed(text, change)
        (there,) = find_numbers(new)
        assert (there.value > number.value) is up
        assert not agree(there, number)
        assert new == text[: number.span.start] + change.new + text[number.span.end :]
        assert change.new[0].isalpha() == number.span.of(text)[0].isalpha()
        assert change.new[0].isupper() == number.span.of(text)[0].isupper()


@pytest.mark.parametrize(
    "text",
    [
        "on 3 March", "in 2019", "at 4 p.m.", "at half past ten", "ten past nine", "No. 41", "it won 3-1", "the A4",
        "shortly before 4 a.m.", "at 6:40", "one of them", "May 12", "the 3rd time", "landed at 14.52",
    ],
)  # fmt: skip
def test_what_is_no_count_is_left_alone(text):
    assert not list(find_numbers(text))


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("12, 20", True), ("at least 12, 20", False), ("at least 20, 12", True), ("up to 20, 12", False),
        ("nearly 39, 38.6", False), ("3,000, 3,100", False), ("more than 87, 73", True),
    ],
)  # fmt: skip
def test_numbers_contradict_beyond_rounding_only(text, apart):
    assert contradict(*find_numbers(text)) is apart


@given(st.dates(date(2000, 1, 1), date(2030, 12, 28)), st.sampled_from(("weekday", "day", "both", "month", "year")))
def test_another_date_means_other_days(day, form):
    month = f"{day:%B}"
    words = {
        "weekday": f"{day:%A}", "day": f"{day.day} {month}", "both": f"{day:%A}, {day.day} {month}",
        "month": f"{month} {day.year}", "year": f"{day.year}",
    }  # fmt: skip
    text = f"They met on {words[form]} there."
    first = day.replace(day=1) if form == "month" else day.replace(month=1, day=1) if form == "year" else day
    last = day.replace(day=28) if form == "month" else day.replace(month=12, day=28) if form == "year" else day
    for change, new, end in other_dates(text, Span(12, 12 + len(words[form])), first, last):
        assert end < first or last < new
        made = changed(text, change)
        assert made != text
        if form == "weekday":
            assert DAYS[new.weekday()] in made
        if form in ("day", "both"):
            assert f"{new.day} {new:%B}" in made
        if form == "both":
            assert (new - day) % timedelta(7) == timedelta(0)


@pytest.mark.parametrize("name", ["Mara Voss", "Voss", "Teo Landaluce"])
def test_another_name_has_as_many_parts_up_to_two_and_no_word_of_the_old_one(name):
    for turn in range(3):
        new = other_person(name, turn)
        assert len(new.split()) == len(name.split())
        assert not set(new.split()) & set(name.split())
    assert other_place("Grenmouth", 0) != "Grenmouth"


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Two ministers resigned on Monday.", "Two ministers did not resign on Monday."),
        ("The mayor said the bridge was opened.", "The mayor said the bridge was not opened."),
        ("The bridge has been closed.", "The bridge has not been closed."),
        ("He is the owner.", "He is not the owner."),
        ("The river broke its banks.", "The river did not break its banks."),
        ("She never went there.", None),
        ("Nobody was hurt.", None),
        ("It's over.", None),
        ("in service since 14 September", None),
    ],
)
def test_not_is_put_in_by_the_grammar(text, new):
    verb = head_verb(parsed(text), Span(0, len(text)))
    change = negated(verb) if verb is not None else None
    assert (changed(text, change) if change else None) == new


@pytest.mark.parametrize(
    "text", ["The bridge was opened.", "They have paid the bill.", "It will rain.", "He is the owner."]
)
def test_a_not_put_in_can_be_taken_out_again(text):
    made = changed(text, negated(head_verb(parsed(text), Span(0, len(text)))))
    assert [changed(made, one) for one in affirmed(parsed(made), Span(0, len(made)))] == [text]


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Up to 40 people may have drowned.", ["Up to 40 people had drowned."]),
        ("An alleged accomplice fled.", ["An accomplice fled."]),
        ("Prices are likely to rise.", ["Prices will rise."]),
        ("He reportedly left.", ["He left."]),
        ("They could not hear it.", []),
        ("It opened in May 2021.", []),
    ],
)
def test_doubt_is_taken_out(text, new):
    assert [changed(text, one) for one in surer(text)] == new
