"""Stories from pairs: articles that hang together are grouped; what has not changed is not grouped again."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.run.pool import Pool
from twosource.run.progress import Progress, followed
from twosource.run.stories.catalogue import catalogue
from twosource.run.stories.joined import components
from twosource.run.stories.near import PAIR
from twosource.run.stories.shelf import Shelf
from twosource.stories.likeness import FLOOR, LIKELY
from twosource.stories.linkage import linked

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

__all__ = ["ALONE", "MEMBER", "link_all", "members_of"]

MEMBER = np.dtype([("number", np.int64), ("story", np.int64), ("nearest", np.int64), ("score", np.float64)])
"""An article, the first article of its story, the member it is most like, and the log-odds of these two."""

BLOCK = 64
"""Days whose groups are one task: those that begin in them."""

ALONE = -1
"""The nearest of an article that is alone in its story."""


class Bucket(Struct, frozen=True):
    """Groups of articles that hang together, one after the other: their numbers and ids, and where each ends."""

    numbers: "NDArray[np.int64]"
    names: list[str]
    ends: list[int]


def link_all(
    shelf: Shelf, batches: int, names: "pa.Array", near: Mapping[int, Path], beside: Mapping[int, Path],
    hands: Pool, progress: Progress,
) -> "NDArray[np.void]":  # fmt: skip
    """Return a `MEMBER` for every article that is not alone, group by group."""
    files = [*near.values(), *beside.values()]
    likely = np.concatenate([np.zeros(0, PAIR), *(_likely(file) for file in files)])
    days = catalogue(shelf, batches).days
    root = components(len(days), likely["one"], likely["other"])
    tasks, kept = [], []
    for block, digest, bucket in _buckets(root, likely, days, catalogue(shelf, batches).keys, names):
        kept.append(shelf.linked(block, digest))
        if not kept[-1].exists():
            where = _files(bucket, days, near, beside)
            tasks.append((shelf, kept[-1], bucket, days[bucket.numbers], where))
    for _ in followed(hands.each(_link, tasks), "link", progress, len(tasks)):
        pass
    shelf.forget("linked", kept)
    return np.concatenate([np.zeros(0, MEMBER), *map(np.load, kept)])


def _likely(file: Path) -> "NDArray[np.void]":
    pairs: NDArray[np.void] = np.load(file)
    return pairs[pairs["score"] > LIKELY]


def _buckets(
    root: "NDArray[np.int64]", likely: "NDArray[np.void]", days: "NDArray[np.int64]", keys: "NDArray[np.uint64]",
    names: "pa.Array",
) -> Iterator[tuple[int, int, Bucket]]:  # fmt: skip
    """Yield for each block of days the groups whose first day is in it, with a digest of them and their pairs."""
    members = np.unique(np.concatenate((likely["one"], likely["other"])))
    first = np.full(len(days), np.iinfo(np.int64).max)
    np.minimum.at(first, root[members], days[members])
    block = first[root[members]] // BLOCK
    order = np.lexsort((members, root[members], block))
    members, block = members[order], block[order]
    pairs = likely[np.argsort(first[root[likely["one"]]] // BLOCK, kind="stable")]
    of_pairs = first[root[pairs["one"]]] // BLOCK
    for a, b in _runs(block):
        inside = members[a:b]
        ends = [end for _, end in _runs(root[inside])]
        low, high = np.searchsorted(of_pairs, (block[a], block[a] + 1))
        bucket = Bucket(inside, names.take(inside).to_pylist(), ends)
        yield int(block[a]), _digest(keys, bucket, pairs[low:high]), bucket


def _runs(values: "NDArray[np.int64]") -> list[tuple[int, int]]:
    """Where runs of one value begin and end."""
    changes = np.flatnonzero(np.diff(values)) + 1
    return list(pairwise([0, *changes.tolist(), len(values)])) if len(values) else []


def _digest(keys: "NDArray[np.uint64]", bucket: Bucket, pairs: "NDArray[np.void]") -> int:
    rows = np.stack([keys[pairs["one"]], keys[pairs["other"]], pairs["score"].view(np.uint64)], axis=1)
    rows = rows[np.lexsort(rows.T)]
    told = keys[bucket.numbers].tobytes() + np.array(bucket.ends).tobytes() + rows.tobytes()
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big")


def _files(
    bucket: Bucket, days: "NDArray[np.int64]", near: Mapping[int, Path], beside: Mapping[int, Path]
) -> list[Path]:
    """Where the pairs of a bucket are."""
    here = np.unique(days[bucket.numbers]).tolist()
    return [*(near[day] for day in here), *(beside[day] for day in here if day in beside)]


def _link(shelf: Shelf, file: Path, bucket: Bucket, days: "NDArray[np.int64]", where: Sequence[Path]) -> None:
    place = np.argsort(bucket.numbers)
    group = np.repeat(np.arange(len(bucket.ends)), np.diff([0, *bucket.ends]))
    pairs: list[dict[tuple[str, str], float]] = [{} for _ in bucket.ends]
    for one, other, score in _inside(where, bucket.numbers, place, group):
        a, b = sorted((bucket.names[one], bucket.names[other]))
        pairs[int(group[one])][a, b] = score
    at = {name: number for number, name in enumerate(bucket.names)}
    rows: list[tuple[int, int, int, float]] = []
    for number, (begin, end) in enumerate(pairwise([0, *bucket.ends])):
        dated = list(zip(days[begin:end].tolist(), bucket.names[begin:end], strict=True))
        for member, story, nearest, score in members_of(dated, pairs[number]):
            to = ALONE if nearest is None else bucket.numbers[at[nearest]]
            rows.append((bucket.numbers[at[member]], bucket.numbers[at[story]], to, score))
    found = np.array(rows, MEMBER)

    def write(path: Path) -> None:
        with path.open("wb") as out:
            np.save(out, found)

    shelf.folder.write(file, write)


def _inside(
    where: Sequence[Path], numbers: "NDArray[np.int64]", place: "NDArray[np.int64]", group: "NDArray[np.int64]"
) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs within one group, by place in the bucket."""
    ordered_numbers = numbers[place]
    for file in where:
        pairs = np.load(file)
        sides = []
        for side in ("one", "other"):
            found = np.minimum(np.searchsorted(ordered_numbers, pairs[side]), len(numbers) - 1)
            sides.append(np.where(ordered_numbers[found] == pairs[side], place[found], -1))
        one, other = sides
        kept = (one >= 0) & (other >= 0)
        kept &= group[one] == group[other]
        yield from zip(one[kept].tolist(), other[kept].tolist(), pairs["score"][kept].tolist(), strict=True)


