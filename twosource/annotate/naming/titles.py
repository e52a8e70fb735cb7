"""Titles and offices in front of names: what is title, what is name, and what office a phrase means."""

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct, structs

from twosource.annotate.naming.form import fold
from twosource.annotate.naming.lists import country_of, country_of_demonym
from twosource.words import everywhere, lines, table

__all__ = ["Office", "is_former", "is_role_word", "office_of", "title_length", "untitled"]

RUN_TOGETHER = re.compile(r"(?<=[a-z]{2}\.)(?=[A-Z])")  # "Gov.Ann Orlo"
TOKEN = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")


class Office(Struct, frozen=True):
    """What a role phrase says: the `role` class, `portfolio`, `country`, what else narrows it, and the role `word`.

    `former` tells that it is held no more, or was held at another time ("ex-", "then-").
    """

    role: str
    portfolio: str | None = None
    country: str | None = None
    rest: frozenset[str] = frozenset()
    word: str = ""
    former: bool = False

    def agrees(self, other: "Office") -> bool:
        """True if both can be the same office: the classes agree and nothing both state clashes.

        >>> office_of("the defense secretary").agrees(office_of("US Secretary of Defense"))
        True
        >>> office_of("the French defence minister").agrees(office_of("US Defense Secretary"))
        False
        >>> office_of("the president").agrees(office_of("former President"))
        False
        """
        portfolios = self.portfolio is None or other.portfolio is None or self.portfolio == other.portfolio
        countries = self.country is None or other.country is None or self.country == other.country
        return self.role == other.role and self.former == other.former and portfolios and countries

    def narrower_words(self) -> int:
        """How many things the phrase states beside the class."""
        return (self.portfolio is not None) + (self.country is not None) + len(self.rest)


@cache
def _roles() -> dict[str, str]:
    return {word: role for word, (role, *_) in table("en/roles").items()}


@cache
def _honorifics() -> frozenset[str]:
    """Those of all languages: a report names "Herr Orlo" in English too."""
    return frozenset(word for name in everywhere("honorifics") for word in lines(name))


def role_class(word: str) -> str | None:
    """The class of a role word, singular or plural; None where it is none."""
    low = fold(word)
    return _roles().get(low) or (_roles().get(low[:-1]) if low.endswith("s") and len(low) > 4 else None)


def is_role_word(word: str) -> bool:
    """True for a word such as "minister", "Gen." or, before several names, "Senators"."""
    return fold(word) in _roles() or (word[:1].isupper() and word.endswith("s") and fold(word[:-1]) in _roles())


def is_honorific(word: str) -> bool:
    """True for "Mr", "Dr." and the like."""
    return word in _honorifics()


def is_portfolio(words: str) -> bool:
    """True for what offices are about: "Defense", "Foreign Affairs"."""
    return fold(words) in table("en/portfolios")


def title_length(words: Sequence[str]) -> int:
    """How many of the leading `words` are title: up to the last role word that a name can follow.

    >>> title_length("US Defense Secretary Ash Harlan".split()), title_length("Secretary of State Roth".split())
    (3, 3)
    >>> title_length(["Harlan"]), title_length(["Mr.", "Mayor"])
    (0, 1)
    """
    end = 0
    for at, word in enumerate(words):
        if (is_role_word(word) or is_honorific(word)) and at < len(words) - 1:
            end = at + 1
            after = words[end:]
            if len(after) > 2 and after[0] == "of" and is_portfolio(" ".join(after[1:3])) and len(after) > 3:
                end += 3
            elif len(after) > 2 and after[0] == "of" and is_portfolio(after[1]):
                end += 2
    return end


def untitled(name: str) -> str:
    """Return `name` without the titles, offices and nationality before it.

    >>> untitled("US Defense Secretary Ash Harlan"), untitled("Gen. Ray Orlo"), untitled("General Motors")
    ('Ash Harlan', 'Ray Orlo', 'Motors')
    """
    words = RUN_TOGETHER.sub(" ", name).split()
    return " ".join(words[title_length(words) :])


def office_of(phrase: str) -> Office | None:
    """Return what office `phrase` means, None if its main word is no role.

    >>> office_of("the Pentagon chief")
    Office(role='minister', portfolio='defence', country='United States', rest=frozenset(), word='', former=False)
    >>> office_of("the French defense minister").country
    'France'
    >>> office_of("the old lighthouse") is None
    True
    """
    words = [match.group() for match in TOKEN.finditer(re.sub(r"['’]s?(?=\s|$)", "", phrase))]
    former = is_former(" ".join(words))
    words = [word for word in words if fold(word) not in lines("en/determiners") and not _is_former_word(word)]
    seat = _seat_office(" ".join(words))
    if seat is not None:
        return structs.replace(seat, former=former)
    head = _head(words)
    if head is None:
        return None
    role = role_class(words[head]) or ""
    others = [word for at, word in enumerate(words) if at != head]
    country, portfolio, rest = _modifiers(others)
    if role == "minister" and portfolio in {"press", "vice", "deputy"}:
        role = "spokesperson" if portfolio == "press" else role
    return Office(role, portfolio, country, frozenset(rest), fold(words[head]), former)


def is_former(words: str) -> bool:
    """True if one of the words says that an office is held no more, as "ex-" does, or not now.

    >>> is_former("then-President"), is_former("the former mayor"), is_former("the mayor")
    (True, True, False)
    """
    return any(map(_is_former_word, re.split(r"[\s-]+", words)))


def _is_former_word(word: str) -> bool:
    return fold(word) in lines("en/former_words")


def _head(words: Sequence[str]) -> int | None:
    """The role word that the phrase is about: the last before an "of", "for" or the end."""
    stop = next((at for at, word in enumerate(words) if _connectives().get(word)), len(words))
    return next((at for at in range(stop - 1, -1, -1) if role_class(words[at])), None)


@cache
def _connectives() -> dict[str, bool]:
    return {word: bool(ends) for word, ends in table("en/office_connectives").items()}


def _modifiers(words: Sequence[str]) -> tuple[str | None, str | None, list[str]]:
    text = " ".join(words)
    portfolio = next((one for name, (one,) in _portfolios() if re.search(rf"(?i)\b{re.escape(name)}\b", text)), None)
    used = {piece for name, (one,) in _portfolios() if one == portfolio for piece in name.split()}
    country, rest = None, []
    for word in words:
        home = country_of_demonym(word) or (country_of(word) if word[:1].isupper() else None)
        if home is not None:
            country = country or home
        elif fold(word) not in _connectives() and fold(word) not in used and not is_role_word(word):
            rest.append(fold(word))
    return country, portfolio, rest


@cache
def _portfolios() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(sorted(table("en/portfolios").items(), key=lambda row: -len(row[0])))


def _seat_office(words: str) -> Office | None:
    for phrase, (role, portfolio, country) in _known_roles().items():
        if fold(words).endswith(phrase):
            before = words[: len(words) - len(phrase)].split()
            named = next((c for c in map(country_of_demonym, before) if c), None)
            return Office(role, portfolio or None, country or named)
    return None


@cache
def _known_roles() -> dict[str, tuple[str, str, str]]:
    rows = table("en/known_roles").items()
    return {phrase: (*row, "", "")[:3] for phrase, row in rows}  # type: ignore[misc]
