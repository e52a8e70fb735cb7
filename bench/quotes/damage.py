"""The annotated articles as they might arrive: with other marks, lost marks, other capitals."""

import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np

from training.tagger.damage import KINDS, damaged, moved

__all__ = ["damaged_rows"]

Row = dict[str, Any]


def damaged_rows(gold: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Yield each kind of damage with all articles so damaged; the same each time."""
    for kind in KINDS:
        yield kind, [_damaged(row, kind) for row in gold]


def _damaged(row: Row, kind: str) -> Row:
    text, places = damaged(row["text"], kind, np.random.default_rng(zlib.crc32(f"{kind} {row['id']}".encode())))
    told = [{**one, **{k: moved(one[k], places) for k in ("content", "cue", "source")}} for one in row["attributions"]]
    return {"id": row["id"], "text": text, "attributions": told}
