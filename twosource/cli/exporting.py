"""``twosource export``: a dossier in the formats of its neighbours."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from twosource.model import Dossier

__all__ = ["export"]

FORMATS = (
    "html",
    "json",
    "jsonl",
    "csv",
    "parquet",
    "xlsx",
    "markdown",
    "annotations",
    "prov",
    "quotations",
    "graphml",
)


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--as", "form", required=True, type=click.Choice(FORMATS),
    help="The format: the report (html), the dossier (json), tables (jsonl, csv, parquet), a workbook for Excel "
    "(xlsx), a summary (markdown), W3C Web Annotations, W3C PROV-JSON (prov), schema.org quotations, a graph "
    "(graphml).",
)  # fmt: skip
@click.option("--table", metavar="NAME", help="Which table, for jsonl, csv and parquet: claims if not given.")
@click.option(
    "-o", "--output", type=click.Path(allow_dash=True), default="-", metavar="FILE",
    help="Where to write; standard output if not given. A folder gets a file for each table (jsonl, csv, parquet).",
)  # fmt: skip
def export(dossier: str, form: str, table: str | None, output: str) -> None:
    """Write a dossier in another format.

    DOSSIER is a file that compare --json wrote; - reads it from standard input.

    \b
    Examples:
      twosource compare story/ --json story.json
      twosource export story.json --as xlsx -o story.xlsx
      twosource export story.json --as csv --table passages -o passages.csv
      twosource export story.json --as parquet -o tables/
    """
    from twosource.report.exports import export as made
    from twosource.report.exports import export_tables

    held = _read(dossier)
    folder = output != "-" and (output.endswith(("/", "\\")) or Path(output).is_dir())
    try:
        whole = folder and table is None
        files = list(export_tables(held, form)) if whole else [("", made(held, form, table))]
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if output == "-":
        sys.stdout.buffer.write(files[0][1])
        sys.stdout.buffer.flush()
        return
    if folder:
        Path(output).mkdir(parents=True, exist_ok=True)
    for name, data in files:
        path = Path(output) / (name or f"{table}.{form}") if folder else Path(output)
        path.write_bytes(data)


def _read(path: str) -> "Dossier":
    """The dossier in a file. A file that is none ends the command with what is wrong in it, and where."""
    import msgspec

    from twosource.model import Dossier, from_json

    data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    try:
        return from_json(data, Dossier)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise click.ClickException(
            f"{path} is no dossier: {error}. A dossier is what `twosource compare --json FILE` writes."
        ) from error
