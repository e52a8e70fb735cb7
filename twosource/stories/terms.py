"""The terms of a text: stems of its words, with numbers in one spelling and function words left out."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from twosource.align.words import UNSPACED, WORD, fold
from twosource.words import everywhere, lines, table
from twosource.words.stems import stem

__all__ = ["Term", "terms_of"]

Term = tuple[str, bool, int, int]
"""A term, whether it begins with a capital, and its span."""

UNSPACED_RUN = re.compile(f"[{UNSPACED}]+")
A_HUNDRED = 100
POSSESSIVE = ("'s", "’s", "'", "’")


def terms_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Term]:
    """Yield the terms of ``text[start:end]`` with their spans in `text`.

    Of scripts without blanks between words, each two letters side by side are a term.

    >>> [term for term, *_ in terms_of("Mara Voss's 12,000 ferries were lost")]
    ['mara', 'voss', '12000', 'ferry', 'lost']
    """
    before = -1
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        term = _term(word)
        if term is None:
            if len(word) == 1 and UNSPACED_RUN.match(word):
                if before == match.start() - 1:
                    yield text[before : match.end()], False, before, match.end()
                before = match.start()
            continue
        yield term, not word[0].islower(), match.start(), match.end()


@lru_cache(maxsize=500_000)
def _term(word: str) -> str | None:
    """The term for `word`; None if it is a function word or a single letter."""
    for ending in POSSESSIVE:
        word = word.removesuffix(ending)
    folded = fold(word)
    if folded in _small() or (len(folded) < 2 and not folded.isdigit()):
        return None
    if folded[:1].isdigit():
        return folded.replace(",", "").removesuffix(".0")
    return _numbers().get(folded) or stem(folded)


@cache
def _small() -> frozenset[str]:
    return frozenset(word for name in everywhere("function_words") for word in lines(name))


@cache
def _numbers() -> dict[str, str]:
    return {word: value for word, (value, *_) in table("en/number_words").items() if int(value) < A_HUNDRED}
