"""Plain text: one file, one document."""

from collections.abc import Iterator

from twosource.model import Capture, Problem
from twosource.read.binary import why_no_text
from twosource.read.opening import NotReadable, whole
from twosource.read.sources import Source, problem

__all__ = ["read_text"]


def read_text(source: Source) -> Iterator[Capture | Problem]:
    """Yield the document in a text file; its encoding is left open."""
    try:
        content = whole(source)
    except NotReadable as error:
        yield problem(source.path, str(error))
        return
    kind = why_no_text(content)
    if kind is None:
        yield Capture(id=source.stem, path=str(source.path), media="text", content=content)
    else:
        yield problem(source.path, f"{source.path} is no text but {kind}")
