"""The learned model of names asked: words with capitals to persons, organisations, places and other names."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from msgspec import Struct

from twosource.annotate.labels.features import Line, features, runs, small_words
from twosource.annotate.naming.lists import given_names
from twosource.annotate.naming.words import words_of_line
from twosource.model import MadeWith, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["BITS", "CLASSES", "FILE", "Labelled", "label_names", "labels_in_use", "numbers_of"]

FILE = Path(__file__).parent / "model" / "names.npz"
BITS = 18
"""Features are told apart by so many bits of their hash."""

CLASSES = ("none", "person", "organisation", "place", "other")
PERSON = CLASSES.index("person")


class Labelled(Struct, frozen=True):
    """A name in a paragraph; offsets count in the paragraph."""

    span: Span
    label: str


def label_names(texts: Sequence[str], whole: str) -> list[list[Labelled]]:
    """Find the names in each of `texts`, the paragraphs of the article `whole`.

    A linear model over hashed features of each word with a capital (training/README.md says how it was learned).

    >>> text = "Ann Orr of the Harbour Commission flew to Paris."
    >>> [(one.span.of(text), one.label) for one in label_names([text], text)[0]]
    [('Ann Orr', 'person'), ('the Harbour Commission', 'organisation'), ('Paris', 'place')]
    """
    small = small_words(whole)
    lines = [Line(text, list(words_of_line(text)), small) for text in texts]
    found = [list(runs(line)) for line in lines]
    asked = [one for line, some in zip(lines, found, strict=True) for run in some for one in features(line, run)]
    told = iter(_classes(asked))
    return [
        [name for run in some for name in _names(line, run, [next(told) for _ in run])]
        for line, some in zip(lines, found, strict=True)
    ]


def numbers_of(found: Sequence[str]) -> list[int]:
    """The numbers under which the model knows the features of a word."""
    return [_number(one) for one in found]


def labels_in_use() -> MadeWith:
    """Name, version and SHA-256 of the weights."""
    return MadeWith(name="twosource-names", version="1", sha256=sha256(FILE.read_bytes()).hexdigest())


def _classes(asked: Sequence[Sequence[str]]) -> list[int]:
    if not asked:
        return []
    import numpy as np

    weights = _weights()
    numbers = np.array([numbers_of(one) for one in asked])
    chosen: list[int] = weights[numbers].sum(axis=1).argmax(axis=1).tolist()
    return chosen


def _names(line: Line, run: Sequence[int], classes: Sequence[int]) -> Iterator[Labelled]:
    """The names in a run: words side by side of one class, without small words at the ends."""
    for label, group in groupby(zip(run, _given(line, run, classes), strict=True), key=lambda one: one[1]):
        words = [line.words[at] for at, _ in group]
        while words and not (words[-1].capital or line.text[words[-1].start - 1] == "-"):
            words.pop()
        while words and not words[0].capital and words[0].text != "the":
            words.pop(0)
        if label and any(word.capital for word in words):
            yield Labelled(Span(words[0].start, words[-1].end), CLASSES[label])


def _given(line: Line, run: Sequence[int], classes: Sequence[int]) -> list[int]:
    """The classes, with a given name before a person's name part of it, whatever the model says of it alone."""
    out = list(classes)
    for place in range(len(run) - 2, -1, -1):
        given = line.word(run[place]) in given_names() and line.words[run[place]].capital
        if given and out[place + 1] == PERSON:
            out[place] = PERSON
    return out


@lru_cache(maxsize=200_000)
def _number(feature: str) -> int:
    return crc32(feature.encode()) & ((1 << BITS) - 1)


@cache
def _weights() -> "NDArray[np.float32]":
    """The weights: for each hash one of each class. Raises FileNotFoundError if the package came without them."""
    import numpy as np

    with np.load(FILE) as file:
        weights: NDArray[np.float32] = file["weights"].astype(np.float32) * file["scale"]
    return weights
