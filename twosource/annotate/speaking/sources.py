"""The words that name a source: which of them is the main one, and which persons are named beside it."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from twosource.annotate.naming.form import fold
from twosource.annotate.naming.gender import gender_by_word
from twosource.annotate.naming.titles import role_class, title_length
from twosource.annotate.parse import Paragraph
from twosource.annotate.speaking.reading import Mention, Reading
from twosource.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["RELATIVE", "antecedent", "as_one", "main_word", "named_beside", "possessor"]

RELATIVE = frozenset({"who", "which", "that", "whom"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
BRACKET = re.compile(r"\s*\([^()]*\)?")
BEFORE_NAME = re.compile(r"^\.?\s*,?\s+((?:[\w.’'&-]+\s+){0,7})$")
JOINED = re.compile(r"^(?:,[^,;]{3,60})?,?\s+(?:and|as well as)\s+((?:[\w.’'&-]+\s+){0,7})$")
LISTED = re.compile(r"^,\s+((?:[\w.’'&-]+\s+){0,7})$")
LONGEST_LIST = 4
AMONG = frozenset({"including", "like", "such", "as", "by", "with", "from", "for", "to", "about"})
SMALL = frozenset(
    {"former", "the", "his", "her", "their", "then", "state", "of", "counterpart", "colleague", "predecessor", "rival"}
)


def main_word(reading: Reading, source: Sequence[Span]) -> "tuple[Paragraph, Token] | None":
    """The main word of the source: the one that depends on none of the others."""
    for span in source:
        paragraph = reading.parsed.paragraphs[reading.paragraph_at(span.start)]
        base = paragraph.span.start
        run = paragraph.doc.char_span(span.start - base, span.end - base, alignment_mode="expand")
        if run is None or not len(run):
            continue
        inside = [token for token in run if not token.is_punct and not token.is_space]
        tops = [token for token in inside if token.head not in run or token.head == token]
        nominal = [token for token in tops if token.pos_ in NOMINAL]
        for choice in (nominal, tops, inside):
            if choice:
                return paragraph, _noun_behind(choice[0], span.end - base)
    return None


def _noun_behind(token: "Token", end: int) -> "Token":
    """The last noun of a compound of which the parse took the first name for the main word: "Oslo port speaker"."""
    doc, last = token.doc, token
    while (
        token.tag_ in {"NNP", "NNPS"} and last.i + 1 < len(doc) and doc[last.i + 1].idx < end
        and doc[last.i + 1].tag_ in {"NN", "NNS"} and doc[last.i + 1].text.islower()
    ):  # fmt: skip
        last = doc[last.i + 1]
    return last


def antecedent(token: "Token") -> "Token | None":
    """The noun that the relative pronoun `token` ("who", "that") goes back to; None where the parse tells none."""
    verb = token.head
    while verb.dep_ in {"aux", "auxpass", "conj", "ccomp", "xcomp"} and verb.head != verb:
        verb = verb.head
    noun = verb.head
    if verb.dep_ != "relcl" or noun.pos_ not in {"NOUN", "PROPN"} or noun.i >= token.i:
        return None
    if token.lower_ in {"who", "whom"}:
        noun = _person_behind(noun)
    while noun.dep_ == "appos" and noun.head.pos_ == "PROPN":
        noun = noun.head
    return noun


def _person_behind(noun: "Token") -> "Token":
    """Those told of, where "who" cannot go back to a thing: "rivals" in "rivals for the post, who said so"."""
    while noun.tag_ == "NN" and noun.dep_ == "pobj" and noun.head.dep_ == "prep":
        above = noun.head.head
        if role_class(noun.text) or gender_by_word(noun.text) or above.pos_ not in {"NOUN", "PROPN"}:
            break
        noun = above
    return noun


def possessor(token: "Token") -> "Token | None":
    """Whose the thing is: "Orr" in "Orr's letter"."""
    return next((child for child in token.children if child.dep_ == "poss"), None)


def named_beside(reading: Reading, source: Sequence[Span], end: int) -> Mention | None:
    """The person named right behind the main noun, which ends at `end`: "one of them, Auditor Ann Orr"."""
    for mention in reading.mentions:
        if mention.span.start < end or not any(span.holds(mention.span) for span in source):
            continue
        if reading.entity(mention).type != "person" or reading.at_role(mention):
            continue
        between = reading.text[end : mention.span.start]
        comma = between.find(",")
        behind = between if comma < 0 else between[comma:]
        match = BEFORE_NAME.match(behind)
        words = match.group(1) if match is not None else "of"
        if _all_title(words) and (comma >= 0 or words == words.title()):
            return mention
        return None
    return None


def as_one(reading: Reading, source: Sequence[Span], first: Mention) -> list[Mention]:
    """`first` and those of its type that the source names with it: "Orr and Mayor Ed Lund", "Orr, Lund and Holm"."""
    kind = reading.entity(first).type
    inside = [
        mention for mention in reading.mentions
        if mention.span.start >= first.span.start and any(span.holds(mention.span) for span in source)
        and reading.entity(mention).type == kind and not reading.at_role(mention)
    ]  # fmt: skip
    found, waiting = [first], [first]
    for mention in inside[1:]:
        between = BRACKET.sub("", reading.text[waiting[-1].span.end : mention.span.start])
        joined, listed = JOINED.match(between), LISTED.match(between)
        if joined is not None and _all_title(joined.group(1)):
            found = [*waiting, mention]
            break
        if listed is None or not _all_title(listed.group(1)):
            break
        waiting.append(mention)
    different = list({mention.at: mention for mention in found}.values())
    return different if len(different) <= LONGEST_LIST else [first]


def _all_title(words: str) -> bool:
    """Whether all `words` before a name are title, office or nationality, none of them a verb or a name on its own."""
    parts = words.split()
    if not parts:
        return True
    if any(part in AMONG for part in parts):
        return False
    rest = parts[title_length([*parts, "Orr"]) :]
    return all(_modifies(word) for word in rest) and all(_modifies(word) or role_class(word) for word in parts[-1:])


def _modifies(word: str) -> bool:
    return word[:1].isupper() or fold(word) in SMALL
