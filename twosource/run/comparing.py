"""The main verb: several reports of one event to the dossier on them."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec import structs

from twosource import __version__
from twosource.annotate.entities import join_entities
from twosource.annotate.labels.labelling import labels_in_use
from twosource.annotate.naming.gazetteer import gazetteer_in_use
from twosource.annotate.parse import Parsed, model_in_use
from twosource.annotate.predications import find_predications
from twosource.annotate.tagger.tag import tagger_in_use
from twosource.corroborate import corroborate, families_of
from twosource.derive import infer_dates, learn_outlets
from twosource.derive.changes import Version
from twosource.model import Annotations, Article, Entity, Family, Problem, Quote, Span
from twosource.overrule import Override, Overrides, Replay, read_overrides
from twosource.read import Owners, read_families
from twosource.report import ShownDossier, document_row
from twosource.run.annotating import Annotated, annotate_parsed, find_all_quotes, parse_articles
from twosource.run.mixed import doubts_of_mixture, of_story
from twosource.run.progress import Progress, silent
from twosource.run.reading import Settings, read_articles
from twosource.run.tracing import Trace, told_in_full, trace_quoted

__all__ = ["compare", "compare_articles", "renamed"]


def compare(
    paths: Iterable[str | Path],
    *,
    settings: Settings | None = None,
    overrides: str | Path | Sequence[Override] = (),
    families: str | Path | Mapping[str, str] | None = None,
    story: str | None = None,
    stdin: BinaryIO | None = None,
    progress: Progress = silent,
) -> ShownDossier:
    """Read reports of one event and say what stands on how many independent sources.

    `paths` and `settings` are as for `read_articles`. `overrides` are what a person set by hand, or
    the file of it. `families` gives the owner of each outlet, as a mapping or as a file (`read_families`): outlets of
    one owner are one witness. With `story`, only the documents of the story that the document of this id is in are
    compared; NoStory is raised if there is none. Where documents seem to tell of several events, a problem says so.
    What could not be done is in the dossier's `problems`; nothing is raised for a document
    that cannot be read.
    """
    reading = read_articles(paths, settings=settings, stdin=stdin, progress=progress)
    owners, hand = _owners(families), _overrides(overrides)
    articles = of_story(reading.articles, story) if story else reading.articles
    mixture = () if story else doubts_of_mixture(articles)
    problems = (*reading.problems, *hand.problems, *owners.problems, *mixture)
    return compare_articles(articles, overrides=hand.all, owners=owners.of, problems=problems, progress=progress)


def compare_articles(
    articles: Sequence[Article],
    *,
    overrides: Sequence[Override] = (),
    owners: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    progress: Progress = silent,
) -> ShownDossier:
    """The same for articles that were read already; `owners` are those of outlets, `problems` those of the reading.

    >>> compare_articles([]).claims
    ()
    """
    ordered = sorted(articles, key=lambda article: article.id)
    hand = Replay(overrides, ordered)
    parsed = parse_articles(hand.published(ordered), progress)
    quotes = [tuple(quote for quote in found if quote.spoken) for found in find_all_quotes(parsed)]
    progress("trace", 0, None)
    traced = _traced(parsed, quotes, hand)
    informed = learn_outlets(infer_dates(_articles(parsed), traced.lineage), traced.lineage)
    parsed = [Parsed(article, one.paragraphs) for article, one in zip(informed, parsed, strict=True)]
    annotated = annotate_parsed(parsed, quotes, progress)
    annotations, entities = _joined(annotated, hand)
    progress("corroborate", 0, None)
    sentences = {one.article.id: tuple(one.sentences()) for one in parsed}
    guidance = hand.guidance(families_of(informed, owners or {}))
    unused = _unused(owners, guidance.families, informed)
    clauses = {one.article.id: find_predications(one) for one in parsed}
    found = corroborate(informed, annotations, entities, traced.reuse, traced.lineage, sentences, guidance, clauses)
    hand.settle(found)
    traced = told_in_full(traced, _versions(informed, annotations, sentences))
    return ShownDossier(
        twosource=__version__,
        made_with=(model_in_use(), labels_in_use(), tagger_in_use(), *gazetteer_in_use()) if parsed else (),
        documents=tuple(map(document_row, informed)),
        quotes=_with_own(annotations, found.own),
        figures=tuple(figure for one in annotations for figure in one.figures),
        dates=tuple(date for one in annotations for date in one.dates),
        entities=entities,
        reuse=traced.reuse,
        lineage=traced.lineage,
        chains=found.chains,
        loops=found.loops,
        utterances=found.utterances,
        claims=found.claims,
        timeline=found.timeline,
        only_in=found.only_in,
        still_carried=found.still_carried,
        left_out=found.left_out,
        overrides=hand.rows(),
        families=guidance.families,
        problems=(*problems, *annotated.problems, *hand.problems(), *_doubts(informed), *unused),
    )


def _traced(parsed: Sequence[Parsed], quotes: Sequence[tuple[Quote, ...]], hand: Replay) -> Trace:
    """Who took text from whom, as the program says and a person overrules."""
    by_document = {one.article.id: found for one, found in zip(parsed, quotes, strict=True)}
    traced = trace_quoted("all", _articles(parsed), by_document)
    return structs.replace(traced, lineage=hand.edges(traced.lineage, traced.reuse, by_document))


def _joined(annotated: Annotated, hand: Replay) -> tuple[tuple[Annotations, ...], tuple[Entity, ...]]:
    """What the documents say, under the ids of the entities across documents, as a person overrules it."""
    joined = join_entities([one.names for one in annotated.annotations])
    return hand.said([renamed(one, joined.renamed) for one in annotated.annotations], joined.entities)


def _overrides(given: str | Path | Sequence[Override]) -> Overrides:
    return read_overrides(given) if isinstance(given, str | Path) else Overrides(tuple(given))


def _owners(families: str | Path | Mapping[str, str] | None) -> Owners:
    if families is None or isinstance(families, Mapping):
        return Owners(dict(families or {}))
    return read_families(families)


def _unused(owners: Mapping[str, str] | None, families: Sequence[Family], articles: Sequence[Article]) -> list[Problem]:
    """A table of owners that says nothing of any document."""
    if not owners or families or not articles:
        return []
    known = sorted({one.facts.outlet.value for one in articles if one.facts.outlet})
    reason = (
        f"the table of owners has none of the outlets of these documents ({', '.join(known) or 'none is known'}): "
        f"write them as they stand here, or give an outlet: --set {articles[0].id}.outlet=NAME"
    )
    return [Problem(stage="families", document=articles[0].id, reason=reason)]


def _articles(parsed: Sequence[Parsed]) -> tuple[Article, ...]:
    return tuple(one.article for one in parsed)


def _with_own(annotations: Sequence[Annotations], own: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotations of every document, those that were found in its own voice behind the others."""
    return tuple(
        quote
        for one in annotations
        for quote in (*one.quotes, *sorted((q for q in own if q.document == one.document), key=lambda q: q.content))
    )


