"""Articles into stories, against stories that people made; TF-IDF peers at the threshold that suits each set best."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from bench.rows import Row, read_rows
from twosource.model import Article, Fact, Facts
from twosource.stories import Grouping, profile

SETS = ("allsides_triplets_val", "ecbplus_1_35", "uci_headlines")
THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4)
FIELDS = {"title": "title", "date": "published", "source": "outlet", "lang": "language"}
SEED = 1
AT_ONCE = 500
Matrix = Any


def measure(data: Path, limit: int | None) -> Iterator[Row]:
    """Score the stories of each set, in order and shuffled, and those of the peers in the same run."""
    for name in SETS:
        rows = list(read_rows(data / "stories" / f"{name}.jsonl.gz"))[:limit]
        began = process_time()
        found = stories_of(rows)
        seconds = process_time() - began
        yield {
            "set": name,
            "by": "twosource",
            **scored(rows, found),
            "articles_a_cpu_second": round(len(rows) / seconds),
        }
        yield {"set": name, "by": "twosource, shuffled, against the ordered run", **agreement(rows, found)}
        yield from peers(name, rows)


def stories_of(rows: Sequence[Row]) -> dict[str, str]:
    """The story of each row by the package; `cluster` and `topic` are not seen."""
    grouping = Grouping()
    for row in rows:
        grouping.add(profile(article_of(row)))
    grouping.settle()
    return grouping.assignments()


def article_of(row: Row) -> Article:
    """A row as an article.

    >>> article_of({"id": "a", "title": "Ferry sinks", "text": "", "date": ""}).facts.title.value
    'Ferry sinks'
    """
    facts = {meant: Fact(value=row[name], found="row") for name, meant in FIELDS.items() if row.get(name)}
    return Article(id=row["id"], path="", source=row["text"], edits=(), sha256="", facts=Facts(**facts))


def scored(rows: Sequence[Row], found: dict[str, Any]) -> Row:
    from stories import score  # type: ignore[import-not-found]

    out: Row = score({row["id"]: row["cluster"] for row in rows}, found)
    return out


def agreement(rows: Sequence[Row], ordered: dict[str, str]) -> Row:
    """How far the stories agree with those of `ordered` when the rows come in another order."""
    from stories import score

    shuffled = list(rows)
    random.Random(SEED).shuffle(shuffled)
    out: Row = score(ordered, stories_of(shuffled))
    return {"pairwise": out["pairwise"]}


def peers(name: str, rows: Sequence[Row]) -> Iterator[Row]:
    """TF-IDF of all words of the set (scikit-learn), linked by average and gone through once."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]

    texts = [f"{row['title']} {row['text']}" for row in rows]
    matrix = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    for by, ways in (("TF-IDF, average link", average_link(matrix)), ("TF-IDF, single pass", single_pass(matrix))):
        results = [(threshold, scored(rows, named(rows, groups))) for threshold, groups in ways]
        best, result = max(results, key=lambda one: one[1]["bcubed"]["F1"] + one[1]["pairwise"]["F1"])
        yield {"set": name, "by": by, "best_threshold": best, **result}


def named(rows: Sequence[Row], groups: Sequence[int]) -> dict[str, str]:
    return {row["id"]: str(group) for row, group in zip(rows, groups, strict=True)}


def average_link(matrix: Matrix) -> Iterator[tuple[float, list[int]]]:
    """The groups at each threshold of the mean cosine."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    distances = 1 - (matrix @ matrix.T).toarray().astype(np.float32)
    np.fill_diagonal(distances, 0)
    tree = linkage(squareform(np.clip(distances, 0, 1), checks=False), "average")
    for threshold in THRESHOLDS:
        yield threshold, fcluster(tree, 1 - threshold, "distance").tolist()


def single_pass(matrix: Matrix) -> Iterator[tuple[float, list[int]]]:
    """Each article to the group of the likest one before it, if that is like enough, else to a new group."""
    nearest: list[tuple[int, float]] = []
    for first in range(0, matrix.shape[0], AT_ONCE):
        some = range(first, min(first + AT_ONCE, matrix.shape[0]))
        cosines = (matrix[some[0] : some[-1] + 1] @ matrix[: some[-1] + 1].T).toarray()
        for place, number in enumerate(some):
            before = cosines[place, :number]
            best = int(before.argmax()) if number else 0
            nearest.append((best, float(before[best]) if number else 0.0))
    for threshold in THRESHOLDS:
        groups: list[int] = []
        for number, (best, cosine) in enumerate(nearest):
            groups.append(groups[best] if cosine >= threshold else number)
        yield threshold, groups
