"""Captions of pictures in copied text, and the dates they carry."""

import re
from collections.abc import Sequence
from functools import cache

from twosource.clean.lines import Line, folded
from twosource.words import lines as words

__all__ = ["caption_reason", "captions_told_twice"]

LONGEST, LONGEST_CREDIT = 700, 260
SHORTEST_TWICE, PAIRS, OTHERS = 40, 3, 5
LABEL = re.compile(
    r"(?:(?:FILE|File) (?:PHOTO|photo|PICTURE|picture)\b|FILE\s*[-–—:]|"
    r"(?:Image|Photo|Picture|Caption|Foto|Photograph|Pictured|PHOTO|IMAGE)\s*:|"
    r"(?:Image|Photo) (?:caption|copyright|credit|source)\b|(?:Enlarge this image )?toggle caption\b|"
    r"(?:Media playback is unsupported on your device )?Media caption\b|"
    r"(?:Photo|Picture|Image|Photograph) (?:by|courtesy)\b)"
)
HINT = re.compile(r"[(/]|Photo|Image|Picture|Credit|Getty")  # one of them is in every credit, and in few other lines


def caption_reason(lines: Sequence[Line], number: int) -> str | None:
    """Say why a line is a caption or a picture's credit, or return None."""
    line = lines[number].text
    if len(line) > LONGEST:
        return None
    if LABEL.match(line):
        return "caption with a label"
    tail = max(0, len(line) - LONGEST_CREDIT)
    if HINT.search(line, tail) and _credit().search(line, tail) and not _quotes(line):
        return "caption or picture credit"
    if number and _repeats_label(lines[number - 1].text, line):
        return "caption that repeats the picture's description"
    return None


def captions_told_twice(lines: Sequence[Line]) -> dict[int, str]:
    """The captions of a gallery that was copied with each of them twice: three pairs of equal lines or more in a row.

    Nothing where nearly all of the text stands twice.
    """
    found: list[int] = []
    at = 0
    while at + 1 < len(lines):
        end = at
        while end + 1 < len(lines) and _same(lines[end], lines[end + 1]):
            end += 2
        if end - at >= 2 * PAIRS:
            found += range(at, end)
        at = max(end, at + 1)
    others = sum(len(line.text) >= SHORTEST_TWICE for line in lines) - len(found) if found else 0
    return dict.fromkeys(found, "picture gallery") if others >= OTHERS else {}


def _same(one: Line, other: Line) -> bool:
    return one.text == other.text and len(one.text) >= SHORTEST_TWICE


@cache
def _credit() -> re.Pattern[str]:
    names = "|".join(words("en/photo_credits"))
    credited = rf"(?:{names})\b(?:[ /][^()/]{{0,60}})?"
    return re.compile(
        rf"(?:\((?:(?:Photo|Image|Picture|Credit|Source|Photograph|Pic)\b[^()]{{0,80}}|AP Photo\b[^()]{{0,80}}"
        rf"|[^()]{{0,60}}/(?:{names}))\)"
        rf"|\b(?:Photo|Image|Picture|Photograph|Credit)(?: credit| courtesy)?:? ?(?:by )?{credited}"
        rf"|\bREUTERS/[^.]{{2,80}}|\bAP Photo/[^.]{{2,60}}"
        rf"|[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){{0,3}} ?/ ?(?:{names})(?: via [\w ]{{2,40}})?"
        rf"|(?:{names}) via Getty Images)\W{{0,2}}(?: More)?$"
    )


def _quotes(line: str) -> bool:
    """True if the line ends inside speech, as prose does and captions hardly do."""
    return line.endswith(("”", '"')) and not line.endswith(')"')


def _repeats_label(before: str, line: str) -> bool:
    if not LABEL.match(before):
        return False
    label, said = folded(LABEL.sub("", before)), folded(line)
    return len(label) > 20 and said.startswith(label[:60])
