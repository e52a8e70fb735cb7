"""Which quotation marks belong together. Needs no language model: it goes by marks, blanks and paragraphs only.

Real text is damaged: a quotation may open with ``“`` and close with ``"``, one of its marks may be lost, and one of
several paragraphs leaves its paragraphs open but the last. A mark without a partner ends with its paragraph at the
latest, so that no damage reaches further than that.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from twosource.model import Span

__all__ = ["Marked", "marked_spans", "starting_in"]

MARK = re.compile(r"(?<=\S)'(?=''(?!\w))|``|''|[“”„‟\"«»「」『』‘’‚'‹›]")
DOUBLE, SINGLE = frozenset(("``", "''", *'“”„‟"«»「」『』')), frozenset("‘’‚'‹›")
OPENERS, CLOSERS = frozenset(("``", *"“„‟«‘‚‹")), frozenset(("''", *"”»’›"))
CORNERS = {"「": "」", "『": "』"}  # these show their side by themselves
ELISION = re.compile(r"['’‘](?:\d0s\b|(?:em|til|tis|twas|cause|bout|n|round)\b)", re.IGNORECASE)
LEFT_OF_OPENER = frozenset("([{/—–-…:;,“‘\"'«„>|*")
MOST_CLOSERS_TRIED = 40


class Marked(Struct, frozen=True):
    """A stretch in quotation marks, within one paragraph.

    `outer` takes in the marks, `inner` does not. `depth` is the number of marked stretches around it. `closed` is
    False where the paragraph ends first; `continues` where the stretch goes on from the paragraph before. `single`
    tells ‘single’ marks from “double” ones.
    """

    outer: Span
    inner: Span
    depth: int = 0
    closed: bool = True
    continues: bool = False
    single: bool = False


class _Mark(Struct, frozen=True):
    start: int
    end: int
    text: str
    opens: bool  # may open, to judge by its neighbours
    closes: bool  # may close, likewise


def marked_spans(text: str, paragraphs: Sequence[Span]) -> tuple[Marked, ...]:
    """Return the stretches of `text` in quotation marks, in order of their start, an outer one before its inner ones.

    `paragraphs` are the spans of the paragraphs of `text`; offsets of the result are those of `text`.

    >>> text = 'He said “the ‘old plan’ is dead," and left.'
    >>> [(m.inner.of(text), m.depth) for m in marked_spans(text, [Span(0, len(text))])]
    [('the ‘old plan’ is dead,', 0), ('old plan', 1)]
    """
    found: list[Marked] = []
    open_before = False
    for number, paragraph in enumerate(paragraphs):
        piece = paragraph.of(text)
        marks = list(_marks(piece))
        doubles = _doubles(piece, [mark for mark in marks if mark.text in DOUBLE], open_before)
        here = doubles + _singles(piece, [mark for mark in marks if mark.text in SINGLE], doubles)
        open_before = bool(doubles) and not doubles[-1].closed and _goes_on(text, paragraphs, number)
        found += _in_order([marked for marked in here if re.search(r"\w", marked.inner.of(piece))], paragraph.start)
    return tuple(found)


def starting_in(marked: Sequence[Marked], span: Span) -> Sequence[Marked]:
    """The stretches of `marked` (in order of their start) that start in `span`."""
    first = bisect_left(marked, span.start, key=lambda m: m.outer.start)
    return marked[first : bisect_left(marked, span.end, key=lambda m: m.outer.start)]


def _goes_on(text: str, paragraphs: Sequence[Span], number: int) -> bool:
    """Whether the paragraph after `number` may continue a quotation left open: it opens anew, or closes first."""
    following = next((span.of(text) for span in paragraphs[number + 1 : number + 2]), "")
    first = next((mark for mark in _marks(following) if mark.text in DOUBLE), None)
    return first is not None and (first.start == 0 or (first.closes and not first.opens))


def _in_order(here: list[Marked], shift: int) -> list[Marked]:
    """Order by start, count depths and move to the offsets of the whole text."""
    ordered = sorted(here, key=lambda m: (m.outer.start, -m.outer.end))
    out: list[Marked] = []
    around: list[Span] = []
    for marked in ordered:
        while around and around[-1].end < marked.outer.end:
            around.pop()
        depth = len(around)
        around.append(marked.outer)
        outer, inner = marked.outer.shift(shift), marked.inner.shift(shift)
        out.append(Marked(outer, inner, depth, marked.closed, marked.continues, marked.single))
    return out


def _marks(piece: str) -> Iterator[_Mark]:
    for match in MARK.finditer(piece):
        start, end = match.span()
        mark = match.group()
        left = piece[start - 1] if start else " "
        right = piece[end] if end < len(piece) else " "
        if mark in SINGLE and left.isalnum() and right.isalnum():
            continue  # an apostrophe
        if mark in DOUBLE and re.search(r"\d['’′]\s?\d+$", piece[max(0, start - 8) : start]):
            continue  # feet and inches
        opens = not right.isspace() and (left.isspace() or left in LEFT_OF_OPENER)
        closes = not left.isspace() and (not right.isalnum())
        if (mark in "«‹" and right.isspace() and not (left.isalnum() or left in ".,!?…")) or (
            mark in "»›" and left.isspace() and not right.isalnum()
        ):
            opens, closes = mark in "«‹", mark in "»›"  # French sets blanks inside these
        yield _Mark(start, end, mark, opens, closes)


def _doubles(piece: str, marks: Sequence[_Mark], open_before: bool) -> list[Marked]:
    """Pair double marks from left to right; `open_before` if the paragraph before was left open."""
    found: list[Marked] = []
    stack: list[tuple[_Mark | None, bool]] = []
    if open_before and marks and marks[0].start > 0:
        stack.append((None, True))
    for at, mark in enumerate(marks):
        if mark.text in "「」『』":
            _corner(mark, stack, found)
        elif stack and _in_corners(stack):
            continue
        elif stack and _shuts(mark, marks[at + 1 : at + 3]):
            opener, continues = stack.pop()
            found.append(_between(opener, mark, continues))
        elif _starts(piece, mark):
            if stack and not _nested(marks[at + 1 : at + 3]):
                stack.clear()  # the mark before was left alone
            stack.append((mark, open_before and mark.start == 0))
    if stack:
        opener, continues = stack[0]
        start, inner = (opener.start, opener.end) if opener else (0, 0)
        if all(marked.outer.end <= start or marked.outer.start >= start for marked in found):
            inside = [marked for marked in found if marked.outer.start < start]
            found = inside + [marked for marked in found if marked.outer.start > start]
            found.append(Marked(Span(start, len(piece)), Span(inner, len(piece)), 0, False, continues))
    return sorted(found, key=lambda marked: marked.outer)


def _corner(mark: _Mark, stack: "list[tuple[_Mark | None, bool]]", found: list[Marked]) -> None:
    """Open or close with a corner mark; another kind of mark inside corners, and a corner that fits none, is passed."""
    top = stack[-1][0] if stack else None
    if mark.text in CORNERS and (top is None or (top.text in CORNERS and top.text != mark.text)):
        stack.append((mark, False))
    elif top is not None and CORNERS.get(top.text) == mark.text:
        stack.pop()
        found.append(_between(top, mark, False))


def _in_corners(stack: "list[tuple[_Mark | None, bool]]") -> bool:
    top = stack[-1][0]
    return top is not None and top.text in CORNERS


def _between(opener: _Mark | None, closer: _Mark, continues: bool) -> Marked:
    start, inner = (opener.start, opener.end) if opener else (0, 0)
    return Marked(Span(start, closer.end), Span(inner, closer.start), 0, True, continues)


def _shuts(mark: _Mark, following: Sequence[_Mark]) -> bool:
    """Whether `mark` closes the stretch that is open."""
    if mark.text in CLOSERS and mark.closes:
        return True
    if mark.text in OPENERS:
        return mark.closes and not mark.opens
    if mark.opens and not mark.closes:
        return not mark.text.isascii() and not following
    return True


def _starts(piece: str, mark: _Mark) -> bool:
    """Whether `mark` opens a stretch when none is open, or one inside another."""
    if mark.text in OPENERS:
        return mark.opens or not mark.closes
    if mark.text == '"' and mark.start and piece[mark.start - 1].isdigit():
        return False  # inches
    return mark.opens


def _nested(following: Sequence[_Mark]) -> bool:
    """Whether an opener inside an open stretch belongs inside: then two closers follow."""
    return len(following) == 2 and all(mark.closes and not mark.opens for mark in following)


def _singles(piece: str, marks: Sequence[_Mark], doubles: Sequence[Marked]) -> list[Marked]:
    """Pair single marks, apart from apostrophes; a pair does not cross the edge of a double one."""
    closers = [mark for mark in marks if mark.closes and mark.text not in "‘‚‹"]
    starts = [mark.start for mark in closers]
    edges = sorted(edge for start, end in (m.outer for m in doubles) for edge in ((start, end), (end, start)))
    found: list[Marked] = []
    free_from = 0
    for mark in marks:
        opens = mark.opens and mark.text not in "›" and (mark.text != "’")
        if not opens or mark.start < free_from or ELISION.match(piece, mark.start):
            continue
        after = bisect_right(starts, mark.end)
        rivals = islice(closers, after, after + MOST_CLOSERS_TRIED)
        level = [c for c in rivals if _level(mark.start, c.end, edges)]
        closer = next((c for c in level if not _possessive(piece, c)), level[0] if level else None)
        if closer is None:
            continue
        found.append(Marked(Span(mark.start, closer.end), Span(mark.end, closer.start), single=True))
        free_from = closer.end
    return found


def _level(start: int, end: int, edges: Sequence[tuple[int, int]]) -> bool:
    """Whether every double stretch with one edge between `start` and `end` has the other one there as well."""
    inside = islice(edges, bisect_right(edges, (start, end)), bisect_left(edges, (end,)))
    return all(start <= other <= end for _, other in inside)


def _possessive(piece: str, mark: _Mark) -> bool:
    """Whether this may be the apostrophe of a plural: after an s, before a word."""
    return piece[mark.start - 1] in "sS" and re.match(r" \w", piece[mark.end : mark.end + 2]) is not None
