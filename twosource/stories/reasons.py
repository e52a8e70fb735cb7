"""Why two articles are in one story: what both have that few have, with the places."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from twosource.model import Span
from twosource.stories.background import background
from twosource.stories.profile import Profile

__all__ = ["Reason", "Where", "reasons"]

MOST = 6
RUNS_OF_A_COPY = 3


class Where(Struct, frozen=True):
    """A place in an article: `span` counts code points of its title, or of its clean text."""

    document: str
    within: Literal["title", "text"]
    span: Span


class Reason(Struct, frozen=True, kw_only=True):
    """Something that two articles share: a name, a number, a word, a day or wording; where it stands first in each.

    `text` is a term as it is compared (a stem), a day as ISO 8601 has it, or how many runs of words are shared.
    `places` are empty for days and wording.
    """

    kind: Literal["name", "number", "word", "day", "wording"]
    text: str
    places: tuple[Where, ...] = ()


def reasons(one: Profile, other: Profile) -> tuple[Reason, ...]:
    """Return what speaks most for one story of both, the rarest terms first, then a shared day and shared wording.

    >>> a, b = (Profile(id=i, terms=("kellport", "said"), in_title=(1, 0), in_lead=(0, 1), in_body=(0, 0),
    ...     capitals=(1, 0), starts=(0, 9), ends=(8, 13)) for i in "ab")
    >>> [(reason.kind, reason.text, reason.places[0].within) for reason in reasons(a, b)][0]
    ('name', 'kellport', 'title')
    """
    return (*_terms(one, other), *_days(one, other), *_wording(one, other))


def _terms(one: Profile, other: Profile) -> Iterator[Reason]:
    table = background()
    there = {term: place for place, term in enumerate(other.terms)}
    shared = [(place, there[term]) for place, term in enumerate(one.terms) if term in there]
    shared.sort(key=lambda pair: (-_told(one, pair[0]) * _told(other, pair[1]), one.terms[pair[0]]))
    for here, beyond in shared[:MOST]:
        kind = table.kind_of(one.terms[here], bool(one.capitals[here]))
        yield Reason(kind=kind, text=one.terms[here], places=(_where(one, here), _where(other, beyond)))


def _told(profile: Profile, place: int) -> float:
    """How much a term tells of an article: rare ones, and those of title and lead."""
    near = 1.0 if profile.in_title[place] or profile.in_lead[place] else 0.5
    return background().rarity_of(profile.terms[place]) * near


def _where(profile: Profile, place: int) -> Where:
    span = Span(profile.starts[place], profile.ends[place])
    return Where(profile.id, "title" if profile.in_title[place] else "text", span)


def _days(one: Profile, other: Profile) -> Iterator[Reason]:
    for day in sorted({*one.days} & {*other.days}):
        if not day.startswith("-W"):
            yield Reason(kind="day", text=day)


def _wording(one: Profile, other: Profile) -> Iterator[Reason]:
    runs = len({*one.shingles} & {*other.shingles})
    if runs >= RUNS_OF_A_COPY:
        yield Reason(kind="wording", text=str(runs))
