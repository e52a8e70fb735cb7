"""Passages that two documents share, found plainly and exactly: seeds, chains, extension.

This is the engine by which a faster one is judged. Runs of equal words (`runs`) are made one to one, the longest
first; runs that follow each other in both texts with few words between them are chained into a passage, and its ends
are moved on over small differences. So an altered word does not break a passage, and reordered paragraphs give several
passages. The method is that of greedy string tiling (Wise 1993) with chaining as in local sequence alignment.
"""

from collections.abc import Hashable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise, product

from msgspec import Struct

from twosource.align.grain import STORY, Grain
from twosource.align.runs import Run, shared_runs
from twosource.align.words import words_of
from twosource.model import Article, Place, Reuse

__all__ = ["FURTHEST_SKIP", "SKIPS", "WIDEST_GAP", "Passage", "find_reuse", "matched_words", "passages"]

Text = Sequence[Hashable]

WIDEST_GAP = 12
"""Words between two runs of one passage, on the longer side."""

LEAST_SIMILAR = 0.5
"""Share of equal words below which two runs stay apart."""

FURTHEST_SKIP = 3
"""Unequal words over which an end is moved on, if more equal ones follow."""

SKIPS = sorted(product(range(FURTHEST_SKIP + 1), repeat=2), key=lambda skip: (max(skip), sum(skip)))


class Passage(Struct, frozen=True):
    """Runs of equal words, in the order of both texts, that belong together."""

    runs: tuple[Run, ...]

    @property
    def equal(self) -> int:
        """Number of words that are equal."""
        return sum(run.length for run in self.runs)

    @property
    def left(self) -> tuple[int, int]:
        """The first word on the left, and the one after the last."""
        return self.runs[0].left, self.runs[-1].left + self.runs[-1].length

    @property
    def right(self) -> tuple[int, int]:
        """The first word on the right, and the one after the last."""
        return self.runs[0].right, self.runs[-1].right + self.runs[-1].length

    @property
    def similarity(self) -> float:
        """Equal words as a share of the words of the longer side."""
        return self.equal / max(self.left[1] - self.left[0], self.right[1] - self.right[0])


def find_reuse(articles: Sequence[Article], grain: Grain = STORY) -> tuple[Reuse, ...]:
    """Return every passage that two of the `articles` share, sorted by their places.

    The left document is the one whose id comes first. Offsets are those of the clean texts and stand on the edges of
    words. The order of `articles` makes no difference.

    >>> from twosource.model import Facts
    >>> def article(name, text):
    ...     return Article(id=name, path="", source=text, edits=(), facts=Facts(), sha256="")
    >>> a = article("a", "MILLPORT: The ferry left at nine with forty people on board, officials say.")
    >>> b = article("b", "We hear that the ferry left at noon with forty people on board.")
    >>> [(r.left.span.of(a.text), r.right.span.of(b.text), r.similarity) for r in find_reuse([b, a])]
    [('The ferry left at nine with forty people on board', 'the ferry left at noon with forty people on board', 0.9)]
    """
    ordered = sorted(articles, key=lambda article: article.id)
    texts = [words_of(article.text) for article in ordered]
    return tuple(
        Reuse(
            left=Place(ordered[left].id, texts[left].stretch(*passage.left)),
            right=Place(ordered[right].id, texts[right].stretch(*passage.right)),
            similarity=round(passage.similarity, 4),
        )
        for (left, right), runs in shared_runs([text.folded for text in texts], grain.gram).items()
        for passage in passages(texts[left].folded, texts[right].folded, runs, grain)
    )


def passages(left: Text, right: Text, runs: Sequence[Run], grain: Grain) -> list[Passage]:
    """Return the passages that the shared `runs` of two texts make up, in the order of the left text.

    Only which words are equal matters, so that words may be given as numbers, too.
    """
    reader = _Reader(left, right, bytearray(len(left)), bytearray(len(right)))
    tiles = _tiles(runs, len(left), len(right), grain.gram)
    chains = [_filled(chain, left, right) for chain in _chains(tiles)]
    for chain in chains:
        for run in chain:
            reader.take(run)
    grown = [reader.extended(chain) for chain in chains]
    return sorted((one for one in grown if one.equal >= grain.equal), key=lambda one: one.runs[0])


def matched_words(left: Text, right: Text) -> list[Run]:
    """Return the words that are the same in two stretches read side by side, as runs in the order of both.

    >>> matched_words("a ship sank off the coast".split(), "a big ship sank near the coast".split())
    [Run(left=0, right=0, length=1), Run(left=1, right=2, length=2), Run(left=4, right=5, length=2)]
    """
    from rapidfuzz.distance import LCSseq

    blocks = LCSseq.editops(left, right).as_matching_blocks()
    return [Run(block.a, block.b, block.size) for block in blocks if block.size]


def _tiles(runs: Sequence[Run], left: int, right: int, least: int) -> list[Run]:
    """Runs cut so that no word of either text is in two of them, the longest first to choose; none under `least`."""
    if _apart(runs):
        return sorted(runs)
    taken_left, taken_right = bytearray(left), bytearray(right)
    waiting = [(-run.length, run.left, run.right) for run in runs]
    heapify(waiting)
    tiles = []
    while waiting:
        negative, i, j = heappop(waiting)
        run = Run(i, j, -negative)
        free = list(_free(run, taken_left, taken_right, least))
        if free == [run]:
            tiles.append(run)
            taken_left[i : i + run.length] = taken_right[j : j + run.length] = b"\1" * run.length
        else:
            for part in free:
                heappush(waiting, (-part.length, part.left, part.right))
    return sorted(tiles)


