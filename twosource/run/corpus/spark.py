"""The same join on Spark: past one machine, with the same functions and the same result."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from msgspec import Struct

from twosource.align.grain import CORPUS
from twosource.align.seeds import Boilerplate
from twosource.model import Problem
from twosource.read import id_taken
from twosource.run.corpus.arrow import (
    ARTICLES,
    COPIES,
    EDGES,
    GROUPS,
    KEYS,
    NEEDED,
    PASSAGES,
    PLACE,
    SEEDS,
    SHARDS,
    TEXTS,
    Places,
    cleaned,
    common_of,
    copies_of,
    edges_of,
    grouped,
    needed,
    numbers,
    passages_of_block,
    seeded,
    sharded,
    spread,
    with_words,
)
from twosource.run.corpus.groups import LARGE_PART, LONG_PASSAGE, groups_of_documents
from twosource.run.corpus.tracing import CorpusTrace

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

__all__ = ["NotOnSpark", "Spark", "article_rows", "local_session", "once", "trace_on_spark", "types_of"]

TEXTS_TOGETHER = 2000
GRAMS_OF_RANGE = 4_000_000
LEAST_MEMORY = 600  # megabytes


class NotOnSpark(ValueError):
    """An input is of a kind that is not read on Spark; the text says which are."""


class Spark(Struct, frozen=True):
    """A session and the folder, local or not, in which steps are kept as Parquet."""

    session: "SparkSession"
    out: str

    def kept(self, name: str, frame: "DataFrame") -> "DataFrame":
        """`frame` written to the folder, unless it is there already, and read from it."""
        path = f"{self.out}/work/{name}.parquet"
        if not self._there(f"{path}/_SUCCESS"):
            frame.write.mode("overwrite").parquet(path)
        return self.session.read.parquet(path)

    def _there(self, path: str) -> bool:
        jvm: Any = self.session._jvm
        java = jvm.org.apache.hadoop.fs.Path(path)
        return bool(java.getFileSystem(self.session._jsc.hadoopConfiguration()).exists(java))


def trace_on_spark(
    session: "SparkSession",
    paths: Sequence[str | Path],
    out: str | Path,
    *,
    keep_text: bool = False,
    days: int | None = None,
) -> CorpusTrace:
    """Find the passages that documents share, and who copied whom, as `trace_corpus` does, on a Spark session.

    Reads ``.jsonl``, ``.csv`` and ``.parquet`` (each row with an ``id``) from wherever Spark can, and leaves
    ``passages.parquet``, ``copies.jsonl`` and ``edges.parquet`` in `out`, as folders. A run that was stopped goes on
    after the last step that was finished.
    """
    spark = Spark(session, str(out))
    articles = spark.kept("articles", article_rows(session, paths).mapInArrow(cleaned(keep_text), types_of(ARTICLES)))
    sound, doubles = once(articles.where("article is not null"))
    shards = spark.kept("shards", sound.mapInArrow(sharded(CORPUS.gram, _partition), types_of(SHARDS)))
    places = _places(shards)
    passages = spark.kept("passages", _passages(spark, shards, places, days))
    passages.write.mode("overwrite").parquet(f"{out}/passages.parquet")
    edges = _copies(spark, sound, passages, shards.mapInArrow(with_words(places), types_of(TEXTS)))
    told = [row.problem for row in articles.where("problem is not null").select("problem").collect()]
    problems = [*(msgspec.json.decode(one, type=Problem) for one in told), *doubles]
    return CorpusTrace(Path(out), len(places.starts) - 1, passages.count(), edges, tuple(problems))


def local_session(workers: int = 0, memory: int = 1000) -> "SparkSession":
    """A session on this machine alone, with the Python that runs this, if there is none yet.

    `workers` tasks are done at a time (0: one for each processor); `memory` are megabytes of its Java process. Raises
    NotOnSpark if that is less than it needs.
    """
    from pyspark.sql import SparkSession

    if memory < LEAST_MEMORY:
        raise NotOnSpark(f"--memory {memory} is too little for Spark: at least {LEAST_MEMORY}")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = SparkSession.builder.master(f"local[{workers or '*'}]").appName("twosource")
    session = session.config("spark.ui.enabled", "false").config("spark.driver.memory", f"{memory}m")
    return session.getOrCreate()


def once(articles: "DataFrame") -> tuple["DataFrame", list[Problem]]:
    """The articles, each id once (that of the first row), and what is to be told of the others."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    numbered = articles.withColumn("n", f.row_number().over(Window.partitionBy("id").orderBy("place")))
    again = [row.id for row in numbered.where("n > 1").select("id").orderBy("id", "n").collect()]
    problems = [Problem(stage="read", document=one, reason=f"a row was left out: {id_taken(one)}") for one in again]
    return numbered.where("n = 1").drop("n", "place"), problems


