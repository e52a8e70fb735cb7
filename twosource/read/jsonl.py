"""JSON lines: one row, one document. Text is UTF-8, as JSON demands."""

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from twosource.model import Capture, Problem
from twosource.read.opening import LARGEST, NotReadable, bounded_lines, opened
from twosource.read.rows import BadRow, Row, capture_of
from twosource.read.sources import Source, problem

__all__ = ["read_jsonl", "read_jsonl_stream"]


def read_jsonl(source: Source) -> Iterator[Capture | Problem]:
    """Yield the documents in a file; a line that holds none becomes a problem and the others go on."""
    try:
        with opened(source) as stream:
            yield from read_jsonl_stream(stream, str(source.path), source.stem)
    except NotReadable as error:
        yield problem(source.path, str(error))


def read_jsonl_stream(stream: BinaryIO, path: str, stem: str) -> Iterator[Capture | Problem]:
    r"""Yield the documents in the lines of `stream`, which is called `path` in messages.

    >>> from io import BytesIO
    >>> good, bad = read_jsonl_stream(BytesIO(b'{"id": "a", "text": "It rained."}\n{"id":'), "x.jsonl", "x")
    >>> good.id, bad.reason
    ('a', 'line 2 of x.jsonl is not a JSON object and was left out: Input data was truncated')
    """
    rows = 0
    for number, line in bounded_lines(stream):
        if line is not None and not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        rows += 1
        yield _document(line, number, path, stem)
    if not rows:
        yield problem(path, f"{path} is empty")


def _document(line: bytes | None, number: int, path: str, stem: str) -> Capture | Problem:
    if line is None:
        reason = f"line {number} of {path} holds more than {LARGEST // 1_000_000} MB and was left out"
        return problem(f"{path}:{number}", reason)
    try:
        fields = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=dict[str, object])
        return capture_of(Row(path, stem, number, fields))
    except BadRow as error:
        return problem(f"{path}:{number}", f"line {number} of {path} was left out: {error}")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = f"line {number} of {path} is not a JSON object and was left out: {error}"
        return problem(f"{path}:{number}", reason)
