"""Learn which words name what: ``python -m training.labels --write`` makes the model of `twosource/annotate/labels`.

The teacher is spaCy's small English model, whose labels are those to be learned: it reads thousands of articles once so
that nobody who uses the package needs it for names. The data are looked for as those of `bench` are.
"""

import argparse
import gzip
import json
import random
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from training.lineage import DATA, least
from twosource.annotate.labels.features import Line, features, runs, small_words
from twosource.annotate.labels.labelling import BITS, CLASSES, FILE, numbers_of
from twosource.annotate.naming.words import words_of_line
from twosource.annotate.parse import paragraph_spans, teacher

LABELS = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "other",
    "PRODUCT": "other", "EVENT": "other", "WORK_OF_ART": "other", "LAW": "other", "LANGUAGE": "other",
}  # fmt: skip
SETS = (("stories/many_outlets.jsonl.gz", 6), ("copying/reuters_docs.jsonl.gz", 1))
"""Where the articles come from, and in which parts."""

PENALTY = 0.08
HELD_OUT = 20  # one article in so many is not learned from
LARGEST = 6.0
"""The greatest weight; smaller ones are kept as whole numbers up to 127."""

Name = tuple[int, int, str]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.labels", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the data sets")
    parser.add_argument("--articles", type=int, default=4200, help="articles that the teacher reads")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"no data at {options.data}: name its folder with --data", file=sys.stderr)
        return 1
    samples = [list(_samples(text, names)) for text, names in taught(chosen(options.data, options.articles))]
    learned = [one for at, some in enumerate(samples) if at % HELD_OUT for one in some]
    weights = fit(learned)
    if options.write:
        np.savez_compressed(FILE, weights=weights, scale=np.float32(LARGEST / 127))
    held = [one for some in samples[::HELD_OUT] for one in some]
    print(f"# {len(learned)} words; as the teacher says on {len(held)} others: {agreement(weights, held):.1f}%")
    return 0


def chosen(data: Path, number: int) -> list[str]:
    """The texts of `number` articles, the same ones each time."""
    rng, texts = random.Random(11), []
    parts = sum(part for _, part in SETS)
    for name, part in SETS:
        with gzip.open(data / name, "rt", encoding="utf-8") as rows:
            found = [text for text in (json.loads(row)["text"] for row in rows) if 80 < len(text.split()) < 2000]
        texts += rng.sample(found, min(len(found), number * part // parts))
    rng.shuffle(texts)
    return texts


def taught(texts: Sequence[str]) -> Iterator[tuple[str, list[Name]]]:
    """Yield each text with the names that the teacher finds in it."""
    spans = [list(paragraph_spans(text)) for text in texts]
    docs = teacher().pipe(
        (span.of(text) for text, some in zip(texts, spans, strict=True) for span in some), batch_size=64
    )
    for text, some in zip(texts, spans, strict=True):
        yield (
            text,
            [
                (span.start + one.start_char, span.start + one.end_char, LABELS[one.label_])
                for span in some
                for one in next(docs).ents
                if one.label_ in LABELS
            ],
        )


def _samples(text: str, names: Sequence[Name]) -> Iterator[tuple[list[int], int]]:
    """The features of each word of a run, as numbers, and its class."""
    small, starts = small_words(text), [start for start, _, _ in names]
    for paragraph in paragraph_spans(text):
        content = paragraph.of(text)
        line = Line(content, list(words_of_line(content)), small)
        for run in runs(line):
            for at, found in zip(run, features(line, run), strict=True):
                place = paragraph.start + line.words[at].start
                last = bisect_right(starts, place) - 1
                inside = last >= 0 and names[last][1] > place
                yield numbers_of(found), CLASSES.index(names[last][2]) if inside else 0


def fit(samples: Sequence[tuple[list[int], int]]) -> np.ndarray:
    """The weights of a multinomial logistic regression with an L2 penalty, as whole numbers of `LARGEST` / 127."""
    matrix, classes = _matrix(samples), np.array([one for _, one in samples])
    turned, wanted = matrix.T.tocsr(), np.eye(len(CLASSES), dtype=np.float32)[classes]
    shape = (1 << BITS, len(CLASSES))

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ flat.reshape(shape).astype(np.float32)
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        value = -np.log(chances[np.arange(len(classes)), classes] + 1e-12).sum(dtype=float)
        gradient = (turned @ (chances - wanted)).astype(float).ravel()
        return value + PENALTY / 2 * float((flat * flat).sum()), gradient + PENALTY * flat

    weights = least(loss, np.zeros(shape).ravel(), 60).reshape(shape)
    return np.clip(np.round(weights / LARGEST * 127), -127, 127).astype(np.int8)


def agreement(weights: np.ndarray, samples: Sequence[tuple[list[int], int]]) -> float:
    """Per cent of the words to which the model gives the class that the teacher gives."""
    told = (_matrix(samples) @ weights.astype(np.float32)).argmax(axis=1)
    return 100 * float((told == np.array([one for _, one in samples])).mean())


def _matrix(samples: Sequence[tuple[list[int], int]]) -> Any:
    numbers = np.array([one for one, _ in samples], np.int32)
    ends = np.arange(0, numbers.size + 1, numbers.shape[1])
    return csr_matrix((np.ones(numbers.size, np.float32), numbers.ravel(), ends), shape=(len(numbers), 1 << BITS))


if __name__ == "__main__":
    raise SystemExit(main())
