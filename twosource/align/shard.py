"""A batch of texts as the join wants it: word hashes, and all their n-grams sorted by hash."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.align.grain import Grain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from twosource.align.hashing import WordHashes

__all__ = ["MOST_WORDS", "PLACE_BITS", "Shard", "shard_of"]

PLACE_BITS = 22
"""Bits of a key that tell the place; the 42 others are the hash. Of two n-grams of a corpus of 30 million words a
hundred are taken for the same, and told apart when their words are compared."""

MOST_WORDS = 1 << PLACE_BITS
STRANGE = np.uint32(0)  # stands before the first n-gram of a text, and is no hash
FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)


class Shard(Struct, frozen=True):
    """`words` of all texts one after the other, the text `n` from ``starts[n]`` to ``starts[n + 1]``.

    `keys`, sorted, are the hash and the place of each n-gram; `before` has for each key the hash, in 32 bits, of the
    n-gram one word before it in its text.
    """

    words: "NDArray[np.uint32]"
    starts: "NDArray[np.int64]"
    keys: "NDArray[np.uint64]"
    before: "NDArray[np.uint32]"

    def save(self, folder: Path) -> None:
        """Write the shard to `folder`, which appears only when all is written."""
        part = folder.with_name(f"{folder.name}.part")
        part.mkdir(parents=True, exist_ok=True)
        for name in self.__struct_fields__:
            np.save(part / f"{name}.npy", getattr(self, name))
        part.rename(folder)

    @classmethod
    def open(cls, folder: Path) -> "Shard":
        """The shard in `folder`, read only where it is looked at. Raises FileNotFoundError if there is none."""
        return cls(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in cls.__struct_fields__))


def shard_of(texts: Sequence[str], hashes: "WordHashes", grain: Grain) -> Shard:
    """Return `texts` as a shard. Raises ValueError if they have 4,194,304 words or more together.

    >>> from twosource.align.hashing import WordHashes
    >>> shard = shard_of(["one two three four", "two three four"], WordHashes(), Grain(gram=3, equal=3))
    >>> len(shard.words), shard.starts.tolist(), len(shard.keys)
    (7, [0, 4, 7], 3)
    """
    words, lengths = hashes.of(texts)
    if len(words) >= MOST_WORDS:
        raise ValueError(f"{len(words)} words are too many for one shard: at most {MOST_WORDS - 1}")
    starts = np.concatenate(([0], np.cumsum(lengths)))
    grams = _gram_hashes(words, grain.gram)
    before = np.concatenate(([STRANGE], (grams[:-1] >> np.uint64(32)).astype(np.uint32)))[: len(grams)]
    before[starts[:-1][starts[:-1] < len(grams)]] = STRANGE
    whole = _within_texts(starts, grain.gram, len(grams))
    places = np.uint64(MOST_WORDS - 1)
    keys = ((grams & ~places) | np.arange(len(grams), dtype=np.uint64))[whole]
    keys.sort()
    return Shard(words, starts, keys, before[(keys & places).astype(np.int64)])


def _gram_hashes(words: "NDArray[np.uint32]", gram: int) -> "NDArray[np.uint64]":
    """The hash of the n-gram that begins at each word."""
    count = max(0, len(words) - gram + 1)
    out = np.zeros(count, np.uint64)
    for at in range(gram):
        out += words[at : at + count]
        out *= np.uint64(FACTORS[at % len(FACTORS)])
        out ^= out >> np.uint64(29)
    return out


def _within_texts(starts: "NDArray[np.int64]", gram: int, count: int) -> "NDArray[np.bool_]":
    """Which n-grams lie in one text."""
    out = np.ones(count, bool)
    for away in range(1, gram):
        across = starts[1:-1] - away
        out[across[(across >= 0) & (across < count)]] = False
    return out
