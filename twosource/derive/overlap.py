"""What two documents share, word by word."""

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from twosource.align.passages import matched_words
from twosource.align.words import Words
from twosource.derive.texts import Text
from twosource.model import Reuse, Span

__all__ = ["Overlap", "overlaps"]

FEWEST_OWN = 8
"""Own words in a passage that can show copying."""

FEWEST_SHARED = 15
"""Own words that two documents must share for copying between them to be weighed at all."""

LONG_PROSE = 16
"""Words of one passage, beyond names and numbers, that two reporters do not write alike by chance. Two reports by one
agency on one event shared names with titles and three formulas, the longest of 12 such words."""

FOOT_SHARE = 0.4
"""The part of the shorter document below which common words at the end of both are the foot of a page."""

BELOW_FOOT = 12
"""Words that may stand below them, or between two parts of them."""

LARGE_SHARE = 0.2
"""The part of the own words of a short document that shows copying where no single passage is long."""


class Overlap(Struct, frozen=True, dict=True):
    """The words of `here` that also stand in `there`: `to` gives for each word its partner's number, or -1.

    `passages` are (first word, word after the last) in `here`, in order; `kept` are those of them with enough own words
    to show copying, with their counterparts in `there`.
    """

    here: Text
    there: Text
    to: tuple[int, ...]
    passages: tuple[tuple[tuple[int, int], tuple[int, int]], ...]

    @cached_property
    def own(self) -> tuple[bool, ...]:
        """For each word of `here`: is it matched, and own in both documents?"""
        theirs = self.there.own
        return tuple(mine and at >= 0 and theirs[at] for mine, at in zip(self.here.own, self.to, strict=True))

    @cached_property
    def kept(self) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
        """The passages with 8 own words or more."""
        return tuple(pair for pair in self.passages if sum(self.own[slice(*pair[0])]) >= FEWEST_OWN)

    @cached_property
    def own_words(self) -> int:
        """Number of own words shared, in passages that have enough of them."""
        return sum(sum(self.own[slice(*here)]) for here, _ in self.kept)

    @cached_property
    def longest_prose(self) -> int:
        """Words of the longest passage that are own and neither begin with a capital nor are numbers."""
        text = self.here.article.text
        plain = [own and text[span.start].islower() for own, span in zip(self.own, self.here.words.spans, strict=True)]
        return max((sum(plain[slice(*here)]) for here, _ in self.kept), default=0)

    @cached_property
    def lacking(self) -> frozenset[str]:
        """The different uncommon words of `here`, folded, at places that are not shared."""
        words = zip(self.here.words.folded, self.here.telling, self.to, strict=True)
        return frozenset(word for word, tells, at in words if tells and at < 0)

    @property
    def is_foot(self) -> bool:
        """Whether both documents end with what they share: who the author is, what else there is to read."""
        here, there = len(self.here.words), len(self.there.words)
        for (start, end), (other, other_end) in reversed(self.kept):
            if max(here - end, there - other_end) > BELOW_FOOT:
                return False
            here, there = start, other
        return True

    @property
    def shows_copying(self) -> bool:
        """Whether so much is shared that copying is to be weighed: more than names, titles and stock wording."""
        counts = [count for count in (self.here.own_count, self.there.own_count) if count]
        if self.is_foot and self.own_words < FOOT_SHARE * min(counts, default=0):
            return False
        large = bool(counts) and self.own_words >= LARGE_SHARE * min(counts)
        return self.own_words >= FEWEST_SHARED and (large or self.longest_prose >= LONG_PROSE)

    @property
    def share(self) -> float:
        """The part of the own words of `here` that is shared."""
        return self.own_words / self.here.own_count if self.here.own_count else 0.0


def overlaps(texts: Sequence[Text], reuse: Sequence[Reuse]) -> dict[tuple[str, str], Overlap]:
    """Return the overlap of each ordered pair of documents that share a passage."""
    by_id = {text.id: text for text in texts}
    between: dict[tuple[str, str], list[Reuse]] = {}
    for one in reuse:
        between.setdefault((one.left.document, one.right.document), []).append(one)
    found: dict[tuple[str, str], Overlap] = {}
    for (left, right), shared in between.items():
        found[left, right], found[right, left] = _both(by_id[left], by_id[right], shared)
    return found


def _both(left: Text, right: Text, shared: Sequence[Reuse]) -> tuple[Overlap, Overlap]:
    there, back = [-1] * len(left.words), [-1] * len(right.words)
    pairs = [(_numbers(left.words, one.left.span), _numbers(right.words, one.right.span)) for one in shared]
    for (i, i_end), (j, j_end) in pairs:
        for run in matched_words(left.words.folded[i:i_end], right.words.folded[j:j_end]):
            there[i + run.left : i + run.left + run.length] = range(j + run.right, j + run.right + run.length)
            back[j + run.right : j + run.right + run.length] = range(i + run.left, i + run.left + run.length)
    turned = tuple(sorted((b, a) for a, b in pairs))
    return Overlap(left, right, tuple(there), tuple(sorted(pairs))), Overlap(right, left, tuple(back), turned)


def _numbers(words: Words, span: Span) -> tuple[int, int]:
    """The first word in `span` and the one after the last."""
    from bisect import bisect_left

    first = bisect_left(words.spans, span.start, key=lambda word: word.start)
    return first, bisect_left(words.spans, span.end, key=lambda word: word.start)
