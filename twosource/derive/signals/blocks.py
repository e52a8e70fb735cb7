"""What each document has that the other lacks, and where it stands."""

import itertools
from collections.abc import Sequence
from math import log

from twosource.derive.pair import Block, Pair
from twosource.derive.signals.signal import Signal

__all__ = [
    "added_elsewhere", "added_kin", "added_middle", "end_added", "end_cut", "lead_added", "lead_cut",
    "left_out_elsewhere", "left_out_kin", "left_out_middle", "reordered",
]  # fmt: skip

KIN = 0.15
"""The share of long words in common that a block has with a text it was not written for; above it, it belongs there."""


def lead_added(pair: Pair) -> Signal | None:
    """The child begins with words of its own: a new lead over old text."""
    return _at_start(pair, pair.added, pair.child.id, "begins with")


def lead_cut(pair: Pair) -> Signal | None:
    """The parent begins with words that the child lacks."""
    return _at_start(pair, pair.left_out, pair.parent.id, "begins with")


def end_added(pair: Pair) -> Signal | None:
    """The child goes on after the last of what is shared."""
    return _at_end(pair, pair.added, len(pair.child.words), pair.child.id)


def end_cut(pair: Pair) -> Signal | None:
    """The parent goes on where the child ends: copies are cut from the end."""
    return _at_end(pair, pair.left_out, len(pair.parent.words), pair.parent.id)


def added_middle(pair: Pair) -> Signal | None:
    """Blocks that the child alone has between shared ones."""
    return _in_the_middle(pair.added, len(pair.child.words), pair.child.id)


def left_out_middle(pair: Pair) -> Signal | None:
    """Blocks of the parent between shared ones that the child lacks."""
    return _in_the_middle(pair.left_out, len(pair.parent.words), pair.parent.id)


def added_kin(pair: Pair) -> Signal | None:
    """What the child adds speaks of the same things as the shared text: perhaps it belongs to the original."""
    return _kin(pair.added, pair.kin_of_added, pair.child.id)


def left_out_kin(pair: Pair) -> Signal | None:
    """What the child leaves out speaks of the same things as the shared text: it belongs to the original."""
    return _kin(pair.left_out, pair.kin_of_left_out, pair.parent.id)


def added_elsewhere(pair: Pair) -> Signal | None:
    """What the child has beyond the parent stands in a third document: the parent cannot be its only source."""
    return _elsewhere(pair.added, pair.child_elsewhere, pair.child.id)


def left_out_elsewhere(pair: Pair) -> Signal | None:
    """What the child leaves out stands in a third document: it was in the text that went round."""
    return _elsewhere(pair.left_out, pair.parent_elsewhere, pair.parent.id)


def reordered(pair: Pair) -> Signal | None:
    """Passages stand in another order."""
    there = [start for _, (start, _) in pair.taken.passages]
    turns = sum(after < before for before, after in itertools.pairwise(there))
    return Signal(log(1 + turns), f"{turns} of their passages stand in another order") if turns else None


def _at_start(pair: Pair, blocks: Sequence[Block], document: str, does: str) -> Signal | None:
    words = blocks[0].length if blocks and blocks[0].start < 3 else 0
    return Signal(1.0, f"{document} {does} {words} words that the other lacks") if words else None


def _at_end(pair: Pair, blocks: Sequence[Block], length: int, document: str) -> Signal | None:
    words = blocks[-1].length if blocks and blocks[-1].end > length - 3 else 0
    return Signal(1.0, f"{document} goes on for {words} words where the other ends") if words else None


def _in_the_middle(blocks: Sequence[Block], length: int, document: str) -> Signal | None:
    inner = [block for block in blocks if block.start >= 3 and block.end <= length - 3]
    if not inner:
        return None
    words = sum(block.length for block in inner)
    return Signal(
        log(1 + len(inner)), f"{document} has {len(inner)} blocks ({words} words) in the middle that the other lacks"
    )


def _kin(blocks: Sequence[Block], kin: float, document: str) -> Signal | None:
    words = sum(block.length for block in blocks)
    if not words:
        return None
    because = f"{kin:.0%} of the long words in what only {document} has also stand in the shared text"
    return Signal((kin - KIN) * 10 * min(1.0, words / 60), because)


def _elsewhere(blocks: Sequence[Block], elsewhere: Sequence[bool], document: str) -> Signal | None:
    words = sum(sum(elsewhere[block.start : block.end]) for block in blocks)
    return (
        Signal(log(1 + words / 10), f"{words} words that only {document} of the two has stand in a third")
        if words
        else None
    )
