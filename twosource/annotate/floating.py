"""Quotations that no cue attributes: a paragraph of speech after one in which somebody was quoted or reported."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from twosource.annotate.attribution import Attribution, trimmed
from twosource.annotate.clauses import doers, naming
from twosource.annotate.cues import reporting_verbs, tells_of_words
from twosource.annotate.marks import Marked
from twosource.annotate.naming.titles import role_class
from twosource.annotate.parse import Parsed
from twosource.annotate.reports import Reports
from twosource.annotate.stretches import Stretch, stretches
from twosource.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["continued", "floating_quotations", "led_in"]

FEWEST_WORDS = 4
PERSONS = frozenset({"he", "she", "they"})


def floating_quotations(parsed: Parsed, marked: Sequence[Marked], found: Sequence[Attribution]) -> list[Attribution]:
    """Attribute quotations that begin a paragraph without a cue to whoever spoke last in the paragraph before.

    `found` are the attributions that have a cue. A paragraph of nothing but speech is kept even where nobody spoke
    before; it then has no source. Where the sentence goes on behind the closing mark, all of it is taken for speech.
    """
    out: list[Attribution] = []
    known = sorted(found, key=lambda one: one.anchor)
    for stretch in stretches(parsed, [m for m in marked if m.depth == 0]):
        if not _floats(parsed, stretch, known):
            continue
        source = _last_speaker(parsed, stretch.number - 1, [*known, *out])
        if not source and not stretch.alone:
            continue
        content = _content(parsed, stretch)
        out.append(Attribution(content=content, cue=(), source=source, rule="floating", anchor=content[0].start))
    return out


def continued(parsed: Parsed, marked: Sequence[Marked], found: Sequence[Attribution]) -> list[Attribution]:
    """Return `found`, with the speech that follows a report in its paragraph joined to it: “X said so. ‘It was.’”"""
    out = {one.anchor: one for one in found}
    for stretch in stretches(parsed, [m for m in marked if m.depth == 0]):
        paragraph, text = parsed.paragraphs[stretch.number].span, parsed.article.text
        start = stretch.parts[0].outer.start
        if not stretch.sentence or start == paragraph.start or _covered(stretch, out.values()):
            continue
        before = [one for one in out.values() if paragraph.start <= one.start and one.end <= start and one.source]
        close = [one for one in before if len(re.findall(r"[.!?](?:\s|$)", text[one.end : start])) <= 1]
        if close:
            last = max(close, key=lambda one: (one.end, -one.start))
            content = last.content + tuple(trimmed(text, part.inner) for part in stretch.parts)
            out[last.anchor] = structs.replace(last, content=content)
    return list(out.values())


def led_in(parsed: Parsed, marked: Sequence[Marked], found: Sequence[Attribution]) -> list[Attribution]:
    """Attribute whole sentences of speech to the person that the sentence before tells of: “She laughed. ‘You should.’”

    `found` are the attributions so far; what they hold is left to them.
    """
    out: list[Attribution] = []
    for stretch in stretches(parsed, [m for m in marked if m.depth == 0]):
        if not _is_speech(parsed, stretch) or _covered(stretch, found):
            continue
        source = _person_before(parsed, stretch)
        if source:
            content = tuple(trimmed(parsed.article.text, part.inner) for part in stretch.parts)
            out.append(Attribution(content=content, cue=(), source=source, rule="led in", anchor=content[0].start))
    return out


def _is_speech(parsed: Parsed, stretch: Stretch) -> bool:
    """Whether a quotation within a paragraph is made of whole sentences: it begins one, ends one, and is no name."""
    first, last = stretch.parts[0], stretch.parts[-1]
    words = re.findall(r"\w+", first.inner.of(parsed.article.text))
    ends = last.inner.of(parsed.article.text).rstrip()[-1:] in {".", "!", "?"}
    within = first.outer.start > parsed.paragraphs[stretch.number].span.start
    return stretch.sentence and within and ends and len(words) >= FEWEST_WORDS and words[0][:1].isupper()


def _person_before(parsed: Parsed, stretch: Stretch) -> tuple[Span, ...]:
    """The words for the doer of the sentence before, if it is a person: a pronoun, a name, a role."""
    paragraph = parsed.paragraphs[stretch.number]
    at = stretch.parts[0].outer.start - paragraph.span.start
    before = [sentence for sentence in paragraph.doc.sents if sentence.end_char <= at]
    if not before or not any(token.is_alpha for token in before[-1]):
        return ()
    doing = doers(before[-1].root)
    heads = [paragraph.doc[i] for i in doing if paragraph.doc[i].head.i not in doing]
    if not heads or not all(_is_person(token) for token in heads):
        return ()
    return naming(paragraph, doing)


def _is_person(token: "Token") -> bool:
    return token.lower_ in PERSONS or token.pos_ == "PROPN" or role_class(token.text) is not None


def _covered(stretch: Stretch, found: Iterable[Attribution]) -> bool:
    return any(span.overlap(part.inner) for one in found for span in one.content for part in stretch.parts)


def _floats(parsed: Parsed, stretch: Stretch, found: Sequence[Attribution]) -> bool:
    first, paragraph = stretch.parts[0], parsed.paragraphs[stretch.number].span
    found = [one for one in found if not _told_in(stretch, one)]
    words = re.findall(r"\w+", first.inner.of(parsed.article.text))
    if first.outer.start > paragraph.start or len(words) < FEWEST_WORDS or not words[0][:1].isupper():
        return False
    has_cue = any(paragraph.start <= one.anchor < paragraph.end for one in found)
    return not has_cue and not _covered(stretch, found)


def _told_in(stretch: Stretch, one: Attribution) -> bool:
    """Whether the speaker of the stretch tells of what `one` attributes: its cue stands in the marks."""
    return bool(one.cue) and any(part.inner.start <= one.anchor < part.inner.end for part in stretch.parts)


def _last_speaker(parsed: Parsed, number: int, found: Sequence[Attribution]) -> tuple[Span, ...]:
    """The source of the last attribution in a paragraph, or else the doer of its last reporting verb."""
    if number < 0:
        return ()
    above = parsed.paragraphs[number]
    spoke = [one for one in found if one.source and above.span.start <= one.anchor < above.span.end]
    if spoke:
        return max(_own(parsed.article.text, spoke), key=lambda one: one.anchor).source
    verbs = [token for token in above.doc if token.lower_ in reporting_verbs() and token.dep_ == "ROOT"]
    return naming(above, doers(verbs[-1])) if verbs else ()


def _own(text: str, spoke: Sequence[Attribution]) -> Sequence[Attribution]:
    """Those of `spoke` that the article makes itself and that tell of words; all of them if none does.

    Not what somebody is said to have reported, nor who passes on what stands in marks with a cue of its own.
    """
    reports = Reports(text, spoke)
    around = [(one, reports.around(one)) for one in spoke]
    passed_on = {outer.anchor for one, outer in around if outer is not None and one.rule == "after"}
    own = [one for one, outer in around if (outer is None and one.anchor not in passed_on) or one.rule == "after"]
    return [one for one in own if tells_of_words(text, one.cue)] or own or spoke


def _content(parsed: Parsed, stretch: Stretch) -> tuple[Span, ...]:
    text, paragraph = parsed.article.text, parsed.paragraphs[stretch.last]
    _, rest = stretch.after
    if stretch.alone or not rest:
        return tuple(trimmed(text, part.inner) for part in stretch.parts)
    end = next((s.end_char for s in paragraph.doc.sents if s.end > rest[-1]), len(paragraph.doc.text))
    return (trimmed(text, Span(stretch.parts[0].outer.start, paragraph.span.start + end)),)
