"""What a person gives beside the documents, as far as this stage follows it."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from twosource.model import Family, Place, Verdict

__all__ = ["NOTHING_GIVEN", "Guidance", "Regrouping", "Ruling"]


class Regrouping(Struct, frozen=True, kw_only=True):
    """That the passages at `places` are one claim (``merge``), or leave the claim they are in together (``split``).

    `kind` is that of the claims that are meant, None where the passages tell. `key` is what it is called by.
    """

    key: int
    how: Literal["merge", "split"]
    kind: str | None
    places: tuple[Place, ...]


class Ruling(Struct, frozen=True, kw_only=True):
    """The verdict that a person gives on the claim at `place`; `said` tells who, when and why."""

    key: int
    kind: str | None
    place: Place
    verdict: Verdict
    said: str


class Guidance(Struct, frozen=True, kw_only=True):
    """`families` are outlets of one owner, one witness together; `apart` are pairs of documents that have no link."""

    families: tuple[Family, ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()
    regroupings: tuple[Regrouping, ...] = ()
    rulings: tuple[Ruling, ...] = ()

    def houses(self, documents: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
        """The owners of two or more of `documents`, and which."""
        found = [(one.owner, tuple(id for id in documents if id in one.documents)) for one in self.families]
        return [(owner, members) for owner, members in found if len(members) > 1]


NOTHING_GIVEN = Guidance()
