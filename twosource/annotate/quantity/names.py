"""Numbers that are no quantities: names, results, telephone numbers, numbers of a list."""

import re
from typing import TYPE_CHECKING

from twosource.annotate.quantity.amounts import Amount
from twosource.annotate.quantity.hedges import hedge, score_words
from twosource.annotate.quantity.patterns import pattern
from twosource.words import lines

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["age_of", "is_name"]

TELEPHONE = re.compile(r"(?:\+\d{1,3}[\s-])?(?:\(\d{2,4}\)\s?|\d{2,4}[-.\s])\d{3,4}[-.\s]\d{3,4}\b")
STREET_WORDS = "|".join(lines("en/street_words"))
STREET = re.compile(rf"\s(?:[A-Z][\w’'-]+\s){{1,3}}(?:{STREET_WORDS})\b")
MODEL = re.compile(r"\s[A-Z][A-Za-z]*\s\d")
OLDEST = 115
OLDEST_TEAM = 23  # "the under 21 side"
LIST_NUMBER = re.compile(r"\d{1,2}[.)]\s")
BRACKETED = re.compile(r"\((?:\d{1,2})\)")
NEXT_WORD = re.compile(r"\s(\w+)")
PAIR = re.compile(r"\d+\s?[-–—]\s?\d+")
COUNTS_MANY = re.compile(r"\s[a-z]+s\s")


def is_name(text: str, amount: Amount, token: "Token", measured: bool) -> bool:
    """True if the number at `amount` names something rather than counts it.

    `text` is that of the paragraph, `token` the token of its last digit or word; `measured` says that a unit or
    currency stands beside it, which settles that it is a quantity, results of matches excepted.
    """
    if any(
        m.start() <= amount.start < m.end()
        for m in TELEPHONE.finditer(text, max(0, amount.start - 14), amount.end + 14)
    ):
        return True
    if pattern("one_in_idioms").match(text, amount.start):
        return True
    if measured:
        return False
    if amount.start == 0 and LIST_NUMBER.match(text):
        return True
    if amount.start and BRACKETED.match(text, amount.start - 1):
        return True
    if pattern("place_among").search(text[max(0, amount.start - 24) : amount.start]):
        return True
    if _is_of_model(text, amount, token):
        return True
    if pattern("name_before").search(text, max(0, amount.start - 12), amount.start) or pattern("name_behind").match(
        text, amount.end
    ):
        return True
    if _is_result(text, amount, token) or _is_bare(text, amount, token):
        return True
    if text[amount.start : amount.end].lower() == "one":
        return not _counts_one(token)
    return _is_label(text, amount, token)


def _is_of_model(text: str, amount: Amount, token: "Token") -> bool:
    """A house ("12 Quay Road"), an airliner ("its 737 jets"), a "911 call", or a product ("a Corran 11 Pro")."""
    written = text[amount.start : amount.end]
    behind = NEXT_WORD.match(text, amount.end)
    if behind and f"{written} {behind[1].lower()}" in lines("en/number_names"):
        return True
    if re.fullmatch(r"\d\.0", written) and token.i and token.nbor(-1).pos_ == "PROPN":
        return True
    if not written.isdigit():
        return False
    if STREET.match(text, amount.end) or MODEL.match(text, amount.end) or pattern("airliner").match(text, amount.start):
        return True
    before = token.nbor(-1).text if token.i else ""
    return before[1:].lower() != before[1:] and not before.isupper() and "-" not in before


def age_of(text: str, token: "Token", amount: Amount) -> str | None:
    """Whose age a bare number is: "Mrs Lund, 36, …", "Lund was 61 when …"; None if it is no age.

    The answer is the name before the number, or the word that stands for it.
    """
    written = text[amount.start : amount.end]
    if not re.fullmatch(r"\d{1,3}", written) or not 0 < amount.low <= OLDEST or token.i < 2:
        return None
    behind = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if text[: amount.start].endswith(", ") and (behind is None or behind.text in (",", ".", ")")):
        name = token.nbor(-2)
        return _whole_name(name) if _is_person(name) else None
    told = pattern("age_told").search(text[max(0, amount.start - 40) : amount.start])
    person = token.nbor(-2)
    somebody = person.lower_ in ("who", "he", "she") or person.ent_type_ == "person"
    if told is None or not somebody or not pattern("age_ends").match(text, amount.end):
        return None
    return _whole_name(person) if person.ent_type_ == "person" else person.text


