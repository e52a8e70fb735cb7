"""The steps of the join as functions from Arrow batches to Arrow batches, for an engine that moves rows itself.

Arrays of numbers travel as the bytes they are: one row holds a shard, a range of hashes or a text, never an n-gram.
Each function here does what one of `joining` does with files.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import pyarrow as pa
from msgspec import Struct

from twosource.align.grain import Grain
from twosource.align.groups import Common, Groups, groups_of
from twosource.align.grown import Texts
from twosource.align.hashing import WordHashes
from twosource.align.seeds import Boilerplate, seeds_of
from twosource.align.shard import BUCKETS, Keys, Shard, shard_of
from twosource.clean import as_given, clean
from twosource.model import Article, Problem
from twosource.read.rows import BadRow, Row, capture_of
from twosource.run.corpus.batches import UNDATED, day_of
from twosource.run.corpus.copies import copies_row, edge_table
from twosource.run.corpus.numbering import local_passages, ranks_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "ARTICLES", "COPIES", "EDGES", "GROUPS", "KEYS", "NEEDED", "PASSAGES", "PLACE", "SEEDS", "SHARDS", "TEXTS",
    "Places", "cleaned", "common_of", "copies_of", "edges_of", "grouped", "needed", "numbers", "passages_of_block",
    "seeded", "sharded", "spread", "with_words",
]  # fmt: skip

LONG, INT, STRING, BYTES = pa.int64(), pa.int32(), pa.string(), pa.binary()
NUMBERS = {"words": np.uint32, "offsets": np.uint32, "widths": np.uint32, "starts": np.int64, "keys": np.uint64,
           "before": np.uint32}  # fmt: skip
PLACE = "twosource:place"
"""The column that tells where a row stands in the order of reading."""

ARTICLES = pa.schema({"id": STRING, "article": BYTES, "problem": STRING, "place": STRING})
SHARDS = pa.schema({"shard": LONG, "ids": pa.list_(STRING), "days": pa.list_(LONG)} | dict.fromkeys(NUMBERS, BYTES))
KEYS = pa.schema({"range": LONG, "first": LONG, "keys": BYTES, "before": BYTES})
GROUPS = pa.schema({"range": LONG} | dict.fromkeys((*Groups.__struct_fields__, *Common.__struct_fields__), BYTES))
SEEDS = pa.schema({"block": LONG, "seeds": BYTES})
NEEDED = pa.schema({"block": LONG, "text": LONG})
TEXTS = pa.schema({"text": LONG, "id": STRING, "words": BYTES, "offsets": BYTES, "widths": BYTES})
PASSAGES = pa.schema(
    {"left": STRING, "left_start": INT, "left_end": INT, "right": STRING, "right_start": INT, "right_end": INT,
     "equal_words": INT, "similarity": pa.float64()}
)  # fmt: skip
COPIES = pa.schema({"story": STRING, "row": STRING})
EDGES = edge_table(()).schema

Batches = Iterator[pa.RecordBatch]
Step = Callable[[Batches], Batches]

SHARD_CHARACTERS = 1_000_000


class Places(Struct, frozen=True):
    """Which shard (by its name) begins with which word and which text; where each text begins, and its day."""

    first_word: dict[int, int]
    first_text: dict[int, int]
    starts: "NDArray[np.int64]"
    days: "NDArray[np.int64]"


def cleaned(keep_text: bool) -> Step:
    """Rows to articles: ``id``, ``article`` and ``problem`` (None where there is none), ``place``."""

    def run(batches: Batches) -> Batches:
        for batch in batches:
            rows = batch.to_pylist()
            places = [row.pop(PLACE) for row in rows]
            found = [_article(row, keep_text) for row in rows]
            yield _batch(
                ARTICLES,
                id=[one.id if isinstance(one, Article) else one.document for one in found],
                article=[msgspec.msgpack.encode(one) if isinstance(one, Article) else None for one in found],
                problem=[msgspec.json.encode(one).decode() if isinstance(one, Problem) else None for one in found],
                place=places,
            )

    return run


def _article(row: dict[str, Any], keep_text: bool) -> Article | Problem:
    name = str(row.get("id") or "")
    if not name:
        return Problem(stage="read", document="a row", reason="a row has no field 'id' and was left out")
    try:
        capture = capture_of(Row(name, name, 1, row))
    except BadRow as error:
        return Problem(stage="read", document=name, reason=f"row {name} was left out: {error}")
    return as_given(capture) if keep_text else clean(capture, {})


def sharded(gram: int, partition: Callable[[], int]) -> Step:
    """Articles to shards: its name, the ids and days of its texts, its arrays. `partition` tells which part this is."""

    def run(batches: Batches) -> Batches:
        hashes = WordHashes()
        for number, articles in enumerate(_portions(batches)):
            shard = shard_of([one.text for one in articles], hashes, gram)
            arrays = {name: [np.ascontiguousarray(getattr(shard, name)).tobytes()] for name in NUMBERS}
            yield _batch(
                SHARDS,
                shard=[partition() * 1_000_000 + number],
                ids=[[one.id for one in articles]],
                days=[[day_of(one) for one in articles]],
                **arrays,
            )

    return run


def _portions(batches: Batches) -> Iterator[list[Article]]:
    some: list[Article] = []
    size = 0
    for batch in batches:
        for packed in batch.column("article"):
            article = msgspec.msgpack.decode(packed.as_py(), type=Article)
            if some and size + len(article.text) > SHARD_CHARACTERS:
                yield some
                some, size = [], 0
            some.append(article)
            size += len(article.text)
    if some:
        yield some


def spread(ranges: int, places: Places) -> Step:
    """Shards to their n-grams, a row for each range of hashes."""

    def run(batches: Batches) -> Batches:
        for name, shard in _shards(batches):
            bounds = [BUCKETS * number // ranges for number in range(ranges + 1)]
            keys = [shard.between(low, high) for low, high in pairwise(bounds)]
            yield _batch(
                KEYS,
                range=list(range(ranges)),
                first=[places.first_word[name]] * ranges,
                keys=[one.keys.tobytes() for one in keys],
                before=[one.before.tobytes() for one in keys],
            )

    return run


def grouped(places: Places) -> Callable[[pa.Table], pa.Table]:
    """The n-grams of one range of hashes, of all shards, to groups and boilerplate: one row."""

    def run(table: pa.Table) -> pa.Table:
        rows = sorted(table.to_pylist(), key=lambda row: row["first"])
        keys = [Keys(numbers(row["keys"], np.uint64), numbers(row["before"], np.uint32), row["first"]) for row in rows]
        groups, common = groups_of(keys, places.starts)
        arrays = {name: [getattr(groups, name).tobytes()] for name in Groups.__struct_fields__}
        aside = {name: [getattr(common, name).tobytes()] for name in Common.__struct_fields__}
        return pa.table({"range": [rows[0]["range"]], **arrays, **aside}, GROUPS)

    return run


def common_of(row: dict[str, Any]) -> Common:
    """The boilerplate of a row of groups."""
    return Common(numbers(row["hashes"], np.uint32), numbers(row["counts"]), numbers(row["examples"]))


def seeded(places: Places, aside: Boilerplate, days: int | None, together: int) -> Step:
    """Groups to seeds: a row for each block (so many texts beside each other, on the left) with its seeds."""

    def run(batches: Batches) -> Batches:
        for row in _rows(batches):
            groups = Groups(
                numbers(row["places"]), numbers(row["texts"]), numbers(row["before"], np.uint32), numbers(row["sizes"])
            )
            seeds = seeds_of(groups, aside)
            if days is not None:
                when = places.days[seeds[:, 2:]]
                seeds = seeds[(abs(when[:, 0] - when[:, 1]) <= days) | (when == UNDATED).any(axis=1)]
            blocks, first = np.unique(seeds[:, 2] // together, return_index=True)
            parts = np.split(seeds, first[1:])[: len(blocks)]
            yield _batch(SEEDS, block=blocks.tolist(), seeds=[np.ascontiguousarray(part).tobytes() for part in parts])

    return run


def needed() -> Step:
    """Seeds to the texts that each block needs."""

    def run(batches: Batches) -> Batches:
        for row in _rows(batches):
            texts = np.unique(numbers(row["seeds"]).reshape(-1, 4)[:, 2:])
            yield _batch(NEEDED, block=[row["block"]] * len(texts), text=texts.tolist())

    return run


def with_words(places: Places) -> Step:
    """Shards to texts: number, id, words, and where each word is."""

    def run(batches: Batches) -> Batches:
        for row, (name, shard) in _named(batches):
            bounds = shard.starts.tolist()
            columns = {
                column: [getattr(shard, column)[a:b].tobytes() for a, b in pairwise(bounds)]
                for column in ("words", "offsets", "widths")
            }
            first = places.first_text[name]
            yield _batch(TEXTS, text=list(range(first, first + len(row["ids"]))), id=row["ids"], **columns)

    return run


def passages_of_block(places: Places, grain: Grain) -> Callable[[pa.Table, pa.Table], pa.Table]:
    """The seeds of a block and the texts it needs to passages, as the local engine's table has them."""

    def run(seeds: pa.Table, texts: pa.Table) -> pa.Table:
        rows = sorted(texts.to_pylist(), key=lambda row: row["text"])
        ids = [row["id"] for row in rows]
        words, offsets, widths = (
            np.concatenate([numbers(row[name], np.uint32) for row in rows]) for name in ("words", "offsets", "widths")
        )
        starts = np.cumsum([0, *(len(row["words"]) // 4 for row in rows)])
        given = np.concatenate([numbers(one.as_py()).reshape(-1, 4) for one in seeds.column("seeds")])
        local = np.searchsorted(np.array([row["text"] for row in rows]), given[:, 2:])
        moved = given[:, :2] - places.starts[given[:, 2:]] + starts[local]
        found = local_passages(Texts(words, starts), np.concatenate([moved, local], axis=1), ranks_of(ids), grain)
        columns: dict[str, Any] = {}
        for side in ("left", "right"):
            text, first, end = (getattr(found, f"{side}{part}") for part in ("_text", "", "_end"))
            last = starts[text] + end - 1
            columns[side] = [ids[number] for number in text.tolist()]
            columns[f"{side}_start"] = offsets[starts[text] + first]
            columns[f"{side}_end"] = offsets[last] + widths[last]
        return pa.table({**columns, "equal_words": found.equal, "similarity": found.similarity}, PASSAGES)

    return run


def copies_of(table: pa.Table) -> pa.Table:
    """The articles of one group to its row of copies, as JSON."""
    members = [msgspec.msgpack.decode(one.as_py(), type=Article) for one in table.column("article")]
    row = copies_row(members)
    return pa.table({"story": [row["story"]], "row": [msgspec.json.encode(row).decode()]}, COPIES)


def edges_of(batches: Batches) -> Batches:
    """Rows of copies to edges."""
    for batch in batches:
        yield from edge_table(map(msgspec.json.decode, batch.column("row").to_pylist())).to_batches()


def numbers(packed: bytes, kind: Any = np.int64) -> "NDArray[Any]":
    """The array that travelled as bytes."""
    return np.frombuffer(packed, kind)


def _rows(batches: Batches) -> Iterator[dict[str, Any]]:
    for batch in batches:
        yield from batch.to_pylist()


def _shards(batches: Batches) -> Iterator[tuple[int, Shard]]:
    return (named for _, named in _named(batches))


def _named(batches: Batches) -> Iterator[tuple[dict[str, Any], tuple[int, Shard]]]:
    for row in _rows(batches):
        yield row, (row["shard"], Shard(**{name: numbers(row[name], kind) for name, kind in NUMBERS.items()}))


def _batch(schema: pa.Schema, **columns: Sequence[Any]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(columns, schema)
