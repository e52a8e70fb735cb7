"""What a run over a corpus leaves: passages and boilerplate as tables, each row with ids and characters."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from twosource.align.fast import Found
from twosource.align.groups import Common, texts_at
from twosource.align.shard import Shard
from twosource.run.corpus.batches import read_batch
from twosource.run.corpus.copies import edge_table, traced_rows
from twosource.run.corpus.folder import Folder
from twosource.run.corpus.joining import Join, common_in, opened
from twosource.run.corpus.numbering import Numbering

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

__all__ = ["characters", "passage_table", "reuse_row", "write_boilerplate", "write_copies", "write_tables"]


def write_tables(base: Path, tables: Iterable["pa.Table"], row: Callable[[dict[str, Any]], Any]) -> int:
    """Write `tables` one below the other, as Parquet and as JSON lines made by `row`; return the number of rows."""
    import pyarrow.parquet as pq

    writer, count = None, 0
    with base.with_suffix(".jsonl").open("wb") as lines:
        for table in tables:
            writer = writer or pq.ParquetWriter(base.with_suffix(".parquet"), table.schema, compression="zstd")
            writer.write_table(table)
            lines.writelines(msgspec.json.encode(row(one)) + b"\n" for one in table.to_pylist())
            count += len(table)
    if writer:
        writer.close()
    return count


def passage_table(found: Found, ids: Sequence[str], shards: Sequence[Shard], numbering: Numbering) -> "pa.Table":
    """Return passages with the ids of their documents and the characters of the clean texts, from and to before."""
    import pyarrow as pa

    left = characters(found.left_text, found.left, found.left_end, shards, numbering)
    right = characters(found.right_text, found.right, found.right_end, shards, numbering)
    names = np.array(ids, dtype=object)
    return pa.table(
        {
            "left": pa.array(names[found.left_text], pa.string()),
            "left_start": pa.array(left[0], pa.int32()),
            "left_end": pa.array(left[1], pa.int32()),
            "right": pa.array(names[found.right_text], pa.string()),
            "right_start": pa.array(right[0], pa.int32()),
            "right_end": pa.array(right[1], pa.int32()),
            "equal_words": pa.array(found.equal, pa.int32()),
            "similarity": pa.array(found.similarity, pa.float64()),
        }
    )


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


def reuse_row(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the table of passages as the contract of the formats has it."""
    sides = {
        side: {"document": row[side], "span": [row[f"{side}_start"], row[f"{side}_end"]]} for side in ("left", "right")
    }
    return {**sides, "similarity": row["similarity"]}


def write_copies(folder: Folder, count: int) -> int:
    """Write the traced groups as JSON lines and their edges as Parquet; return the number of edges."""
    import pyarrow.parquet as pq

    with (folder.root / "copies.jsonl").open("wb") as lines:
        for number in range(count):
            lines.write(folder.work("copies", number).read_bytes())
    table = edge_table(traced_rows(folder, count))
    pq.write_table(table, folder.root / "edges.parquet", compression="zstd")
    return len(table)


def write_boilerplate(join: Join, ids: Sequence[str]) -> None:
    """Write the formulas that were set aside as JSON lines: their words, in how many documents, a place of each."""
    shards, numbering = opened(join.folder.root, join.batches)
    common = [common_in(join.folder, number) for number in range(join.ranges)]
    rows: list[dict[str, Any]] = []
    for text, start, end, count in _formulas(common, join.grain.gram, shards, numbering):
        shard = int(numbering.shards_of(np.array([text]))[0])
        article = read_batch(join.folder.root, shard)[text - int(numbering.texts[shard])]
        place = {"document": ids[text], "span": [start, end]}
        rows.append({"text": article.text[start:end], "documents": count, "example": place})
    rows.sort(key=lambda row: -row["documents"])
    with (join.folder.root / "boilerplate.jsonl").open("wb") as lines:
        lines.writelines(msgspec.json.encode(row) + b"\n" for row in rows)


def _formulas(
    common: Sequence[Common], gram: int, shards: Sequence[Shard], numbering: Numbering
) -> Iterator[tuple[int, int, int, int]]:
    """Yield boilerplate as text, from and to (characters) and number of texts that have it, in the order of the texts.

    N-grams whose examples follow each other word by word are one formula.
    """
    counts = np.concatenate([one.counts for one in common])
    examples = np.concatenate([one.examples for one in common])
    order = np.argsort(examples)
    examples, counts = examples[order], counts[order]
    begins = np.flatnonzero(np.concatenate(([True], np.diff(examples) != 1))[: len(examples)])
    texts = texts_at(numbering.starts, examples)
    rows = [(a, b, int(counts[a:b].max())) for a, b in pairwise([*begins.tolist(), len(examples)])]
    first = np.array([a for a, _, _ in rows], np.int64)
    words = examples[first] - numbering.starts[texts[first]]
    lengths = np.array([b - a - 1 + gram for a, b, _ in rows], np.int64)
    start, end = characters(texts[first], words, words + lengths, shards, numbering)
    yield from zip(texts[first].tolist(), start.tolist(), end.tolist(), (count for *_, count in rows), strict=True)
