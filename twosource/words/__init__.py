"""Word lists and tables: one text file each, in a folder per language, with its origin in its first comment.

A line is an entry; what follows ``#`` is a comment; a tab parts the columns of a table.
"""

from functools import cache
from importlib.resources import files

__all__ = ["lines", "table"]


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the entries of the list `name` (for example ``"en/cues"``), in their order.

    Raises FileNotFoundError when there is no such list.

    >>> "said" in lines("en/reporting_verbs")
    True
    """
    folder, _, stem = name.rpartition("/")
    text = files(__name__).joinpath(*folder.split("/"), f"{stem}.txt").read_text(encoding="utf-8")
    stripped = (line.split("#", 1)[0].rstrip() for line in text.splitlines())
    return tuple(line for line in stripped if line.strip())


@cache
def table(name: str) -> dict[str, tuple[str, ...]]:
    """Return the table `name` as first column -> other columns.

    >>> table("en/agencies")["AP"]
    ('Associated Press',)
    """
    rows = (tuple(cell.strip() for cell in line.split("\t")) for line in lines(name))
    return {first: tuple(rest) for first, *rest in rows}
