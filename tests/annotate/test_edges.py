"""Where the words of a quotation begin and end."""

from itertools import combinations

import pytest

from twosource.annotate.attribution import Attribution
from twosource.annotate.edges import with_clean_edges
from twosource.annotate.marks import marked_spans
from twosource.annotate.parse import paragraph_spans
from twosource.model import Span

TEXTS = (
    "``The pier is closed,'' Lund said. ``It is old.''",
    "“The pier is closed,” Lund said. “‘Old,’ they say.”",
    "Lund said that “the pier” — the old one — is ``closed''.",
)


def cleaned(text: str, span: Span) -> list[str]:
    one = Attribution(content=(span,), cue=(), source=(), rule="tagger", anchor=0)
    marked = marked_spans(text, list(paragraph_spans(text)))
    return [inner.of(text) for found in with_clean_edges(text, [one], marked) for inner in found.content]


@pytest.mark.parametrize(
    ("words", "expected", "why"),
    [
        ("``The pier is closed,''", ["The pier is closed"], "marks of two characters are no part of what they hold"),
        ("is closed,'", ["is closed"], "half of such a mark neither"),
        ("''", [], "a mark alone is nothing"),
        ("`", [], "nor is half of one"),
    ],
)
def test_marks_of_two_characters(words: str, expected: list[str], why: str) -> None:
    start = TEXTS[0].index(words)
    assert cleaned(TEXTS[0], Span(start, start + len(words))) == expected, why


@pytest.mark.parametrize("text", TEXTS)
def test_edges_hold_for_any_span(text: str) -> None:
    for start, end in combinations(range(len(text) + 1), 2):
        for words in cleaned(text, Span(start, end)):
            assert words.strip() == words and any(char.isalnum() for char in words)
