"""Statements set as a block: a line that ends with a colon, and under it a paragraph without marks, the speech."""

import re
from collections.abc import Sequence

from twosource.annotate.attribution import Attribution
from twosource.annotate.clauses import naming, runs
from twosource.annotate.cues import lead_cue
from twosource.annotate.marks import Marked, starting_in
from twosource.annotate.parse import Paragraph, Parsed
from twosource.model import Span

__all__ = ["statement_blocks"]

FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|[Uu]s)\b(?!\.)")
STATEMENT = re.compile(r"\b(?:statement|letter|e-?mail|message|memo|remarks)\b", re.IGNORECASE)
WHOLE = re.compile(r"[A-Z].*[.!?]$")
LONGEST_LEAD, FEWEST_WORDS = 40, 6


def statement_blocks(parsed: Parsed, marked: Sequence[Marked]) -> list[Attribution]:
    """Return the paragraphs without marks that a line such as “Statement from X:” or “X said in a statement:” leads in.

    Only the first paragraph of a block is taken, since nothing shows where it ends, and only if it speaks in the first
    person: a list may follow a colon too.

    >>> from twosource.annotate.parse import parse
    >>> from twosource.model import Article, Facts
    >>> text = "Statement from Jane Doe:\\n\\nWe will mend the pier before the summer."
    >>> article = Article(id="a", path="a.txt", source=text, edits=(), facts=Facts(), sha256="")
    >>> [(b.source[0].of(text), b.content[0].of(text)) for b in statement_blocks(parse([article])[0], ())]
    [('Jane Doe', 'We will mend the pier before the summer.')]
    """
    out: list[Attribution] = []
    for above, block in zip(parsed.paragraphs, parsed.paragraphs[1:], strict=False):
        if not _leads_in(parsed, above.span, marked) or not _speaks(parsed, block.span, marked):
            continue
        found = _attributed(parsed, above, block)
        if found is not None:
            out.append(found)
    return out


def _leads_in(parsed: Parsed, span: Span, marked: Sequence[Marked]) -> bool:
    lead = span.of(parsed.article.text)
    short = lead.endswith(":") and len(lead.split()) <= LONGEST_LEAD
    return short and STATEMENT.search(lead) is not None and not starting_in(marked, span)


def _speaks(parsed: Parsed, span: Span, marked: Sequence[Marked]) -> bool:
    block = span.of(parsed.article.text)
    whole = WHOLE.fullmatch(block) is not None and len(block.split()) >= FEWEST_WORDS
    return whole and FIRST_PERSON.search(block) is not None and not starting_in(marked, span)


def _attributed(parsed: Parsed, above: Paragraph, block: Paragraph) -> Attribution | None:
    tokens = [token for token in above.doc if not token.is_space]
    start = max((token.i + 1 for token in tokens[:-1] if token.text in {".", "!", "?"}), default=0)
    lead = tuple(token.i for token in tokens if token.i >= start)
    cue = lead_cue(above, lead, block.span.of(parsed.article.text))
    if cue is None or not cue.source:
        return None
    if cue.rule == "colon" and (runs(above, cue.tokens) or len(cue.source) == len(lead) - 1):
        return None  # some other verb, or a heading that does not say “from” or “by” whom
    return Attribution(
        content=(block.span,),
        cue=runs(above, cue.tokens),
        source=naming(above, cue.source),
        rule="statement block",
        anchor=cue.anchor,
    )
