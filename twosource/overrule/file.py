"""The file of overrides beside a report: ``NAME.overrides.toml``, read, added to, and taken from."""

import os
import re
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from twosource.model import Problem
from twosource.overrule.override import Override, Target, checked

__all__ = ["SUFFIX", "Overrides", "add_override", "overrides_beside", "read_overrides", "remove_override", "table"]

SUFFIX = ".overrides.toml"
HEADER = re.compile(r"^[ \t]*\[\[[ \t]*override[ \t]*\]\][ \t]*(?:#.*)?$", re.MULTILINE)
FIELDS = ("what", "document", "words", "after", "occurrence", "with", "kind", "to", "by", "when", "why")
OF_TARGET = ("document", "words", "after", "occurrence")
OPENING = """\
# What people set by hand. twosource follows it on every run and says so in the report.
# A table may be changed or deleted; `twosource overrule FILE --list` numbers them.
"""
ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class Overrides(Struct, frozen=True):
    """The overrides of a file in their order, with their numbers in it, and what could not be used of it."""

    all: tuple[Override, ...] = ()
    numbers: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


def overrides_beside(report: str | Path) -> Path:
    """The file of overrides that belongs to a report.

    >>> overrides_beside("out/report.html").as_posix()
    'out/report.overrides.toml'
    """
    path = Path(report)
    return path.with_name((path.stem if path.suffix else path.name) + SUFFIX)


