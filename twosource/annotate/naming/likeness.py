"""How alike two names are: the probability that one is a slip, another spelling or a fuller form of the other.

A logistic model over a few features that have names (`WEIGHTS`, one screen). It judges as one who looks a name up in a
list: one or two wrong letters are forgiven, whatever they make of the name. That is too generous to bring names
together by itself ("Flight 714" and "Flight 715" are alike), so `is_slip` asks more, and `join_entities` more again.
"""

import math
import re
from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct
from rapidfuzz.distance import OSA

from twosource.annotate.naming.companies import body_words, company_parts
from twosource.annotate.naming.form import letters_key, nickname_group, sound_key, variant_of, words_of
from twosource.annotate.naming.lists import given_names, is_known_place
from twosource.annotate.naming.script import in_latin, is_latin, skeleton, without_vowels
from twosource.annotate.naming.titles import is_honorific
from twosource.words import lines

__all__ = ["WEIGHTS", "features", "is_slip", "likeness"]

WEIGHTS: dict[str, float] = {
    "always": 0.73, "same": 4.0, "slip": 5.18, "edits": -0.28, "sound_edits": -0.61, "share": -0.97, "worst_word":
    -3.75, "extra_words": -0.89, "extra_person": 0.0, "contradiction": -4.28, "single": -2.62, "acronym": 1.23,
    "two_scripts": 3.99,
}  # fmt: skip
"""Log-odds for each unit of a feature, as ``python -m training.names`` prints them."""

MOST_EDITS = 6
POSSESSIVE_OR_COMMA = re.compile(r"['’]s\b|[,.]")
CONTRADICTION = 0.5
REJOINED = 0.2
SLIPS, LEAST_LETTERS = 2, 4
LEAST_SLIPPED, LONG_WORD, VERY = 5, 8, 0.9
PATRONYMIC = ("ovich", "evich", "ovych", "ovna", "evna", "ivna")


class _Pairing(Struct, frozen=True):
    """Words of two names that go together, and those left over on either side."""

    pairs: tuple[tuple[str, str], ...]
    left: tuple[str, ...]
    right: tuple[str, ...]


def likeness(left: str, right: str, *, person: bool) -> float:
    """Return the probability (0 to 1) that two names are one but for slips, spelling, order and words left out.

    >>> likeness("Ann Ostrander", "Ann Ostrandr", person=True) > 0.8
    True
    >>> likeness("Ann Ostrander", "Ivar Lund", person=True) < 0.1
    True
    """
    odds = sum(WEIGHTS[name] * value for name, value in features(left, right, person=person).items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def is_slip(left: str, right: str, *, person: bool) -> bool:
    """Whether one name is the other but for a slip in one word that makes it a word that nobody knows.

    They are very alike, have the same number of words, and the slip is one letter, or two in a long word; what is
    known by itself (a given name, a place, a common word) is no slip of another known word, nor are numbers.

    >>> is_slip("Vardsund Otters", "Varsdund Otters", person=False), is_slip("Unit 714", "Unit 715", person=False)
    (True, False)
    >>> is_slip("Michael Brandt", "Michelle Brandt", person=True)
    False
    """
    one, other = words_of(left), words_of(right)
    differing = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other) or len(differing) != 1:
        return False
    (a, b), shortest = differing[0], min(map(len, differing[0]))
    if (
        shortest < LEAST_SLIPPED
        or not (a + b).isalpha()
        or (_is_word(a) and _is_word(b))
        or a.rstrip("s") == b.rstrip("s")
    ):
        return False
    few = OSA.distance(a, b) <= (2 if shortest >= LONG_WORD else 1)
    return few and likeness(left, right, person=person) >= VERY


def _is_word(word: str) -> bool:
    return word in given_names() or word in _common_words() or is_known_place(word)


@cache
def _common_words() -> frozenset[str]:
    return frozenset(lines("en/common_words"))


