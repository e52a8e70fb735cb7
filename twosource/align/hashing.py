"""Texts as arrays of numbers, fast: characters become words by their classes, all at once; each word is folded once."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from msgspec import Struct

from twosource.align.vocabulary import Vocabulary
from twosource.align.words import MOST_APOSTROPHES, PERCENT, UNSPACED, fold, mended

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.uint8] | NDArray[np.uint16] | NDArray[np.uint32]
    Which = NDArray[np.bool_]

__all__ = ["MIXED", "Hashed", "WordHashes", "powers_of"]

MOST_REMEMBERED = 1_000_000
AT_ONCE = 200_000  # characters read at once: they and what is made of them stay in the cache
LETTER, DIGIT, ALONE, APOSTROPHE, SEPARATOR = 1, 2, 4, 8, 16
MARKS = {"'": APOSTROPHE, "’": APOSTROPHE, ".": SEPARATOR, ",": SEPARATOR}
BEYOND = 0x40000  # no letter has a code as high as this
BASE = 0x9E3779B97F4A7C15
MIXED = np.uint64(0xD6E8FEB86659FD93)
"""A number that hashes are multiplied by, so that each bit of them has a say in the first ones."""


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
    """Reads texts as words, and remembers the hashes of the words it has met."""

    def __init__(self) -> None:
        self._known = Vocabulary()

    def of(self, texts: Sequence[str]) -> Hashed:
        """Return the words of all `texts`: those of `words_of`, in its order.

        >>> hashed = WordHashes().of(["A US-led force.", "", "a force"])
        >>> hashed.counts.tolist(), (hashed.words[[0, 3]] == hashed.words[[4, 5]]).tolist()
        ([4, 0, 2], [True, True])
        >>> hashed.offsets.tolist(), hashed.widths.tolist()
        ([0, 2, 5, 9, 0, 2], [1, 2, 3, 5, 1, 5])
        """
        order = sorted(range(len(texts)), key=lambda number: texts[number].isascii())
        others = sum(not text.isascii() for text in texts)
        parts = [self._of(some) for some in _portions(list(map(mended, (texts[n] for n in order[:others]))))]
        parts += [self._of(some) for some in _portions([texts[number] for number in order[others:]])]
        return _in_order(parts, order)

    def _of(self, texts: Sequence[str]) -> Hashed:
        """The words of texts, none of which needs mending, all at once."""
        joined = "\n".join(texts) + "\n"
        codes = _codes(joined)
        starts, ends = _bounds(codes)
        words = self._folded(joined, starts, ends, _raw_hashes(codes, starts, ends))
        words, starts, ends = _percent_parted(words, starts, ends)
        opens = np.cumsum([0, *(len(text) + 1 for text in texts)])
        bounds = np.searchsorted(starts, opens)
        offsets = starts - np.repeat(opens[:-1], np.diff(bounds))
        return Hashed(words, np.diff(bounds), offsets.astype(np.uint32), (ends - starts).astype(np.uint32))

    def _folded(
        self, text: str, starts: "NDArray[np.int64]", ends: "NDArray[np.int64]", raw: "NDArray[np.uint64]"
    ) -> "NDArray[np.uint32]":
        """The hash of the folded form of each word, of which `raw` is the hash as it is written."""
        if len(self._known) > MOST_REMEMBERED:
            self._known = Vocabulary()
        values, known = self._known.look_up(raw)
        if known.all():
            return values
        new, first = np.unique(raw[~known], return_index=True)
        at = np.flatnonzero(~known)[first]
        spelled = zip(starts[at].tolist(), ends[at].tolist(), strict=True)
        self._known.add(new, np.array([_hash(text[start:end]) for start, end in spelled], np.uint32))
        values[~known] = self._known.look_up(raw[~known])[0]
        return values


def _hash(word: str) -> int:
    return crc32(fold(word).encode("utf-8", "surrogatepass"))


def _portions(texts: Sequence[str]) -> Iterator[list[str]]:
    """Texts in portions of so many characters, about."""
    out: list[str] = []
    size = 0
    for text in texts:
        if size and size + len(text) > AT_ONCE:
            yield out
            out, size = [], 0
        out.append(text)
        size += len(text)
    if out:
        yield out


def _in_order(parts: Sequence[Hashed], order: Sequence[int]) -> Hashed:
    """The texts of all `parts` one after the other, the text `n` of them as number ``order[n]``."""
    counts = np.concatenate([np.zeros(0, np.int64), *(one.counts for one in parts)])
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    bounds = np.cumsum([0, *counts])
    spans = [slice(a, b) for a, b in zip(bounds[place].tolist(), bounds[place + 1].tolist(), strict=True)]
    columns = []
    for name in ("words", "offsets", "widths"):
        whole = np.concatenate([np.zeros(0, np.uint32), *(getattr(one, name) for one in parts)])
        columns.append(np.concatenate([whole[:0], *(whole[span] for span in spans)]))
    return Hashed(columns[0], counts[place], columns[1], columns[2])


def _codes(text: str) -> "Codes":
    """The characters as numbers, in as few bytes as they need."""
    if text.isascii():
        return np.frombuffer(text.encode(), np.uint8)
    short = text.encode("utf-16-le", "surrogatepass")
    if len(short) == 2 * len(text):
        return np.frombuffer(short, np.uint16)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _bounds(codes: "Codes") -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """Where words begin and end, as the pattern `WORD` has it. The last character is a blank."""
    classes = _classes_of(codes)
    within = (classes & (LETTER | DIGIT)) > 0
    within |= _apostrophes(classes, within) | _separators(classes)
    edges = np.flatnonzero(within[1:] != within[:-1]) + 1
    if within[0]:
        edges = np.append(0, edges)
    starts, ends = edges[::2], edges[1::2]
    alone = np.flatnonzero(classes == ALONE) if codes.itemsize > 1 else edges[:0]
    if not len(alone):
        return np.ascontiguousarray(starts), np.ascontiguousarray(ends)
    return np.sort(np.append(starts, alone)), np.sort(np.append(ends, alone + 1))


def _classes_of(codes: "Codes") -> "NDArray[np.uint8]":
    if codes.itemsize == 1:
        return np.frombuffer(codes.tobytes().translate(_classes(256)[:256].tobytes()), np.uint8)
    return _classes(1 << 16)[codes] if codes.itemsize == 2 else _classes(BEYOND)[np.minimum(codes, BEYOND)]


def _apostrophes(classes: "NDArray[np.uint8]", within: "Which") -> "Which":
    """Apostrophes, up to three in a row, between letters or digits."""
    out = np.zeros(len(classes), bool)
    places = np.flatnonzero(classes == APOSTROPHE)
    if len(places):
        new = np.concatenate(([True], np.diff(places) > 1))
        first, last = places[new], places[np.append(new[1:], True)]
        inner = (last - first < MOST_APOSTROPHES) & (first > 0) & within[first - 1] & within[last + 1]
        out[places[np.repeat(inner, last - first + 1)]] = True
    return out


def _separators(classes: "NDArray[np.uint8]") -> "Which":
    """Points and commas between digits."""
    out: Which = classes == SEPARATOR
    digit = classes == DIGIT
    out[1:] &= digit[:-1]
    out[:-1] &= digit[1:]
    out[0] = False
    return out


def _raw_hashes(codes: "Codes", starts: "NDArray[np.int64]", ends: "NDArray[np.int64]") -> "NDArray[np.uint64]":
    """A hash of the characters of each word: a polynomial modulo 2**64, by differences of prefix sums."""
    powers, inverse = powers_of(1 << max(10, len(codes)).bit_length())
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes * inverse[: len(codes)], out=sums[1:])
    out: NDArray[np.uint64] = (sums[ends] - sums[starts]) * powers[starts]
    out ^= out >> np.uint64(31)
    out *= MIXED
    out[out == 0] = 1
    return out


def _percent_parted(
    words: "NDArray[np.uint32]", starts: "NDArray[np.int64]", ends: "NDArray[np.int64]"
) -> "tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.int64]]":
    """The words with each "percent" as two, as the plain engine has it."""
    whole, per, cent = (np.uint32(_hash(word)) for word in ("".join(PERCENT), *PERCENT))
    found = words == whole
    if not found.any():
        return words, starts, ends
    numbers = np.repeat(np.arange(len(words)), 1 + found)
    second = np.concatenate(([False], numbers[1:] == numbers[:-1]))
    firsts = np.append(second[1:], False)
    words, starts, ends = words[numbers], starts[numbers], ends[numbers]
    words[firsts], words[second] = per, cent
    ends[firsts] = starts[firsts] + len(PERCENT[0])
    starts[second] += len(PERCENT[0])
    return words, starts, ends


@cache
def powers_of(count: int) -> "tuple[NDArray[np.uint64], NDArray[np.uint64]]":
    """Powers of a base and of its inverse, both modulo 2**64."""
    out = []
    for base in (BASE, pow(BASE, -1, 1 << 64)):
        powers = np.full(count, base, np.uint64)
        powers[0] = 1
        out.append(np.cumprod(powers))
    return out[0], out[1]


@cache
def _classes(count: int) -> "NDArray[np.uint8]":
    """The class of each of the first `count` characters by its code point, and one more, which is of none."""
    out = np.zeros(count + 1, np.uint8)
    alone = re.compile(f"[{UNSPACED}]")
    for code in range(count):
        char = chr(code)
        if alone.match(char):
            out[code] = ALONE
        elif char.isalnum():
            out[code] = DIGIT if char.isdecimal() else LETTER
    for char, kind in MARKS.items():
        if ord(char) < count:
            out[ord(char)] = kind
    return out
