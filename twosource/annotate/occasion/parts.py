"""What an occasion is told by: one phrase after another, each read from the token at which it begins."""

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from twosource.annotate.newsrooms import is_outlet, newsroom
from twosource.annotate.occasion.line import Line
from twosource.model import OccasionKind
from twosource.words import lines, table

if TYPE_CHECKING:
    from twosource.model import Date

__all__ = ["Part", "addressee_at", "behind_at", "date_at", "made_at", "noun_end", "phrase_at", "place_at", "to_whom_at"]

YEARS = re.compile(r"[\dX]{2,4}(?:-(?:SU|WI|SP|FA|Q\d|H\d))?")
LONGEST = 14  # tokens of a noun phrase
NOUNS = ("NN", "NNS", "NNP", "NNPS")
BEFORE_NOUN = ("JJ", "JJR", "JJS", "CD", "HYPH", "AFX", "VBG", "VBN", "NFP", "``", "''", "ADD")
OPEN = ("DT", "PRP$", "PDT", "WDT", "``")
PARTS_OF = ("one", "some", "series", "part", "number", "string", "round", "couple", "rest")
DATE_LEADS = ("on", "late", "early", "earlier", "in", "at", "last", "just", "since", "back", "that")
PLACES = ("in", "at", "from", "outside", "near", "inside", "aboard")
JOINING = (
    "with", "to", "for", "on", "about", "before", "from", "by", "in", "at", "during", "outside", "after", "inside",
    "following", "aboard", "near", "alongside", "via", "of", "over", "ahead", "via", "under",
)  # fmt: skip
PROMISES = ("condition", "conditions", "background", "anonymity")
ANAPHORIC = ("the", "that", "this", "same")


class Part(Struct, frozen=True):
    """Tokens `first` to `end` tell of an occasion: its kind, the outlet it was given to, its place, its date.

    `again` tells that it means one told before ("in the same interview", "told the newspaper"). `bare` is a date or a
    place, which alone is nothing that somebody speaks at, `long` a date of a year or more.
    """

    first: int
    end: int
    kind: OccasionKind | None = None
    given_to: str | None = None
    place: str | None = None
    date: str | None = None
    again: bool = False
    bare: bool = False
    long: bool = False


def date_at(line: Line, at: int) -> Part | None:
    """ "on Monday", "late Tuesday", "last week": a date, with the words that lead to it."""
    first = at
    while line.word(first) in DATE_LEADS and first - at < 2 and first not in line.dates:
        first += 1
    found = line.dates.get(first)
    if found is None or not line.word(first):
        return None
    end, date = found
    if date.value.endswith("_REF"):  # “now”, “recently”
        return None
    if line.tag(end) in ("POS", *NOUNS, "HYPH") or any(not line.word(n) for n in range(first, end)):
        return None  # “Tuesday's address”, “a Monday letter”
    return Part(at, end, date=_day(date), bare=True, long=bool(YEARS.fullmatch(date.value)))


def _day(date: "Date") -> str | None:
    return date.earliest if date.earliest == date.latest else None


def place_at(line: Line, at: int) -> Part | None:
    """ "in Paris", "from Oslo"."""
    first = at + 1
    if line.word(at) not in PLACES:
        return None
    if line.word(first) == "the":
        first += 1
    found = line.places.get(first)
    if found is None or line.tag(found[0]) in ("POS", *NOUNS):
        return None
    return Part(at, found[0], place=found[1], bare=True)


def noun_end(line: Line, at: int) -> int:
    """The token after the noun phrase that begins at `at`; `at` itself where none does.

    A date in front of a noun belongs to it ("a Monday letter"), one behind it does not ("in a statement Monday").
    """
    here, last = at, at
    if line.tag(here) in OPEN:
        here += 1
    while here - at < LONGEST and line.word(here):
        if here in line.dates and here > at:
            after = line.dates[here][0]
            after += line.word(after) == ","
            if line.tag(after) not in ("POS", *NOUNS, *BEFORE_NOUN) or not _is_noun_ahead(line, after):
                break
            here = after
            continue
        tag = line.tag(here)
        if tag in NOUNS:
            last = here + 1
        elif tag == "POS" and last == here:
            pass
        elif not (tag in BEFORE_NOUN and _is_noun_ahead(line, here)):
            break
        here += 1
    return last


