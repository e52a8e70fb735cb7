"""Words in quotation marks that nobody says: names, nicknames, titles of works, words that are only mentioned."""

import re
from functools import cache

from twosource.annotate.marks import Marked
from twosource.words import lines, table

__all__ = ["is_mention", "looks_like_title"]

FARTHEST = 24
ARTICLE = re.compile(r"\b(?:on|the|former|new|his|her|its|their|['’]s)\s$", re.IGNORECASE)
NAME_AROUND = re.compile(r"\b([A-Z][a-z]+)\s$")
NAME_BEHIND = re.compile(r"\s[A-Z][\w'’-]+")
LONGEST_NICKNAME, LONGEST_WORD = 3, 4


@cache
def _leads() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in sorted(table("en/mentioned_before"), key=len, reverse=True))
    return re.compile(rf"\b({phrases})\s*$", re.IGNORECASE)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(name.capitalize() for name in lines("en/given_names"))


def is_mention(text: str, marked: Marked) -> bool:
    """Whether the words of `marked` are a name or mentioned only, to judge by what stands right before and behind.

    >>> from twosource.annotate.marks import marked_spans
    >>> from twosource.model import Span
    >>> text = "Her novel “The Long Road,” he said, is “a mess.”"
    >>> [is_mention(text, one) for one in marked_spans(text, [Span(0, len(text))])]
    [True, False]
    """
    start, end = marked.outer
    content = marked.inner.of(text).strip(" ,.")
    size = len(re.findall(r"\w+", content))
    before = text[max(0, start - FARTHEST) : start]
    first = NAME_AROUND.search(before)
    if size <= LONGEST_NICKNAME and first and first.group(1) in _given_names() and NAME_BEHIND.match(text, end):
        return not re.search(r"[,.?!]\W*$", marked.inner.of(text))
    lead = _leads().search(before)
    if lead is None:
        return size > 1 and ARTICLE.search(before) is not None and looks_like_title(content)
    what = table("en/mentioned_before")[lead.group(1).lower()][0]
    if what == "word":
        return size <= LONGEST_WORD
    return what == "name" or looks_like_title(content)


def looks_like_title(content: str) -> bool:
    """Whether `content` has the look of a title: up to eight words, all but the small ones with a capital."""
    words = re.findall(r"[^\W\d_]{4,}", content)
    return content[-1:] not in "!?" and 1 <= len(words) <= 8 and all(word[0].isupper() for word in words)
