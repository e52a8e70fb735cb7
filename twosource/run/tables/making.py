"""Tables from the folder of a run over many documents, part by part, each part done once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from msgspec import Struct

from twosource.align.shard import Shard
from twosource.derive.credits import learn_newsrooms, newsroom_key
from twosource.model import Article
from twosource.run.corpus.batches import articles_at
from twosource.run.corpus.folder import Folder, WrongFolder
from twosource.run.corpus.joining import ids_in
from twosource.run.pool import Pool, pool, processors
from twosource.run.progress import Progress, followed, silent
from twosource.run.tables.annotated import annotated_rows
from twosource.run.tables.articles import article_row, credit_rows
from twosource.run.tables.claims import write_claims
from twosource.run.tables.columns import table_of
from twosource.run.tables.sampling import drawn
from twosource.run.tables.writing import together, write_table

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Made", "Wanted", "make_tables"]

PORTION = 64
"""Articles that are annotated together; a run that is stopped loses no more than these for each process."""

FEWEST_DATELINES = 3
"""Articles in whose datelines a name must stand to be taken for a newsroom's: two may share one author's habit."""


class Wanted(Struct, frozen=True, kw_only=True):
    """What the tables are to hold: `sample` is the share of the articles, 0 to 1, that are annotated, drawn at random;
    of `stories` all are. `workers` are processes (0: one for each processor)."""

    sample: float = 0.0
    stories: frozenset[str] = frozenset()
    workers: int = 0
    progress: Progress = silent


class Made(Struct, frozen=True):
    """The folder of the tables and how many rows each has that was written now."""

    folder: Path
    rows: dict[str, int]


class Known(Struct, frozen=True):
    """What is learned from all articles before the first row is written: the newsroom of each outlet, the names of
    newsrooms, and the story of each article, as far as one is known."""

    homes: dict[str, str]
    newsrooms: frozenset[str]
    stories: dict[str, str]


class Seen(Struct, frozen=True):
    """What one batch teaches: how often each outlet and each name in a dateline stands there, and given stories."""

    outlets: dict[str, int]
    datelines: dict[str, int]
    stories: dict[str, str]


def make_tables(root: Path, wanted: Wanted) -> Made:
    """Write ``articles``, ``credits``, ``quotes``, ``figures``, ``names`` and ``claims`` (``.parquet``) beside a run.

    `root` is the folder of a finished ``trace_corpus``. Stories are those of a ``group_corpus`` in its folder
    ``stories``, if there is one, else those that the rows name; the claims are those of the stories in `wanted`.

    What was done before is not done again: a stopped run goes on, a larger sample adds to a smaller one. Raises
    WrongFolder if there is no finished run in `root`, or one is at work.
    """
    folder = Folder(root)
    folder.about()
    if not folder.complete.exists():
        raise WrongFolder(f"the run in {root} is not finished: let trace --out finish it first")
    with folder.held(), pool(wanted.workers or processors()) as hands:
        batches = folder.batches()
        _each(hands, learn, "newsrooms", folder, range(batches), wanted.progress)
        known = _known(folder, batches)
        rows = {}
        _each(hands, write_credits, "credits", folder, range(batches), wanted.progress, known.newsrooms)
        rows["credits"] = together(folder, "credits", _credits(folder, batches))
        portions = _portions(folder, batches, known, wanted)
        for _ in followed(hands.each(annotate, portions), "annotate", wanted.progress, len(portions)):
            pass
        rows |= _write_annotated(folder)
        rows["claims"] = write_claims(folder, batches, known.stories, wanted.stories, hands, wanted.progress)
        rows["articles"] = _write_articles(folder, batches, known)
    return Made(root, rows)


def learn(folder: Folder, batch: int) -> None:
    """Keep what a batch teaches."""
    articles = _articles(folder, batch)
    outlets = Counter(one.facts.outlet.value for one in articles if one.facts.outlet)
    datelines = Counter(name for one in articles for name in learn_newsrooms([one]))
    stories = {one.id: str(one.given["story"]) for one in articles if one.given.get("story")}
    told = msgspec.json.encode(Seen(outlets, datelines, stories))
    folder.write(folder.work("newsrooms", batch), lambda path: path.write_bytes(told))


def write_credits(folder: Folder, batch: int, newsrooms: frozenset[str]) -> None:
    """Keep the credits in a batch."""
    table = table_of("credits", list(credit_rows(_articles(folder, batch), newsrooms)))
    folder.write(folder.work("credits", batch), lambda path: write_table(table, path))


def annotate(folder: Folder, batch: int, rows: tuple[int, ...]) -> None:
    """Keep what the articles in these rows of a batch say."""
    articles = articles_at(folder.root, batch, rows)
    said = {"ids": [one.id for one in articles], **annotated_rows(articles)}
    file = folder.root / "work" / "annotated" / f"{batch:05}-{rows[0]:05}"
    folder.write(file, lambda path: path.write_bytes(msgspec.msgpack.encode(said)))


def _each(
    hands: Pool, task: Any, step: str, folder: Folder, batches: Iterable[int], progress: Progress, *more: Any
) -> None:
    missing = [(folder, batch, *more) for batch in batches if not folder.work(step, batch).exists()]
    for _ in followed(hands.each(task, missing), step, progress, len(missing)):
        pass


def _known(folder: Folder, batches: int) -> Known:
    outlets: Counter[str] = Counter()
    datelines: Counter[str] = Counter()
    stories: dict[str, str] = {}
    for batch in range(batches):
        seen = msgspec.json.decode(folder.work("newsrooms", batch).read_bytes(), type=Seen)
        outlets.update(seen.outlets)
        datelines.update(seen.datelines)
        stories |= seen.stories
    stories |= _found_stories(folder)
    newsrooms = frozenset(name for name, count in datelines.items() if count >= FEWEST_DATELINES)
    return Known(_homes(outlets), newsrooms, stories)


def _found_stories(folder: Folder) -> dict[str, str]:
    """The stories that were found, if they were looked for."""
    import pyarrow.parquet as pq

    file = folder.root / "stories" / "stories.parquet"
    if not file.exists():
        return {}
    table = pq.read_table(file, columns=["id", "story"])
    return dict(zip(*(table.column(name).to_pylist() for name in ("id", "story")), strict=True))


def _homes(outlets: Mapping[str, int]) -> dict[str, str]:
    """The newsroom of each outlet: of the names that mean one, the most frequent."""
    names: dict[str, str] = {}
    for name in sorted(outlets, key=lambda one: (-outlets[one], one)):
        names.setdefault(newsroom_key(name) or name, name)
    return {one: names[newsroom_key(one) or one] for one in outlets}


def _portions(folder: Folder, batches: int, known: Known, wanted: Wanted) -> list[tuple[Folder, int, tuple[int, ...]]]:
    """The articles that are to be annotated and are not yet, as tasks."""
    done = _annotated(folder)
    out: list[tuple[Folder, int, tuple[int, ...]]] = []
    for batch in range(batches):
        ids = ids_in(folder, batch)
        chosen = (known.stories.get(one) in wanted.stories or drawn(one) < wanted.sample for one in ids)
        rows = [row for row, (one, yes) in enumerate(zip(ids, chosen, strict=True)) if yes and one not in done]
        waiting = iter(rows)
        while some := tuple(islice(waiting, PORTION)):
            out.append((folder, batch, some))
    return out


def _annotated(folder: Folder) -> frozenset[str]:
    return frozenset(one for part in _said(folder) for one in part["ids"])


def _said(folder: Folder) -> Iterator[dict[str, Any]]:
    for file in sorted((folder.root / "work" / "annotated").glob("[0-9]*")):
        yield msgspec.msgpack.decode(file.read_bytes())


def _write_annotated(folder: Folder) -> dict[str, int]:
    names = ("quotes", "figures", "names")
    return {name: together(folder, name, (table_of(name, part[name]) for part in _said(folder))) for name in names}


def _write_articles(folder: Folder, batches: int, known: Known) -> int:
    annotated = _annotated(folder)

    def tables() -> Iterator["pa.Table"]:
        for batch in range(batches):
            words = np.diff(Shard.open(folder.shard(batch)).starts).tolist()
            articles = _articles(folder, batch)
            rows = [
                article_row(one, size, known.homes, known.stories.get(one.id)) | {"annotated": one.id in annotated}
                for one, size in zip(articles, words, strict=True)
            ]
            yield table_of("articles", rows)

    return together(folder, "articles", tables())


def _articles(folder: Folder, batch: int) -> list[Article]:
    return articles_at(folder.root, batch, range(len(ids_in(folder, batch))))


def _credits(folder: Folder, batches: int) -> Iterator["pa.Table"]:
    import pyarrow.parquet as pq

    return (pq.read_table(folder.work("credits", batch)) for batch in range(batches))