def _is_noun_ahead(line: Line, at: int) -> bool:
    """Whether a noun follows what may stand in front of one."""
    while line.tag(at) in (*BEFORE_NOUN, "POS", ","):
        at += 1
    return line.tag(at) in NOUNS


@cache
def _heads() -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """What is said at or in, by its last words: kind, kind if no room is named, and prepositions."""
    found = {}
    for noun, (kind, leads) in table("en/occasion_nouns").items():
        first, _, other = kind.partition("/")
        found[noun] = (first, other or first, tuple(leads.split()))
    return found


def _head(words: list[str]) -> tuple[str, str, tuple[str, ...]] | None:
    """The entry of the longest noun of the list that `words` end with."""
    for size in (4, 3, 2, 1):
        held = " ".join(words[-size:]).replace(" - ", "-")
        if len(words) >= size and held in _heads():
            return _heads()[held]
    return None


def _kind(entry: tuple[str, str, tuple[str, ...]], words: list[str]) -> OccasionKind:
    first, other, _ = entry
    rooms = table("en/occasion_rooms")
    told = next((rooms[word][0] for word in words if word in rooms), None)
    court = first == "court" and told == "parliament" and not {"court", "lawsuit", "filing"} & {*words}
    return _as_kind(told or other) if first == "room" or court else _as_kind(other)


def _as_kind(kind: str) -> OccasionKind:
    kinds: dict[str, OccasionKind] = {
        "conference": "conference", "interview": "interview", "document": "document", "post": "post",
        "speech": "speech", "court": "court", "parliament": "parliament", "other": "other",
    }  # fmt: skip
    return kinds[kind]


def phrase_at(line: Line, at: int) -> Part | None:
    """ "at a press conference in Paris", "in an interview with NBC", "on Twitter": the noun and all that is its."""
    lead = line.word(at)
    first = at + 1
    if lead not in _leads() or line.tag(at) not in ("IN", "RP", "TO", "VBG"):
        return None
    end = noun_end(line, first)
    some = max(end, first + 1)
    if line.word(some - 1) in PARTS_OF and line.word(some) == "of":  # “one of her tweets”, “a series of tweets”
        end = noun_end(line, some + 1)
    entry = _head(line.words(first, end)) if end > first else None
    if entry is None or lead not in entry[2]:
        return None
    return _whole(line, at, first, end, entry)


@cache
def _leads() -> frozenset[str]:
    return frozenset(lead for _, _, leads in _heads().values() for lead in leads)


def made_at(line: Line, at: int) -> Part | None:
    """ "issued a statement", "posted a video on Facebook": a verb of making and a document or post as its object."""
    if "make" not in table("en/occasion_verbs").get(line.word(at), ()) and line.words(at, at + 2) != ["took", "to"]:
        return None
    first = at + 1 + (line.word(at) == "took")
    end = noun_end(line, first)
    entry = _head(line.words(first, end)) if end > first else None
    if entry is None or entry[1] not in ("document", "post", "speech", "conference"):
        return None
    return _whole(line, at, first, end, entry)


def _whole(line: Line, at: int, first: int, end: int, entry: tuple[str, str, tuple[str, ...]]) -> Part:
    """The phrase from `at` whose noun ends before `end`, with what belongs to it behind."""
    noun = end
    inside = [line.dates[n][1] for n in range(first, end) if n in line.dates]
    places = [line.places[n][1] for n in range(first, end) if n in line.places]
    given, date = None, _day(inside[0]) if inside else None
    while (more := behind_at(line, end)) is not None:
        given = given or more.given_to
        places += [more.place] if more.place else []
        date = date or more.date
        end = more.end
    words = line.words(at, end)
    again = line.word(first) in ANAPHORIC and (noun - first <= 2 or line.word(first + 1) == "same") and end == noun
    return Part(at, end, _kind(entry, words), given, places[0] if places else None, date, again)


