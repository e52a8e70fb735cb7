"""What grouping into stories ships: how common terms are, and the weights of what two articles share.

    python -m training.stories background    # about a minute: counts terms
    python -m training.stories weights       # about two minutes: learns from allsides_triplets_train

Each writes its file in ``twosource/stories/model``. `--folds 4` learns from four of eight parts of the stories only, so
that the others can be looked at.
"""

import argparse
import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from twosource.model import Article, Fact, Facts
from twosource.stories.evidence import SIGNALS, evidence
from twosource.stories.index import Index
from twosource.stories.likeness import FLOOR
from twosource.stories.profiling import profile
from twosource.stories.terms import terms_of
from twosource.stories.vectors import Vocabulary

Row = dict[str, Any]
HERE = Path(__file__).resolve().parents[1]
DATA, MODEL = HERE.parent / "shared" / "data", HERE / "twosource" / "stories" / "model"
READ, FEWEST = 3050, 8
"""Characters of an article that are counted, and articles a term must stand in to have a line."""
PARTS, SEED = 8, 1
PENALTY = 3.0
FIELDS = {"full": ("title", "text"), "title": ("title",), "lead": ("text",)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.stories", description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("background", "weights"))
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--folds", type=int, default=PARTS)
    options = parser.parse_args()
    if options.what == "background":
        count_terms(options.data)
    else:
        learn(options.data, options.folds)


def count_terms(data: Path) -> None:
    """Write in how many articles each term stands, and how often only with a capital."""
    standing, capital, articles = Counter[str](), Counter[str](), 0
    names = ("stories/allsides_triplets_train", "stories/many_outlets", "copying/reuters_docs")
    for row in (row for name in names for row in rows(data / f"{name}.jsonl.gz")):
        seen: dict[str, bool] = {}
        for term, large, *_ in terms_of(row["text"], 0, READ):
            seen[term] = seen.get(term, True) and large
        seen |= {term: False for term, *_ in terms_of(row.get("title") or "") if term not in seen}
        standing.update(seen)
        capital.update(term for term, large in seen.items() if large)
        articles += 1
    with (MODEL / "background.txt").open("w", encoding="utf-8") as out:
        out.write(f"# In how many of {articles} articles a term stands, and in what per cent of these only with a\n")
        out.write(f"# capital; terms of {FEWEST} articles or more. Counted for the project (training/stories.py) in\n")
        out.write(f"# {', '.join(names)}.\n\t{articles}\t0\n")
        for term in sorted(term for term, count in standing.items() if count >= FEWEST):
            out.write(f"{term}\t{standing[term]}\t{round(100 * capital[term] / standing[term])}\n")


def learn(data: Path, folds: int) -> None:
    """Learn the weights of signals and of standing, and write them."""
    parts = split(list(rows(data / "stories" / "allsides_triplets_train.jsonl.gz")))[:folds]
    examples = [
        pairs_of(some, fields)
        for number, part in enumerate(parts)
        for fields in FIELDS.values()
        for some in (part, thinned(part, number))
    ]
    signals = np.vstack([one.signals for one in examples])
    truth = np.concatenate([one.truth for one in examples])
    weights, constant = logistic(signals, truth)
    standing = np.vstack([one.standing(weights, constant) for one in examples])
    beside, last = logistic(standing, truth)
    found = {
        "signals": dict(zip(SIGNALS, np.round(weights, 4).tolist(), strict=True)),
        "constant": round(constant, 4),
        "standing": [*np.round(beside, 4).tolist(), round(last, 4)],
    }
    (MODEL / "weights.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({"pairs": len(truth), "of one story": int(truth.sum()), **found}))


def rows(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def split(articles: Sequence[Row]) -> list[list[Row]]:
    """Parts of about 307 stories each, as many as the validation part has: so many look-alikes stand side by side."""
    stories = sorted({row["cluster"] for row in articles})
    random.Random(SEED).shuffle(stories)
    part = {story: number % PARTS for number, story in enumerate(stories)}
    return [[row for row in articles if part[row["cluster"]] == number] for number in range(PARTS)]


def thinned(articles: Sequence[Row], seed: int) -> list[Row]:
    """The same with one, two or three articles of each story, so that it is not learned that each has two others."""
    chosen, by_story = random.Random(seed), defaultdict(list)
    for row in articles:
        by_story[row["cluster"]].append(row)
    return [row for mates in by_story.values() for row in chosen.sample(mates, chosen.randint(1, len(mates)))]


class Pairs:
    """Pairs of articles that are looked at: their places, signals, and whether they are of one story."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.one: list[int] = []
        self.other: list[int] = []
        self.signals = np.zeros((0, len(SIGNALS)))
        self.truth = np.zeros(0, bool)

    def standing(self, weights: np.ndarray, constant: float) -> np.ndarray:
        """The columns of `linkage.standing`, by the scores that these weights give."""
        scores = np.maximum(FLOOR, self.signals @ weights + constant)
        best = np.full(self.count, FLOOR)
        np.maximum.at(best, self.one, scores)
        np.maximum.at(best, self.other, scores)
        sides = scores - best[self.one], scores - best[self.other]
        return np.column_stack((scores, np.minimum(*sides), np.maximum(*sides)))


def pairs_of(articles: Sequence[Row], fields: tuple[str, ...]) -> Pairs:
    """The pairs that the index proposes among articles of which only these fields are seen."""
    vocabulary, index, vectors, found = Vocabulary(), Index(), [], Pairs(len(articles))
    parts = []
    for number, row in enumerate(articles):
        vector = vocabulary.vector(profile(article_of({"id": row["id"], **{name: row[name] for name in fields}})))
        near = index.near(vector)
        parts.append(evidence(vector, [vectors[one] for one in near]))
        found.one += near
        found.other += [number] * len(near)
        index.add(number, vector)
        vectors.append(vector)
    story = np.array([row["cluster"] for row in articles])
    found.signals = np.vstack(parts)
    found.truth = story[found.one] == story[found.other]
    return found


def article_of(row: Row) -> Article:
    title = Fact(value=row["title"], found="row") if row.get("title") else None
    return Article(
        id=row["id"], path="", source=row.get("text", ""), edits=(), sha256="", facts=Facts(title=title)
    )  # fmt: skip


def logistic(values: np.ndarray, truth: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights and constant of a logistic regression with a penalty on the square of each weight, columns scaled."""
    mean, scale = values.mean(0), values.std(0) + 1e-9
    scaled = np.column_stack(((values - mean) / scale, np.ones(len(values))))
    signs = np.where(truth, 1.0, -1.0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (scaled @ weights)
        slope = -(signs * expit(-margins)) @ scaled
        free = np.append(weights[:-1], 0.0)
        return float(np.logaddexp(0, -margins).sum() + PENALTY / 2 * free @ free), slope + PENALTY * free

    found = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    weights = found[:-1] / scale
    return weights, float(found[-1] - mean @ weights)


if __name__ == "__main__":
    main()
