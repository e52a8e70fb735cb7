"""Other names that a text gives somebody itself: short forms in brackets, "better known as"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise

from twosource.annotate.naming.form import words_of
from twosource.annotate.naming.lists import is_known_place, known_body
from twosource.annotate.naming.patterns import pattern
from twosource.annotate.naming.same import EntityType, initials_of
from twosource.annotate.naming.spotting import Occurrence
from twosource.words import lines

__all__ = ["introduced_aliases"]

FARTHEST = 40
PARENTHESIS = re.compile(r"\s?[\(\[]([^()\[\]\n]{2,60})[\)\]]")


def introduced_aliases(text: str, found: Sequence[Occurrence], types: Mapping[str, EntityType]) -> dict[str, str]:
    """Other names that the text itself introduces, each -> the name it stands for: in brackets, or "also known as".

    >>> text = "The Food Agency (FA) met. Islands Union (IU, formerly OIU/OIL) did not."
    >>> names = {"Food Agency": "organisation", "Islands Union": "organisation"}
    >>> from twosource.model import Span
    >>> spots = [Occurrence(Span(4, 15), "Food Agency"), Occurrence(Span(26, 39), "Islands Union")]
    >>> introduced_aliases(text, spots, names)
    {'FA': 'Food Agency', 'IU': 'Islands Union', 'OIU': 'Islands Union', 'OIL': 'Islands Union'}
    >>> text, names = "Ann Lund, better known as Lux, sang.", {"Ann Lund": "person", "Lux": "other"}
    >>> introduced_aliases(text, [Occurrence(Span(0, 8), "Ann Lund"), Occurrence(Span(26, 29), "Lux")], names)
    {'Lux': 'Ann Lund'}
    """
    out: dict[str, str] = {}
    for one, name in chain(_bracketed(text, found, types), _also_known(text, found, types)):
        out.setdefault(one, out.get(name, name))
    return out


def _bracketed(text: str, found: Sequence[Occurrence], types: Mapping[str, EntityType]) -> Iterator[tuple[str, str]]:
    for one in found:
        if types.get(one.name) not in ("organisation", "other", "place"):
            continue
        match = PARENTHESIS.match(text, one.span.end)
        if match is not None:
            yield from ((short, one.name) for short in _short_forms(match.group(1), one.name))


def _also_known(text: str, found: Sequence[Occurrence], types: Mapping[str, EntityType]) -> Iterator[tuple[str, str]]:
    """Names with nothing but "also known as" or the like between them; "formerly" only between names of one type."""
    for one, other in pairwise(found):
        between = text[one.span.end : other.span.start]
        if len(between) > FARTHEST or one.name == other.name or not _known_as().fullmatch(between):
            continue
        kinds = {types.get(one.name, "other"), types.get(other.name, "other")}
        known = known_body(other.name) or is_known_place(other.name)
        if len(kinds - {"other"}) <= 1 or (pattern("called otherwise").search(between) and not known):
            yield other.name, one.name


@cache
def _known_as() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in sorted(lines("en/also_known"), key=len, reverse=True))
    return re.compile(rf"\s?[,(–—-]?\s?(?:who (?:is|was) |which (?:is|was) )?(?:{phrases})\s(?:the )?[\"“'‘]?")


def _short_forms(inside: str, name: str) -> list[str]:
    """The acronyms in a bracket, if it holds nothing else and the first fits the name or is said to be another name."""
    saying = pattern("word for another name")
    pieces = [piece.strip(" '\"“”‘’") for piece in re.split(r"[,;/]|\bor\b|\band\b", saying.sub(" ", inside))]
    pieces = [piece for piece in pieces if piece]
    if not pieces or not all(re.fullmatch(r"(?=.*[A-Z].*[A-Z])[A-Z][A-Za-z.&-]{1,9}", piece) for piece in pieces):
        return []
    adds = inside.split()[0] in lines("en/adding_words")
    told = saying.search(inside) is not None and len(pieces) == 1 and not adds
    return pieces if told or _abbreviates(pieces[0], name) else []


def _abbreviates(short: str, name: str) -> bool:
    """Whether the capitals of `short` are initials of `name`, in order (a name in another language need not fit)."""
    letters = "".join(c for c in short if c.isupper()).lower()
    if letters in initials_of(name) or (known_body(short) is not None and known_body(short) == known_body(name)):
        return True
    initials = iter("".join(word[0] for word in words_of(name)))
    return all(letter in initials for letter in letters) and len(letters) >= 2
