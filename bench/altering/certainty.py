"""A statement made surer than it was: *may* as *will*, *suspected* and *reportedly* gone."""

import re
from collections.abc import Iterator

from bench.altering.change import Change
from twosource.model import Span

__all__ = ["surer"]

FORMS = (
    (re.compile(r"\b(?:may|might|could) have\b"), "had"),
    (re.compile(r"(?<!last )(?<!early )(?<!late )(?<!in )\b(?:may|might)\b(?! \d| have)"), "will"),
    (re.compile(r"\bcould\b(?! not| no| only| hear| see| have)"), "will"),
    (re.compile(r"\b(?:is|are) (?:expected|likely|due|thought|believed|set|planned) to (?!have\b)"), "will "),
    (re.compile(r"\b(?:allegedly|reportedly|apparently|probably|possibly|perhaps|presumably) "), ""),
)
ADJECTIVE = re.compile(
    r"\b(?P<article>[Aa]n? )?(?P<hedge>suspected|alleged|apparent|possible|probable|likely) (?P<noun>(?!to\b)[a-z]\w+)"
)


def surer(text: str) -> Iterator[Change]:
    """Yield changes each of which takes one doubt out of a text.

    >>> from bench.altering.change import changed
    >>> for text in ("The bridge may close.", "An alleged plot failed.", "It is expected to rain.", "in May 2020"):
    ...     print([changed(text, one) for one in surer(text)])
    ['The bridge will close.']
    ['A plot failed.']
    ['It will rain.']
    []
    """
    for pattern, new in FORMS:
        for found in pattern.finditer(text):
            yield Change(Span(found.start(), found.end()), new)
    for found in ADJECTIVE.finditer(text):
        article = found.group("article")
        start = found.start("hedge") if article is None else found.start()
        yield Change(Span(start, found.end("hedge") + 1), _article(article, found.group("noun")))


def _article(old: str | None, noun: str) -> str:
    if old is None:
        return ""
    new = "an " if noun[0] in "aeiou" else "a "
    return new.capitalize() if old[0].isupper() else new
