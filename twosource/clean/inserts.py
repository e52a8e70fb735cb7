"""What a page sets into the midst of an article: cards behind a person's name, galleries of pictures, video players."""

import re
from collections.abc import Callable, Iterator

from twosource.model import Edit

__all__ = ["insert_edits"]

Place = tuple[int, int]
MARK = re.compile(r"Hide Caption (\d{1,3}) of (\d{1,3})(?!\d)")
KEY = 18  # characters of a gallery's title, with "Photos: ", by which it is known again
FAR = 4000  # characters of one caption of a gallery
PLAYER = re.compile(r"JUST WATCHED (.{2,200}?) Replay More Videos \.\.\. MUST WATCH \1(?: \d{1,2}:\d\d(?!\d))?")
WORD = r"[A-Z]\S{0,30}"
WORDS = rf"(?:(?:\({WORD}|{WORD}|de|van|von|la|del|di) )"
HEADLINES = r"(?:[^\n]{10,900}? )??MORE\b"
CARD = re.compile(
    rf"\b(?P<last>[A-Z][\w'’-]+)(?:,? [JS]r\.)?(?P<card> {WORDS}{{0,5}}?(?P=last)(?:,? [JS]r\.)?"
    rf"(?=[A-Z\d'‘’“\"#$]){HEADLINES})"
)
PARTED_CARD = re.compile(  # with a blank before the headlines
    rf"\b(?P<name>[A-Z][\w'’-]+) (?P<last>[A-Z][\w'’-]+)(?P<card> (?P=name) {WORDS}{{0,3}}?(?P=last) {HEADLINES})"
)

SKIP_POST = re.compile(
    r"^(Skip (?:Twitter|Facebook|Instagram|YouTube) (?:post|video)(?: \d{1,2})? by @?\w+ )(?=\S)", re.M
)
REPORT_POST = re.compile(r"\(@\w{1,20}\) [A-Z][a-z]{2,8} \d{1,2}, \d{4}( Report)$", re.M)
MORE_FROM = re.compile(r"\s?\bMORE FROM [A-Z][^\n]{10,600}? Author page$", re.M)

SUMMARY = re.compile(r"^Story [Hh]ighlights (?=[A-Z\d\"'“‘])", re.M)


def insert_edits(text: str) -> tuple[Edit, ...]:
    """Return the edits that cut what a page has set into the midst of `text`, each with its reason.

    >>> text = "Sen. Ann Orlo Ann Mary OrloFerries late again Quay shut for a week MORE (Bergen) left."
    >>> [(edit.by, text[: edit.start] + text[edit.end :]) for edit in insert_edits(text)]
    [('furniture: card behind a name', 'Sen. Ann Orlo (Bergen) left.')]
    """
    edits: list[Edit] = []
    for start, end, reason in sorted((start, end, reason) for reason, rule in RULES for start, end in rule(text)):
        if not edits or start >= edits[-1].end:
            edits.append(Edit(start, end, "", f"furniture: {reason}"))
    return tuple(edits)


def cards(text: str) -> Iterator[Place]:
    """Links on a person behind the name: the full name, run into headlines, then "MORE"."""
    if "MORE" in text:
        for pattern in (CARD, PARTED_CARD):
            yield from (match.span("card") for match in pattern.finditer(text))


def players(text: str) -> Iterator[Place]:
    """A video player: its title after "JUST WATCHED" and again after "MUST WATCH", and how long it runs."""
    if "JUST WATCHED" in text:
        for match in PLAYER.finditer(text):
            yield match.start(), _blanks_after(text, match.end())


def galleries(text: str) -> Iterator[Place]:
    """A gallery of pictures: "Photos:", its title and a caption, "Hide Caption 1 of 6", and so to the last picture."""
    marks = list(MARK.finditer(text)) if "Hide Caption" in text else []
    after, at = 0, 0
    while at < len(marks):
        last = _last_of_gallery(marks, at)
        start = _opening(text, after, marks[at])
        after = marks[last].end()
        if start is not None and marks[at][1] == "1":
            yield start, _blanks_after(text, after)
        at = last + 1


def post_buttons(text: str) -> Iterator[Place]:
    """What a page puts around the posts that it shows, to skip or to report them; the posts stay."""
    if "Skip " in text:
        for pattern in (SKIP_POST, REPORT_POST):
            yield from (match.span(1) for match in pattern.finditer(text))


def other_texts(text: str) -> Iterator[Place]:
    """The titles of other texts of the author, at the end of a paragraph: "MORE FROM Ann Orlo … Author page"."""
    return (match.span() for match in MORE_FROM.finditer(text)) if " Author page" in text else iter(())


def summary_labels(text: str) -> Iterator[Place]:
    """The label that runs into the first point of a summary; the points stay."""
    return (match.span() for match in SUMMARY.finditer(text)) if "ighlights " in text else iter(())


RULES: tuple[tuple[str, Callable[[str], Iterator[Place]]], ...] = (
    ("card behind a name", cards),
    ("video player", players),
    ("picture gallery", galleries),
    ("buttons of a post", post_buttons),
    ("link to another text", other_texts),
    ("label of a summary", summary_labels),
)


def _last_of_gallery(marks: list[re.Match[str]], at: int) -> int:
    """The number of the last mark that counts on from the mark `at`."""
    while at + 1 < len(marks):
        now, then = marks[at], marks[at + 1]
        if then[2] != now[2] or int(then[1]) <= int(now[1]) or then.start() - now.end() > FAR:
            break
        at += 1
    return at


def _opening(text: str, after: int, first: re.Match[str]) -> int | None:
    """Where the gallery with the mark `first` opens: where its title, which is repeated behind the mark, is first."""
    title = text[first.end() :].lstrip()[:KEY] if first[2] != "1" else ""
    earliest = max(after, first.start() - FAR)
    if title.startswith("Photos: ") and (found := text.find(title, earliest, first.start())) >= 0:
        return found - len("Photos: ") if text.endswith("Photos: ", earliest, found) else found
    line = text.rfind("\n", earliest, first.start()) + 1
    return line if line >= earliest and text.startswith("Photos: ", line) else None


def _blanks_after(text: str, at: int) -> int:
    """`at`, or behind the blanks there, so that no empty line is left."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at
