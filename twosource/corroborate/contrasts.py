"""Figures that one document sets against each other: two counts of one thing on the word of two sources.

“We count nine, not eight”; “the ministry admits to only three”; “the union puts it at 400, the company at 250”. Nobody
else's times or scopes need be guessed then: the document itself tells that its sources differ.
"""

import re
from collections.abc import Sequence
from itertools import combinations

from twosource.corroborate.counted import Counted
from twosource.corroborate.fates import persons
from twosource.corroborate.material import Material, Volume
from twosource.corroborate.values import compare_values, value
from twosource.corroborate.wording import key_of
from twosource.model import Span

__all__ = ["is_denied", "opposed_figures"]

NOT = re.compile(r"[,;]?\s+(?:and\s+)?(?:not|rather\s+than)\s+(?:the\s+|about\s+|some\s+)?")
PUT_RIGHT = re.compile(
    r"\b(?:correct(?:ion|ed|s)?|clarif\w+|mistake\w*|in\serror|erroneous\w*|as\s(?:we\s)?(?:previously\s|earlier\s)?reported)\b",
    re.I,
)
SETTING_APART = re.compile(
    r"\b(?:but|while|whereas|however|only|yet|although|though|against|instead|wrong|not)\b|[;–—]", re.I
)
SAID_OF_A_COUNT = frozenset(
    map(key_of, ("number", "figure", "count", "toll", "total", "share", "rate", "estimate", "tally"))
)
MOST = 3.0  # how many times one count is the other at most, for both to be of one thing
SHARED = 2  # words that two clauses share to be of one thing if neither noun nor fate tells so
NEAR = 220  # characters between two figures that are set against each other


def opposed_figures(things: Sequence[Counted], material: Material) -> tuple[tuple[int, int], ...]:
    """Pairs of `things`, by their place in the row, that one document tells as two counts of one thing that differ."""
    by_document: dict[str, list[int]] = {}
    for at, one in enumerate(things):
        by_document.setdefault(one.place.document, []).append(at)
    found = [
        pair
        for document, held in sorted(by_document.items())
        for pair in combinations(held, 2)
        if _are_opposed(things[pair[0]], things[pair[1]], material.volumes[document])
    ]
    return tuple(sorted({*found, *(echo for pair in found for at in pair if (echo := _echo(at, things)))}))


def _echo(at: int, things: Sequence[Counted]) -> tuple[int, int] | None:
    """The nearest figure of the same value before a bare one: “eight names are left … We count nine, not eight”."""
    one = things[at]
    same = [
        n
        for n, other in enumerate(things)
        if other.place.document == one.place.document and n != at and other.head and _is_same(one, other)
    ]
    if one.head is not None or not same:
        return None
    nearest = min(same, key=lambda n: (abs(things[n].place.span.start - one.place.span.start), n))
    return (min(at, nearest), max(at, nearest))


def _is_same(one: Counted, other: Counted) -> bool:
    return one.figure.unit == other.figure.unit and compare_values(one.figure, other.figure) == "equal"


def is_denied(one: Counted) -> bool:
    """Whether a figure is told as one that somebody calls wrong."""
    return "denied" in one.tells


def _are_opposed(one: Counted, other: Counted, volume: Volume) -> bool:
    first, second = sorted((one, other), key=lambda c: c.place.span)
    if first.figure.unit != second.figure.unit or compare_values(first.figure, second.figure) != "conflict":
        return False
    text = volume.article.text
    between = text[first.place.span.end : second.place.span.start]
    if len(between) > NEAR or ("\n" in between.strip() and not _is_scant(first, second)):
        return False
    if _is_put_right(first, second, volume) or {"part", "more"} & (first.tells | second.tells):
        return False
    if NOT.fullmatch(between):
        return True
    if "old" in first.tells | second.tells:
        return False
    if first.times and second.times and not first.times & second.times:
        return False
    low, high = sorted((value(first.figure), value(second.figure)))
    if high > MOST * max(low, 0) or first.foretold != second.foretold or not _of_one_thing(first, second):
        return False
    if _is_scant(first, second):
        return True
    apart = "claim" in first.tells & second.tells or SETTING_APART.search(_sentences(first, second, volume))
    return _have_two_sources(first, second) and bool(apart)


def _is_scant(first: Counted, second: Counted) -> bool:
    """Whether one figure is called too low: “claim only eight”, “admits to only three”."""
    return "scant" in first.tells | second.tells


def _is_put_right(first: Counted, second: Counted, volume: Volume) -> bool:
    """Whether a document corrects itself: the old figure is nobody's any more."""
    return PUT_RIGHT.search(_sentences(first, second, volume)) is not None


def _sentences(first: Counted, second: Counted, volume: Volume) -> str:
    held = Span(volume.sentence(first.place.span).start, volume.sentence(second.place.span).end)
    return held.of(volume.article.text)


def _have_two_sources(first: Counted, second: Counted) -> bool:
    """Whether each figure is told on somebody's word, and not the same."""
    return bool(first.sources and second.sources) and not first.sources & second.sources


def _of_one_thing(first: Counted, second: Counted) -> bool:
    """Whether two figures of one document count one thing: by fate, state or noun, or as one goes on from the other."""
    if first.fates and second.fates:
        return bool(first.fates & second.fates) and _one_noun(first, second)
    if first.state and second.state and not first.state & second.state:
        return False
    if not _one_noun(first, second):
        return False
    if SAID_OF_A_COUNT & (first.told | second.told | first.context | second.context) or second.head is None:
        return True
    return first.head == second.head and len(first.told & second.told) >= SHARED


def _one_noun(first: Counted, second: Counted) -> bool:
    heads = {first.head, second.head} - SAID_OF_A_COUNT - {None}
    return len(heads) < 2 or all(persons(head) for head in heads)
