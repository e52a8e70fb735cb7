"""Fit what is decided after the links: ``python -m training.decisions`` prints `SIBLINGS` and `SURE` of the weights.

It goes by the weights as shipped, so that it is run after ``python -m training.lineage``, on other families.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from training.lineage import DATA, least, shown, torn_families
from twosource.align import find_reuse
from twosource.derive.connected import connected
from twosource.derive.credits import learn_newsrooms
from twosource.derive.judged import LIKELY_SIBLINGS, Judged, linked, under_roots
from twosource.derive.overlap import copied, overlaps
from twosource.derive.texts import text_of
from twosource.derive.weights import SIBLINGS
from twosource.model import Article

SEEDS = {"right": (100, 200), "noisy": (101, 200), "none": (102, 200)}
PENALTY = 3.0

Gold: TypeAlias = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.decisions", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the data sets")
    parser.add_argument("--families", type=int, default=100, help="families for each seed")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"no data at {options.data}: name its folder with --data", file=sys.stderr)
        return 1
    signs, apart, chances, right = _seen(options.data, options.families)
    weights = _logistic(signs, apart, PENALTY)
    kept = [
        1 / (1 + np.exp(-signs[at] @ weights)) <= LIKELY_SIBLINGS if at >= 0 else True
        for at in chances[:, 1].astype(int)
    ]
    odds = np.log(chances[kept, 0] / (1 - chances[kept, 0]))
    slope, constant = _logistic(np.stack([odds, np.ones(len(odds))], axis=1), right[kept], 0.0)
    print(
        f"# {len(signs)} links under documents without parents, {int(apart.sum())} of them siblings; {len(odds)} links"
    )
    print(shown("SIBLINGS", dict(zip(SIBLINGS, (round(float(one), 2) for one in weights), strict=True))))
    print(f"SURE = ({slope:.2f}, {constant:.2f})")
    return 0


def _seen(data: Path, number: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Signs of siblings and whether they are; for each link its probability, the number of its signs, and its truth."""
    signs: list[list[float]] = []
    apart: list[bool] = []
    chances: list[tuple[float, int]] = []
    right: list[bool] = []
    for articles, gold in (
        one for dates, seeds in SEEDS.items() for seed in seeds for one in torn_families(data, dates, number, seed)
    ):
        edges = {(edge["parent"], edge["child"]) for edge in gold["edges"]}
        for judged in _judged(articles):
            number_of = {}
            for names, found in under_roots(judged):
                number_of[names] = len(signs)
                signs.append(list(found.values()))
                apart.append(any(set(names) <= set(one["children"]) for one in gold["unseen"]))
            for names, chance in _links(judged):
                chances.append((chance, number_of.get(names, -1)))
                right.append(names in edges)
    return np.array(signs), np.array(apart), np.array(chances), np.array(right)


def _judged(articles: Sequence[Article]) -> Iterator[Judged]:
    newsrooms = learn_newsrooms(articles)
    texts = [text_of(one, (), newsrooms) for one in sorted(articles, key=lambda one: one.id)]
    shared = copied(overlaps(texts, find_reuse(articles)))
    for group in connected([text.id for text in texts], shared):
        yield linked([text for text in texts if text.id in group], shared)


def _links(judged: Judged) -> Iterator[tuple[tuple[str, str], float]]:
    for child, parent in enumerate(judged.parents):
        if parent >= 0:
            chance = float(np.clip(judged.edges[parent, child], 1e-6, 1 - 1e-6))
            yield (judged.texts[parent].id, judged.texts[child].id), chance


def _logistic(values: np.ndarray, true: np.ndarray, penalty: float) -> np.ndarray:
    """The weights of a logistic regression; the first of several values is the constant and is not held down."""
    scale = np.sqrt((values**2).mean(axis=0)) + 1e-9
    scaled, signs = values / scale, 2.0 * true - 1
    held = penalty * (np.arange(len(scale)) > 0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (scaled @ weights)
        value = float(np.logaddexp(0, -margins).sum() + (held * weights**2).sum() / 2)
        return value, held * weights - scaled.T @ (signs / (1 + np.exp(margins)))

    return least(loss, np.zeros(len(scale))) / scale


if __name__ == "__main__":
    raise SystemExit(main())
