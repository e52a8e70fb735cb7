"""The trace of many documents on the command line: its options, and what they lead to."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from twosource.cli.display import Display

if TYPE_CHECKING:
    from twosource.run.corpus import CorpusTrace, Lookup

__all__ = ["looked_up", "many_options", "traced"]

F = TypeVar("F", bound=Callable[..., Any])
OPTIONS = (
    click.option(
        "--days", type=click.IntRange(0), metavar="N",
        help="With --out: do not compare documents that were published more than N days apart.",
    ),
    click.option("--keep-text", is_flag=True, help="With --out: leave the given text as it is: cut nothing."),
    click.option("--workers", type=click.IntRange(1), metavar="N", help="With --out: processes (all processors)."),
    click.option(
        "--memory", type=click.IntRange(200), default=1000, show_default=True, metavar="MB",
        help="With --out: memory for all processes together, about.",
    ),
    click.option(
        "--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True,
        help="With --out: what it is worked out on. Spark needs pip install 'twosource[spark]' and Java.",
    ),
)  # fmt: skip


def many_options(command: F) -> F:
    """Give `command` the options of a trace of many documents."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def traced(paths: tuple[str, ...], out: Path, quiet: bool, options: dict[str, Any]) -> "CorpusTrace":
    """Trace a corpus in the folder `out` and say what was found."""
    from twosource.run.corpus import WrongFolder, trace_corpus

    engine, workers = options.pop("engine"), options.pop("workers") or 0
    try:
        if engine == "spark":
            done = _on_spark(paths, out, options)
        else:
            with Display(quiet) as progress:
                done = trace_corpus(paths, out, workers=workers, progress=progress, **options)
    except WrongFolder as error:
        raise click.UsageError(str(error)) from None
    click.echo(f"{done.documents} documents, {done.passages} shared passages, {done.edges} edges: {done.folder}")
    return done


def _on_spark(paths: tuple[str, ...], out: Path, options: dict[str, Any]) -> "CorpusTrace":
    from twosource.run.corpus.spark import NotOnSpark, local_session, trace_on_spark

    try:
        session = local_session()
    except ImportError:
        raise click.UsageError("PySpark is not installed: pip install 'twosource[spark]'") from None
    try:
        return trace_on_spark(session, paths, out, keep_text=options["keep_text"], days=options["days"])
    except NotOnSpark as error:
        raise click.UsageError(str(error)) from None


def looked_up(paths: tuple[str, ...], index: Path, add: bool) -> "Lookup":
    """Look up new documents in the folder of an earlier run."""
    from twosource.run.corpus import WrongFolder, look_up

    try:
        return look_up(paths, index, add=add)
    except WrongFolder as error:
        raise click.UsageError(str(error)) from None