def types_of(schema: "pa.Schema") -> "StructType":
    """The columns of a table of Arrow as Spark has them."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)


def _partition() -> int:
    from pyspark import TaskContext

    context = TaskContext.get()
    return context.partitionId() if context else 0


def article_rows(session: "SparkSession", paths: Sequence[str | Path]) -> "DataFrame":
    """The rows of all files, their columns by name, and their places in the order of reading."""
    frames = []
    for number, path in enumerate(map(str, paths)):
        bare = path.removesuffix(".gz")
        if bare.endswith(".parquet"):
            frame = session.read.parquet(path)
        elif bare.endswith((".csv", ".tsv")):
            separator = "\t" if bare.endswith("tsv") else ","
            frame = session.read.csv(path, header=True, multiLine=True, escape='"', sep=separator)
        elif bare.endswith((".jsonl", ".ndjson")):
            frame = session.read.json(path)
        else:
            raise NotOnSpark(f"{path}: on Spark, .jsonl, .csv, .tsv and .parquet are read")
        frames.append(_placed(frame, number))
    whole = frames[0]
    for frame in frames[1:]:
        whole = whole.unionByName(frame, allowMissingColumns=True)
    return whole


def _placed(frame: "DataFrame", number: int) -> "DataFrame":
    """The rows of a file or folder with a text in `PLACE` that sorts them as they stand there."""
    from pyspark.sql import functions as f

    row = f.monotonically_increasing_id()  # rising in each part of a file
    place = f.format_string(
        "%08d %s %020d %020d", f.lit(number), "_metadata.file_path", "_metadata.file_block_start", row
    )
    return frame.withColumn(PLACE, place)


def _places(shards: "DataFrame") -> Places:
    rows = shards.select("shard", "starts", "days").orderBy("shard").collect()
    starts = [numbers(bytes(row.starts)) for row in rows]
    words = np.cumsum([0, *(int(one[-1]) for one in starts)])
    texts = np.cumsum([0, *(len(one) - 1 for one in starts)])
    names = [row.shard for row in rows]
    return Places(
        dict(zip(names, words[:-1].tolist(), strict=True)),
        dict(zip(names, texts[:-1].tolist(), strict=True)),
        np.concatenate([*(one[:-1] + base for one, base in zip(starts, words[:-1], strict=True)), words[-1:]]),
        np.array([day for row in rows for day in row.days], np.int64),
    )


def _passages(spark: Spark, shards: "DataFrame", places: Places, days: int | None) -> "DataFrame":
    """The join: n-grams by their hashes, seeds by the texts they are in, passages."""
    ranges = max(4, int(places.starts[-1]) // GRAMS_OF_RANGE)
    keys = shards.mapInArrow(spread(ranges, places), types_of(KEYS))
    groups = spark.kept("groups", keys.groupBy("range").applyInArrow(grouped(places), types_of(GROUPS)))
    rows = groups.select("hashes", "counts", "examples").toLocalIterator()
    common = [common_of({name: bytes(value) for name, value in row.asDict().items()}) for row in rows]
    aside = Boilerplate(np.concatenate([np.zeros(0, np.uint32), *(one.hashes for one in common)]))
    seeds = spark.kept("seeds", groups.mapInArrow(seeded(places, aside, days, TEXTS_TOGETHER), types_of(SEEDS)))
    wanted = seeds.mapInArrow(needed(), types_of(NEEDED)).distinct()
    texts = wanted.join(shards.mapInArrow(with_words(places), types_of(TEXTS)), "text")
    both = seeds.groupBy("block").cogroup(texts.groupBy("block"))
    return both.applyInArrow(passages_of_block(places, CORPUS), types_of(PASSAGES))


def _copies(spark: Spark, articles: "DataFrame", passages: "DataFrame", texts: "DataFrame") -> int:
    """Trace the groups of documents that share much; return the number of edges."""
    from pyspark.sql import functions as f

    lengths = texts.select("id", (f.length("words") / 4).alias("length"))
    pairs = passages.groupBy("left", "right").agg(
        f.sum("equal_words").alias("shared"), f.max("equal_words").alias("longest")
    )
    for side in ("left", "right"):
        pairs = pairs.join(lengths.toDF(side, f"{side}_length"), side)
    part = f.least(f.lit(1.0), f.col("shared") / f.least("left_length", "right_length"))
    much = pairs.withColumn("part", part).where((part >= LARGE_PART) | (f.col("longest") >= LONG_PASSAGE))
    parts = {(row.left, row.right): row.part for row in much.select("left", "right", "part").toLocalIterator()}
    groups = [(number, one) for number, group in enumerate(groups_of_documents(parts)) for one in group]
    members = spark.session.createDataFrame(groups, "group long, id string").join(articles, "id")
    traced = members.select("group", "article").groupBy("group").applyInArrow(copies_of, types_of(COPIES))
    copies = spark.kept("copies", traced)
    copies.orderBy("story").select("row").write.mode("overwrite").text(f"{spark.out}/copies.jsonl")
    edges = copies.mapInArrow(edges_of, types_of(EDGES))
    edges.write.mode("overwrite").parquet(f"{spark.out}/edges.parquet")
    return edges.count()
