"""Direct quotations by layout (transcripts, signatures, blocks), and what stands in marks but is not said."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource.annotate.attribution import Attribution
from twosource.annotate.direct import direct_quotations
from twosource.annotate.marks import marked_spans
from twosource.annotate.parse import parse
from twosource.model import Article, Facts, Span

CASES = Path(__file__).resolve().parents[1] / "cases"


def cases(name: str) -> list[dict]:
    return [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text("utf-8").splitlines()]


def found_in(text: str) -> list[Attribution]:
    (parsed,) = parse([Article(id="d", path="d.txt", source=text, edits=(), facts=Facts(), sha256="")])
    return direct_quotations(parsed, marked_spans(text, [paragraph.span for paragraph in parsed.paragraphs]))


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " / ".join(span.of(text) for span in spans)


@pytest.mark.parametrize("case", cases("quotes_by_layout"), ids=lambda case: case["why"])
def test_layout_tells_who_speaks(case: dict) -> None:
    text = case["text"]
    assert [[words(text, one.content), words(text, one.source)] for one in found_in(text)] == case["expected"]


@pytest.mark.parametrize("case", cases("not_quotes"), ids=lambda case: case["why"])
def test_what_is_not_said_is_left_alone(case: dict) -> None:
    assert [words(case["text"], one.content) for one in found_in(case["text"])] == []


PIECES = st.sampled_from(
    ["JANE DOE, HOST: ", "ROE: ", "Q: ", "A: ", "I think so.", "Why?", "\n\n", "\n", "“", "”", '"', "From ",
     "Statement from ", "Jane Doe", "said in a statement:", "We go.", "known as ", "the novel ",
     ":", "— ", " ", "A Pier"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_layout_gives_sound_spans(text: str) -> None:
    for one in found_in(text):
        assert one.content
        for span in (*one.content, *one.cue, *one.source):
            assert 0 <= span.start < span.end <= len(text)
