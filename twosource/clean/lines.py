"""A text as lines that say something, with their places."""

import re
from collections.abc import Sequence

from msgspec import Struct

from twosource.model import Edit

__all__ = ["Line", "cut", "folded", "lines_of"]


class Line(Struct, frozen=True):
    """A line without the blanks around it, ``text[start:end]``.

    `after` is where the next line that is not blank starts; `alone` is true if a blank line, or the end, follows.
    """

    start: int
    end: int
    after: int
    text: str
    alone: bool


def lines_of(text: str) -> tuple[Line, ...]:
    r"""Return the lines of `text` that are not blank.

    >>> [(line.text, line.alone) for line in lines_of("Flood\n\nIt rained.\nA lot.")]
    [('Flood', True), ('It rained.', False), ('A lot.', True)]
    """
    found = [(m.start(), m.start() + len(m[0].rstrip())) for m in re.finditer(r"[^\s][^\n]*", text)]
    starts = [*(start for start, _ in found), len(text)][1:]
    return tuple(
        Line(start, end, after, text[start:end], text.count("\n", end, after) > 1 or after == len(text))
        for (start, end), after in zip(found, starts, strict=True)
    )


def cut(lines: Sequence[Line], number: int, by: str) -> Edit:
    """The edit that cuts a line together with what parts it from the next one."""
    return Edit(lines[number].start, lines[number].after, "", by)


def folded(text: str) -> str:
    """`text` as its words in lower case, for comparing titles."""
    return " ".join(re.findall(r"\w+", text.lower()))
