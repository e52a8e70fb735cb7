"""Whether two names can be names of one and the same: the pairwise decision, with its reason.

The signals are those of record linkage on names (equality after folding, initials, nicknames, transliteration, known
aliases), each a small function that either judges or leaves it to the next. False merges cost more than misses:
whatever no signal can tell is None, "don't know", and is never merged.
"""

from collections.abc import Callable
from functools import cache
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import Levenshtein

from twosource.annotate.naming.form import PersonalName, fold, letters_key, nickname_group, plain, sound_key, words_of
from twosource.annotate.naming.lists import (
    country_of,
    given_names,
    is_known_place,
    known_body,
    legal_forms,
    organisation_words,
)
from twosource.annotate.naming.titles import untitled

__all__ = ["EntityType", "Judgement", "same_name"]

EntityType = Literal["person", "organisation", "place", "other"]
LEAST_SPELLING = 5
LEAST_LONG = 8


class Judgement(Struct, frozen=True):
    """Same or not, how sure (0 to 1), and why."""

    same: bool
    confidence: float
    because: str


Signal = Callable[[str, str], Judgement | None]


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
    for signal in PERSON if kind == "person" else PLACE if kind == "place" else BODY:
        judgement = signal(*clean)
        if judgement is not None:
            return judgement
    return None


def _latin(name: str) -> bool:
    """Whether the name is in Latin letters; names in two scripts are not judged."""
    return all(ord(letter) < 0x250 or not letter.isalpha() for letter in fold(name))


def _equal(left: str, right: str) -> Judgement | None:
    if len(left) <= 3 and left != right and (left.islower() or right.islower()):
        return None  # "US" and the pronoun, "IS" and the verb
    if fold(left) == fold(right):
        return Judgement(True, 1.0, "the same name")
    if words_of(left) == words_of(right):
        return Judgement(True, 0.98, "the same name but for marks")
    long_enough = len(letters_key(left)) >= LEAST_SPELLING
    if letters_key(left) == letters_key(right) and (long_enough or left.isupper() or right.isupper()):
        return Judgement(True, 0.95, "the same letters")
    return None


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
    if is_known_place(left) and is_known_place(right) and sound_key(left) != sound_key(right):
        return Judgement(False, 0.97, "two well-known places")
    return None


def _spelling(left: str, right: str) -> Judgement | None:
    """Another transliteration, or one slip in a long name; the first letter and the number of words must agree."""
    if fold(left)[:1] != fold(right)[:1] or len(left.split()) != len(right.split()):
        return None
    if any(c.isdigit() for c in left + right) or left.isupper() or right.isupper():
        return None
    if len(letters_key(left)) >= 4 and _keys(left) == _keys(right):
        return Judgement(True, 0.85, "another spelling of the same sounds")
    return None


def _slip(left: str, right: str) -> Judgement | None:
    """One wrong letter in a name of several words; never where it could be another name (a number, a plural)."""
    one, other = words_of(left), words_of(right)
    differing = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other) or len(one) < 2 or len(differing) != 1:
        return None
    (a, b) = differing[0]
    if _one_slip(a, b):
        return Judgement(True, 0.7, f"one letter apart: {a}, {b}")
    return None


def _one_slip(left: str, right: str) -> bool:
    long_enough = min(len(left), len(right)) >= LEAST_SPELLING
    alike = left[0] == right[0] and not (left + right).isdigit() and left.rstrip("s") != right.rstrip("s")
    return long_enough and alike and Levenshtein.distance(left, right) == 1


def _acronym(left: str, right: str) -> Judgement | None:
    short, long = sorted((left, right), key=len)
    letters = short.replace(".", "").replace("&", "")
    if not (letters.isupper() and 3 <= len(letters) <= 8 and " " not in short):
        return None
    if any(initials == letters.lower() for initials in initials_of(long)):
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
    large = [word for word in words if word not in {"of", "the", "and", "for", "in", "to", "on"}]
    return tuple(dict.fromkeys(("".join(w[0] for w in words), "".join(w[0] for w in large))))


def _company(left: str, right: str) -> Judgement | None:
    """The same but for the legal form, or with another spelling of it."""
    (one, form), (other, second) = _without_form(left), _without_form(right)
    if not one or not other or not (form or second):
        return None
    if one == other and (form == second or not form or not second):
        return Judgement(True, 0.9, "the same but for the legal form")
    if one == other and len("".join(one)) >= LEAST_LONG:
        return Judgement(True, 0.7, "the same but for the legal form")
    return None


def _without_form(name: str) -> tuple[tuple[str, ...], str]:
    words = list(words_of(name))
    found = [legal_forms()[word] for word in words if word in legal_forms()]
    return tuple(word for word in words if word not in legal_forms()), found[0] if found else ""


def _state_prefix(left: str, right: str) -> Judgement | None:
    """The same body with and without its country or town, or its last, general word ("group")."""
    one, other = _trimmed(left), _trimmed(right)
    if one == other and len(words_of(left)) != len(words_of(right)):
        return Judgement(True, 0.8, "the same but for its place or a general word")
    return None


