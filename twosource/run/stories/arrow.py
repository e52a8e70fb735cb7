"""The steps of the grouping as functions from Arrow batches to Arrow batches, for an engine that moves rows itself."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import pyarrow as pa

from twosource.model import Article
from twosource.run.stories.linking import members_of
from twosource.run.stories.near import pairs_across, pairs_near
from twosource.run.stories.reading import UNDATED, profile_table
from twosource.stories import profile

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ASIDE", "MEMBERS", "PAIRS", "SPANS", "VECTORS", "across_of", "linked_of", "near_of", "profiled", "spread"]

LONG, STRING = pa.int64(), pa.string()
VECTORS = profile_table(()).drop_columns(["key"]).schema
SPANS = VECTORS.append(pa.field("span", LONG))
ASIDE = -1
"""The span of all articles without a date."""

PAIRS = pa.schema({"one": STRING, "other": STRING, "score": pa.float64()})
MEMBERS = pa.schema(
    {"id": STRING, "story": STRING, "day": LONG, "nearest": STRING, "score": pa.float64()}
)  # fmt: skip

Batches = Iterator[pa.RecordBatch]


def profiled(batches: Batches) -> Batches:
    """Articles to their vectors."""
    for batch in batches:
        articles = (msgspec.msgpack.decode(one.as_py(), type=Article) for one in batch.column("article"))
        yield from profile_table(profile(one) for one in articles).drop_columns(["key"]).to_batches()


def spread(span: int, window: int) -> Callable[[Batches], Batches]:
    """Vectors to the spans of days that need them: that of their own day, and those that begin in the window after."""

    def run(batches: Batches) -> Batches:
        for batch in batches:
            days = batch.column("day").to_numpy()
            dated = days < UNDATED
            own, last = days // span, (days + window) // span
            for ahead in range(int((last - own).max(initial=0)) + 1):
                inside = dated & (own + ahead <= last)
                part = batch.filter(pa.array(inside))
                yield pa.RecordBatch.from_arrays([*part.columns, pa.array((own + ahead)[inside], LONG)], schema=SPANS)
            aside = batch.filter(pa.array(~dated))
            yield pa.RecordBatch.from_arrays([*aside.columns, pa.array([ASIDE] * len(aside), LONG)], schema=SPANS)

    return run


def near_of(span: int, window: int) -> Callable[[pa.Table], pa.Table]:
    """The vectors of a span and of the window before it to the pairs whose later article is of the span."""

    def run(table: pa.Table) -> pa.Table:
        rows = table.sort_by([("day", "ascending"), ("id", "ascending")])
        days = rows.column("day").to_pylist()
        here = rows.column("span")[0].as_py()
        asked = frozenset(day for day in days if here == ASIDE or day // span == here)
        found = [pairs for _, pairs in pairs_near(rows.column("vector").to_pylist(), days, asked, window)]
        names = rows.column("id")
        return _pairs(found, names, names)

    return run


def across_of(undated: pa.Table) -> Callable[[Batches], Batches]:
    """Vectors of dated articles to their pairs with those without a date, of which there are `undated`."""

    def run(batches: Batches) -> Batches:
        rows = undated.sort_by([("id", "ascending")])
        for batch in batches:
            vectors, days = batch.column("vector").to_pylist(), batch.column("day").to_pylist()
            found = [pairs for _, pairs in pairs_across(rows.column("vector").to_pylist(), vectors, days)]
            yield from _pairs(found, rows.column("id"), batch.column("id")).to_batches()

    return run


def _pairs(found: Sequence["NDArray[np.void]"], one: Any, other: Any) -> pa.Table:
    """Pairs by place as pairs by id."""
    pairs = np.concatenate(found) if found else np.zeros(0, [("one", np.int64), ("other", np.int64), ("score", float)])
    return pa.table(
        {"one": one.take(pa.array(pairs["one"])), "other": other.take(pa.array(pairs["other"])),
         "score": pa.array(pairs["score"])}, PAIRS,
    )  # fmt: skip


def linked_of(members: pa.Table, pairs: pa.Table) -> pa.Table:
    """The articles that hang together (``id``, ``day``) and the pairs among them to their stories."""
    days = dict(zip(members.column("id").to_pylist(), members.column("day").to_pylist(), strict=True))
    scores = {(min(row["one"], row["other"]), max(row["one"], row["other"])): row["score"] for row in pairs.to_pylist()}
    found = members_of([(day, name) for name, day in days.items()], scores)
    rows = [
        {"id": name, "story": story, "day": days[name], "nearest": nearest, "score": None if nearest is None else score}
        for name, story, nearest, score in found
    ]
    return pa.Table.from_pylist(rows, MEMBERS)
