"""The rows of what stands on how many sources, for the stories that were asked for."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from twosource.model import Article
from twosource.run.comparing import compare_articles
from twosource.run.corpus.batches import articles_at
from twosource.run.corpus.folder import Folder
from twosource.run.corpus.joining import ids_in
from twosource.run.pool import Pool
from twosource.run.progress import Progress, followed
from twosource.run.tables.columns import table_of
from twosource.run.tables.writing import together

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["claim_rows", "write_claims"]

Places = tuple[tuple[int, int], ...]
"""Batches and rows in them."""


def write_claims(
    folder: Folder, batches: int, stories: Mapping[str, str], asked: Collection[str], hands: Pool, progress: Progress
) -> int:
    """Corroborate the stories that are asked for and write their claims; return the number of rows.

    Those of stories that were asked for before are kept, as long as the same articles are in them.
    """
    members = _members(folder, batches, stories)
    files = {story: _file(folder, story, ids) for story, (ids, _) in members.items()}
    missing = [story for story in sorted(asked & members.keys()) if not files[story].exists()]
    tasks = [(folder, files[story], story, tuple(members[story][1])) for story in missing]
    for _ in followed(hands.each(_corroborate, tasks), "corroborate", progress, len(tasks)):
        pass
    return together(folder, "claims", _tables(files))


def _members(
    folder: Folder, batches: int, stories: Mapping[str, str]
) -> dict[str, tuple[list[str], list[tuple[int, int]]]]:
    """The articles of each story: their ids and where they are."""
    out: dict[str, tuple[list[str], list[tuple[int, int]]]] = defaultdict(lambda: ([], []))
    for batch in range(batches):
        for row, name in enumerate(ids_in(folder, batch)):
            if name in stories:
                ids, places = out[stories[name]]
                ids.append(name)
                places.append((batch, row))
    return out


def _file(folder: Folder, story: str, ids: Sequence[str]) -> Path:
    told = msgspec.json.encode([story, sorted(ids)])
    return folder.root / "work" / "claims" / blake2b(told, digest_size=12).hexdigest()


def _corroborate(folder: Folder, file: Path, story: str, places: Places) -> None:
    articles = [article for batch, row in places for article in articles_at(folder.root, batch, [row])]
    rows = msgspec.json.encode(claim_rows(story, articles))
    folder.write(file, lambda path: path.write_bytes(rows))


def _tables(files: Mapping[str, Path]) -> Iterator["pa.Table"]:
    for _, file in sorted(files.items()):
        if file.exists():
            yield table_of("claims", msgspec.json.decode(file.read_bytes()))


def claim_rows(story: str, articles: Sequence[Article]) -> list[dict[str, Any]]:
    """The claims of a story, each with its verdict and how many independent witnesses stand behind it.

    >>> claim_rows("a", [])
    []
    """
    return [
        {
            "story": story,
            "claim": claim.id,
            "kind": claim.kind,
            "text": claim.text,
            "verdict": claim.verdict,
            "because": claim.because,
            "documents": claim.documents,
            "independent_low": claim.independent[0],
            "independent_high": claim.independent[1],
            "origins": [origin.name for origin in claim.origins],
        }
        for claim in compare_articles(articles).claims
    ]
