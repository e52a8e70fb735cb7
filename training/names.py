"""Fit how alike two names are: ``python -m training.names``.

Prints the weights of `twosource/annotate/naming/likeness.py` as they stand there, learned on that half of the pairs
which `bench.names` calls tuned on; the other half is not read. The data sets are not part of the project. See the
README beside this file.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from bench.names import is_held_out, name_pairs
from twosource.annotate.naming.likeness import features

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
PENALTY = 0.1
FOLDS = 5
SPEAKS_FOR = frozenset({"same", "slip", "acronym", "two_scripts"})
"""Features that can only make two names more alike; all others can only make them less so."""

FALSE_COSTS = 2.0
"""How many misses a false match costs."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.names", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the data sets")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"no data at {options.data}: name its folder with --data", file=sys.stderr)
        return 1
    pairs = [pair for pair in name_pairs(options.data, None) if not is_held_out(pair)]
    rows = [features(pair["name1"], pair["name2"], person=pair["schema"] == "Person") for pair in pairs]
    truth = np.array([pair["is_match"] == "true" for pair in pairs])
    print(f"# {len(pairs)} pairs, {truth.sum()} of them one name; {FOLDS} folds: {folded(rows, truth)}")
    learned = fit(rows, truth)
    print(f"# on all pairs, those it was learned on: {figures(rows, truth, learned)}")
    print("WEIGHTS", {name: round(weight, 2) for name, weight in learned.items()})
    return 0


def fit(rows: Sequence[Mapping[str, float]], truth: np.ndarray) -> dict[str, float]:
    """Return log-odds for each feature: logistic regression with an L2 penalty on all but the constant."""
    names = tuple(rows[0])
    matrix = _matrix(rows, names)
    signs = np.where(truth, 1.0, -1.0)
    costs = np.where(truth, 1.0, FALSE_COSTS)
    penalty = np.array([0.0 if name == "always" else PENALTY for name in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (matrix @ weights)
        value = float((costs * np.logaddexp(0, -margins)).sum() + (penalty * weights * weights).sum() / 2)
        return value, penalty * weights - matrix.T @ (costs * signs / (1 + np.exp(margins)))

    bounds = [(None, None) if name == "always" else (0, None) if name in SPEAKS_FOR else (None, 0) for name in names]
    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", bounds=bounds).x
    return dict(zip(names, map(float, found), strict=True))


def folded(rows: Sequence[Mapping[str, float]], truth: np.ndarray) -> str:
    """What weights learned on four fifths make of the fifth that is left, over all five."""
    said = np.zeros(len(rows))
    for fold in range(FOLDS):
        here = np.arange(len(rows)) * FOLDS // len(rows) == fold
        learned = fit([row for row, out in zip(rows, here, strict=True) if not out], truth[~here])
        said[here] = _matrix(rows, tuple(learned))[here] @ np.array(list(learned.values()))
    return _told(said, truth)


def figures(rows: Sequence[Mapping[str, float]], truth: np.ndarray, learned: Mapping[str, float]) -> str:
    """Accuracy, false matches and misses of the weights `learned`."""
    return _told(_matrix(rows, tuple(learned)) @ np.array(list(learned.values())), truth)


def _told(margins: np.ndarray, truth: np.ndarray) -> str:
    said = margins > 0
    return f"{100 * (said == truth).mean():.1f}% right, {(said & ~truth).sum()} false, {(~said & truth).sum()} missed"


def _matrix(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Any:
    return np.array([[row[name] for name in names] for row in rows])


if __name__ == "__main__":
    raise SystemExit(main())
