"""Settings and trust, chosen on the articles set aside: never on those that the project is measured on."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import product

import numpy as np

from training.tagger.examples import Row
from training.tagger.judge import predicted
from twosource.annotate.tagger.decode import Judged, Settings, attributions
from twosource.annotate.tagger.pieces import Pieces

__all__ = ["best_settings", "trust_curve"]

Found = Sequence[tuple[Pieces, list[Judged]]]
CUES = (0.3, 0.4, 0.5)
GRID = (0.35, 0.5), (0.2, 0.4), (0.3, 0.35, 0.4, 0.45, 0.5, 0.55), (1.0, 2.0, 3.0, 4.5)
BINS = 12


def best_settings(rows: Sequence[Row], judge: Callable[[float], Found]) -> Settings:
    """The settings with the highest pair F1, the first of those that are alike; `judge` takes a threshold for cues."""
    score = import_module("quotes").score
    best: tuple[float, Settings | None] = (-1.0, None)
    for cue in CUES:
        found = judge(cue)
        for values in product(*GRID):
            settings = Settings(cue, *values)
            reached = score(rows, predicted(rows, found, settings))["pair"]["F1"]
            best = max(best, (reached, settings), key=lambda one: one[0])
    if best[1] is None:
        raise ValueError("no settings to choose from")
    return best[1]


def trust_curve(rows: Sequence[Row], found: Found, settings: Settings) -> list[tuple[float, float]]:
    """Pairs of what finds are worth and the share of them that was right, rising; each of like many finds."""
    judged = sorted(_right(rows, found, settings))
    values = np.array([worth for worth, _ in judged])
    rising = _isotonic(np.array([float(right) for _, right in judged]))
    groups = np.array_split(np.arange(len(judged)), BINS)
    return [(round(float(values[g].mean()), 3), round(float(rising[g].mean()), 3)) for g in groups]


def _right(rows: Sequence[Row], found: Found, settings: Settings) -> Iterator[tuple[float, bool]]:
    common = import_module("common")
    for row, (pieces, judged) in zip(rows, found, strict=True):
        tokens = common.words(row["text"])

        def words(spans: Sequence[Sequence[int]], tokens: list[tuple[int, int]] = tokens) -> frozenset[int]:
            return frozenset(common.covered(tokens, [list(span) for span in spans]))

        gold = [(words(one["content"]), words(one["source"])) for one in row["attributions"]]
        for one in attributions(row["text"], pieces, judged, settings, float):
            content, source = words(one.content), words(one.source)
            yield (
                one.sure or 0.0,
                any(
                    2 * len(content & true) >= len(content | true) and (bool(source & by) or not (source or by))
                    for true, by in gold
                ),
            )


def _isotonic(values: np.ndarray) -> np.ndarray:
    """The rising sequence nearest to `values` (pool adjacent violators)."""
    blocks: list[tuple[float, int]] = []
    for value in values:
        mean, size = float(value), 1
        while blocks and blocks[-1][0] >= mean:
            before, count = blocks.pop()
            mean, size = (before * count + mean * size) / (count + size), count + size
        blocks.append((mean, size))
    return np.concatenate([np.full(size, mean) for mean, size in blocks])
