"""The command that writes down what a person sets by hand."""

from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from twosource.overrule import Override

__all__ = ["found_beside", "overrides_option", "overrule"]

WHAT = "merge, split, speaker, edge, no edge, published, date or verdict."
FAILED = 1

overrides_option = click.option(
    "--overrides",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What people set by hand; if not given, REPORT.overrides.toml beside the report of -o, where there is one.",
)


def found_beside(report: Path | None) -> Path | None:
    """The file of overrides beside a report, None where there is none."""
    from twosource.overrule import overrides_beside

    path = overrides_beside(report) if report is not None else None
    return path if path is not None and path.exists() else None


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--what", metavar="WHAT", help=WHAT)
@click.option("--document", "documents", multiple=True, metavar="ID", help="The document that it is about.")
@click.option("--words", multiple=True, metavar="TEXT", help="Words of that document, just as they stand there.")
@click.option("--after", multiple=True, metavar="TEXT", help="Words right before them, if they stand there twice.")
@click.option("--occurrence", multiple=True, type=click.IntRange(1), metavar="N", help="Or which of them, from 1.")
@click.option("--kind", metavar="KIND", help="name, utterance, figure, event or statement: what is merged or split.")
@click.option("--to", metavar="TEXT", help="What it is to be.")
@click.option("--by", metavar="NAME", help="Who says so.")
@click.option("--when", metavar="DAY", help="Since when; today if not given.")
@click.option("--why", metavar="TEXT", help="And why.")
@click.option(
    "--in", "paths", multiple=True, metavar="PATH", type=click.Path(path_type=str),
    help="Check that the words stand in the documents there; nothing is written if they do not.",
)  # fmt: skip
@click.option("--list", "listing", is_flag=True, help="Print what the file holds, numbered.")
@click.option("--remove", type=click.IntRange(1), metavar="N", help="Take number N out of the file.")
def overrule(file: Path, listing: bool, remove: int | None, paths: tuple[str, ...], **given: Any) -> None:
    """Set by hand what the program gets wrong, in a file beside the report that every later run follows.

    FILE is the report, or its file of overrides (REPORT.overrides.toml), which is made where there is none. A merge or
    a split takes several passages: give --document and --words for each.

    \b
    Examples:
      twosource overrule report.html --what speaker --document post --words "We were told" \\
          --to "Ida Roth" --by "K. Lang" --why "she is named two lines above"
      twosource overrule report.html --list
    """
    from twosource.overrule import SUFFIX, overrides_beside

    path = file if file.suffix == ".toml" else overrides_beside(file)
    if listing:
        _list(path)
    elif remove is not None:
        _remove(path, remove)
    else:
        _add(path, _override(given), paths)
    if not path.name.endswith(SUFFIX):
        click.echo(f"Give it to compare with --overrides {path}", err=True)


def _override(given: dict[str, Any]) -> "Override":
    from twosource.overrule import Override, Target, checked

    for option in ("what", "by", "why"):
        if not given[option]:
            raise click.UsageError(f"--{option} is missing" + (f": {WHAT}" if option == "what" else ""))
    documents, words = given["documents"], given["words"]
    if not documents or len(words) not in (0, len(documents)):
        raise click.UsageError("give --document, and --words for each where it is about words")
    rows = zip_longest(documents, words, given["after"][: len(documents)], given["occurrence"][: len(documents)])
    targets = tuple(
        Target(document=document, words=said or "", after=after or "", occurrence=number)
        for document, said, after, number in rows
    )
    override = Override(
        what=given["what"], targets=targets, to=given["to"], kind=given["kind"], by=given["by"],
        when=given["when"] or date.today().isoformat(), why=given["why"],
    )  # fmt: skip
    try:
        return checked(override)
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from None


def _add(path: Path, override: "Override", paths: tuple[str, ...]) -> None:
    from twosource.overrule import Replay, add_override, described

    if paths:
        from twosource.run import read_articles

        reading = read_articles(paths)
        for problem in (*reading.problems, *Replay([override], reading.articles).problems()):
            _fail(problem.reason.replace(". It stays in the file.", "; nothing was written."))
    try:
        number = add_override(path, override)
    except (OSError, ValueError) as wrong:
        _fail(str(wrong))
    _echo(f"{path}: number {number}, {described(override)}")


def _list(path: Path) -> None:
    from twosource.overrule import described, read_overrides

    held = read_overrides(path)
    for number, one in zip(held.numbers, held.all, strict=True):
        _echo(f"{number}. {described(one)} (by {one.by} on {one.when}: {one.why})")
    for problem in held.problems:
        _echo(problem.reason, err=True)
    if held.problems:
        raise SystemExit(FAILED)
    if not held.all:
        _echo(f"{path} holds no override")


def _remove(path: Path, number: int) -> None:
    from twosource.overrule import described, remove_override

    try:
        removed = remove_override(path, number)
    except (OSError, ValueError) as wrong:
        _fail(str(wrong))
    _echo(f"{path}: taken out number {number}" + (f", {described(removed)}" if removed else ""))


def _fail(reason: str) -> NoReturn:
    _echo(f"Error: {reason}", err=True)
    raise SystemExit(FAILED)


def _echo(text: str, err: bool = False) -> None:
    click.echo("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text), err=err)
