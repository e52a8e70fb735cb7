"""Whether two names can be names of one and the same: the pairwise decision, with its reason.

The signals are those of record linkage on names (equality after folding, initials, nicknames, transliteration, known
aliases), each a small function that either judges or leaves it to the next. False merges cost more than misses:
whatever no signal can tell is None, "don't know", and is never merged.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from twosource.annotate.naming.companies import body_words, company_parts
from twosource.annotate.naming.form import (
    fold,
    letters_key,
    plain,
    sound_key,
    variant_of,
    words_of,
)
from twosource.annotate.naming.judgement import EntityType, Judgement, Signal, one_slip, sounds
from twosource.annotate.naming.lists import (
    country_of,
    given_names,
    is_known_place,
    known_body,
    organisation_words,
    place_words,
    region_of,
    storm_of,
)
from twosource.annotate.naming.persons import same_person
from twosource.annotate.naming.titles import is_role_word, untitled
from twosource.words import lines

__all__ = ["EntityType", "Judgement", "is_general", "same_name"]

LEAST_SPELLING = 5
LEAST_LONG = 8
LEAST_LAST = 4
ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})(?<=..)")
DESIGNATION = re.compile(r"(?=.*[a-z])(?=.*\d)[a-z\d]{3,}|\d{3,}")


def same_name(left: str, right: str, kind: EntityType) -> Judgement | None:
    """Judge whether `left` and `right`, both names of `kind`, name the same; None where nothing tells.

    >>> same_name("Ash Harlan", "Ashton Harlan", "person").because
    'same surname, Ash is short for Ashton'
    >>> same_name("Iraq", "Iran", "place").same
    False
    >>> same_name("Raqqa", "Raqa", "place").because
    'another spelling of the same sounds'
    >>> same_name("Harbour Board", "Coast Guard", "organisation") is None
    True
    """
    clean = (untitled(plain(left)), untitled(plain(right))) if kind == "person" else (plain(left), plain(right))
    if not all(letters_key(name) for name in clean) or _latin(left) != _latin(right):
        return None
    for signal in SIGNALS[kind]:
        judgement = signal(*clean)
        if judgement is not None:
            return judgement
    return None


def _latin(name: str) -> bool:
    """Whether the name is in Latin letters; names in two scripts are not judged."""
    return all(ord(letter) < 0x250 or not letter.isalpha() for letter in fold(name))


def _numbers(left: str, right: str) -> Judgement | None:
    """Two different numbers make two things, however alike the rest is."""
    one, other = _numbers_of(left), _numbers_of(right)
    return Judgement(False, 0.95, "two numbers") if one - other and other - one else None


@lru_cache(maxsize=65536)
def _numbers_of(name: str) -> frozenset[str]:
    return frozenset(word for word in _usual(name) if word.isdigit() or ROMAN.fullmatch(word))


def _equal(left: str, right: str) -> Judgement | None:
    if min(len(left), len(right)) <= 3 and left != right and (left.islower() or right.islower()):
        return None  # "US" and the pronoun, "IS" and the verb
    if fold(left) == fold(right):
        return Judgement(True, 1.0, "the same name")
    if words_of(left) == words_of(right):
        return Judgement(True, 0.98, "the same name but for marks")
    if _usual(left) == _usual(right):
        return Judgement(True, 0.93, "the same name in another spelling")
    long_enough = len(letters_key(left)) >= LEAST_SPELLING
    if letters_key(left) == letters_key(right) and (long_enough or left.isupper() or right.isupper()):
        return Judgement(True, 0.95, "the same letters")
    return None


@lru_cache(maxsize=65536)
def _usual(name: str) -> tuple[str, ...]:
    """The words of a name, each in its usual spelling."""
    return tuple(map(variant_of, body_words(words_of(name))))


def _known_body(left: str, right: str) -> Judgement | None:
    """The table of bodies known by several names settles it either way."""
    one, other = known_body(left), known_body(right)
    if one is None or other is None:
        return None
    if one == other:
        return Judgement(True, 0.97, f"both are known names of {one}")
    return Judgement(False, 0.95, f"known names of two bodies, {one} and {other}")


def _known_country(left: str, right: str) -> Judgement | None:
    one, other = country_of(left), country_of(right)
    if one is not None and one == other:
        return Judgement(True, 0.97, f"both are names of {one}")
    one, other = region_of(left), region_of(right)
    if one is not None and one == other:
        return Judgement(True, 0.95, f"both are names of {one}")
    if is_known_place(left) and is_known_place(right) and sound_key(left) != sound_key(right):
        return Judgement(False, 0.97, "two well-known places")
    return None


def _spelling(left: str, right: str) -> Judgement | None:
    """Another transliteration, or one slip in a long name; the first letter and the number of words must agree."""
    if fold(left)[:1] != fold(right)[:1] or len(left.split()) != len(right.split()):
        return None
    if any(c.isdigit() for c in left + right) or left.isupper() or right.isupper():
        return None
    if len(letters_key(left)) >= 4 and sounds(left) == sounds(right):
        return Judgement(True, 0.85, "another spelling of the same sounds")
    return None


def _slip(left: str, right: str) -> Judgement | None:
    """One wrong letter in a name of several words; never where it could be another name (a number, a plural)."""
    one, other = words_of(left), words_of(right)
    differing = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other) or len(one) < 2 or len(differing) != 1:
        return None
    (a, b) = differing[0]
    if one_slip(a, b):
        return Judgement(True, 0.7, f"one letter apart: {a}, {b}")
    return None


def _acronym(left: str, right: str) -> Judgement | None:
    short, long = sorted((left, right), key=len)
    letters = short.replace(".", "").replace("&", "")
    if not (letters.isupper() and 3 <= len(letters) <= 8 and " " not in short):
        return None
    if letters.lower() in initials_of(long):
        return Judgement(True, 0.75, f"{short} are the initials of {long}")
    return None


def initials_of(name: str) -> tuple[str, ...]:
    """The ways to make an acronym of `name`: all words, and only those that are not small.

    >>> initials_of("World Board of Ports")
    ('wbop', 'wbp')
    """
    words = words_of(name)
    if len(words) < 2:
        return ()
    large = [word for word in words if word not in lines("en/small_in_names")]
    without_form = [word for word in company_parts(name)[0] if word not in lines("en/small_in_names")]
    return tuple(dict.fromkeys("".join(w[0] for w in some) for some in (words, large, without_form) if len(some) > 1))


def _shortened(left: str, right: str) -> Judgement | None:
    """The one is the other without the general words at its end ("Orlo Harbour Police", "... Police Department").

    A single word is left only by words that say nothing but that it is a body ("Orlo Centre").
    """
    short, long = sorted((_usual(left), _usual(right)), key=len)
    if not short or len(short) == len(long) or is_known_place(left) or is_known_place(right) or _general(short):
        return None
    whole = len(short) == 1 or short[-1] in _class_words()  # "Orlo Bank Trust" is another than "Orlo Bank"
    said_by_itself = _nature() if whole else _class_words()
    if long[: len(short)] == short and said_by_itself.issuperset(long[len(short) :]):
        return Judgement(True, 0.7, "the same but for general words at the end")
    return None


def _last_word(left: str, right: str) -> Judgement | None:
    """The last word alone, of a work or a product: "the Skimmer" for "Orlo 12 Skimmer", also in the plural."""
    short, long = sorted((_usual(left), _usual(right)), key=len)
    if len(short) != 1 or len(long) < 2 or len(short[0]) < LEAST_LAST or _general(short):
        return None
    if long[-1] not in {short[0], f"{short[0]}s", short[0].removesuffix("s")}:
        return None
    return Judgement(True, 0.6, "its last word alone")


def _plural_last_word(left: str, right: str) -> Judgement | None:
    """The last word alone, of a team, a band or a party: "the Otters" for "Vardsund Otters"."""
    plural = fold(min(left, right, key=len)).endswith("s")
    if not plural or is_known_place(left) or is_known_place(right) or _last_word(left, right) is None:
        return None
    return Judgement(True, 0.7, "its last word alone, a plural")


def _general(words: Sequence[str]) -> bool:
    """Whether the words are nobody's name: words for a class, common words, offices, a body known by itself."""
    name = " ".join(words)
    if known_body(name) or known_body(name.title()) or known_body(name.upper()):
        return True
    return all(word in _class_words() or word in _plain_words() or is_role_word(word) for word in words)


