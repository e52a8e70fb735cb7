"""Rows of the data sets, and what the documents in some of them say together."""

import gzip
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

import twosource
from bench.stories import located
from twosource.model import Claim, Dossier, Place

__all__ = ["Row", "Words", "compared", "of_several", "read_rows"]

Row = dict[str, Any]
FIELDS = ("id", "title", "text", "date", "source", "url", "authors")


class Words(Struct, frozen=True):
    """Where a document says something: offsets in the field `text` of its row."""

    document: str
    span: tuple[int, int]
    stance: Literal["states", "differs", "denies"] = "states"

    def said(self, rows: Mapping[str, Row]) -> str:
        """The words themselves.

        >>> Words("a", (3, 9)).said({"a": {"text": "It rained."}})
        'rained'
        """
        return rows[self.document]["text"][slice(*self.span)]

    def place(self, rows: Mapping[str, Row], dossier: Dossier) -> Place | None:
        """Where they are in the clean text of a dossier; None where they were not kept."""
        return located(self.document, self.said(rows), dossier)


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a compressed JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def compared(rows: Iterable[Row]) -> Dossier:
    """Compare the documents of some rows; only what tells of an article is kept of each.

    >>> [one.id for one in compared([{"id": "a", "text": "It rained.", "topic": "7"}]).documents]
    ['a']
    """
    lines = [json.dumps({name: row[name] for name in FIELDS if row.get(name)}, ensure_ascii=False) for row in rows]
    return twosource.compare(["-"], stdin=io.BytesIO("\n".join(lines).encode()))


def of_several(claim: Claim) -> bool:
    """Whether a claim has passages of two documents or more."""
    return len({held.document for held in claim.support}) > 1
