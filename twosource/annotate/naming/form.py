"""A name as it is written, and what is left of it for comparison."""

import re
import unicodedata
from functools import cache, lru_cache

from msgspec import Struct

from twosource.words import lines, table

__all__ = [
    "SUFFIXES", "PersonalName", "fold", "letters_key", "nickname_group", "plain", "sound_key", "suffix_of",
    "variant_of", "words_of",
]  # fmt: skip

POSSESSIVE = re.compile(r"(?:['’`]s|(?<=s)['’`])$")
MARKS = "\"“”'‘’`"
LEADING_ARTICLE = re.compile(rf"^(?:{'|'.join(lines('en/articles'))})\s+", re.IGNORECASE)
QUOTED = re.compile(r"[\"“'‘][^\"”'’]+[\"”'’](?=\s)|\([^()]*\)")
WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
LIGATURES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)


class PersonalName(Struct, frozen=True):
    """The parts of a person's name, folded: `given` names or initials, then `surname` without its particles.

    `called` is the short name in marks or brackets between them, if it is one word: "Luis (Jerry) Orlo".
    """

    given: tuple[str, ...]
    surname: str
    called: str = ""

    @classmethod
    def of(cls, name: str) -> "PersonalName":
        """Take `name` apart; titles must be gone already.

        The surname starts at the first particle that is not the first word, else it is the last word. Suffixes such as
        "Jr." are left out.

        >>> PersonalName.of("Jean-Paul van Loon"), PersonalName.of("Bashar al-Assad")
        (PersonalName(given=('jean', 'paul'), surname='loon', called=''),
         PersonalName(given=('bashar',), surname='assad', called=''))
        >>> PersonalName.of("Ben Orlo").given, PersonalName.of("al-Orlo").given
        (('ben',), ())
        """
        called = words_of(match.group()) if (match := QUOTED.search(name)) else ()
        words = [word for word in words_of(QUOTED.sub(" ", name)) if word not in SUFFIXES]
        if not words:
            return cls((), "")
        start = next((i for i in range(1, len(words) - 1) if words[i] in particles()), len(words) - 1)
        surname = [word for word in words[start:] if word not in particles()] or words[-1:]
        given = [word for at, word in enumerate(words[:start]) if word not in particles() or _is_given(at, word, name)]
        return cls(tuple(given), " ".join(surname), called[0] if len(called) == 1 else "")


def _is_given(at: int, word: str, name: str) -> bool:
    """Whether a small word of surnames is the given name here, as in "Ben Orlo"."""
    return at == 0 and word in lines("en/given_particles") and name.lstrip().startswith(f"{word.title()} ")


SUFFIXES = frozenset(table("en/name_suffixes"))


def suffix_of(name: str) -> str:
    """What tells the bearer from others of the same name: "jr", "sr", "iii" or nothing.

    >>> suffix_of("Ivar Lund, Jr."), suffix_of("Ivar Lund")
    ('jr', '')
    """
    last = words_of(name)[-1:]
    return last[0] if last and last[0] in SUFFIXES else ""


@cache
def particles() -> frozenset[str]:
    """Small words within personal names ("al", "van", "de")."""
    return frozenset(lines("en/name_particles"))


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """Return `name` without a leading article, a possessive ending and needless blanks.

    Marks around the whole name are no part of it, nor is one without its other half.

    >>> plain("the Islamic State’s"), plain("'The Long Road'"), plain('Ann "Red" Orlo')
    ('Islamic State', 'Long Road', 'Ann "Red" Orlo')
    """
    bare = _unmarked(" ".join(name.split()).strip(" ,;:-–—"))
    return POSSESSIVE.sub("", LEADING_ARTICLE.sub("", bare)).strip(" ,;:-–—")


def _unmarked(name: str) -> str:
    core = name.strip(MARKS)
    inner = any(mark in core for mark in '"“”')
    return core if name[:1] in MARKS and not inner else name


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` in lower case, without accents, each kind of apostrophe the same.

    >>> fold("François Bölkow’s")
    "francois bolkow's"
    """
    lower = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    return "".join(c for c in lower if not unicodedata.combining(c)).replace("’", "'")


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name; a hyphen parts words, dots of initials are dropped.

    >>> words_of("J.-C. O’Brien"), words_of("U.S. Navy")
    (('j', 'c', "o'brien"), ('us', 'navy'))
    """
    return tuple(word.replace(".", "") for word in WORD.findall(fold(name)))


def letters_key(name: str) -> str:
    """The letters and digits of a name, without article: equal for "U.S." and "US", "AlRai" and "Al-Rai".

    >>> letters_key("the U.S.")
    'us'
    """
    return "".join(words_of(plain(name)))


TRANSLITERATION = tuple(
    (re.compile(pattern), into)
    for pattern, into in (
        (r"^(?:al|el|ul)[- ](?=\w{3})", ""), (r"[’'`]", ""), (r"ph", "f"), (r"[qc]k|q|c(?![heiy])", "k"), (r"x", "ks"),
        (r"ou|oo", "u"), (r"ee|ie|y", "i"), (r"(?<=[gkdt])h(?=[aeiou])", ""), (r"v$", "f"), (r"w", "v"),
        (r"(\w)\1+", r"\1"), (r"(?<=\w\w\w)[h]$", ""),
    )
)  # fmt: skip


@lru_cache(maxsize=65536)
def sound_key(word: str) -> str:
    """A key under which the usual transliterations of one name meet; vowels stay, so that it remains strict.

    >>> sound_key("Raqqa") == sound_key("Raqa"), sound_key("Iraq") == sound_key("Iran")
    (True, False)
    """
    key = fold(word)
    for pattern, into in TRANSLITERATION:
        key = pattern.sub(into, key)
    return key


@cache
def _variants() -> dict[str, str]:
    rows = table("en/name_variants").items()
    return {letters_key(name): letters_key(one) for one, (more, *_) in rows for name in (one, *more.split(","))}


def variant_of(word: str) -> str:
    """The usual spelling of a folded word of a name, where several are in use; else the word itself.

    >>> variant_of("muhammad"), variant_of("ostro")
    ('mohammed', 'ostro')
    """
    return _variants().get(word, word)


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for full, (short, *_) in table("en/nicknames").items():
        for name in [full, *short.split(",")]:
            groups.setdefault(fold(name.strip()), set()).add(fold(full))
    return {name: frozenset(fulls) for name, fulls in groups.items()}


def nickname_group(given: str) -> frozenset[str]:
    """The full given names for which `given` (folded) can stand; empty where none is known.

    >>> sorted(nickname_group("ash"))
    ['ashley', 'ashton']
    """
    return _nicknames().get(given, frozenset())
