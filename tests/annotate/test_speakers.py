"""From the words that name a source to the one who speaks."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.annotate.names import find_names
from twosource.annotate.parse import Parsed, parse
from twosource.annotate.speakers import resolve_speakers
from twosource.model import Article, Entity, Facts, Quote, Span

CASES = Path(__file__).resolve().parents[1] / "cases" / "speakers.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def _read(text: str) -> tuple[Parsed, tuple[Entity, ...]]:
    parsed = parse([Article(id="d", path="d.txt", source=text, edits=(), sha256="", facts=Facts())])[0]
    return parsed, find_names(parsed)


def _quotes(row: dict[str, Any]) -> list[Quote]:
    """A quotation for each source of the row: source words, name, naming and, where they matter, the words said."""
    text, at = row["text"], row["text"].index(row["after"])
    quotes = []
    for number, (source, _, _, *said) in enumerate(row["sources"]):
        start = text.index(said[0] if said else source, at) if source or said else 0
        content = (Span(start, start + len(said[0] if said else " ")),)
        named = text.index(source, start) if source else 0
        spans = (Span(named, named + len(source)),) if source else ()
        at = max(content[0].end if said else 0, spans[0].end if spans else start)
        quotes.append(Quote(id=f"d/q{number}", document="d", content=content, source=spans, kind="direct"))
    return quotes


@pytest.mark.parametrize("row", ROWS, ids=[row["why"] for row in ROWS])
def test_case(row: dict[str, Any]) -> None:
    parsed, names = _read(row["text"])
    told = resolve_speakers(parsed, _quotes(row), names)
    assert [(one.speaker_name, one.naming) for one in told] == [tuple(source[1:3]) for source in row["sources"]]


def test_the_speaker_is_an_entity_of_the_document() -> None:
    parsed, names = _read("Mayor Ann Ostrander spoke. Ostrander said no.")
    start = parsed.article.text.rindex("Ostrander")
    quote = Quote(
        id="d/q1", document="d", kind="indirect",
        content=(Span(start + 15, start + 17),), source=(Span(start, start + 9),),
    )  # fmt: skip
    (told,) = resolve_speakers(parsed, [quote], names)
    assert told.speaker == next(one.id for one in names if one.name == "Ann Ostrander")
    assert told.content == quote.content


def test_a_pronoun_cannot_mean_whom_the_clause_it_governs_names() -> None:
    text = "Karl Holm met Joe Lund in Oslo. Lund left. He said Lund would win."
    parsed, names = _read(text)
    start, said = text.index("He said"), text.index("Lund would")
    quote = Quote(
        id="d/q1", document="d", kind="indirect", source=(Span(start, start + 2),),
        content=(Span(said, len(text) - 1),),
    )  # fmt: skip
    (told,) = resolve_speakers(parsed, [quote], names)
    assert told.speaker_name in ("Karl Holm", None)


def test_a_bare_quotation_goes_on_with_the_speaker_before_it_but_less_surely() -> None:
    text = "“It is over,” Ann Ostrander said.\n“It is over for good.”"
    parsed, names = _read(text)
    source = Span(text.index("Ann"), text.index(" said"))
    first = Quote(id="q1", document="d", content=(Span(1, 11),), source=(source,), kind="direct", confidence=0.8)
    bare = Quote(id="q2", document="d", content=(Span(35, 55),), kind="direct", confidence=0.8)
    one, other = resolve_speakers(parsed, [first, bare], names)
    assert other.speaker_name == one.speaker_name == "Ann Ostrander"
    assert other.confidence < one.confidence


TEXT = "Mayor Ann Ostrander met officials. She said the board was late, the spokesman said. Who knew? They did."


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))), max_size=6))
def test_any_source_span_is_answered(ends: list[tuple[int, int]]) -> None:
    parsed, names = _read(TEXT)
    spans = [Span(min(pair), max(pair)) for pair in ends]
    quotes = [
        Quote(id=f"q{at}", document="d", content=(span,), source=(span,), kind="mixed", confidence=0.7)
        for at, span in enumerate(spans)
    ]
    told = resolve_speakers(parsed, quotes, names)
    known = {one.id for one in names}
    assert [one.id for one in told] == [one.id for one in quotes]
    assert all(one.speaker is None or one.speaker in known for one in told)
    assert all(0 <= one.confidence <= 0.7 and (one.naming == "none") == (one.speaker_name is None) for one in told)
