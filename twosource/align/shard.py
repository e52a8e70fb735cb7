"""A batch of texts as the join wants it: its words, and all its n-grams sorted by their hashes."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.align.hashing import WordHashes

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["HASHES", "MOST_WORDS", "STRANGE", "Keys", "Shard", "shard_of"]

PLACE_BITS = 22
"""Bits of a key that tell the place; the 42 others are the hash. Of the n-grams of a corpus of 30 million words a
hundred are taken for others that they are not, which shows when their words are compared."""

MOST_WORDS = 1 << PLACE_BITS
HASHES = 1 << (64 - PLACE_BITS)
STRANGE = np.uint32(0)
"""Stands for the n-gram before the first one of a text."""

PLACES = np.uint64(MOST_WORDS - 1)
FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
AT_ONCE = 250_000  # characters hashed at once: they and what is made of them stay in the cache


class Keys(Struct, frozen=True):
    """N-grams of a shard, sorted: `hashes` of 42 bits, `places` as numbers of words.

    `before` has for each the hash, in 32 bits, of the n-gram one word before it in its text.
    """

    hashes: "NDArray[np.uint64]"
    places: "NDArray[np.int64]"
    before: "NDArray[np.uint32]"


class Shard(Struct, frozen=True):
    """Texts one after the other, the text `n` from word ``starts[n]`` to word ``starts[n + 1]``.

    `words`, `offsets` and `widths` are those of `Hashed`; `keys`, sorted, are hash and place of each n-gram in one
    number, `before` as in `Keys`.
    """

    words: "NDArray[np.uint32]"
    offsets: "NDArray[np.uint32]"
    widths: "NDArray[np.uint32]"
    starts: "NDArray[np.int64]"
    keys: "NDArray[np.uint64]"
    before: "NDArray[np.uint32]"

    def between(self, low: int, high: int) -> Keys:
        """The n-grams whose hash is from `low` to before `high`."""
        start = np.searchsorted(self.keys, np.uint64(low << PLACE_BITS))
        end = np.searchsorted(self.keys, np.uint64((high << PLACE_BITS) - 1), "right")
        keys = np.asarray(self.keys[start:end])
        places = (keys & PLACES).astype(np.int64)
        return Keys(keys >> np.uint64(PLACE_BITS), places, np.asarray(self.before[start:end]))

    def having(self, hashes: "NDArray[np.uint64]") -> Keys:
        """The n-grams that have one of `hashes`, which are sorted."""
        low = np.searchsorted(self.keys, hashes << np.uint64(PLACE_BITS))
        counts = np.searchsorted(self.keys, hashes << np.uint64(PLACE_BITS) | PLACES, "right") - low
        at = np.repeat(low - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
        return Keys(np.repeat(hashes, counts), (self.keys[at] & PLACES).astype(np.int64), self.before[at])

    def save(self, folder: Path) -> None:
        """Write the shard to `folder`, which must not be there yet and appears only when all is written."""
        part = folder.with_name(f"{folder.name}.part")
        part.mkdir(parents=True, exist_ok=True)
        for name in self.__struct_fields__:
            np.save(part / f"{name}.npy", getattr(self, name))
        part.rename(folder)

    @classmethod
    def open(cls, folder: Path) -> "Shard":
        """The shard in `folder`, read only where it is looked at. Raises FileNotFoundError if there is none."""
        return cls(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in cls.__struct_fields__))


def shard_of(texts: Sequence[str], hashes: WordHashes, gram: int) -> Shard:
    """Return `texts` as a shard. Raises ValueError if they have 4,194,304 words or more together.

    >>> shard = shard_of(["one two three four", "two three four"], WordHashes(), 3)
    >>> len(shard.words), shard.starts.tolist(), len(shard.keys)
    (7, [0, 4, 7], 3)
    """
    parts = [hashes.of(some) for some in _portions(texts)]
    words, counts, offsets, widths = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("words", "counts", "offsets", "widths")
    )
    if len(words) >= MOST_WORDS:
        raise ValueError(f"{len(words)} words are too many for one shard: at most {MOST_WORDS - 1}")
    starts = np.concatenate(([0], np.cumsum(counts)))
    grams = _gram_hashes(words, gram)
    before = np.concatenate(([STRANGE], (grams[:-1] >> np.uint64(32)).astype(np.uint32)))[: len(grams)]
    before[starts[:-1][starts[:-1] < len(grams)]] = STRANGE
    keys = ((grams & ~PLACES) | np.arange(len(grams), dtype=np.uint64))[_within_texts(starts, gram, len(grams))]
    keys.sort()
    return Shard(words, offsets, widths, starts, keys, before[(keys & PLACES).astype(np.int64)])


def _portions(texts: Sequence[str]) -> list[list[str]]:
    out: list[list[str]] = [[]]
    size = 0
    for text in texts:
        if size and size + len(text) > AT_ONCE:
            out.append([])
            size = 0
        out[-1].append(text)
        size += len(text)
    return out


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
