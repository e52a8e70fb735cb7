"""A run of capitals parted into names: title from name, body from person, nationality from what follows."""

from collections.abc import Iterator, Sequence
from functools import cache

from twosource.annotate.naming.form import fold, particles, plain
from twosource.annotate.naming.lists import (
    country_of_demonym,
    given_names,
    is_known_place,
    is_second_syllable,
    known_body,
    not_names,
    organisation_words,
    peoples,
    place_words,
    rarer_given_names,
)
from twosource.annotate.naming.titles import is_honorific, is_portfolio, is_role_word, title_length
from twosource.annotate.naming.words import Word
from twosource.words import lines, table

__all__ = ["parts"]


def parts(run: Sequence[Word]) -> Iterator[tuple[Sequence[Word], str]]:
    """Part a run into names: title from name, nationality from what follows."""
    run = _name_alone(_trim(run))
    if not run:
        return
    texts = [word.text for word in run]
    whole = plain(" ".join(texts))
    if known_body(whole) or is_known_place(whole):
        yield run, ""
        return
    head = _before_person(texts)
    if head:
        yield from parts(run[:head])
        yield from parts(run[head:])
        return
    inner = any(text in organisation_words() for text in texts[1:]) and not any(map(is_role_word, texts))
    if inner or (len(texts) > 1 and texts[-1] in organisation_words() and not is_role_word(texts[0])):
        yield run, ""
        return
    cut = title_length(texts)
    if cut:
        yield from _named_in(run[:cut])
        rest = _name_alone(_trim(run[cut:]))
        if rest:
            yield rest, " ".join(texts[:cut])
        return
    before = texts[:-1]
    if (is_role_word(texts[-1]) or is_honorific(texts[-1])) and (
        all(map(_of_office, before)) or is_known_place(" ".join(before))
    ):
        yield from _named_in(run)
        return
    lead = next((n for n in (3, 2, 1) if n < len(texts) and _nation(texts[:n])), 0)
    if lead:
        yield from _named_in(run[:lead])
        yield from parts(run[lead:])
        return
    yield run, ""


def _before_person(texts: Sequence[str]) -> int:
    """How many words stand before a person's full name that ends the run ("Navy Ann Orlo"): 0 where none is there.

    They must be a body's, a place's or an office's and not a name that the person's may belong to ("John Orlo Clinic").
    """
    for size in (3, 2):
        at = len(texts) - size
        if at <= 0:
            continue
        sender = at == 1 and known_body(texts[0]) is not None  # "AP Ann Orr", who took the picture
        given = fold(texts[at]) in given_names() or (sender and fold(texts[at]) in rarer_given_names())
        full = given and (sender or not any(map(_of_a_thing, texts[at:])))
        if full and (_of_a_thing(texts[at - 1]) or (texts[at - 1].isupper() and len(texts[at - 1]) > 2)):
            return at
    return 0


def _of_a_thing(text: str) -> bool:
    known = known_body(text) is not None or is_known_place(text)
    return known or text in organisation_words() or text in place_words() or not text[:1].isupper()


def _name_alone(run: Sequence[Word]) -> Sequence[Word]:
    """Without a verb or common word in front of a name ("Added Orr", "Moderator Ann Orr"), nor a repetition behind."""
    again = next((at for at, word in enumerate(run) if at and word.text == run[0].text and not _is_initial(word)), None)
    if again is not None and (
        len(run) > 2 or known_body(run[0].text)
    ):  # "Orr Ann Mary Orr", "Ann Orr Ann Mary Orr": names run together by the page
        return run[: 1 if again == len(run) - 1 else again]
    if len(run) < 2 or fold(run[0].text) in given_names():
        return run
    told = run[0].text.istitle() and fold(run[0].text) in _told_verbs() and not is_role_word(run[1].text)
    plain_first = fold(run[0].text) in _common_words() and not is_role_word(run[0].text)
    opener = plain_first or fold(run[0].text) in lines("en/before_names")
    before_full = opener and len(run) >= 3 and fold(run[1].text) in given_names() and _only_name(run[1:])
    return run[1:] if told or before_full else run


