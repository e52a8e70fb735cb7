"""Which documents of a corpus are looked at together for who copied whom: groups that share much."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from twosource.align.fast import Found
from twosource.derive.connected import connected
from twosource.run.corpus.numbering import Numbering

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["LARGE_PART", "LONG_PASSAGE", "groups_of_documents", "shared_parts"]

Document: TypeAlias = Any
"""A number or a name: what documents are called does not matter, as long as it can be sorted."""

Pair: TypeAlias = tuple[Document, Document]

LARGE_PART = 0.2
"""The part of the shorter document that two documents share at least to be in one group."""

LONG_PASSAGE = 40
"""Equal words in one passage that put two documents into one group, however long they are."""

MOST_TOGETHER = 60
"""Documents in a group: of a larger one, only those that share more are kept together."""

STEP = 0.15


def shared_parts(found: Iterable[Found], numbering: Numbering, ranks: "NDArray[np.int64]") -> dict[Pair, float]:
    """The part, 0 to 1, of the shorter of two documents that stands in the other, for pairs that share much.

    Documents go by their `ranks`: their places in the order of ids.
    """
    lengths = np.diff(numbering.starts)
    out: dict[Pair, float] = {}
    for one in found:
        if not len(one.equal):
            continue
        new = (one.left_text[1:] != one.left_text[:-1]) | (one.right_text[1:] != one.right_text[:-1])
        first = np.flatnonzero(np.concatenate(([True], new)))
        left, right = one.left_text[first], one.right_text[first]
        part = np.minimum(1.0, np.add.reduceat(one.equal, first) / np.minimum(lengths[left], lengths[right]))
        much = (part >= LARGE_PART) | (np.maximum.reduceat(one.equal, first) >= LONG_PASSAGE)
        pairs = (ranks[side[much]].tolist() for side in (left, right))
        out |= zip(zip(*pairs, strict=True), part[much].tolist(), strict=True)
    return out


def groups_of_documents(parts: Mapping[Pair, float]) -> list[tuple[Document, ...]]:
    """Return the groups, each sorted, that pairs join; large ones only by what they share most.

    >>> groups_of_documents({(0, 1): 0.9, (1, 2): 0.3, (5, 6): 0.5})
    [(0, 1, 2), (5, 6)]
    """
    return sorted(_split(dict(parts), LARGE_PART))


def _split(parts: Mapping[Pair, float], least: float) -> Iterator[tuple[Document, ...]]:
    for group in _connected(parts):
        if len(group) <= MOST_TOGETHER:
            yield group
            continue
        members = set(group)
        inside = {pair: share for pair, share in parts.items() if pair[0] in members}
        stronger = {pair: share for pair, share in inside.items() if share >= least + STEP}
        if stronger and least < 1:
            yield from _split(stronger, least + STEP)
        else:
            yield from _nearest(group, inside)


def _nearest(group: Sequence[Document], parts: Mapping[Pair, float]) -> Iterator[tuple[Document, ...]]:
    """A group of like documents (a text repeated for years) in portions, in the order of the documents."""
    for at in range(0, len(group), MOST_TOGETHER):
        some = set(group[at : at + MOST_TOGETHER])
        yield from _connected([pair for pair in parts if some.issuperset(pair)])


def _connected(parts: Iterable[Pair]) -> list[tuple[Document, ...]]:
    return connected(sorted({one for pair in parts for one in pair}), parts)
