"""Direct quotations: what stands in quotation marks, and the cue before, after or between.

A parse of long speech in quotation marks is unsafe, so the cue is sought by position: in what follows the closing mark
up to the end of the sentence, and in what leads up to the opening one. Only the speaker is read off the parse.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from twosource.annotate.attribution import Attribution
from twosource.annotate.clauses import doers, finite, noun_phrase, runs, verb_group
from twosource.annotate.marks import Marked
from twosource.annotate.parse import Paragraph, Parsed
from twosource.model import Span
from twosource.words import lines

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["direct_quotations", "reporting_verbs"]

STOPS = frozenset((".", "!", "?"))
FARTHEST_CUE = 30
LONG_ENOUGH = 4


@cache
def reporting_verbs() -> frozenset[str]:
    """Every form of the verbs that report speech, lower case."""
    return frozenset(lines("en/reporting_verbs"))


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


class Cue(Struct, frozen=True):
    """Tokens of a cue and of the source it points at, in one paragraph."""

    paragraph: Paragraph
    tokens: frozenset[int]
    source: frozenset[int]
    rule: str

    @property
    def anchor(self) -> int:
        """Where the main word of the cue begins in the clean text."""
        return self.paragraph.span.start + self.paragraph.doc[max(self.tokens)].idx


def direct_quotations(parsed: Parsed, marked: Sequence[Marked]) -> list[Attribution]:
    """Attribute the quotations of `parsed` that have a cue of their own, or go on from one that has.

    `marked` are the stretches in quotation marks of the text. Those that no cue points at are left out.
    """
    found: list[tuple[Cue, list[Span], int]] = []
    for stretch in _stretches(parsed, [m for m in marked if m.depth == 0]):
        contents = [_trim(parsed.article.text, part.inner) for part in stretch.parts]
        cue = _cue(parsed, stretch)
        if cue is not None:
            same = next((entry for entry in found if entry[0].anchor == cue.anchor), None)
            if same is None:
                found.append((cue, contents, stretch.last))
            else:
                same[1].extend(contents)
        elif found and _goes_on(stretch, found[-1][2]):
            before, spans, _ = found[-1]
            spans.extend(contents)
            found[-1] = (before, spans, stretch.last)
    return [_attribution(cue, contents) for cue, contents, _ in found]


def _attribution(cue: Cue, contents: list[Span]) -> Attribution:
    return Attribution(
        content=tuple(contents),
        cue=runs(cue.paragraph, cue.tokens),
        source=runs(cue.paragraph, cue.source),
        rule=cue.rule,
        anchor=cue.anchor,
    )


def _trim(text: str, span: Span) -> Span:
    piece = span.of(text)
    return Span(span.end - len(piece.lstrip()), span.start + len(piece.rstrip(" \t,")))


def _goes_on(stretch: Stretch, last: int) -> bool:
    """Whether a quotation without a cue goes on from the one before, whose last paragraph was `last`."""
    if stretch.number == last:
        return stretch.sentence
    return stretch.number == last + 1 and stretch.alone


# --- Where quotations stand ---------------------------------------------------------------------------------------


def _stretches(parsed: Parsed, marked: Sequence[Marked]) -> list[Stretch]:
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
    text = parsed.article.text
    between = text[max(room[0], parsed.paragraphs[at[0]].span.start) : start]
    sentence = not between.strip() or between.rstrip()[-1] in ".!?"
    alone = start - parsed.paragraphs[at[0]].span.start == 0 and not text[end : last.span.end].strip(" .")
    return Stretch(chain, (first, before), (last, after), at[0], at[1], sentence, alone)


def _lead(paragraph: Paragraph, start: int, end: int) -> tuple[int, ...]:
    """Tokens of the sentence that ends at `end`, from `start` at the earliest; a full stop at its end ends it."""
    kept: list[int] = []
    for token in _within(paragraph, start, end):
        if kept and paragraph.doc[kept[-1]].text in STOPS and token.text not in {")", ","}:
            kept = []
        kept.append(token.i)
    if kept and paragraph.doc[kept[-1]].text in STOPS:
        return ()
    return tuple(kept[-FARTHEST_CUE:])


def _follow(paragraph: Paragraph, start: int, end: int) -> tuple[int, ...]:
    kept: list[int] = []
    for token in _within(paragraph, start, end):
        if token.text in STOPS or len(kept) == FARTHEST_CUE:
            break
        kept.append(token.i)
    return tuple(kept)


def _within(paragraph: Paragraph, start: int, end: int) -> "list[Token]":
    low, high = max(start - paragraph.span.start, 0), min(end, paragraph.span.end) - paragraph.span.start
    run = paragraph.doc.char_span(low, max(high, low), alignment_mode="contract") if high > low else None
    if run is None:
        return []
    return [token for token in run if not token.is_space]


# --- The cue of one quotation -------------------------------------------------------------------------------------


def _cue(parsed: Parsed, stretch: Stretch) -> Cue | None:
    text = parsed.article.text
    content = stretch.parts[0].inner.of(text).strip()
    before = _cue_before(*stretch.before, content)
    if before is None and _embedded(stretch, content):
        return None
    ending = stretch.parts[-1].inner.of(text).rstrip()[-1:]
    return _cue_after(*stretch.after, ending) or before


def _embedded(stretch: Stretch, content: str) -> bool:
    """Whether the quotation is part of a clause that begins before it, as in: the “very important” city."""
    paragraph, tokens = stretch.before
    return (
        not stretch.sentence
        and bool(tokens)
        and paragraph.doc[tokens[-1]].text not in {",", ":"}
        and content[:1].islower()
    )


def _cue_after(paragraph: Paragraph, tokens: tuple[int, ...], ending: str) -> Cue | None:
    """The cue in what follows the closing mark: ``,” he said``, ``,” said X``, ``” – X``, ``,” according to X``."""
    doc = paragraph.doc
    comma = ending == "," or (bool(tokens) and doc[tokens[0]].text == ",")
    tokens = tuple(i for i in tokens if doc[i].text != "," or i != tokens[0])
    if not tokens:
        return None
    if doc[tokens[0]].text in {"–", "—", "-", "--"}:
        return _signature(paragraph, tokens)
    if not (comma or ending in "?!—–-…" or (ending == "." and doc[tokens[0]].text[:1].islower())):
        return None
    if doc[tokens[0]].lower_ == "according" and len(tokens) > 2:
        return _according(paragraph, tokens)
    verb = _first_cue_verb(paragraph, tokens, comma)
    return None if verb is None else _verb_cue(paragraph, verb, tokens, "after")


def _signature(paragraph: Paragraph, tokens: tuple[int, ...]) -> Cue | None:
    names = tokens[1:]
    if not names or len(names) > 8 or not paragraph.doc[names[0]].text[:1].isupper():
        return None
    if any(finite(paragraph.doc[i]) for i in names):
        return None
    return Cue(paragraph, frozenset(tokens[:1]), frozenset(names), "signature")


def _according(paragraph: Paragraph, tokens: tuple[int, ...]) -> Cue:
    to = paragraph.doc[tokens[1]]
    heads = [child for child in to.children if child.dep_ == "pobj"]
    source = noun_phrase(heads[0]) if heads else set(tokens[2:6])
    return Cue(paragraph, frozenset(tokens[:2]), frozenset(source & set(tokens)), "according to")


def _first_cue_verb(paragraph: Paragraph, tokens: tuple[int, ...], comma: bool) -> "Token | None":
    verbs = [paragraph.doc[i] for i in tokens if finite(paragraph.doc[i])]
    known = next((verb for verb in verbs if verb.lower_ in reporting_verbs()), None)
    if known is not None or not comma:
        return known
    first = next((verb for verb in verbs if verb.tag_ in {"VBD", "VBZ", "VBP"}), None)
    return first if first is not None and first.i - tokens[0] <= LONG_ENOUGH and doers(first) & set(tokens) else None


def _verb_cue(paragraph: Paragraph, verb: "Token", tokens: tuple[int, ...], rule: str) -> Cue:
    room = set(tokens)
    source = doers(verb) & room or _beside(paragraph, verb, tokens) or doers(verb) or _first_subject(verb, tokens)
    return Cue(paragraph, frozenset(verb_group(verb) & room | {verb.i}), frozenset(source - {verb.i}), rule)


def _first_subject(verb: "Token", tokens: tuple[int, ...]) -> set[int]:
    """The last subject before an active `verb` whose parse failed."""
    if any(child.dep_ == "auxpass" for child in verb.children):
        return set()
    before = [verb.doc[i] for i in tokens if i < verb.i and verb.doc[i].dep_ == "nsubj"]
    return noun_phrase(before[-1]) & {i for i in tokens if i < verb.i} if before else set()


def _beside(paragraph: Paragraph, verb: "Token", tokens: tuple[int, ...]) -> set[int]:
    """The noun phrase right after `verb`, or else the one right before it: what a failed parse takes for an object."""
    doc = paragraph.doc
    for at in (verb.i + 1, verb.i - 1):
        if at not in tokens:
            continue
        head = doc[at]
        while head.head != head and head.head.i in tokens and not finite(head.head) and head.head.pos_ != "ADP":
            head = head.head
        if head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return {i for i in noun_phrase(head) if i in tokens and i != verb.i}
    return set()


def _cue_before(paragraph: Paragraph, tokens: tuple[int, ...], content: str) -> Cue | None:
    """The cue in what leads up to the opening mark: ``X said, “``, ``X added: “``, ``X: “``, ``X said “Content``."""
    if not tokens:
        return None
    doc = paragraph.doc
    last = doc[tokens[-1]].text
    verbs = [doc[i] for i in reversed(tokens) if finite(doc[i])]
    known = [verb for verb in verbs if verb.lower_ in reporting_verbs() and not _compound(verb)]
    if last == ":":
        main = [verb for verb in known if verb.dep_ not in {"relcl", "acl"} or verb.i == tokens[-1] - 1]
        return _verb_cue(paragraph, main[0], tokens, "before") if main else _colon(paragraph, verbs, tokens)
    if not known or _title(content):
        return None
    if last == "," and not _clause_between(known[0], tokens):
        return _verb_cue(paragraph, known[0], tokens, "before")
    if known[0].i == tokens[-1] or (last == "that" and known[0].i == tokens[-1] - 1):
        return _verb_cue(paragraph, known[0], tokens, "before, no comma")
    return None


def _compound(verb: "Token") -> bool:
    """Whether `verb` is the end of a compound, as in: self-described."""
    return verb.i > 0 and verb.nbor(-1).text == "-"


def _title(content: str) -> bool:
    """Whether `content` has the look of a title: up to eight words, all but the small ones with a capital."""
    words = re.findall(r"[^\W\d_]{4,}", content)
    return content[-1:] not in "!?" and 1 <= len(words) <= 8 and all(word[0].isupper() for word in words)


def _clause_between(verb: "Token", tokens: tuple[int, ...]) -> bool:
    """Whether a clause with a subject of its own stands between `verb` and the opening mark."""
    after = [verb.doc[i] for i in tokens if i > verb.i]
    return any(
        token.dep_ in {"nsubj", "nsubjpass"} and token.head.i > verb.i and token.head.i in tokens for token in after
    )


def _colon(paragraph: Paragraph, verbs: "list[Token]", tokens: tuple[int, ...]) -> Cue | None:
    """A colon leads in speech: after a name alone, or after a clause whose doer is taken to be the speaker."""
    colon = frozenset(tokens[-1:])
    if not verbs:
        names = tokens[:-1]
        if not names or len(names) > 8 or not re.match(r"[A-Z]", paragraph.doc[names[0]].text):
            return None
        return Cue(paragraph, colon, frozenset(names), "colon")
    for verb in reversed(verbs):
        source = doers(verb) & set(tokens)
        if source and verb.dep_ in {"ROOT", "conj", "ccomp"}:
            return Cue(paragraph, frozenset(verb_group(verb)) | colon, frozenset(source), "colon")
    return None
