"""Which sentences of two versions of one text are the same, or the same in other words."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from twosource.align.words import Words
from twosource.derive.texts import is_telling
from twosource.model import Span

__all__ = ["Group", "Sentences", "paired"]

ALIKE = 0.45
"""Twice the words in common, by the words of both, from which two sentences are one in other words."""

WITHIN, FEWEST_WITHIN = 0.75, 6
"""The part of the shorter sentence, and the words, that a much longer one must have of it."""

FEWEST_TELLING = 2
"""Uncommon words that both must have; one less if they are much alike."""

MUCH_ALIKE = 0.65

AT_ONCE = 256
"""Sentences that are compared with all others at once."""

JOINED = 0.6
"""The part of a sentence that must stand in its neighbour's partner, beyond what the neighbour has there: two sentences
were made one, or one two."""


class Sentences(Struct, frozen=True, dict=True):
    """The words of a text and its sentences, as characters and as (first word, word after the last)."""

    words: Words
    spans: tuple[Span, ...]
    bounds: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, words: Words, spans: Sequence[Span]) -> "Sentences":
        """The sentences in `spans` that hold words."""
        starts = [word.start for word in words.spans]
        found = [(span, (bisect_left(starts, span.start), bisect_left(starts, span.end))) for span in spans]
        kept = [(span, (first, end)) for span, (first, end) in found if first < end]
        return cls(words, tuple(span for span, _ in kept), tuple(bounds for _, bounds in kept))

    @cached_property
    def folded(self) -> tuple[tuple[str, ...], ...]:
        """The folded words of each."""
        return tuple(self.words.folded[first:end] for first, end in self.bounds)

    def numbers(self, first: int, end: int) -> tuple[int, int]:
        """The words of sentences `first` to `end`; an empty stretch where there are none."""
        return (self.bounds[first][0], self.bounds[end - 1][1]) if first < end else (0, 0)

    def stretch(self, first: int, end: int) -> Span | None:
        """The characters of sentences `first` to `end`; None where there are none."""
        return Span(self.spans[first].start, self.spans[end - 1].end) if first < end else None


class Group(Struct, frozen=True, order=True):
    """Sentences `left` to `left_end` of one text are `right` to `right_end` of the other; one of them may be none."""

    right: int
    right_end: int
    left: int
    left_end: int


def paired(left: Sentences, right: Sentences) -> tuple[Group, ...]:
    """Return which sentences of `left` are which of `right`, in order of the latter, those with no partner among them.

    Sentences that stand in another place are the same all the same. One that was made of two is paired with both.

    >>> from twosource.align.words import words_of
    >>> def sentences(*lines):
    ...     text = " ".join(lines)
    ...     return Sentences.of(words_of(text), [Span(text.index(one), text.index(one) + len(one)) for one in lines])
    >>> old = sentences("The ferry sank near Millport.", "Three died.", "Rain fell.")
    >>> new = sentences("Rain fell.", "The ferry Alma sank off Millport.", "Tugs came.")
    >>> [(one.left, one.right) for one in paired(old, new) if one.left < one.left_end and one.right < one.right_end]
    [(2, 0), (0, 1)]
    """
    partner = dict(_equal(left, right))
    partner |= _alike(left, right, partner)
    groups = [Group(there, there + 1, here, here + 1) for here, there in sorted(partner.items())]
    groups = list(_grown(groups, left, right))
    taken = {at for one in groups for at in range(one.left, one.left_end)}
    found = {at for one in groups for at in range(one.right, one.right_end)}
    gone = [Group(0, 0, at, at + 1) for at in range(len(left.bounds)) if at not in taken]
    come = [Group(at, at + 1, 0, 0) for at in range(len(right.bounds)) if at not in found]
    return tuple(sorted([*groups, *gone, *come]))


def _equal(left: Sentences, right: Sentences) -> Iterator[tuple[int, int]]:
    waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(left.bounds) - 1, -1, -1):
        waiting[left.folded[at]].append(at)
    for at, words in enumerate(right.folded):
        if waiting[words]:
            yield waiting[words].pop(), at


def _alike(left: Sentences, right: Sentences, known: dict[int, int]) -> dict[int, int]:
    """Partners of the sentences that have none: the likest first."""
    here = [at for at in range(len(left.bounds)) if at not in known]
    there = sorted(set(range(len(right.bounds))) - set(known.values()))
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in sorted(_likeness(left, right, here, there)):
        if i not in found and j not in used:
            found[i] = j
            used.add(j)
    return found


def _likeness(
    left: Sentences, right: Sentences, here: Sequence[int], there: Sequence[int]
) -> Iterator[tuple[float, float, int, int]]:
    """Pairs that are like enough: how unlike, how far apart in their texts, and their numbers."""
    import numpy as np
    from rapidfuzz.distance import LCSseq
    from rapidfuzz.process import cdist

    coded, others = _coded([left.folded[i] for i in here], [right.folded[j] for j in there])
    lengths = np.array([len(right.folded[j]) for j in there])
    for start in range(0, len(here), AT_ONCE):
        rows = here[start : start + AT_ONCE]
        common = cdist(coded[start : start + AT_ONCE], others, scorer=LCSseq.similarity)
        mine = np.array([len(left.folded[i]) for i in rows])[:, None]
        dice, within = 2 * common / (mine + lengths), common / np.minimum(mine, lengths)
        enough = (dice >= ALIKE) | ((within >= WITHIN) & (common >= FEWEST_WITHIN))
        for row, column in np.argwhere(enough).tolist():
            i, j, alike = rows[row], there[column], float(dice[row, column])
            telling = sum(map(is_telling, set(left.folded[i]) & set(right.folded[j])))
            if telling >= FEWEST_TELLING - (alike >= MUCH_ALIKE):
                likeness = max(alike, float(within[row, column]) / 2)
                yield -likeness, abs(i / len(left.bounds) - j / len(right.bounds)), i, j


def _coded(*texts: Sequence[Sequence[str]]) -> list[list[str]]:
    """Each word as one character of its own, since strings are compared fast."""
    numbers: dict[str, str] = {}
    return [
        ["".join(numbers.setdefault(word, chr(0x10000 + len(numbers))) for word in one) for one in some]
        for some in texts
    ]


def _grown(groups: Sequence[Group], left: Sentences, right: Sentences) -> Iterator[Group]:
    """Groups with the neighbours that went into them."""
    lefts = {at for one in groups for at in range(one.left, one.left_end)}
    rights = {at for one in groups for at in range(one.right, one.right_end)}
    for one in groups:
        for at in (one.left - 1, one.left_end):
            if 0 <= at < len(left.bounds) and at not in lefts:
                wider = Group(one.right, one.right_end, min(at, one.left), max(at + 1, one.left_end))
                if _went_in(left, right, one, wider, left.folded[at]):
                    lefts.add(at)
                    one = wider
        for at in (one.right - 1, one.right_end):
            if 0 <= at < len(right.bounds) and at not in rights:
                wider = Group(min(at, one.right), max(at + 1, one.right_end), one.left, one.left_end)
                if _went_in(left, right, one, wider, right.folded[at]):
                    rights.add(at)
                    one = wider
        yield one


def _went_in(left: Sentences, right: Sentences, group: Group, wider: Group, words: Sequence[str]) -> bool:
    if not any(map(is_telling, words)):
        return False
    return _common(left, right, wider) - _common(left, right, group) >= JOINED * len(words)


def _common(left: Sentences, right: Sentences, group: Group) -> int:
    from rapidfuzz.distance import LCSseq

    first, end = left.numbers(group.left, group.left_end)
    start, last = right.numbers(group.right, group.right_end)
    return LCSseq.similarity(left.words.folded[first:end], right.words.folded[start:last])