def is_general(name: str) -> bool:
    """Whether a name says only what kind of body it is ("the Air Force"), and is not known as one body's.

    >>> is_general("Air Force"), is_general("Orlo Force")
    (True, False)
    """
    words = body_words(words_of(plain(name)))
    return bool(words) and known_body(name) is None and all(word in _class_words() for word in words)


@cache
def _class_words() -> frozenset[str]:
    return frozenset(piece for word in organisation_words() | place_words() for piece in _usual(word))


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(lines("en/common_words")) | given_names()


@cache
def _nature() -> frozenset[str]:
    """Words that only say that a name is a body's, so that the name is whole without them."""
    return frozenset(lines("en/bare_body_words"))


def _plural(left: str, right: str) -> Judgement | None:
    """One of several of a kind: "Orlo 12 Skimmers", "the F380s"; a single common word proves nothing."""
    one, other = sorted((words_of(left), words_of(right)), key=lambda words: len("".join(words)))
    if one[:-1] != other[:-1] or f"{one[-1]}s" != other[-1]:
        return None
    if len(one) < 2 and not DESIGNATION.fullmatch(one[-1]) and len(one[-1]) < LEAST_LONG:
        return None
    return Judgement(True, 0.85, "the same in the plural")


def _designation(left: str, right: str) -> Judgement | None:
    """A type or model with and without its maker: "F380", "Orlo F380"."""
    short, long = sorted((words_of(left), words_of(right)), key=len)
    if len(short) == 1 < len(long) <= 3 and long[-1] == short[0] and DESIGNATION.fullmatch(short[0]):
        return Judgement(True, 0.8, "the same designation")
    return None


