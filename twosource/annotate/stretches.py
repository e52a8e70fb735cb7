"""Where quotations stand: which marked stretches are one quotation, what leads up to it and what follows."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from twosource.annotate.marks import Marked
from twosource.annotate.parse import Paragraph, Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Stretch", "stretches"]

STOPS = frozenset((".", "!", "?"))
DASHES = frozenset(("-", "–", "—", "―"))
FARTHEST_CUE = 30


class Stretch(Struct, frozen=True):
    """One quotation as it stands in the text: several marked stretches where it runs over paragraphs left open.

    `before` and `after` are the tokens that lead up to it and follow it in its sentence, with their paragraphs.
    """

    parts: tuple[Marked, ...]
    before: tuple[Paragraph, tuple[int, ...]]
    after: tuple[Paragraph, tuple[int, ...]]
    number: int  # of its first paragraph
    last: int  # number of its last paragraph
    sentence: bool  # it begins a sentence
    alone: bool  # its paragraphs hold nothing else


def stretches(parsed: Parsed, marked: Sequence[Marked]) -> list[Stretch]:
    """Return the quotations among the outermost stretches in quotation marks, in text order."""
    chains: list[list[Marked]] = []
    for m in marked:
        if m.continues and chains and not chains[-1][-1].closed:
            chains[-1].append(m)
        else:
            chains.append([m])
    out = []
    starts = [paragraph.span.start for paragraph in parsed.paragraphs]
    at = 0
    for index, chain in enumerate(chains):
        while at + 1 < len(starts) and starts[at + 1] <= chain[0].outer.start:
            at += 1
        last = at + len(chain) - 1
        before_end = chains[index - 1][-1].outer.end if index else 0
        after_start = chains[index + 1][0].outer.start if index + 1 < len(chains) else len(parsed.article.text)
        out.append(_stretch(parsed, tuple(chain), (at, last), (before_end, after_start)))
    return out


def _stretch(parsed: Parsed, chain: tuple[Marked, ...], at: tuple[int, int], room: tuple[int, int]) -> Stretch:
    first, last = parsed.paragraphs[at[0]], parsed.paragraphs[at[1]]
    start, end = chain[0].outer.start, chain[-1].outer.end
    before = _lead(first, room[0], start)
    if not before and start - first.span.start <= 1 and at[0] and room[0] <= parsed.paragraphs[at[0] - 1].span.end:
        above = parsed.paragraphs[at[0] - 1]
        lead = _lead(above, room[0], above.span.end)
        if lead and above.doc[lead[-1]].text == ":":
            first, before = above, lead
    after = _follow(last, end, room[1])
    below = parsed.paragraphs[at[1] + 1] if at[1] + 1 < len(parsed.paragraphs) else None
    if not after and below is not None and last.span.end - end <= 1 and below.doc.text[0] in DASHES:
        last, after = below, _follow(below, below.span.start, room[1])
    text = parsed.article.text
    between = text[max(room[0], parsed.paragraphs[at[0]].span.start) : start]
    sentence = not between.strip() or between.rstrip()[-1] in ".!?"
    alone = start - parsed.paragraphs[at[0]].span.start == 0 and not text[end : last.span.end].strip(" .")
    return Stretch(chain, (first, before), (last, after), at[0], at[1], sentence, alone)


def _lead(paragraph: Paragraph, start: int, end: int) -> tuple[int, ...]:
    """Tokens of the sentence that ends at `end`, from `start` at the earliest; a full stop at its end ends it."""
    kept: list[int] = []
    for token in _within(paragraph, start, end):
        if kept and _ends(paragraph.doc[kept[-1]]) and token.text not in {")", ","}:
            kept = []
        kept.append(token.i)
    if kept and paragraph.doc[kept[-1]].text in STOPS:
        return ()
    return tuple(kept[-FARTHEST_CUE:])


def _follow(paragraph: Paragraph, start: int, end: int) -> tuple[int, ...]:
    kept: list[int] = []
    for token in _within(paragraph, start, end):
        if _ends(token) or len(kept) == FARTHEST_CUE:
            break
        kept.append(token.i)
    return tuple(kept)


def _ends(token: "Token") -> bool:
    """Whether `token` ends a sentence; the full stop of a title before a name (Lt. Holm) does not."""
    if token.text != "." or not 0 < token.i < len(token.doc) - 1:
        return token.text in STOPS
    left, right = token.nbor(-1), token.nbor(1)
    return not (len(left) <= 4 and left.text.istitle() and left.tag_ == right.tag_ == "NNP")


def _within(paragraph: Paragraph, start: int, end: int) -> "list[Token]":
    low, high = max(start - paragraph.span.start, 0), min(end, paragraph.span.end) - paragraph.span.start
    run = paragraph.doc.char_span(low, max(high, low), alignment_mode="contract") if high > low else None
    if run is None:
        return []
    return [token for token in run if not token.is_space]
