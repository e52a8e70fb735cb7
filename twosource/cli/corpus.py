"""The researcher's command: tables from an archive, questions to them, plots of the answers."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from twosource.cli.display import Display, show_problems
from twosource.cli.many import told_wrong

if TYPE_CHECKING:
    import pyarrow as pa

    from twosource.model import Problem
    from twosource.run.tables import Question

__all__ = ["corpus"]

UNMEASURED = 3
PLOTS = "pip install 'twosource[corpus]'"


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--from", "sources", multiple=True, metavar="PATH", type=click.Path(exists=True, path_type=str),
    help="First do what trace --out does: read the archive at PATH and find its copies. May be given again.",
)  # fmt: skip
@click.option(
    "--annotate", "share", type=click.FloatRange(0, 1), default=0.0, metavar="SHARE",
    help="Find quotations, figures and names in this share of the articles, drawn at random: 0.05, or 1 for all.",
)  # fmt: skip
@click.option("--story", "stories", multiple=True, metavar="ID", help="And in all articles of this story.")
@click.option("--ask", "asked", multiple=True, metavar="NAME", help="Answer a question, or all: see docs/corpus.md.")
@click.option("--sql", is_flag=True, help="With --ask: print the SQL of the question instead of its answer.")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
    help="With --ask: write NAME.csv and the plot NAME.svg there, instead of printing.",
)  # fmt: skip
@click.option(
    "--format", "ending", type=click.Choice(["svg", "png", "pdf"]), default="svg", help="Format of the plots."
)
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes (all processors).")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no list of problems.")
def corpus(
    folder: Path,
    sources: tuple[str, ...],
    share: float,
    stories: tuple[str, ...],
    asked: tuple[str, ...],
    sql: bool,
    output: Path | None,
    ending: str,
    workers: int | None,
    quiet: bool,
) -> None:
    """Make tables that a researcher can query, and answer questions from them.

    DIR is a folder that trace --out left, or is to become one (--from). Without --ask the tables are written there:
    articles, credits, quotes, figures and names, as Parquet, beside passages and edges. With --ask questions are
    answered from them: as CSV, and with -o as plots, too. docs/corpus.md is the cookbook.

    \b
    Examples:
      twosource corpus tables/ --from archive/ --annotate 0.05
      twosource corpus tables/ --ask copied
      twosource corpus tables/ --ask all -o answers/
    """
    problems: tuple[Problem, ...] = ()
    if sources or not asked:
        problems = _made(folder, sources, share, frozenset(stories), workers or 0, quiet)
    for question in _questions(asked):
        if sql:
            click.echo(question.sql, nl=False)
        else:
            _answer(folder, question, output, ending)
    if problems and not quiet:
        show_problems(problems)
    raise SystemExit(UNMEASURED if problems else 0)


def _made(
    folder: Path, sources: tuple[str, ...], share: float, stories: frozenset[str], workers: int, quiet: bool
) -> "tuple[Problem, ...]":
    from twosource.run.corpus import Options, trace_corpus
    from twosource.run.tables import Wanted, make_tables

    problems: tuple[Problem, ...] = ()
    with told_wrong(), Display(quiet) as progress:
        if sources:
            problems = trace_corpus(sources, folder, Options(workers=workers, progress=progress)).problems
        made = make_tables(folder, Wanted(sample=share, stories=stories, workers=workers, progress=progress))
    click.echo(", ".join(f"{count} {name}" for name, count in sorted(made.rows.items())) + f": {folder}", err=True)
    return problems


def _questions(asked: tuple[str, ...]) -> "list[Question]":
    from twosource.run.tables import questions

    known = questions()
    names = list(known) if "all" in asked else asked
    for name in names:
        if name not in known:
            raise click.UsageError(f"there is no question {name!r}: ask {', '.join(known)} or all")
    return [known[name] for name in names]


def _answer(folder: Path, question: "Question", output: Path | None, ending: str) -> None:
    from twosource.run.tables import NoTables, ask

    try:
        answer = ask(folder, question)
    except NoTables as error:
        raise click.UsageError(str(error)) from None
    except ImportError:
        raise click.UsageError(f"DuckDB is not installed: {PLOTS}") from None
    if output is None:
        click.echo(_csv(answer), nl=False)
        return
    output.mkdir(parents=True, exist_ok=True)
    (output / f"{question.name}.csv").write_bytes(_csv(answer))
    try:
        from twosource.run.tables.plotting import draw

        draw(question, answer, output / f"{question.name}.{ending}")
    except ImportError:
        raise click.UsageError(f"matplotlib is not installed: {PLOTS}") from None
    click.echo(f"{question.name}: {answer.num_rows} rows, {output / question.name}.{ending}", err=True)


def _csv(answer: "pa.Table") -> bytes:
    from pyarrow import BufferOutputStream, csv

    out = BufferOutputStream()
    csv.write_csv(answer, out)
    return bytes(out.getvalue())
