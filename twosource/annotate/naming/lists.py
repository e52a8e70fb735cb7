"""What the word lists know: countries, places, bodies, offices, given names."""

import re
from functools import cache

from twosource.annotate.naming.form import fold, letters_key, plain, sound_key
from twosource.words import lines, table

__all__ = [
    "country_of", "country_of_demonym", "given_names", "is_known_place", "is_second_syllable", "known_body",
    "not_names", "organisation_words", "peoples", "place_words", "rarer_given_names", "region_of", "regions",
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


def region_of(name: str) -> str | None:
    """The state that `name` shortens or names, None where it does neither or may be a word ("Mass").

    >>> region_of("Fla"), region_of("N.H."), region_of("Mass") is None
    ('Florida', 'New Hampshire', True)
    """
    return regions().get(name.rstrip(".").replace(" ", "").casefold()) if name[:1].isupper() else None


@cache
def regions(*, of_words: bool = False) -> dict[str, str]:
    """Folded names and short forms of states, without points at the end and blanks; with `of_words` also doubtful."""
    rows = ((name, [*more, "", ""][:2]) for name, more in table("en/regions").items())
    return {
        form.strip().rstrip(".").replace(" ", "").casefold(): name
        for name, (short, doubt) in rows
        for form in [name, *(short.split(",") if of_words or not doubt else [])]
        if form
    }


def is_known_place(name: str) -> bool:
    """True for countries, capitals, states and the places of the list."""
    return letters_key(name) in _places() or country_of(name) is not None or region_of(name) is not None


def known_body(name: str) -> str | None:
    """The body that is known as `name`; short forms only in their own case ("IS", not "is").

    >>> known_body("ISIL"), known_body("is") is None
    ('Islamic State', True)
    """
    key = plain(name)
    return _bodies().get(key) or _bodies().get(fold(key) if len(key) > 5 else key)


SYLLABLE = re.compile(
    r"(?:[bdfghjklmnprstwxyz]|ch|sh|zh|ts|hs|hw|kw|gw|[bghkmnpr]y)?(?:[aeiou]|ae|ai|ao|ei|eo|eu|ia|ie|io|iu|oe|oo|ou|ua|ui|uo)"
    r"(?:h?n|ng|[hklmpt])?"
)


def is_second_syllable(word: str) -> bool:
    """True for a small word that ends given names of Korean and Chinese behind a hyphen: "un" of "Jong-un".

    >>> is_second_syllable("un"), is_second_syllable("ahn"), is_second_syllable("led"), is_second_syllable("run")
    (True, True, False, False)
    """
    if word in lines("en/hyphenated_syllables"):
        return True
    return len(word) > 1 and SYLLABLE.fullmatch(word) is not None and word not in _ordinary()


@cache
def _ordinary() -> frozenset[str]:
    listed = ("common_words", "function_words", "beside_hyphens")
    return frozenset(word for name in listed for word in lines(f"en/{name}"))


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
    for name, more in table("en/acronyms").items():
        for form in (name, *(other.strip() for others in more[:1] for other in others.split(";"))):
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
