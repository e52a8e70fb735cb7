"""Quotations without words for their source: whose speech goes on, or whom the sentence before announces."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from twosource.annotate.naming.form import fold
from twosource.annotate.naming.gender import gender_of_pronoun
from twosource.annotate.parse import Paragraph
from twosource.annotate.speaking.pronouns import one_person
from twosource.annotate.speaking.reading import NOBODY, Reading, Speaker, Turn, Turns
from twosource.model import Quote, Span
from twosource.words import lines

if TYPE_CHECKING:
    from spacy.tokens import Span as Run
    from spacy.tokens import Token

__all__ = ["without_source"]

FOLLOWS = 1  # a bare quotation is the speaker's before it, if it stands in the same paragraph or the next
OPENING = frozenset("\"“„«'‘")
SIGNATURE = re.compile(
    r"[.,!?…”\"’'\s]*(?:(?:https?://|pic\.twitter\.com/)\S+\s+)*[—–―]\s?([^\W\d][^\n(@,—–―]{1,48}?)(?:\s(\(@\w+\))|,?\s*(?=\n|$))"
)
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


class Doer(Struct, frozen=True):
    """Who is the subject of a sentence that begins at `at`, and whether its verb is one of saying."""

    at: int
    speaker: Speaker
    says: bool


def without_source(reading: Reading, quote: Quote, turns: Turns) -> Speaker:
    """Who says a quotation that has no source of its own.

    Whoever signs it; whoever said the same words before; whom a sentence ending in a colon right before it makes the
    doer; the doer of the sentence before it in the same paragraph, if nobody was quoted there; else who was quoted
    right before it. Nobody, where a cue says that somebody spoke whom the finder could not tell.
    """
    if quote.kind == "indirect" or not quote.content or not _opens(reading, quote):
        return NOBODY
    start = quote.content[0].start
    signed = _signed(reading, quote.content[-1].end)
    if signed is not None:
        return signed
    again = _said_before(reading, quote, turns)
    if again is not None:
        return again
    if any(char.isalnum() for span in quote.cue for char in span.of(reading.text)):  # somebody not known is told of
        return NOBODY
    last = next((turn for turn in reversed(turns) if turn.quote is not None), None)
    doer = _doer_before(reading, start, turns)
    if doer is not None and (last is None or _end(last) <= doer.at):
        near = last is not None and reading.paragraph_at(_end(last) - 1) == reading.paragraph_at(start)
        clash = near and last is not None and last.speaker.entity != doer.speaker.entity
        return NOBODY if clash or doer.speaker.naming == "none" else structs.replace(doer.speaker, way="run")
    if last is not None and reading.paragraph_at(start) - reading.paragraph_at(_end(last) - 1) <= FOLLOWS:
        return structs.replace(last.speaker, way="run") if last.speaker.naming != "none" else NOBODY
    return _told_above(reading, start, last, turns)


def _signed(reading: Reading, end: int) -> Speaker | None:
    """Whose name stands behind a dash after the words: with a handle, as under a post, or with nothing behind."""
    match = SIGNATURE.match(reading.text, end)
    if match is None:
        return None
    mention = reading.mention_at(match.start(1))
    if mention is not None and mention.span == Span(*match.span(1)):
        return Speaker(reading.entity(mention), None, "named", "name")
    return Speaker(None, match.group(1), "named", "name") if match.group(2) else None


def _told_above(reading: Reading, start: int, last: Turn | None, turns: Turns) -> Speaker:
    """The doer of the last sentence of the paragraph above, if a verb of saying ends it or it is the last speaker."""
    number = reading.paragraph_at(start)
    if number == 0:
        return NOBODY
    above = reading.parsed.paragraphs[number - 1]
    doer = _doer_of(reading, above, list(above.doc.sents)[-1:], above.span.end, turns)
    if doer is None or doer.speaker.naming == "none":
        return NOBODY
    spoke = last is not None and last.speaker.entity is not None and last.speaker.entity == doer.speaker.entity
    return structs.replace(doer.speaker, way="run") if doer.says or spoke else NOBODY


def _opens(reading: Reading, quote: Quote) -> bool:
    """Whether the quotation begins with a mark, or with a paragraph, as speech that stands on its own does."""
    start = quote.content[0].start
    before = reading.text[max(0, start - 2) : start]
    return quote.kind == "direct" or before.strip()[-1:] in OPENING or "\n" in before or start == 0


def _end(turn: Turn) -> int:
    spans = turn.quote.content if turn.quote is not None else ()
    return max((span.end for span in spans), default=turn.where)


def _said_before(reading: Reading, quote: Quote, turns: Turns) -> Speaker | None:
    words = _words(reading, quote)
    for turn in reversed(turns):
        if turn.quote is not None and turn.speaker.naming != "none" and _words(reading, turn.quote) == words:
            return structs.replace(turn.speaker, way="same words")
    return None


def _words(reading: Reading, quote: Quote) -> str:
    return fold(" ".join(" ".join(span.of(reading.text) for span in quote.content).split())).strip(' .,!?"“”')


def _doer_before(reading: Reading, start: int, turns: Turns) -> Doer | None:
    """The doer of the sentence before `start` in the same paragraph, or before a colon."""
    number = reading.paragraph_at(start)
    paragraph = reading.parsed.paragraphs[number]
    before = reading.text[paragraph.span.start : start].strip(" \"“”'‘’")
    if not before:
        if number == 0:
            return None
        paragraph = reading.parsed.paragraphs[number - 1]
        if not reading.text[paragraph.span.start : paragraph.span.end].endswith(":"):
            return None
    sentences = [one for one in paragraph.doc.sents if paragraph.place(one).start < start]
    told = [one for one in sentences if not reading.is_marked(paragraph.place(one))]
    last = told[-2:] if before else [one for one in told[-1:] if paragraph.place(one).end <= start]
    return _doer_of(reading, paragraph, last, start, turns)


def _doer_of(
    reading: Reading, paragraph: Paragraph, sentences: "Sequence[Run]", start: int, turns: Turns
) -> Doer | None:
    """The doer of the last of the `sentences` that tells one before `start`."""
    for sentence in reversed(sentences):
        for token in sentence.root.children:
            place = paragraph.place(token.doc[token.i : token.i + 1])
            if token.dep_ in SUBJECTS and place.start < start:
                says = fold(token.head.text) in lines("en/reporting_verbs")
                return Doer(paragraph.place(sentence).start, _who(reading, place, token, turns), says)
    return None


def _who(reading: Reading, place: Span, token: "Token", turns: Turns) -> Speaker:
    if gender_of_pronoun(token.text) is not None:
        return one_person(reading, fold(token.text), place.start, turns)
    mention = reading.mention_at(place.start)
    if mention is None or reading.entity(mention).type not in {"person", "organisation"}:
        return NOBODY
    return Speaker(reading.entity(mention), None, "named", "run")
