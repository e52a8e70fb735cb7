"""Credits: where a report names the newsroom that its words or its news come from."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from twosource.annotate.newsrooms import is_agency, is_newsroom, newsroom
from twosource.model import Article, Span
from twosource.words import lines, table

__all__ = [
    "Credit", "find_credits", "is_agency", "is_newsroom", "learn_newsrooms", "newsroom", "newsroom_key",
    "same_newsroom",
]  # fmt: skip

CAPITALISED = r"[A-Z][\w&'’.-]*[\w]|[A-Z]"
NAME = rf"(?:[Tt]he )?(?:{CAPITALISED})(?:(?: of| for| and| the)? (?:{CAPITALISED}))*"
DATELINE = re.compile(r"\((?P<name>[A-Z][\w .&-]{1,30})\)(?:\s*[-–—]{1,2}\s|[.:]?\s(?=[A-Z\"“]))", re.MULTILINE)
DATELINE_WITHIN = 120
"""A dateline stands among the first characters of a paragraph; this is generous to page furniture before it."""

TOWN = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,30}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)*)?"
DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}"
TITLED = r"[A-Z][^\W\d]*(?:[ .&-]+[A-Z][^\W\d]*)*"
STRICT_DATELINE = re.compile(
    rf"^[ \t]*{TOWN}(?:,? (?:{DAY}))? \((?P<name>{TITLED})\)(?:\s*[-–—]{{1,2}}\s|[.:]\s|\s(?=[A-Z\"“]))", re.MULTILINE
)
"""Only what is built like this teaches a name: line start, town in capitals, perhaps a date, the name, a dash, a stop
or the first word of the report."""

SIGNATURE = re.compile(
    rf"(?:(?:^|[.!?\"”]\s)[ \t]*[-–—]{{1,2}}[ \t]*(?P<line>{TITLED})|\((?P<name>{TITLED})\))\s*\Z", re.MULTILINE
)
"""What stands at the very end of a report taken from an agency: its name in brackets, or after a dash on a line."""

Kind: TypeAlias = Literal["text", "report", "help", "heard"]


class Credit(Struct, frozen=True, order=True):
    """`span` in the clean text credits `name` with: the words (``text``), the news (``report``), a part in the work
    (``help``), or with having been told by a source (``heard``)."""

    span: Span
    name: str
    kind: Kind


def learn_newsrooms(articles: Iterable[Article]) -> frozenset[str]:
    """Return the names that stand where an agency's does, in a dateline, in any of `articles`.

    >>> from twosource.model import Facts
    >>> text = "MILLPORT, May 2 (Northern Wire) - A ferry sank.\\nThe Alma (May 2) - she was new - is lost."
    >>> sorted(learn_newsrooms([Article(id="a", path="", source=text, edits=(), facts=Facts(), sha256="")]))
    ['Northern Wire']
    """
    articles = list(articles)
    datelines = {newsroom(match["name"]) for article in articles for match in STRICT_DATELINE.finditer(article.text)}
    signed = {name for article in articles if (name := _signature(article)) and name in _bylines(article)}
    names = (name for name in datelines | signed if not _no_name().intersection(name.casefold().split()))
    return frozenset(names)


def _signature(article: Article) -> str | None:
    """The name at the very end of a report."""
    match = SIGNATURE.search(article.text)
    return newsroom(match["line"] or match["name"]) if match else None


def _bylines(article: Article) -> frozenset[str]:
    """The names of newsrooms for which a person's would stand: a report that its agency signs has no other author."""
    return frozenset(newsroom(name) for name in article.facts.authors.value) if article.facts.authors else frozenset()


def find_credits(article: Article, learned: frozenset[str] = frozenset()) -> tuple[Credit, ...]:
    """Return the credits in the clean text of `article` that name a newsroom other than its own, in their order.

    `learned` are names of newsrooms beside those that are known by their form. A short name ("the Journal") is that
    of the newsroom whose full name the document has too.

    >>> from twosource.model import Facts
    >>> text = "MILLPORT (Reuters) - A ferry sank.\\nHarbour Post reports:\\nThe AP and Jo Moss contributed."
    >>> a = Article(id="a", path="", source=text, edits=(), facts=Facts(), sha256="")
    >>> [(credit.name, credit.kind) for credit in find_credits(a)]
    [('Reuters', 'text'), ('Harbour Post', 'text'), ('Associated Press', 'help')]
    """
    own = article.facts.outlet.value if article.facts.outlet else ""
    found = {*_datelines(article.text, learned), *_signatures(article, learned), *_phrases(article.text, learned)}
    kept: list[Credit] = []
    for credit in _in_full(sorted(found), article.text, own):
        pronoun = credit.name.casefold() in lines("en/function_words")
        known = not pronoun and (credit.kind == "text" or is_newsroom(credit.name) or credit.name in learned)
        again = any(credit.name == one.name and credit.span.overlap(one.span) for one in kept)
        if known and not again and not same_newsroom(credit.name, own):
            kept.append(credit)
    return tuple(kept)


