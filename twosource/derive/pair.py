"""One document as the possible parent of another: everything the signals look at."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import groupby

from msgspec import Struct

from twosource.derive.overlap import Overlap
from twosource.derive.texts import Text
from twosource.model import Place, Span

__all__ = ["Block", "Pair", "pairs_of"]

SHORTEST_BLOCK = 8
"""A stretch that the other document lacks is a block of text from so many words on; a shorter one is a reading."""

LONG_WORD = 5
"""Letters of a word that says what a text is about."""


class Block(Struct, frozen=True, order=True):
    """Words of one document, from `start` to the one before `end`, that the other lacks."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of words."""
        return self.end - self.start


class Pair(Struct, frozen=True, dict=True):
    """`parent` may have given text to `child`.

    `taken` is what they share, seen from the child, `given` the same seen from the parent. `child_elsewhere` and
    `parent_elsewhere` tell for each word whether a third document shares it.
    """

    parent: Text
    child: Text
    taken: Overlap
    given: Overlap
    child_elsewhere: Sequence[bool]
    parent_elsewhere: Sequence[bool]

    @cached_property
    def added(self) -> tuple[Block, ...]:
        """Blocks of the child that the parent lacks."""
        return _blocks(self.taken)

    @cached_property
    def left_out(self) -> tuple[Block, ...]:
        """Blocks of the parent that the child lacks."""
        return _blocks(self.given)

    @cached_property
    def child_readings(self) -> tuple[int, ...]:
        """Numbers of the child's words inside shared passages that the parent has not."""
        return _readings(self.taken)

    @cached_property
    def parent_readings(self) -> tuple[int, ...]:
        """Numbers of the parent's words inside shared passages that the child has not."""
        return _readings(self.given)

    @cached_property
    def kin_of_added(self) -> float:
        """How far the child's added blocks speak of what the shared text speaks of, 0 to 1."""
        return _kin(self.taken, self.added)

    @cached_property
    def kin_of_left_out(self) -> float:
        """How far the blocks that the child lacks speak of what the shared text speaks of, 0 to 1."""
        return _kin(self.given, self.left_out)

    def place(self, text: Text, start: int, end: int) -> Place:
        """The characters of words `start` to `end` of `text`."""
        return Place(text.id, text.words.stretch(start, end))

    def whole(self, text: Text) -> Place:
        """The whole of `text`."""
        return Place(text.id, Span(0, len(text.article.text)))


def pairs_of(texts: Sequence[Text], shared: Mapping[tuple[str, str], Overlap]) -> dict[tuple[str, str], Pair]:
    """Return every ordered pair (parent, child) of `texts` in `shared`."""
    by_id = {text.id: text for text in texts}
    counts = {text.id: [0] * len(text.words) for text in texts}
    for (here, _), overlap in shared.items():
        if here in counts:
            counts[here] = [count + (at >= 0) for count, at in zip(counts[here], overlap.to, strict=True)]
    return {
        (parent, child): Pair(
            by_id[parent],
            by_id[child],
            taken,
            shared[parent, child],
            _third(counts[child], taken),
            _third(counts[parent], shared[parent, child]),
        )
        for (child, parent), taken in shared.items()
        if parent in by_id and child in by_id
    }


def _third(counts: Sequence[int], overlap: Overlap) -> tuple[bool, ...]:
    return tuple(count > (at >= 0) for count, at in zip(counts, overlap.to, strict=True))


def _unmatched(overlap: Overlap) -> list[Block]:
    blocks, at = [], 0
    for matched, run in groupby(overlap.to, key=lambda to: to >= 0):
        length = len(list(run))
        if not matched:
            blocks.append(Block(at, at + length))
        at += length
    return blocks


def _blocks(overlap: Overlap) -> tuple[Block, ...]:
    return tuple(block for block in _unmatched(overlap) if block.length >= SHORTEST_BLOCK)


def _readings(overlap: Overlap) -> tuple[int, ...]:
    return tuple(
        at
        for block in _unmatched(overlap)
        if block.length < SHORTEST_BLOCK
        and any(start < block.start and block.end < end for (start, end), _ in overlap.passages)
        for at in range(block.start, block.end)
    )


def _kin(overlap: Overlap, blocks: Sequence[Block]) -> float:
    folded = overlap.here.words.folded
    shared = {word for word, at in zip(folded, overlap.to, strict=True) if at >= 0 and len(word) >= LONG_WORD}
    apart = {word for block in blocks for word in folded[block.start : block.end] if len(word) >= LONG_WORD}
    return len(apart & shared) / len(apart) if apart else 0.0
