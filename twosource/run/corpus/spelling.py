"""Passages with ids and characters: as a table and as lines of JSON, block by block."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from twosource.align.fast import Found
from twosource.align.shard import Shard
from twosource.run.corpus.folder import Folder
from twosource.run.corpus.joining import Join, at_hand, found_in_block, id_column
from twosource.run.corpus.numbering import Numbering

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

__all__ = ["all_ids", "characters", "spell_out"]


def spell_out(join: Join, number: int) -> None:
    """Write the passages of a block as a part of the table and a part of the lines that the run leaves."""
    import pyarrow.parquet as pq

    root, write = join.folder.root, join.folder.write
    with at_hand(join) as (shards, numbering):
        found = found_in_block(join.folder, number)
        table = _table(found, all_ids(root, join.batches), shards, numbering)
    lines = b"".join(msgspec.json.encode(row) + b"\n" for row in _rows(table))
    write(join.folder.work("lines", number), lambda path: path.write_bytes(lines))
    write(join.folder.work("tables", number), lambda path: pq.write_table(table, path))


@lru_cache(maxsize=1)
def all_ids(root: Path, batches: int) -> "pa.Array":
    """The ids of all documents, in the order of their numbers."""
    import pyarrow as pa

    columns = (id_column(Folder(root), number) for number in range(batches))
    return pa.concat_arrays([pa.array([], pa.string()), *columns])


def _table(found: Found, ids: "pa.Array", shards: Sequence[Shard], numbering: Numbering) -> "pa.Table":
    """Passages with the ids of their documents and the characters of the clean texts, from and to before."""
    import pyarrow as pa

    left = characters(found.left_text, found.left, found.left_end, shards, numbering)
    right = characters(found.right_text, found.right, found.right_end, shards, numbering)
    return pa.table(
        {
            "left": ids.take(pa.array(found.left_text)),
            "left_start": pa.array(left[0], pa.int32()),
            "left_end": pa.array(left[1], pa.int32()),
            "right": ids.take(pa.array(found.right_text)),
            "right_start": pa.array(right[0], pa.int32()),
            "right_end": pa.array(right[1], pa.int32()),
            "equal_words": pa.array(found.equal, pa.int32()),
            "similarity": pa.array(found.similarity, pa.float64()),
        }
    )


def _rows(table: "pa.Table") -> Iterator[dict[str, Any]]:
    """The rows of the table of passages as the contract of the formats has them."""
    names = ("left", "left_start", "left_end", "right", "right_start", "right_end", "similarity")
    for left, start, end, right, from_, to, similarity in zip(*(table[n].to_pylist() for n in names), strict=True):
        here, there = {"document": left, "span": (start, end)}, {"document": right, "span": (from_, to)}
        yield {"left": here, "right": there, "similarity": similarity}


def characters(
    texts: "Places", first: "Places", end: "Places", shards: Sequence[Shard], numbering: Numbering
) -> "tuple[Places, Places]":
    """Where in its text each stretch of words begins and ends, in characters."""
    begins, ends = np.zeros(len(texts), np.int64), np.zeros(len(texts), np.int64)
    of_shard = numbering.shards_of(texts)
    for number in np.unique(of_shard):
        here, shard = of_shard == number, shards[number]
        base = numbering.starts[texts[here]] - numbering.words[number]
        begins[here] = shard.offsets[base + first[here]]
        last = base + end[here] - 1
        ends[here] = shard.offsets[last].astype(np.int64) + shard.widths[last]
    return begins, ends
