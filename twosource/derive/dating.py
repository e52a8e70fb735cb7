"""Dates of publication that no document states, worked out from the lineage, the other documents and weekdays."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from twosource.model import Article, Fact, Lineage, Span
from twosource.words import table

__all__ = ["infer_dates"]

WIDEST = timedelta(days=10)
"""When the dates of the other documents lie further apart, they say nothing about this one."""

CLOSE = timedelta(days=2)
"""When they lie no further apart, they alone are enough for a guess."""

FURTHEST = timedelta(days=3)
"""A weekday in the lead is the one within so many days of the other documents."""

LEAD = 700
"""Characters in which the day of the report is named, page furniture and a dateline allowed for."""


class _Guess(Struct, frozen=True):
    day: date
    found: str
    because: str
    span: Span | None = None


def infer_dates(articles: Sequence[Article], lineage: Lineage) -> tuple[Article, ...]:
    """Return `articles` with a date of publication, marked as inferred, wherever one can be worked out.

    In this order: the date of the document it was copied from; the weekday in its lead ("said Tuesday"), as the one
    nearest to the dates of the other documents; those dates themselves, if they lie within two days. Dates that are
    known stay as they are, and what cannot be told stays None.

    >>> from twosource.model import Facts
    >>> dated = Article(id="a", path="", source="A ferry sank.", edits=(), sha256="",
    ...                 facts=Facts(published=Fact(value="2016-10-25", found="row")))
    >>> undated = Article(id="b", path="", source="A ferry sank, police said Monday.", edits=(), sha256="",
    ...                   facts=Facts())
    >>> _, b = infer_dates([dated, undated], Lineage())
    >>> b.facts.published.value, b.facts.published.because
    ('2016-10-24', 'its lead says “Monday”; that of the dates near the other documents (2016-10-25) is 2016-10-24')
    """
    known = {one.id: day for one in articles if (day := _day(one)) is not None}
    parents = {edge.child: edge.parent for edge in lineage.edges if edge.directed and edge.parent in known}
    return tuple(one if one.id in known else _dated(one, _guess(one, known, parents)) for one in articles)


def _guess(article: Article, known: Mapping[str, date], parents: Mapping[str, str]) -> _Guess | None:
    return _by_parent(parents.get(article.id), known) or _by_weekday(article, known) or _by_others(known)


def _by_weekday(article: Article, known: Mapping[str, date]) -> _Guess | None:
    """The first weekday that the lead names, outside "last Tuesday" and the like."""
    match = _weekday().search(article.text[:LEAD])
    if match is None or not known or max(known.values()) - min(known.values()) > WIDEST:
        return None
    low, high = min(known.values()), max(known.values())
    wanted = _numbers()[match["day"]]
    days = [low - FURTHEST + timedelta(days=n) for n in range((high - low + 2 * FURTHEST).days + 1)]
    fitting = [day for day in days if day.isoweekday() == wanted]
    if not fitting:
        return None
    day = min(fitting, key=lambda day: (max(low - day, day - high, timedelta(0)), day))
    between = str(low) if low == high else f"{low} to {high}"
    because = f"its lead says “{match['day']}”; that of the dates near the other documents ({between}) is {day}"
    return _Guess(day, "weekday in the lead", because, article.to_source(Span(*match.span("day"))))


def _by_parent(parent: str | None, known: Mapping[str, date]) -> _Guess | None:
    if parent is None:
        return None
    because = f"it was copied from {parent}, which is dated {known[parent]}: it is not from before that day"
    return _Guess(known[parent], f"date of {parent}", because)


def _by_others(known: Mapping[str, date]) -> _Guess | None:
    if not known or max(known.values()) - min(known.values()) > CLOSE:
        return None
    counts = Counter(known.values())
    day = min(counts, key=lambda day: (-counts[day], day))
    ids = sorted(one for one, when in known.items() if when == day)
    return _Guess(day, "dates of the other documents", f"{', '.join(ids)} on the same event are dated {day}")


def _dated(article: Article, guess: _Guess | None) -> Article:
    if guess is None:
        return article
    fact = Fact(value=guess.day.isoformat(), found=guess.found, inferred=True, because=guess.because, span=guess.span)
    return replace(article, facts=replace(article.facts, published=fact))


def _day(article: Article) -> date | None:
    fact = article.facts.published
    try:
        return date.fromisoformat(fact.value[:10]) if fact else None
    except ValueError:
        return None


@cache
def _weekday() -> re.Pattern[str]:
    days = "|".join(name for name in _numbers())
    return re.compile(rf"(?<![Ll]ast )(?<![Nn]ext )(?<![Ee]very )(?<![Ee]ach )(?<![Pp]ast )\b(?P<day>{days})\b(?!s)")


@cache
def _numbers() -> dict[str, int]:
    """Weekdays, written with a capital, by their ISO numbers."""
    rows = table("en/weekdays").items()
    return {name.capitalize(): int(number) for name, (number, *_) in rows if not name.endswith(".")}
