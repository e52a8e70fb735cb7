"""A table of outlets and their owners, as CSV or TOML."""

import csv
import tomllib
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from msgspec import Struct

from twosource.model import Problem

__all__ = ["Owners", "read_families"]

TOLD = 'write a column outlet and a column owner, or in TOML a line "Harbour Post" = "Tidewater Media" for each outlet'


class Owners(Struct, frozen=True):
    """The owner of each outlet, as written, and what could not be used of the table."""

    of: dict[str, str] = {}
    problems: tuple[Problem, ...] = ()


def read_families(path: str | Path) -> Owners:
    """Read a table of outlets and their owners: ``.toml`` (outlet = owner), else CSV with columns outlet and owner.

    Nothing is raised: what cannot be read, a row without both, and an outlet with two owners become problems that name
    the file and the line; such an outlet has no owner.

    >>> [problem.reason for problem in read_families("nowhere.csv").problems]
    ['the families in nowhere.csv were not used: No such file or directory']
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = list(_of_toml(text) if path.suffix.lower() == ".toml" else _of_csv(text))
    except (OSError, ValueError, csv.Error) as error:
        told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Owners(problems=(_problem(path, f"the families in {path} were not used: {told}"),))
    return _checked(path, rows)


def _of_toml(text: str) -> Iterator[tuple[str, str, str]]:
    for outlet, owner in tomllib.loads(text).items():
        if not isinstance(owner, str):
            raise ValueError(f"{outlet!r} needs one owner in quotation marks: {TOLD}")
        yield f"the line of {outlet!r}", outlet.strip(), owner.strip()


def _of_csv(text: str) -> Iterator[tuple[str, str, str]]:
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    names = [name.strip().casefold() for name in next(rows, [])]
    if not {"outlet", "owner"} <= set(names):
        raise ValueError(f"its first line has no outlet and owner: {TOLD}")
    outlet, owner = names.index("outlet"), names.index("owner")
    for row in rows:
        if any(cell.strip() for cell in row):
            cells = [cell.strip() for cell in row] + [""] * len(names)
            yield f"line {rows.line_num}", cells[outlet], cells[owner]


def _checked(path: Path, rows: list[tuple[str, str, str]]) -> Owners:
    found: dict[str, tuple[str, str]] = {}
    problems, twice = [], set()
    for where, outlet, owner in rows:
        folded = " ".join(outlet.split()).casefold()
        if not outlet or not owner:
            problems.append(_problem(path, f"{where} of {path} was not used: it needs an outlet and an owner"))
        elif folded in found and " ".join(found[folded][1].split()).casefold() != " ".join(owner.split()).casefold():
            twice.add(folded)
            told = f"{outlet!r} has two owners in {path}, {found[folded][1]!r} and {owner!r} ({where})"
            problems.append(_problem(path, f"{told}: it was given none; take one of them out"))
        else:
            found.setdefault(folded, (outlet, owner))
    return Owners({outlet: owner for folded, (outlet, owner) in found.items() if folded not in twice}, tuple(problems))


def _problem(path: Path, reason: str) -> Problem:
    return Problem(stage="families", document=str(path), reason=reason)
