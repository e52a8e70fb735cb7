"""The third verb for many documents: every shared passage of a corpus, step by step in a folder."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from twosource.align.grain import CORPUS
from twosource.align.shard import Shard
from twosource.model import Problem, to_json
from twosource.read import FirstOfRows, read
from twosource.run.corpus.batches import batches, problems_in, take_up
from twosource.run.corpus.copies import bundles, find_copies
from twosource.run.corpus.folder import About, Folder
from twosource.run.corpus.joining import (
    Join,
    find_groups,
    find_passages,
    find_seeds,
    ids_in,
    save_array,
)
from twosource.run.corpus.numbering import ranks_of
from twosource.run.corpus.spelling import spell_out
from twosource.run.corpus.tables import write_boilerplate, write_copies, write_passages
from twosource.run.pool import Pool, pool, processors
from twosource.run.progress import Progress, followed, silent

__all__ = ["CorpusTrace", "Options", "share_corpus", "trace_corpus"]

NGRAM_BYTES = 40
"""What an n-gram costs while its range of hashes is worked on, all arrays together: measured, and rounded up."""

LEAST_RANGES = 4


class CorpusTrace(Struct, frozen=True):
    """What a run found: how many documents, passages and edges, what could not be read, the folder of its tables.

    `edges` is None where it was not asked who copied whom.
    """

    folder: Path
    documents: int
    passages: int
    edges: int | None
    problems: tuple[Problem, ...]


class Options(Struct, frozen=True, kw_only=True):
    """How a corpus is worked out.

    `keep_text`: the given text stays as it is, nothing is cut. `days`: documents whose dates of publication lie further
    apart are not compared. `memory` is in megabytes, about, for all `workers` (processes; 0: one for each processor)
    together. `progress` is told of each step.
    """

    keep_text: bool = False
    days: int | None = None
    workers: int = 0
    memory: int = 1000
    progress: Progress = silent

    @property
    def processes(self) -> int:
        """The processes there will be."""
        return self.workers or processors()


DEFAULT = Options()


def trace_corpus(paths: Sequence[str | Path], out: Path, options: Options = DEFAULT) -> CorpusTrace:
    """Find every passage that two documents share, and who copied whom, in as many documents as the disk can hold.

    Works in the folder `out`; if it is stopped, the same call goes on where it was. Of rows with one id the first is
    taken. Leaves ``passages`` and ``edges`` (``.parquet``), ``passages``, ``copies``, ``boilerplate`` and ``problems``
    (``.jsonl``).

    With more than one worker, a script that calls this needs ``if __name__ == "__main__":`` around the call. Raises
    WrongFolder if `out` holds something else than this run, or if another run is at work there.
    """
    folder = Folder(out)
    with folder.held(_about(paths, options)):
        with pool(options.processes) as hands:
            join = _joined(paths, folder, hands, options)
            tasks = [(join, number, groups) for number, groups in enumerate(bundles(join))]
            _do(hands, find_copies, "copies", tasks, options.progress)
        return replace(_write_shared(join), edges=write_copies(folder, len(tasks)))


def share_corpus(paths: Sequence[str | Path], out: Path, options: Options = DEFAULT) -> CorpusTrace:
    """Find every passage that two documents share, and no more: `trace_corpus` without who copied whom."""
    folder = Folder(out)
    with folder.held(_about(paths, options)):
        with pool(options.processes) as hands:
            join = _joined(paths, folder, hands, options)
        return _write_shared(join)


def _about(paths: Sequence[str | Path], options: Options) -> About:
    return About.of(paths, CORPUS, options.keep_text, options.days)


def _joined(paths: Sequence[str | Path], folder: Folder, hands: Pool, options: Options) -> Join:
    """Read what is at `paths` and find the passages, as far as that is not done yet."""
    _index(paths, folder, hands, options.progress)
    join = _join(folder, options.memory // options.processes)
    for step, task, count in (
        ("groups", find_groups, join.ranges),
        ("seeds", find_seeds, join.ranges),
        ("passages", find_passages, join.blocks),
        ("tables", spell_out, join.blocks),
    ):
        _do(hands, task, step, [(join, number) for number in range(count)], options.progress)
    return join


def _do(
    hands: Pool, task: Callable[..., None], step: str, tasks: Sequence[tuple[Any, ...]], progress: Progress
) -> None:
    """Do the tasks of a step that are not done yet."""
    missing = [(join, number, *more) for join, number, *more in tasks if not join.folder.work(step, number).exists()]
    for _ in followed(hands.each(task, missing), step, progress, len(missing)):
        pass


def _index(paths: Sequence[str | Path], folder: Folder, hands: Pool, progress: Progress) -> None:
    """Read and clean all documents and keep them in batches, but for those that are kept already."""
    if folder.complete.exists():
        return
    waiting = (one for one in batches(read(paths, names=FirstOfRows())) if not folder.articles(one.number).exists())
    done = 0
    for articles in hands.each(take_up, ((one, folder) for one in waiting)):
        done += articles
        progress("read", done, None)
    ids = [one for number in range(folder.batches()) for one in ids_in(folder, number)]
    folder.write(folder.ranks, lambda path: save_array(path, ranks_of(ids)))
    folder.write(folder.complete, lambda path: path.write_text(str(folder.batches())))


def _join(folder: Folder, memory: int) -> Join:
    """The join as it was begun, or a new one with as many ranges of hashes as the memory asks for."""
    about = folder.about()
    begun = folder.root / "work" / "ranges"
    count = int(folder.complete.read_text())  # documents that were added later have their passages already
    if not begun.exists():
        grams = sum(len(Shard.open(folder.shard(number)).keys) for number in range(count))
        ranges = LEAST_RANGES
        while grams * NGRAM_BYTES / ranges > memory * 1_000_000 / 2:
            ranges *= 2
        folder.write(begun, lambda path: path.write_text(str(ranges)))
    return Join(folder, about.grain, count, int(begun.read_text()), about.days)


def _write_shared(join: Join) -> CorpusTrace:
    """Write passages, boilerplate and problems where they are looked for."""
    folder = join.folder
    passages = write_passages(join)
    write_boilerplate(join)
    problems = [one for number in range(join.batches) for one in problems_in(folder.articles(number))]
    (folder.root / "problems.jsonl").write_bytes(b"".join(to_json(one) + b"\n" for one in problems))
    return CorpusTrace(folder.root, len(np.load(folder.ranks, mmap_mode="r")), passages, None, tuple(problems))
