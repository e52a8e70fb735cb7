"""Texts as the pieces the network reads: word pieces with their place, their capitals and the marks around them."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct

from twosource.annotate.marks import marked_spans
from twosource.annotate.parse import paragraph_spans

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["LENGTH", "Pieces", "Window", "pieces_of", "windows"]

LENGTH = 160  # pieces the network reads at once, without the one that opens each window
OPENS, ENDS = 101, 102  # [CLS], which opens a window, and [SEP], which stands behind each paragraph
UNKNOWN = 0
LOWER, CAPITAL, CAPITALS, NO_LETTER = 1, 2, 3, 4
OUTSIDE, INSIDE, DEEPER = 1, 2, 3
ALIKE = str.maketrans("„‟«»‹›‚‛″＂「」『』\u00a0―", '“““”‘’‘\'""“”‘’ —')


class Pieces(Struct, frozen=True):
    """The pieces of a text, each array as long as there are pieces.

    `ids` are numbers of the vocabulary; `starts` and `ends` offsets in the text, alike for the piece that ends a
    paragraph; `heads` tells which pieces begin a word; `capitals` and `marks` are classes, 0 where they are unknown.
    """

    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    heads: np.ndarray
    capitals: np.ndarray
    marks: np.ndarray

    def __len__(self) -> int:
        return len(self.ids)


class Window(NamedTuple):
    """The pieces from `start` to before `end`, which are read at once."""

    start: int
    end: int


def pieces_of(text: str, tokenizer: "Tokenizer") -> Pieces:
    """Cut `text` into pieces; marks of other languages are read as English ones, so that their kind does not matter."""
    paragraphs = list(paragraph_spans(text))
    alike = text.translate(ALIKE)
    encodings = tokenizer.encode_batch([span.of(alike) for span in paragraphs], add_special_tokens=False)
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    heads: list[bool] = []
    for span, encoding in zip(paragraphs, encodings, strict=True):
        ids += [*encoding.ids, ENDS]
        starts += [*(span.start + start for start, _ in encoding.offsets), span.end]
        ends += [*(span.start + end for _, end in encoding.offsets), span.end]
        words = [-1, *(-1 if word is None else word for word in encoding.word_ids)]
        heads += [*(before != word for before, word in pairwise(words)), False]
    capitals = [_capitals(text[start:end]) for start, end in zip(starts, ends, strict=True)]
    begin = np.array(starts, np.int64)
    marks = np.full(len(ids), OUTSIDE, np.int64)
    for marked in marked_spans(text, paragraphs):
        low, high = np.searchsorted(begin, (marked.outer.start, marked.outer.end))
        marks[low:high] = INSIDE if marked.depth == 0 else DEEPER
    return Pieces(
        np.array(ids, np.int64),
        begin,
        np.array(ends, np.int64),
        np.array(heads, bool),
        np.array(capitals, np.int64),
        marks,
    )


def _capitals(piece: str) -> int:
    if piece.islower():
        return LOWER
    if piece.isupper():
        return CAPITALS if len(piece) > 1 else CAPITAL
    return CAPITAL if piece[:1].isupper() else LOWER if re.search(r"[^\W\d_]", piece) else NO_LETTER


def windows(pieces: Pieces, length: int = LENGTH) -> Iterator[Window]:
    """Cut the pieces into runs of at most `length`, where paragraphs end if that can be.

    Context around the runs was tried: on articles set aside from training it changed nothing but the time.
    """
    at = best = 0
    for end in (np.flatnonzero(pieces.ids == ENDS) + 1).tolist():
        if end - at > length and best > at:
            yield Window(at, best)
            at = best
        while end - at > length:
            cut = _inside(pieces, at, at + length)
            yield Window(at, cut)
            at = cut
        best = end
    if best > at:
        yield Window(at, best)


def _inside(pieces: Pieces, at: int, limit: int) -> int:
    """Where to cut a paragraph that is too long for a window: where a word begins."""
    return next((i for i in range(limit, at, -1) if pieces.heads[i]), limit)