def _apart(runs: Sequence[Run]) -> bool:
    """Whether no word of either text is in two runs."""
    left = sorted((run.left, run.left + run.length) for run in runs)
    right = sorted((run.right, run.right + run.length) for run in runs)
    return all(one[1] <= other[0] for side in (left, right) for one, other in pairwise(side))


def _free(run: Run, taken_left: bytearray, taken_right: bytearray, least: int) -> Iterator[Run]:
    """The parts of `run`, of at least so many words, of which none is taken."""
    if taken_left.find(1, run.left, run.left + run.length) < 0 > taken_right.find(1, run.right, run.right + run.length):
        yield run
        return
    start = 0
    for at in range(run.length + 1):
        if at == run.length or taken_left[run.left + at] or taken_right[run.right + at]:
            if at - start >= least:
                yield Run(run.left + start, run.right + start, at - start)
            start = at + 1


def _chains(tiles: Sequence[Run]) -> list[list[Run]]:
    """Tiles that follow each other closely in both texts, together."""
    chains: list[list[Run]] = []
    open_from = 0
    for tile in tiles:
        while open_from < len(chains) and _end(chains[open_from])[0] + WIDEST_GAP < tile.left:
            open_from += 1
        near = [chain for chain in chains[open_from:] if _follows(chain, tile)]
        if near:
            min(near, key=lambda chain: _gap(chain, tile)).append(tile)
        else:
            chains.append([tile])
    return chains


def _end(chain: Sequence[Run]) -> tuple[int, int]:
    return chain[-1].left + chain[-1].length, chain[-1].right + chain[-1].length


def _gap(chain: Sequence[Run], tile: Run) -> int:
    return max(tile.left - _end(chain)[0], tile.right - _end(chain)[1])


def _follows(chain: Sequence[Run], tile: Run) -> bool:
    left, right = _end(chain)
    if tile.left < left or tile.right < right or _gap(chain, tile) > WIDEST_GAP:
        return False
    return Passage((*chain, tile)).similarity >= LEAST_SIMILAR


def _filled(chain: Sequence[Run], left: Text, right: Text) -> list[Run]:
    """The chain with the words that are equal inside its gaps."""
    out = [chain[0]]
    for tile in chain[1:]:
        i, j = _end(out)
        gap = matched_words(left[i : tile.left], right[j : tile.right]) if tile.left > i and tile.right > j else []
        out += [Run(i + run.left, j + run.right, run.length) for run in gap]
        out.append(tile)
    return out


class _Reader(Struct, frozen=True):
    """The two texts and what of them is taken; moves the ends of passages on over small differences."""

    left: Text
    right: Text
    taken_left: bytearray
    taken_right: bytearray

    def take(self, run: Run) -> None:
        self.taken_left[run.left : run.left + run.length] = b"\1" * run.length
        self.taken_right[run.right : run.right + run.length] = b"\1" * run.length

    def extended(self, chain: Sequence[Run]) -> Passage:
        """The chain with the equal words before and after it that small differences cut off."""
        before: list[Run] = []
        while (more := self._next(*(before or list(chain))[-1 if before else 0].start, -1)) is not None:
            self.take(more)
            before.append(more)
        after: list[Run] = []
        while (more := self._next(*_end(after or chain), 1)) is not None:
            self.take(more)
            after.append(more)
        return Passage((*reversed(before), *chain, *after))

    def _next(self, i: int, j: int, step: int) -> Run | None:
        """The nearest run of equal words past (`i`, `j`) that is longer than the words skipped to reach it."""
        first, second = i - (step < 0), j - (step < 0)
        here, there = self._near(self.left, first, step), self._near(self.right, second, step)
        if set(here).isdisjoint(there):  # as nearly always: nothing more need be asked
            return None
        for skip_left, skip_right in SKIPS:
            if skip_left >= len(here) or skip_right >= len(there) or here[skip_left] != there[skip_right]:
                continue
            start, other = i + step * skip_left, j + step * skip_right
            length = self._equal(start, other, step)
            if length > max(skip_left, skip_right):
                return Run(start, other, length) if step > 0 else Run(start - length, other - length, length)
        return None

    def _near(self, words: Text, at: int, step: int) -> Text:
        """The words that a skip can lead to, the nearest first."""
        if step > 0:
            return words[at : at + FURTHEST_SKIP + 1]
        return words[max(0, at - FURTHEST_SKIP) : at + 1][::-1]

    def _equal(self, i: int, j: int, step: int) -> int:
        """How many free words in a row are equal, forwards from (`i`, `j`) or backwards to just before it."""
        length, at, other = 0, i - (step < 0), j - (step < 0)
        while 0 <= at < len(self.left) and 0 <= other < len(self.right) and self._same(at, other):
            length, at, other = length + 1, at + step, other + step
        return length

    def _same(self, i: int, j: int) -> bool:
        free = not self.taken_left[i] and not self.taken_right[j]
        return free and self.left[i] == self.right[j]
