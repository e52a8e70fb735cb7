"""Which lines of a page are the article: trafilatura (A. Barbaresi) decides, the page's own text is kept.

The library gives back text, not places. Its blocks are found again in the page, letter by letter with blanks left
out, in the order that keeps them closest together; everything between them is cut as an edit.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from twosource.model import Edit

__all__ = ["Body", "find_body"]

BY = "furniture: outside the article body"
ENOUGH, CANDIDATES, SKIP, SHORT = 0.8, 12, 3000, 1500
MARK = re.compile(r"(?:[-*•]|\d+\.)\s*")  # that the library puts before the items of a list


class Body(Struct, frozen=True):
    """The text of a page and the edits that leave its article."""

    source: str
    edits: tuple[Edit, ...]


def find_body(page: str, lines: Sequence[str]) -> Body | None:
    """Return the text of a page, `lines`, with what is not its article cut; None where there is no article.

    Text that trafilatura found but the page does not show (it may come from the page's JSON-LD) is kept: then the
    source is the library's own text, and nothing else of the page.
    """
    blocks = _blocks(page)
    if not blocks:
        return None
    source = "\n".join(lines)
    packed, places = _packed(source)
    keys = [_key(packed, block) for block in blocks]
    ranges = _chain(packed, keys)
    total = sum(map(len, keys))
    if sum(end - start for start, end in ranges) < ENOUGH * total:
        return Body("\n".join(blocks), ())
    kept = [(places[start], places[end - 1] + 1) for start, end in ranges]
    return Body(source, _cuts(source, kept))


def _blocks(page: str) -> list[str]:
    from trafilatura import extract

    text = extract(page, favor_precision=True, include_comments=False) or ""
    if len(text) < SHORT:  # the strict reading may have thrown the article out with the rest
        plain = extract(page, include_comments=False) or ""
        text = plain if len(plain) > 2 * len(text) else text
    cells = (cell.strip() for line in text.split("\n") for cell in line.split("|"))
    return [cell for cell in cells if cell.strip("-")]


def _packed(text: str) -> tuple[str, list[int]]:
    """`text` without blanks and characters that do not print, and the place of each character that is left."""
    places = [at for at, char in enumerate(text) if not char.isspace() and char.isprintable()]
    return "".join([text[at] for at in places]), places


def _key(packed: str, block: str) -> str:
    """What to look for in `packed` for a block: itself, or without the mark of an item of a list."""
    key = _packed(block)[0]
    bare = _packed(MARK.sub("", block, count=1))[0]
    return key if key in packed or not bare else bare


def _chain(packed: str, keys: Sequence[str]) -> list[tuple[int, int]]:
    """Where the blocks stand: of all the places of each, those that follow one another with the least between them."""
    best: list[tuple[int, int, tuple[tuple[int, int], ...]]] = [(0, 0, ())]  # cost, end, ranges
    for key in keys:
        step = []
        for at in _places(packed, key):
            options = [(cost + (at - end if end else 0), at + len(key), (*got, (at, at + len(key))))
                       for cost, end, got in best if end <= at]  # fmt: skip
            if options:
                step.append(min(options))
        skipped = [(cost + SKIP + len(key), end, got) for cost, end, got in best]
        cheapest = {option[1]: option for option in sorted((*step, *skipped), reverse=True)}
        best = sorted(cheapest.values())[:CANDIDATES]
    return list(best[0][2])


def _places(packed: str, key: str) -> list[int]:
    found: list[int] = []
    at = packed.find(key)
    while at >= 0 and len(found) < CANDIDATES:
        found.append(at)
        at = packed.find(key, at + 1)
    return found


def _cuts(source: str, kept: Sequence[tuple[int, int]]) -> tuple[Edit, ...]:
    edits, at = [], 0
    for start, end in [*kept, (len(source), len(source))]:
        between = source[at:start]
        if between.strip():
            keep = "\n" if at and start < len(source) else ""
            edits.append(Edit(at, start, keep, BY))
        at = max(at, end)
    return tuple(edits)
