"""Word lists and tables: one text file each, in a folder per language, with its origin in its first comment.

A line is an entry; what follows ``#`` is a comment; a tab parts the columns of a table.
"""

from functools import cache
from importlib.resources import files

__all__ = ["everywhere", "lines", "table"]


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


@cache
def everywhere(stem: str) -> tuple[str, ...]:
    """Return the names of the lists called `stem` of all languages, English first.

    >>> everywhere("reporting_verbs")[:2]
    ('en/reporting_verbs', 'ar/reporting_verbs')
    """
    root = files(__name__)
    folders = sorted((one.name for one in root.iterdir() if one.is_dir()), key=lambda name: (name != "en", name))
    return tuple(f"{one}/{stem}" for one in folders if root.joinpath(one, f"{stem}.txt").is_file())
