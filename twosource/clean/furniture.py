"""What a page puts around its article, in text that somebody copied from it: small rules, each with its reason."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from twosource.clean.captions import caption_reason
from twosource.clean.lines import Line, lines_of
from twosource.words import lines as words
from twosource.words import table

__all__ = ["furniture_lines"]

Rule = Callable[[Sequence[Line], int], str | None]
LONGEST = 320
ENDS = re.compile(r"[.!?:;,\"”’]$|\d")
RANKED = re.compile(r"(?:most |trending|related|recommended|top stories)", re.I)
ITEM = re.compile(r"\d{1,2}[.)]? ?\S.{0,120}$")
CREDITING = re.compile(r"copyright|©|\(c\)", re.I)


def furniture_lines(text: str) -> dict[int, str]:
    r"""Return the numbers of the lines of `text` (those not blank) that are furniture, each with the reason.

    >>> furniture_lines("Share\nThe ferry sank, the port said.\nRead more: Ten ferries\n")
    {0: 'share bar', 2: 'link to another text'}
    """
    lines = lines_of(text)
    found: dict[int, str] = {}
    for number in range(len(lines)):
        for rule in RULES:
            reason = rule(lines, number)
            if reason is not None:
                found[number] = reason
                break
    for number in sorted(found):
        if found[number] == "newsletter box" and number - 1 not in found and _heads_a_box(lines, number - 1):
            found[number - 1] = "heading of a newsletter box"
    return dict(sorted({**_menu(lines), **_listed(lines, found), **found}.items()))


def icon_run(lines: Sequence[Line], number: int) -> str | None:
    """Names of icons that were copied along: "icon mailicon searchicon share"."""
    text = lines[number].text
    icons = len(re.findall(r"icon", text, re.I))
    return "names of icons" if icons >= 3 and 3 * icons >= len(text.split()) and not re.search(r"\.\s", text) else None


def known_line(lines: Sequence[Line], number: int) -> str | None:
    """A line of a kind that is listed in words/en/furniture.txt."""
    text = lines[number].text
    if len(text) > LONGEST:
        return None
    for reason, pattern in _known():
        if pattern.fullmatch(text) and not (CREDITING.match(text) and _names_agency(text)):
            return reason
    return None


RULES: tuple[Rule, ...] = (icon_run, known_line, caption_reason)


@cache
def _known() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = (line.split("\t", 1) for line in words("en/furniture"))
    return tuple((reason, re.compile(pattern, 0 if "READ|WATCH" in pattern else re.I)) for reason, pattern in rows)


def _names_agency(text: str) -> bool:
    """True if a copyright line credits an agency, which the lineage wants to know."""
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in table("en/agencies"))


def _menu(lines: Sequence[Line]) -> dict[int, str]:
    """A menu: three or more lines of one or two words each, one under the other, that open the text."""
    words_in = [len(line.text.split()) for line in lines]
    run = next((number for number, count in enumerate(words_in) if count > 2 or ENDS.search(lines[number].text)), 0)
    close = all(not lines[number].alone for number in range(run - 1))
    return dict.fromkeys(range(run), "menu") if run >= 3 and close else {}


def _listed(lines: Sequence[Line], found: dict[int, str]) -> dict[int, str]:
    """The numbered lines under "Most read" and its kind."""
    out = {}
    for number in found:
        at = number + 1
        while at < len(lines) and RANKED.match(lines[number].text) and ITEM.match(lines[at].text):
            out[at] = found[number]
            at += 1
    return out


def _heads_a_box(lines: Sequence[Line], number: int) -> bool:
    if number < 0:
        return False
    text = lines[number].text
    few = len(text.split()) <= 5 and not re.search(r"[.!?:,;\"”]$", text)
    return (
        few
        and re.search(
            r"\b(?:news|e-?mails?|alerts?|newsletters?|briefing|updates?|inbox|daily|weekly|subscribe)\b", text, re.I
        )
        is not None
    )
