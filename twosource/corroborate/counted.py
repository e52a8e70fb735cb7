"""What a figure counts: its noun, what happened to it, and the words around it; and whether two count one thing."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from twosource.corroborate.material import Material, Term, Volume
from twosource.corroborate.values import compare_values, is_telling
from twosource.corroborate.wording import FUNCTION_WORDS, hedges_in, key_of, words
from twosource.model import Figure, Place, Span

__all__ = ["Counted", "by_value", "counted_things", "same_thing"]

BEFORE, AFTER = 6, 9  # words around a figure that tell what it counts
BEFORE_UNIT = 11  # and before one with a unit, of which no noun says what it measures
CLASSES_OF_FATE = frozenset(("die", "injur", "missing", "arrest", "rescu", "evacu", "shoot"))
CLAUSE = re.compile(r"[,;:]\s|\b(?:while|but|and that|after|before)\b")
AHEAD = frozenset(("future", "expected", "possible"))


class Counted(Struct, frozen=True):
    """A figure with what tells its subject: head noun, further words on it, what happened to it, and its context."""

    figure: Figure
    place: Place
    head: str | None
    modifiers: frozenset[str]
    fates: frozenset[str]
    context: frozenset[str]
    times: frozenset[str]
    foretold: bool
    day: date | None
    at: str


def counted_things(material: Material) -> tuple[Counted, ...]:
    """Every figure of the story with its subject, by document and place."""
    out = []
    for volume in material.volumes.values():
        sources = [span for quote in volume.notes.quotes for span in quote.source]
        for one in sorted(volume.notes.figures, key=lambda f: (f.span, f.id)):
            named = any(one.span.overlap(source) for source in sources)  # “three officials said” counts who says so
            if not named and (one.low is not None or one.high is not None):
                out.append(_counted(one, volume))
    return tuple(out)


def _counted(figure: Figure, volume: Volume) -> Counted:
    named = [word for word, _ in words(figure.counted or "")]
    telling = [word for word in named if word not in FUNCTION_WORDS and not word[0].isdigit()]
    head = key_of(telling[-1]) if telling else None
    near = _near(figure.span, volume, BEFORE_UNIT if figure.unit else BEFORE)
    context = frozenset(t.key for t in near) - ({head} if figure.unit is None else set())
    clause = _clause(figure.span, volume)
    fates = _fate(figure.span, [term for term in near if clause.holds(term.span)], head)
    times = frozenset(
        date.value for date in volume.notes.dates if clause.holds(date.span) and not date.span.overlap(figure.span)
    )
    published = volume.article.facts.published
    return Counted(
        figure,
        Place(figure.document, figure.span),
        head,
        frozenset(map(key_of, telling[:-1])),
        fates,
        context,
        times,
        bool(hedges_in([term.word for term in volume.terms_in(clause)]) & AHEAD),
        volume.published,
        published.value if published else "",
    )


def _clause(span: Span, volume: Volume) -> Span:
    """The words around a figure between the nearest marks of punctuation that part clauses."""
    sentence, text = volume.sentence(span), volume.article.text
    starts = [match.end() for match in CLAUSE.finditer(text, sentence.start, span.start)]
    stop = CLAUSE.search(text, span.end, max(span.end, sentence.end))
    return Span(starts[-1] if starts else sentence.start, stop.start() if stop else max(span.end, sentence.end))


def _near(span: Span, volume: Volume, reach: int) -> tuple[Term, ...]:
    sentence = volume.sentence(span)
    before = volume.terms_in(Span(sentence.start, max(sentence.start, span.start)))[-reach:]
    after = volume.terms_in(Span(span.end, max(span.end, sentence.end)))[:AFTER]
    return tuple(term for term in (*before, *after) if term.content)


def _fate(span: Span, near: Sequence[Term], head: str | None) -> frozenset[str]:
    """What happened to those who are counted: the word for it nearest to the figure, if there is one."""
    if head in CLASSES_OF_FATE:
        return frozenset((head,))
    told = [term for term in near if term.key in CLASSES_OF_FATE]
    nearest = min(told, key=lambda t: max(span.start - t.span.end, t.span.start - span.end), default=None)
    return frozenset((nearest.key,)) if nearest else frozenset()


def same_thing(one: Counted, other: Counted) -> Literal["yes", "perhaps", "unlike", "no"]:
    """Whether two figures count the same thing: by unit, head, what happened to it, entities and context.

    ``no`` where something tells them apart, ``unlike`` where only nothing brings them together.
    """
    a, b = one.figure, other.figure
    if _are_apart(one, other):
        return "no"
    shared = one.context & other.context
    fate = bool(one.fates & other.fates)
    if a.about and b.about and not set(a.about) & set(b.about):
        return "perhaps" if fate and len(shared) >= 2 else "unlike"
    named = one.head is not None and one.head == other.head
    alike = len(shared) >= 2 and len(shared) >= 0.4 * min(len(one.context), len(other.context))
    if named and one.modifiers == other.modifiers and (alike or fate):
        return "yes"
    if alike and ((fate and one.head == other.head) or (a.unit is not None and len(shared) >= 3)):
        return "yes"
    return "perhaps" if (named or fate) and (shared or one.modifiers & other.modifiers) else "unlike"


def _are_apart(one: Counted, other: Counted) -> bool:
    """Whether unit, noun, fate, time or the direction of a change tell two figures apart."""
    a, b = one.figure, other.figure
    heads = a.unit is None and one.head != other.head and None not in (one.head, other.head)
    fates = bool(one.fates and other.fates and not one.fates & other.fates)
    times = bool(one.times and other.times and not one.times & other.times)
    return a.unit != b.unit or heads or fates or times or one.foretold != other.foretold or _moves(a) != _moves(b)


def by_value(one: Counted, other: Counted, telling: frozenset[str]) -> bool:
    """Whether the values themselves say that two figures are of one thing: few things of a story come to 43.9 million.

    An exact value will do where the noun or a telling word of the context is the same; a rounded one needs the word,
    and a unit.
    """
    relation = compare_values(one.figure, other.figure)
    word = bool(one.context & other.context & telling)
    named = one.head is not None and one.head == other.head
    if relation == "equal":
        return is_telling(one.figure) and (word or named)
    measured = one.figure.unit is not None and is_telling(one.figure) and is_telling(other.figure)
    return relation == "rounded" and word and measured


def _moves(figure: Figure) -> bool:
    return figure.change in ("up", "down")
