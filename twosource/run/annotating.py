"""The second verb: articles to what they say."""

from collections.abc import Sequence

from msgspec import Struct

from twosource.annotate.about import attach_entities
from twosource.annotate.dates import find_dates
from twosource.annotate.figures import find_figures
from twosource.annotate.names import find_names
from twosource.annotate.occasion import with_occasions
from twosource.annotate.parse import Parsed, parse
from twosource.annotate.places import located
from twosource.annotate.quotes import find_quotes
from twosource.annotate.speakers import resolve_speakers
from twosource.annotate.tagger.tag import tag
from twosource.annotate.unparsed import find_direct_quotes
from twosource.model import Annotations, Article, Problem, Quote
from twosource.run.progress import Progress, followed, silent

__all__ = ["Annotated", "annotate_articles", "annotate_parsed", "find_all_quotes", "parse_articles"]

FULLY_READ = ("en",)


class Annotated(Struct, frozen=True):
    """What each article says, in the order of the articles, and what could not be read in them."""

    annotations: tuple[Annotations, ...]
    problems: tuple[Problem, ...]


def annotate_articles(
    articles: Sequence[Article], *, workers: int | None = None, progress: Progress = silent
) -> Annotated:
    """Find quotations with their speakers, figures, dates and names in each article.

    Dates are resolved against the publication date of the article itself; nothing is taken from the other articles.
    `workers` are the threads of the tagger, by default one for each processor.
    """
    parsed = parse_articles(articles, progress)
    return annotate_parsed(parsed, find_all_quotes(parsed, workers), progress)


def parse_articles(articles: Sequence[Article], progress: Progress) -> list[Parsed]:
    """Parse the articles, in batches, so that progress can be told."""
    batches = (articles[i : i + 8] for i in range(0, len(articles), 8))
    out: list[Parsed] = []
    for batch in batches:
        progress("parse", len(out), len(articles))
        out += parse(batch)
    progress("parse", len(articles), len(articles))
    return out


def find_all_quotes(parsed: Sequence[Parsed], workers: int | None = None) -> list[tuple[Quote, ...]]:
    """The quotations of each article, their speakers not yet told; only direct ones where the language is not read."""
    texts = {one.article.id: one.article.text for one in parsed if _is_read(one.article)}
    tagged = dict(zip(texts, tag(list(texts.values()), workers), strict=True))
    return [
        find_quotes(one, tagged[one.article.id]) if one.article.id in tagged else find_direct_quotes(one.article)
        for one in parsed
    ]


def annotate_parsed(parsed: Sequence[Parsed], quotes: Sequence[tuple[Quote, ...]], progress: Progress) -> Annotated:
    """Annotate parsed articles whose quotations are known."""
    pairs = followed(zip(parsed, quotes, strict=True), "annotate", progress, len(parsed))
    annotations = tuple(
        _annotate(one, found) if _is_read(one.article) else Annotations(document=one.article.id, quotes=found)
        for one, found in pairs
    )
    problems = tuple(_unread(one.article) for one in parsed if not _is_read(one.article))
    return Annotated(annotations, problems)


def _annotate(parsed: Parsed, quotes: tuple[Quote, ...]) -> Annotations:
    names = located(parsed.article.text, find_names(parsed))
    dates = find_dates(parsed.article)
    return Annotations(
        document=parsed.article.id,
        quotes=with_occasions(parsed, resolve_speakers(parsed, quotes, names), names, dates),
        figures=attach_entities(find_figures(parsed, dates), names, parsed),
        dates=dates,
        names=names,
    )


def _is_read(article: Article) -> bool:
    language = article.facts.language
    return language is None or language.value in FULLY_READ


def _unread(article: Article) -> Problem:
    language = article.facts.language.value if article.facts.language else "?"
    reason = (
        f"the language of {article.id} is {language!r}, which twosource does not read: copies and direct quotations "
        "were looked for; who speaks, indirect quotations, figures, dates and names were not. If the language "
        f"is wrong, set it: --set {article.id}.language=en"
    )
    return Problem(stage="annotate", document=article.id, reason=reason)
