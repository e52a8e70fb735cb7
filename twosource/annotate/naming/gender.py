"""Whether "he" or "she" can mean a person, as far as the document or the given name tells."""

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from twosource.annotate.naming.form import PersonalName, fold
from twosource.model import Span
from twosource.words import lines, table

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Gender", "gender_by_name", "gender_by_word", "gender_of_pronoun", "gender_told_before"]

Gender = Literal["he", "she"]
BEFORE = re.compile(r"(?:\b(\w{2,3})\.|(\w+),?) $")


def gender_of_pronoun(word: str) -> Gender | None:
    """The gender of a personal pronoun of one person, None for other words.

    >>> gender_of_pronoun("Her"), gender_of_pronoun("they") is None
    ('she', True)
    """
    told = table("en/gendered_pronouns").get(fold(word))
    return None if told is None else "she" if told == ("she",) else "he"


def gender_by_word(word: str) -> Gender | None:
    """What a noun or an honorific tells ("spokeswoman", "Mr").

    >>> gender_by_word("spokeswoman"), gender_by_word("Mr"), gender_by_word("minister") is None
    ('she', 'he', True)
    """
    return _words().get(fold(word))


def gender_by_name(names: "Iterable[str]") -> Gender | None:
    """What the first given name tells, if all `names` that tell anything agree.

    >>> gender_by_name(["Ann Ostrander", "Ostrander"]), gender_by_name(["Ostrander"]) is None
    ('she', True)
    """
    told = {gender for name in names for given in PersonalName.of(name).given[:1] if (gender := _given().get(given))}
    return told.pop() if len(told) == 1 else None


def gender_told_before(text: str, mentions: "Iterable[Span]") -> Gender | None:
    """What the word right before any of the mentions tells ("Ms. Orr", "his wife Ann"), if they agree.

    >>> gender_told_before("Critics of Ms. Orr left.", [Span(15, 18)])
    'she'
    >>> gender_told_before("He saw his wife. Orr left.", [Span(17, 20)]) is None
    True
    """
    before = (BEFORE.search(text[max(0, span.start - 20) : span.start]) for span in mentions)
    told = {gender for match in before if match and (gender := gender_by_word(match.group(1) or match.group(2)))}
    return told.pop() if len(told) == 1 else None


@cache
def _words() -> dict[str, Gender]:
    return {fold(word): "she" if gender == "she" else "he" for word, (gender, *_) in table("en/gendered_words").items()}


@cache
def _given() -> dict[str, Gender]:
    men, women = (frozenset(map(fold, lines(name))) for name in ("en/given_names_men", "en/given_names_women"))
    told: dict[str, Gender] = dict.fromkeys(men - women, "he")
    return told | dict.fromkeys(women - men, "she")
