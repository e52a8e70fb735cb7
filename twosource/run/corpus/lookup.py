"""Is this already out there, and where? New documents against a folder in which a corpus was worked out."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

import numpy as np
from msgspec import Struct

from twosource.align.fast import Found
from twosource.align.grain import Grain
from twosource.align.groups import groups_of
from twosource.align.hashing import WordHashes
from twosource.align.seeds import Boilerplate, seeds_of
from twosource.align.shard import BUCKETS, Shard, shard_of
from twosource.model import Article, Place, Problem, Reuse, Span
from twosource.read import FirstOfRows, read
from twosource.run.corpus.batches import batches, keep, opened_batch
from twosource.run.corpus.folder import Folder, WrongFolder
from twosource.run.corpus.joining import ids_in
from twosource.run.corpus.numbering import Numbering, local_passages, put_together, ranks_of
from twosource.run.corpus.spelling import characters

__all__ = ["Lookup", "look_up"]


class Lookup(Struct, frozen=True):
    """The passages that new documents share with those of an index and with each other, and what went wrong."""

    documents: int
    passages: tuple[Reuse, ...]
    problems: tuple[Problem, ...]


def look_up(paths: Sequence[str | Path], index: Path, *, add: bool = True) -> Lookup:
    """Find what documents share with those of the folder `index` (and with each other), and `add` them to it.

    Takes the time of the new documents, not that of the index. Raises WrongFolder if `index` is none, or not finished,
    or, to add to it, if another run is at work in it.
    """
    folder = Folder(index)
    folder.about()
    if not folder.complete.exists():
        raise WrongFolder(f"the run in {index} is not finished: let trace --out finish it first")
    with folder.held() if add else nullcontext():
        return _looked_up(paths, folder, add)


def _looked_up(paths: Sequence[str | Path], folder: Folder, add: bool) -> Lookup:
    about = folder.about()
    older = [Shard.open(folder.shard(number)) for number in range(folder.batches())]
    shards, ids = list(older), [one for number in range(len(older)) for one in ids_in(folder, number)]
    taken = set(ids)
    problems: list[Problem] = []
    new: list[Article] = []
    for batch in batches(read(paths, names=FirstOfRows())):
        articles, wrong = opened_batch(batch, about.keep_text)
        problems += wrong
        again = [one for one in articles if one.id in taken]
        problems += (_known(one) for one in again)
        articles = [one for one in articles if one.id not in taken]
        shard = shard_of([one.text for one in articles], WordHashes(), about.grain.gram)
        shards.append(shard)
        new += articles
        if add and articles:
            keep(folder, folder.batches(), articles, (), shard)
    ids += (one.id for one in new)
    found, numbering = _passages(shards, ids, len(older), about.grain)
    spelled = _spelled(found, ids, shards, numbering)
    return Lookup(len(new), tuple(spelled), tuple(problems))


def _known(article: Article) -> Problem:
    reason = f"the index has a document of the id {article.id} already; this one was left out: give it another id"
    return Problem(stage="trace", document=article.id, reason=reason)


def _passages(shards: Sequence[Shard], ids: Sequence[str], older: int, grain: Grain) -> tuple[Found, Numbering]:
    """The passages of pairs of which one text at least is in a shard from number `older` on."""
    numbering = Numbering.of(shards)
    placed = list(zip(shards, numbering.words[:-1].tolist(), strict=True))
    newer = [shard.between(0, BUCKETS, first) for shard, first in placed[older:]]
    wanted = np.unique(np.concatenate([np.zeros(0, np.uint64), *(one.hashes for one in newer)]))
    keys = [*(shard.having(wanted, first) for shard, first in placed[:older]), *newer]
    groups, common = groups_of(keys, numbering.starts)
    seeds = seeds_of(groups, Boilerplate(common.hashes))
    seeds = seeds[seeds[:, 1] >= numbering.words[older]]
    texts, numbers, local = put_together(shards, numbering, seeds)
    found = local_passages(texts, local, ranks_of([ids[number] for number in numbers]), grain)
    return found.numbered(numbers), numbering


def _spelled(found: Found, ids: Sequence[str], shards: Sequence[Shard], numbering: Numbering) -> Iterator[Reuse]:
    left = characters(found.left_text, found.left, found.left_end, shards, numbering)
    right = characters(found.right_text, found.right, found.right_end, shards, numbering)
    columns = (found.left_text, *left, found.right_text, *right, found.similarity)
    for here, start, end, there, there_start, there_end, similarity in zip(*(c.tolist() for c in columns), strict=True):
        yield Reuse(
            left=Place(ids[here], Span(start, end)),
            right=Place(ids[there], Span(there_start, there_end)),
            similarity=similarity,
        )