def _versions(
    articles: Sequence[Article], annotations: Sequence[Annotations], sentences: Mapping[str, Sequence[Span]]
) -> list[Version]:
    return [
        Version(article=one, sentences=tuple(sentences[one.id]), quotes=found.quotes, figures=found.figures or None)
        for one, found in zip(articles, annotations, strict=True)
    ]


def renamed(annotations: Annotations, renamed: dict[str, str]) -> Annotations:
    """The same annotations with the ids that entities have across documents."""
    return structs.replace(
        annotations,
        quotes=tuple(structs.replace(q, speaker=renamed.get(q.speaker or "")) for q in annotations.quotes),
        figures=tuple(
            structs.replace(f, about=tuple(dict.fromkeys(renamed[e] for e in f.about if e in renamed)))
            for f in annotations.figures
        ),
        names=(),
    )


def _doubts(articles: Sequence[Article]) -> list[Problem]:
    """What the reader must know of the whole: nothing to compare with, or no date to count from."""
    out = []
    if len(articles) == 1:
        only = articles[0].id
        reason = "one document only: nothing to compare it with, so nothing in it can be corroborated"
        out.append(Problem(stage="corroborate", document=only, reason=reason))
    for article in articles:
        if article.facts.published is None:
            reason = (
                f"no publication date was found for {article.id} and none could be inferred: words such as 'on Tuesday'"
                f" were not resolved. If you know it, give it: --set {article.id}.published=YYYY-MM-DD"
            )
            out.append(Problem(stage="clean", document=article.id, reason=reason))
    return out
