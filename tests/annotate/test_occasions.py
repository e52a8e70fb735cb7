"""Where, when, to whom and in what something was said, and what is promised about who is not named."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Article, Fact, Facts, Quote
from twosource.run import annotate_articles

CASES = Path(__file__).resolve().parents[1] / "cases"
PUBLISHED = "2031-05-06"  # a Tuesday


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def _annotated(text: str) -> tuple[Quote, ...]:
    facts = Facts(published=Fact(value=PUBLISHED, found="test"))
    (notes,) = annotate_articles([Article(id="d", path="", source=text, edits=(), facts=facts, sha256="")]).annotations
    return notes.quotes


def _quote(row: dict[str, Any]) -> Quote:
    """The quotation that begins with the words of the row, or that holds them."""
    at = row["text"].index(row["said"])
    held = [one for one in _annotated(row["text"]) if any(part.start <= at < part.end for part in one.content)]
    assert held, "the quotation itself is not found"
    return min(held, key=lambda one: sum(part.length for part in one.content))


@pytest.mark.parametrize("row", _rows("occasions.jsonl"), ids=lambda row: row["why"])
def test_case(row: dict[str, Any]) -> None:
    quote, text = _quote(row), row["text"]
    told = quote.occasion and {
        "words": [span.of(text) for span in quote.occasion.spans], "kind": quote.occasion.kind,
        "given_to": quote.occasion.given_to, "place": quote.occasion.place, "date": quote.occasion.date,
    }  # fmt: skip
    assert told == row.get("occasion")
    assert [span.of(text) for span in quote.promise] == row.get("promise", [])


@pytest.mark.parametrize("row", _rows("not_occasions.jsonl"), ids=lambda row: row["why"])
def test_what_is_not_told_is_not_found(row: dict[str, Any]) -> None:
    quote = _quote(row)
    assert (quote.occasion, quote.promise) == (None, ())


def test_the_interview_is_the_one_told_before() -> None:
    text = (
        "“We lost the ferry,” Mara Voss said in an interview with Harbour News on Sunday.\nThe pier is closed.\n"
        "“It was old,” Voss said in the interview."
    )
    first, second = (one.occasion for one in _annotated(text))
    assert first is not None and second is not None
    assert (second.given_to, second.date) == ("Harbour News", "2031-05-04")
    assert [span.of(text) for span in second.spans] == ["in the interview"]


def test_of_two_interviews_told_before_none_is_guessed() -> None:
    text = (
        "“We lost the ferry,” Mara Voss said in an interview with Harbour News.\n"
        "“It was old,” Voss said in an interview with CNN.\nThe pier is closed.\n"
        "“It was sold,” Voss said in the interview."
    )
    assert [one.occasion and one.occasion.given_to for one in _annotated(text)] == ["Harbour News", "CNN", None]


WORDS = (
    "“It is over,”", "”", "“", "Voss", "said", "told", "in", "at", "on", "an", "the", "interview", "conference", "with",
    "CNN", "Reuters", "Monday", ",", ".", "officials", "condition of anonymity", "who", "asked not to be named",
    "because", "speaking", "\n",
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_every_span_lies_in_the_text_whatever_it_is(words: list[str]) -> None:
    text = "Mara Voss said it. " + " ".join(words)
    for quote in _annotated(text):
        spans = (*(quote.occasion.spans if quote.occasion else ()), *quote.promise)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert list(spans[: len(spans) - len(quote.promise)]) == sorted(spans[: len(spans) - len(quote.promise)])
