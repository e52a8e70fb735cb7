"""Every occurrence of every name of a document, also where the rules or the model missed it at first."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from twosource.annotate.naming.candidates import Candidate
from twosource.annotate.naming.form import PersonalName, fold, sound_key, words_of
from twosource.annotate.naming.lists import (
    country_of,
    country_of_demonym,
    given_names,
    is_known_place,
    known_body,
    organisation_words,
    place_words,
    sounds_like_place,
    storm_of,
)
from twosource.annotate.naming.same import EntityType
from twosource.model import Span
from twosource.words import lines

__all__ = ["Occurrence", "occurrences", "types_of"]

WORD = re.compile(r"\w+")
AFTER = re.compile(r"(?![\w@]|\.\w)")
SELDOM = 20
SURNAME_FIRST = re.compile(r"^\w+ \w+-[a-z]+$")  # "Kim Orl-un"
ORDER: tuple[EntityType, ...] = ("person", "organisation", "place", "other")


class Occurrence(Struct, frozen=True, order=True):
    """A name in a place of the clean text."""

    span: Span
    name: str


def types_of(found: Sequence[Candidate]) -> dict[str, EntityType]:
    """The type of each name: by what the lists know, then by its words, then by the votes of all its candidates.

    A single word that is the surname of a full name of a person is a person's.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for candidate in found:
        tally = votes[candidate.name]  # a name that nobody votes on counts too
        for kind, weight in candidate.votes:
            tally[kind] += weight  # type: ignore[assignment]
    titled = Counter(candidate.name for candidate in found if candidate.title)
    often = Counter(candidate.name for candidate in found)
    types: dict[str, EntityType] = {
        name: _settled(name) or _titled(name, titled[name], often[name]) or _voted(name, one)
        for name, one in votes.items()
    }
    return _by_other_names(types, votes)


def _by_other_names(types: Mapping[str, EntityType], votes: Mapping[str, Mapping[str, float]]) -> dict[str, EntityType]:
    """The types after what the names of a document say of one another: surnames, teams, storms."""
    types = dict(types)
    full = [name for name, kind in types.items() if kind == "person" and " " in name]
    surnames = {sound_key(PersonalName.of(name).surname) for name in full}
    surnames |= {sound_key(name.split()[0]) for name in full if SURNAME_FIRST.search(name)}
    firms = {start for name, kind in types.items() if kind == "organisation" for start in _starts_of_firm(name)}
    bodies = {fold(name).split()[-1] for name, kind in types.items() if kind == "organisation" and " " in name}
    single = {sound_key(name) for name, kind in types.items() if kind == "person" and " " not in name}
    for name, kind in types.items():
        words = name.split()
        if storm_of(name) or any(f"{storm} {name}" in types for storm in lines("en/storm_words")):
            types[name] = "other"
        elif kind in ("other", "person") and fold(name) in firms and not _told_person(name, surnames):
            types[name] = "organisation"  # "Orlo", where "Orlo Inc." is told of
        elif kind == "other" and 2 <= len(words) <= 4 and sound_key(words[-1]) in single:
            types[name] = "person"
        elif kind == "other" and len(words) == 1 and name.endswith("s") and fold(name) in bodies:
            types[name] = "organisation"  # "the Otters", where "Vardsund Otters" are told of
        elif kind != "person" and sound_key(_surname(name)) in surnames and _unsettled(name, votes[name]):
            types[name] = "person"
    return types


def _starts_of_firm(name: str) -> Iterator[str]:
    """The name without the words that only say that it is a firm's ("Orlo" of "Orlo Pharma Inc."), folded."""
    words = fold(name).split()
    size = next((at for at, word in enumerate(words) if word.strip(".,") in lines("en/bare_body_words")), len(words))
    if 0 < size < len(words) and all(word.strip(".,") in lines("en/bare_body_words") for word in words[size:]):
        yield " ".join(words[:size])


def _told_person(name: str, surnames: Container[str]) -> bool:
    return sound_key(name) in surnames or (" " in name and fold(name.split()[0]) in given_names())


def _unsettled(name: str, votes: Mapping[str, float]) -> bool:
    return (_settled(name) is None or _rather_person(name, votes)) and not _has(name, organisation_words())


