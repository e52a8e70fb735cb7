"""Many articles into stories, step by step in a folder that grows day by day."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from msgspec import Struct

from twosource.model import Problem, to_json
from twosource.run.pool import pool, processors
from twosource.run.progress import Progress, silent
from twosource.run.stories.catalogue import catalogue, ids
from twosource.run.stories.linking import ALONE, link_all
from twosource.run.stories.pairing import find_pairs
from twosource.run.stories.reading import UNDATED, problems_in, read_new
from twosource.run.stories.shelf import Shelf

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

__all__ = ["Grouped", "Options", "group_corpus"]

WINDOW = 14


class Options(Struct, frozen=True, kw_only=True):
    """How many articles are grouped.

    `keep_text`: the given text stays as it is, nothing is cut. `days`: documents published further apart are not
    compared; those without a date are compared with all. `workers` are processes (0: one for each processor).
    """

    keep_text: bool = False
    days: int = WINDOW
    workers: int = 0
    progress: Progress = silent


class Grouped(Struct, frozen=True):
    """What a folder holds now: how many documents in how many stories, and what could not be read."""

    folder: Path
    documents: int
    stories: int
    problems: tuple[Problem, ...]


def group_corpus(paths: Sequence[str | Path], out: Path, options: Options | None = None) -> Grouped:
    """Put the articles at `paths` into stories, with those that were put into the folder `out` before.

    Leaves ``stories.parquet`` (``id``, ``story``, ``day``, ``nearest``, ``score``), ``stories.jsonl``
    (``id``, ``story``) and ``problems.jsonl``. A story is called after its first article by day and id; so whatever
    name a story ever had is the id of an article, and the story of that article is the one to look under now.

    Files that were read are not read again; of new articles only their days, and days that can have changed with them,
    are worked on. The stories are those that all the articles would have come to at once, in any order. A run that was
    stopped goes on when the same call is made again. With more than one worker, a script that calls this needs
    ``if __name__ == "__main__":`` around the call. Raises WrongFolder if `out` holds something else, or another run is
    at work there.
    """
    options = options or Options()
    shelf = Shelf(out)
    with shelf.held(options.keep_text, options.days) as about, pool(options.workers or processors()) as hands:
        about, problems = read_new(shelf, about, paths, hands, options.progress)
        near, beside = find_pairs(shelf, about.batches, about.days, hands, options.progress)
        names = ids(shelf, about.batches)
        members = link_all(shelf, about.batches, names, near, beside, hands, options.progress)
        table = _table(shelf, about.batches, names, members)
        _write(shelf, table)
    problems += (one for batch in range(about.batches) for one in problems_in(shelf, batch))
    lines = b"".join(to_json(one) + b"\n" for one in problems)
    shelf.folder.write(out / "problems.jsonl", lambda path: path.write_bytes(lines))
    return Grouped(out, len(table), len(table.column("story").unique()), tuple(problems))


def _table(shelf: Shelf, batches: int, names: "pa.Array", members: "NDArray[np.void]") -> "pa.Table":
    """The story of every article, in the order of days and stories."""
    import pyarrow as pa

    days = catalogue(shelf, batches).days
    story = np.arange(len(days))
    nearest, score = np.full(len(days), ALONE), np.zeros(len(days))
    at = members["number"]
    story[at], nearest[at], score[at] = members["story"], members["nearest"], members["score"]
    alone, undated = nearest == ALONE, days == UNDATED
    since = pa.array(days - EPOCH, pa.int32(), mask=undated).cast(pa.date32())
    table = pa.table(
        {
            "id": names,
            "story": names.take(pa.array(story)),
            "day": since,
            "nearest": names.take(pa.array(nearest, mask=alone)),
            "score": pa.array(score, mask=alone),
        }
    )
    return table.sort_by([("day", "ascending"), ("story", "ascending"), ("id", "ascending")])


EPOCH = 719_163
"""1 January 1970, counted from the first day of the year 1."""


def _write(shelf: Shelf, table: "pa.Table") -> None:
    import pyarrow.parquet as pq

    def lines(path: Path) -> None:
        with path.open("wb") as out:
            for batch in table.select(["id", "story"]).to_batches(max_chunksize=10_000):
                out.write(b"".join(msgspec.json.encode(row) + b"\n" for row in batch.to_pylist()))

    root = shelf.root
    shelf.folder.write(root / "stories.parquet", lambda path: pq.write_table(table, path, compression="zstd"))
    shelf.folder.write(root / "stories.jsonl", lines)
