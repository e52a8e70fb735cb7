"""The second step of grouping: articles to profiles."""

from collections.abc import Collection
from zlib import crc32

from twosource.model import Article
from twosource.stories.days import days_of
from twosource.stories.profile import Profile
from twosource.stories.terms import Term, terms_of

__all__ = ["profile"]

LEAD, BODY = 450, 2600
"""The lead is the first so many characters of the text, the body what follows, up to so many; the rest is not read."""
RUN, ONE_IN = 4, 4
"""Terms of a shingle, and one shingle in how many is kept: always the same ones, whatever the article."""
COLUMNS = ("in_title", "in_lead", "in_body", "capitals", "starts", "ends")


def profile(article: Article) -> Profile:
    """Return what is kept of `article` for grouping.

    Never raises for an article that could be read: one without text has a profile of its title, one without both an
    empty profile, which is alone in its story.

    >>> from twosource.model import Fact, Facts
    >>> title = Fact(value="Ferry sinks at Kellport", found="row")
    >>> a = Article(id="a", path="a.txt", source="A ferry sank at Kellport on 3 March.", sha256="", edits=(),
    ...             facts=Facts(title=title))
    >>> profile(a).terms, profile(a).in_title
    (('ferry', 'sink', 'kellport', 'sank', '3', 'march'), (1, 1, 1, 0, 0, 0))
    """
    facts = article.facts
    title = facts.title.value if facts.title else ""
    text = article.text
    begin = _after_title(title, text)
    published = facts.published.value if facts.published else None
    in_title = list(terms_of(title))
    in_lead = list(terms_of(text, begin, begin + LEAD))
    in_body = list(terms_of(text, begin + LEAD, begin + BODY))
    rows = _counted(in_title, in_lead, in_body)
    return Profile(
        id=article.id,
        language=facts.language.value if facts.language else None,
        published=published,
        outlet=facts.outlet.value if facts.outlet else None,
        words=len(in_lead) + len(in_body),
        days=days_of(text[begin : begin + LEAD], published),
        shingles=tuple(_shingles(in_lead + in_body)),
        terms=tuple(rows),
        **_columns(rows.values()),
    )


def _after_title(title: str, text: str) -> int:
    """Where the text begins, if it begins by saying its title once more."""
    return len(title) if title and text.startswith(title) else 0


def _counted(title: list[Term], lead: list[Term], body: list[Term]) -> dict[str, list[int]]:
    """What the columns of a profile say of each term, in the order of `COLUMNS`."""
    rows: dict[str, list[int]] = {}
    for column, found in enumerate((title, lead, body)):
        for term, capital, start, end in found:
            row = rows.setdefault(term, [0, 0, 0, 1, start, end])
            row[column] += 1
            row[3] &= capital
    return rows


def _columns(rows: Collection[list[int]]) -> dict[str, tuple[int, ...]]:
    return dict(zip(COLUMNS, zip(*rows, strict=True), strict=True)) if rows else {}


def _shingles(terms: list[Term]) -> list[int]:
    """Hashes of `RUN` terms in a row, of which one in `ONE_IN` is kept by its own value."""
    words = [term for term, *_ in terms]
    hashes = {crc32(" ".join(words[at : at + RUN]).encode("utf-8", "replace")) for at in range(len(words) - RUN + 1)}
    return sorted(one for one in hashes if one % ONE_IN == 0)
