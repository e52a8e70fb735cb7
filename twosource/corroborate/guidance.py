"""What a person gives beside the documents, as far as this stage follows it."""

from collections.abc import Sequence

from msgspec import Struct

from twosource.model import Family

__all__ = ["NOTHING_GIVEN", "Guidance"]


class Guidance(Struct, frozen=True):
    """`families` are outlets of one owner, which are one witness together."""

    families: tuple[Family, ...] = ()

    def houses(self, documents: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
        """The owners of two or more of `documents`, and which."""
        found = [(one.owner, tuple(id for id in documents if id in one.documents)) for one in self.families]
        return [(owner, members) for owner, members in found if len(members) > 1]


NOTHING_GIVEN = Guidance()
