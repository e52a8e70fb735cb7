"""The first verb: paths to clean articles, and what went wrong on the way."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct

from twosource.clean import as_given, clean, settings_beside, with_language
from twosource.model import Article, Capture, Problem
from twosource.read import read
from twosource.run.progress import Progress, followed, silent

__all__ = ["Reading", "Settings", "cleaned", "read_articles", "settings_by_id"]

Settings = Mapping[str, Mapping[str, Any]]


class Reading(Struct, frozen=True):
    """The articles that could be read and the problems with those that could not."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]


def read_articles(
    paths: Iterable[str | Path],
    *,
    settings: Settings | None = None,
    keep_text: bool = False,
    stdin: BinaryIO | None = None,
    progress: Progress = silent,
) -> Reading:
    """Read files and folders (and ``-``: JSONL on `stdin`) and clean what they hold.

    `settings` are facts a user gives, by document id and field: ``{"a": {"published": "2016-10-25"}}``. An id may be
    cut short where that leaves no doubt. With `keep_text` nothing is cut and nothing repaired. Articles come in the
    order of their ids.
    """
    captures: list[Capture] = []
    problems: list[Problem] = []
    for found in followed(read(paths, stdin), "read", progress):
        if isinstance(found, Capture):
            captures.append(found)
        else:
            problems.append(found)
    by_id, unknown = settings_by_id(settings or {}, [capture.id for capture in captures])
    problems += unknown
    articles: list[Article] = []
    for capture in followed(captures, "clean", progress, len(captures)):
        article = cleaned(capture, by_id.get(capture.id, {}), problems, keep_text=keep_text)
        if isinstance(article, Article):
            articles.append(article)
        else:
            problems.append(article)
    return Reading(tuple(sorted(articles, key=lambda article: article.id)), tuple(problems))


def cleaned(
    capture: Capture, given: Mapping[str, Any], problems: list[Problem], *, keep_text: bool
) -> Article | Problem:
    """Return the article with the facts beside it and those `given`; what is wrong with these goes to `problems`."""
    if keep_text:
        found = as_given(capture)
        return with_language(found) if isinstance(found, Article) else found
    try:
        beside = settings_beside(capture)
    except ValueError as wrong:
        problems.append(Problem(stage="clean", document=capture.id, reason=str(wrong)))
        beside = {}
    return clean(capture, {**beside, **given})


def settings_by_id(settings: Settings, ids: list[str]) -> tuple[dict[str, Mapping[str, Any]], list[Problem]]:
    """Settings under whole ids; a start of an id stands for it if only one id starts so."""
    out: dict[str, Mapping[str, Any]] = {}
    problems = []
    for given, fields in settings.items():
        meant = [given] if given in ids else [one for one in ids if one.startswith(given)]
        if len(meant) == 1:
            out[meant[0]] = fields
            continue
        why = f"more than one document's id starts so: {', '.join(meant[:5])}" if meant else "no document has that id"
        reason = f"the facts given for {given!r} were not used: {why} (the ids: {', '.join(ids[:20]) or 'none'})"
        problems.append(Problem(stage="read", document=given, reason=reason))
    return out, problems
