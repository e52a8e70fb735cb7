"""What the finders of this stage hand on to be judged: something that documents say, before anybody counts."""

from typing import Literal

from msgspec import Struct

from twosource.model import Origin, Place, Stance, Support

__all__ = ["Finding", "supports"]


class Finding(Struct, frozen=True, kw_only=True):
    """Something said in one or more places.

    `relation` is how the places stand to each other: they ``agree``; later ones ``update`` earlier ones; they
    ``conflict``, so that not all can be right; or it is ``unclear`` which. `note` says what the relation rests on.
    `foretold` is True where it is announced or expected rather than reported as having happened. `origin` is given
    where the finding itself settles it (the speaker of an utterance). `background` marks what is
    seldom news by itself, such as how long something lasted. `denied` is where a reported denial tells what it denies.
    `stale` are places
    that give an old value after the new one was out, each with what it missed. `exact` marks a value that nobody knows
    but from who counted: one document that names its source names all. `taken` are documents that have it from another
    one, which is the release of who says it, each with that one and whether it is certain. `versions` are what places
    that do not agree say, in words, each with its places; empty where their stances tell all there is to tell.
    """

    kind: Literal["utterance", "figure", "event", "statement"]
    text: str
    support: tuple[Support, ...]
    relation: Literal["agree", "update", "conflict", "unclear"] = "agree"
    note: str = ""
    foretold: bool = False
    origin: Origin | None = None
    members: tuple[str, ...] = ()
    background: bool = False
    denied: tuple[Place, ...] = ()
    exact: bool = False
    stale: tuple[tuple[Place, str], ...] = ()
    taken: tuple[tuple[str, str, bool], ...] = ()
    versions: tuple[tuple[str, tuple[Place, ...]], ...] = ()

    def places(self, stance: Stance = "states") -> tuple[Place, ...]:
        """Where it is said with this stance."""
        return tuple(Place(one.document, one.span) for one in self.support if one.stance == stance)


def supports(places: dict[Place, Stance]) -> tuple[Support, ...]:
    """Supports in the order of their documents and places, those that state it first.

    >>> from twosource.model import Span
    >>> [s.document for s in supports({Place("b", Span(0, 2)): "states", Place("a", Span(0, 2)): "denies"})]
    ['b', 'a']
    """
    order = {"states": 0, "differs": 1, "denies": 2}
    ordered = sorted(places.items(), key=lambda item: (order[item[1]], item[0]))
    return tuple(Support(document=place.document, span=place.span, stance=stance) for place, stance in ordered)
