"""Figures: cases with value, unit and what is counted, what must not be found, and properties of any text."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from twosource.annotate.dates import find_dates
from twosource.annotate.figures import find_figures
from twosource.annotate.numerals import ENGLISH
from twosource.annotate.parse import parse
from twosource.annotate.quantity.amounts import amounts
from twosource.annotate.quantity.shares import shares
from twosource.annotate.quantity.units import GLUED, unit_after, unit_before
from twosource.model import Article, Fact, Facts, Figure
from twosource.words import table

CASES = Path(__file__).resolve().parents[1] / "cases"
PIECES = [
    "3", "-", "–", "4,000", "$", "€5", "million", "m", "bn", "%", "to", "and", "between", "one", "twenty", "-",
    "half", "a", "dozen", "thousands of", "in", "five", "½", "1/2", ".", ",", "000",
    "99999999999999999999999999999999999999999999999999", "0", "people", "percent", "up", "to", "per hour",
    "minus", "US$", "km/h", "²", "٣", "१", "\u00a0", "quarter of the", "and a half",
]  # fmt: skip


def figures(text: str) -> tuple[Figure, ...]:
    facts = Facts(published=Fact(value="2016-10-26", found="given"))
    parsed = parse([Article(id="a", path="a.txt", source=text, sha256="", edits=(), facts=facts)])[0]
    return find_figures(parsed, find_dates(parsed.article))


def cases(name: str) -> list[object]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [pytest.param(case := json.loads(line), id=case["text"][:50]) for line in lines]


@pytest.mark.parametrize("case", cases("figures.jsonl"))
def test_figure(case: dict[str, object]) -> None:
    found = figures(str(case["text"]))
    nth = int(case.get("nth", 0))  # type: ignore[call-overload]
    assert len(found) > nth, f"{case['why']}: found {found}"
    one = found[nth]
    assert one.low == pytest.approx(case["low"]), case["why"]
    assert one.high == (None if case["high"] is None else pytest.approx(case["high"])), case["why"]
    assert (one.unit, one.qualifier, one.change) == (case["unit"], case["qualifier"], case["change"]), case["why"]
    if "counted" in case:
        assert one.counted == case["counted"], case["why"]


@pytest.mark.parametrize("case", cases("not_figures.jsonl"))
def test_no_figure(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert [one.span.of(text) for one in figures(text)] == [], case["why"]


def test_a_parenthesis_does_not_part_a_noun_from_its_name() -> None:
    found = figures("There were up to 6,000 Northern League (NL, formerly NLL) fighters in the city.")
    assert found[0].counted == "Northern League fighters"


def test_spans_take_the_unit_with_them() -> None:
    text = "First paragraph.\nIt cost US$5 million, or 12 percent more."
    assert [one.span.of(text) for one in figures(text)] == ["US$5 million", "12 percent"]


def test_every_unit_is_read_as_its_name() -> None:
    for written, (name, *_) in table("en/units").items():
        gap = "" if written in GLUED else " "
        assert unit_after(f"40{gap}{written} ", 2) == (name, 2 + len(gap + written)), written


def test_every_currency_is_read_on_one_side_at_least() -> None:
    for written, (name, *_) in table("en/currencies").items():
        before, after = unit_before(f"{written}7", len(written)), unit_after(f"7 {written}", 1)
        assert (before and before[0] == name) or (after and after[0] == name), written


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=14), st.sampled_from(["", " "]))
@example(["٣"], "")
@settings(max_examples=400, deadline=None)
def test_any_text(pieces: list[str], joint: str) -> None:
    text = joint.join(pieces)
    for amount in (*amounts(text), *shares(text)):
        assert 0 <= amount.start < amount.end <= len(text)
        assert amount.high is None or amount.low <= amount.high


@given(st.lists(st.sampled_from(PIECES), max_size=10))
@settings(max_examples=40, deadline=None)
def test_figures_of_any_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for one in figures(text):
        assert end <= one.span.start < one.span.end <= len(text)
        assert one.low is not None and (one.high is None or one.low <= one.high)
        end = one.span.end


@given(st.integers(0, 10**15 - 1))
def test_a_number_spelled_out_is_read_back(number: int) -> None:
    assert ENGLISH.value(spell(number)) == number


def spell(number: int) -> str:
    """`number` in English words."""
    small = {int(row[0]): word for word, row in table("en/number_words").items() if word != "dozen"}
    for size in (10**12, 10**9, 10**6, 1000, 100):
        if number >= size:
            rest = f" {spell(number % size)}" if number % size else ""
            return f"{spell(number // size)} {small[size]}{rest}"
    if number in small:
        return small[number]
    return f"{small[number // 10 * 10]}-{small[number % 10]}"
