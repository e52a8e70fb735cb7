"""Sources that the tagger is in doubt about, held against the grammar: who does what the cue says."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from twosource.annotate.attribution import Attribution
from twosource.annotate.clauses import doers, finite, naming
from twosource.annotate.cues import reporting_verbs
from twosource.annotate.parse import Paragraph, Parsed
from twosource.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["with_linked_sources"]

TELLING = ("told", "tells", "telling")  # verbs that are followed by a hearer, never by the speaker
FIRM = 0.5  # words that are held for something else than a source rather than for one are in doubt


def with_linked_sources(parsed: Parsed, found: Sequence[Attribution]) -> list[Attribution]:
    """`found`, with another source or none where the one that was found is in doubt and not linked to its cue.

    A source is linked if the grammar makes it the doer of the cue, or if it stands right beside a verb of saying or
    behind “according to” or “by”. Where it is not, or there is none, the doer of a verb of saying takes its place.
    What is not in doubt stays as it is, and so does the source of a participle or an infinitive: there the grammar
    errs more often than the tagger.
    """
    return [_settled(parsed, one) if _doubtful(one) or _is_told(parsed, one) else one for one in found]


def _is_told(parsed: Parsed, one: Attribution) -> bool:
    """Whether what passes for the source stands where “told” has those who are told: “a guard told *the Herald*”."""
    if not one.cue or not one.cue[-1].of(parsed.article.text).lower().endswith(TELLING):
        return False
    return any(0 <= span.start - one.cue[-1].end <= 1 for span in one.source)


def _doubtful(one: Attribution) -> bool:
    return bool(one.cue) and (not one.source or (one.told is not None and one.told < FIRM))


def _settled(parsed: Parsed, one: Attribution) -> Attribution:
    at = bisect_right(parsed.paragraphs, one.anchor, key=lambda paragraph: paragraph.span.start) - 1
    paragraph = parsed.paragraphs[max(at, 0)]
    verb = _verb(paragraph, one.cue)
    if verb is not None and _tenseless(verb):
        return one
    named = naming(paragraph, doers(verb)) if verb is not None else ()
    says = verb is not None and verb.lower_ in reporting_verbs()
    linked = _beside(parsed.article.text, one, says) and not _is_told(parsed, one)
    if any(span.overlap(mine) for span in named for mine in one.source) or linked:
        return one
    return structs.replace(one, source=named if says and not _part_of_content(named, one) else ())


def _verb(paragraph: Paragraph, cue: Sequence[Span]) -> "Token | None":
    """The last verb of the cue that is no auxiliary."""
    base = paragraph.span.start
    inside = (token for token in paragraph.doc if any(s.start <= base + token.idx < s.end for s in cue))
    verbs = [token for token in inside if finite(token) and token.dep_ not in {"aux", "auxpass"}]
    return verbs[-1] if verbs else None


def _tenseless(verb: "Token") -> bool:
    return verb.tag_ == "VBG" or any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def _beside(text: str, one: Attribution, says: bool) -> bool:
    told = one.cue[-1].of(text).lower().endswith("according to")
    behind = any(0 <= span.start - one.cue[-1].end <= 1 for span in one.source)
    before = any(0 <= one.cue[0].start - span.end <= 1 for span in one.source)
    by = any(text[max(0, span.start - 4) : span.start] == " by " for span in one.source)
    return by or (told and behind) or (says and (behind or before))


def _part_of_content(named: Sequence[Span], one: Attribution) -> bool:
    return any(span.overlap(mine) for span in named for mine in one.content)
