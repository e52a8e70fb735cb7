"""The join as tasks that read files and leave files: groups of n-grams, seeds, passages."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from msgspec import Struct

from twosource.align.fast import Found
from twosource.align.grain import Grain
from twosource.align.groups import Common, Groups, groups_of
from twosource.align.seeds import Boilerplate, seeds_of
from twosource.align.shard import BUCKETS, Shard
from twosource.align.sorting import radix_order
from twosource.run.corpus.batches import UNDATED, days_in
from twosource.run.corpus.folder import Folder
from twosource.run.corpus.numbering import Numbering, keys_between, local_passages, put_together

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

__all__ = [
    "Join",
    "at_hand",
    "common_in",
    "find_groups",
    "find_passages",
    "find_seeds",
    "found_in_block",
    "id_column",
    "ids_in",
    "opened",
    "save_array",
]

S = TypeVar("S", bound=Struct)
SEEDS_AT_ONCE = 100_000
SHARDS_TOGETHER = 4  # whose passages are found together: the texts they are compared with are put together once


class Join(Struct, frozen=True):
    """What every task of the join has to know: the first `batches` of a folder, cut into `ranges` of hashes."""

    folder: Folder
    grain: Grain
    batches: int
    ranges: int
    days: int | None = None

    @property
    def blocks(self) -> int:
        """How many tasks there are when passages are looked for."""
        return -(-self.batches // SHARDS_TOGETHER)


@contextmanager
def at_hand(join: Join) -> Iterator[tuple[Sequence[Shard], Numbering]]:
    """The shards of a join, for a task that then lets go of what it read of them."""
    shards, numbering = opened(join.folder.root, join.batches)
    yield shards, numbering
    for shard in shards:
        shard.release()


def find_groups(join: Join, number: int) -> None:
    """Find the n-grams that several texts have, in one range of hashes, and those that are boilerplate."""
    low, high = (BUCKETS * n // join.ranges for n in (number, number + 1))
    with at_hand(join) as (shards, numbering):
        groups, common = groups_of(keys_between(shards, numbering, low, high), numbering.starts)
    _save(join.folder, "groups", number, groups)
    _save(join.folder, "common", number, common)


def find_seeds(join: Join, number: int) -> None:
    """Find where texts begin to agree, in one range of hashes; the boilerplate of all ranges is known."""
    groups = _loaded(Groups, join.folder, "groups", number)
    seeds = seeds_of(groups, _boilerplate(join.folder.root, join.ranges))
    if join.days is not None:
        seeds = seeds[_within(join, seeds[:, 2:], join.days)]
    join.folder.write(join.folder.work("seeds", number), lambda path: save_array(path, seeds))


def find_passages(join: Join, number: int) -> None:
    """Find the passages of pairs whose text that was read first is in one of so many shards beside each other."""
    first, end = number * SHARDS_TOGETHER, min(join.batches, (number + 1) * SHARDS_TOGETHER)
    ranks = np.load(join.folder.ranks, mmap_mode="r")
    parts = []
    shards, numbering = opened(join.folder.root, join.batches)
    for some in _cut(_seeds_from(join, numbering.words[first], numbering.words[end])):
        texts, numbers, local = put_together(shards, numbering, some)
        parts.append(local_passages(texts, local, ranks[numbers], join.grain).numbered(numbers))
    _save(join.folder, "passages", number, Found.joined(parts))


def _within(join: Join, texts: "NDArray[np.int64]", days: int) -> "NDArray[np.bool_]":
    """Which pairs of texts were published no more than so many days apart, or have no date."""
    when = _days(join.folder.root, join.batches)[texts]
    near: NDArray[np.bool_] = abs(when[:, 0] - when[:, 1]) <= days
    near |= (when == UNDATED).any(axis=1)
    return near


@lru_cache(maxsize=1)
def _days(root: Path, batches: int) -> "NDArray[np.int64]":
    return np.concatenate([days_in(Folder(root).articles(number)) for number in range(batches)])


def _seeds_from(join: Join, first: int, end: int) -> "NDArray[np.int64]":
    """The seeds of all ranges whose place on the left is from `first` to before `end`, sorted by it."""
    parts = [np.zeros((0, 4), np.int64)]
    for number in range(join.ranges):
        seeds = np.load(join.folder.work("seeds", number), mmap_mode="r")
        parts.append(seeds[slice(*np.searchsorted(seeds[:, 0], (first, end)))])
    together = np.concatenate(parts)
    return together[radix_order([together[:, 0]])]


def _cut(seeds: "NDArray[np.int64]") -> "list[NDArray[np.int64]]":
    """Seeds in portions, those of one text on the left together."""
    if len(seeds) <= SEEDS_AT_ONCE:
        return [seeds] if len(seeds) else []
    texts = seeds[:, 2]
    first = np.flatnonzero(np.concatenate(([True], texts[1:] != texts[:-1])))
    wanted = np.arange(SEEDS_AT_ONCE, len(seeds), SEEDS_AT_ONCE)
    at = first[np.unique(np.searchsorted(first, wanted, "right") - 1)]
    return np.split(seeds, at[at > 0])


@lru_cache(maxsize=1)
def opened(root: Path, batches: int) -> tuple[Sequence[Shard], Numbering]:
    """The shards of a folder, opened once in each process."""
    shards = [Shard.open(Folder(root).shard(number)) for number in range(batches)]
    return shards, Numbering.of(shards)


@lru_cache(maxsize=1)
def _boilerplate(root: Path, ranges: int) -> Boilerplate:
    return Boilerplate(np.concatenate([common_in(Folder(root), n).hashes for n in range(ranges)]))


def found_in_block(folder: Folder, number: int) -> Found:
    """The passages of pairs whose text that was read first is in the block of this number."""
    return _loaded(Found, folder, "passages", number)


def common_in(folder: Folder, number: int) -> Common:
    """The boilerplate of one range of hashes."""
    return _loaded(Common, folder, "common", number)


def id_column(folder: Folder, batch: int) -> "pa.Array":
    """The ids of the documents of a batch, in their order."""
    import pyarrow.parquet as pq

    return pq.read_table(folder.articles(batch), columns=["id"]).column("id").combine_chunks()


def ids_in(folder: Folder, batch: int) -> list[str]:
    """The ids of the documents of a batch, in their order."""
    out: list[str] = id_column(folder, batch).to_pylist()
    return out


def _save(folder: Folder, step: str, number: int, value: Struct) -> None:
    def write(path: Path) -> None:
        with path.open("wb") as file:
            for name in value.__struct_fields__:
                np.save(file, getattr(value, name))

    folder.write(folder.work(step, number), write)


def _loaded(kind: type[S], folder: Folder, step: str, number: int) -> S:
    with folder.work(step, number).open("rb") as file:
        return kind(*(np.load(file) for _ in kind.__struct_fields__))


def save_array(path: Path, array: "NDArray[np.int64]") -> None:
    """Write `array` to `path`, whatever its name ends in."""
    with path.open("wb") as file:
        np.save(file, array)
