"""What a page puts around its article, in text that somebody copied from it: small rules, each with its reason."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from twosource.clean.captions import caption_reason, captions_told_twice
from twosource.clean.lines import Line, lines_of
from twosource.words import lines as words
from twosource.words import table

__all__ = ["furniture_lines"]

Rule = Callable[[Sequence[Line], int], str | None]
LONGEST, LONGEST_BOX = 320, 12_000
LONGEST_FORM = 700
CONSENT = re.compile(
    r"\bSign Up (?:Loading )?By signing up,? you agree to\b|\(required\).{0,40} By signing up, you agree to\b"
)
AGE = re.compile(r"\d{1,2} (?:hour|day|week|month|year)s? ago", re.I)
OPENING = 6  # letters of an opening by which boxes are looked up
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
    return dict(sorted({**_menu(lines), **captions_told_twice(lines), **_listed(lines, found), **found}.items()))


def icon_run(lines: Sequence[Line], number: int) -> str | None:
    """Names of icons that were copied along: "icon mailicon searchicon share"."""
    text = lines[number].text
    icons = text.lower().count("icon")
    return "names of icons" if icons >= 3 and 3 * icons >= len(text.split()) and not re.search(r"\.\s", text) else None


def known_line(lines: Sequence[Line], number: int) -> str | None:
    """A line of a kind that is listed in words/en/furniture.txt."""
    text = lines[number].text
    if len(text) > LONGEST:
        return None
    reasons, pattern = _known()
    known = pattern.fullmatch(text)
    if known is None or (CREDITING.match(text) and _names_agency(text)):
        return None
    return reasons[(known.lastindex or 1) - 1]


def known_box(lines: Sequence[Line], number: int) -> str | None:
    """A line that opens as a box of words/en/furniture_boxes.txt does, and holds the words that the box holds."""
    text = lines[number].text
    boxes = _boxes().get(text[:OPENING].lower(), ()) if len(text) <= LONGEST_BOX else ()
    return next((reason for reason, opening, held in boxes if text.startswith(opening) and held in text), None)


def consent_box(lines: Sequence[Line], number: int) -> str | None:
    """A form for an address with what its reader agrees to: "Email Sign Up By signing up you agree"."""
    text = lines[number].text
    formed = len(text) <= LONGEST_FORM and "By signing up" in text and CONSENT.search(text)
    return "newsletter box" if formed else None


def age_line(lines: Sequence[Line], number: int) -> str | None:
    """How old the article was when somebody copied it, as the first line: "7 years ago"."""
    return "age of the article" if number == 0 and AGE.fullmatch(lines[number].text) else None


RULES: tuple[Rule, ...] = (icon_run, known_line, known_box, consent_box, age_line, caption_reason)


@cache
def _known() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The reasons, and one pattern whose groups are the patterns of the list in its order."""
    rows = [line.split("\t", 1) for line in words("en/furniture")]
    return tuple(reason for reason, _ in rows), re.compile("|".join(f"({pattern})" for _, pattern in rows), re.I)


@cache
def _boxes() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Reason, opening and words held of each box, by the first letters of its opening."""
    rows = [
        (reason, opening, held) for reason, opening, held in (line.split("\t") for line in words("en/furniture_boxes"))
    ]
    keys = dict.fromkeys(opening[:OPENING].lower() for _, opening, _ in rows)
    return {key: tuple(row for row in rows if row[1][:OPENING].lower() == key) for key in keys}


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
