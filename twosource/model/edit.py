"""Changes that lead from a source text to a clean one, and the way back.

Cleaners run in turn, each on what the last one left. `compose` turns edits of edits into edits of the source, so
that an article needs to keep its source and one list only.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from twosource.model.span import Span

__all__ = ["Edit", "SpanMap", "apply", "compose", "tidy"]


class Edit(Struct, frozen=True, order=True):
    """Put `text` in the place of ``source[start:end]``; `by` says which cleaner did it and why.

    An edit replaces at least one character, so that every clean character has a home in the source.
    Raises ValueError unless ``0 <= start < end``.
    """

    start: int
    end: int
    text: str
    by: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"an edit needs 0 <= start < end, not [{self.start}, {self.end}]")


def tidy(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Sort edits and check that no two claim the same characters.

    Raises ValueError where two do.
    """
    ordered = tuple(sorted(edits))
    for left, right in pairwise(ordered):
        if right.start < left.end:
            raise ValueError(f"two edits claim the same characters: {left} and {right}")
    return ordered


def apply(source: str, edits: Sequence[Edit]) -> str:
    """Return `source` with the (tidy) `edits` made.

    >>> apply("It isn't.", [Edit(5, 6, "n", "case"), Edit(8, 9, "!", "mood")])
    "It isn't!"
    """
    pieces, at = [], 0
    for edit in edits:
        pieces += [source[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, source[at:]])


def _clean_starts(edits: Sequence[Edit]) -> list[int]:
    starts, moved = [], 0
    for edit in edits:
        starts.append(edit.start + moved)
        moved += len(edit.text) - (edit.end - edit.start)
    return starts


class SpanMap:
    """Positions of a source and of the clean text that `edits` make of it, each found from the other.

    A character that no edit touched has itself as its home. A character that an edit wrote has as its home all the
    characters that the edit replaced.

    >>> there_and_back = SpanMap([Edit(0, 4, "", "furniture"), Edit(6, 9, "—", "mojibake")])
    >>> there_and_back.to_source(Span(1, 3)), there_and_back.to_clean(Span(5, 9))
    (Span(start=5, end=9), Span(start=1, end=3))
    """

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._source_starts = [edit.start for edit in edits]
        self._source_ends = [edit.end for edit in edits]
        self._clean_starts = _clean_starts(edits)
        self._clean_ends = [start + len(edit.text) for start, edit in zip(self._clean_starts, edits, strict=True)]

    def to_source(self, span: Span) -> Span:
        """The home of the clean characters in `span`; for an empty span, the place where it stands."""
        if span.start == span.end:
            here = self._source_start(span.start)
            return Span(here, here)
        return Span(self._source_start(span.start), self._source_end(span.end))

    def to_clean(self, span: Span) -> Span:
        """The clean characters that stem from the source characters in `span`: empty where they were cut."""
        start = self._clean_start(span.start)
        return Span(start, max(start, self._clean_end(span.end)))

    def _source_start(self, at: int) -> int:
        i = bisect_right(self._clean_ends, at)  # first edit whose output ends after `at`
        if i < len(self._edits) and self._clean_starts[i] <= at:
            return self._source_starts[i]
        return at if i == 0 else at - self._clean_ends[i - 1] + self._source_ends[i - 1]

    def _source_end(self, at: int) -> int:
        i = bisect_left(self._clean_starts, at) - 1  # last edit whose output starts before `at`
        if i < 0:
            return at
        return self._source_ends[i] if at <= self._clean_ends[i] else at - self._clean_ends[i] + self._source_ends[i]

    def _clean_start(self, at: int) -> int:
        i = bisect_right(self._source_ends, at)
        if i < len(self._edits) and self._source_starts[i] <= at and self._source_ends[i] > at:
            return self._clean_starts[i]
        return at if i == 0 else at - self._source_ends[i - 1] + self._clean_ends[i - 1]

    def _clean_end(self, at: int) -> int:
        i = bisect_left(self._source_starts, at) - 1
        if i < 0:
            return at
        return self._clean_ends[i] if at <= self._source_ends[i] else at - self._source_ends[i] + self._clean_ends[i]


def compose(first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits of the source that do what `first` and then, on its result, `second` do (both tidy).

    An edit of `second` that cuts into what an edit of `first` wrote becomes one with it, and keeps both reasons.

    >>> compose([Edit(0, 3, "", "share bar")], [Edit(1, 2, "é", "mojibake")])
    (Edit(start=0, end=3, text='', by='share bar'), Edit(start=4, end=5, text='é', by='mojibake'))
    """
    edits, starts = list(first), _clean_starts(first)
    ends = [start + len(edit.text) for start, edit in zip(starts, edits, strict=True)]
    for edit in reversed(second):  # from the right, so that what is still to come keeps its positions
        low = bisect_right(ends, edit.start)
        high = max(low, bisect_left(starts, edit.end))
        if low == high:
            moved = edits[low - 1].end - ends[low - 1] if low else 0
            merged = Edit(edit.start + moved, edit.end + moved, edit.text, edit.by)
            start, end = edit.start, edit.end
        else:
            start, end = min(starts[low], edit.start), max(ends[high - 1], edit.end)
            merged = _merge(edit, edits[low:high], starts[low:high], ends[high - 1])
        edits[low:high], starts[low:high], ends[low:high] = [merged], [start], [end]
    return tuple(edits)


def _merge(edit: Edit, cut: Sequence[Edit], starts: Sequence[int], end: int) -> Edit:
    """`edit` and the edits it cuts into as one; their outputs begin at `starts` and end, all together, at `end`."""
    before = cut[0].text[: max(0, edit.start - starts[0])]
    after = cut[-1].text[edit.end - starts[-1] :] if edit.end < end else ""
    home_start = cut[0].start - max(0, starts[0] - edit.start)
    home_end = cut[-1].end + max(0, edit.end - end)
    reasons = dict.fromkeys(by for e in (*cut, edit) for by in e.by.split(" + "))
    return Edit(home_start, home_end, before + edit.text + after, " + ".join(reasons))
