"""The tagger's attributions made whole by what rules know better: edges, mere mentions, speech without a cue."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from twosource.annotate.attribution import Attribution
from twosource.annotate.coordinated import with_whole_clauses
from twosource.annotate.cues import is_told_of, is_told_to
from twosource.annotate.direct import direct_quotations
from twosource.annotate.edges import with_clean_edges
from twosource.annotate.indirect import reported_clauses
from twosource.annotate.linked import with_linked_sources
from twosource.annotate.marks import Marked, starting_in
from twosource.annotate.mentions import is_mention
from twosource.annotate.naming.titles import role_class
from twosource.annotate.overlooked import overlooked_reports
from twosource.annotate.parse import Paragraph, Parsed
from twosource.annotate.reports import Reports, second_hand
from twosource.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Run

__all__ = ["by_tagger"]

BEHIND = "after"  # the rule for a cue right behind the marks, the surest of all
NAMING = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X", "WP", "WDT", "PRP$"))
PASSIVE = frozenset(("is", "are", "was", "were", "been", "being"))
LONGEST_REST = 2  # words of a phrase behind or before where it was broken off
LAID_OUT = frozenset(("signature", "transcript", "statement block", "post"))  # where the layout says who speaks


def by_tagger(parsed: Parsed, marked: Sequence[Marked], tagged: Sequence[Attribution]) -> list[Attribution]:
    """`tagged` with clean edges and without what only mentions words, and with what the tagger does not look for.

    That is: quotations with a cue right behind their marks that the tagger left alone, turns of a transcript,
    statements set as a block, pleas, estimates and denials, and somebody else's words within those of another.
    """
    text = parsed.article.text
    found = list(with_clean_edges(text, tagged, marked))
    found = [one for one in found if not _mentions(text, one, marked) and not _is_agent(text, one)]
    found = [structs.replace(one, source=tuple(_phrases(parsed, _speaking(text, one)))) for one in found]
    found = with_whole_clauses(parsed, with_linked_sources(parsed, found), marked)
    direct = direct_quotations(parsed, marked)
    laid_out = [one for one in direct if one.rule in LAID_OUT]
    found = [one for one in found if not _told(one, laid_out) or _quoted_in(one, laid_out, marked)] + laid_out
    found += [one for one in direct if one.rule == BEHIND and not _told(one, found)]
    found = overlooked_reports(parsed, marked, found)
    return found + _within(parsed, marked, found, direct)


def _phrases(parsed: Parsed, source: Iterable[Span]) -> Iterator[Span]:
    """The spans of a source as whole phrases; those that name nobody are left out (“the”, “of”)."""
    for span in source:
        at = bisect_right(parsed.paragraphs, span.start, key=lambda paragraph: paragraph.span.start) - 1
        paragraph = parsed.paragraphs[at]
        base = paragraph.span.start
        run = paragraph.doc.char_span(span.start - base, span.end - base, alignment_mode="expand")
        if run is None:
            yield span
        elif any(token.pos_ in NAMING or token.tag_ in NAMING for token in run):
            yield _whole_phrase(paragraph, run, span)


def _whole_phrase(paragraph: Paragraph, run: "Run", span: Span) -> Span:
    """`span` with the rest of a name, with what stands before an “and” that it begins with, without a verb behind."""
    base = paragraph.span.start
    while len(run) > 1 and run[-1].pos_ == "AUX":
        run = run[:-1]
        span = Span(span.start, base + run.end_char)
    if run[0].lower_ in {"by", "from"} and len(run) > 1:
        run = run[1:]
        span = Span(base + run.start_char, span.end)
    whole = _with_what_it_tells(run)
    if whole.start < run.start:
        run, span = whole, Span(base + whole.start_char, span.end)
    last = run[-1]
    while last.dep_ == "compound" and last.head.text.istitle() and 0 < last.head.i - last.i <= LONGEST_REST:
        last = last.head
    first = run[0]
    if first.dep_ == "cc":
        begin = first.head.left_edge
        first = begin if 0 < first.i - begin.i <= LONGEST_REST + 1 else first
    return Span(min(span.start, base + first.idx), max(span.end, base + last.idx + len(last)))


def _with_what_it_tells(run: "Run") -> "Run":
    """With the noun before it, what tells something about one: “R-Oslo” of “Holm, R-Oslo”."""
    root = run.root
    if root.dep_ not in {"appos", "acl", "relcl"} or not 0 < run.start - root.head.i <= LONGEST_REST:
        return run
    thing = root.head.pos_ == "NOUN" and role_class(root.head.text) is None
    person = root.dep_ == "appos" and (root.pos_ != "NOUN" or role_class(root.text) is not None)
    if thing and person and any(token.pos_ == "PROPN" for token in run):  # “… the photo, one of them, Ann Holm, sang”
        return run
    return run.doc[root.head.left_edge.i : run.end]


def _mentions(text: str, one: Attribution, marked: Sequence[Marked]) -> bool:
    """Whether all of it is one stretch in marks that names or mentions something."""
    if len(one.content) != 1:
        return False
    near = _around(marked, one.content[0])
    return any(m.inner.overlap(one.content[0]) == one.content[0].length and is_mention(text, m) for m in near)


def _is_agent(text: str, one: Attribution) -> bool:
    """Whether what passes for content tells who did it: “the fleet *was invited* by the king”."""
    cue = one.cue[0].of(text).split() if one.cue else [""]
    return cue[0].lower() in PASSIVE and one.content[0].of(text).startswith("by ")


def _speaking(text: str, one: Attribution) -> Iterable[Span]:
    """The spans of a source that may name who speaks.

    Not whom the words are about, nor to whom they were said: “*Holm* was accused of …”, “*Holm* was told that …”.
    """
    if not (is_told_of(text, one.cue) or is_told_to(text, one.cue)):
        return one.source
    return [span for span in one.source if span.start > one.cue[0].start]


def _around(marked: Sequence[Marked], span: Span) -> Sequence[Marked]:
    """The marked stretches that begin in `span` or with a mark right before it."""
    return starting_in(marked, Span(max(0, span.start - 2), span.end))


def _told(one: Attribution, found: Iterable[Attribution]) -> bool:
    return any(span.overlap(mine) for other in found for span in other.content for mine in one.content)


def _quoted_in(one: Attribution, laid_out: Sequence[Attribution], marked: Sequence[Marked]) -> bool:
    """Whether all of it stands in quotation marks within what somebody else says: a post that quotes."""
    outer = [span for other in laid_out if other.rule == "post" for span in other.content]
    inside = any(holder.holds(span) and holder != span for span in one.content for holder in outer)
    return inside and all(any(m.inner.holds(span) for m in _around(marked, span)) for span in one.content)


def _within(
    parsed: Parsed, marked: Sequence[Marked], found: Sequence[Attribution], direct: Sequence[Attribution]
) -> list[Attribution]:
    """Speech inside what is reported: “the agency said that *the minister told it that* …”, “‘…,’ *X said*, Y told”."""
    text = parsed.article.text
    reports = Reports(text, found)
    cues = [span for one in found for span in one.cue]
    spoken = [one for one in direct if one.rule == BEHIND and not _told_by(one)]
    anchors = {one.anchor for one in spoken}
    clauses = [one for one in reported_clauses(parsed, marked) if one.anchor not in anchors]
    out = []
    for one in [*spoken, *clauses]:
        known = any(span.overlap(cue) for span in one.cue for cue in cues)
        outer = reports.around(one) if one.source and not known and _finite(text, one) else None
        if outer is not None and second_hand(text, one):
            out += [one] if one.rule == BEHIND else with_clean_edges(text, [_short_of(one, outer)], marked)
    return out


def _told_by(one: Attribution) -> bool:
    """Whether the words that name its speaker are part of what it tells."""
    return any(span.overlap(mine) for span in one.content for mine in one.source)


def _short_of(inner: Attribution, outer: Attribution) -> Attribution:
    """`inner`, its content cut where the words begin that attribute all of it to somebody else."""
    ends = [span.start for span in (*outer.cue, *outer.source) if span.start > inner.anchor]
    end = min(ends, default=inner.end)
    kept = tuple(Span(span.start, min(span.end, end)) for span in inner.content if span.start < end)
    return structs.replace(inner, content=kept) if kept else inner


def _finite(text: str, one: Attribution) -> bool:
    """Whether the cue says that it was said, not that it is to be or that somebody goes on saying it."""
    words = " ".join(span.of(text) for span in one.cue).lower().split()
    return bool(words) and words[0] != "to" and not words[0].endswith("ing")
