"""Texts as the pieces the network reads: word pieces with their place, their capitals and the marks around them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct

from twosource.annotate.marks import Marked, marked_spans, starting_in
from twosource.annotate.parse import paragraph_spans
from twosource.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["LENGTH", "Pieces", "Window", "pieces_of", "windows"]

LENGTH = 160  # pieces the network reads at once, without the one that opens each window
LONG = 320  # the same where nothing stands in quotation marks, or a paragraph is longer than this
OPENS, ENDS = 101, 102  # [CLS], which opens a window, and [SEP], which stands behind each paragraph
STOPS, QUOTES = frozenset((999, 1012, 1029)), frozenset((1000, 1521, 1524))  # ! . ? and closing marks
UNKNOWN = 0
LOWER, CAPITAL, CAPITALS, NO_LETTER = 1, 2, 3, 4
OUTSIDE, INSIDE, DEEPER = 1, 2, 3
MOST_MARKS = 8
DOUBLE = re.compile(r"``|''|[“”„‟\"«»「」『』]")
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
    return Pieces(
        np.array(ids, np.int64),
        begin,
        np.array(ends, np.int64),
        np.array(heads, bool),
        np.array(capitals, np.int64),
        _marks(text, paragraphs, begin),
    )


def _marks(text: str, paragraphs: Sequence[Span], starts: np.ndarray) -> np.ndarray:
    """Where each piece stands as to quotation marks; unknown in a paragraph that has lost one of them."""
    marks = np.full(len(starts), OUTSIDE, np.int64)
    found = marked_spans(text, paragraphs)
    for marked in found:
        low, high = np.searchsorted(starts, (marked.outer.start, marked.outer.end))
        marks[low:high] = INSIDE if marked.depth == 0 else DEEPER
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        here = [one for one in starting_in(found, paragraph) if not one.single]
        goes_on = following is not None and any(one.continues for one in starting_in(found, following)[:1])
        if _one_is_lost(paragraph.of(text), here, goes_on):
            low, high = np.searchsorted(starts, (paragraph.start, paragraph.end))
            marks[low:high] = UNKNOWN
    return marks


def _one_is_lost(paragraph: str, here: Sequence[Marked], goes_on: bool) -> bool:
    """Whether a double mark has no partner, unless the stretches `here` show that it needs none.

    Where there are many, one is likely to be missing for good reasons: paragraphs were run together.
    """
    paired = sum((one.outer.start < one.inner.start) + (one.inner.end < one.outer.end) for one in here)
    left_open = any(not one.closed for one in here)
    marks = len(DOUBLE.findall(paragraph))
    return marks <= MOST_MARKS and (marks > paired or (left_open and not goes_on))


def _capitals(piece: str) -> int:
    if piece.islower():
        return LOWER
    if piece.isupper():
        return CAPITALS if len(piece) > 1 else CAPITAL
    return CAPITAL if piece[:1].isupper() else LOWER if re.search(r"[^\W\d_]", piece) else NO_LETTER


def windows(pieces: Pieces, length: int | None = None) -> Iterator[Window]:
    """Cut the pieces into runs of at most `length`, where paragraphs end if that can be.

    Without marks, or with paragraphs run together, more must be seen at once to tell who speaks: then runs are longer,
    if no `length` is given.
    Context around the runs was tried: on articles set aside from training it changed nothing but the time.
    """
    if length is None:
        paragraphs = np.diff(np.flatnonzero(pieces.ids == ENDS), prepend=-1)
        plain = (pieces.marks >= INSIDE).any() and paragraphs.max() <= LONG
        length = LENGTH if plain else LONG
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
    """Where to cut a paragraph that is too long for a window: where a sentence begins, else where a word does."""
    words = [i for i in range(limit, at, -1) if pieces.heads[i]]
    late = (i for i in words if i - at > (limit - at) // 2 and _begins_sentence(pieces, i))
    return next(late, words[0] if words else limit)


def _begins_sentence(pieces: Pieces, i: int) -> bool:
    before, last = pieces.ids[i - 2 : i]
    if last in STOPS:
        return pieces.ids[i] not in QUOTES
    return last in QUOTES and before in STOPS and pieces.marks[i] < INSIDE
