"""What whole phrases beside a figure tell of it, from tables of patterns in which ``N`` is the figure itself."""

import re
from functools import cache

from twosource.model import Span
from twosource.words import table

__all__ = ["told_by"]

REACH = 70  # characters between a figure and a phrase that still tells of it
FIGURE = "N"


def told_by(name: str, span: Span, clause: Span, text: str) -> tuple[tuple[int, str], ...]:
    """What phrases of the table `name` in `clause` say of the figure at `span`, each with its distance, nearest first.

    >>> said = "That brings the number of dead to nine."
    >>> told_by("en/count_phrases", Span(34, 38), Span(0, len(said)), said)
    ((0, 'grown'),)
    """
    before, after = text[clause.start : span.start].lower(), text[span.end : clause.end].lower()
    said, at = f"{before}{FIGURE}{after}", len(before)
    found = [
        (max(at - m.end(), m.start() - at - 1, 0), what) for one, what in _patterns(name) for m in one.finditer(said)
    ]
    return tuple(sorted((gap, what) for gap, what in found if gap <= REACH))


@cache
def _patterns(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), what) for pattern, (what,) in table(name).items())
