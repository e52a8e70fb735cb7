"""How far the model's probability of a link is right: ``python -m training.decisions`` prints `SURE` of the weights.

It goes by the weights as shipped, so that it is run after ``python -m training.lineage``; on families of which some
documents are taken away, which the model knows nothing of.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from training.lineage import DATA, least, torn_families
from twosource.align import find_reuse
from twosource.derive.connected import connected
from twosource.derive.copied import copied
from twosource.derive.credits import learn_newsrooms
from twosource.derive.judged import Judged, judge
from twosource.derive.overlap import overlaps
from twosource.derive.texts import text_of
from twosource.model import Article

SEEDS = {"right": (100, 200), "noisy": (101, 200), "none": (102, 200)}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.decisions", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the data sets")
    parser.add_argument("--families", type=int, default=100, help="families for each seed")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"no data at {options.data}: name its folder with --data", file=sys.stderr)
        return 1
    links = list(_links(options.data, options.families))
    odds = np.array([np.log(chance / (1 - chance)) for chance, _ in links])
    slope, constant = _logistic(np.stack([odds, np.ones(len(odds))], axis=1), np.array([right for _, right in links]))
    print(f"# {len(links)} links\nSURE = ({slope:.2f}, {constant:.2f})")
    return 0


def _links(data: Path, number: int) -> Iterator[tuple[float, bool]]:
    """The probability of each link of the likeliest forests, and whether it is right."""
    sets = [(dates, seed) for dates, seeds in SEEDS.items() for seed in seeds]
    for articles, gold in (family for dates, seed in sets for family in torn_families(data, dates, number, seed)):
        true = {(edge["parent"], edge["child"]) for edge in gold["edges"]}
        for judged in _judged(articles):
            ids = [text.id for text in judged.texts]
            for child, parent in enumerate(judged.parents):
                if parent >= 0:
                    chance = float(np.clip(judged.edges[parent, child], 1e-6, 1 - 1e-6))
                    yield chance, (ids[parent], ids[child]) in true


def _judged(articles: Sequence[Article]) -> Iterator[Judged]:
    newsrooms = learn_newsrooms(articles)
    texts = [text_of(one, (), newsrooms) for one in sorted(articles, key=lambda one: one.id)]
    shared = copied(overlaps(texts, find_reuse(articles)))
    for group in connected([text.id for text in texts], shared):
        yield judge([text for text in texts if text.id in group], shared)


def _logistic(values: np.ndarray, true: np.ndarray) -> np.ndarray:
    """The weights of a logistic regression."""
    signs = 2.0 * true - 1

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (values @ weights)
        return float(np.logaddexp(0, -margins).sum()), -values.T @ (signs / (1 + np.exp(margins)))

    return least(loss, np.zeros(values.shape[1]))


if __name__ == "__main__":
    raise SystemExit(main())
