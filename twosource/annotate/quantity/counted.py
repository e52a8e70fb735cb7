"""What a figure counts or measures, in the words of the article."""

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from twosource.annotate.quantity.patterns import pattern
from twosource.annotate.quantity.units import kind_of
from twosource.words import lines, table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["counted"]

PARENTHESIS = re.compile(r"\s\([^()]{1,60}\)\s(?P<head>[a-z]+)")
NOUNS = ("NOUN", "PROPN")
TIMES = ("second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century")
PARTS = ("percent", "percentage point", "point")
LONGEST = 8


def counted(text: str, doc: "Doc", first: "Token", last: "Token", unit: str | None) -> str | None:
    """What the figure from token `first` to `last` (number and unit) is of; None if the sentence does not say.

    Without a unit it is the noun phrase that the number counts, up to its head ("Islamic State fighters"); or what
    became of those counted ("killed") where there is no noun. With a unit it is what stands behind "of" ("percent of
    the vote"), the noun that the measure describes ("a $3 billion fine"), or the subject of which it is told
    ("unemployment rose 5 percent", and not of a length of time or of way).
    """
    if unit is not None:
        return (
            _of(last) or _described(doc, last) or _sum_in(last, unit) or _holder(first) or _subject(first, last, unit)
        )
    return (
        _hyphenated(text, last)
        or _described(doc, last)
        or _of(last)
        or _state(doc, last)
        or _people(first, last)
        or _subject(first, last, "")
    )


def _phrase(doc: "Doc", start: int, head: "Token") -> str | None:
    """The words from token `start` to `head`, without articles and signs at the front."""
    while start < head.i and (_is_before_noun(doc[start]) or _is_of_number(doc[start])):
        start += 1
    if any(head.lower_ in table(f"en/{days}") for days in ("weekdays", "months", "near_days")):
        return None
    if (
        head.lower_.removesuffix("s") in TIMES
        or head.pos_ == "PRON"
        or head.lower_ in ("cent", "percent")
        or head.lower_ in table("en/currencies")
    ):
        return None
    if any(token.like_num and token.pos_ == "NUM" for token in doc[start : head.i]):
        return None
    text = doc[start : head.i + 1].text.strip(" -–—")
    text = pattern("other_side").sub("", text)
    if not re.search(r"[^\W\d_]", text) or not 0 < head.i + 1 - start <= LONGEST:
        return None
    behind = PARENTHESIS.match(doc.text, head.idx + len(head)) if head.pos_ == "PROPN" else None
    tail = doc.char_span(*behind.span("head"), alignment_mode="expand") if behind else None
    return f"{text} {tail.text}" if tail is not None and tail[0].pos_ == "NOUN" else text


def _is_before_noun(token: "Token") -> bool:
    return (
        token.lower_ in lines("en/between_number_and_noun")
        or token.is_punct
        or token.is_space
        or token.pos_ in ("DET", "NUM", "ADP")
    )


def _is_of_number(token: "Token") -> bool:
    """Words that belong to the number or to an adjective and name nothing: ``most expensive``, ``500-strong``."""
    return token.lower_ in ("most", "more", "very") or (
        token.lower_ == "strong" and token.i > 0 and token.nbor(-1).text.endswith("-")
    )


def _hyphenated(text: str, last: "Token") -> str | None:
    """The noun that a hyphen ties to the number: ``13-state``."""
    end = last.idx + len(last.text.rstrip("-"))
    tied = pattern("tied_noun").match(text[end:])
    return tied[1] if tied else None


def _described(doc: "Doc", last: "Token") -> str | None:
    """The noun to the right that the number stands before."""
    head = last
    for _ in range(3):
        if (
            head.dep_ in ("nummod", "compound", "amod", "nmod", "quantmod", "npadvmod", "advmod", "poss")
            and head.head != head
        ):
            head = head.head
            if head.i > last.i and head.pos_ in NOUNS and head.dep_ not in ("compound", "nmod", "amod"):
                break
        else:
            break
    if (
        head.i <= last.i
        or head.pos_ not in NOUNS
        or any(t.is_punct and t.text not in "-–'’\"“”" and not _lists_adjectives(t) for t in doc[last.i + 1 : head.i])
    ):
        return _next_noun(doc, last)
    phrase = _phrase(doc, last.i + 1, head)
    more = (
        _of(head)
        if phrase and phrase.lower() in ("number", "group", "member", "members", "pieces", "cases", "people")
        else None
    )
    return f"{phrase} of {more}" if more else phrase


