"""The same grouping on Spark: past one machine, with the same functions and the same stories."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from twosource.model import Problem
from twosource.run.corpus.arrow import ARTICLES, cleaned
from twosource.run.corpus.spark import Spark, article_rows, once, types_of
from twosource.run.stories.arrow import (
    MEMBERS,
    PAIRS,
    SPANS,
    VECTORS,
    across_of,
    linked_of,
    near_of,
    profiled,
    spread,
)
from twosource.run.stories.grouping import EPOCH, WINDOW, Grouped
from twosource.run.stories.joined import components
from twosource.run.stories.reading import UNDATED
from twosource.stories.likeness import LIKELY

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["group_on_spark"]

SPAN = 28
"""Days whose pairs are one task; each has the window before it with it once more."""


def group_on_spark(
    session: "SparkSession",
    paths: Sequence[str | Path],
    out: str | Path,
    *,
    keep_text: bool = False,
    days: int = WINDOW,
) -> Grouped:
    """Put the articles at `paths` into stories on a Spark session, the same ones as `group_corpus`.

    Reads ``.jsonl``, ``.csv`` and ``.parquet`` (each row with an ``id``) from wherever Spark can, and leaves
    ``stories.parquet`` in `out`, as a folder. A run that was stopped goes on after the last step that was finished.
    The articles without a date are sent to every task, and the pairs that speak for one event to the driver.
    """
    spark = Spark(session, str(out))
    articles = spark.kept("articles", article_rows(session, paths).mapInArrow(cleaned(keep_text), types_of(ARTICLES)))
    sound, doubles = once(articles.where("article is not null"))
    vectors = spark.kept("vectors", sound.select("article").mapInArrow(profiled, types_of(VECTORS)))
    pairs = spark.kept("pairs", _pairs(vectors, days))
    stories = spark.kept("stories", _stories(session, vectors, pairs))
    table = _dated(stories)
    table.write.mode("overwrite").parquet(f"{out}/stories.parquet")
    told = [row.problem for row in articles.where("problem is not null").select("problem").collect()]
    problems = [*(msgspec.json.decode(one, type=Problem) for one in told), *doubles]
    return Grouped(Path(out), stories.count(), stories.select("story").distinct().count(), tuple(problems))


def _pairs(vectors: "DataFrame", days: int) -> "DataFrame":
    spans = vectors.mapInArrow(spread(SPAN, days), types_of(SPANS))
    near = spans.groupBy("span").applyInArrow(near_of(SPAN, days), types_of(PAIRS))
    undated = vectors.where(f"day = {UNDATED}").toArrow()
    if not undated.num_rows:
        return near
    return near.union(vectors.where(f"day < {UNDATED}").mapInArrow(across_of(undated), types_of(PAIRS)))


def _stories(session: "SparkSession", vectors: "DataFrame", pairs: "DataFrame") -> "DataFrame":
    """The story of every article: of those that hang together by linking them, of the others themselves."""
    likely = pairs.where(f"score > {LIKELY}").select("one", "other").toArrow()
    sides = [likely.column(name).to_pylist() for name in ("one", "other")]
    names = sorted({*sides[0], *sides[1]})
    place = {name: number for number, name in enumerate(names)}
    one, other = (np.array([place[name] for name in side], np.int64) for side in sides)
    root = components(len(names), one, other).tolist()
    group = session.createDataFrame(list(zip(names, root, strict=True)), "id string, group long")
    members = group.join(vectors.select("id", "day"), "id")
    inside = pairs.join(group.toDF("one", "group"), "one").join(group.toDF("other", "its"), "other")
    inside = inside.where("group = its").select("group", "one", "other", "score")
    linked = members.groupBy("group").cogroup(inside.groupBy("group")).applyInArrow(linked_of, types_of(MEMBERS))
    alone = vectors.join(group, "id", "left_anti").selectExpr(
        "id", "id as story", "day", "cast(null as string) as nearest", "cast(null as double) as score"
    )
    return linked.union(alone)


def _dated(stories: "DataFrame") -> "DataFrame":
    """The stories with their days as dates, null where there is none."""
    day = f"case when day < {UNDATED} then date_from_unix_date(cast(day - {EPOCH} as int)) end as day"
    return stories.selectExpr("id", "story", day, "nearest", "score")
