"""A document as lineage looks at it: its words, which of them are its own, and the marks of its making."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache, cached_property

from msgspec import Struct

from twosource.align.words import Words, words_of
from twosource.annotate.marks import marked_spans
from twosource.annotate.parse import paragraph_spans
from twosource.derive.credits import Credit, find_credits, is_agency, is_newsroom
from twosource.model import Article, Quote, Span
from twosource.words import lines

__all__ = ["Text", "is_telling", "order_in_time", "text_of"]

SHORTEST_OWN = 5
"""Fewer own words than this beside a quotation only attribute it ("Moss told reporters") and are no one's own."""

LONGEST_LINE = 8
"""Words in a line that may be furniture."""


class Text(Struct, frozen=True, dict=True):
    """`own` tells for each word whether it stands outside quotation marks and does not merely attribute a quotation.

    `newsrooms` are names of newsrooms that the story taught.
    """

    article: Article
    words: Words
    paragraphs: tuple[Span, ...]
    own: tuple[bool, ...]
    newsrooms: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The id of the document."""
        return self.article.id

    @property
    def outlet(self) -> str | None:
        """The outlet, if known."""
        return self.article.facts.outlet.value if self.article.facts.outlet else None

    @property
    def published(self) -> str | None:
        """The date of publication, if known and not worked out by us."""
        fact = self.article.facts.published
        return fact.value if fact and not fact.inferred else None

    @cached_property
    def own_count(self) -> int:
        """Number of own words."""
        return sum(self.own)

    @cached_property
    def telling(self) -> tuple[bool, ...]:
        """For each word: is it an uncommon one?"""
        return tuple(is_telling(word) for word in self.words.folded)

    @cached_property
    def credits(self) -> tuple[Credit, ...]:
        """The newsrooms that the text credits."""
        return find_credits(self.article, self.newsrooms)

    def credits_newsroom(self, credit: Credit) -> bool:
        """Whether `credit` is surely one for a newsroom; one that was told something may well be the document's own."""
        known = is_agency(credit.name) if credit.kind == "heard" else is_newsroom(credit.name)
        return known or credit.name in self.newsrooms

    @cached_property
    def written(self) -> tuple[str, ...]:
        """The words as they are spelled, apart from case and the style of apostrophes."""
        return tuple(span.of(self.article.text).casefold().replace("’", "'") for span in self.words.spans)

    @cached_property
    def damaged(self) -> bool:
        """Whether its characters were broken when it was captured."""
        return "â€" in self.article.source or any("mojibake" in edit.by for edit in self.article.edits)

    @cached_property
    def curly(self) -> bool | None:
        """Whether it sets curly quotation marks (True) or straight ones (False); None if it has none or both."""
        curly, straight = len(re.findall("[“”]", self.article.text)), self.article.text.count('"')
        return None if curly == straight or min(curly, straight) * 4 > max(curly, straight) else curly > straight

    @cached_property
    def lines(self) -> frozenset[str]:
        """Short lines that are no sentences, in the text or cut from a pasted one: furniture, folded for comparing."""
        cut = [self.article.source[edit.start : edit.end] for edit in self.article.edits if "furniture" in edit.by]
        if self.article.media == "html":  # a page has all its menus; only what was pasted tells anything
            cut = []
        found = [
            " ".join(words_of(line).folded)
            for piece in (self.article.text, *cut)
            for line in piece.splitlines()
            if len(line) < 100 and not re.search(r"[.!?:,;][\"”’']?\s*$", line)
        ]
        return frozenset(line for line in found if 0 < len(line.split()) <= LONGEST_LINE)


def text_of(article: Article, quotes: Sequence[Quote] = (), newsrooms: frozenset[str] = frozenset()) -> Text:
    """Return `article` as lineage looks at it; `quotes` are its quotations and `newsrooms` names, if they are known.

    >>> from twosource.model import Facts
    >>> source = "The pier will reopen in March after repairs. “We are ready,” Moss said."
    >>> text = text_of(Article(id="a", path="", source=source, edits=(), facts=Facts(), sha256=""))
    >>> [word for word, own in zip(text.words.folded, text.own) if own]
    ['the', 'pier', 'will', 'reopen', 'in', 'march', 'after', 'repairs']
    """
    words = words_of(article.text)
    paragraphs = tuple(paragraph_spans(article.text))
    quoted = [marked.outer for marked in marked_spans(article.text, paragraphs) if not marked.single]
    quoted += [
        span for quote in quotes if quote.kind == "direct" for span in (*quote.content, *quote.cue, *quote.source)
    ]
    return Text(article, words, paragraphs, _own(words, quoted, paragraphs), newsrooms)


def _own(words: Words, quoted: Sequence[Span], paragraphs: Sequence[Span]) -> tuple[bool, ...]:
    inside = _covered(words, quoted)
    homes = _homes(words, paragraphs)
    own = [not mark for mark in inside]
    start = 0
    for at in range(1, len(own) + 1):
        if at < len(own) and own[at] == own[start] and homes[at] == homes[start]:
            continue
        beside = (start > 0 and inside[start - 1] and homes[start - 1] == homes[start]) or (
            at < len(own) and inside[at] and homes[at] == homes[start]
        )
        if own[start] and at - start < SHORTEST_OWN and beside:
            own[start:at] = [False] * (at - start)
        start = at
    return tuple(own)


def _covered(words: Words, spans: Sequence[Span]) -> list[bool]:
    out, waiting, until = [], sorted(spans, reverse=True), -1
    for word in words.spans:
        while waiting and waiting[-1].start <= word.start:
            until = max(until, waiting.pop().end)
        out.append(word.start < until)
    return out


def _homes(words: Words, paragraphs: Sequence[Span]) -> list[int]:
    """The number of the paragraph in which each word stands."""
    out, at = [], 0
    for word in words.spans:
        while at < len(paragraphs) - 1 and word.start >= paragraphs[at].end:
            at += 1
        out.append(at)
    return out


def order_in_time(first: str, second: str) -> int:
    """Return 1 if `first` is before `second` (ISO 8601 both), -1 if after, 0 if it cannot be told.

    >>> order_in_time("2016-10-24", "2016-10-25T09:00:00+03:00"), order_in_time("2016-10-25", "2016-10-25T09:00:00")
    (1, 0)
    """

    if min(len(first), len(second)) <= 10:
        a, b = first[:10], second[:10]
        return (a < b) - (b < a)
    moments = [datetime.fromisoformat(value) for value in (first, second)]
    zoned = [m if m.tzinfo else m.replace(tzinfo=UTC) for m in moments]
    return (zoned[0] < zoned[1]) - (zoned[1] < zoned[0])


def is_telling(word: str) -> bool:
    """Whether a folded `word` says something about the text it stands in: it is none of the commonest.

    >>> is_telling("harbour"), is_telling("the")
    (True, False)
    """
    return len(word) > 2 and word not in _common()


@cache
def _common() -> frozenset[str]:
    return frozenset(lines("en/common_words"))
