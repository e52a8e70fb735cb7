"""Articles into stories on the command line: a few at once, or many in a folder that grows."""

import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from twosource.cli.display import Display, show_problems
from twosource.cli.many import told_wrong

if TYPE_CHECKING:
    from twosource.model import Problem
    from twosource.run.stories import Grouped

__all__ = ["stories"]

FAILED, UNMEASURED = 1, 3


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=str))
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Many articles: work in this folder and leave the stories there. What is read later is added.",
)  # fmt: skip
@click.option(
    "--days", type=click.IntRange(0), default=14, show_default=True, metavar="N",
    help="With --out: do not compare articles that were published more than N days apart.",
)  # fmt: skip
@click.option("--keep-text", is_flag=True, help="Leave the given text as it is: cut nothing.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="With --out: processes (all processors).")
@click.option(
    "--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True,
    help="With --out: what it is worked out on. Spark needs pip install 'twosource[spark]' and Java.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.File("wb", lazy=True), default="-", metavar="FILE",
    help="Where to write the rows; standard output if not given.",
)  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="No progress and no list of problems.")
def stories(
    paths: tuple[str, ...],
    out: Path | None,
    days: int,
    keep_text: bool,
    workers: int | None,
    engine: str,
    output: IO[bytes],
    quiet: bool,
) -> None:
    """Put articles into stories, those that report one event together: one JSON row each with id and story.

    A story is called after its first article. A row says why the article is in its story: the one it is nearest to,
    what the two share and where; which other stories it touches, if it is a round-up; and stories that are linked to
    its own but are not it. With --out the rows are in DIR/stories.jsonl and DIR/stories.parquet, with id and story.

    \b
    Examples:
      twosource stories monday/ -o stories.jsonl
      twosource stories archive/ --out stories/
    """
    if out is not None:
        group = _on_spark if engine == "spark" else _in_folder
        done = group(paths, out, days, keep_text, workers or 0, quiet)
        click.echo(f"{done.documents} documents in {done.stories} stories: {done.folder}")
        problems, anything = done.problems, bool(done.documents)
    else:
        rows, problems = _at_once(paths, keep_text, quiet)
        output.write(rows)
        output.flush()
        anything = bool(rows)
    if problems and not quiet:
        show_problems(problems)
    raise SystemExit((UNMEASURED if problems else 0) if anything else FAILED)


def _in_folder(paths: tuple[str, ...], out: Path, days: int, keep_text: bool, workers: int, quiet: bool) -> "Grouped":
    from twosource.run.stories import Options, group_corpus

    with told_wrong(), Display(quiet) as progress:
        return group_corpus(paths, out, Options(keep_text=keep_text, days=days, workers=workers, progress=progress))


def _on_spark(paths: tuple[str, ...], out: Path, days: int, keep_text: bool, workers: int, quiet: bool) -> "Grouped":
    from twosource.run.corpus.spark import NotOnSpark, local_session
    from twosource.run.stories.spark import group_on_spark

    try:
        return group_on_spark(local_session(workers), paths, out, keep_text=keep_text, days=days)
    except ImportError:
        raise click.UsageError("PySpark is not installed: pip install 'twosource[spark]'") from None
    except NotOnSpark as error:
        raise click.UsageError(str(error)) from None


def _at_once(paths: tuple[str, ...], keep_text: bool, quiet: bool) -> "tuple[bytes, tuple[Problem, ...]]":
    from twosource.model import to_json, to_row
    from twosource.run import read_articles
    from twosource.stories import group

    with Display(quiet) as progress:
        reading = read_articles(paths, keep_text=keep_text, stdin=sys.stdin.buffer, progress=progress)
    found = group(reading.articles)
    linked = {story.id: [link.story for link in story.linked] for story in found}
    members = sorted((member for story in found for member in story.members), key=lambda member: member.id)
    rows = ({**to_row(member), "linked": linked[member.story]} for member in members)
    return b"".join(to_json(row) + b"\n" for row in rows), reading.problems
