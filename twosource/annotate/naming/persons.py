"""Whether two names can be one person's: surnames, given names, initials, what they go by, "Jr."."""

from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from twosource.annotate.naming.form import PersonalName, nickname_group, suffix_of, words_of
from twosource.annotate.naming.judgement import Judgement, one_slip, sounds
from twosource.annotate.naming.lists import given_names
from twosource.words import lines

__all__ = ["same_person"]

LEAST_LONG, LONGER = 8, 10
LEAST_MORE = 3
NAMESAKES = 0.7  # how sure at most, where one is called "Jr." and the other is not


def same_person(left: str, right: str) -> Judgement | None:
    one, other = PersonalName.of(left), PersonalName.of(right)
    if not one.given or not other.given:
        return _surname_only(one, other, left, right)
    older, younger = suffix_of(left), suffix_of(right)
    if older and younger and older != younger:
        return Judgement(False, 0.95, f"{older} and {younger}")
    judged = _surnames(one.surname, other.surname)
    part = _part(words_of(left), words_of(right))
    if part is not None and (judged is None or not judged.same):
        return part
    if judged is None and one.given == other.given and len(one.given[0]) > 2 and one_slip(one.surname, other.surname):
        return Judgement(True, 0.7, f"same given name, one letter apart: {one.surname}, {other.surname}")
    if judged is not None and not judged.same:
        if sorted(words_of(left)) == sorted(words_of(right)) and len(words_of(left)) >= 3:
            return Judgement(True, 0.75, "the same words in another order")
        return judged
    given = _called(one, other) or _given_names(one.given, other.given)
    if judged is None or given is None:
        return None
    if not given.same:
        return given
    most = 1.0 if older == younger else NAMESAKES
    return Judgement(True, min(judged.confidence, given.confidence, most), f"{judged.because}, {given.because}")


def _part(left: Sequence[str], right: Sequence[str]) -> Judgement | None:
    """Whether one name is the other without some of its words: "Ann Lund", "Ann Lund Orlo"."""
    short, long = sorted((tuple(left), tuple(right)), key=len)
    more = [word for word in long if word not in short]
    if any(len(word) < LEAST_MORE or word in _common_words() for word in more):
        return None  # "Ann Lund Show", "Ann Lund Says"; "Kim Jong" is cut off, from whatever name
    rest = iter(long)
    if 2 <= len(short) < len(long) and short[0] == long[0] and all(word in rest for word in short):
        return Judgement(True, 0.75, "the same name with more words")
    return None


def _called(one: PersonalName, other: PersonalName) -> Judgement | None:
    """Whether one goes by the short name that the other has in marks or brackets."""
    for name, again in ((one, other), (other, one)):
        if name.called and again.given[:1] == (name.called,):
            return Judgement(True, 0.92, f"is called {name.called.title()}")
    return None


def _surnames(left: str, right: str) -> Judgement | None:
    if left == right:
        return Judgement(True, 0.97, "same surname")
    if sounds(left) == sounds(right) and min(len(left), len(right)) >= 4:
        return Judgement(True, 0.85, "surname in another spelling")
    if min(len(left), len(right)) >= LEAST_LONG and left[0] == right[0] and Levenshtein.distance(left, right) == 1:
        return Judgement(True, 0.7, "surnames one letter apart")
    if min(len(left), len(right)) >= LONGER and left[:2] == right[:2] and Levenshtein.distance(left, right) == 2:
        return Judgement(True, 0.6, "long surnames two letters apart")
    if Levenshtein.normalized_similarity(left, right) > 0.7:
        return None
    return Judgement(False, 0.95, "two surnames")


def _surname_only(one: PersonalName, other: PersonalName, left: str, right: str) -> Judgement | None:
    """One of both is a single word: it can be the surname, or the given name, of the other."""
    short, full = (one, other) if not one.given else (other, one)
    if not full.given:
        return None if sounds(short.surname) == sounds(full.surname) else Judgement(False, 0.6, "two single names")
    if short.surname == full.surname:
        return Judgement(True, 0.6, "surname alone")
    if sounds(short.surname) == sounds(full.surname) and short.surname[0] == full.surname[0] and len(short.surname) > 3:
        return Judgement(True, 0.55, "surname alone, in another spelling")
    if short.surname in full.given[:1]:
        return Judgement(True, 0.4, "given name alone")
    if set(words_of(left)) & set(words_of(right)):
        return None
    return Judgement(False, 0.8, "not a part of the other name")


def _given_names(left: tuple[str, ...], right: tuple[str, ...]) -> Judgement | None:
    """Whether two sets of given names can be one person's; the first ones decide, middle names must not clash."""
    short, long = sorted((left, right), key=len)
    if (
        len(short) < len(long)
        and len(short[0]) > 1
        and any(long[at : at + len(short)] == short for at in range(1, len(long)))
    ):
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
    if sounds(left) == sounds(right) and min(len(left), len(right)) >= 4:
        return Judgement(True, 0.85, "given name in another spelling")
    if one_slip(left, right) and not {left, right} <= given_names():
        return Judgement(True, 0.65, "given names one letter apart")
    if Levenshtein.normalized_similarity(left, right) > 0.75:
        return None
    return Judgement(False, 0.9, "two given names")


@cache
def _common_words() -> frozenset[str]:
    return frozenset(lines("en/common_words"))
