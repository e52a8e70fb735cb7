"""Who copied whom in a corpus: groups of documents that share much, traced one by one."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from twosource.model import Article, to_row
from twosource.run.corpus.batches import articles_at
from twosource.run.corpus.folder import Folder
from twosource.run.corpus.groups import groups_of_documents, shared_parts
from twosource.run.corpus.joining import Join, found_in_block, opened

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["bundles", "copies_row", "edge_table", "find_copies", "traced_rows"]

TOGETHER = 300
"""Documents of a task, about: as many groups as have them."""


def bundles(join: Join) -> list[list[tuple[int, ...]]]:
    """The groups of documents that may have copied from each other, as tasks of about the same size."""
    _, numbering = opened(join.folder.root, join.batches)
    ranks = np.load(join.folder.ranks)
    parts = shared_parts((found_in_block(join.folder, n) for n in range(join.blocks)), numbering, ranks)
    numbers = np.argsort(ranks)
    out: list[list[tuple[int, ...]]] = []
    room = 0
    for group in groups_of_documents(parts):
        if room < len(group):
            out.append([])
            room = TOGETHER
        out[-1].append(tuple(numbers[list(group)].tolist()))
        room -= len(group)
    return out


def find_copies(join: Join, number: int, groups: Sequence[tuple[int, ...]]) -> None:
    """Trace groups of documents and keep a row for each: ``story``, ``edges``, ``unseen``, ``reuse``, ``groups``.

    What is quoted is told by quotation marks alone.
    """
    rows = [copies_row(members) for members in _articles(join, groups)]
    content = b"".join(msgspec.json.encode(row) + b"\n" for row in rows)
    join.folder.write(join.folder.work("copies", number), lambda path: path.write_bytes(content))


def copies_row(members: Sequence[Article]) -> dict[str, Any]:
    """What is told of a group of documents; the one whose id comes first gives it its name."""
    from twosource.run.tracing import trace_quoted  # loaded only where it is asked who copied whom

    traced = to_row(trace_quoted(min(one.id for one in members), members, {}))
    return {"story": traced["story"], **traced["lineage"], "reuse": traced["reuse"]}


def _articles(join: Join, groups: Sequence[tuple[int, ...]]) -> Iterator[list[Article]]:
    """The articles of each group; each batch is opened once."""
    _, numbering = opened(join.folder.root, join.batches)
    numbers = np.unique(np.array([one for group in groups for one in group], np.int64))
    of_shard = numbering.shards_of(numbers)
    found: dict[int, Article] = {}
    for shard in np.unique(of_shard).tolist():
        inside = numbers[of_shard == shard]
        articles = articles_at(join.folder.root, shard, (inside - numbering.texts[shard]).tolist())
        found |= zip(inside.tolist(), articles, strict=True)
    for group in groups:
        yield [found[number] for number in group]


def traced_rows(folder: Folder, count: int) -> Iterator[dict[str, Any]]:
    """The rows of all groups, in order."""
    for number in range(count):
        with folder.work("copies", number).open("rb") as lines:
            yield from map(msgspec.json.decode, lines)


def edge_table(rows: Iterable[dict[str, Any]]) -> "pa.Table":
    """All edges as a table; `because` has the reasons, the weightiest first."""
    import pyarrow as pa

    edges = [{"story": row["story"], **edge} for row in rows for edge in row["edges"]]
    for edge in edges:
        edge["because"] = [vote["because"] for vote in sorted(edge["evidence"], key=lambda vote: -vote["weight"])]
    return pa.table(
        {name: pa.array([edge[name] for edge in edges], kind) for name, kind in COLUMNS.items()}
        | {"because": pa.array([edge["because"] for edge in edges], pa.list_(pa.string()))}
    )


COLUMNS = {
    "story": "string", "parent": "string", "child": "string", "share": "float64", "confidence": "float64",
    "directed": "bool", "kind": "string",
}  # fmt: skip
