"""Whether what stands at a place lies ahead or behind, by the words of its sentence: no parse is needed.

The nearest verb before the place decides, and the nearest one after it where the place opens a clause. A verb is known
by the words for tense of the language: auxiliaries, words for plans, verbs of timetables, past forms.
"""

import re
from collections.abc import Sequence
from functools import cache

from twosource.annotate.timex.vocabulary import Words
from twosource.words import lines

__all__ = ["is_past_form", "tense_at"]

PAST, UNKNOWN, FUTURE = -1, 0, 1
REACH = 14
"""Words on each side that are looked at."""
WORD = re.compile(r"\d[\d.,]*|[A-Za-zÀ-ÿ]+(?:-[A-Za-zÀ-ÿ]+)*|['’](?:ll|ve|d|s|re|m)\b")
SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<![ap]\.m)(?<!\b[ap])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})[.!?;][\"”’)]*\s|\n"
)
FAR = 7
"""Words from which on an infinitive says nothing of the time: "offers to buy the maker of ships in Arkholm Friday"."""
STRETCH = 160
"""Characters on each side in which those words are looked for."""


def tense_at(text: str, start: int, end: int, words: Words) -> int:
    """Return -1 for past, 1 for future, 0 where nothing tells: of what ``text[start:end]`` gives the time of.

    >>> from twosource.annotate.timex.vocabulary import ENGLISH
    >>> def told(text): return tense_at(text, text.index("Friday"), text.index("Friday") + 6, ENGLISH)
    >>> told("The mayor said Friday"), told("The crew will meet Friday"), told("It was to open on Friday")
    (-1, 1, 1)
    """
    before = _sentence_before(text[max(0, start - STRETCH) : start])
    left = _words(before)[-REACH:]
    right = _words(_sentence_after(text[end : end + STRETCH]))[:REACH]
    if words.context("looks_back").search(before):
        return PAST
    if ahead := words.context("looks_ahead").search(before):
        return PAST if _is_pluperfect(left) else _after_until(_words(before[: ahead.start()]), right, words)
    if words.context("opens_clause").search(before):
        found = _nearest(right, words, forward=True)
        if found is not None:
            return found
    found = _nearest(left, words, forward=False)
    if found is None:
        found = _nearest(right, words, forward=True)
    return found or UNKNOWN


def _words(text: str) -> list[str]:
    return [found[0] for found in WORD.finditer(text)]


def _sentence_before(text: str) -> str:
    ends = [found.end() for found in SENTENCE_END.finditer(text)]
    return text[ends[-1] :] if ends else text


def _sentence_after(text: str) -> str:
    end = SENTENCE_END.search(text)
    return text[: end.start()] if end else text


def _is_pluperfect(left: Sequence[str]) -> bool:
    """True for "had filed reports by": the auxiliary, and another word between it and the last one."""
    return any(word.lower() == "had" for word in left[-5:-2])


def _after_until(left: Sequence[str], right: Sequence[str], words: Words) -> int:
    """What "until Friday" tells: what lies ahead, unless it opens its sentence and that is told in the past.

    "Did not know until Friday" is past as well.
    """
    denied = any(word.lower() in ("not", "never") or word.lower().endswith(("n't", "n’t")) for word in left)
    if denied and _nearest(left, words, forward=False) == PAST:
        return PAST
    opens = not left
    return PAST if opens and _nearest(right, words, forward=True) == PAST else FUTURE


def _nearest(run: Sequence[str], words: Words, forward: bool) -> int | None:
    """The tense of the nearest verb of `run`; None where there is none.

    Behind the place a finite verb decides before an infinitive that nothing governs: "a visit Sunday to review the
    works, the mayor said".
    """
    order = range(len(run)) if forward else range(len(run) - 1, -1, -1)
    purpose = None
    for at in order:
        found = _role(run, at, words)
        if found is None:
            continue
        if not forward or words.column("tense_words").get(run[at].lower()) != "to":
            return found
        purpose = found if purpose is None else purpose
    return purpose


def _role(run: Sequence[str], at: int, words: Words) -> int | None:
    """The tense that the word `at` of `run` tells, with the auxiliaries around it; None for no verb."""
    roles, only_before = words.column("tense_words"), words.column("tense_words", 1)
    word = run[at].lower()
    role = roles.get(word)
    follower = run[at + 1].lower() if at + 1 < len(run) else ""
    if role == "planned" and (not only_before[word] or follower in only_before[word].split()):
        return FUTURE
    if role == "scheduled":
        return FUTURE
    if role == "future":
        return UNKNOWN if "have" in (follower, run[at + 2].lower() if at + 2 < len(run) else "") else FUTURE
    if role == "past":
        return _of_past(run, at, roles)
    if role == "present":
        return _of_present(run, at, roles, only_before)
    if role == "to" and _may_be_verb(run[at + 1] if follower else "", words):
        if len(run) - at > FAR and roles.get(run[at - 1].lower() if at else "") != "planned":
            return None
        return _of_infinitive(run[:at], words)
    adjoined = at > 0 and roles.get(run[at - 1].lower()) == "adjoin" and word.endswith("ed")
    if role in (None, "form", "planned") and not adjoined and is_past_form(run[at], words):
        return _of_form(run, at, words)
    return None


