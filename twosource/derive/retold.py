"""Who retold whom in other words, where no wording shows it: one document tells what another tells, in its order.

Reporters of one event share its names, figures and statements. One who rewrites a report shares the small things too,
most of them, one after the other. How much of a document a single other one tells, sentence by sentence, and how many
single details stand in the same order in both, is counted here; the method is that of measuring text reuse by aligned
content rather than strings (Clough et al., METER, 2002).
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

__all__ = ["retellings"]

SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n+")
QUOTED = re.compile('[“”"«»„]')
WORD_FOR_WORD = 0.6  # the part of a sentence that stands elsewhere too, if it is not retold
SHORTEST = 3  # telling words of a sentence that tells anything
COVERED, IN_ORDER, DETAILS = 0.3, 0.8, 20
"""What shows a retelling: the part of what the child tells that the parent tells, the part of their common details
that stand in one order, and how many details that are. Of 398 pairs of real reports of one event by two outlets that
share no wording, none has all three."""

MOSTLY, MOSTLY_IN_ORDER, FEWER = 0.5, 0.6, 15
"""So much told, fewer details in looser order will do, and the retelling is sure."""

BETTER = 0.08
"""What the parent tells of the child beyond what any document does that is not its kin."""

LIKELY, SURE = 0.75, 0.92
"""Confidence of a retelling of either kind."""

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

    @property
    def is_sure(self) -> bool:
        return self.covered >= MOSTLY and self.in_order >= MOSTLY_IN_ORDER and self.details >= FEWER

    @property
    def is_retelling(self) -> bool:
        likely = self.covered >= COVERED and self.in_order >= IN_ORDER and self.details >= DETAILS
        return likely or self.is_sure


def retellings(
    texts: Sequence[Text], kin: Collection[frozenset[str]], apart: Collection[frozenset[str]] = ()
) -> Iterator[Derivation]:
    """Yield an edge, without an id, from each document that another one retells in other words to that one.

    Both `kin` and `apart` are ids of documents, by twos: those known to have common text, and those of which it is
    known that what they share is the foot of a page. A document that has kin is not supposed to retell another.
    """
    contents = [_Content(text) for text in texts]
    weight = _weights(contents)
    told = {
        (parent.text.id, child.text.id): _telling(parent, child, weight)
        for parent in contents
        for child in contents
        if parent is not child and child.sentences and parent.sentences
    }
    for child in contents:
        possible = [
            one
            for one in told.values()
            if one.child is child
            and one.is_retelling
            and _may_be(one, told, {*kin, *apart})
            and _is_better(one, told, kin)
        ]
        if possible and not any(child.text.id in pair for pair in kin):
            yield _edge(max(possible, key=lambda one: (one.covered, one.parent.text.id)), told)


def _weights(contents: Sequence[_Content]) -> dict[str, float]:
    """How telling each key is: the fewer documents of the story have it, the more (inverse document frequency)."""
    counts = Counter(key for content in contents for key in content.keys)
    return {key: log(1 + len(contents) / count) for key, count in counts.items()}


def _telling(parent: _Content, child: _Content, weight: Mapping[str, float]) -> _Telling:
    covered = whole = 0.0
    pairs = []
    for at, keys in enumerate(child.sentences):
        shared = ((sum(weight[key] for key in sorted(keys & other)), -n) for n, other in enumerate(parent.sentences))
        best, there = max(shared)
        size = sum(weight[key] for key in sorted(keys))
        covered, whole = covered + best, whole + size
        pairs.append((best / size, -there, at))
    common = sorted((at, parent.details[key]) for key, at in child.details.items() if key in parent.details)
    steps = [there for _, there in common]
    return _Telling(
        parent, child, covered / whole, _ascending(steps) / max(1, len(steps)), len(steps), tuple(sorted(pairs)[::-1])
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
    back = told[child.id, parent.id]
    if parent.published and child.published:
        order = order_in_time(parent.published, child.published)
        return order > 0 or (order == 0 and back.covered <= one.covered)
    return back.covered <= one.covered


def _one_house(parent: Text, child: Text) -> bool:
    return bool(parent.outlet and child.outlet and same_newsroom(parent.outlet, child.outlet))


def _is_better(one: _Telling, told: _Told, kin: Collection[frozenset[str]]) -> bool:
    """Whether the parent tells more of the child than every document that is no kin of either."""
    ends = {one.parent.text.id, one.child.text.id}
    others = (
        other
        for (parent, child), other in told.items()
        if child == one.child.text.id
        and parent not in ends
        and not any(frozenset((parent, end)) in kin for end in ends)
        and not _retell_alike(parent, one, told)
    )
    return all(one.covered - other.covered >= BETTER for other in others)


def _retell_alike(third: str, one: _Telling, told: _Told) -> bool:
    """Whether a third document retells the same parent, so that it tells as much of the child."""
    return told[one.parent.text.id, third].is_retelling


def _edge(one: _Telling, told: _Told) -> Derivation:
    parent, child = one.parent.text, one.child.text
    dated = bool(parent.published and child.published and order_in_time(parent.published, child.published))
    back = told[child.id, parent.id]
    places = [
        Place(side.text.id, side.spans[at])
        for _, there, here in one.pairs[:SHOWN]
        for side, at in ((one.parent, -there), (one.child, here))
    ]
    confidence = SURE if one.is_sure else LIKELY
    because = (
        f"in other words it tells {one.covered:.0%} of what it tells as the other does, and {one.in_order:.0%} of "
        f"{one.details} details that both have stand in one order"
    )
    odds = round(log(confidence / (1 - confidence)), 4)
    return Derivation(
        id="",
        parent=parent.id,
        child=child.id,
        share=round(one.covered, 4),
        confidence=confidence,
        directed=dated or one.covered - back.covered >= EARLIER,
        kind="retelling",
        evidence=(Evidence(signal="retells", weight=odds, because=because, spans=tuple(places)),),
    )