def members_of(
    dated: Sequence[tuple[int, str]], pairs: Mapping[tuple[str, str], float]
) -> Iterator[tuple[str, str, str | None, float]]:
    """Group articles that hang together, given with their days; yield each with its story, its nearest, and how near.

    A story is called after its first article, by day and id.

    >>> list(members_of([(2, "a"), (1, "b"), (3, "c")], {("a", "b"): 4.0, ("b", "c"): -1.0, ("a", "c"): -3.0}))
    [('a', 'b', 'b', 4.0), ('b', 'b', 'a', 4.0), ('c', 'c', None, 0.0)]
    """
    day = {name: (when, name) for when, name in dated}
    groups = linked(sorted(day), pairs, FLOOR)
    story: dict[str, str] = {}
    for group in groups:
        story |= dict.fromkeys(group, min(group, key=day.__getitem__))
    best = _nearest(story, pairs)
    for group in groups:
        for name in group:
            nearest, score = best.get(name, (None, 0.0))
            yield name, story[name], nearest, score


def _nearest(story: Mapping[str, str], pairs: Mapping[tuple[str, str], float]) -> dict[str, tuple[str, float]]:
    """The member of its story that each article is most like; the first by id of several."""
    best: dict[str, tuple[str, float]] = {}
    for (a, b), score in pairs.items():
        if story[a] == story[b]:
            for one, other in ((a, b), (b, a)):
                if one not in best or (-score, other) < (-best[one][1], best[one][0]):
                    best[one] = (other, score)
    return best
