"""Questions to the tables: SQL that ships with the program, asked with DuckDB."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

__all__ = ["NoTables", "Plot", "Question", "ask", "opened", "questions"]

TABLES = ("articles", "claims", "credits", "edges", "figures", "names", "passages", "quotes")
HEAD = re.compile(r"-- (?P<title>.+)\n(?P<about>(?:-- (?!plot:).*\n)+)-- plot: (?P<kind>\w+) (?P<columns>.+)\n")
MACROS = """
create macro wilson_middle(k, n) as (k + 1.9207) / (n + 3.8415);
create macro wilson_width(k, n) as 1.96 * sqrt(k * (n - k) / n + 0.9604) / (n + 3.8415);
create macro wilson_low(k, n) as greatest(0, wilson_middle(k, n) - wilson_width(k, n));
create macro wilson_high(k, n) as least(1, wilson_middle(k, n) + wilson_width(k, n));
"""
"""The 95% score interval of `k` of `n` (Wilson 1927)."""


class NoTables(ValueError):
    """A folder has no tables to ask; the text says how to make them."""


class Plot(Struct, frozen=True):
    """How an answer is drawn: what kind of plot, and the columns in the order in which that kind wants them."""

    kind: str
    columns: tuple[str, ...]


class Question(Struct, frozen=True):
    """A question by its name, in words, what exactly is counted, its SQL, and how the answer is drawn."""

    name: str
    title: str
    about: str
    sql: str
    plot: Plot


@cache
def questions() -> dict[str, Question]:
    """Return the questions that ship with the program, by name.

    >>> questions()["speed"].title
    'How fast is copied?'
    """
    found = (_question(file.name.removesuffix(".sql"), file.read_text("utf-8")) for file in _files())
    return {one.name: one for one in found}


def ask(root: Path, question: Question) -> "pa.Table":
    """Return the answer from the tables in the folder `root`. Raises NoTables if they are not there."""
    with opened(root) as connection:
        return connection.sql(question.sql).to_arrow_table()


def opened(root: Path) -> "duckdb.DuckDBPyConnection":
    """Return a connection in which each table of the folder `root` is a view. Raises NoTables if one is missing."""
    import duckdb

    missing = [name for name in TABLES if not (root / f"{name}.parquet").exists()]
    if missing:
        raise NoTables(f"{root} has no {missing[0]}.parquet: make the tables with twosource corpus {root}")
    connection = duckdb.connect()
    connection.sql(MACROS)
    for name in TABLES:
        path = str(root / f"{name}.parquet").replace("'", "''")
        connection.sql(f"create view {name} as from read_parquet('{path}')")
    return connection


def _files() -> Iterator[Any]:
    folder = files(__package__).joinpath("questions")
    yield from sorted((one for one in folder.iterdir() if one.name.endswith(".sql")), key=lambda one: one.name)


def _question(name: str, text: str) -> Question:
    head = HEAD.match(text)
    if head is None:
        raise ValueError(f"{name}.sql: its first lines have to be a title, what is counted, and how it is drawn")
    about = " ".join(line.removeprefix("-- ") for line in head["about"].splitlines())
    return Question(name, head["title"], about, text, Plot(head["kind"], tuple(re.split(r"[ ,]", head["columns"]))))
