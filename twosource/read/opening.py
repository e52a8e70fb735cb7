"""Files as bytes, within limits: no document, packed or not, may exhaust the memory."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from twosource.read.sources import Source

__all__ = ["LARGEST", "NotReadable", "bounded_lines", "opened", "whole"]

LARGEST = 20_000_000
"""Bytes that one document, or one row of many, may have after unpacking."""


class NotReadable(Exception):
    """A file could not be read; the text of the exception says why and what to do."""


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """Open a file for reading, unpacked if its name ends in ``.gz``.

    Raises NotReadable in the place of every error of the system or of the packing, also of those while it is open.
    """
    path = source.path
    try:
        if source.gzipped:
            with gzip.open(path, "rb") as packed:
                yield cast(BinaryIO, packed)
        else:
            with path.open("rb") as plain:
                yield plain
    except FileNotFoundError:
        raise NotReadable(f"{path} is no longer there") from None
    except PermissionError:
        raise NotReadable(f"you may not read {path}: check its permissions") from None
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise NotReadable(f"{path} is not a sound gzip file: {error}") from None
    except OSError as error:
        raise NotReadable(f"{path} could not be read: {error.strerror or error}") from None


def whole(source: Source) -> bytes:
    """Return all bytes of a file that is one document.

    Raises NotReadable, also if it is empty or larger than `LARGEST` after unpacking.
    """
    with opened(source) as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise NotReadable(
            f"{source.path} holds more than {LARGEST // 1_000_000} MB, more than one article can have; "
            "split it, or give many articles as rows of a .jsonl file"
        )
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise NotReadable(f"{source.path} is empty")
    return content


def bounded_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield number (from 1) and bytes of each line; None stands for a line longer than `LARGEST`."""
    number = 0
    while line := stream.readline(LARGEST + 1):
        number += 1
        if len(line) <= LARGEST:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LARGEST + 1)
        yield number, None
