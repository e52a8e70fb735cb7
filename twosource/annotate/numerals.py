"""Numbers as they are written: digits, words, and both mixed."""

import re
from functools import cache

from twosource.words import table

__all__ = ["SPELLED", "spelled_value", "year_in_words"]


def _words() -> dict[str, int]:
    return {word: int(value) for word, (value,) in table("en/number_words").items()}


def _spelled_pattern() -> str:
    words = "|".join(sorted(_words(), key=len, reverse=True))
    return rf"(?:{words})(?:(?:-|\ |\ and\ )(?:{words}))*"


SPELLED = _spelled_pattern()
"""Pattern (lower case) of a whole number in words: "twenty-four", "one hundred and six", "two dozen"."""


@cache
def spelled_value(text: str) -> float | None:
    """Return the number that `text` spells, or None if it spells none.

    >>> spelled_value("twenty-eight thousand six hundred and forty-two"), spelled_value("Two dozen")
    (28642.0, 24.0)
    >>> spelled_value("five people") is None
    True
    """
    words = _words()
    total, part = 0, 0
    for word in re.split(r"[-\s]+", text.strip().lower()):
        if word == "and" or word == "a":
            continue
        if word not in words:
            return None
        value = words[word]
        if value >= 1000:
            total, part = total + max(part, 1) * value, 0
        elif word in ("dozen", "hundred") and part:
            part *= value
        else:
            part += value
    return float(total + part)


def year_in_words(text: str) -> int | None:
    """Return the year that `text` spells in two pairs of digits, as broadcasters read it.

    >>> year_in_words("nineteen ninety-eight"), year_in_words("twenty sixteen"), year_in_words("twenty six")
    (1998, 2016, None)
    """
    first, _, second = re.sub(r"[-\s]+", " ", text.strip().lower()).partition(" ")
    century, rest = spelled_value(first), spelled_value(second) if second else None
    if century is None or rest is None or not 17 <= century <= 20 or not 10 <= rest <= 99:
        return None
    return int(century) * 100 + int(rest)
