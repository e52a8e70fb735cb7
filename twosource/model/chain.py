"""Who says that who says: the way by which a statement reached a document, and outlets that credit each other."""

from typing import Literal

from msgspec import Struct

from twosource.model.span import Place

__all__ = ["Chain", "Link", "Loop"]


class Link(Struct, frozen=True, kw_only=True):
    """Somebody who passes a statement on, or makes it; `place` is where the document names them, None if nowhere.

    `name` is None, and `kind` ``unknown``, where the document does not tell who speaks.
    """

    name: str | None
    kind: Literal["outlet", "agency", "document", "person", "organisation", "anonymous", "unknown"]
    place: Place | None = None


class Chain(Struct, frozen=True, kw_only=True):
    """The way of one quote: from the outlet of its document through whom that credits to the speaker, in this order."""

    quote: str
    links: tuple[Link, ...]


class Loop(Struct, frozen=True, kw_only=True):
    """Outlets that credit each other in a circle for the same thing: none of them is the source of the others.

    `documents` are those given that are part of it, `outlets` all of them in the order of the credits; `places` are
    the credits; `because` is one plain sentence.
    """

    documents: tuple[str, ...]
    outlets: tuple[str, ...]
    places: tuple[Place, ...]
    because: str