def _is_person(name: "Token") -> bool:
    """Whether a name before ", 36," is that of a person: one found to be so, or of two words and no place."""
    two = name.i > 0 and name.pos_ == name.nbor(-1).pos_ == "PROPN" and name.nbor(-1).text[:1].isupper()
    return name.ent_type_ == "person" or (two and name.ent_type_ != "place")


def _whole_name(last: "Token") -> str:
    first = last.i
    while first and last.doc[first - 1].ent_type_ == last.ent_type_ != "":
        first -= 1
    return str(last.doc[first : last.i + 1].text)


def _is_bare(text: str, amount: Amount, token: "Token") -> bool:
    """A year ("2009 is subject to"), the age behind a name (", 36,"), or the numbers of names ("rules 1-4")."""
    written = text[amount.start : amount.end]
    behind = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if re.fullmatch(r"(?:19|20)\d\d", written):
        many = token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ == "NNS"
        return behind is None or not many or (amount.low % 50 != 0 and not hedge(text, amount.start, amount.end))
    if re.fullmatch(r"\d{1,3}", written) and re.search(r"[a-z], $", text[max(0, amount.start - 3) : amount.start]):
        name = token.nbor(-2) if token.i > 1 else token
        return name.pos_ == "PROPN" and (behind is None or behind.text in (",", ".", ")"))
    return amount.link == "-" and (
        behind is None or (behind.pos_ not in ("NOUN", "PROPN", "ADJ") and behind.text != "-")
    )


def _is_result(text: str, amount: Amount, token: "Token") -> bool:
    """A pair of numbers such as 3-2, beside a word of winning, losing or voting, or falling from left to right."""
    around = text[max(0, amount.start - 25) : amount.end + 25].lower()
    if amount.link == "to" and pattern("ratio_before").search(text[max(0, amount.start - 60) : amount.start]):
        return True
    pair = PAIR.match(text, amount.start)
    if pair is None:
        return bool(re.search(r"\d\s?[-–]$", text[max(0, amount.start - 4) : amount.start]))
    if amount.low == amount.high:
        return pair.end() > amount.end
    if COUNTS_MANY.match(text, amount.end) and token.i + 1 < len(token.doc) and token.nbor(1).tag_ == "NNS":
        return False
    words = set(re.findall(r"[a-z-]+", around))
    return max(amount.low, amount.high or 0) < 250 and bool(words & score_words() - {"to", "up", "down"})


def _counts_one(token: "Token") -> bool:
    """True for "one person": the word counts the noun behind it; "one of", "no one", "one day" and "one" are not."""
    if token.i and token.nbor(-1).lower_ in ("no", "this", "that", "any", "every", "each", "which", "the", "another"):
        return False
    if token.dep_ != "nummod" or token.head.i <= token.i or token.head.pos_ not in ("NOUN", "PROPN"):
        return False
    return token.head.lower_ not in (
        "day",
        "time",
        "thing",
        "way",
        "another",
        "hand",
        "point",
        "side",
        "reason",
        "morning",
        "night",
        "evening",
        "afternoon",
        "year",
        "week",
        "month",
    )


def _is_label(text: str, amount: Amount, token: "Token") -> bool:
    """True for "Section 427", "Boeing 737", "Euro 2020", "Group of 20"."""
    first = _token_at(token.doc, amount.start)
    if pattern("group_of").search(text[max(0, amount.start - 10) : amount.start]):
        return True
    if first is None or not first.i or not text[amount.start : amount.end].isdigit():
        return bool(first is not None and first.i and first.nbor(-1).lower_ in ("chapter", "section", "phase", "part")
                    and amount.low == amount.high and not _counts_noun(token))  # fmt: skip
    before = first.nbor(-1)
    if before.idx + len(before) < amount.start - 2:
        return False
    word = before.lower_.rstrip("s") if before.lower_ not in ("gas",) else before.lower_
    if before.text == "under" and amount.low > OLDEST_TEAM:
        return False
    if before.lower_ in lines("en/numbered_things") or word in lines("en/numbered_things"):
        return not (_counts_noun(token) and before.lower_ in ("top", "under", "number", "case", "game", "big"))
    if (
        before.pos_ == "PROPN"
        and before.text[:1].isupper()
        and before.lower_ not in ("some", "about", "over", "nearly")
    ):
        plural = token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in ("NNS", "NNPS")
        return not plural
    return token.ent_type_ != "" and before.ent_type_ == token.ent_type_


def _counts_noun(token: "Token") -> bool:
    return token.dep_ in ("nummod", "compound") and token.head.i > token.i and token.head.tag_ in ("NNS", "NNPS", "NN")


def _token_at(doc: "Doc", offset: int) -> "Token | None":
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None
