"""One document as the possible parent of another: everything the signals look at."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import groupby

from msgspec import Struct

from twosource.derive.overlap import Overlap
from twosource.derive.readings import agrees, sites
from twosource.derive.texts import Text, order_in_time
from twosource.model import Place

__all__ = ["Block", "Pair", "Side", "pairs_of"]

SHORTEST_BLOCK = 8
"""A stretch that the other document lacks is a block of text from so many words on."""


class Block(Struct, frozen=True, order=True):
    """Words of one document, from `start` to the one before `end`, that the other lacks."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of words."""
        return self.end - self.start


class Side(Struct, frozen=True, dict=True):
    """One document of a pair: `shared` is what the other has too, `thirds` what other documents share with it.

    Third documents that are known to be later than the possible child are not among `thirds`.
    """

    text: Text
    shared: Overlap
    thirds: tuple[Overlap, ...]

    @cached_property
    def stretches(self) -> tuple[Block, ...]:
        """Stretches of words that the other lacks, however short."""
        found, at = [], 0
        for matched, run in groupby(self.shared.to, key=lambda to: to >= 0):
            length = len(list(run))
            if not matched:
                found.append(Block(at, at + length))
            at += length
        return tuple(found)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Blocks of text that the other lacks."""
        return tuple(one for one in self.stretches if one.length >= SHORTEST_BLOCK)

    @cached_property
    def lead(self) -> int:
        """Words before the first that both have, if they are a block."""
        return self.blocks[0].length if self.blocks and self.blocks[0].start == 0 else 0

    @cached_property
    def tail(self) -> int:
        """Words after the last that both have, if they are a block."""
        return self.blocks[-1].length if self.blocks and self.blocks[-1].end == len(self.text.words) else 0

    @cached_property
    def inner(self) -> tuple[Block, ...]:
        """Blocks between words that both have."""
        return self.blocks[bool(self.lead) : len(self.blocks) - bool(self.tail)]

    @cached_property
    def own_words(self) -> int:
        """Number of words in the blocks."""
        return sum(block.length for block in self.blocks)

    @cached_property
    def kin_words(self) -> int:
        """Number of different uncommon words in the blocks that stand in the shared text too: they belong together."""
        words = list(zip(self.text.words.folded, self.text.telling, strict=True))
        shared = {word for (word, tells), at in zip(words, self.shared.to, strict=True) if at >= 0 and tells}
        apart = {word for block in self.blocks for word, tells in words[block.start : block.end] if tells}
        return len(apart & shared)

    @cached_property
    def known_words(self) -> int:
        """Number of words in the blocks that a third document has."""
        return sum(
            any(third.to[at] >= 0 for third in self.thirds)
            for block in self.blocks
            for at in range(block.start, block.end)
        )

    @cached_property
    def known_readings(self) -> int:
        """Number of places where the two differ by a few words and a third document reads as this one does."""
        return sum(
            any(agrees(third.to, site.left, site.left_end) for third in self.thirds) for site in sites(self.shared)
        )

    @cached_property
    def altered(self) -> int:
        """Number of words at places where the two differ by a few words."""
        return sum(site.left_end - site.left - 1 for site in sites(self.shared))

    def place(self, start: int, end: int) -> Place:
        """The characters of words `start` to `end`."""
        return Place(self.text.id, self.text.words.stretch(start, end))

    def places(self, blocks: Sequence[Block]) -> tuple[Place, ...]:
        """The characters of `blocks`."""
        return tuple(self.place(block.start, block.end) for block in blocks)


class Pair(Struct, frozen=True):
    """`parent` may have given text to `child`."""

    parent: Side
    child: Side

    @property
    def parent_id(self) -> str:
        """The id of the possible parent."""
        return self.parent.text.id

    @property
    def child_id(self) -> str:
        """The id of the possible child."""
        return self.child.text.id


def pairs_of(texts: Sequence[Text], shared: Mapping[tuple[str, str], Overlap]) -> dict[tuple[str, str], Pair]:
    """Return every ordered pair (parent, child) of `texts` in `shared`."""
    by_id = {text.id: text for text in texts}
    return {
        (parent, child): Pair(
            _side(by_id[parent], by_id[child], by_id[child], shared),
            _side(by_id[child], by_id[parent], by_id[child], shared),
        )
        for child, parent in shared
        if parent in by_id and child in by_id
    }


def _side(text: Text, other: Text, child: Text, shared: Mapping[tuple[str, str], Overlap]) -> Side:
    thirds = [
        overlap
        for (here, there), overlap in shared.items()
        if here == text.id and there != other.id and not _is_after(overlap.there.published, child.published)
    ]
    return Side(text, shared[text.id, other.id], tuple(thirds))


def _is_after(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and order_in_time(other, one) > 0
