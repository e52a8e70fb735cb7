"""The third verb: articles to who copied whom."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from twosource.align import find_reuse
from twosource.annotate.parse import Parsed
from twosource.derive import derive
from twosource.derive.aside import same_texts, set_aside
from twosource.derive.changes import Version, changes_listed
from twosource.model import Article, Lineage, Quote, Reuse
from twosource.run.annotating import find_all_quotes, parse_articles
from twosource.run.progress import Progress, silent

__all__ = ["Trace", "by_story", "told_in_full", "trace", "trace_quoted"]


class Trace(Struct, frozen=True):
    """The passages that the documents of a story share, and who took them from whom."""

    story: str
    reuse: tuple[Reuse, ...]
    lineage: Lineage


def trace(articles: Sequence[Article], *, progress: Progress = silent) -> tuple[Trace, ...]:
    """Say for every story who copied whom: stories as the rows name them (`story`), else one story.

    >>> from twosource.model import Facts
    >>> article = Article(id="a", path="", source="It rained.", edits=(), facts=Facts(), sha256="")
    >>> [(one.story, one.lineage.edges) for one in trace([article])]
    [('all', ())]
    """
    stories = by_story(articles)
    out = []
    for done, (story, members) in enumerate(stories.items()):
        progress("trace", done, len(stories))
        parsed = parse_articles(members, silent)
        quotes = {one.article.id: found for one, found in zip(parsed, find_all_quotes(parsed), strict=True)}
        traced = trace_quoted(story, members, quotes)
        out.append(told_in_full(traced, [_version(one, quotes[one.article.id]) for one in parsed]))
    progress("trace", len(stories), len(stories))
    return tuple(out)


def _version(parsed: Parsed, quotes: Sequence[Quote]) -> Version:
    return Version(article=parsed.article, sentences=tuple(parsed.sentences()), quotes=tuple(quotes))


def trace_quoted(story: str, articles: Sequence[Article], quotes: Mapping[str, Sequence[Quote]]) -> Trace:
    """Trace one story whose quotations are known, by document."""
    reuse = find_reuse(articles)
    lineage = structs.replace(derive(articles, reuse, quotes), same=same_texts(articles))
    return Trace(story, reuse, lineage)


def told_in_full(traced: Trace, versions: Sequence[Version]) -> Trace:
    """Return `traced` with what changed between versions of one article, and the shared wording that is no copying.

    `versions` are all the documents of the story.
    """
    lineage = changes_listed(traced.lineage, {one.article.id: one for one in versions})
    quotes = {one.article.id: one.quotes for one in versions}
    aside = set_aside([one.article for one in versions], traced.reuse, quotes, lineage)
    return structs.replace(traced, lineage=structs.replace(lineage, aside=aside))


def by_story(articles: Sequence[Article]) -> dict[str, list[Article]]:
    """Articles under the story their row names; those without one are together under ``all``."""
    stories: dict[str, list[Article]] = {}
    for article in articles:
        stories.setdefault(str(article.given.get("story") or "all"), []).append(article)
    return stories