def _rather_person(name: str, votes: Mapping[str, float]) -> bool:
    """Whether a place's name that is also the surname of somebody in the document is mostly used as a surname."""
    return " " not in name and votes["person"] > 0 and votes["person"] >= votes["place"]


def _surname(name: str) -> str:
    """The surname, if `name` is nothing but a surname ("van Loon", "Harlan")."""
    parts = PersonalName.of(name)
    return " ".join([*parts.given, parts.surname]) if not parts.given else ""


def _settled(name: str) -> EntityType | None:
    if country_of(name) or is_known_place(name):
        return "place"
    if known_body(name):
        return "organisation"
    if country_of_demonym(name):
        return "other"
    return None


def _titled(name: str, times: int, of: int) -> EntityType | None:
    """A single word that has a title before it now and then is a person's, whatever the model makes of the others."""
    bare = " " not in name and not _has(name, organisation_words())
    return "person" if bare and times >= 2 and times * SELDOM >= of else None


def _voted(name: str, votes: Counter[str]) -> EntityType:
    words = name.split()
    if storm_of(name):
        return "other"
    if len(words) > 1 and words[-1] in lines("en/thing_words"):
        return "other"
    if _has(name, organisation_words()) and len(words) > 1:
        return "organisation"
    if _of_a_place(words) and votes["person"] < 3:
        return "place"
    if len(words) > 1 and fold(words[0]) in given_names() and len(words) <= 4:
        return "person"
    if sounds_like_place(name) and votes["person"] < 1.5:
        return "place"
    if not votes or max(votes.values()) <= 0:
        return "other"
    return max(ORDER, key=lambda kind: (votes[kind], -ORDER.index(kind)))


def _of_a_place(words: Sequence[str]) -> bool:
    """Whether a word for a place begins or ends the name, or stands before "of" ("Gulf of Orlo")."""
    heads = {words[0], words[-1], words[words.index("of") - 1] if "of" in words[1:] else words[-1]}
    return len(words) > 1 and not heads.isdisjoint(place_words())


def _has(name: str, words: Iterable[str]) -> bool:
    return any(word in words for word in name.split())


def occurrences(text: str, names: Mapping[str, EntityType], found: Sequence[Candidate]) -> list[Occurrence]:
    """Find each of `names` wherever it stands as whole words in `text`: the longest first, none overlapping.

    A name that stands inside a longer run of capitals that was found as another name
    is that one's part.

    >>> occurrences("Ann Orr spoke. Orr left.", {"Ann Orr": "person", "Orr": "person"}, [])
    [Occurrence(span=Span(start=0, end=7), name='Ann Orr'), Occurrence(span=Span(start=15, end=18), name='Orr')]
    """
    taken = [Occurrence(one.span, one.name) for one in found if one.name in names]
    busy = sorted(one.span for one in taken)
    starts = {span.start for span in busy}
    covered = _covered(busy)
    for span in _anywhere(text, names):
        if span.start in starts or any(at in covered for at in (span.start, span.end - 1)):
            continue
        if not _part_of_more(text, span):
            taken.append(Occurrence(span, " ".join(span.of(text).split())))
    return sorted(taken)


def _covered(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(at for span in spans for at in range(span.start, span.end))


def _anywhere(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Whole words of `text` that spell one of `names`, from left to right, the longest name at each place."""
    by_word: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        first = WORD.search(name)
        if first is not None and first.start() == 0:
            by_word.setdefault(first.group(), []).append(name)
    end = 0
    for match in WORD.finditer(text):
        start = match.start()
        if start < end or text[start - 1 : start] in {".", "@"}:
            continue
        spelled = (name for name in by_word.get(match.group(), ()) if text.startswith(name, start))
        whole = next((name for name in spelled if AFTER.match(text, start + len(name))), None)
        if whole is not None:
            end = start + len(whole)
            yield Span(start, end)


def _part_of_more(text: str, span: Span) -> bool:
    """Whether a capitalised word stands right after, so that this is but the beginning of another name."""
    name = span.of(text)
    after = re.match(r"[ \u00a0]([A-Z][a-z]+)", text[span.end : span.end + 30])
    return after is not None and after.group(1) in (organisation_words() | place_words()) and len(words_of(name)) == 1
