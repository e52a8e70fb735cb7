"""Where a text writes a name out and gives its initials in brackets: how far the name goes."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from twosource.annotate.naming.form import words_of
from twosource.annotate.naming.words import Word

__all__ = ["defined_names"]

BRACKET = re.compile(r"\s\(([A-Z][A-Za-z.&]{1,9})[),;]")
LONGEST_SMALL = 3


def defined_names(text: str, words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the words before a bracket whose initials are what the bracket holds.

    Initials are those of all words with capitals; the small words between them may have theirs among the letters, or
    not. This is what Schwartz and Hearst (2003) look for, kept to initials.

    >>> from twosource.annotate.naming.words import words_of_line
    >>> text = "On Monday the General Ferries Administration (GFA) met Ann Orr (AO) of the Isles."
    >>> [[word.text for word in found] for found in defined_names(text, list(words_of_line(text)))]
    [['General', 'Ferries', 'Administration'], ['Ann', 'Orr']]
    """
    for match in BRACKET.finditer(text):
        letters = "".join(letter for letter in match.group(1) if letter.isalpha()).lower()
        before = [word for word in words if word.end <= match.start()]
        if len(letters) > 1 and before and before[-1].end == match.start():
            found = next((some for some in _tails(before, len(letters)) if letters in _initials(some)), None)
            if found is not None:
                yield found


def _tails(words: Sequence[Word], letters: int) -> Iterator[list[Word]]:
    """The last words, from as many as there are letters upwards, each time beginning with a capital."""
    usable = list(takewhile(lambda word: word.capital or len(word.text) <= LONGEST_SMALL, reversed(words)))[::-1]
    for size in range(2, min(len(usable), 2 * letters) + 1):
        if usable[-size].capital:
            yield usable[-size:]


def _initials(words: Sequence[Word]) -> set[str]:
    every = [(piece[0], word.capital) for word in words for piece in words_of(word.text)]
    return {"".join(letter for letter, _ in every), "".join(letter for letter, capital in every if capital)}
