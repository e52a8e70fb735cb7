"""The rows of articles: who published what, and when; and whom they credit."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from twosource.derive.credits import find_credits, is_agency, newsroom
from twosource.model import Article
from twosource.run.tables.sampling import drawn

__all__ = ["article_row", "credit_rows"]


def article_row(article: Article, words: int, homes: Mapping[str, str], story: str | None) -> dict[str, Any]:
    """What the table of articles says of one; `homes` gives the newsroom of an outlet, `story` the story it is in.

    >>> from twosource.model import Fact, Facts
    >>> facts = Facts(published=Fact(value="2031-05-02T21:16:00+03:00", found="row"))
    >>> row = article_row(Article(id="a", path="", source="It rained.", edits=(), facts=facts, sha256=""), 2, {}, None)
    >>> row["day"].isoformat(), row["moment"].isoformat(), row["outlet"]
    ('2031-05-02', '2031-05-02T18:16:00', None)
    """
    facts = article.facts
    outlet = facts.outlet.value if facts.outlet else None
    published = facts.published.value if facts.published else None
    moment, zoned = _moment(published)
    return {
        "id": article.id,
        "outlet": outlet,
        "newsroom": homes.get(outlet or "", outlet),
        "agency": bool(outlet) and is_agency(outlet or ""),
        "published": published,
        "day": date.fromisoformat(published[:10]) if published else None,
        "moment": moment,
        "zoned": zoned,
        "language": facts.language.value if facts.language else None,
        "title": facts.title.value if facts.title else None,
        "url": facts.url.value if facts.url else None,
        "words": words,
        "story": story,
        "drawn": drawn(article.id),
    }


def _moment(published: str | None) -> tuple[datetime | None, bool | None]:
    """The time of publication, if more than the day is known: in UTC if its offset is given, else as it was written."""
    if published is None or len(published) <= 10:
        return None, None
    found = datetime.fromisoformat(published)
    if found.tzinfo is None:
        return found, False
    return found.astimezone(UTC).replace(tzinfo=None), True


def credit_rows(articles: Sequence[Article], learned: frozenset[str]) -> Iterator[dict[str, Any]]:
    """The credits of each article to other newsrooms; `learned` are names of newsrooms beside those known by form."""
    for article in articles:
        for credit in find_credits(article, learned):
            yield {
                "article": article.id,
                "newsroom": newsroom(credit.name),
                "agency": is_agency(credit.name),
                "kind": credit.kind,
                "start": credit.span.start,
                "end": credit.span.end,
            }
