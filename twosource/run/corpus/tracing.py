"""The third verb for many documents: every shared passage of a corpus, step by step in a folder."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from twosource.align.grain import CORPUS, Grain
from twosource.align.shard import Shard
from twosource.model import Problem
from twosource.read import read
from twosource.run.corpus.batches import batches, problems_in, take_up
from twosource.run.corpus.copies import bundles, find_copies
from twosource.run.corpus.folder import About, Folder
from twosource.run.corpus.joining import Join, find_groups, find_passages, find_seeds, found_in_block, ids_in, opened
from twosource.run.corpus.pool import Pool, pool, processors
from twosource.run.corpus.tables import passage_table, reuse_row, write_boilerplate, write_copies, write_tables
from twosource.run.progress import Progress, followed, silent

__all__ = ["CorpusTrace", "trace_corpus"]

NGRAM_BYTES = 120
"""What an n-gram costs while its range of hashes is worked on, all arrays together: measured, and rounded up."""

LEAST_RANGES = 4


class CorpusTrace(Struct, frozen=True):
    """What a run found: how many documents, passages and edges, what could not be read, the folder of its tables."""

    folder: Path
    documents: int
    passages: int
    edges: int
    problems: tuple[Problem, ...]


def trace_corpus(
    paths: Sequence[str | Path],
    out: Path,
    *,
    keep_text: bool = False,
    grain: Grain = CORPUS,
    days: int | None = None,
    workers: int | None = None,
    memory: int = 1000,
    progress: Progress = silent,
) -> CorpusTrace:
    """Find every passage that two documents share, in as many documents as the disk can hold.

    Works in the folder `out`; if it is stopped, the same call goes on where it was. `days`: documents whose dates of
    publication lie further apart are not compared. `memory` is in megabytes, for all `workers` (processes; as many as
    there are processors, if not given). Leaves ``passages``, ``edges`` (``.parquet``), ``passages``, ``copies``,
    ``boilerplate`` and ``problems`` (``.jsonl``).

    With more than one worker, a script that calls this needs ``if __name__ == "__main__":`` around the call. Raises
    WrongFolder if `out` holds something else than this run.
    """
    folder = Folder(out)
    folder.begin(About.of(paths, grain, keep_text, days))
    workers = workers or processors()
    with pool(workers) as hands:
        _index(paths, folder, grain, keep_text, hands, progress)
        join = _join(folder, grain, days, memory // workers)
        for step, task, count in (
            ("groups", find_groups, join.ranges),
            ("seeds", find_seeds, join.ranges),
            ("passages", find_passages, join.batches),
        ):
            _do(hands, task, step, [(join, number) for number in range(count)], progress)
        tasks = [(join, number, groups) for number, groups in enumerate(bundles(join))]
        _do(hands, find_copies, "copies", tasks, progress)
    return _tables(join, len(tasks))


def _do(
    hands: Pool, task: Callable[..., None], step: str, tasks: Sequence[tuple[Any, ...]], progress: Progress
) -> None:
    """Do the tasks of a step that are not done yet."""
    missing = [(join, number, *more) for join, number, *more in tasks if not join.folder.work(step, number).exists()]
    for _ in followed(hands.each(task, missing), step, progress, len(missing)):
        pass


def _index(
    paths: Sequence[str | Path], folder: Folder, grain: Grain, keep_text: bool, workers: Pool, progress: Progress
) -> None:
    """Read and clean all documents and keep them in batches, but for those that are kept already."""
    ready = folder.root / "index" / "complete"
    if ready.exists():
        return
    waiting = (one for one in batches(read(paths)) if not folder.articles(one.number).exists())
    done = 0
    for articles in workers.each(take_up, ((one, folder, grain, keep_text) for one in waiting)):
        done += articles
        progress("read", done, None)
    ready.touch()


def _join(folder: Folder, grain: Grain, days: int | None, memory: int) -> Join:
    count = folder.batches()
    grams = sum(len(Shard.open(folder.shard(number)).keys) for number in range(count))
    ranges = LEAST_RANGES
    while grams * NGRAM_BYTES / ranges > memory * 1_000_000 / 2:
        ranges *= 2
    return Join(folder, grain, count, ranges, days)


def _tables(join: Join, bundles_done: int) -> CorpusTrace:
    """Write what was found where it is looked for."""
    folder = join.folder
    shards, numbering = opened(folder.root, join.batches)
    ids = [one for number in range(join.batches) for one in ids_in(folder, number)]
    blocks = (found_in_block(folder, number) for number in range(join.batches))
    tables = (passage_table(found, ids, shards, numbering) for found in blocks)
    passages = write_tables(folder.root / "passages", tables, reuse_row)
    write_boilerplate(join, ids)
    edges = write_copies(folder, bundles_done)
    problems = [one for number in range(join.batches) for one in problems_in(folder.articles(number))]
    return CorpusTrace(folder.root, len(ids), passages, edges, tuple(problems))
