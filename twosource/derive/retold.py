"""Who retold whom in other words, where no wording shows it: one document tells what another tells, in its order.

Reporters of one event share its names, figures and statements. One who rewrites a report shares the small things too,
those that nobody else tells, one after the other. How much of a document a single other one tells, sentence by
sentence, how many single details stand in the same order in both, and how many of them no third document has, is
counted here; it is the measuring of text reuse by content rather than by strings (Clough et al., METER, 2002), with
the stemmatic rule that only peculiar readings in common show kinship (Maas, 1927).
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from math import log

from msgspec import Struct

from twosource.derive.credits import same_newsroom
from twosource.derive.texts import Text, is_telling, order_in_time
from twosource.model import Derivation, Evidence, Place, Span
from twosource.words.stems import stem

__all__ = ["Retold", "retold"]

SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n+")
SHORTEST = 3  # telling words of a sentence that tells anything
COVERED, IN_ORDER = 0.25, 0.8
"""The part of what the child tells that the parent tells, and the part of their common details that stand in one
order, at least."""

PECULIAR, PECULIAR_SHARE = 5, 0.15
"""Details, and the part of all that the child tells, which besides these two no document has, at least."""

MOSTLY_PECULIAR, LOOSELY_IN_ORDER = 0.3, 0.6
"""Where so much is peculiar, the order may be changed more."""

THIRDS = 2
"""Unrelated documents of the story from which on it is telling what none of them has."""

LARGELY_COVERED, DETAILS = 0.3, 20
"""With fewer of them, so much must be told, and so many details stand in one order."""

LIKELY, SURE = 0.75, 0.9
"""Confidence of a retelling without and with peculiar details; set by hand, as are all bounds here: the development
half of bench/stories was read for them, and what they give among short reports of one event (ECB+)."""

EARLIER = 0.1
"""Where no date says who was first, the one that tells this much more beyond the other is the parent."""

SHOWN = 4  # pairs of sentences that are given as evidence


class _Content(Struct, frozen=True, dict=True):
    """A document by what its sentences tell."""

    text: Text

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        return tuple(span for span, _ in self._told)

    @cached_property
    def sentences(self) -> tuple[frozenset[str], ...]:
        return tuple(keys for _, keys in self._told)

    @cached_property
    def _told(self) -> tuple[tuple[Span, frozenset[str]], ...]:
        text, words = self.text.article.text, self.text.words
        ends = [match.end() for match in SENTENCE_END.finditer(text)]
        told: dict[int, set[str]] = {}
        for word, span in zip(words.folded, words.spans, strict=True):
            if is_telling(word) or word[0].isdigit():
                told.setdefault(bisect_right(ends, span.start), set()).add(stem(word.removesuffix("'s")))
        bounds = [0, *ends, len(text)]
        found = ((Span(bounds[at], bounds[at + 1]), frozenset(keys)) for at, keys in sorted(told.items()))
        return tuple((span, keys) for span, keys in found if len(keys) >= SHORTEST)

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(key for keys in self.sentences for key in keys)

    @cached_property
    def details(self) -> dict[str, int]:
        """What is told in one sentence only, and in which."""
        counts = Counter(key for keys in self.sentences for key in keys)
        return {key: at for at, keys in enumerate(self.sentences) for key in sorted(keys) if counts[key] == 1}


class _Telling(Struct, frozen=True):
    """How much of `child` its possible parent tells."""

    parent: _Content
    child: _Content
    covered: float
    in_order: float
    details: int
    pairs: tuple[tuple[float, int, int], ...]
    peculiar: int | None = None

    @property
    def is_sure(self) -> bool:
        """Whether peculiar details show it."""
        if self.peculiar is None or self.peculiar < PECULIAR or self.covered < COVERED:
            return False
        share = self.peculiar / len(self.child.keys)
        return (share >= PECULIAR_SHARE and self.in_order >= IN_ORDER) or (
            share >= MOSTLY_PECULIAR and self.in_order >= LOOSELY_IN_ORDER
        )

    @property
    def is_retelling(self) -> bool:
        """Whether it is one, for sure or, where there is nobody to tell what is peculiar, likely."""
        if self.peculiar is not None:
            return self.is_sure
        return self.covered >= LARGELY_COVERED and self.in_order >= IN_ORDER and self.details >= DETAILS


class Retold(Struct, frozen=True):
    """What came of it: `edges`, without ids, for documents that have no kin, and what confirms edges known before."""

    edges: tuple[Derivation, ...]
    confirmed: dict[tuple[str, str], Evidence]


def retold(texts: Sequence[Text], kin: Collection[frozenset[str]], apart: Collection[frozenset[str]] = ()) -> Retold:
    """Find the documents that retell another one of `texts` in other words.

    Both `kin` and `apart` are ids of documents, by twos: those known to have common text, and those of which it is
    known that they have a third source for what they share, or the foot of a page. A document that has kin is not
    supposed to retell another.
    """
    contents = [content for text in texts if (content := _Content(text)).sentences]
    told = {
        (parent.text.id, child.text.id): _telling(parent, child, covered, pairs, _thirds(parent, child, contents, kin))
        for parent, child, covered, pairs in _covered(contents)
    }
    related = {one for pair in kin for one in pair}
    found = [one for one in told.values() if one.is_retelling and one.child.text.id not in related]
    possible = [one for one in found if _may_be(one, told, {*kin, *apart})]
    best = (
        max(
            (one for one in possible if one.child is child),
            key=lambda one: (one.covered, one.parent.text.id),
            default=None,
        )
        for child in contents
    )
    return Retold(
        tuple(_edge(one, told) for one in best if one is not None),
        {names: _evidence(one) for names, one in told.items() if one.is_sure and frozenset(names) in kin},
    )


def _weights(contents: Sequence[_Content]) -> dict[str, float]:
    """How telling each key is: the fewer documents of the story have it, the more (inverse document frequency)."""
    counts = Counter(key for content in contents for key in content.keys)
    return {key: log(1 + len(contents) / count) for key, count in counts.items()}


def _thirds(
    parent: _Content, child: _Content, contents: Sequence[_Content], kin: Collection[frozenset[str]]
) -> list[_Content]:
    """The documents that are related to neither of two."""
    ends = (parent.text.id, child.text.id)
    return [
        one
        for one in contents
        if one.text.id not in ends and not any(frozenset((one.text.id, end)) in kin for end in ends)
    ]


def _covered(
    contents: Sequence[_Content],
) -> Iterator[tuple[_Content, _Content, float, tuple[tuple[float, int, int], ...]]]:
    """Yield each possible parent and child with the part of the child's sentences that the parent's best ones tell.

    With it the sentences of the child, those that are told best first: how far, by which of the parent's, and which.
    """
    import numpy as np

    keys = {key: at for at, key in enumerate(sorted({key for content in contents for key in content.keys}))}
    rows = [keys_ for content in contents for keys_ in content.sentences]
    weight = _weights(contents)
    held = np.zeros((len(rows), len(keys)))
    for row, told in enumerate(rows):
        held[row, [keys[key] for key in told]] = 1
    shared = (held * np.array([weight[key] for key in keys])) @ held.T
    ends = np.cumsum([len(content.sentences) for content in contents])
    parts = [slice(end - len(content.sentences), end) for content, end in zip(contents, ends, strict=True)]
    for child, here in zip(contents, parts, strict=True):
        size = np.diag(shared)[here]
        for parent, there in zip(contents, parts, strict=True):
            if parent is child:
                continue
            best = shared[here, there].max(axis=1)
            by = shared[here, there].argmax(axis=1)
            pairs = sorted(zip((best / size).tolist(), by.tolist(), range(len(size)), strict=True), reverse=True)
            yield parent, child, float(best.sum() / size.sum()), tuple(pairs)


def _telling(
    parent: _Content,
    child: _Content,
    covered: float,
    pairs: tuple[tuple[float, int, int], ...],
    thirds: Sequence[_Content],
) -> _Telling:
    common = sorted((at, parent.details[key]) for key, at in child.details.items() if key in parent.details)
    steps = [there for _, there in common]
    both = parent.keys & child.keys
    peculiar = both.difference(*(one.keys for one in thirds)) if len(thirds) >= THIRDS else None
    return _Telling(
        parent,
        child,
        covered,
        _ascending(steps) / max(1, len(steps)),
        len(steps),
        pairs,
        None if peculiar is None else len(peculiar),
    )


def _ascending(steps: Sequence[int]) -> int:
    """Length of the longest part of `steps` that never goes back.

    >>> _ascending([1, 3, 2, 2, 5])
    4
    """
    ends: list[int] = []
    for step in steps:
        at = bisect_right(ends, step)
        ends[at : at + 1] = [step]
    return len(ends)


_Told = Mapping[tuple[str, str], _Telling]


def _may_be(one: _Telling, told: _Told, known: Collection[frozenset[str]]) -> bool:
    """Whether the parent can be one: not known to be none, not of one house, not later, and telling more by itself."""
    parent, child = one.parent.text, one.child.text
    if frozenset((parent.id, child.id)) in known or _one_house(parent, child):
        return False
    order = _order(parent, child)
    return order > 0 or (order == 0 and told[child.id, parent.id].covered <= one.covered)


def _order(parent: Text, child: Text) -> int:
    """Return 1 if `parent` had it first, -1 if `child` had, 0 if that cannot be told.

    Without dates, a document that names the other's outlet tells of it: a report of what a body gave out.
    """
    dated = order_in_time(parent.published, child.published) if parent.published and child.published else 0
    return dated or _names(child, parent) - _names(parent, child)


def _names(text: Text, other: Text) -> bool:
    """Whether the text names the outlet of the other one."""
    return bool(other.outlet) and (other.outlet or "").casefold() in text.article.text.casefold()


def _one_house(parent: Text, child: Text) -> bool:
    return bool(parent.outlet and child.outlet and same_newsroom(parent.outlet, child.outlet))


def _edge(one: _Telling, told: _Told) -> Derivation:
    parent, child = one.parent.text, one.child.text
    return Derivation(
        id="",
        parent=parent.id,
        child=child.id,
        share=round(one.covered, 4),
        confidence=_confidence(one),
        directed=_order(parent, child) > 0 or one.covered - told[child.id, parent.id].covered >= EARLIER,
        kind="retelling",
        evidence=(_evidence(one),),
    )


def _confidence(one: _Telling) -> float:
    return SURE if one.is_sure else LIKELY


def _evidence(one: _Telling) -> Evidence:
    chance = _confidence(one)
    because = (
        f"in other words it tells {one.covered:.0%} of what it tells as the other does, and {one.in_order:.0%} of "
        f"{one.details} details that both have stand in one order"
        + (f"; {one.peculiar} things stand in no other document" if one.peculiar else "")
    )
    places = (
        Place(side.text.id, side.spans[at])
        for _, there, here in one.pairs[:SHOWN]
        for side, at in ((one.parent, there), (one.child, here))
    )
    return Evidence(signal="retells", weight=round(log(chance / (1 - chance)), 4), because=because, spans=tuple(places))
