"""From probabilities to attributions: which words, whose, and how they stand together."""

import numpy as np

from twosource.annotate.attribution import Attribution
from twosource.annotate.tagger.decode import CONTENT, CUE, NOTHING, SOURCE, Judged, Settings, attributions, cue_runs
from twosource.annotate.tagger.network import shipped
from twosource.annotate.tagger.pieces import Pieces, pieces_of

SETTINGS = Settings(cue=0.3, content=0.5, source=0.4, whole=0.3)


def tags(*likely: tuple[float, float]) -> np.ndarray:
    return np.array([(1 - begins - on, begins, on) for begins, on in likely])


def test_a_run_goes_on_over_the_pieces_of_a_word() -> None:
    found = list(cue_runs(tags((0.9, 0), (0, 0), (0, 0.8), (0, 0)), np.array([True, False, True, True]), 0.5))
    assert [run[:2] for run in found] == [(0, 3)]


def test_a_cue_that_begins_ends_the_one_before() -> None:
    found = list(cue_runs(tags((0.9, 0), (0.7, 0.1), (0, 0)), np.array([True] * 3), 0.5))
    assert [run[:2] for run in found] == [(0, 1), (1, 2)]


def test_a_run_may_end_with_the_window() -> None:
    assert list(cue_runs(tags((0, 0), (0.6, 0)), np.array([True] * 2), 0.5)) == [(1, 2, 0.6)]


def judged(pieces: Pieces, text: str, cue: str, sure: float = 0.9, **words: float) -> Judged:
    """A judged cue; `words` has labels and how probable they are for words, as ``content_sank=0.8``."""
    labels = np.zeros((len(pieces), 4))
    labels[:, NOTHING] = 1
    first = last = 0
    for at, (start, end) in enumerate(zip(pieces.starts, pieces.ends, strict=True)):
        word = text[start:end]
        if word == cue:
            first, last = at, at + 1
            labels[at] = np.eye(4)[CUE]
        for label, name in ((CONTENT, "content"), (SOURCE, "source")):
            share = words.get(f"{name}_{word}")
            if share is not None:
                labels[at, [NOTHING, label]] = 1 - share, share
    return Judged(first, last, sure, 0, labels)


def read(text: str, *cues: tuple[str, dict[str, float]]) -> list[Attribution]:
    pieces = pieces_of(text, shipped().tokenizer)
    return attributions(text, pieces, [judged(pieces, text, cue, **words) for cue, words in cues], SETTINGS, float)


def spans(text: str, one: Attribution) -> tuple[list[str], list[str], list[str]]:
    content, cue, source = ([span.of(text) for span in part] for part in (one.content, one.cue, one.source))
    return content, cue, source


def test_words_in_a_row_are_one_span() -> None:
    text = "It sank fast, Berg said."
    found = read(text, ("said", {"content_It": 0.9, "content_sank": 0.9, "content_fast": 0.8, "source_Berg": 0.9}))
    assert [spans(text, one) for one in found] == [(["It sank fast"], ["said"], ["Berg"])]


def test_a_word_is_the_content_of_one_cue_only() -> None:
    text = "Berg said it sank and Lund added it burned."
    found = read(
        text,
        ("said", {"content_sank": 0.9, "content_burned": 0.6, "source_Berg": 0.9}),
        ("added", {"content_burned": 0.9, "source_Lund": 0.9}),
    )
    assert [spans(text, one)[0] for one in found] == [["sank"], ["burned"]]


def test_a_cue_without_content_is_no_attribution() -> None:
    assert read("Berg said so.", ("said", {"source_Berg": 0.9})) == []


def test_doubtful_finds_are_left_out() -> None:
    assert read("Berg said yes.", ("said", {"sure": 0.4, "content_yes": 0.6})) == []


def test_the_source_is_the_likelier_of_two_stretches() -> None:
    text = "Berg met Ann Lund, who said yes."
    found = read(text, ("said", {"content_yes": 1.0, "source_Berg": 0.5, "source_Ann": 0.9, "source_Lund": 0.9}))
    assert spans(text, found[0])[2] == ["Ann Lund"]


def test_content_ends_with_its_paragraph_and_goes_on_in_the_next() -> None:
    text = "Berg said yes\nplease."
    found = read(text, ("said", {"content_yes": 0.9, "content_please": 0.9, "content_.": 0.9}))
    assert spans(text, found[0])[0] == ["yes", "please."]


def test_it_is_told_how_probable_the_source_is() -> None:
    text = "Berg met Ann Lund, who said yes."
    found = read(text, ("said", {"content_yes": 1.0, "source_Berg": 0.5, "source_Ann": 0.9, "source_Lund": 0.7}))
    assert found[0].told == 0.8
    assert read("It sank, said.", ("said", {"content_sank": 0.9}))[0].told is None
