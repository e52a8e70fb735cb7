"""Quotations: cases with their reasons, links between quotes, and what must hold on any text."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource.annotate.parse import parse
from twosource.annotate.quotes import find_quotes
from twosource.model import Article, Facts, Quote, Span

CASES = [
    json.loads(line)
    for line in (Path(__file__).resolve().parents[1] / "cases" / "quotes.jsonl").read_text("utf-8").splitlines()
]


def quotes_of(text: str) -> tuple[Quote, ...]:
    article = Article(id="d", path="d.txt", source=text, edits=(), facts=Facts(), sha256="")
    return find_quotes(parse([article])[0])


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " / ".join(span.of(text) for span in spans)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict) -> None:
    text = case["text"]
    found = [
        {"kind": quote.kind, "source": words(text, quote.source), "content": words(text, quote.content)}
        for quote in quotes_of(text)
    ]
    assert found == case["expected"], case["why"]


def test_ids_follow_the_text() -> None:
    found = quotes_of("“It sank fast,” Berg said. Lund said the pier was closed.")
    assert [quote.id for quote in found] == ["d/q1", "d/q2"]
    assert {quote.document for quote in found} == {"d"}


def test_a_report_within_a_report_names_the_one_around_it() -> None:
    outer, inner = quotes_of("The Harbour Post reported that the minister said the pier would open in May.")
    assert (outer.within, inner.within) == (None, outer.id)


def test_who_is_cited_speaks_within_the_report_of_who_cites() -> None:
    inner, outer = quotes_of("“The hull was cracked,” said an engineer cited by the Harbour Post.")
    assert (inner.within, outer.within) == (outer.id, None)


def test_confidence_is_higher_with_a_cue_beside_the_marks_than_without_any() -> None:
    with_cue, without = quotes_of("Lund said the town would pay.\n\n“We are working hard on the pier.”")
    assert without.cue == ()
    assert 0 < without.confidence < with_cue.confidence < 1


def test_offsets_count_in_the_text_not_in_the_paragraph() -> None:
    text = "The ferry sank.\n\n\n  “We saw nothing,” said Lund.\n"
    (quote,) = quotes_of(text)
    assert (words(text, quote.content), words(text, quote.cue), words(text, quote.source)) == (
        "We saw nothing",
        "said",
        "Lund",
    )


PIECES = st.sampled_from(
    ["“", "”", '"', "'", "‘", "’", "«", "»", "``", "''", " ", ". ", ", ", ": ", "\n\n", "—", "said ", "Lund ", "told ",
     "the pier", "according to ", "who ", "that ", "5", "she ", "warned of ", "called ", "as ", "cited by ", "é"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_gives_sound_spans(text: str) -> None:
    found = quotes_of(text)
    assert len({quote.id for quote in found}) == len(found)
    for quote in found:
        assert quote.content, "a quote without content"
        assert quote.within is None or quote.within in {other.id for other in found} - {quote.id}
        for spans in (quote.content, quote.cue, quote.source):
            assert all(0 <= span.start < span.end <= len(text) for span in spans)
            assert all("\n" not in span.of(text) for span in spans), "a span leaves its paragraph"
        assert all(a.end <= b.start for a, b in zip(quote.content, quote.content[1:], strict=False))


def test_the_same_text_gives_the_same_quotes() -> None:
    text = " ".join(case["text"] for case in CASES[:12])
    assert quotes_of(text) == quotes_of(text)
