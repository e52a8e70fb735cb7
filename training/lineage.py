"""Fit the weights of the lineage: ``python -m training.lineage`` prints them as `twosource/derive/weights.py` has them.

The data sets are not part of the project; they are looked for as those of `bench` are. See the README beside this file.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from msgspec import Struct, structs
from scipy.optimize import minimize

from training.families import whole_families
from twosource.align import find_reuse
from twosource.derive.connected import connected
from twosource.derive.copied import copied
from twosource.derive.forest import edge_probabilities
from twosource.derive.judged import CREDITS, no_parent
from twosource.derive.overlap import overlaps
from twosource.derive.pair import pairs_of
from twosource.derive.signals import SIGNALS
from twosource.derive.texts import text_of
from twosource.derive.weights import BY_HAND
from twosource.model import Article
from twosource.run import read_articles
from twosource.run.tracing import by_story

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SEEDS = {"right": 100, "noisy": 101, "none": 102}
HELD = {
    name: BY_HAND[name] for name in ("credits_another", "page_names_parent", "agency_gave", "same_byline", "credits")
}
ROOTS = ("always", "damaged", "credits")
CREDITED = [at for at, name in enumerate(SIGNALS) if name in CREDITS]
PENALTY = 1.0
Link: TypeAlias = tuple[str, str]  # parent, child
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
    parser.add_argument("--families", type=int, default=100, help="families for each kind of dates")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"no data at {options.data}: name its folder with --data", file=sys.stderr)
        return 1
    families = [one for dates in SEEDS for one in _whole(options.data, dates, options.families)]
    copy, roots = fit_copies(families)
    print(f"# {len(families)} groups of documents; what is set by hand is not printed")
    print(shown("COPY", {name: weight for name, weight in copy.items() if name not in HELD}))
    print(shown("NO_PARENT", {name: weight for name, weight in roots.items() if name not in HELD}))
    return 0


def shown(name: str, weights: Mapping[str, float]) -> str:
    entries = ", ".join(f'"{signal}":{HARD_SPACE}{weight + 0.0}' for signal, weight in weights.items())
    indent = " " * 4
    lines = textwrap.fill(entries, 112, initial_indent=indent, subsequent_indent=indent)
    return f"{name}: dict[str, float] = {{\n{lines.replace(HARD_SPACE, ' ')},\n}}"


def fit_copies(families: Sequence[Family]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of the signals and of having no parent that make the true trees most probable.

    A log-linear model over forests (Koo et al. 2007) with an L2 penalty; what `HELD` names stays as it is. Values are
    scaled for the penalty and for the search, and the weights scaled back.
    """
    names = (*SIGNALS, *ROOTS)
    free = np.array([name not in HELD for name in names])
    seen = np.concatenate([family.signals[family.possible] for family in families])
    scale = np.concatenate([np.sqrt((seen**2).mean(axis=0)) + 1e-6, np.ones(len(ROOTS))])
    scaled = [structs.replace(one, signals=one.signals / scale[: len(SIGNALS)]) for one in families]
    start = np.array([HELD.get(name, 0.0) for name in names]) * scale

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = PENALTY / 2 * float(weights @ weights), PENALTY * weights
        for family in scaled:
            less, slope = _surprise(family, weights)
            value, gradient = value + less, gradient + slope
        return value, gradient * free

    found = dict(zip(names, (round(float(one), 2) for one in least(loss, start) / scale), strict=True))
    return {name: found[name] for name in SIGNALS}, {name: found[name] for name in ROOTS}


def least(loss: Callable[[np.ndarray], tuple[float, np.ndarray]], start: np.ndarray, rounds: int = 400) -> np.ndarray:
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x


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


def _whole(data: Path, dates: str, number: int) -> Iterator[Family]:
    """Grow families that are all there and yield their groups; in every third no outlet is known."""
    grown = list(whole_families(data, number, SEEDS[dates], dates))
    with tempfile.TemporaryDirectory() as folder:
        lines = [json.dumps(row, ensure_ascii=False) for rows, _ in grown for row in rows]
        (Path(folder) / "docs.jsonl").write_text("\n".join(lines), encoding="utf-8")
        yield from _read(Path(folder), {rows[0]["story"]: links for rows, links in grown})


def torn_families(data: Path, dates: str, number: int, seed: int) -> Iterator[tuple[list[Article], dict[str, Any]]]:
    """Grow families of which some documents are not given; yield the articles of each and what is true of them."""
    with tempfile.TemporaryDirectory() as folder:
        tool, articles = data.parent / "tools" / "copychains.py", data / "stories" / "many_outlets.jsonl.gz"
        options = ["--families", str(number), "--seed", str(seed), "--dates", dates]
        subprocess.run([sys.executable, tool, articles, folder, *options], check=True)
        rows = map(json.loads, (Path(folder) / "gold.jsonl").read_text(encoding="utf-8").splitlines())
        gold = {row["story"]: row for row in rows}
        stories = by_story(read_articles([Path(folder) / "docs.jsonl"]).articles)
    for at, (story, members) in enumerate(stories.items()):
        yield [_nameless(one) for one in members] if at % 3 == 0 else members, gold[story]


def _read(folder: Path, links: Mapping[str, Sequence[Link]]) -> Iterator[Family]:
    stories = by_story(read_articles([folder / "docs.jsonl"]).articles)
    for at, (story, members) in enumerate(stories.items()):
        yield from _groups([_nameless(one) for one in members] if at % 3 == 0 else members, links[story])


def _nameless(article: Article) -> Article:
    return structs.replace(article, facts=structs.replace(article.facts, outlet=None))


def _groups(articles: Sequence[Article], links: Sequence[Link]) -> Iterator[Family]:
    texts = [text_of(one) for one in sorted(articles, key=lambda one: one.id)]
    shared = copied(overlaps(texts, find_reuse(articles)))
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
        yield Family(signals, possible, roots, _parents(group, possible, links))


def _parents(group: Sequence[str], possible: np.ndarray, links: Sequence[Link]) -> tuple[int, ...]:
    """The first true parent of each document that shares text with it, or -1."""
    out = [-1] * len(group)
    for one, other in reversed(links):
        if one in group and other in group:
            parent, child = group.index(one), group.index(other)
            if possible[parent, child]:
                out[child] = parent
    return tuple(out)


if __name__ == "__main__":
    raise SystemExit(main())
