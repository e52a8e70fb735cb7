"""What a later version of an article has otherwise than an earlier one."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from typing import Literal, TypeAlias

from msgspec import Struct

from twosource.align.words import Words, words_of
from twosource.annotate.marks import marked_spans
from twosource.annotate.parse import paragraph_spans
from twosource.model import Article, Place, Span
from twosource.words import table

__all__ = ["Change", "what_changed"]

What: TypeAlias = Literal["headline", "figure", "quote", "text"]
ORDER: tuple[What, ...] = ("headline", "figure", "quote", "text")

SHORT = 8
"""Words of a change that may be one figure put for another; in longer ones a figure is one thing among others."""


class Change(Struct, frozen=True, kw_only=True):
    """`old` stands in the earlier version, `new` in the later one; either is empty where words only came or went.

    `places` are theirs, in this order; a headline has none, since it stands beside the text.
    """

    what: What
    old: str
    new: str
    places: tuple[Place, ...] = ()


def what_changed(parent: Article, child: Article) -> tuple[Change, ...]:
    """Return what `child` has otherwise than `parent`: the headline first, then figures, quotes, other text.

    Within each, in the order of the text. Case, punctuation and spelling variants make no difference.

    >>> from twosource.model import Facts
    >>> def version(name, text):
    ...     return Article(id=name, path="", source=text, edits=(), facts=Facts(), sha256="")
    >>> early, late = "Three died when the ferry sank today.", "Five died when the ferry sank on Monday."
    >>> [(one.what, one.old, one.new) for one in what_changed(version("a", early), version("b", late))]
    [('figure', 'Three', 'Five'), ('text', 'today', 'on Monday')]
    """
    found = [*_headline(parent, child), *_of_text(parent, child)]
    return tuple(sorted(found, key=lambda one: ORDER.index(one.what)))


def _headline(parent: Article, child: Article) -> Iterator[Change]:
    titles = [one.facts.title.value if one.facts.title else "" for one in (parent, child)]
    if all(titles) and words_of(titles[0]).folded != words_of(titles[1]).folded:
        yield Change(what="headline", old=titles[0], new=titles[1])


def _of_text(parent: Article, child: Article) -> Iterator[Change]:
    left, right = words_of(parent.text), words_of(child.text)
    quoted = [_quoted(one) for one in (parent, child)]
    matcher = SequenceMatcher(None, left.folded, right.folded, autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        places = [*_place(parent, left, i, i_end), *_place(child, right, j, j_end)]
        what: What = "text"
        if max(i_end - i, j_end - j) <= SHORT and any(map(_is_figure, (*left.folded[i:i_end], *right.folded[j:j_end]))):
            what = "figure"
        elif any(_touches(place, quoted[place.document == child.id]) for place in places):
            what = "quote"
        old = left.stretch(i, i_end).of(parent.text) if i < i_end else ""
        new = right.stretch(j, j_end).of(child.text) if j < j_end else ""
        yield Change(what=what, old=old, new=new, places=tuple(places))


def _place(article: Article, words: Words, first: int, end: int) -> Iterator[Place]:
    if first < end:
        yield Place(article.id, words.stretch(first, end))


def _quoted(article: Article) -> list[Span]:
    marked = marked_spans(article.text, tuple(paragraph_spans(article.text)))
    return [one.inner for one in marked if not one.single]


def _touches(place: Place, quoted: list[Span]) -> bool:
    return any(span.start < place.span.end and place.span.start < span.end for span in quoted)


def _is_figure(word: str) -> bool:
    return bool(re.search(r"\d", word)) or word in _number_words()


@cache
def _number_words() -> frozenset[str]:
    """Without "one", which mostly counts nothing."""
    return frozenset(table("en/number_words")) - {"one"}
