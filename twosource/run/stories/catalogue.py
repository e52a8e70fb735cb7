"""All articles of a folder by number: of which day each is, and which of them are packed where."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.run.stories.reading import TOGETHER, UNDATED
from twosource.run.stories.shelf import Shelf

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

__all__ = ["Catalogue", "Day", "catalogue", "ids", "packed"]


class Day(Struct, frozen=True):
    """A day on which articles appeared, and how many.

    `own` is the digest of these, `digest` that of all articles that the pairs of the day depend on.
    """

    day: int
    articles: int
    own: int
    digest: int


class Catalogue(Struct, frozen=True):
    """Day and key (`key_of`) of each article, by number: where its batch begins in `bases`, and its row there."""

    bases: "NDArray[np.int64]"
    days: "NDArray[np.int64]"
    keys: "NDArray[np.uint64]"

    def by_day(self, window: int) -> list[Day]:
        """The days on which articles appeared, those without a date last."""
        days, first = np.unique(self.days[self._order], return_index=True)
        sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(self.keys[self._order], dtype=np.uint64)))
        ends = np.append(first[1:], len(self.days))
        begins = first[np.searchsorted(days, days - window)]
        digests = sums[ends] - sums[begins] + (ends - begins).astype(np.uint64)
        own = sums[ends] - sums[first]
        rows = zip(days.tolist(), (ends - first).tolist(), own.tolist(), digests.tolist(), strict=True)
        return [Day(*row) for row in rows]

    def numbers(self, first: int, last: int) -> "NDArray[np.int64]":
        """The articles of the days from `first` to `last`, in the order of their numbers."""
        return np.flatnonzero((self.days >= first) & (self.days <= last))

    def undated(self) -> int:
        """The digest of the articles without a date, 0 if there are none."""
        keys = self.keys[self.days == UNDATED]
        return (int(keys.sum(dtype=np.uint64)) + len(keys)) % 2**64

    @property
    def _order(self) -> "NDArray[np.int64]":
        return np.argsort(self.days, kind="stable")


@lru_cache(maxsize=1)
def catalogue(shelf: Shelf, batches: int) -> Catalogue:
    """The catalogue of the first so many batches, read once in each process."""
    import pyarrow.parquet as pq

    tables = [pq.read_table(shelf.profiles(batch), columns=["day", "key"]) for batch in range(batches)]
    bases = np.cumsum([0, *map(len, tables)], dtype=np.int64)
    days = np.concatenate([np.zeros(0, np.int64), *(one.column("day").to_numpy() for one in tables)])
    keys = np.concatenate([np.zeros(0, np.uint64), *(one.column("key").to_numpy() for one in tables)])
    return Catalogue(bases, days, keys)


def ids(shelf: Shelf, batches: int) -> "pa.Array":
    """The ids of all articles, by number."""
    import pyarrow as pa

    from twosource.run.stories.reading import ids_in

    chunks = [chunk for batch in range(batches) for chunk in ids_in(shelf, batch).chunks]
    return pa.concat_arrays([pa.array([], pa.string()), *chunks])


def packed(shelf: Shelf, batches: int, numbers: "NDArray[np.int64]") -> tuple[list[int], list[bytes]]:
    """The numbers and packed vectors of articles, in the order of days and ids."""
    known = catalogue(shelf, batches)
    rows = sorted(
        (int(known.days[number]), name, number, vector)
        for batch, some in _by_batch(known, numbers)
        for number, (name, vector) in zip(some.tolist(), _rows(shelf, batch, some - known.bases[batch]), strict=True)
    )
    return [number for _, _, number, _ in rows], [vector for *_, vector in rows]


def _by_batch(known: Catalogue, numbers: "NDArray[np.int64]") -> "Iterator[tuple[int, NDArray[np.int64]]]":
    bounds = np.searchsorted(numbers, known.bases)
    for batch in np.flatnonzero(np.diff(bounds)).tolist():
        yield batch, numbers[bounds[batch] : bounds[batch + 1]]


def _rows(shelf: Shelf, batch: int, rows: "NDArray[np.int64]") -> Iterable[tuple[str, bytes]]:
    """The id and the vector in each of these rows of a batch; no more is read than is packed with them."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(shelf.profiles(batch)) as file:
        packs = np.unique(rows // TOGETHER)
        table = file.read_row_groups(packs.tolist(), columns=["id", "vector"])
    places = np.searchsorted(packs, rows // TOGETHER) * TOGETHER + rows % TOGETHER
    taken = table.take(places)
    columns = [taken.column(name).to_pylist() for name in ("id", "vector")]
    return zip(*columns, strict=True)
