"""Outlets that credit each other in a circle for the same thing: A cites B, and B cites A."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from twosource.corroborate.citations import Citation, Citations
from twosource.corroborate.material import Material
from twosource.corroborate.naming import label
from twosource.derive.credits import same_newsroom
from twosource.model import Loop, Place, Span

__all__ = ["find_loops"]

LONGEST = 5  # outlets in a circle
SHARED, SHARE = 3, 0.4  # telling words in common, and their part of the shorter sentence, that make it the same thing


class _Credit(Struct, frozen=True):
    """That the outlet `by` credits the outlet `name`, told at `place`; `keys` of what, None if of everything."""

    by: str
    name: str
    place: Place
    keys: frozenset[str] | None
    citation: Citation


def find_loops(material: Material, citations: Citations) -> tuple[Loop, ...]:
    """Return the circles of credits, each once, in the order of their first credit.

    A credit for a whole article is one for each thing in it. One of the outlets may be unseen: another document then
    tells whom it credits.
    """
    credits = [_credit(one, material, citations) for one in citations.all]
    known = [one for one in credits if one is not None]
    found: dict[frozenset[tuple[str, Span | None]], Sequence[_Credit]] = {}
    for first in known:
        for path in _round([first], known):
            held = frozenset((one.citation.document, one.citation.sentence) for one in path)
            if not any(smaller <= held for smaller in found):
                found = {told: kept for told, kept in found.items() if not held < told}
                found[held] = path
    return tuple(_loop(path, material) for path in found.values())


def _credit(one: Citation, material: Material, citations: Citations) -> _Credit | None:
    by = one.by or citations.outlets.get(one.document)
    if by is None:
        return None
    volume = material.volumes[one.document]
    if one.sentence is None:
        return _Credit(by, one.name, Place(one.document, one.span), None, one)
    names = {entity for entity in material.entities if same_newsroom(material.name(entity), one.name)}
    terms = (term for term in volume.terms_in(one.sentence) if term.content and not one.span.holds(term.span))
    keys = frozenset(term.key for term in terms if term.key.removeprefix("@") not in names)
    return _Credit(by, one.name, Place(one.document, one.span), keys, one)


def _round(path: list[_Credit], credits: Sequence[_Credit]) -> Iterator[list[_Credit]]:
    """Every way on from `path` that comes back to where it begins."""
    if same_newsroom(path[-1].name, path[0].by):
        if len(path) > 1:
            yield path
        return
    if len(path) == LONGEST:
        return
    for one in credits:
        new = one not in path and not any(same_newsroom(one.by, seen.by) for seen in path)
        if new and same_newsroom(one.by, path[-1].name) and all(_same(one, seen) for seen in path):
            yield from _round([*path, one], credits)


def _same(one: _Credit, other: _Credit) -> bool:
    """Whether both credits are for one thing."""
    if one.keys is None or other.keys is None:
        return True
    shared, least = len(one.keys & other.keys), min(len(one.keys), len(other.keys))
    return one.citation.sentence == other.citation.sentence or (shared >= SHARED and shared >= SHARE * least)


def _loop(path: Sequence[_Credit], material: Material) -> Loop:
    told = [f"{one.by} credits {one.name} ({_words(one.place, material)})" for one in path]
    return Loop(
        documents=tuple(sorted({one.place.document for one in path})),
        outlets=tuple(one.by for one in path),
        places=tuple(one.place for one in path),
        because=f"{', and '.join(told)}: they go round in a circle, and none of them is a source for the others",
    )


def _words(place: Place, material: Material) -> str:
    return f"“{' '.join(material.text(place).split())}” in {label(place.document, material)}"
