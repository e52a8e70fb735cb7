"""What stands above an article in copied text: title, byline, date. Each is a fact, and no part of the body."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from twosource.clean.lines import Line, cut, folded
from twosource.clean.plain_dates import line_date
from twosource.model import Edit, Fact, Span
from twosource.words import lines as words
from twosource.words import table

__all__ = ["Head", "read_head"]

NAME_WORD = r"(?:[A-ZÀ-ÞĀ-Ž][\w’'-]*\.?|[A-Z]\.)"
NAME = rf"{NAME_WORD}(?: (?:(?:de|da|del|van|von|der|den|al|bin|la|le|el|di|du) )*{NAME_WORD}){{1,3}}"
NAMES = rf"{NAME}(?:(?:, (?:and )?| and | & ){NAME}){{0,5}}"
BYLINE = re.compile(
    rf"(?:[Bb]y|BY|(?:Written|Posted|Published) by|WRITTEN BY|Author:|By:)\s+(?P<names>{NAMES})"
    r"(?:\s*(?:,|\||•|·|-|–|—|/|\bfor\b|\bof\b|\bin\b)\s*(?P<more>.{0,70}))?[.]?"
)
CATEGORY = re.compile(
    rf"(?:(?:(?:posted|written|published) )?by\s+)?(?P<names>{NAMES})"
    rf" in (?:[\w&' -]{{2,30}}\s*,\s*)*[\w&' -]{{2,30}}\s*(?://|\|)\s*(?:\d+|No) Comments?",
    re.I,
)
LONGEST_TITLE, DEEP = 200, 14


class Head(Struct, frozen=True):
    """What was found above (or around) the body, and the edits that cut it; spans count in the text that was read."""

    edits: tuple[Edit, ...] = ()
    title: Fact[str] | None = None
    authors: Fact[tuple[str, ...]] | None = None
    published: Fact[str] | None = None
    modified: Fact[str] | None = None
    outlet: Fact[str] | None = None


def read_head(lines: Sequence[Line], furniture: frozenset[int], title: str | None, copied: bool) -> Head:
    """Find the title, byline and date lines among the first lines, leaving out those that are `furniture`.

    `title` is the title where it is known; then only lines that repeat it are taken for it. Where it is not, and the
    text was `copied` (is no row with fields of its own), a first line without a full stop is taken for the title.
    """
    found: dict[str, Fact[Any]] = {}
    edits: list[Edit] = []
    wanted = folded(title) if title else None
    top = [number for number in range(len(lines)) if number not in furniture][:DEEP]
    body_seen = passed = 0  # lines of prose, and lines of any kind, that are no part of the head
    for number in top:
        line = lines[number]
        span = _span(line)
        dated = line_date(line.text)
        by = _byline(line)
        if by is not None:
            above = number - 1
            if wanted is None and copied and above in top and _stands_over(lines, above, edits):
                found["title"] = Fact(value=lines[above].text, found="line above the byline", span=_span(lines[above]))
                wanted = folded(lines[above].text)
                edits.append(cut(lines, above, "furniture: title"))
            found.setdefault("authors", by)
            if (outlet := _outlet_in_byline(line)) is not None:
                found.setdefault("outlet", outlet)
            if not _credits_agency(line):
                edits.append(cut(lines, number, "furniture: byline"))
        elif dated is not None and body_seen < 3:
            iso, changed = dated
            field = "modified" if changed else "published"
            found.setdefault(field, Fact(value=iso, found="date line", span=span))
            edits.append(cut(lines, number, "furniture: date line"))
        elif wanted is not None and body_seen < 3 and folded(line.text) == wanted:
            edits.append(
                cut(lines, number, "furniture: title" if "title" not in found else "furniture: repeated title")
            )
            found.setdefault("title", Fact(value=line.text, found="title line", span=span))
        elif wanted is None and copied and not passed and _is_title(lines, number):
            wanted = folded(line.text)
            found["title"] = Fact(value=line.text, found="title line", span=span)
            edits.append(cut(lines, number, "furniture: title"))
        else:
            passed += 1
            body_seen += _is_prose(line.text)
    return Head(tuple(edits), **found)


def _span(line: Line) -> Span:
    return Span(line.start, line.end)


def _stands_over(lines: Sequence[Line], number: int, edits: Sequence[Edit]) -> bool:
    """True for a line above a byline that can be its title and was not cut as something else."""
    return all(edit.start != lines[number].start for edit in edits) and _is_title(lines, number)


def _is_prose(text: str) -> bool:
    return len(text.split()) > 15 or re.search(r"[.!?:][\"”’]?$", text) is not None


def _byline(line: Line) -> Fact[tuple[str, ...]] | None:
    """The authors whom a line names, if it is a byline."""
    if len(line.text) > 160:
        return None
    match = CATEGORY.fullmatch(line.text) or BYLINE.fullmatch(line.text)
    if match is None:
        return None
    names = re.split(r", (?:and )?| and | & ", match["names"])
    if any(word in words("en/not_in_names") for name in names for word in name.lower().split()):
        return None
    names = [name.title() if name.isupper() else name for name in names]
    authors = tuple(dict.fromkeys(name for name in names if not _is_outlet(name)))
    start = line.start + match.start("names")
    return Fact(value=authors, found="byline", span=Span(start, start + len(match["names"]))) if authors else None


def _outlet_in_byline(line: Line) -> Fact[str] | None:
    match = BYLINE.fullmatch(line.text)
    more = (match["more"] or "").strip(" .|") if match else ""
    if more and _is_outlet(more) and more not in table("en/agencies"):
        at = line.text.index(more)
        return Fact(value=more, found="byline", span=Span(line.start + at, line.start + at + len(more)))
    return None


def _credits_agency(line: Line) -> bool:
    """True for a byline that names an agency: a credit, which the lineage reads in the text."""
    return any(re.search(rf"\b{re.escape(name)}\b", line.text) for name in table("en/agencies"))


def _is_outlet(name: str) -> bool:
    return name in table("en/agencies") or (name.split()[-1] in _outlet_words() and len(name.split()) <= 4)


@cache
def _outlet_words() -> frozenset[str]:
    return frozenset(words("en/outlet_words"))


def _is_title(lines: Sequence[Line], number: int) -> bool:
    """True for a short first line that ends without a full stop and has prose below it."""
    line, after = lines[number], lines[number + 1 :]
    if not after or len(line.text) > LONGEST_TITLE or not 2 < len(line.text.split()) <= 30:
        return False
    if re.search(r"[.:;,…][\"”’]?$", line.text) or line.text[:1].islower() or not any(map(str.isalpha, line.text)):
        return False
    if line.text[0] in '“"' and line.text[-1] in '”"':
        return False
    longest = max(len(other.text) for other in after[:12])
    repeated = any(folded(other.text) == folded(line.text) for other in after[:3])
    return repeated or (longest > 1.2 * len(line.text) and (line.alone or longest > 2 * len(line.text)))
