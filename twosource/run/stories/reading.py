"""Documents to profiles, batch by batch; what was read before is not read again."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from twosource.model import Capture, Problem
from twosource.read import FirstOfRows, read
from twosource.read.sources import sources
from twosource.run.corpus.batches import Batch, batches, opened_batch
from twosource.run.corpus.folder import WrongFolder
from twosource.run.pool import Pool
from twosource.run.progress import Progress
from twosource.run.stories.packing import packed
from twosource.run.stories.shelf import About, File, Reading, Shelf
from twosource.stories import Profile, profile
from twosource.stories.days import day_number

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["UNDATED", "day_of", "ids_in", "key_of", "problems_in", "profile_table", "read_new"]

UNDATED = 10_000_000
"""The day of articles without a date: after all others, some 27,000 years from now."""

TOGETHER = 256
"""Profiles that are packed together: to read one takes to unpack them."""


def read_new(
    shelf: Shelf, about: About, paths: Sequence[str | Path], hands: Pool, progress: Progress
) -> tuple[About, list[Problem]]:
    """Read what is at `paths` and was not read yet, and keep its profiles.

    Returns what the folder is then, and which paths are none; what cannot be read in files is kept with the profiles.

    Raises WrongFolder if a reading of other files was stopped here, which has to be finished first.
    """
    files, problems = _files(paths)
    reading = about.readings[-1] if about.readings and about.readings[-1].end is None else None
    if reading is not None and tuple(files) != reading.files:
        asked = " ".join(name for name, *_ in reading.files[:3])
        raise WrongFolder(f"in {shelf.root} a run was stopped while it read {asked}: let that finish first")
    if reading is None:
        files = [one for one in files if one not in about.files]
        if not files:
            return about, problems
        reading = Reading(tuple(files), about.batches)
        about = replace(about, readings=(*about.readings, reading))
        shelf.tell(about)
    found = read([name for name, *_ in files], names=_Known(_ids(shelf, reading.first)))
    end = _take_up_all(shelf, about, reading, found, hands, progress)
    about = replace(about, readings=(*about.readings[:-1], replace(reading, end=end)))
    shelf.tell(about)
    return about, problems


def _files(paths: Sequence[str | Path]) -> tuple[list[File], list[Problem]]:
    """The files at `paths`, each once, and what cannot be read there."""
    files: dict[File, None] = {}
    problems: list[Problem] = []
    for path in paths:
        for one in sources(Path(path)):
            if isinstance(one, Problem):
                problems.append(one)
            else:
                stat = one.path.stat()
                files[str(one.path), stat.st_size, stat.st_mtime_ns] = None
    return list(files), problems


class _Known(FirstOfRows):
    """The rules of ids, with those that were taken before."""

    def __init__(self, taken: Iterable[str]) -> None:
        super().__init__()
        self._taken.update(taken)


def _take_up_all(
    shelf: Shelf, about: About, reading: Reading, found: Iterator[Capture | Problem], hands: Pool, progress: Progress
) -> int:
    """Keep all batches that are not kept yet; return the number that follows the last."""
    end, done = reading.first, 0

    def waiting() -> Iterator[tuple[Batch, Shelf, bool]]:
        nonlocal end
        for batch in batches(found):
            numbered = replace(batch, number=reading.first + batch.number)
            end = numbered.number + 1
            if not shelf.profiles(numbered.number).exists():
                yield numbered, shelf, about.keep_text

    for count in hands.each(_take_up, waiting()):
        done += count
        progress("read", done, None)
    return end


def _take_up(batch: Batch, shelf: Shelf, keep_text: bool) -> int:
    """Keep the profiles of a batch; return their number."""
    import pyarrow.parquet as pq

    articles, problems = opened_batch(batch, keep_text)
    table = profile_table([profile(one) for one in articles])
    table = table.replace_schema_metadata({b"problems": msgspec.json.encode(problems)})
    shelf.folder.write(shelf.profiles(batch.number), lambda path: pq.write_table(table, path, row_group_size=TOGETHER))
    return len(articles)


def profile_table(profiles: Iterable[Profile]) -> "pa.Table":
    """Return profiles as rows of a table, their vectors packed, in the order of days and ids.

    >>> profile_table([Profile(id="b", published="2031-05-02"), Profile(id="a")]).column("id").to_pylist()
    ['b', 'a']
    """
    import pyarrow as pa

    rows = sorted(((day_of(one), one.id, one) for one in profiles), key=lambda row: row[:2])
    return pa.table(
        {
            "id": pa.array([name for _, name, _ in rows], pa.string()),
            "day": pa.array([day for day, _, _ in rows], pa.int64()),
            "key": pa.array([key_of(name) for _, name, _ in rows], pa.uint64()),
            "vector": pa.array([packed(one) for *_, one in rows], pa.large_binary()),
        }
    )


def day_of(one: Profile) -> int:
    """The day of publication, counted from the first of the year 1; `UNDATED` if it is not known."""
    day = day_number(one.published)
    return UNDATED if day is None else day


def key_of(name: str) -> int:
    """A number of 64 bits that stands for an id when it is asked whether two sets of articles are the same."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big")


def ids_in(shelf: Shelf, batch: int) -> "pa.ChunkedArray":
    """The ids of the articles of a batch, in their order."""
    import pyarrow.parquet as pq

    return pq.read_table(shelf.profiles(batch), columns=["id"]).column("id")


def _ids(shelf: Shelf, count: int) -> Iterator[str]:
    for batch in range(count):
        yield from ids_in(shelf, batch).to_pylist()


def problems_in(shelf: Shelf, batch: int) -> list[Problem]:
    """What could not be read among the documents of a batch."""
    import pyarrow.parquet as pq

    told = pq.read_schema(shelf.profiles(batch)).metadata[b"problems"]
    out: list[Problem] = msgspec.json.decode(told, type=list[Problem])
    return out
