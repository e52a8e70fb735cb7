"""Numbers as they are written: digits, words, and both mixed."""

import re
from functools import cache

from twosource.words import table

__all__ = ["SPELLED", "ordinals", "spelled_value", "year_in_words"]


def _words() -> dict[str, int]:
    return {word: int(value) for word, (value,) in table("en/number_words").items()}


def _spelled_pattern() -> str:
    words = "|".join(sorted(_words(), key=len, reverse=True))
    return rf"(?:{words})(?:(?:-|\ |\ and\ )(?:{words}))*"


PART_BEFORE = re.compile(r"\ban?\s\Z", re.IGNORECASE)  # "a thousandth" is a part and no place in an order
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


@cache
def _ordinal_pattern() -> re.Pattern[str]:
    last = "|".join(sorted(table("en/ordinal_words"), key=len, reverse=True))
    words = "|".join(sorted(_words(), key=len, reverse=True))
    lead = rf"(?:(?:an?\ )?(?:{words})(?:-|\ |\ and\ ))*"
    return re.compile(
        rf"\b(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?:st|nd|rd|th)|(?P<lead>{lead})(?P<last>{last}))\b",
        re.IGNORECASE,
    )


def ordinals(text: str) -> list[tuple[int, int, int]]:
    """Return where each ordinal of `text` begins and ends, and the place in an order that it gives.

    >>> ordinals("her 21st win, the twenty-fifth of the two hundredth meeting")
    [(4, 8, 21), (18, 30, 25), (38, 51, 200)]
    """
    out = []
    for match in _ordinal_pattern().finditer(text):
        if match["digits"]:
            value = int(match["digits"].replace(",", ""))
        else:
            value = _ordinal(match["lead"].lower(), int(table("en/ordinal_words")[match["last"].lower()][0]))
            if (
                value > 100
                and not match["lead"]
                and PART_BEFORE.search(text[max(0, match.start() - 3) : match.start()])
            ):
                continue
        out.append((match.start(), match.end(), value))
    return out


def _ordinal(lead: str, last: int) -> int:
    before = re.sub(r"^an?\s", "one ", lead).strip(" -")
    if last < 100:
        return int(spelled_value(before) or 0) + last
    number = re.sub(r"\s?and$", "", before)
    scale = {value: word for word, value in _words().items()}[last]
    return int(spelled_value(f"{number} {scale}") or last)
