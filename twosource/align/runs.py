"""Exact agreement, found plainly: where two texts have the same words in a row, by an index of word n-grams."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from twosource.align.grain import MOST_DOCUMENTS, MOST_REPEATS

__all__ = ["Run", "shared_runs"]

Texts = Sequence[Sequence[str]]
Seed = tuple[int, int]


class Run(Struct, frozen=True, order=True):
    """`length` words that are the same from word `left` of one text and from word `right` of the other."""

    left: int
    right: int
    length: int

    @property
    def start(self) -> tuple[int, int]:
        """The first word on either side."""
        return self.left, self.right


def shared_runs(texts: Texts, gram: int) -> dict[tuple[int, int], list[Run]]:
    """Return for each pair of `texts` (by their numbers, the lower first) the runs that they share, sorted.

    Runs are as long as they can be, with a telling n-gram of `gram` words in each; they may overlap each other.

    >>> shared_runs(["a b c d e".split(), "x b c d y".split(), "b c".split()], 3)
    {(0, 1): [Run(left=1, right=1, length=3)]}
    """
    seeds: dict[tuple[int, int], list[Seed]] = defaultdict(list)
    for places in _telling_grams(texts, gram):
        for left, right in combinations(sorted(places), 2):
            seeds[left, right] += [(i, j) for i in places[left] for j in places[right]]
    return {
        (left, right): sorted(_maximal(texts[left], texts[right], found))
        for (left, right), found in sorted(seeds.items())
    }


def _telling_grams(texts: Texts, gram: int) -> Iterator[Mapping[int, list[int]]]:
    """The places, by text, of each n-gram that two or more texts share; boilerplate and mere repetition left out."""
    index: dict[tuple[str, ...], dict[int, list[int]]] = defaultdict(dict)
    for number, words in enumerate(texts):
        for at in range(len(words) - gram + 1):
            index[tuple(words[at : at + gram])].setdefault(number, []).append(at)
    for places in index.values():
        if 1 < len(places) <= MOST_DOCUMENTS and all(len(at) <= MOST_REPEATS for at in places.values()):
            yield places


def _maximal(left: Sequence[str], right: Sequence[str], seeds: Iterable[Seed]) -> Iterator[Run]:
    """The longest runs around `seeds`, each once."""
    last = Run(-1, -1, 0)
    for i, j in sorted(seeds, key=lambda seed: (seed[0] - seed[1], seed[0])):
        if i - j == last.left - last.right and i < last.left + last.length:
            continue
        before, after = 0, 0
        while before < min(i, j) and left[i - before - 1] == right[j - before - 1]:
            before += 1
        while max(i - len(left), j - len(right)) + after < 0 and left[i + after] == right[j + after]:
            after += 1
        last = Run(i - before, j - before, before + after)
        yield last
