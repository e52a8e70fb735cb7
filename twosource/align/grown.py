"""Seeds grown to runs, and runs to what passages they could at most be: over all pairs of texts at once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.align.passages import FURTHEST_SKIP, SKIPS
from twosource.align.sorting import radix_order

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

__all__ = ["Ends", "Grown", "Texts", "extended", "runs_of"]

AHEAD = 8  # words compared at once
REACH = 2 * FURTHEST_SKIP + 1  # words that have to be looked at to see whether an end moves on


class Texts(Struct, frozen=True):
    """Words of texts one after the other, the text `n` from ``starts[n]`` to ``starts[n + 1]``."""

    words: "NDArray[np.uint32]"
    starts: "Places"


class Grown(Struct, frozen=True):
    """Runs of equal words, those of one pair of texts together: where each begins on both sides, how long it is."""

    left: "Places"
    right: "Places"
    length: "Places"
    left_text: "Places"
    right_text: "Places"

    def chosen(self, which: "NDArray[np.bool_] | Places") -> "Grown":
        """Some of the runs."""
        return Grown(*(getattr(self, name)[which] for name in self.__struct_fields__))

    @classmethod
    def joined(cls, parts: "Sequence[Grown]") -> "Grown":
        """All runs of `parts`, one part after the other."""
        return cls(*(np.concatenate([getattr(one, name) for one in parts]) for name in cls.__struct_fields__))


class Ends(Struct, frozen=True):
    """How far an end of each run moves on by itself: words on the left, on the right, equal ones among them."""

    left: "Places"
    right: "Places"
    equal: "Places"


def runs_of(texts: Texts, seeds: "Places", least: int) -> Grown:
    """Return the longest runs around `seeds` (rows of `seeds_of`), each once, sorted by texts, then by places.

    What is shorter than `least` was no agreement of words but of hashes of n-grams.
    """
    left, right, left_text, right_text = (np.ascontiguousarray(column) for column in seeds.T)
    back = _equal(texts.words, left - 1, right - 1, *_room_before(texts, left, right, left_text, right_text), -1)
    left, right = left - back, right - back
    length = _equal(texts.words, left, right, *_room_behind(texts, left, right, left_text, right_text), 1)
    places = right - texts.starts[right_text], left - texts.starts[left_text]
    order = radix_order([*places, right_text, left_text])
    runs = Grown(left, right, length, left_text, right_text).chosen(order)
    again = np.zeros(len(order), bool)
    again[1:] = (runs.left[1:] == runs.left[:-1]) & (runs.right[1:] == runs.right[:-1])
    return runs.chosen(~again & (runs.length >= least))


def extended(texts: Texts, runs: Grown, step: int) -> Ends:
    """How far the end of each run moves on over small differences: forwards if `step` is 1, backwards if -1.

    It is what `passages` does where nothing else of the two texts is in the way.
    """
    ends = Ends(*(np.zeros(len(runs.left), np.int64) for _ in range(3)))
    first = (runs.left, runs.right) if step < 0 else (runs.left + runs.length, runs.right + runs.length)
    room = _room_before if step < 0 else _room_behind
    rooms = room(texts, first[0], first[1], runs.left_text, runs.right_text)
    still = np.flatnonzero(_may_move(texts.words, first, step))
    while len(still):
        at = first[0][still] + step * ends.left[still], first[1][still] + step * ends.right[still]
        left_over = rooms[0][still] - ends.left[still], rooms[1][still] - ends.right[still]
        skip_left, skip_right, more = _next(texts.words, at, left_over, step)
        still, skip_left, skip_right, more = (one[more > 0] for one in (still, skip_left, skip_right, more))
        ends.left[still] += skip_left + more
        ends.right[still] += skip_right + more
        ends.equal[still] += more
    return ends


def _may_move(words: "NDArray[np.uint32]", at: "tuple[Places, Places]", step: int) -> "NDArray[np.bool_]":
    """Which ends may move on: the next word is the same, or two words in a row behind skips are. It is so for few."""
    near = [
        [words.take(side - (step < 0) + step * away, mode="clip") for away in range(FURTHEST_SKIP + 2)] for side in at
    ]
    out: NDArray[np.bool_] = near[0][0] == near[1][0]
    for left, right in SKIPS[1:]:
        out |= (near[0][left] == near[1][right]) & (near[0][left + 1] == near[1][right + 1])
    return out


def _next(
    words: "NDArray[np.uint32]", at: "tuple[Places, Places]", room: "tuple[Places, Places]", step: int
) -> "tuple[Places, Places, Places]":
    """The words skipped on both sides to the nearest run that is longer than what is skipped, and its length or 0."""
    same = _same_words(words, at, room, step)
    skip_left, skip_right, more = (np.zeros(len(at[0]), np.int64) for _ in range(3))
    open_ = np.ones(len(at[0]), bool)
    for left, right in SKIPS:
        found = open_.copy()
        for away in range(max(left, right) + 1):
            found &= same[left + away, right + away]
        skip_left[found], skip_right[found] = left, right
        open_ &= ~found
    some = np.flatnonzero(~open_)
    skips = skip_left[some], skip_right[some]
    here, there = (at[side][some] + step * skips[side] - (step < 0) for side in (0, 1))
    more[some] = _equal(words, here, there, room[0][some] - skips[0], room[1][some] - skips[1], step)
    return skip_left, skip_right, more


def _same_words(
    words: "NDArray[np.uint32]", at: "tuple[Places, Places]", room: "tuple[Places, Places]", step: int
) -> "dict[tuple[int, int], NDArray[np.bool_]]":
    """Whether the word so many away on the left is the word so many away on the right, as far as skips reach."""
    near = []
    for side, strange in ((0, -1), (1, -2)):
        first = at[side] - (step < 0)
        found = [
            np.where(away < room[side], words[(first + step * away).clip(0, len(words) - 1)], strange)
            for away in range(REACH)
        ]
        near.append(found)
    return {
        (left, right): near[0][left] == near[1][right]
        for left in range(REACH)
        for right in range(max(0, left - FURTHEST_SKIP), min(REACH, left + FURTHEST_SKIP + 1))
    }


def _room_before(
    texts: Texts, left: "Places", right: "Places", left_text: "Places", right_text: "Places"
) -> "tuple[Places, Places]":
    """The words of its text before each place."""
    return left - texts.starts[left_text], right - texts.starts[right_text]


def _room_behind(
    texts: Texts, left: "Places", right: "Places", left_text: "Places", right_text: "Places"
) -> "tuple[Places, Places]":
    """The words of its text from each place on."""
    return texts.starts[left_text + 1] - left, texts.starts[right_text + 1] - right


def _equal(
    words: "NDArray[np.uint32]", left: "Places", right: "Places", room_left: "Places", room_right: "Places", step: int
) -> "Places":
    """How many words in a row are equal from two places on, in steps of 1 or -1, no more than there is room for."""
    room = np.minimum(room_left, room_right)
    out = np.zeros(len(left), np.int64)
    first = words.take(left, mode="clip") == words.take(right, mode="clip")
    still = np.flatnonzero(first & (room > 0))
    ahead = np.arange(AHEAD)
    while len(still):
        done = out[still]
        here, there = ((side[still] + step * done)[:, None] + step * ahead for side in (left, right))
        equal = words.take(here, mode="clip") == words.take(there, mode="clip")
        equal &= ahead < (room[still] - done)[:, None]
        whole = equal.all(axis=1)
        out[still] += np.where(whole, AHEAD, equal.argmin(axis=1))
        still = still[whole]
    return out
