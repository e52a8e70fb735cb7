"""What the word lists know: countries, places, bodies, offices, given names."""

from functools import cache

from twosource.annotate.naming.form import fold, letters_key, plain, sound_key
from twosource.words import lines, table

__all__ = [
    "country_of", "country_of_demonym", "given_names", "is_known_place", "known_body", "not_names",
    "organisation_words", "peoples", "place_words", "rarer_given_names",
    "sounds_like_place", "storm_of",
]  # fmt: skip


def country_of(name: str) -> str | None:
    """The country that `name` names ("U.S." gives "United States"), None where it names none; "us" is a pronoun.

    >>> country_of("the U.S."), country_of("Britain"), country_of("us") is None
    ('United States', 'United Kingdom', True)
    """
    key = letters_key(name)
    return None if len(key) <= 3 and not plain(name).isupper() else _countries().get(key)


def country_of_demonym(word: str) -> str | None:
    """The country whose people or things `word` names, None where it is no such word.

    >>> country_of_demonym("French"), country_of_demonym("Kurdish") is None
    ('France', True)
    """
    return _demonyms().get(word)


def is_known_place(name: str) -> bool:
    """True for countries, capitals and the places of the list."""
    return letters_key(name) in _places() or country_of(name) is not None


def known_body(name: str) -> str | None:
    """The body that is known as `name`; short forms only in their own case ("IS", not "is").

    >>> known_body("ISIL"), known_body("is") is None
    ('Islamic State', True)
    """
    key = plain(name)
    return _bodies().get(key) or _bodies().get(fold(key) if len(key) > 5 else key)


@cache
def _countries() -> dict[str, str]:
    return {
        letters_key(form): name
        for name, (_, *more) in table("en/countries").items()
        for form in [name, *(more[0].split(",") if more else [])]
        if form.strip()
    }


@cache
def _demonyms() -> dict[str, str]:
    rows = table("en/countries").items()
    return {word.strip(): name for name, (people, *_) in rows for word in people.split(",") if word.strip()}


def sounds_like_place(name: str) -> bool:
    """True for another transliteration of a known place ("Raqa"); four letters at least.

    >>> sounds_like_place("Raqa"), sounds_like_place("Rachel")
    (True, False)
    """
    return len(name) >= 4 and " " not in name and sound_key(name) in _place_sounds()


@cache
def _place_sounds() -> frozenset[str]:
    return frozenset(sound_key(name) for name in (*lines("en/places"), *table("en/capitals")) if " " not in name)


@cache
def _places() -> frozenset[str]:
    return frozenset(map(letters_key, (*lines("en/places"), *table("en/capitals"))))


@cache
def _bodies() -> dict[str, str]:
    out: dict[str, str] = {}
    for name, (others, *_) in table("en/acronyms").items():
        for form in (name, *(other.strip() for other in others.split(";"))):
            out[plain(form)] = name
            if len(plain(form)) > 5:
                out[fold(plain(form))] = name
    for form, (name, *_) in table("en/agencies").items():
        out.setdefault(plain(form), out.get(plain(name), plain(name)))
    return out


@cache
def given_names() -> frozenset[str]:
    """Given names, folded, with their short forms."""
    nicknames = table("en/nicknames")
    short = (name.strip() for (row, *_) in nicknames.values() for name in row.split(","))
    return frozenset(map(fold, (*lines("en/given_names"), *nicknames, *short)))


@cache
def rarer_given_names() -> frozenset[str]:
    """Given names, folded, that may well be something else ("Chase", "Geneva"): a hint and no proof."""
    names = (*lines("en/given_names_men"), *lines("en/given_names_women"))
    return frozenset(map(fold, names)) - given_names() - frozenset(lines("en/common_words"))


def storm_of(name: str) -> str | None:
    """What a storm is called, None where `name` is no storm's with its word in front.

    >>> storm_of("Hurricane Berta"), storm_of("Berta") is None
    ('Berta', True)
    """
    words = (word for word in lines("en/storm_words") if name.startswith(f"{word} "))
    return max((name.removeprefix(f"{word} ") for word in words), key=len, default=None)


@cache
def organisation_words() -> frozenset[str]:
    """Words that make a name that of a body."""
    return frozenset(lines("en/organisation_words"))


@cache
def place_words() -> frozenset[str]:
    """Words that make a name that of a place."""
    return frozenset(lines("en/place_words"))


@cache
def peoples() -> frozenset[str]:
    """Words of peoples, faiths and quarters that are no country's."""
    return frozenset(lines("en/peoples"))


@cache
def not_names() -> frozenset[str]:
    """Words that are often capitalised but name nobody."""
    more = ("months", "weekdays", "seasons", "day_parts")
    calendar = {word.split("\t")[0].capitalize() for name in more for word in lines(f"en/{name}")}
    return frozenset(lines("en/not_names")) | peoples() | calendar
