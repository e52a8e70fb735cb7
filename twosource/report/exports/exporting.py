"""Which formats there are, and the bytes of each."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from twosource.model import Dossier, to_json
from twosource.report.exports.files import csv_bytes, jsonl_bytes, parquet_bytes
from twosource.report.exports.graphml import graphml
from twosource.report.exports.markdown import markdown
from twosource.report.exports.prov import prov
from twosource.report.exports.schema_org import quotations
from twosource.report.exports.spreadsheet import spreadsheet
from twosource.report.exports.tables import Table, table, tables
from twosource.report.exports.web_annotation import annotations
from twosource.report.page import page

__all__ = ["FORMATS", "Format", "export", "export_tables"]


class Format(Struct, frozen=True, kw_only=True):
    """A format: its name, how its files end, and what it is, in words.

    `of_table` makes a file of one table, `whole` one of the whole dossier; a format has one of them or both.
    """

    name: str
    ending: str
    about: str
    whole: Callable[[Dossier], bytes] | None = None
    of_table: Callable[[Table], bytes] | None = None


def _json(make: Callable[[Dossier], Any]) -> Callable[[Dossier], bytes]:
    return lambda dossier: json.dumps(make(dossier), ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


FORMATS = {
    one.name: one
    for one in (
        Format(name="html", ending=".html", about="the report", whole=lambda dossier: page(dossier).encode()),
        Format(name="json", ending=".json", about="the dossier", whole=lambda dossier: to_json(dossier) + b"\n"),
        Format(
            name="jsonl", ending=".jsonl", about="tables as JSON lines",
            whole=lambda dossier: jsonl_bytes(tables(dossier)), of_table=lambda one: jsonl_bytes([one]),
        ),
        Format(name="csv", ending=".csv", about="a table as CSV", of_table=csv_bytes),
        Format(name="parquet", ending=".parquet", about="a table as Parquet", of_table=parquet_bytes),
        Format(name="xlsx", ending=".xlsx", about="a workbook for Excel", whole=spreadsheet),
        Format(
            name="markdown", ending=".md", about="a summary in Markdown",
            whole=lambda dossier: markdown(dossier).encode("utf-8", "replace"),
        ),
        Format(name="annotations", ending=".jsonld", about="W3C Web Annotations", whole=_json(annotations)),
        Format(name="prov", ending=".prov.json", about="the lineage as W3C PROV-JSON", whole=_json(prov)),
        Format(name="quotations", ending=".jsonld", about="quotations as schema.org JSON-LD", whole=_json(quotations)),
        Format(name="graphml", ending=".graphml", about="documents and claims as a graph", whole=graphml),
    )
}  # fmt: skip
"""All formats, by name."""


def export(dossier: Dossier, format: str, table_name: str | None = None) -> bytes:
    """Return `dossier` in a format, or one table of it where the format has tables (by default the claims).

    Raises ValueError where there is no such format or table, or the format has no tables.

    >>> export(Dossier(twosource="0"), "csv")[:13]
    b'\\xef\\xbb\\xbfid,kind,te'
    """
    chosen = FORMATS.get(format)
    if chosen is None:
        raise ValueError(f"there is no format {format!r}; there are {', '.join(FORMATS)}")
    if table_name is not None and chosen.of_table is None:
        raise ValueError(f"{format} has no tables: leave the table out")
    if chosen.whole is not None and table_name is None:
        return chosen.whole(dossier)
    if chosen.of_table is None:  # pragma: no cover - a format has one of the two
        raise ValueError(f"{format} cannot be made")
    return chosen.of_table(table(dossier, table_name or "claims"))


def export_tables(dossier: Dossier, format: str) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of a file for each table. Raises ValueError where the format has no tables."""
    chosen = FORMATS.get(format)
    if chosen is None or chosen.of_table is None:
        having = ", ".join(name for name, one in FORMATS.items() if one.of_table)
        raise ValueError(f"a folder of tables can be had as {having}, not as {format}")
    for one in tables(dossier):
        yield one.name + chosen.ending, chosen.of_table(one)