def features(left: str, right: str, *, person: bool) -> dict[str, float]:
    """Return what the model weighs, by name; the order of the two names does not matter."""
    one, other = sorted((_words(left, person), _words(right, person)))
    if without_vowels(left) != without_vowels(right):
        one, other = _consonants(one), _consonants(other)
    joined = "".join(one), "".join(other)
    same = _same(left, right) or sorted(one) == sorted(other) or joined[0] == joined[1]
    acronym = not person and _acronym(one, other)
    pairing = _paired(one, one) if same else _paired(*_rejoined(one, other))
    edits = [0 if _initial(a, b) or _nickname(a, b) else OSA.distance(a, b) for a, b in pairing.pairs]
    lengths = [max(len(a), len(b)) for a, b in pairing.pairs]
    left_out = [word for word in (*pairing.left, *pairing.right) if not word.endswith(PATRONYMIC)]
    against = 0 if acronym else min(len(pairing.left), len(pairing.right))
    extra = 0 if acronym else len(left_out) - 2 * against
    one_letter = sum(edits) == 1 and not against and not extra
    single = min(len(one), len(other)) == 1 < max(len(one), len(other)) and not same
    return {
        "always": 1.0,
        "same": float(same),
        "slip": float(not same and min(map(len, joined)) >= LEAST_LETTERS and (one_letter or _slipped(left, right))),
        "edits": float(min(MOST_EDITS, sum(edits))),
        "sound_edits": float(min(MOST_EDITS, _sound_edits(pairing.pairs))),
        "share": sum(edits) / max(1, sum(lengths)),
        "worst_word": max((e / length for e, length in zip(edits, lengths, strict=True)), default=0.0),
        "extra_words": float(max(0, extra)) * (not person),
        "extra_person": float(max(0, extra)) * person,
        "contradiction": float(against),
        "single": float(single and person),
        "acronym": float(acronym),
        "two_scripts": float(is_latin(left) != is_latin(right)),
    }


def _same(left: str, right: str) -> bool:
    return letters_key(left) == letters_key(right)


def _slipped(left: str, right: str) -> bool:
    """At most two wrong letters in the whole name, counted with accents and marks."""
    one, other = _marked(left), _marked(right)
    return OSA.distance(one, other) <= SLIPS


def _marked(name: str) -> str:
    return " ".join(POSSESSIVE_OR_COMMA.sub("", name.casefold()).split())


def _rejoined(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Two words of one name as the one word they are in the other: "van loon", "vanloon"."""
    return _glued(one, other), _glued(other, one)


def _glued(words: tuple[str, ...], others: Sequence[str]) -> tuple[str, ...]:
    for at in range(len(words) - 1):
        joined = words[at] + words[at + 1]
        apart = min((_unlike(word, other) for word in words[at : at + 2] for other in others), default=0.0)
        if any(_unlike(joined, other) < min(REJOINED, apart) for other in others):
            return (*words[:at], joined, *words[at + 2 :])
    return words


@lru_cache(maxsize=65536)
def _words(name: str, person: bool) -> tuple[str, ...]:
    """The words that are compared: in Latin letters, without honorifics or legal forms, each in its usual spelling."""
    latin = in_latin(name)
    if person:
        words = [word for word in words_of(latin) if not is_honorific(word.title())]
    else:
        words = list(body_words(company_parts(latin)[0]))
    kept = [word for word in words if word not in lines("en/left_out_in_names")] or words
    return tuple(variant_of(word.replace("'", "")) for word in kept if word != "'s")


def _consonants(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(skeleton, words)))


def _paired(one: Sequence[str], other: Sequence[str]) -> _Pairing:
    """Pair the words of two names, the likest first; what is less than half alike goes with nothing."""
    ranked = sorted((_unlike(a, b), at, to) for at, a in enumerate(one) for to, b in enumerate(other))
    taken: dict[int, int] = {}
    for unlike, at, to in ranked:
        if unlike <= CONTRADICTION and at not in taken and to not in taken.values():
            taken[at] = to
    return _Pairing(
        tuple((one[at], other[to]) for at, to in sorted(taken.items())),
        tuple(word for at, word in enumerate(one) if at not in taken),
        tuple(word for to, word in enumerate(other) if to not in taken.values()),
    )


def _unlike(left: str, right: str) -> float:
    if _initial(left, right) or _nickname(left, right):
        return 0.3
    return OSA.distance(left, right) / max(len(left), len(right), 1)


def _initial(left: str, right: str) -> bool:
    return 1 in (len(left), len(right)) and left != right and left[:1] == right[:1]


def _nickname(left: str, right: str) -> bool:
    return bool(nickname_group(left) & (nickname_group(right) | {right})) or left in nickname_group(right)


def _sound_edits(pairs: Sequence[tuple[str, str]]) -> int:
    return sum(OSA.distance(sound_key(a), sound_key(b)) for a, b in pairs if not (_initial(a, b) or _nickname(a, b)))


def _acronym(one: Sequence[str], other: Sequence[str]) -> bool:
    short, long = sorted((one, other), key=lambda words: len("".join(words)))
    return len(short) == 1 < len(long) and short[0] == "".join(word[:1] for word in long)
