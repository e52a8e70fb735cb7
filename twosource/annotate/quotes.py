"""Quotations of an article: who is said to have said what, directly, in part, or in the article's own words."""

import re
from collections.abc import Sequence

from msgspec import Struct

from twosource.annotate.attribution import Attribution, kind_of
from twosource.annotate.cues import is_told_of, tells_of_words
from twosource.annotate.floating import continued, floating_quotations, led_in
from twosource.annotate.marks import Marked, marked_spans, starting_in
from twosource.annotate.parse import Parsed
from twosource.annotate.reports import Reports, second_hand
from twosource.annotate.rules import by_rules, trust
from twosource.annotate.secondhand import citing_reports
from twosource.annotate.tagged import by_tagger
from twosource.model import Quote, Span

__all__ = ["find_quotes"]

NOBODY = re.compile(r"(?:neither|nobody|no one|none)\b", re.IGNORECASE)  # who does not speak
UNMARKED = frozenset(("transcript", "statement block", "post"))  # speech that its layout marks


class Chosen(Struct, frozen=True):
    """An attribution and the anchor of the one that reports it, if there is one."""

    found: Attribution
    within: int | None


def find_quotes(parsed: Parsed, tagged: Sequence[Attribution] | None = None) -> tuple[Quote, ...]:
    """Return the quotations of an article in text order: direct, mixed and indirect, each with its cue and source.

    `tagged` is what the trained tagger found in the same article (see `tag`); None leaves the work to the rules.

    Offsets of all spans are those of the clean text. Speech that is interrupted, or goes on in the next paragraph, is
    one `Quote` with several spans of content. `source` is the noun phrase that names the speaker at that place (a
    pronoun, if that is what stands there); speaker, name and naming are left to those who resolve it. It is empty
    where the article does not say who speaks. `within` is set where a report tells of somebody else's words.

    `confidence` is how often finds like this one were right about content and source together on annotated US news.
    `spoken` is False of indirect ones whose cue tells of no words: PolNeAR, which the tagger learned from, counts what
    somebody thinks, wants or backs as attributed, too. So it is of charges and praise whose author is not told, and of
    what nobody said.

    >>> from twosource.annotate.parse import parse
    >>> from twosource.model import Article, Facts
    >>> text = "The harbour is closed, the mayor said. “It will open on Monday,” he added."
    >>> article = Article(id="a", path="a.txt", source=text, edits=(), facts=Facts(), sha256="")
    >>> for quote in find_quotes(parse([article])[0]):
    ...     print(quote.kind, [s.of(text) for s in quote.source], [s.of(text) for s in quote.content])
    indirect ['the mayor'] ['The harbour is closed']
    direct ['he'] ['It will open on Monday']
    """
    text, document = parsed.article.text, parsed.article.id
    marked = marked_spans(text, [paragraph.span for paragraph in parsed.paragraphs])
    chosen = _choose(parsed, marked, by_rules(parsed, marked) if tagged is None else by_tagger(parsed, marked, tagged))
    ids = {one.found.anchor: f"{document}/q{number}" for number, one in enumerate(chosen, start=1)}
    return tuple(_quote(text, document, one, ids, marked) for one in chosen)


def _choose(parsed: Parsed, marked: tuple[Marked, ...], found: list[Attribution]) -> list[Chosen]:
    """The attributions to keep, in text order, with the speech that goes on from them or has no cue of its own."""
    found = continued(parsed, marked, found)
    found += floating_quotations(parsed, marked, found)
    found += led_in(parsed, marked, found)
    found.sort(key=lambda one: (one.start, one.anchor))
    chosen = []
    reports = Reports(parsed.article.text, found)
    for one in found:
        outer = reports.around(one)
        if outer is None or second_hand(parsed.article.text, one):
            chosen.append(Chosen(one, outer.anchor if outer else None))
    citing = {inner.anchor: report for inner, report in citing_reports(parsed, [one.found for one in chosen])}
    citers = [Chosen(report, None) for report in citing.values()]
    inner = [Chosen(c.found, citing[c.found.anchor].anchor if c.found.anchor in citing else c.within) for c in chosen]
    return sorted([*inner, *citers], key=lambda c: (c.found.start, c.found.anchor))


def _quote(text: str, document: str, one: Chosen, ids: dict[int, str], marked: tuple[Marked, ...]) -> Quote:
    found = one.found
    kind = kind_of(text, found.content, tuple(starting_in(marked, _paragraphs_of(text, found))))
    if found.rule in UNMARKED:
        kind = "direct"
    return Quote(
        id=ids[found.anchor],
        document=document,
        content=found.content,
        cue=found.cue,
        source=found.source,
        kind=kind,
        within=ids.get(one.within) if one.within is not None else None,
        confidence=trust(found.rule, kind) if found.sure is None else found.sure,
        spoken=kind != "indirect" or (tells_of_words(text, found.cue) and not _has_nobody(text, found)),
    )


def _has_nobody(text: str, found: Attribution) -> bool:
    """Whether nobody is told to speak: “she was accused of lying”, “neither of them mentioned it”."""
    if found.source:
        return NOBODY.match(found.source[0].of(text)) is not None
    return is_told_of(text, found.cue)


def _paragraphs_of(text: str, found: Attribution) -> Span:
    """From the start of the line in which the content begins to the end of the content: where its marks can start."""
    first, last = min(found.content), max(found.content)
    return Span(text.rfind("\n", 0, first.start) + 1, last.end)
