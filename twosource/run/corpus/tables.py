"""What a run over a corpus leaves: passages, edges and boilerplate as tables, each row with ids and characters."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from shutil import copyfileobj
from typing import Any

import msgspec
import numpy as np

from twosource.align.groups import Common, texts_at
from twosource.align.shard import Shard
from twosource.run.corpus.batches import articles_at
from twosource.run.corpus.copies import edge_table, traced_rows
from twosource.run.corpus.folder import Folder
from twosource.run.corpus.joining import Join, at_hand, common_in
from twosource.run.corpus.numbering import Numbering
from twosource.run.corpus.spelling import characters

__all__ = ["write_boilerplate", "write_copies", "write_passages"]


def write_passages(join: Join) -> int:
    """Put the parts of the passages together, as Parquet and as JSON lines; return the number of rows."""
    import pyarrow.parquet as pq

    writer, count = None, 0
    with (join.folder.root / "passages.jsonl").open("wb") as lines:
        for number in range(join.blocks):
            with join.folder.work("lines", number).open("rb") as part:
                copyfileobj(part, lines)
            table = pq.read_table(join.folder.work("tables", number))
            writer = writer or pq.ParquetWriter(join.folder.root / "passages.parquet", table.schema, compression="zstd")
            writer.write_table(table)
            count += len(table)
    if writer:
        writer.close()
    return count


def write_copies(folder: Folder, count: int) -> int:
    """Write the traced groups as JSON lines and their edges as Parquet; return the number of edges."""
    import pyarrow.parquet as pq

    with (folder.root / "copies.jsonl").open("wb") as lines:
        for number in range(count):
            lines.write(folder.work("copies", number).read_bytes())
    table = edge_table(traced_rows(folder, count))
    pq.write_table(table, folder.root / "edges.parquet", compression="zstd")
    return len(table)


def write_boilerplate(join: Join) -> None:
    """Write the formulas that were set aside as JSON lines: their words, in how many documents, a place of each."""
    common = [common_in(join.folder, number) for number in range(join.ranges)]
    rows: list[dict[str, Any]] = []
    with at_hand(join) as (shards, numbering):
        for text, start, end, count in _formulas(common, join.grain.gram, shards, numbering):
            shard = int(numbering.shards_of(np.array([text]))[0])
            article = articles_at(join.folder.root, shard, [text - int(numbering.texts[shard])])[0]
            place = {"document": article.id, "span": [start, end]}
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
