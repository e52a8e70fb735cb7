"""From what the network holds for probable to attributions: one cue, its source, its content."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from twosource.annotate.attribution import Attribution
from twosource.annotate.tagger.pieces import ENDS, INSIDE, Pieces
from twosource.model import Span

__all__ = ["CONTENT", "CUE", "NOTHING", "SOURCE", "Judged", "Settings", "attributions", "cue_runs"]

NOTHING, CONTENT, SOURCE, CUE = range(4)
MOST = 0.6  # of the words of a marked stretch are content: then all are
FIRM = 4.6  # log odds of what is settled


class Settings(NamedTuple):
    """Thresholds, chosen on a part of the training set that was set aside."""

    cue: float = 0.35  # a piece is taken for a part of a cue
    content: float = 0.5  # a word is taken for content
    source: float = 0.4
    whole: float = 0.35  # an attribution is kept
    smooth: float = 2.0  # log odds that a stretch of words must have to stand against those around it


class Judged(Struct, frozen=True):
    """What the network says of one cue: pieces from `first` to before `last`, how `sure` it is that they are a cue.

    `labels` has, for the pieces from `start` on, the probabilities that each is nothing, content, source or cue.
    """

    first: int
    last: int
    sure: float
    start: int
    labels: np.ndarray


def cue_runs(tags: np.ndarray, heads: np.ndarray, threshold: float) -> Iterator[tuple[int, int, float]]:
    """Yield the runs of pieces that are taken for cues, and how sure they are.

    `tags` has for each piece the probabilities that it is outside a cue, begins one, goes on with one.
    """
    likely = 1 - tags[:, 0]
    inside = False
    first = 0
    for at in range(len(tags)):
        here = likely[at] >= threshold if heads[at] else inside
        begins = here and heads[at] and (not inside or tags[at, 1] > tags[at, 2])
        if inside and (begins or not here):
            yield first, at, float(likely[first:at].max())
        if begins:
            first = at
        inside = here
    if inside:
        yield first, len(tags), float(likely[first:].max())


def attributions(
    text: str, pieces: Pieces, judged: Sequence[Judged], settings: Settings, trust: Callable[[float], float]
) -> list[Attribution]:
    """The attributions that `judged` amounts to, in text order; `trust` makes of what each is worth how sure it is."""
    if not judged:
        return []
    words = np.flatnonzero(pieces.heads)
    word_ends = _word_ends(pieces, words)
    owner = _owners(pieces, judged)
    out = []
    for number, one in enumerate(judged):
        content = _content(one, pieces, words, owner == number, settings)
        source = _marked(one, SOURCE, settings.source, len(pieces)) & ~content
        chosen = words[content[words]]
        if not len(chosen):
            continue
        sure = one.sure * float(one.labels[chosen - one.start, CONTENT].mean())
        if sure < settings.whole:
            continue
        spans = tuple(_runs(text, pieces, words, word_ends, content))
        said_by, told = _best_run(one, list(_runs(text, pieces, words, word_ends, source)), pieces)
        cue = Span(int(pieces.starts[one.first]), int(pieces.ends[one.last - 1]))
        out.append(Attribution(spans, (cue,), said_by, "tagger", cue.start, trust(sure), told))
    return sorted(out, key=lambda one: (one.start, one.anchor))


def _marked(one: Judged, label: int, threshold: float, length: int) -> np.ndarray:
    out = np.zeros(length, bool)
    out[one.start : one.start + len(one.labels)] = one.labels[:, label] >= threshold
    out[one.first : one.last] = False
    return out


def _content(one: Judged, pieces: Pieces, words: np.ndarray, owned: np.ndarray, settings: Settings) -> np.ndarray:
    """The pieces, by the first of each word, that are content of `one`, without holes and crumbs."""
    out = np.zeros(len(owned), bool)
    low, high = np.searchsorted(words, (one.start, one.start + len(one.labels)))
    near = words[low:high]
    likely = one.labels[near - one.start, CONTENT].clip(0.01, 0.99)
    odds = np.log(likely / (1 - likely)) - np.log(settings.content / (1 - settings.content))
    odds[~owned[near] & (likely >= settings.content)] = -FIRM
    odds[(near >= one.first) & (near < one.last)] = -FIRM
    out[near] = _whole(smoothed(odds, settings.smooth), pieces.marks[near] >= INSIDE, odds <= -FIRM)
    return out


def _whole(chosen: np.ndarray, inside: np.ndarray, barred: np.ndarray) -> np.ndarray:
    """`chosen`, with each stretch in quotation marks taken whole of which most words are, but for `barred` ones."""
    out = chosen.copy()
    for start, end in _stretches(inside):
        if chosen[start:end].mean() >= MOST:
            out[start:end] |= ~barred[start:end]
    return out


def smoothed(odds: np.ndarray, least: float) -> np.ndarray:
    """Which of a row of log odds are taken for true: neighbours together, no run of them with less weight than `least`.

    The lightest run that is too light goes over to the runs beside it, until none is; the first and last may stay.

    >>> smoothed(np.array([2.0, 3.0, -0.5, 2.0, -4.0, 0.5, -4.0]), 1.0).tolist()
    [True, True, True, True, False, False, False]
    """
    signs = odds > 0
    bounds = [0, *(np.flatnonzero(signs[1:] != signs[:-1]) + 1).tolist(), len(odds)] if len(odds) else [0, 0]
    weights = [float(odds[a:b].sum()) for a, b in pairwise(bounds)]
    while len(weights) > 1:
        at = min(range(len(weights)), key=lambda i: abs(weights[i]))
        if abs(weights[at]) >= least:
            break
        left, right = max(0, at - 1), min(len(weights), at + 2)
        weights[left:right] = [sum(weights[left:right])]
        bounds[left : right + 1] = [bounds[left], bounds[right]]
    out = np.zeros(len(odds), bool)
    for (a, b), weight in zip(pairwise(bounds), weights, strict=True):
        out[a:b] = weight > 0
    return out


def _owners(pieces: Pieces, judged: Sequence[Judged]) -> np.ndarray:
    """For each piece the number of the cue whose content it most probably is; a stretch in marks has one owner."""
    best, owner = np.zeros(len(pieces)), np.full(len(pieces), -1)
    for number, one in enumerate(judged):
        run = slice(one.start, one.start + len(one.labels))
        value = one.labels[:, CONTENT] * one.sure
        better = value > best[run]
        best[run][better] = value[better]
        owner[run][better] = number
    for start, end in _stretches(pieces.marks >= INSIDE):
        shares = np.bincount(owner[start:end] + 1, best[start:end])
        owner[start:end] = int(shares.argmax()) - 1
    return owner


def _stretches(inside: np.ndarray) -> Iterator[tuple[int, int]]:
    """The runs of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inside.view(np.int8), [0])))).tolist()
    yield from zip(edges[::2], edges[1::2], strict=True)


