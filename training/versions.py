"""Fit what tells the later of two versions: ``python -m training.versions``.

Prints the weights of `REVISION` as `twosource/derive/weights.py` has them, writes the list of words that
`twosource/derive/signals/versions.py` reads (``--write``), and prints how far weights learned on half of the subjects
hold on the other half. The data sets are not part of the project. See the README beside this file.
"""

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from msgspec import Struct
from scipy.sparse import csr_matrix, diags, hstack
from scipy.sparse.linalg import svds

from training.lineage import least, shown
from twosource.align import find_reuse
from twosource.align.words import words_of
from twosource.derive.overlap import overlaps
from twosource.derive.pair import Pair, pairs_of
from twosource.derive.signals.versions import VERSIONS
from twosource.derive.signals.wording import LISTS, changed_words, scale
from twosource.derive.texts import text_of
from twosource.model import Article, Facts

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
NAMED = tuple(name for name in VERSIONS if name not in LISTS)
PENALTY = {"named": 1.0, "words": 12.0}
WHERE = {"update_words": "anywhere", "update_words_at_top": "among the first thirty words"}
FEWEST = 25
"""Pairs in which the number of a word must differ for it to be weighed."""

ALIKE = 0.55
"""Cosine above which two reports are about one story and stay in one half."""


Word: TypeAlias = tuple[str, str]  # the list it belongs to, and the word


class Row(Struct, frozen=True):
    """A pair (earlier, later): values of the named signals, words that came or went, the later text's words."""

    ids: tuple[str, str]
    named: tuple[float, ...]
    words: Mapping[Word, float]
    text: Mapping[str, int]
    like: bool


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.versions", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the data sets")
    parser.add_argument("--pairs", type=int, default=10**6, help="pairs of versions")
    parser.add_argument("--write", action="store_true", help="write the list of words into the package")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"no data at {options.data}: name its folder with --data", file=sys.stderr)
        return 1
    rows = list(read_pairs(options.data / "copying", options.pairs))
    subject = subjects(rows)
    half = subject > np.median(subject)
    print(f"# {len(rows)} pairs; one half of the subjects {half.sum()}, the other {(~half).sum()}")
    for told, here in (("one", half), ("other", ~half)):
        learned = fit(_those(rows, ~here))
        print(f"# learned elsewhere, on the {told} half: {figures(_those(rows, here), learned)}")
    learned = fit(rows)
    print(f"# on all pairs, those it was learned on: {figures(rows, learned)}")
    print(shown("REVISION", {name: round(learned[name] / 2, 2) for name in NAMED} | dict.fromkeys(LISTS, 0.5)))
    if options.write:
        for name in LISTS:
            write_list(name, {key[1]: weight for key, weight in learned.items() if key[0] == name}, len(rows))
    return 0


