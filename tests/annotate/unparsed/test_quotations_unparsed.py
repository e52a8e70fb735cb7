"""Direct quotations without a parse: cases of many languages, what is no speech, and what must hold on any text."""

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.annotate.unparsed import find_direct_quotes
from twosource.model import Article, Fact, Facts, Quote, Span

CASES = Path(__file__).resolve().parents[2] / "cases"


def cases(name: str) -> list[dict]:
    return [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text("utf-8").splitlines()]


def quotes_of(text: str, language: str | None) -> tuple[Quote, ...]:
    facts = Facts(language=Fact(value=language, found="--set")) if language else Facts()
    return find_direct_quotes(Article(id="d", path="d.txt", source=text, edits=(), facts=facts, sha256=""))


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " / ".join(span.of(text) for span in spans)


@pytest.mark.parametrize("case", cases("quotes_other_languages"), ids=lambda case: f"{case['language']}: {case['why']}")
def test_case(case: dict) -> None:
    text = case["text"]
    found = [
        [words(text, q.content), words(text, q.cue), words(text, q.source)] for q in quotes_of(text, case["language"])
    ]
    assert found == case["expected"]


@pytest.mark.parametrize(
    "case", cases("not_quotes_other_languages"), ids=lambda case: f"{case['language']}: {case['why']}"
)
def test_what_is_no_speech_is_left_alone(case: dict) -> None:
    assert [words(case["text"], q.content) for q in quotes_of(case["text"], case["language"])] == []


PIECES = st.sampled_from(
    [*"“”„\"'‘’«»‹›「」『』—–-:,.?。，：", "\n\n", " ", "\u00a0", "sagte ", "a dit ", "сказал ", "说", "と述べた",
     "は", "李明", "Jan Kroll ", "le maire ", "мэр ", "Wir sind bereit ", "قال ", "5", "der ", "que ", "a-t-il "]
)  # fmt: skip
LANGUAGES = st.sampled_from(["ar", "cs", "de", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "uk", "zh", None])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80), LANGUAGES)
def test_any_text_gives_sound_spans(text: str, language: str | None) -> None:
    found = quotes_of(text, language)
    assert [quote.id for quote in found] == [f"d/q{number}" for number in range(1, len(found) + 1)]
    contents = sorted(span for quote in found for span in quote.content)
    assert all(a.end <= b.start for a, b in pairwise(contents)), "contents overlap"
    for quote in found:
        assert quote.content
        assert all(any(char.isalnum() for char in span.of(text)) for span in quote.content)
        for span in (*quote.content, *quote.cue, *quote.source):
            assert 0 <= span.start < span.end <= len(text)
            assert "\n" not in span.of(text)
        beside = (*quote.cue, *quote.source)
        assert not any(span.overlap(content) for span in beside for content in quote.content), "cue inside the content"


def test_time_grows_with_the_length_only() -> None:
    began = time.process_time()
    quotes_of("„Wir sind bereit“, sagte Kroll, und — dann „“ " * 4000, "de")
    quotes_of("« Oui, a dit Anne Morel, non " * 4000, "fr")
    assert time.process_time() - began < 8.0


def test_confidence_is_higher_with_a_speaker() -> None:
    with_speaker, alone = quotes_of("„Wir sind da“, sagte Kroll.\n\n„Niemand hat uns vorher etwas davon gesagt.“", "de")
    assert 0 < alone.confidence < with_speaker.confidence < 1
