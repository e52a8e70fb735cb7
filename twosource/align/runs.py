"""Exact agreement: where two texts have the same words in a row, found by an index of word n-grams."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from twosource.align.words import Words

__all__ = ["Run", "shared_runs"]

GRAM = 4
"""Words in a seed. With one word in ten altered, a run of 4 is left in nearly every stretch of 40 words."""

MOST_DOCUMENTS = 100
"""An n-gram in more documents than this is boilerplate of the collection and proposes nothing."""

MOST_REPEATS = 8
"""An n-gram that one document repeats more often than this proposes nothing."""


class Run(Struct, frozen=True, order=True):
    """`length` words that are the same from word `left` of one text and from word `right` of the other."""

    left: int
    right: int
    length: int

    @property
    def start(self) -> tuple[int, int]:
        """The first word on either side."""
        return self.left, self.right


def shared_runs(texts: Sequence[Words]) -> dict[tuple[int, int], list[Run]]:
    """Return for each pair of `texts` (by their numbers, the lower first) the runs that they share, sorted.

    Runs are as long as they can be and at least 4 words; they may overlap each other.
    """
    seeds: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for places in _index(texts).values():
        for left, right in combinations(sorted(places), 2):
            seeds[left, right] += [(i, j) for i in places[left] for j in places[right]]
    return {pair: _joined(found) for pair, found in sorted(seeds.items())}


def _index(texts: Sequence[Words]) -> Mapping[tuple[str, ...], dict[int, list[int]]]:
    """The n-grams that two or more texts share, each with its places; boilerplate and mere repetition left out."""
    index: dict[tuple[str, ...], dict[int, list[int]]] = defaultdict(dict)
    for number, words in enumerate(texts):
        for at in range(len(words) - GRAM + 1):
            index[words.folded[at : at + GRAM]].setdefault(number, []).append(at)
    return {gram: places for gram, places in index.items() if _telling(places)}


def _telling(places: Mapping[int, Sequence[int]]) -> bool:
    return 1 < len(places) <= MOST_DOCUMENTS and all(len(at) <= MOST_REPEATS for at in places.values())


def _joined(seeds: Iterable[tuple[int, int]]) -> list[Run]:
    """Seeds that follow each other word by word, as one run."""
    runs: list[Run] = []
    for left, right in sorted(seeds, key=lambda seed: (seed[0] - seed[1], seed[0])):
        last = runs[-1] if runs else None
        if last and last.left - last.right == left - right and left <= last.left + last.length - GRAM + 1:
            runs[-1] = Run(last.left, last.right, left + GRAM - last.left)
        else:
            runs.append(Run(left, right, GRAM))
    return sorted(runs)
