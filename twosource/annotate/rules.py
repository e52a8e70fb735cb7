"""The plain engine: attributions found by rules over marks and the parse, where no trained tagger fits."""

from collections.abc import Sequence

from msgspec import structs

from twosource.annotate.attribution import Attribution
from twosource.annotate.direct import direct_quotations
from twosource.annotate.indirect import reported_clauses
from twosource.annotate.marks import Marked
from twosource.annotate.parse import Parsed
from twosource.annotate.reports import Reports
from twosource.model import Span
from twosource.words import table

__all__ = ["by_rules", "trust"]


def by_rules(parsed: Parsed, marked: Sequence[Marked]) -> list[Attribution]:
    """The attributions of `parsed` that have a cue; `marked` are its stretches in quotation marks.

    The rules follow the conventions of PolNeAR (Newell, Margolin and Ruths, 2018): a clause that is partly in
    quotation marks is one mixed quotation, and what a speaker says about beliefs is not a second one.
    """
    found = _settle(direct_quotations(parsed, marked), reported_clauses(parsed, marked))
    return _cut_at_participles(parsed.article.text, found)


def trust(rule: str, kind: str) -> float:
    """The share of the finds by `rule`, of `kind`, that were right about content and source together.

    Counted on annotated US news (table ``en/quotation_rules``): how far the rule is to be trusted, not how clear one
    place is.
    """
    measured = table("en/quotation_rules")
    return float((measured.get(f"{rule} / {kind}") or measured[f"any / {kind}"])[0])


def _cut_at_participles(text: str, found: list[Attribution]) -> list[Attribution]:
    """End a reported clause before “…, adding: ‘…’”, which belongs to its speaker, though the parse may differ."""
    out = {one.anchor: one for one in found}
    reports = Reports(text, found)
    for one in found:
        outer = reports.around(one) if one.rule == "before, participle" else None
        if outer is None:
            continue
        start = one.cue[0].start
        content = tuple(Span(s.start, min(s.end, start)) for s in outer.content if s.start < start)
        out[outer.anchor] = structs.replace(outer, content=content)
        out[one.anchor] = structs.replace(one, source=outer.source)
    return list(out.values())


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