def _word_ends(pieces: Pieces, words: np.ndarray) -> np.ndarray:
    """For each word the offset where its last piece ends."""
    following = np.append(words[1:], len(pieces))
    last = following - 1
    ends: np.ndarray = pieces.ends[last - ((last > words) & (pieces.ids[last] == ENDS))]
    return ends


def _runs(text: str, pieces: Pieces, words: np.ndarray, ends: np.ndarray, chosen: np.ndarray) -> Iterator[Span]:
    """The stretches of text that chosen words form, with the blanks between them; a paragraph's end ends a stretch."""
    for first, last in _stretches(chosen[words]):
        start = end = -1
        for i in range(first, last):
            if start >= 0 and "\n" in text[end : pieces.starts[words[i]]]:
                yield Span(start, end)
                start = -1
            start = int(pieces.starts[words[i]]) if start < 0 else start
            end = int(ends[i])
        yield Span(start, end)


def _best_run(one: Judged, runs: Sequence[Span], pieces: Pieces) -> tuple[tuple[Span, ...], float | None]:
    """The stretch that is most probably the source, and how probable its pieces are: sources are told in one place."""
    if not runs:
        return (), None

    def likely(span: Span) -> np.ndarray:
        low, high = np.searchsorted(pieces.starts, (span.start, span.end))
        return one.labels[low - one.start : high - one.start, SOURCE]

    best = max(runs, key=lambda span: (float(likely(span).sum()), -span.start))
    return (best,), round(float(likely(best).mean()), 3)
