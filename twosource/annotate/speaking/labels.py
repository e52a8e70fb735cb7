"""The words for somebody who has no name, and what they make of the speaker: a role, or somebody anonymous."""

import re
from functools import cache
from typing import TYPE_CHECKING

from twosource.annotate.naming.form import fold
from twosource.annotate.naming.lists import country_of_demonym, peoples
from twosource.annotate.naming.titles import role_class
from twosource.annotate.speaking.reading import Naming, Reading
from twosource.model import Span
from twosource.words import lines, table

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "anonymous_words",
    "documents",
    "is_party",
    "label_head",
    "label_of",
    "naming_of",
    "nobody",
    "singular",
    "speech_nouns",
]

CUT = re.compile(
    r",|;|\s[-–—]+\s|\s(?:who|whom|which|that|speaking|cited|quoted|citing|familiar|close|briefed|on condition|in)\b"
)
QUOTED_NAME = re.compile(r"[\"“](?:[A-Z][\w’'-]*[ ]?){1,3}[\"”](?= \w)")
NO_NOUN = frozenset(
    {"after", "before", "while", "when", "since", "because", "if", "though", "although", "despite", "during"}
)
LONGEST = 100
ARTICLES = frozenset(
    {"the", "a", "an", "one", "another", "some", "several", "many", "most", "his", "her", "its", "their", "our"}
)
STOPS = frozenset({"for", "of", "from", "in", "at", "with", "to", "on", "by", "who", "that", "which", ","})
DEFINITE = frozenset({"the", "this", "that", "his", "her", "their", "its", "my", "our"})
COLLECTIVE = frozenset(
    {"administration", "campaign", "government", "team", "office", "coalition", "union", "department"}
)
UNNAMED_OFFICES = frozenset({"source", "official", "aide", "analyst", "adviser", "advisor", "resident", "witness"})


def label_of(reading: Reading, source: Span, token: "Token") -> str | None:
    """The words for an unnamed source, without what is said about it behind; no capital but that of a name.

    None where they are too many, or tell when or how something was, or hold words in quotation marks, names excepted.
    """
    text = source.of(reading.text)
    start = max(text.find(token.text), 0)
    cut = CUT.search(text, start + len(token.text))
    words = " ".join((text[: cut.start()] if cut else text).split())
    words = words.strip(" '–—-" if QUOTED_NAME.match(words) else " \"“”'–—-")
    first, _, rest = words.partition(" ")
    if not words or len(words) > LONGEST or re.search('["“”]', QUOTED_NAME.sub("", words)) or first.lower() in NO_NOUN:
        return None
    capital = first.istitle() and first[0].isalpha()
    lower = first.lower() in ARTICLES or (capital and _common(reading, source, token, first))
    return f"{first.lower()} {rest}".strip() if lower else words


def _common(reading: Reading, source: Span, token: "Token", first: str) -> bool:
    """Whether only its place at the start of a sentence gives the first word its capital."""
    opening = token.doc[token.left_edge.i]
    proper = opening.tag_ in {"NNP", "NNPS"} and opening.text == first and opening != token
    if proper or reading.mention_at(source.start) is not None or country_of_demonym(first) or first in peoples():
        return False
    known = role_class(token.text) is not None or singular(fold(token.text)) in anonymous_words() | documents()
    return token.tag_ in {"NNS", "NNPS"} or (token.tag_ == "NN" and (known or token.text.islower()))


def label_head(label: str) -> str:
    """The main word of the words for an unnamed source.

    >>> label_head("a spokesman for the board"), label_head("the president's former fixer")
    ('spokesman', 'fixer')
    """
    words = label.replace(",", " , ").split()
    stop = next((at for at, word in enumerate(words) if at and word in STOPS), len(words))
    return words[stop - 1].lower() if words else ""


def naming_of(token: "Token") -> Naming:
    """``named``, ``role`` or ``anonymous``, for the main word of a source that is no entity.

    The first is for a proper noun, a handle, or a body with a name before it ("the Orr campaign"), the second for a
    document and for one definite person known by an office or a relation.
    """
    word = singular(fold(token.text))
    owned = any(child.dep_ == "poss" for child in token.children)
    definite = owned or any(child.lower_ in DEFINITE for child in token.children if child.dep_ == "det")
    known = role_class(word) or word in anonymous_words() or token.text in peoples()
    if (token.tag_ == "NNP" and token.text.istitle() and not known) or token.text.startswith("@"):
        return "named"
    if word in COLLECTIVE and any(child.tag_ in {"NNP", "NNPS"} for child in token.children):
        return "named"
    if token.tag_ in {"NNS", "NNPS", "CD"} or word == "police":
        pair = definite and any(child.lower_ in {"two", "both"} for child in token.children)
        return "role" if pair and role_class(token.text) is not None else "anonymous"
    if role_class(token.text) == "spokesperson" or word in documents():
        return "role"
    office = role_class(word) is not None and word not in UNNAMED_OFFICES
    return "role" if definite and (office or word not in anonymous_words()) else "anonymous"


def nobody(word: str) -> bool:
    """Whether the word denies or asks for a speaker.

    >>> nobody("nobody"), nobody("who"), nobody("somebody")
    (True, True, False)
    """
    return fold(word) in {"this", "that", "these", "those", "what", "who", "which", "nobody", "none", "no-one", "noone"}


def is_party(reading: Reading, place: Span, word: str) -> bool:
    """Whether `word` at `place` means people by their party, faith or country: "Democrats", "the Oslo Republican"."""
    if not word[:1].isupper():
        return False
    if word.endswith("s") and (word in peoples() or word[:-1] in peoples() or country_of_demonym(word) is not None):
        return True
    mention = reading.mention_at(place.start)
    return word in peoples() and (mention is None or reading.entity(mention).type == "other")


def singular(word: str) -> str:
    """The singular of a regular plural.

    >>> singular("deputies"), singular("sources"), singular("boss")
    ('deputy', 'source', 'boss')
    """
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@cache
def anonymous_words() -> frozenset[str]:
    """Words for people who are not named, singular."""
    return frozenset(map(singular, lines("en/anonymous_sources"))) | {"police"}


@cache
def documents() -> frozenset[str]:
    """Documents that are said to say something, singular."""
    return frozenset(lines("en/speaking_documents"))


@cache
def speech_nouns() -> frozenset[str]:
    """Nouns for what somebody says, singular and plural: whose they are, speaks."""
    told = (form for forms in table("en/cue_nouns") for form in forms.split())
    several = (f"{word}s" for word in documents())
    return frozenset(told) | documents() | frozenset(several) | frozenset(lines("en/speech_nouns"))
