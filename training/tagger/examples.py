"""The annotated articles as what the network learns from: pieces, and for each attribution which of them it is."""

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from tokenizers import Tokenizer

from twosource.annotate.tagger.decode import CONTENT, CUE, NOTHING, SOURCE
from twosource.annotate.tagger.pieces import ENDS, Pieces, pieces_of

__all__ = ["Example", "Told", "articles", "example_of", "packed", "set_aside"]

Row = dict[str, Any]
Spans = list[list[int]]


class Told(Struct, frozen=True):
    """One attribution: the pieces from `first` to before `last` are its cue; `labels` has a label for each piece."""

    first: int
    last: int
    labels: np.ndarray


class Example(Struct, frozen=True):
    """Pieces of an article or of a part of it, with its attributions."""

    pieces: Pieces
    told: tuple[Told, ...]

    def part(self, start: int, end: int) -> "Example":
        """The pieces from `start` to `end` and the attributions whose cue is among them."""
        cut = Pieces(*(getattr(self.pieces, name)[start:end] for name in Pieces.__struct_fields__))
        told = (t for t in self.told if start <= t.first and t.last <= end)
        return Example(cut, tuple(Told(t.first - start, t.last - start, t.labels[start:end]) for t in told))


def articles(data: Path, part: str) -> list[Row]:
    """The annotated articles of one part of PolNeAR, ``train`` or ``dev``."""
    with gzip.open(data / "quotes" / f"polnear_{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def set_aside(rows: Iterable[Row], share: int = 10) -> tuple[list[Row], list[Row]]:
    """Split rows by their text alone: those to learn from, and one in `share` on which settings are chosen."""
    learn, choose = [], []
    for row in rows:
        drawn = hashlib.sha256(row["text"].encode()).digest()[0] % share == 0
        (choose if drawn else learn).append(row)
    return learn, choose


def example_of(text: str, attributions: Sequence[Row], tokenizer: Tokenizer) -> Example:
    """The pieces of `text` with the attributions that have a cue and a content."""
    pieces = pieces_of(text, tokenizer)
    told = []
    for one in attributions:
        cue = _pieces_in(pieces, one["cue"])
        if not len(cue) or not one["content"]:
            continue
        labels = np.full(len(pieces), NOTHING, np.int64)
        for label, name in ((CONTENT, "content"), (SOURCE, "source"), (CUE, "cue")):
            labels[_pieces_in(pieces, one[name])] = label
        told.append(Told(int(cue[0]), int(cue[-1]) + 1, labels))
    return Example(pieces, tuple(sorted(told, key=lambda t: (t.first, t.last))))


def _pieces_in(pieces: Pieces, spans: Spans) -> np.ndarray:
    inside = np.zeros(len(pieces), bool)
    for start, end in spans:
        inside |= (pieces.starts < end) & (pieces.ends > start) & (pieces.ids != ENDS)
    return np.flatnonzero(inside)


def packed(example: Example, length: int, first_cut: int) -> Iterator[Example]:
    """Parts of at most `length` pieces, cut where paragraphs end; the first one is cut short at `first_cut` pieces."""
    ends = (np.flatnonzero(example.pieces.ids == ENDS) + 1).tolist()
    at, best, room = 0, 0, first_cut
    for end in ends:
        if end - at > room and best > at:
            yield example.part(at, best)
            at, room = best, length
        while end - at > length:
            yield example.part(at, at + length)
            at, room = at + length, length
        best = end
    if best > at:
        yield example.part(at, best)