@cache
def _trimmed(name: str) -> tuple[str, ...]:
    words = plain(name).split()
    lead = next((n for n in (3, 2, 1) if n < len(words) and is_known_place(" ".join(words[:n]))), 0)
    rest = words[lead:]
    if len(rest) > 1 or (rest and rest[0] not in organisation_words() and len(rest[0]) > 3):
        words = rest
    if len(words) > 2 and fold(words[-1]) == "group":
        words = words[:-1]
    return words_of(" ".join(words))


def _person(left: str, right: str) -> Judgement | None:
    one, other = PersonalName.of(left), PersonalName.of(right)
    if not one.given or not other.given:
        return _surname_only(one, other, left, right)
    judged = _surnames(one.surname, other.surname)
    if judged is None and one.given == other.given and len(one.given[0]) > 2 and _one_slip(one.surname, other.surname):
        return Judgement(True, 0.7, f"same given name, one letter apart: {one.surname}, {other.surname}")
    if judged is not None and not judged.same:
        if sorted(words_of(left)) == sorted(words_of(right)) and len(words_of(left)) >= 3:
            return Judgement(True, 0.75, "the same words in another order")
        return judged
    given = _given_names(one.given, other.given)
    if judged is None or given is None:
        return None
    if not given.same:
        return given
    return Judgement(True, min(judged.confidence, given.confidence), f"{judged.because}, {given.because}")


def _surnames(left: str, right: str) -> Judgement | None:
    if left == right:
        return Judgement(True, 0.97, "same surname")
    if left[:1] == right[:1] and _keys(left) == _keys(right) and len(left) >= 4:
        return Judgement(True, 0.85, "surname in another spelling")
    if min(len(left), len(right)) >= LEAST_LONG and left[0] == right[0] and Levenshtein.distance(left, right) == 1:
        return Judgement(True, 0.7, "surnames one letter apart")
    if Levenshtein.normalized_similarity(left, right) > 0.7:
        return None
    return Judgement(False, 0.95, "two surnames")


def _surname_only(one: PersonalName, other: PersonalName, left: str, right: str) -> Judgement | None:
    """One of both is a single word: it can be the surname, or the given name, of the other."""
    short, full = (one, other) if not one.given else (other, one)
    if not full.given:
        return None if _keys(short.surname) == _keys(full.surname) else Judgement(False, 0.6, "two single names")
    if short.surname == full.surname:
        return Judgement(True, 0.6, "surname alone")
    if _keys(short.surname) == _keys(full.surname) and short.surname[0] == full.surname[0] and len(short.surname) > 3:
        return Judgement(True, 0.55, "surname alone, in another spelling")
    if short.surname in full.given[:1]:
        return Judgement(True, 0.4, "given name alone")
    if set(words_of(left)) & set(words_of(right)):
        return None
    return Judgement(False, 0.8, "not a part of the other name")


def _given_names(left: tuple[str, ...], right: tuple[str, ...]) -> Judgement | None:
    """Whether two sets of given names can be one person's; the first ones decide, middle names must not clash."""
    short, long = sorted((left, right), key=len)
    if len(short) == 1 < len(long) and short[0] in long[1:] and len(short[0]) > 1:
        return Judgement(True, 0.85, f"goes by the middle name {short[0].title()}")
    first = _given_pair(left[0], right[0])
    if first is None or not first.same:
        return first
    for one, other in zip(left[1:], right[1:], strict=False):
        middle = _given_pair(one, other)
        if middle is None or not middle.same:
            return Judgement(False, 0.8, f"middle names {one} and {other}")
    return first


def _given_pair(left: str, right: str) -> Judgement | None:
    if left == right:
        return Judgement(True, 0.97, "same given name")
    if 1 in (len(left), len(right)):
        if left[0] == right[0]:
            return Judgement(True, 0.85, f"initial {left[0].upper()}.")
        return Judgement(False, 0.9, "two initials")
    short, full = sorted((left, right), key=len)
    if nickname_group(short) & (nickname_group(full) | {full}):
        return Judgement(True, 0.92, f"{short.title()} is short for {full.title()}")
    if left[0] == right[0] and _keys(left) == _keys(right) and min(len(left), len(right)) >= 4:
        return Judgement(True, 0.85, "given name in another spelling")
    if _one_slip(left, right) and not {left, right} <= given_names():
        return Judgement(True, 0.65, "given names one letter apart")
    if Levenshtein.normalized_similarity(left, right) > 0.75:
        return None
    return Judgement(False, 0.9, "two given names")


def _keys(name: str) -> tuple[str, ...]:
    return tuple(sound_key(word) for word in words_of(name))


PERSON: tuple[Signal, ...] = (_equal, _person)
PLACE: tuple[Signal, ...] = (_known_country, _equal, _known_body, _spelling)
BODY: tuple[Signal, ...] = (_known_body, _known_country, _equal, _acronym, _company, _state_prefix, _spelling, _slip)
