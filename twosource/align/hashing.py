"""Texts as arrays of numbers, fast: what stands between blanks is read once and then remembered."""

import sys
from array import array
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.align.words import WORD, fold, mended

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Hashed", "WordHashes"]

MOST_REMEMBERED = 400_000


class Hashed(Struct, frozen=True):
    """The words of several texts, one after the other: `words` their hashes, `counts` how many each text has.

    The hash of a word is a number of 32 bits made of its folded form, the same in every process; two words are taken
    for the same with a chance of 1 in 4,000 million. `offsets` is where each word begins, in characters of its text,
    `widths` how many characters it has.
    """

    words: "NDArray[np.uint32]"
    counts: "NDArray[np.int64]"
    offsets: "NDArray[np.uint32]"
    widths: "NDArray[np.uint32]"


class WordHashes:
    """A memory of tokens (what stands between blanks) and of the words in each."""

    def __init__(self) -> None:
        self._hashes: dict[str, int] = {}
        self._forget()

    def of(self, texts: Sequence[str]) -> Hashed:
        """Return the words of all `texts`: those of `words_of`, in its order.

        >>> hashed = WordHashes().of(["A US-led force.", "", "a force"])
        >>> hashed.counts.tolist(), (hashed.words[[0, 3]] == hashed.words[[4, 5]]).tolist()
        ([4, 0, 2], [True, True])
        >>> hashed.offsets.tolist(), hashed.widths.tolist()
        ([0, 2, 5, 9, 0, 2], [1, 2, 3, 5, 1, 5])
        """
        if len(self._tokens) > MOST_REMEMBERED:
            self._forget()
        joined = "\n".join(map(mended, texts))
        tokens = np.fromiter(map(self._tokens.__getitem__, joined.split()), np.int32)
        counts = np.frombuffer(self._counts, np.int32)[tokens] if len(tokens) else np.zeros(0, np.int32)
        ends = np.cumsum(counts, dtype=np.int64)
        firsts = np.frombuffer(self._firsts, np.int64)[tokens] if len(tokens) else np.zeros(0, np.int64)
        parts = np.repeat(firsts - (ends - counts), counts) + np.arange(counts.sum())
        words, within, widths = (self._column(name, parts) for name in ("words", "within", "widths"))
        begins = _token_starts(joined)
        opens = np.cumsum([0, *(len(text) + 1 for text in texts)])
        first_token = np.searchsorted(begins, opens)
        bounds = np.concatenate(([0], ends))[first_token]
        base = np.repeat(opens[:-1], np.diff(bounds))
        offsets = np.repeat(begins, counts) + within - base
        return Hashed(words, np.diff(bounds), offsets.astype(np.uint32), widths)

    def _column(self, name: str, parts: "NDArray[np.int64]") -> "NDArray[np.uint32]":
        stored = getattr(self, f"_{name}")
        out: NDArray[np.uint32] = np.frombuffer(stored, np.uint32)[parts] if stored else np.zeros(0, np.uint32)
        return out

    def _forget(self) -> None:
        self._tokens = _Numbers(self._read)
        self._firsts, self._counts = array("q"), array("i")
        self._words, self._within, self._widths = array("I"), array("I"), array("I")

    def _read(self, token: str) -> int:
        """Take up a new token and return its number."""
        self._firsts.append(len(self._words))
        for match in WORD.finditer(token):
            self._words.append(self._hash(match.group()))
            self._within.append(match.start())
            self._widths.append(match.end() - match.start())
        self._counts.append(len(self._words) - self._firsts[-1])
        return len(self._counts) - 1

    def _hash(self, word: str) -> int:
        known = self._hashes.get(word)
        if known is None:
            if len(self._hashes) > MOST_REMEMBERED:
                self._hashes.clear()
            digest = blake2b(fold(word).encode("utf-8", "surrogatepass"), digest_size=4).digest()
            known = self._hashes[word] = int.from_bytes(digest, "little")
        return known


class _Numbers(dict[str, int]):
    """Numbers of tokens; one that is asked for the first time gets the next."""

    def __init__(self, read: Callable[[str], int]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, token: str) -> int:
        number = self[token] = self._read(token)
        return number


def _token_starts(text: str) -> "NDArray[np.int64]":
    """Where each token of ``text.split()`` begins."""
    latin = text.isascii()
    letters = np.frombuffer(text.encode("latin-1" if latin else "utf-32-le", "surrogatepass"), "u1" if latin else "<u4")
    inside = ~_blanks()[letters]
    return np.flatnonzero(inside & ~np.concatenate(([False], inside[:-1])))


@cache
def _blanks() -> "NDArray[np.bool_]":
    """Which characters, by their code points, are blanks."""
    out = np.zeros(sys.maxunicode + 1, bool)
    out[[code for code in range(sys.maxunicode + 1) if chr(code).isspace()]] = True
    return out
