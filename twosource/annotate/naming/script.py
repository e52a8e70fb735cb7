"""Names in other scripts, written in Latin letters so that they can be compared."""

import unicodedata
from functools import cache, lru_cache

from twosource.annotate.naming.form import fold
from twosource.words import table

__all__ = ["in_latin", "is_latin", "skeleton", "without_vowels"]

VOWELS = frozenset("aeiouy")
ABJADS = ("HEBREW", "ARABIC")
INNER_DOT = "・"


def is_latin(name: str) -> bool:
    """Whether all letters are Latin.

    >>> is_latin("Ann Østrø"), is_latin("Анна")
    (True, False)
    """
    return all(ord(letter) < 0x250 or not letter.isalpha() for letter in fold(name))


@lru_cache(maxsize=4096)
def in_latin(name: str) -> str:
    """Return `name`, folded, in Latin letters; letters that the table does not have stay.

    >>> in_latin("Анна Остро"), in_latin("アン・オルロ")
    ('anna ostro', 'an oruro')
    """
    composed = unicodedata.normalize("NFC", name.casefold().replace(INNER_DOT, " "))
    return fold("".join(_letters().get(letter, letter) for letter in composed))


@cache
def _letters() -> dict[str, str]:
    return {letter: latin for letter, (latin, *_) in ((k, (*v, "")) for k, v in table("scripts/letters").items())}


def without_vowels(name: str) -> bool:
    """Whether `name` is in a script that mostly writes consonants only (Hebrew, Arabic)."""
    return any(unicodedata.name(letter, "").startswith(ABJADS) for letter in name if letter.isalpha())


def skeleton(word: str) -> str:
    """The consonants of a folded Latin word.

    >>> skeleton("ostro")
    'str'
    """
    return "".join(letter for letter in word if letter not in VOWELS)
