"""Comma- and tab-separated tables with a header line: one row, one document."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from twosource.model import Capture, Problem
from twosource.read.opening import LARGEST, NotReadable, bounded_lines, opened
from twosource.read.rows import BadRow, Row, capture_of
from twosource.read.sources import Source, problem

__all__ = ["read_csv"]

DELIMITERS = ",;\t"


def read_csv(source: Source) -> Iterator[Capture | Problem]:
    """Yield the documents in a table; a row that holds none becomes a problem and the others go on.

    The separator is a tab in ``.tsv``, else the one of comma, semicolon and tab that the header has most of. The
    encoding is UTF-8, or UTF-16 with its mark; a line that is not UTF-8 is taken for Windows-1252.
    """
    csv.field_size_limit(LARGEST)  # the module's own limit is 128 KB, shorter than some articles
    try:
        with opened(source) as stream:
            yield from _documents(_text_lines(stream), source)
    except NotReadable as error:
        yield problem(source.path, str(error))


def _documents(lines: Iterator[str], source: Source) -> Iterator[Capture | Problem]:
    path = str(source.path)
    header = next(lines, "")
    if not header.strip():
        yield problem(path, f"{path} is empty" if not header else f"{path} does not begin with a header line")
        return
    delimiter = "\t" if ".tsv" in source.path.suffixes[-2:] else max(DELIMITERS, key=header.count)
    names = [name.strip().lower() for name in next(csv.reader([header], delimiter=delimiter))]
    if not {"text", "html"} & set(names):
        yield problem(path, f"{path} has no column 'text' or 'html' (its columns: {', '.join(names[:12])})")
        return
    table = csv.reader(lines, delimiter=delimiter)
    rows = 0
    while True:
        line = table.line_num + 2
        try:
            cells = next(table)
        except StopIteration:
            break
        except csv.Error as error:
            yield problem(f"{path}:{line}", f"line {line} of {path} was left out: {error}")
            continue
        if any(cells):
            rows += 1
            yield _document(Row(path, source.stem, line, dict(zip(names, cells, strict=False))))
    if not rows:
        yield problem(path, f"{path} has a header but no rows")


def _document(row: Row) -> Capture | Problem:
    try:
        return capture_of(row)
    except BadRow as error:
        return problem(f"{row.path}:{row.line}", f"line {row.line} of {row.path} was left out: {error}")


def _text_lines(stream: BinaryIO) -> Iterator[str]:
    wide: str | None = None
    for number, line in bounded_lines(stream):
        if line is None:
            raise NotReadable(f"line {number} holds more than {LARGEST // 1_000_000} MB; the rest was left out")
        if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
            rest = stream.read(LARGEST)
            wide = (line + rest).decode("utf-16", "replace")
            break
        yield _decoded(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
    if wide is not None:
        yield from wide.splitlines(keepends=True)


def _decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
