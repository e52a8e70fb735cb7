"""What happened to those whom a figure counts, and in what state they are: by words beside it, or by whole phrases."""

from collections.abc import Sequence
from functools import cache
from typing import Literal

from twosource.corroborate.material import Term
from twosource.corroborate.phrases import told_by
from twosource.corroborate.wording import key_of
from twosource.model import Span
from twosource.words import table

__all__ = ["CLASSES_OF_FATE", "fate_of", "persons", "state_of"]

APART = 40  # characters that an "and" between is worth
CLASSES_OF_FATE = frozenset(("die", "injur", "miss", "arrest", "rescu", "evacu", "shoot"))


def fate_of(
    span: Span, clause: Span, text: str, near: Sequence[Term], head: str | None, others: Sequence[Span] = ()
) -> frozenset[str]:
    """The class of what happened to those counted at `span`, by the word or phrase of `clause` nearest to it; or none.

    `near` are the words that may tell so, `head` is the noun that is counted. `others` are the other figures: what
    stands on their far side is theirs.

    >>> said = "The storm took 14 lives on the coast."
    >>> fate_of(Span(15, 17), Span(0, len(said)), said, (), "liv")
    frozenset({'die'})
    """
    if head in CLASSES_OF_FATE:
        return frozenset((head,))
    first = max((one.end for one in others if one.end <= span.start), default=clause.start)
    last = min((one.start for one in others if one.start >= span.end), default=clause.end)
    own = Span(max(clause.start, first), min(clause.end, max(last, span.end)))
    found = [(_gap(span, t.span, text), t.key) for t in near if t.key in CLASSES_OF_FATE and own.holds(t.span)]
    found += [(gap, key_of(name)) for gap, name in told_by("en/fate_phrases", span, own, text)]
    return frozenset((min(found)[1],)) if found else frozenset()


def _gap(span: Span, word: Span, text: str) -> int:
    """How far a word stands from the figure; behind an "and" it is rather of what was told before."""
    if word.start >= span.end:
        return word.start - span.end
    between = text[word.end : span.start]
    return len(between) + (APART if " and " in between else 0)


def state_of(span: Span, clause: Span, text: str) -> frozenset[str]:
    """The state that the nearest phrase of `clause` tells of those counted at `span`, if one does.

    >>> said = "There were 68 people on board."
    >>> state_of(Span(11, 13), Span(0, len(said)), said)
    frozenset({'aboard'})
    """
    found = told_by("en/state_phrases", span, clause, text)
    return frozenset((min(found)[1],)) if found else frozenset()


def persons(head: str | None) -> Literal["any", "some"] | None:
    """Whether a noun, as a key, is of persons: of ``any`` (people, lives), or of ``some`` (passengers); None if not.

    >>> persons(key_of("people")), persons(key_of("miners")), persons(key_of("boats"))
    ('any', 'some', None)
    """
    return _persons().get(head or "")


@cache
def _persons() -> dict[str, Literal["any", "some"]]:
    found: dict[str, Literal["any", "some"]] = {}
    for word, (kind,) in table("en/persons_counted").items():
        found.setdefault(key_of(word), "any" if kind == "any" else "some")
    return found
