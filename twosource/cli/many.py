"""The trace of many documents on the command line: its options, and what they lead to."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct

from twosource.cli.display import Display
from twosource.model import Problem

if TYPE_CHECKING:
    from twosource.run.corpus import CorpusTrace, Options

__all__ = ["Answer", "answer_of_many", "many_options", "told_wrong"]

F = TypeVar("F", bound=Callable[..., Any])
OPTIONS = (
    click.option(
        "--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
        help="Many documents: work in this folder and leave the results there; a stopped run goes on.",
    ),
    click.option(
        "--index", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR",
        help="Look for what PATH shares with the documents of an earlier --out folder, and add it to them.",
    ),
    click.option("--no-add", is_flag=True, help="With --index: leave the folder as it is."),
    click.option(
        "--days", type=click.IntRange(0), metavar="N",
        help="With --out: do not compare documents that were published more than N days apart.",
    ),
    click.option("--keep-text", is_flag=True, help="With --out: leave the given text as it is: cut nothing."),
    click.option("--workers", type=click.IntRange(1), metavar="N", help="With --out: processes (all processors)."),
    click.option(
        "--memory", type=click.IntRange(200), default=1000, show_default=True, metavar="MB",
        help="With --out: memory for all processes together, about; with Spark, that of its Java process.",
    ),
    click.option(
        "--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True,
        help="With --out: what it is worked out on. Spark needs pip install 'twosource[spark]' and Java.",
    ),
)  # fmt: skip


class Answer(Struct, frozen=True):
    """What there is to print, how many documents there were, and what went wrong."""

    rows: Iterable[Any]
    documents: int
    problems: tuple[Problem, ...]


def many_options(command: F) -> F:
    """Give `command` the options of a trace of many documents."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def answer_of_many(paths: tuple[str, ...], asked: dict[str, Any], quiet: bool) -> Answer | None:
    """Do what the options in `asked` ask for: a trace in a folder, or a look into one. None if they ask for neither."""
    if asked["out"] and asked["index"]:
        raise click.UsageError("--out and --index exclude each other: --out makes the folder that --index looks into")
    if asked["out"]:
        done = _traced(paths, asked, quiet)
        found = f"{done.documents} documents, {done.passages} shared passages, {done.edges} edges"
        click.echo(f"{found}: {done.folder}")
        return Answer((), done.documents, done.problems)
    return _looked_up(paths, asked["index"], not asked["no_add"]) if asked["index"] else None


def _looked_up(paths: tuple[str, ...], index: Path, add: bool) -> Answer:
    from twosource.run.corpus import look_up

    with told_wrong():
        found = look_up(paths, index, add=add)
    return Answer(found.passages, found.documents, found.problems)


def _traced(paths: tuple[str, ...], asked: dict[str, Any], quiet: bool) -> "CorpusTrace":
    from twosource.run.corpus import Options, trace_corpus

    with told_wrong(), Display(quiet) as progress:
        options = Options(
            keep_text=asked["keep_text"], days=asked["days"], workers=asked["workers"] or 0, memory=asked["memory"],
            progress=progress,
        )  # fmt: skip
        trace = _on_spark if asked["engine"] == "spark" else trace_corpus
        return trace(paths, asked["out"], options)


def _on_spark(paths: tuple[str, ...], out: Path, options: "Options") -> "CorpusTrace":
    from twosource.run.corpus.spark import NotOnSpark, local_session, trace_on_spark

    try:
        session = local_session(options.workers, options.memory)
        return trace_on_spark(session, paths, out, keep_text=options.keep_text, days=options.days)
    except ImportError:
        raise click.UsageError("PySpark is not installed: pip install 'twosource[spark]'") from None
    except NotOnSpark as error:
        raise click.UsageError(str(error)) from None


@contextmanager
def told_wrong() -> Iterator[None]:
    """Inside, a wrong folder is wrong use."""
    from twosource.run.corpus import WrongFolder

    try:
        yield
    except WrongFolder as error:
        raise click.UsageError(str(error)) from None
