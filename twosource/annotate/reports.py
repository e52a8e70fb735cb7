"""Reports within reports: which attribution tells of the words that another one tells of."""

import re
from collections.abc import Iterable

from twosource.annotate.attribution import Attribution
from twosource.annotate.cues import reporting_verbs
from twosource.model import Span

__all__ = ["Reports", "second_hand"]

PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we", "you", "who", "that", "which", "one"])


class Reports:
    """Which attribution reports another: a look-up by line, so that long texts cost no more than short ones."""

    def __init__(self, text: str, found: Iterable[Attribution]) -> None:
        self._text = text
        self._lines: dict[int, list[tuple[int, int, Span, Attribution]]] = {}
        for outer in found:
            for span in outer.content:
                self._lines.setdefault(self._line(span.start), []).append((span.length, outer.anchor, span, outer))

    def _line(self, at: int) -> int:
        return self._text.rfind("\n", 0, at)

    def around(self, inner: Attribution) -> Attribution | None:
        """The attribution with the shortest content that holds the cue of `inner`."""
        if not inner.cue:
            return None
        near = self._lines.get(self._line(inner.anchor), ())
        holding = [row for row in near if row[3] is not inner and row[2].start <= inner.anchor < row[2].end]
        return min(holding, key=lambda row: row[:2])[3] if holding else None


def second_hand(text: str, inner: Attribution) -> bool:
    """Whether a report within a report tells of somebody else's words, not of what the speaker thinks or says."""
    word = re.match(r"\w+", text[inner.anchor :])
    speaks = word is not None and (word.group().lower() in reporting_verbs() or word.group().lower() == "according")
    return speaks and " ".join(span.of(text) for span in inner.source).lower() not in PRONOUNS
