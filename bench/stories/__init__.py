"""Stories written for measuring, with complete truth: what is read from their files (how they were made: README.md)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from twosource.model import Dossier, Place, Span

__all__ = ["HALVES", "LATER", "Passage", "Story", "Telling", "TrueClaim", "TrueUtterance", "located", "read_stories"]

HALVES = ("development", "unseen")
LATER = "later"
"""Stories written after the rules that were made on the development half, by other writers."""
FOLDER = Path(__file__).parent


class Passage(Struct, frozen=True):
    """Words of a document that say something."""

    document: str
    text: str
    stance: Literal["states", "differs", "denies"] = "states"


class Telling(Struct, frozen=True):
    """One version of an utterance, as a document gives it."""

    document: str
    text: str
    relation: str
    speaker_told: str | None = None
    meaning_changed: bool = False


class TrueUtterance(Struct, frozen=True):
    """One act of speech with all its versions."""

    id: str
    speaker: str | None
    variants: tuple[Telling, ...]
    also: tuple[str, ...] = ()
    occasion: str | None = None


class TrueOrigin(Struct, frozen=True):
    """Where a claim comes from, under every name that means it."""

    name: str
    kind: str
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.also)


class TrueClaim(Struct, frozen=True):
    """A claim with the verdict that a standards editor gives, and what it rests on."""

    id: str
    kind: str
    text: str
    passages: tuple[Passage, ...]
    witnesses: tuple[tuple[str, ...], ...]
    independent: tuple[int, int]
    origins: tuple[TrueOrigin, ...]
    verdict: str
    because: str

    @property
    def documents(self) -> frozenset[str]:
        return frozenset(passage.document for passage in self.passages)


class Copy(Struct, frozen=True):
    """That `child` took text from `parent`."""

    child: str
    parent: str
    how: str


class Hidden(Struct, frozen=True):
    """A source that is not among the documents, and those that took from it."""

    behind: tuple[str, ...]
    name: str | None = None


class Story(Struct, frozen=True):
    """One story: its file of documents, and the truth about them."""

    name: str
    path: Path
    about: str
    copies: tuple[Copy, ...]
    unseen: tuple[Hidden, ...]
    utterances: tuple[TrueUtterance, ...]
    claims: tuple[TrueClaim, ...]


class _Truth(Struct):
    about: str
    copies: tuple[Copy, ...] = ()
    unseen: tuple[Hidden, ...] = ()
    utterances: tuple[TrueUtterance, ...] = ()
    claims: tuple[TrueClaim, ...] = ()


def read_stories(half: str) -> Iterator[Story]:
    """Yield the stories of one of the `HALVES`, or the `LATER` ones, by name.

    >>> sorted({len(story.claims) > 0 for story in read_stories("development")})
    [True]
    """
    for path in sorted((FOLDER / half).glob("*.truth.json")):
        name = path.name.removesuffix(".truth.json")
        truth = msgspec.json.decode(path.read_bytes(), type=_Truth)
        documents = path.with_name(f"{name}.jsonl")
        yield Story(name, documents, truth.about, truth.copies, truth.unseen, truth.utterances, truth.claims)


def located(document: str, text: str, dossier: Dossier) -> Place | None:
    """Where `text` stands in a document of the dossier, blanks of any kind alike; None where it was not kept."""
    pattern = r"\s+".join(re.escape(word) for word in text.split())
    for one in dossier.documents:
        found = re.search(pattern, one.text) if one.id == document else None
        if found:
            return Place(document, Span(found.start(), found.end()))
    return None
