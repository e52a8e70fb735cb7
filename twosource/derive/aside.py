"""Wording that documents share without having copied: quotations, house text, feet of pages, names and formulas."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from twosource.align.words import words_of
from twosource.derive.credits import same_newsroom
from twosource.derive.overlap import Overlap, overlaps
from twosource.derive.texts import text_of
from twosource.model import Article, Aside, Lineage, Place, Quote, Reuse

__all__ = ["same_texts", "set_aside"]

MOSTLY_QUOTED = 0.5
"""The part of the shared words outside quotation marks below which two documents share quotations."""


def same_texts(articles: Sequence[Article]) -> tuple[tuple[str, ...], ...]:
    """Return the ids of articles that have the same text, word for word: one document, stored more than once.

    >>> from twosource.model import Facts
    >>> def article(name, text):
    ...     return Article(id=name, path="", source=text, edits=(), facts=Facts(), sha256="")
    >>> same_texts([article("a", "It rained."), article("b", "It poured."), article("c", "It  rained")])
    (('a', 'c'),)
    """
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for one in sorted(articles, key=lambda one: one.id):
        groups[words_of(one.text).folded].append(one.id)
    return tuple(tuple(ids) for words, ids in groups.items() if words and len(ids) > 1)


def set_aside(
    articles: Sequence[Article], reuse: Sequence[Reuse], quotes: Mapping[str, Sequence[Quote]], lineage: Lineage
) -> tuple[Aside, ...]:
    """Return what each two documents share that no edge of `lineage` accounts for, and why it is no copying.

    The arguments are those of `derive`, and what it returned.

    >>> from twosource.align import find_reuse
    >>> from twosource.model import Facts
    >>> said = "“We will not close the harbour before the last boat is in,” Moss said"
    >>> both = [Article(id=name, path="", source=f"{said} {more}.", edits=(), facts=Facts(), sha256="")
    ...         for name, more in (("a", "on Monday"), ("b", "in a letter"))]
    >>> [(one.documents, one.because) for one in set_aside(both, find_reuse(both), {}, Lineage())]
    [(('a', 'b'), 'most of it stands in quotation marks: both quote the same words')]
    """
    related = [frozenset(group) for group in lineage.groups]
    texts = [text_of(one, quotes.get(one.id, ())) for one in sorted(articles, key=lambda one: one.id)]
    found = overlaps(texts, reuse)
    return tuple(
        Aside(documents=(here, there), words=sum(at >= 0 for at in one.to), because=_reason(one), places=_places(one))
        for (here, there), one in sorted(found.items())
        if here < there and not any({here, there} <= group for group in related)
    )


def _reason(overlap: Overlap) -> str:
    outlets = overlap.here.outlet, overlap.there.outlet
    own, matched = sum(overlap.own), sum(at >= 0 for at in overlap.to)
    if own < MOSTLY_QUOTED * matched:
        return _quoted(overlap)
    if all(outlets) and same_newsroom(outlets[0] or "", outlets[1] or ""):
        return f"both are by {outlets[0]}, and it is too little for versions of one article: text of the house"
    if overlap.is_foot:
        return "both end with it: it is the foot of a page"
    if not overlap.shows_copying:
        return (
            f"too little to show copying: {own} words outside quotation marks, as names, titles and stock wording give"
        )
    return "it could not be told that either took it from the other, or both from one source"


def _quoted(overlap: Overlap) -> str:
    """Whether both have the words in quotation marks, or one of them only."""
    pairs = [(overlap.here.own[here], overlap.there.own[at]) for here, at in enumerate(overlap.to) if at >= 0]
    both, first, second = (pairs.count(pair) for pair in ((False, False), (False, True), (True, False)))
    if both >= max(first, second):
        return "most of it stands in quotation marks: both quote the same words"
    quoting, other = (overlap.here, overlap.there) if first > second else (overlap.there, overlap.here)
    return f"{quoting.id} has most of it in quotation marks, {other.id} without: words of a third, or a quotation of it"


def _places(overlap: Overlap) -> tuple[Place, ...]:
    """The passages in both documents, the longest first."""
    return tuple(place for one in sorted(overlap.passages, key=_length) for place in _both(overlap, *one))


def _length(passage: tuple[tuple[int, int], tuple[int, int]]) -> tuple[int, int]:
    (start, end), _ = passage
    return start - end, start


def _both(overlap: Overlap, here: tuple[int, int], there: tuple[int, int]) -> Iterator[Place]:
    yield Place(overlap.here.id, overlap.here.words.stretch(*here))
    yield Place(overlap.there.id, overlap.there.words.stretch(*there))
