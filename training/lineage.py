"""Fit the weights of the lineage: ``python -m training.lineage`` prints them as `twosource/derive/weights.py` has them.

The data sets are not part of the project; they are looked for as those of `bench` are. See the README beside this file.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct, structs
from scipy.optimize import minimize

from twosource.align import find_reuse
from twosource.derive.forest import edge_probabilities
from twosource.derive.lineage import CREDITS, connected, no_parent
from twosource.derive.overlap import overlaps
from twosource.derive.pair import pairs_of
from twosource.derive.signals import SIGNALS, direction
from twosource.derive.texts import text_of
from twosource.derive.weights import BY_HAND
from twosource.model import Article, Facts
from twosource.run import read_articles
from twosource.run.tracing import by_story

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SEEDS = {"right": 100, "noisy": 101, "none": 102}
HELD = {"credits_another": BY_HAND["credits_another"]}
ROOTS = ("always", "damaged", "credits")
REVISED = ("words_left_out", "belongs", "ends_cut", "blocks_left_out", "lead_new", "lines_came")
CREDITED = [at for at, name in enumerate(SIGNALS) if name in CREDITS]
PENALTY = 1.0
HARD_SPACE = "\u00a0"  # textwrap breaks no line there


class Family(Struct, frozen=True):
    """One connected group of documents: signals of each pair, which pairs there are, signs of roots, true parents."""

    signals: np.ndarray
    possible: np.ndarray
    roots: np.ndarray
    parents: tuple[int, ...]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.lineage", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the data sets")
    parser.add_argument("--families", type=int, default=150, help="families for each kind of dates")
    parser.add_argument("--pairs", type=int, default=1200, help="pairs of versions of agency reports")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"no data at {options.data}: name its folder with --data", file=sys.stderr)
        return 1
    families = [one for dates in SEEDS for one in _families(options.data, dates, options.families)]
    copy, roots = fit_copies(families)
    pairs = list(_versions(options.data / "copying", options.pairs))
    print(f"# {len(families)} groups of documents, {len(pairs)} pairs of versions; what is set by hand is not printed")
    _print("COPY", {name: weight for name, weight in copy.items() if name not in HELD})
    _print("REVISION", fit_revisions(np.array(pairs)))
    _print("NO_PARENT", roots)
    return 0


def _print(name: str, weights: dict[str, float]) -> None:
    entries = ", ".join(f'"{signal}":{HARD_SPACE}{weight + 0.0}' for signal, weight in weights.items())
    indent = " " * 4
    lines = textwrap.fill(entries, 112, initial_indent=indent, subsequent_indent=indent)
    print(f"{name}: dict[str, float] = {{\n{lines.replace(HARD_SPACE, ' ')},\n}}")


def fit_copies(families: Sequence[Family]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of the signals and of having no parent that make the true trees most probable.

    A log-linear model over forests (Koo et al. 2007) with an L2 penalty; what `HELD` names stays as it is.
    """
    names = (*SIGNALS, *ROOTS)
    free = np.array([name not in HELD for name in names])
    start = np.array([HELD.get(name, 0.0) for name in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = PENALTY / 2 * float(weights @ weights), PENALTY * weights
        for family in families:
            less, slope = _surprise(family, weights)
            value, gradient = value + less, gradient + slope
        return value, gradient * free

    found = _least(loss, start)
    fitted = {name: round(float(weight), 2) for name, weight in zip(names, found, strict=True)}
    return {name: fitted[name] for name in SIGNALS}, {name: fitted[name] for name in ROOTS}


def fit_revisions(values: np.ndarray) -> dict[str, float]:
    """Return weights of direction under which the first of each pair of versions is the earlier.

    A logistic regression without a constant, since each signal changes its sign with the direction. A score speaks for
    one direction by as much as against the other, so that each weight is half of the regression's.
    """

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = values @ weights
        value = float(np.logaddexp(0, -margins).sum()) + PENALTY / 2 * float(weights @ weights)
        return value, PENALTY * weights - values.T @ (1 / (1 + np.exp(margins)))

    found = _least(loss, np.zeros(values.shape[1]))
    return {name: round(float(weight) / 2, 2) for name, weight in zip(REVISED, found, strict=True)}


def _least(loss: Callable[[np.ndarray], tuple[float, np.ndarray]], start: np.ndarray) -> np.ndarray:
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x


def _surprise(family: Family, weights: np.ndarray) -> tuple[float, np.ndarray]:
    """How improbable the true forest is (minus its log-likelihood), and the gradient of that."""
    count = len(SIGNALS)
    scores = np.where(family.possible, family.signals @ weights[:count], -np.inf)
    alone = family.roots @ weights[count:]
    edges, roots, value = edge_probabilities(scores, alone)
    gradient = np.concatenate([np.einsum("ij,ijk->k", edges, family.signals), roots @ family.roots])
    for child, parent in enumerate(family.parents):
        if parent < 0:
            value -= alone[child]
            gradient[count:] -= family.roots[child]
        else:
            value -= scores[parent, child]
            gradient[:count] -= family.signals[parent, child]
    return value, gradient


def _families(data: Path, dates: str, number: int) -> Iterator[Family]:
    """Grow families and yield their groups; in every third no outlet is known."""
    with tempfile.TemporaryDirectory() as folder:
        tool, articles = data.parent / "tools" / "copychains.py", data / "stories" / "many_outlets.jsonl.gz"
        options = ["--families", str(number), "--seed", str(SEEDS[dates]), "--dates", dates]
        subprocess.run([sys.executable, tool, articles, folder, *options], check=True)
        rows = map(json.loads, (Path(folder) / "gold.jsonl").read_text(encoding="utf-8").splitlines())
        gold = {row["story"]: row["edges"] for row in rows}
        stories = by_story(read_articles([Path(folder) / "docs.jsonl"]).articles)
    for at, (story, members) in enumerate(stories.items()):
        yield from _groups([_nameless(one) for one in members] if at % 3 == 0 else members, gold[story])


def _nameless(article: Article) -> Article:
    return structs.replace(article, facts=structs.replace(article.facts, outlet=None))


def _groups(articles: Sequence[Article], edges: Sequence[dict[str, Any]]) -> Iterator[Family]:
    texts = [text_of(one) for one in sorted(articles, key=lambda one: one.id)]
    shared = {pair: one for pair, one in overlaps(texts, find_reuse(articles)).items() if one.shows_copying}
    for group in connected([text.id for text in texts], shared):
        members = [text for text in texts if text.id in group]
        signals = np.zeros((len(group), len(group), len(SIGNALS)))
        possible = np.zeros((len(group), len(group)), bool)
        for (parent, child), pair in pairs_of(members, shared).items():
            at = group.index(parent), group.index(child)
            possible[at] = True
            seen = [signal(pair) for signal in SIGNALS.values()]
            signals[at] = [one.value if one else 0.0 for one in seen]
        told = {child for child, one in enumerate(group) if signals[:, child, CREDITED].any()}
        signs = [no_parent(text, credits_given=at in told) for at, text in enumerate(members)]
        roots = np.array([[one[name] for name in ROOTS] for one in signs])
        yield Family(signals, possible, roots, _parents(group, possible, edges))


def _parents(group: Sequence[str], possible: np.ndarray, edges: Sequence[dict[str, Any]]) -> tuple[int, ...]:
    """The first true parent of each document that shares text with it, or -1."""
    out = [-1] * len(group)
    for edge in reversed(edges):
        if edge["parent"] in group and edge["child"] in group:
            parent, child = group.index(edge["parent"]), group.index(edge["child"])
            if possible[parent, child]:
                out[child] = parent
    return tuple(out)


def _versions(folder: Path, number: int) -> Iterator[list[float]]:
    """The signals of direction for pairs (earlier, later) of versions of agency reports, spread over the set."""
    texts = {row["id"]: row["text"] for row in _rows(folder / "reuters_docs.jsonl.gz")}
    pairs = [(row["parent"], row["child"]) for row in _rows(folder / "reuters_versions_train.jsonl.gz")]
    pairs = [(a, b) for a, b in pairs if texts[a] != texts[b]]
    for names in pairs[:: max(1, len(pairs) // number)][:number]:
        articles = [Article(id=name, path="", source=texts[name], edits=(), facts=Facts(), sha256="") for name in names]
        members = [text_of(one) for one in articles]
        pair = pairs_of(members, overlaps(members, find_reuse(articles))).get(names)
        if pair is not None:
            yield [getattr(direction, name)(pair).value for name in REVISED]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    raise SystemExit(main())
