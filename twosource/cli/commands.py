"""The commands and their options."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from twosource import __version__
from twosource.cli.asking import mcp
from twosource.cli.corpus import corpus
from twosource.cli.display import Display, show_problems, show_summary
from twosource.cli.exporting import export
from twosource.cli.many import answer_of_many, many_options
from twosource.cli.overruling import found_beside, overrides_option, overrule
from twosource.cli.serving import serve
from twosource.cli.settings import settings_option
from twosource.cli.stories import stories

if TYPE_CHECKING:
    from twosource.model import Problem

__all__ = ["main"]

F = TypeVar("F", bound=Callable[..., Any])
FAILED, UNMEASURED = 1, 3

paths_argument = click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=str))
output_option = click.option(
    "-o", "--output", "output", type=click.File("wb", lazy=True), default="-", metavar="FILE",
    help="Where to write the rows; standard output if not given.",
)  # fmt: skip
quiet_option = click.option("-q", "--quiet", is_flag=True, help="No progress and no list of problems.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="twosource")
def main() -> None:
    """How many sources really say so?

    twosource reads several reports of one event and shows what each says, who said it, who copied whom, and how many
    independent sources stand behind every claim. It works offline and gives the same answer every time.

    \b
    Begin here:
      twosource compare a.txt b.html c.txt -o report.html
    then open report.html in a browser.

    PATH is a file or a folder: .txt, .html, .jsonl, .csv, each also as .gz; - reads JSONL from standard input. A row
    of JSONL or CSV has the fields id, text (or html) and, if known, title, date, source, authors, url, language, story.

    Exit codes: 0 done, 1 failed, 2 wrong use, 3 done but something could not be measured (it is said what).
    """


@main.command()
@paths_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the report here: one HTML page that needs no network.",
)
@click.option(
    "--json",
    "dossier_file",
    type=click.File("wb", lazy=True),
    metavar="FILE",
    help="Write the dossier here as JSON; - is standard output (the summary then goes to standard error).",
)
@overrides_option
@click.option(
    "--families",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Owners of outlets: CSV with the columns outlet and owner, or TOML. Outlets of one owner are one witness.",
)
@click.option(
    "--story",
    metavar="ID",
    help="Of documents that tell of several events, compare those of the event that ID tells of.",
)
@settings_option
@quiet_option
def compare(
    paths: tuple[str, ...],
    output: Path | None,
    dossier_file: IO[bytes] | None,
    overrides: Path | None,
    families: Path | None,
    story: str | None,
    settings: dict[str, Any],
    quiet: bool,
) -> None:
    """Compare reports of one event: the main job.

    Prints who copied whom, what is corroborated, what rests on one source and what is disputed; with -o writes the
    page on which every result leads to the words it rests on.

    \b
    Examples:
      twosource compare story/ -o report.html
      twosource compare a.txt b.txt --set a.published=2016-10-25 --json dossier.json
    """
    from twosource.run import compare as run_compare
    from twosource.run.mixed import NoStory

    overrides = overrides or found_beside(output)
    try:
        with Display(quiet) as progress:
            dossier = run_compare(
                paths,
                story=story,
                settings=settings,
                overrides=overrides or (),
                families=families,
                stdin=sys.stdin.buffer,
                progress=progress,
            )
    except NoStory as wrong:
        raise click.UsageError(str(wrong)) from None
    if output and dossier.documents:
        dossier.save(output.with_suffix(".html") if not output.suffix else output)
    if dossier_file:
        dossier_file.write(dossier.to_json() + b"\n")
        dossier_file.flush()
    to_error = dossier_file is not None and dossier_file.name in ("-", "<stdout>")
    show_summary(dossier, output, to_error)
    _finish(dossier.problems, bool(dossier.documents), quiet)


@main.command()
@paths_argument
@output_option
@settings_option
@quiet_option
def read(paths: tuple[str, ...], output: IO[bytes], settings: dict[str, Any], quiet: bool) -> None:
    """Read and clean documents: one JSON row each with its text, its facts and every cut.

    \b
    Example:
      twosource read page.html | head -c 400
    """
    from twosource.run import read_articles
    from twosource.run.rows import article_row

    with Display(quiet) as progress:
        reading = read_articles(paths, settings=settings, stdin=sys.stdin.buffer, progress=progress)
    _write(output, map(article_row, reading.articles))
    _finish(reading.problems, bool(reading.articles), quiet)


@main.command()
@paths_argument
@click.option("--keep-text", is_flag=True, help="Leave the given text as it is: cut nothing, repair nothing.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes; by default one for each processor.")
@output_option
@settings_option
@quiet_option
def annotate(
    paths: tuple[str, ...],
    keep_text: bool,
    workers: int | None,
    output: IO[bytes],
    settings: dict[str, Any],
    quiet: bool,
) -> None:
    """Find what each document says: quotations and their speakers, figures, dates and names.

    Documents are read, annotated and written as they come, in their order; many are worked on side by side.

    Spans count in the "text" of the row, in Unicode code points.

    \b
    Example:
      twosource annotate corpus.jsonl.gz --keep-text -o annotated.jsonl
    """
    from twosource.run.rows import annotation_row
    from twosource.run.streaming import annotate_paths

    problems: list[Problem] = []
    anything = False
    with Display(quiet) as progress:
        for portion in annotate_paths(
            paths, settings=settings, keep_text=keep_text, stdin=sys.stdin.buffer, workers=workers, progress=progress
        ):
            _write(output, map(annotation_row, portion.articles, portion.annotations))
            problems += portion.problems
            anything = anything or bool(portion.articles)
    _finish(tuple(problems), anything, quiet)


@main.command()
@paths_argument
@output_option
@many_options
@settings_option
@quiet_option
def trace(
    paths: tuple[str, ...], output: IO[bytes], settings: dict[str, Any], quiet: bool, **many: Any
) -> None:  # fmt: skip
    """Find who copied whom: one JSON row a story with its edges, unseen sources and shared passages.

    A story is what the rows call "story"; documents without one are taken as one story. With --out, every document is
    compared with every other, however many there are, and groups that share much are traced.

    \b
    Examples:
      twosource trace monday/ tuesday.jsonl
      twosource trace archive.jsonl.gz --out traced/
      twosource trace draft.txt --index traced/ --no-add
    """
    if (many["out"] or many["index"]) and settings:
        raise click.UsageError("--set is for few documents: with --out and --index, put the facts into the rows")
    if (answer := answer_of_many(paths, many, quiet)) is not None:
        _write(output, answer.rows)
        _finish(answer.problems, bool(answer.documents), quiet)
    from twosource.run import read_articles
    from twosource.run import trace as run_trace
    from twosource.run.rows import trace_row

    with Display(quiet) as progress:
        reading = read_articles(paths, settings=settings, stdin=sys.stdin.buffer, progress=progress)
        traces = run_trace(reading.articles, progress=progress)
    _write(output, map(trace_row, traces))
    _finish(reading.problems, bool(reading.articles), quiet)


@main.command()
def schema() -> None:
    """Print the JSON Schema of the dossier that compare --json writes."""
    import json

    from twosource.model import dossier_schema

    click.echo(json.dumps(dossier_schema(), indent=1, ensure_ascii=False, sort_keys=True))


main.add_command(overrule)
main.add_command(export)
main.add_command(corpus)
main.add_command(stories)
main.add_command(serve)
main.add_command(mcp)


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that completes twosource's commands in a shell.

    \b
    Example (bash):
      twosource completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:  # pragma: no cover - the choice above allows only shells that click knows
        raise click.ClickException(f"no completion for {shell}")
    click.echo(kind(main, {}, "twosource", "_TWOSOURCE_COMPLETE").source())


def _write(output: IO[bytes], rows: Any) -> None:
    from twosource.model import to_json

    for row in rows:
        output.write(to_json(row) + b"\n")
    output.flush()


def _finish(problems: "tuple[Problem, ...]", anything: bool, quiet: bool) -> NoReturn:
    if not quiet:
        show_problems(problems)
    if not anything:
        raise SystemExit(FAILED)
    raise SystemExit(UNMEASURED if problems else 0)
