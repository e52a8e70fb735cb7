"""Time expressions of an article, as TIMEX3 against its date of publication."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from twosource.annotate.parse import Paragraph, Parsed
from twosource.annotate.timex.meaning import Meaning
from twosource.annotate.timex.scan import Found, scan
from twosource.model import Date, Fact, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_dates"]

FUTURE = frozenset({"will", "would", "'ll", "’ll", "shall", "may", "might", "should", "must"})
PLANNED = frozenset({"scheduled", "set", "planned", "expected", "due", "slated", "plans", "expects"})
UNTIL = frozenset({"until", "till", "by", "through"})
CLIMB = 6


def find_dates(parsed: Parsed) -> tuple[Date, ...]:
    """Return the time expressions of an article, in order.

    Each is resolved against ``article.facts.published`` (its day; a time and zone are not used) by a finite grammar
    over the text and the tense of the verb above it. Where nothing is known of the publication, the values keep ``X``
    for what cannot be told (``XXXX-WXX-3`` for a Wednesday) and `earliest` and `latest` are None. They are None as
    well for durations and recurring times, except for a duration that places something against the anchor ("10 days
    into an offensive": the days on which it began).

    The values follow ISO-TimeML (Pustejovsky et al. 2010) as annotated in TimeBank 1.2 and TempEval-3.

    >>> from twosource.annotate.parse import parse
    >>> from twosource.model import Article, Facts
    >>> article = Article(id="a", path="a.txt", source="The bridge was closed last week.", sha256="", edits=(),
    ...                   facts=Facts(published=Fact(value="2016-10-26", found="given")))
    >>> [(d.value, d.earliest, d.latest) for d in find_dates(parse([article])[0])]
    [('2016-W42', '2016-10-16', '2016-10-23')]
    """
    published = parsed.article.facts.published
    anchor = _day(published)
    found: list[Found] = []
    dates: list[Date] = []
    for paragraph in parsed.paragraphs:
        here = scan(paragraph.doc.text, anchor, _tense_in(paragraph), found)
        found.extend(here)
        for one in here:
            date_id = f"{parsed.article.id}/d{len(dates)}"
            place = Span(one.start, one.end).shift(paragraph.span.start)
            against = published if one.meaning.anchored else None
            dates.append(_as_date(one.meaning, date_id, parsed.article.id, place, against))
    return tuple(dates)


def _as_date(meaning: Meaning, date_id: str, document: str, span: Span, against: Fact[str] | None) -> Date:
    """The record of an expression that means `meaning`, resolved against the date of publication `against`."""
    anchor = _day(against)
    first, last = meaning.days or (None, None)
    return Date(
        id=date_id,
        document=document,
        span=span,
        type=meaning.kind,
        value=meaning.value,
        earliest=first.isoformat() if first else None,
        latest=last.isoformat() if last else None,
        anchor=anchor.isoformat() if anchor else None,
        inferred=bool(against and against.inferred),
    )


def _day(published: Fact[str] | None) -> date | None:
    """The day of a date of publication; None where there is none or it is no ISO date."""
    try:
        return date.fromisoformat(published.value[:10]) if published else None
    except ValueError:
        return None


def _tense_in(paragraph: Paragraph) -> Callable[[int], int]:
    """A function that tells the tense around an offset of the paragraph: -1 past, 1 future, 0 unknown."""
    starts: list[int] = []

    def tense(offset: int) -> int:
        if not starts:
            starts.extend(token.idx for token in paragraph.doc)
        return _tense_at(paragraph.doc[max(0, bisect_right(starts, offset) - 1)])

    return tense


def _tense_at(token: "Token") -> int:
    """The tense of the nearest verb above `token`."""
    if token.i and token.nbor(-1).lower_ in UNTIL:
        return 1
    of_a_noun = False
    for _ in range(CLIMB):
        if token.lower_ in PLANNED:
            return 1
        if token.pos_ in ("VERB", "AUX"):
            return 0 if of_a_noun and token.tag_ == "VB" else _tense_of(token)
        of_a_noun = of_a_noun or (token.dep_ in ("dobj", "pobj") and token.pos_ == "NOUN")
        if token.head == token:
            break
        token = token.head
    return 0


def _tense_of(verb: "Token") -> int:
    if any(child.lower_ in PLANNED for child in verb.children if child.dep_ in ("acomp", "oprd")):
        return 1
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(child.lower_ in FUTURE for child in helpers):
        return 0 if any(child.lower_ == "have" for child in helpers) else 1
    if verb.tag_ == "VBD" or any(child.tag_ == "VBD" or child.lower_ in ("has", "have") for child in helpers):
        return -1
    if verb.tag_ == "VB" and any(child.lower_ == "to" for child in helpers):
        return 1
    if verb.tag_ == "VBG" and any(child.tag_ in ("VBZ", "VBP") for child in helpers):
        return 1
    return -1 if verb.tag_ == "VBN" else 0
