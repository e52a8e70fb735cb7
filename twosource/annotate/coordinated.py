"""Reported clauses made whole: what an “and” adds to the clause that is reported belongs to the report, too."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from twosource.annotate.attribution import Attribution
from twosource.annotate.marks import Marked, starting_in
from twosource.annotate.parse import Paragraph, Parsed
from twosource.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Run
    from spacy.tokens import Token

__all__ = ["with_whole_clauses"]

SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))


def with_whole_clauses(parsed: Parsed, found: Sequence[Attribution], marked: Sequence[Marked]) -> list[Attribution]:
    """Return `found`, contents that end before an “and” made longer by what the “and” adds to their last clause.

    That is a second verb without a subject of its own, which the grammar sets beside a verb in the content: “that it
    had been noticed on Friday, and *reported within a day*”. What somebody else says or what stands in marks is not.
    """
    taken = sorted(span for one in found for span in (*one.content, *one.cue, *one.source))
    return [_made_whole(parsed, one, taken, marked) for one in found]


def _made_whole(parsed: Parsed, one: Attribution, taken: Sequence[Span], marked: Sequence[Marked]) -> Attribution:
    last = max(one.content)
    number = bisect_right(parsed.paragraphs, last.start, key=lambda paragraph: paragraph.span.start) - 1
    paragraph = parsed.paragraphs[number]
    ends = [paragraph.place(added).end for added in _added(paragraph, last)]
    if not ends:
        return one
    whole = Span(last.start, max(ends))
    new = Span(last.end, whole.end)
    touches = any(span.overlap(new) for span in taken) or any(m.outer.overlap(new) for m in starting_in(marked, whole))
    if touches:
        return one
    return structs.replace(one, content=tuple(whole if span == last else span for span in one.content))


def _added(paragraph: Paragraph, content: Span) -> "Iterator[Run]":
    """The runs of tokens that an “and” right behind `content` adds to a verb in it."""
    base = paragraph.span.start
    run = paragraph.doc.char_span(content.start - base, content.end - base, alignment_mode="expand")
    if run is None:
        return
    behind = [token for token in paragraph.doc[run.end : run.end + 2] if token.text != ","]
    if not behind or behind[0].dep_ != "cc":
        return
    for verb in run:
        if verb.pos_ in {"VERB", "AUX"}:
            yield from (_run_of(child) for child in verb.conjuncts if child.i > behind[0].i and _shares(child))


def _run_of(verb: "Token") -> "Run":
    last = max((token for token in verb.subtree if not token.is_punct), key=lambda token: token.i)
    return verb.doc[verb.i : last.i + 1]


def _shares(verb: "Token") -> bool:
    return verb.pos_ in {"VERB", "AUX"} and not any(child.dep_ in SUBJECTS for child in verb.children)