def same_newsroom(name: str, other: str) -> bool:
    """Whether two names may be called the same newsroom: "RT" and "rt.com", "HBN" and "HBN (Web News)".

    >>> same_newsroom("The Harbour Post", "harbourpost.com"), same_newsroom("RT", "Reuters")
    (True, False)
    >>> same_newsroom("HBN", "HBN (Web News)"), same_newsroom("Harbour Post", "Harbour Post - Opinion")
    (True, True)
    """
    keys = [newsroom_key(one) for one in (name, other)]
    return bool(keys[0]) and keys[0] == keys[1]


def newsroom_key(name: str) -> str:
    """The letters of a name of a newsroom, without what names a part of it or its address."""
    words = re.sub(r"\(.*?\)\s*$", "", newsroom(name)).replace("-", " ").split()
    while len(words) > 1 and words[-1] in lines("en/outlet_parts"):
        words.pop()
    bare = re.sub(r"\.(com|org|net|co\.uk|news)$|^www\.|[^a-z0-9.]", "", " ".join(words).casefold())
    return bare.replace(".", "")


def _in_full(credits: Sequence[Credit], text: str, own: str) -> list[Credit]:
    """The credits with short names made full: "the Journal" in a text that has "the Wall Street Journal".

    Of several full names in the text the most frequent is meant, and else that of the document's own outlet.
    """
    full: dict[str, str] = {}
    for short in dict.fromkeys(one.name for one in credits):
        if " " in short or short not in lines("en/outlet_words"):
            continue
        pattern = re.compile(rf"\b(?:[Tt]he )?((?:(?:[A-Z]\w*|(?:[A-Z]\.)+|St\.)[ ]){{1,3}}{re.escape(short)})\b")
        longer = Counter(newsroom(name) for name in pattern.findall(text) if newsroom(name) != short)
        if longer:
            full[short] = min(longer, key=lambda name: (-longer[name], name))
        elif own.endswith(f" {short}"):
            full[short] = own
    return [replace(one, name=full.get(one.name, one.name)) for one in credits]


@cache
def _no_name() -> frozenset[str]:
    """Words, folded, that stand in brackets at the head of a report and are no newsroom's."""
    words = (*lines("en/dateline_notes"), *table("en/months"), *table("en/weekdays"))
    return frozenset(word.casefold().rstrip(".") for word in words)


def _datelines(text: str, learned: frozenset[str]) -> Iterator[Credit]:
    for match in DATELINE.finditer(text):
        opens = text.rfind("\n", 0, match.start()) + 1
        known = is_newsroom(match["name"]) or newsroom(match["name"]) in learned
        if known and match.start() - opens < DATELINE_WITHIN:
            yield Credit(Span(*match.span("name")), newsroom(match["name"]), "text")


def _signatures(article: Article, learned: frozenset[str]) -> Iterator[Credit]:
    name, match = _signature(article), SIGNATURE.search(article.text)
    if match and name and (name in learned or is_agency(name)):
        yield Credit(Span(*match.span("line" if match["line"] else "name")), name, "text")


def _phrases(text: str, learned: frozenset[str]) -> Iterator[Credit]:
    for kind, words, pattern in _patterns():
        for match in pattern.finditer(text) if words in text else ():
            for name in _names(match["name"], kind, learned):
                yield Credit(Span(*match.span()), newsroom(name), kind)


def _names(found: str, kind: str, learned: frozenset[str]) -> Sequence[str]:
    """The newsrooms in what stands at the place of the name: of several joined by "and", those that are newsrooms."""
    if (is_newsroom(found) and " and " not in found) or newsroom(found) in learned:
        return [found]
    parts = [part.strip() for part in re.split(r"\band\b|,", found) if part.strip()]
    rooms = [part for part in parts if is_newsroom(part) or newsroom(part) in learned]
    return rooms or ([found] if kind == "text" else [])


@cache
def _patterns() -> tuple[tuple[Kind, str, re.Pattern[str]], ...]:
    """What is credited, words of the phrase (to look for first: it saves most of the time), and the pattern."""
    kinds: dict[str, Kind] = {"text": "text", "report": "report", "help": "help", "heard": "heard"}
    return tuple(
        (kinds[kind], max(phrase.split("{}"), key=len), _pattern(phrase))
        for phrase, (kind,) in table("en/credit_phrases").items()
    )


def _pattern(phrase: str) -> re.Pattern[str]:
    """What finds a phrase of the list; one that ends with a colon or begins with a capital has its line to itself."""
    before, after = (re.escape(part) for part in phrase.split("{}"))
    alone = phrase.endswith(":") or phrase[0].isupper()
    start = "^[ \t]*" if alone else r"\b" if before[:1].isalpha() else ""
    end = r"\s*$" if alone else r"\b"
    return re.compile(f"{start}{before}(?P<name>{NAME}){after}{end}", re.MULTILINE)
