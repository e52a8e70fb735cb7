"""Quotations found by the tagger: the cases of the rules hold for it, too, but for those known not to."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource.annotate.parse import parse
from twosource.annotate.quotes import find_quotes
from twosource.annotate.tagger.tag import tag
from twosource.model import Article, Facts, Quote, Span

FOLDER = Path(__file__).resolve().parents[1] / "cases"
CASES = [json.loads(line) for line in (FOLDER / "quotes.jsonl").read_text("utf-8").splitlines()]
CASES += [json.loads(line) for line in (FOLDER / "tagged.jsonl").read_text("utf-8").splitlines()]
KNOWN = json.loads((FOLDER / "tagged_gaps.json").read_text("utf-8"))


def quotes_of(text: str) -> tuple[Quote, ...]:
    article = Article(id="d", path="d.txt", source=text, edits=(), facts=Facts(), sha256="")
    return find_quotes(parse([article])[0], tag([text])[0])


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " / ".join(span.of(text) for span in spans)


def cases() -> list:
    known = {name: pytest.mark.xfail(reason=why, strict=True) for name, why in KNOWN.items()}
    return [pytest.param(case, id=case["id"], marks=known.get(case["id"], ())) for case in CASES]


@pytest.mark.parametrize("case", cases())
def test_case(case: dict) -> None:
    text = case["text"]
    found = [
        {"kind": quote.kind, "source": words(text, quote.source), "content": words(text, quote.content)}
        for quote in quotes_of(text)
    ]
    assert found == case["expected"], case["why"]


def test_known_gaps_are_cases() -> None:
    assert set(KNOWN) <= {case["id"] for case in CASES}


def test_confidence_is_higher_for_plain_speech_than_for_what_nobody_is_named_for() -> None:
    (plain,) = quotes_of("“The ferry was overloaded,” said Maria Lund on Tuesday.")
    assert 0.8 < plain.confidence <= 1


def test_what_is_thought_or_wanted_is_not_spoken() -> None:
    found = quotes_of("The town council backed the new pier. Lund said it would cost too much.")
    assert [quote.spoken for quote in found] == [False, True]


def test_neither_of_two_says_anything() -> None:
    found = quotes_of("Neither of them mentioned the old pier. Lund mentioned the new pier.")
    assert [quote.spoken for quote in found] == [False, True]


def test_whom_a_charge_is_about_says_nothing() -> None:
    found = quotes_of(
        "Lund left the council last week. She has been charged with abuse of power and obstructing the auditors."
    )
    assert [quote for quote in found if quote.spoken] == []
    found = quotes_of("The auditors accused Lund of lying about the pier.")
    assert [quote.spoken for quote in found] == [True]


def test_what_is_found_does_not_depend_on_what_else_is_read() -> None:
    texts = ["Lund said the pier was closed.", "“We saw nothing,” said Berg, a fisherman.\n\nHe then left.", ""]
    assert tag(texts) == [tag([text])[0] for text in texts]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(["“", "”", '"', "'", "said", "Lund", "she", ",", ".", "\n\n", "—", "no", ":"]), max_size=40
    )
)
def test_any_text_gives_sound_spans(tokens: list[str]) -> None:
    text = " ".join(tokens)
    for quote in quotes_of(text):
        spans = [*quote.content, *quote.cue, *quote.source]
        assert quote.content
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(span.of(text) == span.of(text).strip() for span in quote.content)
