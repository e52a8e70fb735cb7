"""From what a story holds to its dossier: fetch, read within limits, compare, following what people set by hand."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from msgspec import structs

from twosource.model import Article, Capture, Dossier, Problem
from twosource.read import read
from twosource.run import compare_articles
from twosource.run.progress import Progress
from twosource.run.reading import cleaned
from twosource.store import Database
from twosource.store.files import File, content_of, fetched, files_of, not_fetched
from twosource.store.overrides import corrections_of, followed
from twosource.web.fetching import Fetcher
from twosource.web.limits import DOCUMENTS, STORY, TEXT
from twosource.web.names import name_of_address
from twosource.web.networks import Refused

__all__ = ["compare_story", "fetch_missing"]


def compare_story(database: Database, story: str, progress: Progress, fetcher: Fetcher | None = None) -> Dossier:
    """Compare what a story holds and return the dossier; what could not be used is among its problems."""
    fetch_missing(database, story, progress, fetcher or Fetcher())
    found, problems = _captures(database, story)
    articles: list[Article] = []
    for done, capture in enumerate(found):
        progress("clean", done, len(found))
        article = _clean(capture, problems)
        articles += [article] if article else []
    hand = followed(corrections_of(database, story))
    return compare_articles(articles, overrides=hand, problems=problems, progress=progress)


def fetch_missing(database: Database, story: str, progress: Progress, fetcher: Fetcher) -> None:
    """Fetch the addresses of a story that were not fetched yet, and keep the pages or the reasons why not."""
    missing = [file for file in files_of(database, story) if file.size is None and file.problem is None]
    for done, file in enumerate(missing):
        progress("fetch", done, len(missing))
        try:
            page = fetcher.fetch(file.address or "")
        except Refused as reason:
            not_fetched(database, file.id, str(reason))
            continue
        name = name_of_address(page.address).removesuffix(".html") + page.suffix
        fetched(database, file.id, name, page.content)


def _captures(database: Database, story: str) -> tuple[list[Capture], list[Problem]]:
    """What the files hold, up to the limits, under their own names, and what could not be read."""
    files = files_of(database, story)
    problems = [
        Problem(stage="read", document=file.address or file.name, reason=file.problem) for file in files if file.problem
    ]
    with tempfile.TemporaryDirectory(prefix="twosource-desk-") as place:
        paths = [_written(database, story, file, Path(place)) for file in files if file.size is not None]
        by_folder = {
            path.parent: file for path, file in zip(paths, [f for f in files if f.size is not None], strict=True)
        }
        found, more = _within_limits(paths)
        captures = [_renamed(capture, by_folder) for capture in found]
        problems += [_called(problem, by_folder) for problem in more]
    return captures, problems


def _written(database: Database, story: str, file: File, place: Path) -> Path:
    folder = place / str(file.id)
    folder.mkdir()
    path = folder / file.name
    path.write_bytes(content_of(database, story, file.id)[1])
    return path


def _within_limits(paths: Sequence[Path]) -> tuple[list[Capture], list[Problem]]:
    captures: list[Capture] = []
    problems: list[Problem] = []
    size = 0
    for found in read(paths):
        if isinstance(found, Problem):
            problems.append(found)
        elif len(captures) < DOCUMENTS and size + len(found.content) <= STORY:
            captures.append(found)
            size += len(found.content)
        else:
            why = f"a story holds {DOCUMENTS} documents and {STORY // 1_000_000} MB at most; the rest was left out"
            problems.append(Problem(stage="read", document=found.path, reason=f"{found.path}: {why}"))
            break
        if len(problems) > DOCUMENTS:
            break
    return captures, problems


def _renamed(capture: Capture, files: dict[Path, File]) -> Capture:
    """The capture under the name that its file was handed in with, and with the address that it is from."""
    for folder, file in files.items():
        if capture.path.startswith(f"{folder}/"):
            path = capture.path.removeprefix(f"{folder}/")
            given = {**capture.given, "url": file.address} if file.address else capture.given
            return structs.replace(capture, path=path, given=given)
    return capture


def _called(problem: Problem, files: dict[Path, File]) -> Problem:
    document, reason = problem.document, problem.reason
    for folder in files:
        document, reason = document.replace(f"{folder}/", ""), reason.replace(f"{folder}/", "")
    return structs.replace(problem, document=document, reason=reason)


def _clean(capture: Capture, problems: list[Problem]) -> Article | None:
    article = cleaned(capture, {}, problems, keep_text=False)
    if isinstance(article, Problem):
        problems.append(article)
        return None
    if len(article.text) > TEXT:
        why = f"{capture.path} has more than {TEXT:,} characters of text, more than an article can have; split it"
        problems.append(Problem(stage="clean", document=article.id, reason=why))
        return None
    return article
