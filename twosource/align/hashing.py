"""Texts as arrays of numbers, one for each word, fast: what stands between blanks is read once and then remembered."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING

from twosource.align.words import WORD, fold, mended

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["WordHashes"]

MOST_REMEMBERED = 400_000


class WordHashes:
    """A memory of tokens (what stands between blanks) and of the hashes of the words in each.

    The hash of a word is a number of 32 bits made of its folded form, the same in every process. Two words of a
    vocabulary of a million are taken for the same with a chance of 1 in 4,000 million.
    """

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._forget()

    def of(self, texts: Sequence[str]) -> "tuple[NDArray[np.uint32], NDArray[np.int64]]":
        """Return the hashes of the words of all `texts`, one after the other, and the number of words of each.

        They are the words of `words_of`, in its order.

        >>> hashes, lengths = WordHashes().of(["A US-led force.", "", "a force"])
        >>> lengths.tolist(), (hashes[[0, 3]] == hashes[[4, 5]]).tolist()
        ([4, 0, 2], [True, True])
        """
        import numpy as np

        if len(self._numbers) > MOST_REMEMBERED:
            self._forget()
        tokens = [mended(text).split() for text in texts]
        numbers = np.fromiter(map(self._numbers.__getitem__, chain.from_iterable(tokens)), np.int32)
        counts = np.frombuffer(self._counts, np.int32)[numbers]
        ends = np.cumsum(counts, dtype=np.int64)
        starts = np.frombuffer(self._starts, np.int64)[numbers] - (ends - counts)
        hashes = np.frombuffer(self._hashes, np.uint32)[np.repeat(starts, counts) + np.arange(counts.sum())]
        bounds = np.concatenate(([0], ends))[np.cumsum([0, *map(len, tokens)])]
        return hashes, np.diff(bounds)

    def _forget(self) -> None:
        self._numbers = _Numbers(self._read)
        self._hashes, self._starts, self._counts = array("I"), array("q"), array("i")

    def _read(self, token: str) -> int:
        """Take up a new token and return its number."""
        words = WORD.findall(token)
        self._starts.append(len(self._hashes))
        self._counts.append(len(words))
        self._hashes.extend(self._hashed(words))
        return len(self._starts) - 1

    def _hashed(self, words: Iterable[str]) -> Iterable[int]:
        for word in words:
            known = self._words.get(word)
            if known is None:
                if len(self._words) > MOST_REMEMBERED:
                    self._words.clear()
                digest = blake2b(fold(word).encode("utf-8", "surrogatepass"), digest_size=4).digest()
                known = self._words[word] = int.from_bytes(digest, "little")
            yield known


class _Numbers(dict[str, int]):
    """Numbers of tokens; one that is asked for the first time gets the next."""

    def __init__(self, read: Callable[[str], int]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, token: str) -> int:
        number = self[token] = self._read(token)
        return number
