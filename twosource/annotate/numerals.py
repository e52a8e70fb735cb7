"""Numbers in words: all that depends on the language is read from the language's folder."""

import re
from functools import cache

from msgspec import Struct

from twosource.words import table

__all__ = ["ENGLISH", "Numerals", "any_of"]


class Numerals(Struct, frozen=True):
    """The numerals of one language: a folder of ``twosource/words``.

    ``number_words`` there holds the whole numbers, ``number_scales`` what multiplies the number before it,
    ``number_joints`` the small words and marks, ``ordinal_words`` and ``fractions`` places and parts.

    >>> ENGLISH.words["twenty"], ENGLISH.joints("point"), ENGLISH.joints("group")
    (20, ('point',), (',',))
    """

    language: str

    @property
    def words(self) -> dict[str, int]:
        """Each word for a whole number, and the number."""
        return _whole_numbers(self.language)

    def joints(self, role: str) -> tuple[str, ...]:
        """The small words or marks that have the given role in a number."""
        return tuple(word for word, row in self.table("number_joints").items() if row[0] == role)

    def table(self, name: str) -> dict[str, tuple[str, ...]]:
        """The table `name` of the language."""
        return table(f"{self.language}/{name}")

    @property
    def spelled(self) -> str:
        """Pattern (small letters) of a whole number in words: "twenty-four", "one hundred and six", "two dozen"."""
        return _spelled_pattern(self.language)

    def value(self, text: str) -> float | None:
        """Return the number that `text` spells, or None if it spells none.

        >>> ENGLISH.value("twenty-eight thousand six hundred and forty-two"), ENGLISH.value("Two dozen")
        (28642.0, 24.0)
        >>> ENGLISH.value("five people") is None
        True
        """
        total, part = 0, 0
        scales, passed = self.table("number_scales"), {*self.joints("and"), *self.joints("article")}
        for word in re.split(r"[-\s]+", text.strip().lower()):
            if word in passed:
                continue
            if word not in self.words:
                return None
            value = self.words[word]
            if value >= 1000:
                total, part = total + max(part, 1) * value, 0
            elif word in scales and part:
                part *= value
            else:
                part += value
        return float(total + part)

    def year(self, text: str) -> int | None:
        """Return the year that `text` spells in two pairs of digits, as broadcasters read it.

        >>> ENGLISH.year("nineteen ninety-eight"), ENGLISH.year("twenty sixteen"), ENGLISH.year("twenty six")
        (1998, 2016, None)
        """
        first, _, second = re.sub(r"[-\s]+", " ", text.strip().lower()).partition(" ")
        century, rest = self.value(first), self.value(second) if second else None
        if century is None or rest is None or not 17 <= century <= 20 or not 10 <= rest <= 99:
            return None
        return int(century) * 100 + int(rest)

    def ordinals(self, text: str) -> list[tuple[int, int, int]]:
        """Return where each ordinal of `text` begins and ends, and the place in an order that it gives.

        "A thousandth" is a part and no place.

        >>> ENGLISH.ordinals("her 21st win, the twenty-fifth of the two hundredth meeting")
        [(4, 8, 21), (18, 30, 25), (38, 51, 200)]
        """
        out = []
        for match in _ordinal_pattern(self.language).finditer(text):
            if match["digits"]:
                value = int(re.sub(r"\D", "", match["digits"]))
            else:
                lead = f"{match['part'] or ''}{match['lead']}" if match["lead"] else ""
                value = self._place(lead.lower(), int(self.table("ordinal_words")[match["last"].lower()][0]))
                if value > 100 and match["part"] and not lead:
                    continue
            out.append(
                (match.start("last") if not (match["digits"] or match["lead"]) else match.start(), match.end(), value)
            )
        return out

    def _place(self, lead: str, last: int) -> int:
        one = next(word for word, value in self.words.items() if value == 1)
        before = re.sub(rf"^(?:{any_of(self.joints('article'))})\s", f"{one} ", lead).strip(" -")
        if last < 100:
            return int(self.value(before) or 0) + last
        number = re.sub(rf"\s?(?:{any_of(self.joints('and'))})$", "", before)
        scale = {value: word for word, value in self.words.items()}[last]
        return int(self.value(f"{number} {scale}") or last)


ENGLISH = Numerals("en")


def any_of(words: tuple[str, ...] | list[str]) -> str:
    """A pattern of any of `words`, the longest first; one that matches nothing where there are none.

    >>> any_of(["a", "an"]), any_of([])
    ('an|a', '(?!)')
    """
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"


@cache
def _whole_numbers(language: str) -> dict[str, int]:
    return {word: int(value) for word, (value,) in table(f"{language}/number_words").items()}


@cache
def _spelled_pattern(language: str) -> str:
    words, joint = any_of(list(_whole_numbers(language))), any_of(Numerals(language).joints("and"))
    return rf"(?:{words})(?:(?:-|\ |\ (?:{joint})\ )(?:{words}))*"


@cache
def _ordinal_pattern(language: str) -> re.Pattern[str]:
    own = Numerals(language)
    words, last = any_of(list(own.words)), any_of(list(own.table("ordinal_words")))
    article, joint = any_of(own.joints("article")), any_of(own.joints("and"))
    mark, ending = any_of(own.joints("group")), any_of(own.joints("ending"))
    lead = rf"(?:(?:(?:{article})\ )?(?:{words})(?:-|\ |\ (?:{joint})\ ))*"
    digits = rf"(?P<digits>\d{{1,3}}(?:(?:{mark})\d{{3}})+|\d+)(?:{ending})"
    return re.compile(rf"\b(?:{digits}|(?P<part>(?:{article})\s)?(?P<lead>{lead})(?P<last>{last}))\b", re.IGNORECASE)
