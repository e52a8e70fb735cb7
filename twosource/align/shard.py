"""A batch of texts as the join wants it: its words, and all its n-grams in buckets by their hashes."""

import mmap
import os
from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.align.hashing import MIXED, WordHashes, powers_of
from twosource.align.sorting import radix_order

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["BUCKETS", "MOST_WORDS", "PLACES", "PLACE_BITS", "STRANGE", "Keys", "Shard", "shard_of"]

PLACE_BITS = 24
"""Bits of a key that tell the place; the 40 others are the hash. Of the n-grams of a corpus of 30 million words some
hundreds are taken for others that they are not, which shows when their words are compared."""

MOST_WORDS = 1 << PLACE_BITS
BUCKET_BITS = 16  # as many as a sort of radix takes in one pass
BUCKETS = 1 << BUCKET_BITS
"""N-grams are kept by the first bits of their hashes: in so many buckets."""

STRANGE = np.uint32(0)
"""Stands for the n-gram before the first one of a text."""

HASH_BITS = 64 - PLACE_BITS
PLACES = np.uint64(MOST_WORDS - 1)
IN_BUCKET = np.uint64((1 << (64 - BUCKET_BITS)) - 1)


class Keys(Struct, frozen=True):
    """N-grams of a shard: `keys` are hash and place of each in one number, those of one bucket together, places rising.

    Places are counted in the shard, which begins with word `first`. `before` has for each the hash, in 32 bits, of the
    n-gram one word before it in its text.
    """

    keys: "NDArray[np.uint64]"
    before: "NDArray[np.uint32]"
    first: int = 0

    @property
    def buckets(self) -> "NDArray[np.uint64]":
        """The bucket of each."""
        return self.keys >> np.uint64(64 - BUCKET_BITS)

    @property
    def hashes(self) -> "NDArray[np.uint64]":
        """The hash of each, in 40 bits."""
        return self.keys >> np.uint64(PLACE_BITS)

    @property
    def places(self) -> "NDArray[np.int64]":
        """The word with which each begins."""
        return (self.keys & PLACES).astype(np.int64) + self.first

    def between(self, low: int, high: int) -> "Keys":
        """Those in the buckets from `low` to before `high`."""
        some = _within(self.keys, low, high)
        return Keys(self.keys[some], self.before[some], self.first)


class Shard(Struct, frozen=True):
    """Texts one after the other, the text `n` from word ``starts[n]`` to word ``starts[n + 1]``.

    `words`, `offsets` and `widths` are those of `Hashed`, `keys` and `before` those of `Keys`.
    """

    words: "NDArray[np.uint32]"
    offsets: "NDArray[np.uint32]"
    widths: "NDArray[np.uint32]"
    starts: "NDArray[np.int64]"
    keys: "NDArray[np.uint64]"
    before: "NDArray[np.uint32]"

    def between(self, low: int, high: int, first: int = 0) -> Keys:
        """The n-grams in the buckets from `low` to before `high`, if the shard begins with word `first`."""
        some = _within(self.keys, low, high)
        return Keys(np.asarray(self.keys[some]), np.asarray(self.before[some]), first)

    def having(self, hashes: "NDArray[np.uint64]", first: int = 0) -> Keys:
        """The n-grams that have one of `hashes`, if the shard begins with word `first`."""
        buckets = np.unique(hashes >> np.uint64(HASH_BITS - BUCKET_BITS)) << np.uint64(64 - BUCKET_BITS)
        low = np.searchsorted(self.keys, buckets)
        counts = np.searchsorted(self.keys, buckets | IN_BUCKET, "right") - low
        at = np.repeat(low - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
        at = at[np.isin(self.keys[at] >> np.uint64(PLACE_BITS), hashes)]
        return Keys(self.keys[at], self.before[at], first)

    def release(self) -> None:
        """Let the system have back what was looked at of the files; it is read again where it is looked at again."""
        for name in self.__struct_fields__:
            mapped = getattr(self, name).base
            if isinstance(mapped, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
                mapped.madvise(mmap.MADV_DONTNEED)

    def save(self, folder: Path) -> None:
        """Write the shard to `folder`, which appears only when all is written; one that is there already stays."""
        part = folder.with_name(f"{folder.name}.{os.getpid()}.part")
        part.mkdir(parents=True, exist_ok=True)
        for name in self.__struct_fields__:
            np.save(part / f"{name}.npy", getattr(self, name))
        try:
            part.rename(folder)
        except OSError:
            if not folder.exists():
                raise
            rmtree(part)

    @classmethod
    def open(cls, folder: Path) -> "Shard":
        """The shard in `folder`, read only where it is looked at. Raises FileNotFoundError if there is none."""
        return cls(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in cls.__struct_fields__))


def shard_of(texts: Sequence[str], hashes: WordHashes, gram: int) -> Shard:
    """Return `texts` as a shard. Raises ValueError if they have 16,777,216 words or more together.

    >>> shard = shard_of(["one two three four", "two three four"], WordHashes(), 3)
    >>> len(shard.words), shard.starts.tolist(), len(shard.keys)
    (7, [0, 4, 7], 3)
    """
    hashed = hashes.of(texts)
    words = hashed.words
    if len(words) >= MOST_WORDS:
        raise ValueError(f"{len(words)} words are too many for one shard: at most {MOST_WORDS - 1}")
    starts = np.concatenate(([0], np.cumsum(hashed.counts)))
    grams = _gram_hashes(words, gram)
    before = np.concatenate(([STRANGE], (grams[:-1] >> np.uint64(32)).astype(np.uint32)))[: len(grams)]
    before[starts[:-1][starts[:-1] < len(grams)]] = STRANGE
    keys = ((grams & ~PLACES) | np.arange(len(grams), dtype=np.uint64))[_within_texts(starts, gram, len(grams))]
    keys = keys[radix_order([keys >> np.uint64(64 - BUCKET_BITS)])]
    return Shard(words, hashed.offsets, hashed.widths, starts, keys, before[(keys & PLACES).astype(np.int64)])


def _within(keys: "NDArray[np.uint64]", low: int, high: int) -> slice:
    """Where the buckets from `low` to before `high` are."""
    if low >= high:
        return slice(0, 0)
    start = np.searchsorted(keys, np.uint64(low << (64 - BUCKET_BITS)))
    return slice(int(start), int(np.searchsorted(keys, np.uint64((high << (64 - BUCKET_BITS)) - 1), "right")))


def _gram_hashes(words: "NDArray[np.uint32]", gram: int) -> "NDArray[np.uint64]":
    """The hash of the n-gram that begins at each word: a polynomial modulo 2**64, by differences of prefix sums."""
    count = max(0, len(words) - gram + 1)
    powers, inverse = powers_of(1 << max(10, len(words).bit_length()))
    sums = np.zeros(len(words) + 1, np.uint64)
    np.cumsum(words * inverse[: len(words)], out=sums[1:])
    out: NDArray[np.uint64] = sums[gram : gram + count] - sums[:count]
    out *= powers[:count]
    out ^= out >> np.uint64(32)
    out *= MIXED
    out ^= out >> np.uint64(29)
    return out


def _within_texts(starts: "NDArray[np.int64]", gram: int, count: int) -> "NDArray[np.bool_]":
    """Which n-grams lie in one text."""
    out = np.ones(count, bool)
    for away in range(1, gram):
        across = starts[1:-1] - away
        out[across[(across >= 0) & (across < count)]] = False
    return out
