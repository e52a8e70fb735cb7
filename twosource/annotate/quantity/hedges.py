"""How exact a figure is said to be, and which way it moved."""

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from twosource.annotate.quantity.patterns import pattern
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
ASIDE = r"(?:(?:an?|another|the|only|just|further|additional|total|estimated|total of)\s)*"


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
    after = pattern("hedge_behind").match(text, end)
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
    if pattern("higher").match(following):
        return "up"
    if pattern("lower").match(following):
        return "down"
    behind_number = number.idx + len(number)
    if (
        pattern("added").match(following)
        or pattern("added").match(text, behind_number, behind_number + 20)
        or pattern("added_before").search(text[max(0, number.idx - 24) : number.idx])
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
        if pattern("before_a_level").fullmatch(token.text) or (
            pattern("spoken_of").fullmatch(token.text) and number.i - token.i <= 2
        ):
            return None
        if token.is_punct:
            break
    if last.head.i > last.i and last.head.pos_ in ("NOUN", "PROPN") and last.dep_ not in ("nsubj", "dobj"):
        return None  # it describes a noun: "a 30 degree slope"
    return _governed(number)


def _moved_by(text: str, start: int) -> Change | None:
    """``up`` or ``down`` for "rose by three"."""
    found = pattern("moved_by").search(text[max(0, start - 40) : start])
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
