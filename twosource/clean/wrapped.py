"""Lines broken at a fixed width (mail, wire copy, old terminals) put together to paragraphs again."""

import re
from collections.abc import Iterator

from twosource.model import Edit

__all__ = ["wrapping_edits"]

NARROWEST, WIDEST = 40, 120  # the widths at which texts are wrapped
FEWEST_BREAKS = 3
MOSTLY = 0.8  # of the breaks between neighbouring lines, those at which the next word would not have fitted
BEFORE_LOWER_CASE = 0.3  # of those, the ones in the middle of a clause


def wrapping_edits(text: str) -> tuple[Edit, ...]:
    r"""Return the edits that put a blank for each line break that only keeps lines within a width.

    A break is one if the first word of the next line would not have fitted on its own line. Nothing is done unless
    nearly all breaks of the text are such, so that a list, a poem or a text with a line a paragraph stays as it is.

    >>> text = ("The trawler sank off the point on Monday night with six\n"
    ...         "people aboard, the coast guard said, and a search by two\n"
    ...         "boats and an aircraft went on through the night without\nsuccess.\n\nIt was old.")
    >>> [text[edit.start : edit.start + 8] for edit in wrapping_edits(text)]
    ['\npeople ', '\nboats a', '\nsuccess']
    """
    breaks = list(_breaks(text))
    width = max((len(line) for line, _, _ in breaks), default=0)
    if not NARROWEST <= width <= WIDEST:
        return ()
    forced = [(at, following) for line, at, following in breaks if len(line) + 1 + len(_word(following)) > width]
    inside = sum(following[:1].islower() for _, following in forced)
    if len(forced) < max(FEWEST_BREAKS, MOSTLY * len(breaks)) or inside < BEFORE_LOWER_CASE * len(forced):
        return ()
    return tuple(Edit(start, end, " ", "characters: line wrapped") for (start, end), _ in forced)


def _breaks(text: str) -> Iterator[tuple[str, tuple[int, int], str]]:
    """The single line breaks between two lines that hold something: the line, the break with its blanks, the next."""
    for found in re.finditer(r"(?<=\S)[ \t]*\r?\n(?=[^\s])", text):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        following = text[found.end() : (text + "\n").find("\n", found.end())]
        yield line, found.span(), following


def _word(line: str) -> str:
    return line.split(maxsplit=1)[0] if line.strip() else ""
