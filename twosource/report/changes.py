"""What changed between two versions of one article, as the page and the terminal tell it."""

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from twosource.model import Change, Derivation, Dossier, Place
from twosource.report.shelf import Shelf, visible
from twosource.report.versions import Piece, compared

__all__ = ["ChangeView", "ChangesView", "Side", "changes_views", "told_in_brief"]

NOUNS = {"figure": "figure", "quote": "quotation", "sentence": "sentence"}
WAYS = ("changed", "added", "dropped")
EXAMPLES = 2  # figures that are told in one line


class Side(Struct, frozen=True):
    """What one version says: its words, with those that the other lacks marked, and the address that shows them."""

    name: str
    pieces: tuple[Piece, ...]
    address: str


class ChangeView(Struct, frozen=True, kw_only=True):
    """A change: the words in both versions, each with what differs, and the sentences around them side by side."""

    change: Change
    old: Side | None
    new: Side | None
    around: tuple[Side, ...]


class ChangesView(Struct, frozen=True, kw_only=True):
    """All changes between two versions, by kind and way, and the number of the edge between them."""

    number: int
    edge: Derivation
    brief: str
    headline: ChangeView | None
    figures: tuple[ChangeView, ...]
    quotes: tuple[ChangeView, ...]
    sentences: tuple[tuple[str, tuple[ChangeView, ...]], ...]


def changes_views(dossier: Dossier, shelf: Shelf) -> tuple[ChangesView, ...]:
    """Return what changed between every two versions; versions that differ in nothing are among them."""
    return tuple(
        _view(number, edge, shelf)
        for number, edge in enumerate(dossier.lineage.edges)
        if edge.kind == "revision" and edge.parent in shelf and edge.child in shelf
    )


def _view(number: int, edge: Derivation, shelf: Shelf) -> ChangesView:
    of = {
        what: [_change(one, edge, shelf) for one in edge.changes if one.what == what] for what in ("headline", *NOUNS)
    }
    sentences = groupby(of["sentence"], key=lambda one: one.change.how)
    return ChangesView(
        number=number,
        edge=edge,
        brief=told_in_brief(edge.changes),
        headline=next(iter(of["headline"]), None),
        figures=tuple(of["figure"]),
        quotes=tuple(of["quote"]),
        sentences=tuple((_way("sentence", how), tuple(some)) for how, some in sentences),
    )


def _change(change: Change, edge: Derivation, shelf: Shelf) -> ChangeView:
    old, new = _sides(change.old, change.new)
    sides = (
        _side(edge.parent, old, change.old_place, shelf) if change.old else None,
        _side(edge.child, new, change.new_place, shelf) if change.new else None,
    )
    return ChangeView(change=change, old=sides[0], new=sides[1], around=_around(change, shelf))


def _around(change: Change, shelf: Shelf) -> tuple[Side, ...]:
    """The sentences around a figure or a quotation, side by side where both versions have them."""
    places = (change.old_sentences, change.new_sentences)
    texts = [shelf.words(place) if place else "" for place in places]
    pieces = _sides(*texts)
    return tuple(_side(place.document, some, place, shelf) for place, some in zip(places, pieces, strict=True) if place)


def _side(document: str, pieces: tuple[Piece, ...], place: Place | None, shelf: Shelf) -> Side:
    address = shelf.address(document, (place.span,) if place else ())
    return Side(shelf.name(document), pieces, address)


def _sides(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """`old` and `new`, each with the words marked that the other lacks; where one is empty, nothing is marked."""
    if not old or not new:
        return (Piece("same", old),), (Piece("same", new),)
    back = (one for one in compared(new, old) if one.kind != "dropped")
    forth = (one for one in compared(old, new) if one.kind != "dropped")
    return tuple(Piece("dropped" if one.kind == "added" else "same", one.text) for one in back), tuple(forth)


def told_in_brief(changes: Sequence[Change]) -> str:
    """Return what changed, in one line.

    >>> told_in_brief([Change(what="figure", how="changed", old="Three", new="Five"),
    ...                Change(what="sentence", how="changed", old="It rained.", new="It poured."),
    ...                Change(what="sentence", how="added", new="Tugs came.")])
    '1 figure changed (Three → Five); 1 sentence reworded, 1 added'
    >>> told_in_brief([])
    'nothing but spelling, marks or order'
    """
    said = ["headline"] if any(one.what == "headline" for one in changes) else []
    for what, noun in NOUNS.items():
        ways = [(how, [one for one in changes if (one.what, one.how) == (what, how)]) for how in WAYS]
        counted = [f"{len(some)} {_way(what, how)}{_examples(some)}" for how, some in ways if some]
        if counted:
            number, rest = counted[0].split(" ", 1)
            said.append(", ".join([f"{number} {noun}{'s' * (number != '1')} {rest}", *counted[1:]]))
    return "; ".join(said) or "nothing but spelling, marks or order"


def _way(what: str, how: str) -> str:
    return "reworded" if (what, how) == ("sentence", "changed") else how


def _examples(changes: Sequence[Change]) -> str:
    figures = [one for one in changes if one.what == "figure" and one.how == "changed"]
    told = [" ".join(visible(f"{one.old} → {one.new}").split()) for one in figures[:EXAMPLES]]
    return f" ({', '.join(told)}{', …' * (len(figures) > EXAMPLES)})" if told else ""
