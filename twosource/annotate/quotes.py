"""Quotations of an article: who is said to have said what, directly, in part, or in the article's own words."""

import re
from collections.abc import Iterable

from msgspec import Struct, structs

from twosource.annotate.attribution import Attribution, kind_of
from twosource.annotate.cues import reporting_verbs
from twosource.annotate.direct import direct_quotations
from twosource.annotate.floating import continued, floating_quotations
from twosource.annotate.indirect import reported_clauses
from twosource.annotate.marks import Marked, marked_spans, starting_in
from twosource.annotate.parse import Parsed
from twosource.annotate.secondhand import citing_reports
from twosource.model import Quote, Span
from twosource.words import table

__all__ = ["find_quotes"]

PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we", "you", "who", "that", "which", "one"])


class Chosen(Struct, frozen=True):
    """An attribution and the anchor of the one that reports it, if there is one."""

    found: Attribution
    within: int | None


def _marked(parsed: Parsed) -> tuple[Marked, ...]:
    return marked_spans(parsed.article.text, [paragraph.span for paragraph in parsed.paragraphs])


def _choose(parsed: Parsed, marked: tuple[Marked, ...]) -> list[Chosen]:
    """The attributions to keep, in text order."""
    found = _settle(direct_quotations(parsed, marked), reported_clauses(parsed, marked))
    found = continued(parsed, marked, _cut_at_participles(parsed.article.text, found))
    found += floating_quotations(parsed, marked, found)
    found.sort(key=lambda one: (one.start, one.anchor))
    chosen = []
    reports = _Reports(parsed.article.text, found)
    for one in found:
        outer = reports.around(one)
        if outer is None or _second_hand(parsed.article.text, one):
            chosen.append(Chosen(one, outer.anchor if outer else None))
    citing = {inner.anchor: report for inner, report in citing_reports(parsed, [one.found for one in chosen])}
    citers = [Chosen(report, None) for report in citing.values()]
    inner = [Chosen(c.found, citing[c.found.anchor].anchor if c.found.anchor in citing else c.within) for c in chosen]
    return sorted([*inner, *citers], key=lambda c: (c.found.start, c.found.anchor))


def _cut_at_participles(text: str, found: list[Attribution]) -> list[Attribution]:
    """End a reported clause before “…, adding: ‘…’”, which belongs to its speaker, though the parse may differ."""
    out = {one.anchor: one for one in found}
    reports = _Reports(text, found)
    for one in found:
        outer = reports.around(one) if one.rule == "before, participle" else None
        if outer is None:
            continue
        start = one.cue[0].start
        content = tuple(Span(s.start, min(s.end, start)) for s in outer.content if s.start < start)
        out[outer.anchor] = structs.replace(outer, content=content)
        out[one.anchor] = structs.replace(one, source=outer.source)
    return list(out.values())


class _Reports:
    """Which attribution reports another: a look-up by line, so that long texts cost no more than short ones."""

    def __init__(self, text: str, found: Iterable[Attribution]) -> None:
        self._text = text
        self._lines: dict[int, list[tuple[int, int, Span, Attribution]]] = {}
        for outer in found:
            for span in outer.content:
                self._lines.setdefault(self._line(span.start), []).append((span.length, outer.anchor, span, outer))

    def _line(self, at: int) -> int:
        return self._text.rfind("\n", 0, at)

    def around(self, inner: Attribution) -> Attribution | None:
        """The attribution with the shortest content that holds the cue of `inner`."""
        if not inner.cue:
            return None
        near = self._lines.get(self._line(inner.anchor), ())
        holding = [row for row in near if row[3] is not inner and row[2].start <= inner.anchor < row[2].end]
        return min(holding, key=lambda row: row[:2])[3] if holding else None


def _second_hand(text: str, inner: Attribution) -> bool:
    """Whether a report within a report tells of somebody else's words, not of what the speaker thinks or says."""
    word = re.match(r"\w+", text[inner.anchor :])
    speaks = word is not None and (word.group().lower() in reporting_verbs() or word.group().lower() == "according")
    return speaks and " ".join(span.of(text) for span in inner.source).lower() not in PRONOUNS


def find_quotes(parsed: Parsed) -> tuple[Quote, ...]:
    """Return the quotations of an article in text order: direct, mixed and indirect, each with its cue and source.

    Offsets of all spans are those of the clean text. Speech that is interrupted, or goes on in the next paragraph, is
    one `Quote` with several spans of content. `source` is the noun phrase that names the speaker at that place (a
    pronoun, if that is what stands there); speaker, name and naming are left to those who resolve it. It is empty
    where the article does not say who speaks. `within` is set where a report tells of somebody else's words.

    `confidence` is the share of finds by the same rule, of the same kind, that were right about content and source
    together on annotated US news (table ``en/quotation_rules``): how far the rule is to be trusted, not how clear this
    one place is.

    The rules follow the conventions of PolNeAR (Newell, Margolin and Ruths, 2018): a clause that is partly in
    quotation marks is one mixed quotation, and what a speaker says about beliefs is not a second one.

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
    marked = _marked(parsed)
    chosen = _choose(parsed, marked)
    ids = {one.found.anchor: f"{document}/q{number}" for number, one in enumerate(chosen, start=1)}
    return tuple(_quote(text, document, one, ids, marked) for one in chosen)


def _quote(text: str, document: str, one: Chosen, ids: dict[int, str], marked: tuple[Marked, ...]) -> Quote:
    found = one.found
    kind = kind_of(text, found.content, tuple(starting_in(marked, _paragraphs_of(text, found))))
    return Quote(
        id=ids[found.anchor],
        document=document,
        content=found.content,
        cue=found.cue,
        source=found.source,
        kind=kind,
        within=ids.get(one.within) if one.within is not None else None,
        confidence=_confidence(found.rule, kind),
    )


def _paragraphs_of(text: str, found: Attribution) -> Span:
    """From the start of the line in which the content begins to the end of the content: where its marks can start."""
    first, last = min(found.content), max(found.content)
    return Span(text.rfind("\n", 0, first.start) + 1, last.end)


def _confidence(rule: str, kind: str) -> float:
    measured = table("en/quotation_rules")
    return float((measured.get(f"{rule} / {kind}") or measured[f"any / {kind}"])[0])


def _settle(direct: list[Attribution], reported: list[Attribution]) -> list[Attribution]:
    """Keep one of two finds that have one cue: the direct one, unless it is a part of the clause that is reported."""
    clauses = {found.anchor: found for found in reported}
    kept = [found for found in direct if not _part(found, clauses.get(found.anchor))]
    anchors = {found.anchor for found in kept}
    return kept + [found for found in reported if found.anchor not in anchors]


def _part(direct: Attribution, clause: Attribution | None) -> bool:
    """Whether a quotation that no comma or colon sets off is but a part of the `clause` with the same cue."""
    if clause is None or direct.rule != "before, no comma":
        return False
    return all(any(span.holds(inner) for span in clause.content) for inner in direct.content)