def read_overrides(path: str | Path) -> Overrides:
    """Read a file of overrides. Nothing is raised: what cannot be used becomes a problem that names file and place.

    >>> [problem.reason for problem in read_overrides("nowhere.overrides.toml").problems]
    ['nothing of nowhere.overrides.toml was followed: No such file or directory']
    """
    path = Path(path)
    try:
        rows = _rows(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Overrides(problems=(_problem(path, f"nothing of {path} was followed: {told}"),))
    found, numbers, problems = [], [], []
    for number, row in enumerate(rows, 1):
        try:
            found.append(_override(row))
            numbers.append(number)
        except ValueError as error:
            problems.append(_problem(path, f"override {number} of {path} was not followed: {error}"))
    return Overrides(tuple(found), tuple(numbers), tuple(problems))


def _problem(path: Path, reason: str) -> Problem:
    return Problem(stage="overrule", document=str(path), reason=reason)


def _rows(text: str) -> list[Any]:
    """The tables of the file. Raises ValueError where it is no TOML or holds something else."""
    found = tomllib.loads(text)
    rows = found.pop("override", [])
    if found or not isinstance(rows, list):
        other = next(iter(found), "override")
        raise ValueError(f"{other!r} has no meaning here: each override stands in a table under a line [[override]]")
    return rows


def _override(row: Any) -> Override:
    if not isinstance(row, Mapping):
        raise ValueError("it is no table: write its fields below a line [[override]]")
    _known(row, FIELDS)
    others = row.get("with", [])
    if isinstance(others, Mapping):
        others = [others]
    if not isinstance(others, list) or not all(isinstance(one, Mapping) for one in others):
        raise ValueError('with needs passages: with = [{document = "a", words = "…"}]')
    for one in others:
        _known(one, OF_TARGET)
    first = {field: row[field] for field in OF_TARGET if field in row}
    return checked(
        Override(
            what=_text(row, "what"),  # type: ignore[arg-type]  # checked says what it may be
            targets=tuple(map(_target, (first, *others))),
            to=_text(row, "to") or None,
            kind=_text(row, "kind") or None,
            by=_text(row, "by"), when=_text(row, "when"), why=_text(row, "why"),
        )
    )  # fmt: skip


def _known(row: Mapping[str, Any], fields: Sequence[str]) -> None:
    for field in row:
        if field not in fields:
            raise ValueError(f"there is no field {field!r}: the fields are {', '.join(fields)}")


def _target(row: Mapping[str, Any]) -> Target:
    number = row.get("occurrence")
    if number is not None and (not isinstance(number, int) or isinstance(number, bool)):
        raise ValueError(f"occurrence needs a whole number, not {number!r}")
    return Target(
        document=_text(row, "document"), words=_text(row, "words"), after=_text(row, "after"), occurrence=number
    )


def _text(row: Mapping[str, Any], field: str) -> str:
    value = row.get(field, "")
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        raise ValueError(f"{field} needs text in quotation marks, not {value!r}")
    return value


def table(override: Override) -> str:
    r"""Return the override as the table of a file, with its line ``[[override]]``.

    >>> print(table(Override(what="speaker", targets=(Target(document="a", words='"No"'),), to="Ann Orr", by="K",
    ...                      when="2031-05-06", why="tape")))
    [[override]]
    what = "speaker"
    document = "a"
    words = "\"No\""
    to = "Ann Orr"
    by = "K"
    when = "2031-05-06"
    why = "tape"
    """
    first, *others = override.targets
    lines = ["[[override]]", f"what = {_quoted(override.what)}", *_pairs(first)]
    if others:
        lines += ["with = [", *(f"  {{{', '.join(_pairs(one))}}}," for one in others), "]"]
    for field in ("kind", "to", "by", "when", "why"):
        value = getattr(override, field)
        if value is not None:
            lines.append(f"{field} = {_quoted(value)}")
    return "\n".join(lines)


def _pairs(target: Target) -> Iterator[str]:
    yield f"document = {_quoted(target.document)}"
    for field in ("words", "after"):
        if value := getattr(target, field):
            yield f"{field} = {_quoted(value)}"
    if target.occurrence is not None:
        yield f"occurrence = {target.occurrence}"


def _quoted(text: str) -> str:
    """A basic string of TOML; what could not be read or would steer a terminal is written by its number."""
    return '"' + "".join(ESCAPES.get(c) or (c if c.isprintable() else _escape(c)) for c in text) + '"'


def _escape(character: str) -> str:
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        raise ValueError("the text holds half of a character (a lone surrogate), which no file can hold")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def add_override(path: str | Path, override: Override) -> int:
    """Check the override, put it at the end of the file at `path` (made where there is none) and return its number.

    What stood there stays as it is, comments too; the file is replaced as a whole or not at all. Raises ValueError,
    with a message for the user, where the override or the file will not do, and OSError where it cannot be written.
    """
    path, override = Path(path), checked(override)
    old = _old(path) if path.exists() else OPENING
    rows = _parsed(path, old)
    _check_against(path, rows, override)
    new = f"{old}{'' if not old or old.endswith(chr(10)) else chr(10)}\n{table(override)}\n"
    _replace(path, old if path.exists() else None, new, [*rows, tomllib.loads(table(override))["override"][0]])
    return len(rows) + 1


def _check_against(path: Path, rows: Sequence[Any], override: Override) -> None:
    """Raises ValueError where the file says so already, or says otherwise of the same words."""
    for number, row in enumerate(rows, 1):
        try:
            known = _override(row)
        except ValueError:
            continue
        if (known.what, known.targets, known.kind) != (override.what, override.targets, override.kind):
            continue
        if known.to == override.to:
            raise ValueError(f"{path} says so already: number {number}, by {known.by}")
        if override.what not in ("edge", "no edge"):
            raise ValueError(f"number {number} of {path}, by {known.by}, says {known.to}: take that out first")


def remove_override(path: str | Path, number: int) -> Override | None:
    """Take override `number` (from 1) out of the file and return it, None if it was one that could not be used.

    Comments stay. Raises ValueError and OSError as `add_override` does.
    """
    path = Path(path)
    old = _old(path)
    rows = _parsed(path, old)
    starts = [found.start() for found in HEADER.finditer(old)]
    if not 1 <= number <= len(rows):
        raise ValueError(f"there is no override {number} in {path}: it holds {len(rows)}")
    if len(starts) != len(rows):
        raise ValueError(f"the tables of {path} cannot be told apart: take it out by hand")
    end = starts[number] if number < len(starts) else len(old)
    body = old[starts[number - 1] : end]
    kept = "".join(line for line in body.splitlines(keepends=True) if line.lstrip().startswith("#"))
    _replace(path, old, old[: starts[number - 1]] + kept + old[end:], [*rows[: number - 1], *rows[number:]])
    try:
        return _override(rows[number - 1])
    except ValueError:
        return None


def _old(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is no UTF-8 text: {error}") from None


def _parsed(path: Path, text: str) -> list[Any]:
    try:
        return _rows(text)
    except ValueError as error:
        raise ValueError(f"{path} was left as it is, since it cannot be read: {error}") from None


def _replace(path: Path, old: str | None, new: str, meant: Sequence[Any]) -> None:
    """Put `new` in the place of `old`, if it holds the tables that are meant and nobody else wrote meanwhile."""
    try:
        right = _rows(new) == list(meant)
    except ValueError:
        right = False
    if not right:
        raise ValueError(f"{path} was left as it is: its tables are written in a way that only a person can change")
    path = path.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        if (_old(path) if path.exists() else None) != old:
            raise ValueError(f"{path} was left as it is: somebody else changed it at the same moment; try again")
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
