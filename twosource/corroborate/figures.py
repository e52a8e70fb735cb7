"""Figures of several documents that count the same thing, and how they stand to each other.

What is counted decides first (its head noun and what is told of it), then the numbers. A different value alone is no
conflict: it may be rounded, given as a limit, counted later, or of another scope. Only what cannot both be right is.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import inf
from typing import Literal

from msgspec import Struct

from twosource.corroborate.findings import Finding, supports
from twosource.corroborate.material import Material, Term, Volume
from twosource.corroborate.naming import excerpt, label, listed
from twosource.corroborate.wording import FUNCTION_WORDS, key_of, words
from twosource.model import Figure, Place, Span, Stance
from twosource.words import lines, table

__all__ = ["Counted", "Relation", "compare_values", "counted_things", "find_figures"]

Relation = Literal["equal", "rounded", "updated", "other scope", "conflict", "cannot tell"]
BEFORE, AFTER = 6, 9  # words around a figure that tell what it counts
CLAUSE = re.compile(r"[,;:]\s|\b(?:while|but|and that|after|before)\b")
AHEAD = ("future", "expected", "possible")
CLOSE = 0.1  # how far a rounded value, or one that is "about" or "nearly", lies from the exact one at most
LOOSE = 0.25  # beyond this, "about" is wrong
OPEN_END = 1.5  # how far beyond "more than" (or below "up to", inverted) a value is still likely meant
FEWEST = 3  # smaller counts are figures of speech unless something happened to what they count
OTHER_SCOPE = 3  # a count so many times another one is rather of another time or place
SMALL = 100  # counts below are not rounded without a word that says so
CLASSES_OF_FATE = frozenset(("die", "injur", "missing", "arrest", "rescu", "evacu"))


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
    near = _near(figure.span, volume)
    context = frozenset(t.key for t in near) - {head}
    fates = _fate(figure.span, near, head)
    clause = _clause(figure.span, volume)
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
        any(table("en/hedges").get(term.word, ("",))[0] in AHEAD for term in volume.terms_in(clause)),
        volume.published,
        published.value if published else "",
    )


def _clause(span: Span, volume: Volume) -> Span:
    """The words around a figure between the nearest marks of punctuation that part clauses."""
    sentence, text = volume.sentence(span), volume.article.text
    starts = [match.end() for match in CLAUSE.finditer(text, sentence.start, span.start)]
    stop = CLAUSE.search(text, span.end, max(span.end, sentence.end))
    return Span(starts[-1] if starts else sentence.start, stop.start() if stop else max(span.end, sentence.end))


def _near(span: Span, volume: Volume) -> tuple[Term, ...]:
    sentence = volume.sentence(span)
    before = volume.terms_in(Span(sentence.start, max(sentence.start, span.start)))[-BEFORE:]
    after = volume.terms_in(Span(span.end, max(span.end, sentence.end)))[:AFTER]
    return tuple(term for term in (*before, *after) if term.content)


def _fate(span: Span, near: Sequence[Term], head: str | None) -> frozenset[str]:
    """What happened to those who are counted: the word for it nearest to the figure, if there is one."""
    if head in CLASSES_OF_FATE:
        return frozenset((head,))
    told = [term for term in near if term.key in CLASSES_OF_FATE]
    nearest = min(told, key=lambda t: max(span.start - t.span.end, t.span.start - span.end), default=None)
    return frozenset((nearest.key,)) if nearest else frozenset()


def same_thing(one: Counted, other: Counted) -> Literal["yes", "perhaps", "no"]:
    """Whether two figures count the same thing: by unit, head, what happened to it, entities and context."""
    a, b = one.figure, other.figure
    if a.unit != b.unit or (one.head != other.head and None not in (one.head, other.head)):
        return "no"
    if one.head is None and other.head is None and a.unit is None and not one.fates & other.fates:
        return "no"
    if one.fates and other.fates and not one.fates & other.fates:
        return "no"
    if one.times and other.times and not one.times & other.times:
        return "no"
    if _moves(a) != _moves(b) or one.foretold != other.foretold:
        return "no"
    shared = one.context & other.context
    smaller = min(len(one.context), len(other.context))
    if a.about and b.about and not set(a.about) & set(b.about):
        return "perhaps" if one.fates & other.fates and len(shared) >= 2 else "no"
    alike = len(shared) >= 2 and len(shared) >= 0.4 * smaller
    named = one.head is not None and one.head == other.head
    if named and one.modifiers == other.modifiers and (alike or (one.fates and one.fates == other.fates)):
        return "yes"
    if alike and one.fates and one.fates == other.fates and one.head == other.head:
        return "yes"
    if (named or one.fates & other.fates) and (shared or one.modifiers & other.modifiers):
        return "perhaps"
    return "yes" if alike and len(shared) >= 3 and a.unit is not None else "no"


def _moves(figure: Figure) -> bool:
    return figure.change in ("up", "down")


def compare_values(a: Figure, b: Figure) -> Relation:
    """Compare two figures that count the same thing by their numbers alone: can both be right at once?

    >>> plain = Figure(id="f1", document="a", span=Span(0, 2), low=43.9, high=43.9)
    >>> cut = Figure(id="f2", document="b", span=Span(0, 2), low=43, high=43)
    >>> other = Figure(id="f3", document="b", span=Span(0, 2), low=61, high=61)
    >>> compare_values(plain, cut), compare_values(plain, other)
    ('rounded', 'conflict')
    """
    if (a.low, a.high) == (b.low, b.high):
        return "equal"
    if _meet(_possible(a, CLOSE, OPEN_END), _possible(b, CLOSE, OPEN_END)):
        return "rounded"
    if _meet(_possible(a, LOOSE, inf), _possible(b, LOOSE, inf)):
        return "cannot tell"
    coarse, fine = sorted((a, b), key=lambda f: (-_step(f), f.id))
    if coarse.low is None or fine.low is None or coarse.low != coarse.high or fine.low != fine.high:
        return "conflict"
    return _rounding(coarse.low, _step(coarse), fine.low, _step(fine))


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _possible(figure: Figure, slack: float, beyond: float) -> tuple[float, float]:
    """The values a figure allows for: a limit those within it, "about" those around it, a range those in it."""
    low, high = figure.low, figure.high
    if low is None:
        return (high or 0.0) / beyond, high or 0.0
    if high is None or (low == high and figure.qualifier in ("more than", "at least")):
        return low, low * beyond
    if low == high and figure.qualifier in ("up to", "less than"):
        return high / beyond, high
    if low == high and figure.qualifier == "nearly":
        return low * (1 - slack), high
    if figure.qualifier == "about" or figure.change == "~":
        return low * (1 - slack), high * (1 + slack)
    return low, high


def _rounding(coarse: float, step: float, fine: float, finer: float) -> Relation:
    """Whether `coarse`, given to the digit `step`, is `fine` rounded or cut; a small count is never rounded."""
    if step <= finer or (coarse == int(coarse) and abs(coarse) < SMALL and fine == int(fine)):
        return "conflict"
    if coarse - step / 2 <= fine < coarse + step:
        return "rounded" if abs(fine - coarse) <= CLOSE * abs(fine) else "cannot tell"
    return "conflict"


def _step(figure: Figure) -> float:
    """The size of the last digit that is given: 100 for 6,300, 0.1 for 43.9, 1 for a small whole number."""
    value = abs(figure.low if figure.low is not None else figure.high or 0.0)
    digits = f"{value:.12g}"
    if value == 0 or "e" in digits:
        return 1.0
    if "." in digits:
        return float(10.0 ** -len(digits.split(".")[1]))
    return float(10.0 ** (len(digits) - len(digits.rstrip("0"))))


def find_figures(material: Material) -> tuple[Finding, ...]:
    """Findings on every figure that says what it counts: those that agree, later ones, conflicts, and single ones."""
    things = [one for one in counted_things(material) if _tells(one)]
    out: list[Finding] = []
    for group in _same_things(things):
        versions = _versions(group)
        while versions:
            first = versions.pop(0)
            rivals = [other for other in versions if _are_rivals(first, other)]
            if not rivals:
                out.append(_agreeing(first, material))
                continue
            versions = [other for other in versions if other not in rivals]
            out += _differing([first, *rivals], material)
    return tuple(out)


def _tells(one: Counted) -> bool:
    """Whether a figure says something worth comparing: “two sides” does not."""
    if one.figure.unit is not None or one.fates:
        return True
    return one.head is not None and (one.figure.low is None or one.figure.low >= FEWEST)


def _same_things(things: Sequence[Counted]) -> list[list[Counted]]:
    """Groups of figures that count the same thing, each in the order of `things`."""
    group = list(range(len(things)))
    by_subject: dict[tuple[str | None, str], list[int]] = {}
    for at, one in enumerate(things):
        keys = {one.head or "", *one.fates} - {""} or {"unit"}
        for key in keys:
            by_subject.setdefault((one.figure.unit, key), []).append(at)
    pairs = {(a, b) for held in by_subject.values() for n, a in enumerate(held) for b in held[n + 1 :]}
    for left, right in sorted(pairs):
        one, other = things[left], things[right]
        same = same_thing(one, other)
        if same == "yes" or (same == "perhaps" and compare_values(one.figure, other.figure) == "equal"):
            old, new = sorted((group[left], group[right]), reverse=True)
            group = [new if mark == old else mark for mark in group]
    return [[things[at] for at, mark in enumerate(group) if mark == first] for first in sorted(set(group))]


def _versions(group: Sequence[Counted]) -> list[list[Counted]]:
    """The figures of a group by value: those in one version are equal, or one is the other rounded or its limit."""
    versions: list[list[Counted]] = []
    for one in sorted(group, key=lambda c: (-_step_count(c, group), c.place)):
        for version in versions:
            if all(_may_be_one(one, other) for other in version):
                version.append(one)
                break
        else:
            versions.append([one])
    return versions


def _may_be_one(one: Counted, other: Counted) -> bool:
    """Whether two figures give one value; a document that gives two values means two things."""
    relation = compare_values(one.figure, other.figure)
    return relation == "equal" or (relation == "rounded" and one.place.document != other.place.document)


def _step_count(one: Counted, group: Sequence[Counted]) -> int:
    """In how many documents of `group` the very value of `one` stands."""
    value = (one.figure.low, one.figure.high)
    return len({c.place.document for c in group if (c.figure.low, c.figure.high) == value})


def _are_rivals(one: Sequence[Counted], other: Sequence[Counted]) -> bool:
    """Whether two versions may not stand side by side: no document gives both, and they surely count one thing."""
    if {c.place.document for c in one} & {c.place.document for c in other}:
        return False
    return any(
        same_thing(a, b) == "yes" and compare_values(a.figure, b.figure) == "conflict" and _same_scope(a, b)
        for a in one
        for b in other
    )


def _same_scope(a: Counted, b: Counted) -> bool:
    """Whether two counts of one thing can be of one scope: of like size, or told in nearly the same words."""
    low, high = sorted((_value(a), _value(b)))
    shared, smaller = len(a.context & b.context), min(len(a.context), len(b.context))
    return high <= OTHER_SCOPE * max(low, 0) or shared >= 0.7 * max(smaller, 4)


def _agreeing(version: Sequence[Counted], material: Material) -> Finding:
    best = _best(version)
    note = ""
    values = {(c.figure.low, c.figure.high) for c in version}
    if len(values) > 1:
        note = f"The figures agree, given more or less exactly ({_spoken(version, material)})."
    places: dict[Place, Stance] = {c.place: "states" for c in version}
    return _finding(best, places, version, material, "agree", note)


def _differing(versions: Sequence[Sequence[Counted]], material: Material) -> list[Finding]:
    """One finding on versions that differ: in order of time a development, else a conflict or not to be told."""
    everything = [c for version in versions for c in version]
    latest = _development(versions)
    lead = latest or max(versions, key=lambda v: (len({c.place.document for c in v}), _negated(v[0].place)))
    places: dict[Place, Stance] = {c.place: "states" if c in lead else "differs" for c in everything}
    told = _spoken(everything, material)
    if latest:
        note = f"The count grew as later reports came in ({told})."
        return [_finding(_best(lead), places, everything, material, "update", note)]
    if any(c.day is None for c in everything):
        note = f"The documents differ ({told}), and without their dates a later count cannot be told from a conflict."
        return [_finding(_best(lead), places, everything, material, "unclear", note)]
    if len({c.day for c in everything}) > 1:
        note = f"The documents differ ({told}), but they are of different days: the figure may have been corrected."
        return [_finding(_best(lead), places, everything, material, "unclear", note)]
    if _grows(everything) and not _to_the_hour(everything):
        note = (
            f"The documents of one day differ ({told}); the count may have grown between them, their hours are unknown."
        )
        return [_finding(_best(lead), places, everything, material, "unclear", note)]
    note = f"The documents differ on the same day ({told}), and not all can be right."
    return [_finding(_best(lead), places, everything, material, "conflict", note)]


def _negated(place: Place) -> tuple[int, ...]:
    return tuple(-ord(letter) for letter in place.document)


def _development(versions: Sequence[Sequence[Counted]]) -> Sequence[Counted] | None:
    """The latest of `versions` if the figure is one that grows and every later version is higher, else None."""
    if not _grows([c for version in versions for c in version]):
        return None
    ordered = sorted(versions, key=lambda v: (_value(v[0]), v[0].place))
    for earlier, later in pairwise(ordered):
        times = [sorted(c.at for c in v) for v in (earlier, later)]
        exact = _to_the_hour([*earlier, *later])
        last, first = (times[0][-1], times[1][0]) if exact else (times[0][-1][:10], times[1][0][:10])
        if not times[0][0] or not last < first:
            return None
    return ordered[-1]


def _grows(figures: Sequence[Counted]) -> bool:
    """Whether all of `figures` count what is counted anew as an event goes on, such as the dead."""
    growing = {key_of(word) for word in lines("en/growing_counts")}
    return all({c.head or "", *c.fates} & growing for c in figures)


def _to_the_hour(figures: Sequence[Counted]) -> bool:
    return all(len(c.at) > len("2031-05-06") for c in figures)


def _value(one: Counted) -> float:
    return one.figure.low if one.figure.low is not None else one.figure.high or 0.0


def _best(version: Sequence[Counted]) -> Counted:
    """The figure to show for a version: the most exact value."""
    return min(version, key=lambda c: (c.figure.qualifier is not None, _step(c.figure), c.place))


def _spoken(figures: Sequence[Counted], material: Material) -> str:
    """Who gives which figure, in words."""
    told: dict[str, list[str]] = {}
    for one in sorted(figures, key=lambda c: (c.at, c.place)):
        document = one.place.document
        text = material.text(one.place).strip()
        if document not in told.setdefault(text, []):
            told[text].append(document)
    return "; ".join(f"{text} in {listed([label(d, material) for d in held])}" for text, held in told.items())


def _finding(
    best: Counted,
    places: dict[Place, Stance],
    figures: Sequence[Counted],
    material: Material,
    relation: Literal["agree", "update", "conflict", "unclear"],
    note: str,
) -> Finding:
    return Finding(
        kind="figure",
        text=_wording(best, material),
        support=supports(places),
        relation=relation,
        note=note,
        members=tuple(sorted({c.figure.id for c in figures})),
    )


def _wording(one: Counted, material: Material) -> str:
    """The figure with what it counts, and the sentence it stands in."""
    value, counted = material.text(one.place).strip(), one.figure.counted or ""
    subject = value if not counted or counted.casefold() in value.casefold() else f"{value} {counted}"
    return f"{subject}: {excerpt(one.place, material)}"