def read_pairs(folder: Path, number: int) -> Iterator[Row]:
    """Yield pairs of versions of agency reports that are not the same, spread over the set."""
    texts = {row["id"]: row["text"] for row in _rows(folder / "reuters_docs.jsonl.gz")}
    pairs = [(row["parent"], row["child"]) for row in _rows(folder / "reuters_versions_train.jsonl.gz")]
    pairs = [(a, b) for a, b in pairs if texts[a] != texts[b]]
    for names in pairs[:: max(1, len(pairs) // number)][:number]:
        articles = [Article(id=name, path="", source=texts[name], edits=(), facts=Facts(), sha256="") for name in names]
        members = [text_of(one) for one in articles]
        pair = pairs_of(members, overlaps(members, find_reuse(articles))).get(names)
        if pair is None:
            continue
        lengths = sorted(len(member.words) for member in members)
        values = tuple(seen.value if (seen := VERSIONS[name](pair)) else 0.0 for name in NAMED)
        small = Counter(word for word in words_of(texts[names[1]]).folded if word.isalpha())
        yield Row(names, values, _changes(pair), small, lengths[1] - lengths[0] < 0.1 * lengths[1])


def _changes(pair: Pair) -> dict[Word, float]:
    """The words of each list that came or went, scaled as the package scales them."""
    found = {name: changed_words(pair, first) for name, first in LISTS.items()}
    return {(name, word): sign * scale(len(one)) for name, one in found.items() for word, sign in one.items()}


def fit(rows: Sequence[Row]) -> dict[str | Word, float]:
    """Return log-odds of the named signals and of the words that changed in enough pairs.

    Logistic regression without a constant, since everything changes its sign with the direction; L2 penalties.
    """
    counts = Counter(word for row in rows for word in row.words)
    words = sorted(word for word, count in counts.items() if count >= FEWEST)
    matrix = _matrix(rows, words)
    penalty = np.array([PENALTY["named"]] * len(NAMED) + [PENALTY["words"]] * len(words))
    turned = matrix.T.tocsr()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = matrix @ weights
        value = float(np.logaddexp(0, -margins).sum() + (penalty * weights * weights).sum() / 2)
        return value, penalty * weights - turned @ (1 / (1 + np.exp(margins)))

    return dict(zip((*NAMED, *words), map(float, least(loss, np.zeros(matrix.shape[1]))), strict=True))


def subjects(rows: Sequence[Row]) -> np.ndarray:
    """Return where each pair stands on the line along which the vocabulary of the reports differs most, stories whole.

    The second component of tf-idf (the first is what all have in common); pairs that share a document or are nearly
    alike get the middle of their group.
    """
    counts = Counter(word for row in rows for word in row.text)
    number = {word: at for at, word in enumerate(sorted(w for w, n in counts.items() if 2 < n <= 0.12 * len(rows)))}
    cells = [(at, number[w], (1 + np.log(n)) * np.log(len(rows) / counts[w])) for at, row in enumerate(rows)
             for w, n in row.text.items() if w in number]  # fmt: skip
    at, column, value = zip(*cells, strict=True)
    matrix = csr_matrix((value, (at, column)), shape=(len(rows), len(number)))
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix = diags(1 / np.maximum(norms, 1e-9)) @ matrix
    left, strength, _ = svds(matrix, k=2, random_state=0)
    line = left[:, int(np.argmin(strength))]
    home = _stories(rows, (matrix @ matrix.T).tocoo())
    return np.array([np.median(line[home == one]) for one in home])


def _stories(rows: Sequence[Row], likeness: Any) -> np.ndarray:
    """The number of the story that each pair belongs to."""
    home = list(range(len(rows)))

    def top(one: int) -> int:
        while home[one] != one:
            one = home[one]
        return one

    holders: dict[str, int] = {}
    for at, row in enumerate(rows):
        for name in row.ids:
            home[top(at)] = top(holders.setdefault(name, at))
    for left, right, cosine in zip(likeness.row, likeness.col, likeness.data, strict=True):
        if left < right and cosine > ALIKE:
            home[top(left)] = top(right)
    return np.array([top(at) for at in range(len(rows))])


def _matrix(rows: Sequence[Row], words: Sequence[Word]) -> Any:
    number = {word: at for at, word in enumerate(words)}
    cells = [(at, number[word], value) for at, row in enumerate(rows)
             for word, value in row.words.items() if word in number]  # fmt: skip
    at, column, value = zip(*cells, strict=True) if cells else ((), (), ())
    named = csr_matrix(np.array([row.named for row in rows], dtype=float))
    return hstack([named, csr_matrix((value, (at, column)), shape=(len(rows), len(words)))]).tocsr()


def figures(rows: Sequence[Row], learned: Mapping[str | Word, float]) -> str:
    """Per cent right: of all, of those of like length, and of both on the 80% that the model is surest of."""
    words = [word for word in learned if isinstance(word, tuple)]
    margins = _matrix(rows, words) @ np.array([learned[name] for name in (*NAMED, *words)])
    like = np.array([row.like for row in rows])
    shares = [(_right(some), _right(some[np.argsort(-abs(some))[: round(0.8 * len(some))]]))
              for some in (margins, margins[like])]  # fmt: skip
    return ", ".join(f"{part} {every:.1f} (surest 80%: {sure:.1f})"
                     for part, (every, sure) in zip(("all", "like length"), shares, strict=True))  # fmt: skip


def _right(margins: np.ndarray) -> float:
    return 100 * float(((margins > 0) + 0.5 * (margins == 0)).mean())


def write_list(name: str, weights: Mapping[str, float], pairs: int) -> None:
    """Write a list of words, those that come in first."""
    where = f"come in (above 0) or go (below 0) {WHERE[name]} when a report is updated"
    head = f"# Words that {where}, with log-odds.\n"
    head += f"# Learned by training.versions from {pairs} pairs of versions of agency reports.\n"
    rows = sorted(((round(weight, 2), word) for word, weight in weights.items()), key=lambda row: (-row[0], row[1]))
    body = "".join(f"{word}\t{weight}\n" for weight, word in rows if weight)
    (Path(str(files("twosource.words"))) / "en" / f"{name}.txt").write_text(head + body, encoding="utf-8")


def _those(rows: Sequence[Row], here: np.ndarray) -> list[Row]:
    return [row for row, chosen in zip(rows, here, strict=True) if chosen]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    raise SystemExit(main())
