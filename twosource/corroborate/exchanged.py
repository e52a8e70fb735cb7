"""One sentence that stands in two documents, and in it one value in place of another: a number, a day or a name.

Who copies a sentence means what it says. Where its other words are the same, the value that stands in the same place
is of the same thing, whatever the words around it would show by themselves.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from twosource.corroborate.material import Material, Term, Volume
from twosource.model import Place, Span

__all__ = ["Exchange", "exchanges"]

FEWEST, CONTENT = 5, 3  # words that both sentences have, and of them those that tell something
ALIKE = 0.75  # part of the shorter sentence that the other one has too, the value left aside
LONGEST = 5  # words of a value
BLOCK = 256  # sentences compared with all others at a time

Kind = Literal["figure", "date", "name"]
KINDS: tuple[Kind, ...] = ("date", "figure", "name", "name")


class Exchange(Struct, frozen=True, order=True):
    """Two values in one place of one sentence: where they stand, and how many words the sentences share."""

    kind: Kind
    one: Place
    other: Place
    same: int


class _Line(Struct, frozen=True):
    """A sentence of a document with its words."""

    volume: Volume
    span: Span
    terms: tuple[Term, ...]

    @property
    def id(self) -> str:
        return self.volume.id

    @property
    def place(self) -> Place:
        return Place(self.volume.id, self.span)

    def words(self) -> list[str]:
        return [term.key if term.content else term.word for term in self.terms]


def exchanges(material: Material) -> tuple[Exchange, ...]:
    """The exchanged values of all pairs of documents, in order; of sentences that differ in several, none.

    A document that has the sentence both ways tells of two things.
    """
    told = [
        _Line(volume, sentence, terms)
        for volume in material.volumes.values()
        for sentence in volume.sentences
        if len(terms := volume.terms_in(sentence)) > FEWEST
    ]
    asked = [(told[left], told[right]) for left, right in _candidates(told)]
    found = [(one, other, held) for one, other in asked if (held := _exchanged(one, other, material)) is not None]
    same = {pair for one, other, held in found if not held for pair in ((one.place, other.id), (other.place, one.id))}
    return tuple(
        sorted(
            {
                held[0]
                for one, other, held in found
                if len(held) == 1 and (one.place, other.id) not in same and (other.place, one.id) not in same
            }
        )
    )


def _candidates(told: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Pairs of sentences of different documents that have most of their words in common, in whatever order."""
    import numpy

    words = [{term.key for term in line.terms if term.content} for line in told]
    keys = {key: at for at, key in enumerate(sorted(frozenset().union(*words)))}
    held = numpy.zeros((len(told), len(keys)), dtype=numpy.float32)
    for row, said in enumerate(words):
        held[row, [keys[key] for key in said]] = 1
    sizes = held.sum(axis=1)
    for start in range(0, len(told), BLOCK):
        shared = held[start : start + BLOCK] @ held.T
        least = numpy.minimum(sizes[start : start + BLOCK][:, None], sizes[None, :])
        near = (shared >= CONTENT) & (shared + 1 >= ALIKE * least)
        for left, right in zip(*(at.tolist() for at in numpy.nonzero(near)), strict=True):
            row = start + left
            if row < right and told[row].volume.id != told[right].volume.id:
                yield row, right


def _exchanged(one: _Line, other: _Line, material: Material) -> list[Exchange] | None:
    """The values in which two sentences differ, None where they are not one sentence."""
    mine, yours = one.words(), other.words()
    steps = SequenceMatcher(None, mine, yours, autojunk=False).get_opcodes()
    same = sum(b - a for how, a, b, _, _ in steps if how == "equal")
    found = [
        (pair, (b - a, d - c))
        for at, (how, a, b, c, d) in enumerate(steps)
        if how == "replace" and max(b - a, d - c) <= LONGEST and _is_held(one, steps, at)
        if (pair := _pair(_place(one, a, b), _place(other, c, d), material)) is not None
    ]
    left, right = (sum(sizes[side] for _, sizes in found) for side in (0, 1))
    if same < max(FEWEST, ALIKE * min(len(mine) - left, len(yours) - right)):
        return None
    return [Exchange(kind, here, there, same) for (kind, here, there), _ in found]


def _is_held(line: _Line, steps: Sequence[tuple[str, int, int, int, int]], at: int) -> bool:
    """Whether words that tell something stand right beside a value in both sentences: “*close on* 30 September”."""
    beside = [steps[near] for near in (at - 1, at + 1) if 0 <= near < len(steps)]
    return any(term.content for how, a, b, _, _ in beside if how == "equal" for term in line.terms[a:b])


def _place(line: _Line, start: int, end: int) -> Place:
    return Place(line.volume.id, Span(line.terms[start].span.start, line.terms[end - 1].span.end))


def _pair(one: Place, other: Place, material: Material) -> tuple[Kind, Place, Place] | None:
    """The values of one kind that stand at two places, None where one of them has none or several."""
    mine, yours = _values(one, material), _values(other, material)
    for kind, here, there in zip(KINDS, mine, yours, strict=True):
        if len(here) == len(there) == 1:
            return kind, Place(one.document, here[0]), Place(other.document, there[0])
    return None


def _values(place: Place, material: Material) -> tuple[list[Span], ...]:
    """The dates, figures, persons and places at a place."""
    volume = material.volumes[place.document]
    named = [(span, material.entities[who].type) for span, who in volume.mentions_in(place.span)]
    return (
        [one.span for one in volume.notes.dates if one.span.overlap(place.span) and one.type != "DURATION"],
        [one.span for one in volume.notes.figures if one.span.overlap(place.span)],
        *([span for span, type_ in named if type_ == wanted] for wanted in ("person", "place")),
    )
