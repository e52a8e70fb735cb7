"""Where capitals tell nothing: lines and stretches in headline case, rows of tables."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from twosource.annotate.naming.form import fold
from twosource.annotate.naming.words import Word
from twosource.model import Span
from twosource.words import lines

__all__ = ["is_headline", "titled_stretches"]

CLOSES = "\"”’')"
BREAK = re.compile(r"[.!?…:;|()\[\]•]|\s[-–—]\s")
STRETCH, SHOUTED = 6, 4  # words
SMALL_WITH_CAPITAL = 2


def is_headline(text: str, words: Sequence[Word]) -> bool:
    """Whether capitals tell nothing: most long words have one; if a full stop ends the line, all but small words do."""
    long = [word for word in words if len(word.text) > 3 and word.text.isalpha()]
    capital = sum(word.capital for word in long)
    upper = sum(word.text.isupper() for word in long)
    small = any(one.text.islower() and (len(one.text) > 4 or not _is_small(one)) for one in words)
    if text.rstrip(CLOSES).endswith((".", "!", "?", ",")):
        return (len(long) >= 3 and upper > 0.6 * len(long)) or (len(long) >= 5 and not small)
    return (len(long) >= 4 and capital > 0.75 * len(long)) or (len(long) >= 3 and upper > 0.6 * len(long))


def titled_stretches(text: str, words: Sequence[Word]) -> Iterator[Span]:
    """Yield stretches of a line that are shouted, or a headline set into it: there also small words have capitals.

    >>> from twosource.annotate.naming.words import words_of_line
    >>> text = "It sank (RELATED: Ferry Set On Fire Less Than Two Days After Its Opening), Ann Orr of The Ledger wrote."
    >>> [span.of(text) for span in titled_stretches(text, list(words_of_line(text)))]
    ['Ferry Set On Fire Less Than Two Days After Its Opening']
    """
    stretch: list[Word] = []
    for word in [*words, None]:
        goes_on = word is not None and (word.capital or _is_small(word) or word.text.isdigit())
        if stretch and (not goes_on or word is None or BREAK.search(text, stretch[-1].end, word.start)):
            yield from _titled(stretch)
            stretch = []
        if goes_on and word is not None:
            stretch.append(word)
    yield from _titled(stretch)


def _titled(stretch: Sequence[Word]) -> Iterator[Span]:
    while stretch and not stretch[-1].capital:
        stretch = stretch[:-1]
    small = sum(word.capital and word.text.istitle() and _is_small(word) and word.text != "The" for word in stretch[1:])
    if len(stretch) >= STRETCH and small >= SMALL_WITH_CAPITAL:
        yield Span(stretch[0].start, stretch[-1].end)
        return
    for upper, group in groupby(stretch, key=lambda word: word.text.isupper()):
        shouted = list(group)
        if upper and len(shouted) >= SHOUTED and any(map(_is_small, shouted)):
            yield Span(shouted[0].start, shouted[-1].end)


def _is_small(word: Word) -> bool:
    return fold(word.text) in _function_words()


@cache
def _function_words() -> frozenset[str]:
    return frozenset(lines("en/function_words"))
