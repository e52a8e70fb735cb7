"""Time expressions: cases with the days they mean, what must not be found, and properties of any text."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.annotate.dates import find_dates
from twosource.annotate.timex.calendar import cover, step
from twosource.annotate.timex.scan import scan
from twosource.model import Article, Date, Fact, Facts

CASES = Path(__file__).resolve().parents[1] / "cases"
WORDS = [
    "Oct. 16", "2016", "last week", "Monday", "at 7 p.m.", "three", "days", "ago", "into", "the", "1990s", "-",
    ",", "Easter", "next", "years", "May", "31", "quarter", "early", "century", "9999", "0", "99999999", "half",
    "\u00a0", "million", "centuries", "later", "morning", "of", "weekend", "every", "'80s", "10/10/10", "24:00",
    "’s", "Feb. 29", "two thousand", "and six", "twenty", "hundred",
]  # fmt: skip


def article(text: str, published: str | None = "2016-10-26", inferred: bool = False) -> Article:
    facts = Facts(published=Fact(value=published, found="given", inferred=inferred) if published else None)
    return Article(id="a", path="a.txt", source=text, sha256="", edits=(), facts=facts)


def dates(text: str, published: str | None = "2016-10-26") -> tuple[Date, ...]:
    return find_dates(article(text, published))


def cases(name: str) -> list[object]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [pytest.param(case := json.loads(line), id=case["text"][:50]) for line in lines]


@pytest.mark.parametrize("case", cases("dates.jsonl"))
def test_expression(case: dict[str, object]) -> None:
    text = str(case["text"])
    found = {date.span.of(text): date for date in dates(text, case["published"])}  # type: ignore[arg-type]
    assert case["found"] in found, f"{case['why']}: found {sorted(found)}"
    one = found[str(case["found"])]
    assert (one.type, one.value) == (case["type"], case["value"]), case["why"]
    assert ([one.earliest, one.latest] if one.earliest else None) == case["days"], case["why"]
    if "anchored" in case:
        assert (one.anchor is not None) == case["anchored"], case["why"]
    for field in {"anchor", "doubt"} & case.keys():
        assert getattr(one, field) == case[field], case["why"]


@pytest.mark.parametrize("case", cases("dates_not_yet.jsonl"))
@pytest.mark.xfail(strict=True, raises=AssertionError, reason="not read yet; each case says what it takes")
def test_expression_not_read_yet(case: dict[str, object]) -> None:
    test_expression(case)


@pytest.mark.parametrize("case", cases("not_dates.jsonl"))
def test_no_expression(case: dict[str, object]) -> None:
    text = str(case["text"])
    found = [date.span.of(text) for date in dates(text)]
    assert [words for words in found if words not in case.get("allow", [])] == [], case["why"]  # type: ignore[operator]


def test_reports_of_one_event_agree_on_its_day() -> None:
    told = [
        dates("It began on Oct. 16.", "2016-10-26")[0],
        dates("It was launched last week.", "2016-10-26")[0],
        dates("He spoke nearly 10 days into the operation.", "2016-10-26")[0],
        dates("It began earlier this month.", "2016-10-25")[0],
    ]
    for one in told:
        assert one.earliest is not None and one.latest is not None
        assert one.earliest <= "2016-10-16" <= one.latest


def test_an_inferred_anchor_is_marked() -> None:
    found = find_dates(article("It sank on Monday, and another in 1962.", inferred=True))
    assert [(one.anchor, one.inferred) for one in found] == [("2016-10-26", True), (None, False)]


def test_a_day_counted_from_one_told_leans_on_what_that_leaned_on() -> None:
    text = "It sank on Saturday. The next day it was found. In 2015, on May 3, it was sold; the next day it sailed."
    found = {one.span.of(text): one for one in find_dates(article(text, inferred=True))}
    assert (found["The next day"].anchor, found["The next day"].inferred) == ("2016-10-22", True)


def test_a_doubt_is_no_change_of_the_date() -> None:
    (one,) = dates("It sank on Tuesday, May 4, 2016.")
    assert one.doubt and (one.value, one.earliest) == ("2016-05-04", "2016-05-04")


def test_a_published_time_gives_its_day() -> None:
    assert dates("It sank today.", "2016-10-26T23:50:00+03:00")[0].value == "2016-10-26"


def test_a_published_value_that_is_no_date_is_not_used() -> None:
    assert dates("It sank today.", "yesterday")[0].value == "XXXX-XX-XX"


def test_offsets_count_in_the_whole_text() -> None:
    text = "A first paragraph.\n\n  It sank on Monday.\nIt rose on Tuesday."
    assert [one.span.of(text) for one in dates(text)] == ["Monday", "Tuesday"]


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=14), st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_text(words: list[str], anchored: bool) -> None:
    text = " ".join(words)
    end = 0
    for found in scan(text, date(2016, 10, 26) if anchored else None)[0]:
        assert end <= found.start < found.end <= len(text)
        assert found.meaning.value
        end = found.end
        if found.meaning.days:
            assert found.meaning.days[0] <= found.meaning.days[1]


TOLD = [
    *WORDS, "\n", "REUTERS/Ann Moller", "ARKHOLM,", "(Reuters) -", "the vote", "two days after", "the next day",
    "that night", "will meet", "said", "Tuesday, May 4", "May 4, 2019", "was held on", "year-earlier quarter",
]  # fmt: skip


@given(st.lists(st.sampled_from(TOLD), max_size=18), st.sampled_from([None, "2016-10-26", "0001-01-01", "9999-12-31"]))
@settings(max_examples=300, deadline=None)
def test_any_article(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    for one in dates(text, published):
        assert one.span.of(text).strip() == one.span.of(text) != ""
        assert (one.earliest is None) == (one.latest is None)
        if one.doubt:
            assert one.type in ("DATE", "TIME") and one.earliest
        if published is None and one.anchor is None:
            assert not one.inferred


@given(st.dates(), st.integers(-30, 30), st.sampled_from("DWMQY"))
def test_stepping_back_and_forth_loses_at_most_days_of_a_month(day: date, count: int, grain: str) -> None:
    try:
        there = step(day, count, grain)
        back = step(there, -count, grain)
    except OverflowError:
        return
    assert abs((back - day).days) <= (0 if grain in "DW" else 3)


@given(st.text(alphabet="0123456789XWQHSUTE-", max_size=12))
def test_cover_of_any_value(value: str) -> None:
    days = cover(value)
    assert days is None or days[0] <= days[1]
