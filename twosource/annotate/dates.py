"""Time expressions of an article, as TIMEX3 against its date of publication."""

from datetime import date

from twosource.annotate.parse import paragraph_spans
from twosource.annotate.timex.doubts import is_caption, with_doubts
from twosource.annotate.timex.events import placed_by_events
from twosource.annotate.timex.meaning import Meaning, Story
from twosource.annotate.timex.scan import Found, scan
from twosource.annotate.timex.vocabulary import ENGLISH
from twosource.model import Article, Date, Fact, Span

__all__ = ["find_dates"]


def find_dates(article: Article) -> tuple[Date, ...]:
    """Return the time expressions of an article, in order.

    Each is resolved against ``article.facts.published`` (its day; a time and zone are not used), or against a date
    that the text told before ("the next day"), by a finite grammar over the text and the words for tense around it; no
    parse is needed. Where nothing is known of the publication, the values keep ``X`` for what cannot be told
    (``XXXX-WXX-3`` for a Wednesday) and `earliest` and `latest` are None. They are None as well for durations and
    recurring times, except for a duration that places something ("10 days into an offensive": the days on which it
    began; "two days after the vote", where the text dates the vote).

    The values follow ISO-TimeML (Pustejovsky et al. 2010) as annotated in TimeBank 1.2 and TempEval-3.

    >>> from twosource.model import Facts
    >>> article = Article(id="a", path="a.txt", source="The bridge was closed last week.", sha256="", edits=(),
    ...                   facts=Facts(published=Fact(value="2016-10-26", found="given")))
    >>> [(d.value, d.earliest, d.latest) for d in find_dates(article)]
    [('2016-W42', '2016-10-16', '2016-10-23')]
    """
    published = article.facts.published
    anchor = _day(published)
    story = Story()
    found: list[Found] = []
    for place in paragraph_spans(article.text):
        line = place.of(article.text)
        picture = is_caption(line, ENGLISH)  # a picture was taken before, though captions are in the present
        here, after = scan(line, anchor, story, tense=-1 if picture else None)
        story = story if picture else after
        found.extend(Found(one.start + place.start, one.end + place.start, one.meaning, one.tense) for one in here)
    placed = placed_by_events(article.text, found, ENGLISH)
    return tuple(
        _as_date(one.meaning, f"{article.id}/d{number}", article.id, Span(one.start, one.end), published)
        for number, one in enumerate(with_doubts(article.text, placed, anchor, ENGLISH))
    )


def _as_date(meaning: Meaning, date_id: str, document: str, span: Span, published: Fact[str] | None) -> Date:
    """The record of an expression that means `meaning`, in an article published on `published`."""
    anchor = meaning.since or (_day(published) if meaning.anchored else None)
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
        inferred=bool(meaning.anchored and published and published.inferred),
        doubt=meaning.doubt,
    )


def _day(published: Fact[str] | None) -> date | None:
    """The day of a date of publication; None where there is none or it is no ISO date."""
    try:
        return date.fromisoformat(published.value[:10]) if published else None
    except ValueError:
        return None