def _province(left: str, right: str) -> Judgement | None:
    """A region with and without the word for what it is: "Ostley Province", "Province of Ostley", "Ostley"."""
    one, other = _without_province(left), _without_province(right)
    if one == other and words_of(left) != words_of(right):
        return Judgement(True, 0.8, "the same but for the kind of region")
    return None


@cache
def _without_province(name: str) -> tuple[str, ...]:
    words = words_of(name)
    kinds = lines("en/province_words")
    if len(words) > 2 and words[0] in kinds and words[1] == "of":
        return words[2:]
    return words[:-1] if len(words) > 1 and words[-1] in kinds else words


def _storm(left: str, right: str) -> Judgement | None:
    one, other = storm_of(left), storm_of(right)
    if (one or other) and fold(one or left) == fold(other or right):
        return Judgement(True, 0.9, "a storm with and without its word")
    return None


def _company(left: str, right: str) -> Judgement | None:
    """The same but for the legal form, or with another spelling of it."""
    (one, form), (other, second) = company_parts(left), company_parts(right)
    if not one or not other or not (form or second):
        return None
    if one == other and (form == second or not form or not second):
        return Judgement(True, 0.9, "the same but for the legal form")
    if one == other and len("".join(one)) >= LEAST_LONG:
        return Judgement(True, 0.7, "the same but for the legal form")
    return None


def _state_prefix(left: str, right: str) -> Judgement | None:
    """The same body with and without its country or town, or its last, general word ("group").

    What a general word alone is left of ("U.S. Navy") is the same only with the same place before it.
    """
    (place, one), (home, other) = _trimmed(left), _trimmed(right)
    if one != other or len(words_of(left)) == len(words_of(right)) or (place and home and not _one_place(place, home)):
        return None
    if not (place and home) and len(one) == 1 and (_general(one) or len(one[0]) <= 3):
        return None
    return Judgement(True, 0.8, "the same but for its place or a general word")


def _one_place(left: str, right: str) -> bool:
    return fold(left) == fold(right) or (country_of(left) is not None and country_of(left) == country_of(right))


@cache
def _trimmed(name: str) -> tuple[str, tuple[str, ...]]:
    """The place that a name of a body begins with, and its other words."""
    words = plain(name).split()
    lead = next((n for n in (3, 2, 1) if n < len(words) and is_known_place(" ".join(words[:n]))), 0)
    place, rest = " ".join(words[:lead]), words[lead:]
    if len(rest) > 2 and fold(rest[-1]) == "group":
        rest = rest[:-1]
    return place, words_of(" ".join(rest))


PERSON: tuple[Signal, ...] = (_equal, same_person)
PLACE: tuple[Signal, ...] = (_known_country, _equal, _known_body, _province, _spelling)
BODY: tuple[Signal, ...] = (
    _numbers, _known_body, _known_country, _equal, _acronym, _company, _state_prefix, _shortened, _plural_last_word,
    _plural, _designation, _spelling, _slip,
)  # fmt: skip
OTHER: tuple[Signal, ...] = (_storm, *BODY, _last_word)
SIGNALS: dict[EntityType, tuple[Signal, ...]] = {
    "person": PERSON, "place": PLACE, "organisation": BODY, "other": OTHER,
}  # fmt: skip
