"""Saved web pages: one file, one document."""

from collections.abc import Iterator

from msgspec import structs

from twosource.model import Capture, Problem
from twosource.read.sources import Source
from twosource.read.text import read_text

__all__ = ["read_html"]


def read_html(source: Source) -> Iterator[Capture | Problem]:
    """Yield the page in a file; its encoding is left open."""
    for found in read_text(source):
        yield structs.replace(found, media="html") if isinstance(found, Capture) else found
