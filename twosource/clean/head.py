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
BARE = re.compile(rf"(?P<names>{NAMES})")
LONGEST_TITLE, LONGEST_MASTHEAD, DEEP = 200, 40, 14


class Head(Struct, frozen=True):
    """What was found above (or around) the body, and the edits that cut it; spans count in the text that was read."""

    edits: tuple[Edit, ...] = ()
    title: Fact[str] | None = None
    authors: Fact[tuple[str, ...]] | None = None
    published: Fact[str] | None = None
    modified: Fact[str] | None = None
    outlet: Fact[str] | None = None


def read_head(
    lines: Sequence[Line], furniture: frozenset[int], title: str | None, copied: bool, outlet: str | None = None
) -> Head:
    """Find the title, byline and date lines among the first lines, leaving out those that are `furniture`.

    `title` is the title where it is known; then only lines that repeat it are taken for it. Where it is not, and the
    text was `copied` (is no row with fields of its own), a first line without a full stop is taken for the title.
    `outlet` is the outlet where it is known: a line that holds its name only is its masthead.
    """
    return _Reader(lines, furniture, title, copied, outlet).read()


class _Reader:
    """Goes through the first lines; each rule says whether a line is its own, and then notes fact and cut."""

    def __init__(
        self, lines: Sequence[Line], furniture: frozenset[int], title: str | None, copied: bool, outlet: str | None
    ) -> None:
        self.lines = lines
        self.top = [number for number in range(len(lines)) if number not in furniture][:DEEP]
        self.title = folded(title) if title else None
        self.copied = copied
        self.outlet = folded(outlet) if outlet else None
        self.bare: set[int] = set()  # lines of bare names that were bylines
        self.found: dict[str, Fact[Any]] = {}
        self.edits: list[Edit] = []
        self.passed = 0  # lines of any kind that are no part of the head
        self.prose = 0  # and those of them that are sentences

    def read(self) -> Head:
        rules = (
            self.is_byline,
            self.is_date,
            self.repeats_title,
            self.is_bare_byline,
            self.is_masthead,
            self.is_first_title,
        )
        for number in self.top:
            if not any(rule(number) for rule in rules):
                self.passed += 1
                self.prose += _is_prose(self.lines[number].text)
        return Head(tuple(self.edits), **self.found)

    def is_byline(self, number: int) -> bool:
        line = self.lines[number]
        authors = _byline(line)
        if authors is None:
            return False
        above = number - 1
        untitled = self.title is None and self.copied
        if untitled and above in self.top and _stands_over(self.lines, above, self.edits):
            self.take_title(above, "line above the byline")
        self.found.setdefault("authors", authors)
        outlet = _outlet_in_byline(line)
        if outlet is not None:
            self.found.setdefault("outlet", outlet)
        if not _credits_agency(line.text):
            self.cut(number, "byline")
        return True

    def is_date(self, number: int) -> bool:
        line = self.lines[number]
        dated = line_date(line.text)
        if dated is None or self.prose >= 3:
            return False
        iso, changed = dated
        self.found.setdefault(
            "modified" if changed else "published", Fact(value=iso, found="date line", span=_span(line))
        )
        self.cut(number, "date line")
        return True

    def repeats_title(self, number: int) -> bool:
        line = self.lines[number]
        if self.title is None or self.prose >= 3 or folded(line.text) != self.title:
            return False
        self.cut(number, "title" if "title" not in self.found else "repeated title")
        self.found.setdefault("title", Fact(value=line.text, found="title line", span=_span(line)))
        return True

    def is_masthead(self, number: int) -> bool:
        """The name of the outlet, where it is known or stands under the names of the authors."""
        line = self.lines[number]
        if self.prose or not self.names_outlet(line.text) or not (self.outlet or number - 1 in self.bare):
            return False
        self.found.setdefault("outlet", Fact(value=line.text, found="masthead", span=_span(line)))
        self.cut(number, "masthead")
        return True

    def is_bare_byline(self, number: int) -> bool:
        """The names of the authors above the name of the outlet."""
        if self.prose or number + 1 not in self.top or not self.names_outlet(self.lines[number + 1].text):
            return False
        names = BARE.fullmatch(self.lines[number].text)
        authors = _authors(self.lines[number], names) if names else None
        if authors is None:
            return False
        self.found.setdefault("authors", authors)
        self.bare.add(number)
        self.cut(number, "byline")
        return True

    def names_outlet(self, text: str) -> bool:
        if len(text) > LONGEST_MASTHEAD or text in table("en/agencies") or _credits_agency(text):
            return False
        if self.outlet is not None:
            return folded(text).removesuffix(" network") == self.outlet
        return not text.lower().startswith("special ") and _is_outlet(text.title())

    def is_first_title(self, number: int) -> bool:
        if self.title is not None or not self.copied or self.passed or not _is_title(self.lines, number):
            return False
        self.take_title(number, "title line")
        return True

    def take_title(self, number: int, where: str) -> None:
        line = self.lines[number]
        self.title = folded(line.text)
        self.found["title"] = Fact(value=line.text, found=where, span=_span(line))
        self.cut(number, "title")

    def cut(self, number: int, what: str) -> None:
        self.edits.append(cut(self.lines, number, f"furniture: {what}"))


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
    return _authors(line, match) if match else None


def _authors(line: Line, match: re.Match[str]) -> Fact[tuple[str, ...]] | None:
    """The authors among the names that `match` found in a line, if they are names of people."""
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


def _credits_agency(text: str) -> bool:
    """True for a line that names an agency: a credit, which the lineage reads in the text."""
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in table("en/agencies"))


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
