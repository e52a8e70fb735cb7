"""Direct quotations: what stands in quotation marks and has a cue before, after or between, or goes on from one."""

from collections.abc import Sequence

from twosource.annotate.attribution import Attribution, trimmed
from twosource.annotate.blocks import statement_blocks
from twosource.annotate.clauses import naming, runs
from twosource.annotate.cues import Cue, cue_of
from twosource.annotate.marks import Marked
from twosource.annotate.mentions import is_mention
from twosource.annotate.parse import Parsed
from twosource.annotate.posts import embedded_posts
from twosource.annotate.stretches import Stretch, stretches
from twosource.annotate.transcripts import transcript_turns
from twosource.model import Span

__all__ = ["direct_quotations"]


def direct_quotations(parsed: Parsed, marked: Sequence[Marked]) -> list[Attribution]:
    """Attribute the quotations of `parsed` that have a cue of their own, or go on from one that has.

    `marked` are the stretches in quotation marks of the text. Those that no cue points at are left out, and those
    that only name or mention something. The turns of a transcript, statements set as a
    block and posts count, though they have no marks.
    """
    found: list[tuple[Cue, list[Span], int]] = []
    by_anchor: dict[int, tuple[Cue, list[Span], int]] = {}
    text = parsed.article.text
    for stretch in stretches(parsed, [m for m in marked if m.depth == 0 and not is_mention(text, m)]):
        contents = [trimmed(text, part.inner) for part in stretch.parts]
        cue = cue_of(parsed, stretch)
        if cue is not None:
            same = by_anchor.get(cue.anchor)
            if same is None:
                found.append((cue, contents, stretch.last))
                by_anchor[cue.anchor] = found[-1]
            else:
                same[1].extend(contents)
        elif found and _goes_on(stretch, found[-1][2]):
            before, spans, _ = found[-1]
            spans.extend(contents)
            found[-1] = (before, spans, stretch.last)
    in_marks = [_attribution(cue, contents) for cue, contents, _ in found]
    return in_marks + transcript_turns(parsed) + statement_blocks(parsed, marked) + embedded_posts(parsed)


def _attribution(cue: Cue, contents: list[Span]) -> Attribution:
    return Attribution(
        content=tuple(contents),
        cue=runs(cue.paragraph, cue.tokens),
        source=naming(cue.paragraph, cue.source),
        rule=cue.rule,
        anchor=cue.anchor,
    )


def _goes_on(stretch: Stretch, last: int) -> bool:
    """Whether a quotation without a cue goes on from the one before, whose last paragraph was `last`."""
    if stretch.number == last:
        return stretch.sentence
    return stretch.number == last + 1 and stretch.alone
