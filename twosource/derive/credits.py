"""Credits: where a report names the newsroom that its words or its news come from."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, TypeAlias

from msgspec import Struct

from twosource.model import Article, Span
from twosource.words import lines, table

__all__ = ["Credit", "find_credits", "is_agency", "is_newsroom", "newsroom", "same_newsroom"]

CAPITALISED = r"[A-Z][\w&'’.-]*[\w]|[A-Z]"
NAME = rf"(?:[Tt]he )?(?:{CAPITALISED})(?:(?: of| for| and| the)? (?:{CAPITALISED}))*"
DATELINE = re.compile(r"\((?P<name>[A-Z][\w .&-]{1,30})\)\s*[-–—]{1,2}\s", re.MULTILINE)
DATELINE_WITHIN = 120
"""A dateline stands among the first characters of a paragraph; this is generous to page furniture before it."""


Kind: TypeAlias = Literal["text", "report", "help", "heard"]


class Credit(Struct, frozen=True, order=True):
    """`span` in the clean text credits `name` with: the words (``text``), the news (``report``), a part in the work
    (``help``), or with having been told by a source (``heard``)."""

    span: Span
    name: str
    kind: Kind


def find_credits(article: Article) -> tuple[Credit, ...]:
    """Return the credits in the clean text of `article` that name a newsroom other than its own, in their order.

    >>> from twosource.model import Facts
    >>> text = "MILLPORT (Reuters) - A ferry sank.\\nHarbour Post reports:\\nThe AP and Jo Moss contributed."
    >>> a = Article(id="a", path="", source=text, edits=(), facts=Facts(), sha256="")
    >>> [(credit.name, credit.kind) for credit in find_credits(a)]
    [('Reuters', 'text'), ('Harbour Post', 'text'), ('Associated Press', 'help')]
    """
    own = article.facts.outlet.value if article.facts.outlet else ""
    found = {*_datelines(article.text), *_phrases(article.text)}
    kept: list[Credit] = []
    for credit in sorted(found):
        known = credit.kind == "text" or is_newsroom(credit.name)
        again = any(credit.name == one.name and credit.span.overlap(one.span) for one in kept)
        if known and not again and not same_newsroom(credit.name, own):
            kept.append(credit)
    return tuple(kept)


def newsroom(name: str) -> str:
    """Return the name under which a newsroom is counted.

    >>> newsroom("The AP"), newsroom("the Harbour Post")
    ('Associated Press', 'Harbour Post')
    """
    bare = re.sub(r"^[Tt]he ", "", name.strip())
    return table("en/agencies").get(bare, (bare,))[0]


def is_newsroom(name: str) -> bool:
    """Whether `name` is that of a news agency, or has a word in it that newsrooms have in theirs."""
    words = lines("en/outlet_words")
    return is_agency(name) or any(re.search(rf"\b{re.escape(word)}\b", newsroom(name)) for word in words)


def is_agency(name: str) -> bool:
    """Whether `name` is that of a news agency."""
    return newsroom(name) in {full for (full, *_) in table("en/agencies").values()}


def same_newsroom(name: str, other: str) -> bool:
    """Whether two names may be called the same newsroom: "RT" and "rt.com", "Harbour Post" and "The Harbour Post".

    >>> same_newsroom("The Harbour Post", "harbourpost.com"), same_newsroom("RT", "Reuters")
    (True, False)
    """
    keys = [
        re.sub(r"\.(com|org|net|co\.uk|news)$|^www\.|[^a-z0-9.]", "", newsroom(n).casefold()) for n in (name, other)
    ]
    keys = [key.replace(".", "") for key in keys]
    return bool(keys[0]) and keys[0] == keys[1]


def _datelines(text: str) -> Iterator[Credit]:
    for match in DATELINE.finditer(text):
        opens = text.rfind("\n", 0, match.start()) + 1
        if match.start() - opens < DATELINE_WITHIN and is_newsroom(match["name"]):
            yield Credit(Span(*match.span("name")), newsroom(match["name"]), "text")


def _phrases(text: str) -> Iterator[Credit]:
    for kind, pattern in _patterns():
        for match in pattern.finditer(text):
            for name in _names(match["name"], kind):
                yield Credit(Span(*match.span()), newsroom(name), kind)


def _names(found: str, kind: str) -> Sequence[str]:
    """The newsrooms in what stands at the place of the name: of several joined by "and", those that are newsrooms."""
    if is_newsroom(found) and " and " not in found:
        return [found]
    parts = [part.strip() for part in re.split(r"\band\b|,", found) if part.strip()]
    rooms = [part for part in parts if is_newsroom(part)]
    return rooms or ([found] if kind == "text" else [])


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    kinds: dict[str, Kind] = {"text": "text", "report": "report", "help": "help", "heard": "heard"}
    return tuple((kinds[kind], _pattern(phrase)) for phrase, (kind,) in table("en/credit_phrases").items())


def _pattern(phrase: str) -> re.Pattern[str]:
    """What finds a phrase of the list; one that ends with a colon or begins with a capital has its line to itself."""
    before, after = (re.escape(part) for part in phrase.split("{}"))
    alone = phrase.endswith(":") or phrase[0].isupper()
    start = "^[ \t]*" if alone else r"\b" if before[:1].isalpha() else ""
    end = r"\s*$" if alone else r"\b"
    return re.compile(f"{start}{before}(?P<name>{NAME}){after}{end}", re.MULTILINE)
