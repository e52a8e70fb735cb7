"""Captures in batches, and a batch cleaned and kept."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from msgspec import Struct

from twosource.align.hashing import WordHashes
from twosource.align.shard import Shard, shard_of
from twosource.clean import as_given
from twosource.model import Article, Capture, Problem
from twosource.run.corpus.folder import Folder
from twosource.run.reading import cleaned

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

__all__ = [
    "UNDATED",
    "Batch",
    "articles_at",
    "batches",
    "day_of",
    "days_in",
    "keep",
    "opened_batch",
    "problems_in",
    "take_up",
]

MOST_CHARACTERS = 4_000_000
"""Bytes of a batch as captured, and so characters at most: one word a character, all have room in a shard."""

MOST_DOCUMENTS = 4000
COMPRESSED = "zstd"
TOGETHER = 64  # articles that are packed together: to read one takes to unpack them
EPOCH = date(1970, 1, 1)
UNDATED = -1_000_000
"""A day that no article has."""


class Batch(Struct, frozen=True):
    """Captures that are cleaned and kept together, and what could not be read between them."""

    number: int
    captures: tuple[Capture, ...]
    problems: tuple[Problem, ...]


def batches(found: Iterable[Capture | Problem]) -> Iterator[Batch]:
    """Cut what is read into batches, always the same ones for the same input."""
    number, size = 0, 0
    captures: list[Capture] = []
    problems: list[Problem] = []
    for one in found:
        if isinstance(one, Problem):
            problems.append(one)
            continue
        if captures and (size + len(one.content) > MOST_CHARACTERS or len(captures) == MOST_DOCUMENTS):
            yield Batch(number, tuple(captures), tuple(problems))
            number, size, captures, problems = number + 1, 0, [], []
        captures.append(one)
        size += len(one.content)
    if captures or problems:
        yield Batch(number, tuple(captures), tuple(problems))


def take_up(batch: Batch, folder: Folder) -> int:
    """Clean a batch and keep its articles, its words and n-grams; return the number of articles."""
    about = folder.about()
    articles, problems = opened_batch(batch, about.keep_text)
    keep(
        folder, batch.number, articles, problems, shard_of([one.text for one in articles], _hashes(), about.grain.gram)
    )
    return len(articles)


def keep(folder: Folder, number: int, articles: Sequence[Article], problems: Sequence[Problem], shard: Shard) -> None:
    """Keep a batch: its shard first, so that where the articles are, all of it is."""
    if not folder.shard(number).exists():
        shard.save(folder.shard(number))
    table = _table(articles, problems)
    folder.write(folder.articles(number), lambda path: _write(table, path))


def opened_batch(batch: Batch, keep_text: bool) -> tuple[list[Article], list[Problem]]:
    """The articles of a batch, and everything that went wrong with it."""
    problems = list(batch.problems)
    if keep_text:  # without the language, which nothing here asks for
        done = [as_given(one) for one in batch.captures]
    else:
        done = [cleaned(one, {}, problems, keep_text=False) for one in batch.captures]
    problems += (one for one in done if isinstance(one, Problem))
    return [one for one in done if isinstance(one, Article)], problems


@cache
def _hashes() -> WordHashes:
    """The memory of words of this process."""
    return WordHashes()


def _table(articles: Sequence[Article], problems: Sequence[Problem]) -> "pa.Table":
    import pyarrow as pa

    columns = {
        "id": [one.id for one in articles],
        "day": [day_of(one) for one in articles],
        "article": [msgspec.msgpack.encode(one) for one in articles],
    }
    types = pa.schema({"id": pa.string(), "day": pa.int64(), "article": pa.large_binary()})
    told = {b"problems": msgspec.json.encode(problems)}
    return pa.table(columns, schema=types).replace_schema_metadata(told)


def day_of(article: Article) -> int:
    """The day of publication, counted from 1970; `UNDATED` if it is not known."""
    fact = article.facts.published
    return (date.fromisoformat(fact.value[:10]) - EPOCH).days if fact else UNDATED


def _write(table: "pa.Table", path: Path) -> None:
    import pyarrow.parquet as pq

    pq.write_table(
        table, path, compression=COMPRESSED, use_dictionary=False, write_statistics=False, row_group_size=TOGETHER
    )


def articles_at(root: Path, number: int, rows: Sequence[int]) -> list[Article]:
    """The articles in these rows of a batch of the folder `root`; no more is read than is packed with them."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(Folder(root).articles(number)) as file:
        packs = sorted({row // TOGETHER for row in rows})
        column = file.read_row_groups(packs, columns=["article"]).column("article")
    first = {pack: TOGETHER * at for at, pack in enumerate(packs)}
    wanted = (column[first[row // TOGETHER] + row % TOGETHER] for row in rows)
    return [msgspec.msgpack.decode(one.as_py(), type=Article) for one in wanted]


def days_in(file: Path) -> "NDArray[np.int64]":
    """The day of publication of each article of a batch, counted from 1970; `UNDATED` where it is not known."""
    import pyarrow.parquet as pq

    return np.array(pq.read_table(file, columns=["day"]).column("day").to_pylist(), np.int64)


def problems_in(file: Path) -> list[Problem]:
    """What could not be read or cleaned among the documents of a batch."""
    import pyarrow.parquet as pq

    told = pq.read_schema(file).metadata[b"problems"]
    out: list[Problem] = msgspec.json.decode(told, type=list[Problem])
    return out
