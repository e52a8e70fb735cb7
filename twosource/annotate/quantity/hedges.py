"""How exact a figure is said to be, and which way it moved."""

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from twosource.words import lines, table

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Change", "direction", "hedge"]

Change = Literal["=", "~", "<", ">", "up", "down"]
SIGNS: dict[str, Change] = {
    "about": "~",
    "nearly": "~",
    "up to": "<",
    "less than": "<",
    "at least": ">",
    "more than": ">",
}
AFTER = re.compile(
    r"(?P<plus>\+|-plus\b)|\s?(?:,\s)?(?:(?P<more>(?:people |of them )?(?:or|and) (?:more|above|over)|at least|"
    r"and counting|upwards?)"
    r"|(?P<less>or (?:less|fewer|under|below)|at (?:most|the most))"
    r"|(?P<so>or so|or thereabouts|approximately))\b",
    re.IGNORECASE,
)
ASIDE = r"(?:(?:an?|another|the|only|just|further|additional|total|estimated|total of)\s)*"
ADDED = re.compile(r"\s(?:more|additional|extra|further)\s(?!than\b|or\b)[a-z]")
ADDED_BEFORE = re.compile(
    r"\b(?:another|additional|further|extra)\s(?:about\s|some\s|nearly\s|more than\s|over\s)?[$£€]?\Z", re.IGNORECASE
)
MOVED_BY = re.compile(r"\b([a-z]+)\sby\s(?:about\s|some\s|around\s|nearly\s|more than\s|over\s)?[$£€]?\Z")
KNOWN = frozenset({"the", "its", "his", "her", "their"})  # before a sum that was spoken of: "gave up the $10 billion"
LEVEL = frozenset({"to", "at", "from", "with", "than"})


@cache
def _before() -> re.Pattern[str]:
    words = sorted(table("en/qualifiers"), key=len, reverse=True)
    listed = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words)
    return re.compile(
        rf"(?:^|(?<=[\s(“\"'—–-]))(?P<word>{listed})\s?(?P<aside>(?:an?|another|a total of|estimated|only)\s)?$",
        re.IGNORECASE,
    )


def hedge(text: str, start: int, end: int) -> str | None:
    """The qualifier of the figure at ``text[start:end]`` by the words around it, or None.

    >>> hedge("There were up to 6,000 men", 17, 22), hedge("it cost 50 or so", 8, 10), hedge("over 5", 5, 6)
    ('up to', 'about', 'more than')
    """
    before = _before().search(text[max(0, start - 30) : start])
    after = AFTER.match(text, end)
    if after and (after["plus"] or after["more"]):
        return "at least"
    if after and after["less"]:
        return "up to"
    if before:
        return table("en/qualifiers")[re.sub(r"\s", " ", before["word"].lower())][0]
    return "about" if after else None


@cache
def _moves() -> dict[str, str]:
    return {word: row[0] for word, row in table("en/changes").items()}


def direction(text: str, number: "Token", last: "Token", end: int, *, counts: bool) -> Change | None:
    """``up`` or ``down`` where the figure is the size of a movement, else None.

    A level that was reached ("fell to 7,425") is no size of a movement; "up 9 percent", "rose by three", "34 percent
    higher" and "two more people" are. `text` is that of the paragraph, in which the figure ends at `end`; `number` and
    `last` are its first and last token. `counts` is set where it has a noun and no unit.
    """
    following = text[end : end + 20]
    if re.match(r"\s(?:higher|more expensive)\b", following):
        return "up"
    if re.match(r"\s(?:lower|cheaper)\b", following):
        return "down"
    behind_number = number.idx + len(number)
    if (
        ADDED.match(following)
        or ADDED.match(text, behind_number, behind_number + 20)
        or ADDED_BEFORE.search(text[max(0, number.idx - 24) : number.idx])
    ):
        return "up"
    if by := _moved_by(text, number.idx):
        return by
    if counts:
        return None
    doc = number.doc
    for token in reversed(doc[max(0, number.i - 3) : number.i]):
        if token.lower_ in ("up", "down"):
            return (
                "up"
                if token.lower_ == "up" and doc[min(token.i + 1, number.i)].lower_ != "to"
                else ("down" if token.lower_ == "down" and doc[min(token.i + 1, number.i)].lower_ != "to" else None)
            )
        if token.lower_ in LEVEL or (token.lower_ in KNOWN and number.i - token.i <= 2):
            return None
        if token.is_punct:
            break
    if last.head.i > last.i and last.head.pos_ in ("NOUN", "PROPN") and last.dep_ not in ("nsubj", "dobj"):
        return None  # it describes a noun: "a 30 degree slope"
    return _governed(number)


def _moved_by(text: str, start: int) -> Change | None:
    """``up`` or ``down`` for "rose by three"."""
    found = MOVED_BY.search(text[max(0, start - 40) : start])
    move = _moves().get(found[1]) if found else None
    return None if move is None else "up" if move == "up" else "down"


def _governed(number: "Token") -> Change | None:
    token = number
    for _ in range(4):
        if token.head == token or token.dep_ in ("nsubj", "nsubjpass"):
            return None
        token = token.head
        if token.dep_ == "prep" or token.pos_ == "ADP":
            if token.lower_ not in ("by", "about", "around", "over", "under", "per"):
                return None
        elif token.pos_ in ("VERB", "AUX"):
            move = _moves().get(token.lower_)
            return None if move is None else "up" if move == "up" else "down"
    return None


def score_words() -> frozenset[str]:
    """Words that stand beside the result of a match or a vote."""
    return frozenset(lines("en/score_words"))
