"""Words of a language that is not parsed, and the part that the word lists give each beside a quotation."""

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from twosource.model import Span
from twosource.words import lines, table

__all__ = ["CUED", "Lexicon", "Token", "lexicon", "tokens_of", "unbroken"]

CUED = ("ar", "de", "es", "fr", "it", "nl", "pl", "pt", "ru", "sv", "uk")
BESIDE, VERBS = "beside_quotations", "reporting_verbs"
CLITIC = r"(?:il|elle|ils|elles|on)\b"
TOKEN = re.compile(
    rf"[^\W\d_]+(?=(?:-t)?-{CLITIC})|[^\W_]+['’](?=\w)|[^\W_]+(?:[-‑'’ʼ][^\W_]+)*", re.IGNORECASE | re.UNICODE
)
GAP = re.compile(r"(?:[ \t\u00a0\u202f]?|-t-|-)")
ABBREVIATED = re.compile(r"\.[ \u00a0]")


class Lexicon(Struct, frozen=True):
    """Verbs that report speech, and the parts of the small words around them."""

    verbs: frozenset[str]
    parts: dict[str, str]


class Token(Struct, frozen=True):
    """A word: its place in the text, its lower-case form, its part, and whether it is joined to the one before."""

    span: Span
    word: str
    part: str  # "verb", a part of the word list, or "" for any other word
    capital: bool
    joined: bool


@cache
def lexicon(language: str) -> Lexicon:
    """The word lists of `language` (ISO 639-1); empty where there are none."""
    if language not in CUED:
        return Lexicon(frozenset(), {})
    parts = {word: row[0] for word, row in table(f"{language}/{BESIDE}").items()}
    return Lexicon(frozenset(lines(f"{language}/{VERBS}")), parts)


def tokens_of(text: str, span: Span, words: Lexicon) -> tuple[Token, ...]:
    """The words of `text` in `span`. A word is joined to the one before where only a blank parts them.

    >>> [token.word for token in tokens_of("a-t-elle dit, l’avocat", Span(0, 22), lexicon("fr"))]
    ['a', 'elle', 'dit', "l'", 'avocat']
    """
    out: list[Token] = []
    for match in TOKEN.finditer(text, span.start, span.end):
        word = match.group().lower().replace("’", "'")
        if (
            word == "t"
            and text[match.start() - 1 : match.start()] == "-"
            and text[match.end() : match.end() + 1] == "-"
        ):
            continue  # a-t-il
        gap = text[out[-1].span.end : match.start()] if out else " "
        initial = bool(out) and len(out[-1].word) <= 2 and ABBREVIATED.fullmatch(gap) is not None
        out.append(
            Token(
                span=Span(*match.span()),
                word=word,
                part="verb" if word in words.verbs else words.parts.get(word, ""),
                capital=match.group()[0].isupper(),
                joined=bool(out) and (GAP.fullmatch(gap) is not None or (initial and out[-1].capital)),
            )
        )
    return tuple(out)


def unbroken(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words of `tokens` up to the first one that is not joined to the one before."""
    end = next((at for at, token in enumerate(tokens) if at and not token.joined), len(tokens))
    return tokens[:end]
