"""Documents annotated as they are read, side by side, and given out in their order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct

from twosource.model import Annotations, Article, Capture, Problem
from twosource.read import read
from twosource.run.annotating import annotate_articles
from twosource.run.pool import pool, processors
from twosource.run.progress import Progress, silent
from twosource.run.reading import Settings, cleaned, settings_by_id

__all__ = ["Portion", "annotate_paths"]

DOCUMENTS = 32
"""Documents of a portion."""

Found = Capture | Problem


class Portion(Struct, frozen=True):
    """Some documents in the order in which they were read, what each says, and what could not be done."""

    articles: tuple[Article, ...]
    annotations: tuple[Annotations, ...]
    problems: tuple[Problem, ...]


def annotate_paths(
    paths: Iterable[str | Path],
    *,
    settings: Settings | None = None,
    keep_text: bool = False,
    stdin: BinaryIO | None = None,
    workers: int | None = None,
    progress: Progress = silent,
) -> Iterator[Portion]:
    """Read, clean and annotate documents, and yield them portion by portion in the order of the input.

    `paths`, `settings` and `keep_text` are as for `read_articles`. No more is held than is being worked on, by
    `workers` processes (by default one for each processor; none are started for a single portion). Only where
    `settings` are given is everything read first, since an id in them may be cut short.
    """
    found: Iterable[Found] = read(paths, stdin)
    given: Mapping[str, Mapping[str, Any]] = {}
    if settings:
        found = list(found)
        given, unknown = settings_by_id(settings, [one.id for one in found if isinstance(one, Capture)])
        found += unknown
    portions = _portions(found)
    first = list(islice(portions, 2))
    processes = (workers or processors()) if len(first) > 1 else 1
    threads = 1 if processes > 1 else None
    done = 0
    with pool(processes) as several:
        arguments = ((one, given, keep_text, threads) for one in chain(first, portions))
        for portion in several.in_order(_annotated, arguments):
            done += len(portion.articles)
            progress("annotate", done, None)
            yield portion


def _portions(found: Iterable[Found]) -> Iterator[list[Found]]:
    waiting = iter(found)
    while portion := list(islice(waiting, DOCUMENTS)):
        yield portion


def _annotated(
    portion: Sequence[Found], given: Mapping[str, Mapping[str, Any]], keep_text: bool, threads: int | None
) -> Portion:
    problems = [one for one in portion if isinstance(one, Problem)]
    captures = [one for one in portion if isinstance(one, Capture)]
    done = [cleaned(one, given.get(one.id, {}), problems, keep_text=keep_text) for one in captures]
    problems += (one for one in done if isinstance(one, Problem))
    articles = tuple(one for one in done if isinstance(one, Article))
    annotated = annotate_articles(articles, workers=threads)
    return Portion(articles, annotated.annotations, (*problems, *annotated.problems))