def _is_initial(word: Word) -> bool:
    return len(word.text) == 2 and word.text.endswith(".")


def _only_name(run: Sequence[Word]) -> bool:
    return not any(word.text in organisation_words() or word.text in place_words() for word in run)


@cache
def _told_verbs() -> frozenset[str]:
    """Past forms of verbs of saying that can open a sentence before the name of the speaker."""
    return frozenset(verb for verb in lines("en/reporting_verbs") if verb.endswith("ed") or verb in {"said", "wrote"})


@cache
def _common_words() -> frozenset[str]:
    return frozenset(lines("en/common_words"))


def _of_office(text: str) -> bool:
    """Whether a word before a role is part of the office, so that "Defence Secretary" is no name but "Orm Queen" is."""
    known = known_body(text) or is_known_place(text) or country_of_demonym(text) or text in peoples()
    return bool(known) or is_role_word(text) or is_portfolio(text) or is_honorific(text) or not text[:1].isupper()


def _nation(texts: Sequence[str]) -> bool:
    name = " ".join(texts)
    return (
        country_of_demonym(name) is not None
        or name in peoples()
        or name in {"US", "U.S.", "UK", "U.K.", "UN", "U.N.", "EU", "E.U."}
    )


def _named_in(run: Sequence[Word]) -> Iterator[tuple[Sequence[Word], str]]:
    """The bodies and places named within a title: "US", "Pentagon", "Food Agency"."""
    kept: list[Word] = []
    for word in [*run, None]:
        if word is not None and not (
            is_role_word(word.text) or is_portfolio(word.text) or is_honorific(word.text) or not word.capital
        ):
            kept.append(word)
            continue
        texts = [one.text for one in kept]
        while texts and country_of_demonym(texts[0]) and not known_body(texts[0]):
            texts, kept = texts[1:], kept[1:]
        body = len(texts) > 1 and any(text in organisation_words() for text in texts)
        if texts and (known_body(" ".join(texts)) or is_known_place(" ".join(texts)) or body):
            yield kept, ""
        kept = []


def _trim(run: Sequence[Word]) -> Sequence[Word]:
    """Without words at either end that name nobody."""
    while run and (
        not (run[-1].capital or is_second_syllable(run[-1].text))
        or (len(run) > 1 and fold(run[-1].text) in lines("en/not_at_ends"))
        or (len(run) > 1 and run[-1].text in lines("en/name_furniture"))
        or (len(run) > 2 and fold(run[-1].text.rstrip(".")) in _months())
        or (len(run) > 1 and fold(run[-1].text) in _days() and not _is_named_day(run))
    ):
        run = run[:-1]
    while run and (not run[0].capital and fold(run[0].text) not in particles()):
        run = run[1:]
    if (
        len(run) > 2 and run[1].text in lines("en/name_furniture") and run[1].text.endswith("s")
    ):  # "Getty Images Ann Orlo"
        return _trim(run[2:])
    if (
        len(run) == 1
        and (run[0].text in not_names() or country_of_demonym(run[0].text))
        and not known_body(run[0].text)
    ):
        plural_people = country_of_demonym(run[0].text) and run[0].text.endswith("s")
        return run if plural_people else []
    if run and run[0].text in not_names() and len(run) > 1 and fold(run[0].text) in _days():
        return _trim(run[1:])
    return run


def _is_named_day(run: Sequence[Word]) -> bool:
    """Whether a run that ends with a weekday can be a day's name ("Good Friday"), not a name and when it was."""
    first = run[0].text
    named = known_body(first) or is_known_place(first) or first in lines("en/before_days") or first in given_names()
    return len(run) == 2 and not named


@cache
def _days() -> frozenset[str]:
    return frozenset(table("en/weekdays"))


@cache
def _months() -> frozenset[str]:
    """Months and their short forms, folded, but for those that in full are names or words as well."""
    return frozenset(name for name, (_, *more) in table("en/months").items() if not more or "short" in more)
