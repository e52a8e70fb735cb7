"""Who speaks where the tagger may be in doubt or two could be meant: the whole way from text to names."""

import json
from pathlib import Path

import pytest

from twosource.annotate.attribution import Attribution
from twosource.annotate.linked import with_linked_sources
from twosource.annotate.names import find_names
from twosource.annotate.parse import Parsed, parse
from twosource.annotate.quotes import find_quotes
from twosource.annotate.speakers import resolve_speakers
from twosource.annotate.tagger.tag import tag
from twosource.model import Article, Facts, Quote, Span

CASES = [
    json.loads(line)
    for line in Path(__file__).with_name("speakers_in_doubt.jsonl").read_text(encoding="utf-8").splitlines()
]


def parsed_of(text: str) -> Parsed:
    return parse([Article(id="d", path="d.txt", source=text, edits=(), sha256="", facts=Facts())])[0]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_case(case: dict[str, str]) -> None:
    text = case["text"]
    parsed = parsed_of(text)
    told = resolve_speakers(parsed, find_quotes(parsed, tag([text])[0]), find_names(parsed))
    start = text.index(case["content"])
    holding = [quote for quote in told if any(span.start <= start < span.end for span in quote.content)]
    assert holding, case["why"]
    shortest = min(holding, key=lambda quote: sum(span.length for span in quote.content))
    assert shortest.speaker_name == case["name"]


def attribution(text: str, source: str, cue: str, content: str, told: float | None) -> Attribution:
    spans = [(Span(text.index(part), text.index(part) + len(part)),) if part else () for part in (source, cue, content)]
    return Attribution(spans[2], spans[1], spans[0], "tagger", spans[1][0].start, 0.9, told)


TEXT = "Ann Dahl wrote that Karl Holm, a sailor, told her nothing."
SAW = "Ann Dahl saw Karl Holm, told her nothing."
LEFT = "Ann Dahl left, warning Karl Holm, told her nothing."
FELL = "It fell, according to Karl Holm, told her nothing."
DOUBTS = {
    "a doubtful source without a link gives way to the doer of the verb": (TEXT, "Karl Holm", "wrote", 0.3, "Ann Dahl"),
    "one that is sure stays": (TEXT, "Karl Holm", "wrote", 0.9, "Karl Holm"),
    "one that was not weighed stays": (TEXT, "Karl Holm", "wrote", None, "Karl Holm"),
    "a doubtful source that is the doer stays": (TEXT, "Ann Dahl", "wrote", 0.2, "Ann Dahl"),
    "where there is none, the doer of the verb is one": (TEXT, "", "wrote", None, "Ann Dahl"),
    "a verb that does not tell of words says nobody": (SAW, "Karl Holm", "saw", 0.2, ""),
    "the source of a participle stays, doubtful or not": (LEFT, "Karl Holm", "warning", 0.2, "Karl Holm"),
    "right behind according to, it stays": (FELL, "Karl Holm", "according to", 0.2, "Karl Holm"),
}


@pytest.mark.parametrize("why", DOUBTS)
def test_a_source_in_doubt(why: str) -> None:
    text, source, cue, told, expected = DOUBTS[why]
    one = attribution(text, source, cue, "told her nothing", told)
    (settled,) = with_linked_sources(parsed_of(text), [one])
    assert " ".join(span.of(text) for span in settled.source) == expected


def test_a_cue_whose_source_is_not_known_takes_nobody_from_beside() -> None:
    text = "“It is over,” Ann Dahl said.\n“It is late for us all,” was said."
    parsed = parsed_of(text)
    start, said = text.index("It is late"), text.rindex("was said")
    cue = (Span(said, said + len("was said")),)
    quotes = [
        Quote(id="q1", document="d", content=(Span(1, 11),), source=(Span(14, 22),), kind="direct"),
        Quote(id="q2", document="d", content=(Span(start, start + 22),), cue=cue, kind="direct"),
    ]
    assert [one.speaker_name for one in resolve_speakers(parsed, quotes, find_names(parsed))] == ["Ann Dahl", None]
