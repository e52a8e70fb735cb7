"""What people set by hand, as the page and the terminal tell it, and which results it touched."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from twosource.model import Dossier, Overruled, Passage, Place
from twosource.report.findings import ClaimView, Excerpt, excerpt
from twosource.report.shelf import Shelf

__all__ = ["HandView", "by_record", "hand_views", "set_by_hand", "told"]

SHORT = 60  # characters of the words that a line has room for


class HandView(Struct, frozen=True, kw_only=True):
    """An override in words, its passages, and the numbers of the claims and edges that it touched."""

    told: str
    said: str
    passages: tuple[Excerpt, ...]
    claims: tuple[int, ...]
    edges: tuple[int, ...]


def told(one: Overruled, shelf: Shelf) -> str:
    """Say what a person set.

    >>> from twosource.model import Document
    >>> one = Overruled(what="no edge", passages=(Passage(document="a"),), to="b", by="", when="", why="", was="")
    >>> told(one, Shelf(Dossier(twosource="0")))
    'a has nothing from b'
    """
    words = " and ".join(_words(passage, shelf) for passage in one.passages)
    to = _source(one.to, shelf) if one.to and one.what in ("edge", "no edge") else one.to or ""
    several = len(one.passages) > 1
    if one.what == "merge":
        return f"{words} {'mean one' if one.kind == 'name' else 'are one claim'}{f', {to}' if to else ''}"
    if one.what == "split":
        what = f"{'mean' if several else 'means'} another" if one.kind == "name" else "stand apart"
        return f"{words} {what if several or one.kind == 'name' else 'stands apart'}{f', {to}' if to else ''}"
    verbs = {
        "speaker": "was said by", "date": "means", "verdict": "is called", "edge": "took text from",
        "no edge": "has nothing from", "published": "was published on",
    }  # fmt: skip
    return f"{words} {verbs[one.what]} {to}"


def set_by_hand(one: Overruled) -> str:
    """Say who set it, when and why, and what the program had said."""
    why = one.why.rstrip().removesuffix(".")
    return f"set by hand by {one.by} on {one.when} because {why}; the program had said {one.was}"


def _source(to: str, shelf: Shelf) -> str:
    return "a source that nothing names" if to == "unseen" else shelf.name(to)


def _words(passage: Passage, shelf: Shelf) -> str:
    name = shelf.name(passage.document)
    words = " ".join(passage.words.split())
    return f"“{words if len(words) <= SHORT else words[: SHORT - 1].rstrip() + '…'}” in {name}" if words else name


def by_record(dossier: Dossier, shelf: Shelf) -> Mapping[str, Sequence[str]]:
    """What was set by hand, in words, for each record that it touched, by id."""
    found: dict[str, list[str]] = {}
    for one in dossier.overrides:
        sentence = f"{told(one, shelf)}: {set_by_hand(one)}"
        for record in one.records:
            found.setdefault(record, []).append(f"{sentence[0].upper()}{sentence[1:]}")
    return found


def hand_views(dossier: Dossier, claims: Sequence[ClaimView], shelf: Shelf) -> tuple[HandView, ...]:
    """Return the overrides that were followed, in their order."""
    numbers = {view.claim.id: view.number for view in claims}
    edges = {edge.id: i for i, edge in enumerate(dossier.lineage.edges)}
    views = []
    for one in dossier.overrides:
        passages = tuple(
            excerpt(Place(passage.document, passage.span), shelf)
            for passage in one.passages
            if passage.span is not None and passage.document in shelf
        )
        views.append(
            HandView(
                told=told(one, shelf),
                said=set_by_hand(one),
                passages=passages,
                claims=tuple(numbers[id] for id in one.records if id in numbers),
                edges=tuple(edges[id] for id in one.records if id in edges),
            )
        )
    return tuple(views)