def _of_form(run: Sequence[str], at: int, words: Words) -> int:
    """A past form or participle, with the auxiliaries straight before it."""
    roles = words.column("tense_words")
    helpers: list[str] = []
    for place in range(at - 1, max(-1, at - 5), -1):
        word = run[place].lower()
        if roles.get(word) in ("future", "to", "present", "past"):
            helpers.append(roles[word])
            if helpers[-1] == "to":
                return _of_infinitive(run[:place], words)
        elif not word.endswith("ly") and word not in ("not", "also", "then", "now"):
            break
    if "future" in helpers:
        return UNKNOWN if "past" in helpers else FUTURE
    return UNKNOWN if "present" in helpers and "past" not in helpers else PAST


def _of_past(run: Sequence[str], at: int, roles: dict[str, str]) -> int:
    """A past auxiliary: planned after it ("was expected") or before ("will have") it is no past."""
    ahead = [roles.get(word.lower()) for word in run[at + 1 : at + 3]]
    helpers = [roles.get(word.lower()) for word in run[max(0, at - 2) : at]]
    if "planned" in ahead and run[at].lower() != "had":
        return FUTURE
    return UNKNOWN if "future" in helpers else PAST


def _of_present(run: Sequence[str], at: int, roles: dict[str, str], only_before: dict[str, str]) -> int | None:
    """What "is meeting" and "is due" tell: what lies ahead; "is" alone does not tell."""
    if run[at][0] in "'’" and not _is_short_is(run, at):
        return None
    helpers = [roles.get(word.lower()) for word in run[max(0, at - 3) : at]]
    if "future" in helpers or "to" in helpers:
        return FUTURE
    if "past" in helpers:
        return PAST
    for offset, word in enumerate(run[at + 1 : at + 4], at + 1):
        follower = run[offset + 1].lower() if offset + 1 < len(run) else ""
        needed = only_before.get(word.lower())
        if roles.get(word.lower()) == "planned" and (not needed or follower in needed.split()):
            return FUTURE
        if word.endswith("ing") and word.islower():
            return FUTURE
    return UNKNOWN


def _is_short_is(run: Sequence[str], at: int) -> bool:
    """True for the 's of "it's opening"; that of "Iraq's" is mostly a possessive."""
    return (at > 0 and run[at][1:] != "s") or run[at - 1].lower() in ("it", "he", "she", "that", "there", "who")


def _of_infinitive(before: Sequence[str], words: Words) -> int:
    """What "to meet" tells: what lies ahead, unless what governs it is a plain past ("voted to approve")."""
    governor = before[-1] if before else ""
    if words.column("tense_words").get(governor.lower()) == "carry":
        return _nearest(before[:-1], words, forward=False) or UNKNOWN
    if _was_planned(before, words):
        return PAST
    roles = [words.column("tense_words").get(word.lower()) for word in before[-2:]]
    planned = "planned" in roles or (len(roles) > 1 and roles[-2] == "present")
    return PAST if is_past_form(governor, words) and not planned else FUTURE


def _was_planned(before: Sequence[str], words: Words) -> bool:
    """True for a plan told in the pluperfect: "had been due to expire Friday" is of a Friday that is over."""
    helpers = [words.column("tense_words").get(word.lower()) for word in before[-3:]]
    return helpers == ["past", "past", "planned"]


def _may_be_verb(word: str, words: Words) -> bool:
    """True for a word that can be the verb of "to ..."; False for "to a", "to Berlin", "to reporters"."""
    plural = word.endswith("s") and not word.endswith(("ss", "us"))
    return word.islower() and word not in _function_words(words.language) and not (plural or word.endswith("ing"))


def is_past_form(word: str, words: Words) -> bool:
    """True for a word that ends like a past form or participle, or is in a list of them."""
    role = words.column("tense_words").get(word)
    if not word.islower() or role == "none":
        return False
    return role == "form" or word in _pasts(words.language) or (len(word) > 4 and word.endswith("ed"))


@cache
def _pasts(language: str) -> frozenset[str]:
    return frozenset(lines(f"{language}/irregular_pasts"))


@cache
def _function_words(language: str) -> frozenset[str]:
    return frozenset(lines(f"{language}/function_words")) - {"be", "have", "do"}