def behind_at(line: Line, at: int) -> Part | None:
    """What belongs to the noun before it: "with NBC", "released on Monday", "in Paris", "that aired on Sunday"."""
    first = at
    if line.word(first) in ("that", "which"):
        first += 1
        while line.tag(first) in ("VBD", "VBZ") and line.word(first) in ("was", "were", "is", "are"):
            first += 1
        if line.word(first) not in lines("en/occasion_participles"):
            return None
    if line.word(first) in lines("en/occasion_participles") and line.tag(first) in ("VBN", "VBD", "JJ"):
        more = behind_at(line, first + 1)
        return Part(at, more.end, None, more.given_to, more.place, more.date) if more else Part(at, first + 1)
    dated = date_at(line, first)
    if dated is not None:
        return dated
    if line.word(first) not in JOINING or first in line.dates:
        return None
    return place_at(line, first) or _joined(line, first)


def _joined(line: Line, at: int) -> Part | None:
    """A preposition and a noun phrase, with the outlet it names."""
    first = at + 1
    end = noun_end(line, first)
    if end == first or line.word(end - 1) in PROMISES:
        return None
    given = outlet_in(line, first, end) if line.word(at) in ("with", "to", "on", "for", "by", "of") else None
    places = [line.places[n][1] for n in range(first, end) if n in line.places]
    return Part(at, end, None, given, places[0] if places and line.word(at) in PLACES else None)


def outlet_in(line: Line, first: int, end: int) -> str | None:
    """The outlet or agency that a noun phrase names, None if it names none ("a CBS affiliate" is not CBS)."""
    while first < end and (line.tag(first) in OPEN or not line.token(first).text[:1].isupper()):
        first += 1  # “radio host”, “the network”: what stands in front of a name
    name = line.text(first, end).strip("\"“”'., ") if end > first else ""
    owner = re.split("['’]s ", name)[0]
    if not name or (owner == name and name.split()[-1].islower()):
        return None
    return newsroom(owner) if is_outlet(owner) else None


def addressee_at(line: Line, at: int) -> Part | None:
    """Those who were told, right behind a verb of telling: "Reuters", "reporters", "the newspaper", "the court"."""
    end = noun_end(line, at)
    if line.tag(at) == "``":  # the name of a programme: told “Harbour Today”
        end = next((n + 1 for n in range(at + 1, at + 7) if line.tag(n) == "''"), end)
    if end == at or line.tag(at) in ("PRP", "EX"):
        return None
    while line.word(end) == "of" and noun_end(line, end + 1) > end + 1:
        end = noun_end(line, end + 1)
    given = outlet_in(line, at, end)
    heads = table("en/audiences")
    words = line.words(at, end)
    held = next((heads[" ".join(words[-n:])] for n in (2, 1) if " ".join(words[-n:]) in heads), None)
    if given is not None:
        return Part(at, end, "interview", given)
    entry = ("room" if held[0] == "other" else held[0], held[0], ()) if held else ("other", "other", ())
    kind = _kind(entry, words)
    again = kind == "interview" and line.word(at) == "the" and len(words) <= 3
    return Part(at, end, kind, again=again)


def to_whom_at(line: Line, at: int) -> Part | None:
    """ "to reporters", "with Reuters": those spoken to, where they are an outlet or a known audience."""
    if line.word(at) not in ("to", "with"):
        return None
    found = addressee_at(line, at + 1)
    if found is None or not (
        found.given_to or found.kind != "other" or line.word(found.end - 1) in table("en/audiences")
    ):
        return None
    return Part(at, found.end, found.kind, found.given_to, again=found.again)