def _lists_adjectives(token: "Token") -> bool:
    """True for the comma of ``three separate, deadly attacks``."""
    inside = 0 < token.i < len(token.doc) - 1
    return token.text == "," and inside and token.nbor(-1).pos_ == token.nbor(1).pos_ == "ADJ"


def _next_noun(doc: "Doc", last: "Token") -> str | None:
    """The noun at the end of an unbroken run of adjectives and nouns behind the number, whatever the parse says."""
    end = None
    for token in doc[last.i + 1 : last.i + 1 + LONGEST]:
        if token.pos_ in NOUNS:
            end = token
        elif token.pos_ not in ("ADJ", "PUNCT", "PART") or (
            token.text in (",", ".", ";", ":", "(", ")", "—") and not _lists_adjectives(token)
        ):
            break
    return _phrase(doc, last.i + 1, end) if end is not None else None


def _of(last: "Token") -> str | None:
    """The noun phrase behind "of"."""
    for token in (last, last.head):
        for child in token.rights:
            if child.lower_ != "of" or child.i - last.i > 2 or child.i < last.i:
                continue
            for noun in child.rights:
                if noun.pos_ in (*NOUNS, "PRON") and noun.dep_ == "pobj":
                    return _phrase(noun.doc, noun.left_edge.i, noun)
    return None


def _sum_in(last: "Token", unit: str) -> str | None:
    """The goods that a sum is told in: ``$2 million in aid``; a place or a time behind "in" is none."""
    if kind_of(unit) != "currency" or last.i + 2 >= len(last.doc) or last.nbor(1).lower_ != "in":
        return None
    nouns = list(takewhile(lambda token: token.pos_ in ("ADJ", "NOUN"), last.doc[last.i + 2 : last.i + 2 + LONGEST]))
    end = next((token for token in reversed(nouns) if token.pos_ == "NOUN"), None)
    if end is None or end.lower_ in lines("en/no_goods"):
        return None
    return _phrase(last.doc, last.i + 2, end)


def _people(first: "Token", last: "Token") -> str | None:
    """``people`` where the number stands for them alone: ``killed 12``, ``the 40 who left``."""
    if last.i + 1 < len(last.doc) and last.nbor(1).lower_ == "who":
        return "people"
    before = next((token for token in reversed(last.doc[max(0, first.i - 4) : first.i]) if token.pos_ == "VERB"), None)
    if before is None or before.lower_ not in lines("en/verbs_on_people"):
        return None
    return "people" if last.i + 1 == len(last.doc) or last.nbor(1).pos_ in ("PUNCT", "CCONJ", "ADP") else None


def _state(doc: "Doc", last: "Token") -> str | None:
    """What became of those counted: ``12 killed``, ``12 were wounded``."""
    for token in doc[last.i + 1 : last.i + 5]:
        if token.lower_ in lines("en/states_of_people"):
            return token.text
        if token.pos_ not in ("AUX", "ADV"):
            break
    return None


def _holder(first: "Token") -> str | None:
    """The noun whose size the figure is: ``a fund of $2 million``, ``a house worth $2 million``."""
    for token in reversed(first.doc[max(0, first.i - 4) : first.i]):
        if token.lower_ in ("of", "worth"):
            return _phrase(token.doc, token.head.left_edge.i, token.head) if token.head.pos_ in NOUNS else None
        if token.is_punct or token.pos_ in ("VERB", *NOUNS):
            break
    return None


def _has_noun_subject(verb: "Token") -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") and child.pos_ in NOUNS for child in verb.lefts)


def _subject(first: "Token", last: "Token", unit: str) -> str | None:
    """The object before the figure ("raised the fee to") or else the subject of the verb above it."""
    if unit.split(" ")[0] in TIMES:
        return None
    token, broad = last, unit in PARTS
    for _ in range(5):
        if token.pos_ in ("VERB", "AUX"):
            if not broad and token.lower_ not in lines("en/measure_verbs") and token.lower_ not in table("en/changes"):
                return None
            if token.dep_ in ("acl", "relcl") and token.head.pos_ in NOUNS and not _has_noun_subject(token):
                return _phrase(token.doc, token.head.left_edge.i, token.head)
            for child in token.rights:
                if child.dep_ == "dobj" and child.i < first.i and child.pos_ in NOUNS:
                    return _phrase(child.doc, child.left_edge.i, child)
            for child in token.lefts:
                if child.dep_ in ("nsubj", "nsubjpass") and child.pos_ in NOUNS and child.i < first.i:
                    phrase, of = _phrase(child.doc, child.left_edge.i, child), _of(child)
                    return f"{phrase} of {of}" if phrase and of else phrase
        if token.head == token or token.dep_ in ("nsubj", "nsubjpass"):
            break
        token = token.head
    return None
