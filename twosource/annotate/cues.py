"""The cue of one quotation, and the source it points at.

A parse of long speech in quotation marks is unsafe, so the cue is sought by position: in what follows the closing mark
up to the end of the sentence, and in what leads up to the opening one. Only the speaker is read off the parse.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from twosource.annotate.clauses import doers, finite, noun_phrase, verb_group
from twosource.annotate.mentions import looks_like_title
from twosource.annotate.parse import Paragraph, Parsed
from twosource.annotate.stretches import Stretch
from twosource.model import Span
from twosource.words import lines, table

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Cue", "cue_of", "is_told_of", "is_told_to", "lead_cue", "reporting_verbs", "tells_of_words"]

NEAR = 4
FINITE = frozenset(("VBD", "VBZ", "VBP"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))

DASHES = frozenset({"–", "—", "--"})
BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))
NOT_TOLD = frozenset({"no", "not", "never", "didn", "hasn", "haven", "doesn", "don", "wouldn", "without"})


@cache
def reporting_verbs() -> frozenset[str]:
    """Every form of the verbs that report speech, lower case."""
    return frozenset(lines("en/reporting_verbs"))


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


def cue_of(parsed: Parsed, stretch: Stretch) -> Cue | None:
    """Return the cue of a quotation, the one that follows it before the one that leads up to it, or None."""
    text = parsed.article.text
    content = stretch.parts[0].inner.of(text).strip()
    before = lead_cue(*stretch.before, content)
    if before is None and _embedded(stretch, content):
        return None
    ending = stretch.parts[-1].inner.of(text).rstrip(" '’‘\"”")[-1:]
    return _cue_after(*stretch.after, ending) or before


def tells_of_words(text: str, cue: Sequence[Span]) -> bool:
    """Whether a cue tells that something was said or written: a verb or noun of saying, “according to”, a bare colon.

    One that is negated does not.

    >>> [tells_of_words(cue, [Span(0, len(cue))]) for cue in ("has also said", "is expected", "did not say")]
    [True, False, False]
    """
    words = [word for span in cue for word in re.findall(r"\w+", span.of(text).lower())]
    if any(word in NOT_TOLD for word in words) and "guilty" not in words:
        return False
    return not words or any(word in reporting_verbs() or word in _telling() for word in words)


def is_told_of(text: str, cue: Sequence[Span]) -> bool:
    """Whether the subject of a cue is whom the words are about, so that the cue names no speaker.

    >>> [is_told_of(cue, [Span(0, len(cue))]) for cue in ("has been charged with", "was accused of", "accused")]
    [True, True, False]
    """
    words = [word for span in cue for word in re.findall(r"\w+", span.of(text).lower())]
    return any(first in BE and word in lines("en/said_of_people") for first, word in pairwise(words))


def is_told_to(text: str, cue: Sequence[Span]) -> bool:
    """Whether the subject of a cue is to whom the words were said, so that the cue names no speaker.

    >>> [is_told_to(cue, [Span(0, len(cue))]) for cue in ("has been told", "told", "was quoted as saying")]
    [True, False, False]
    """
    words = [word for span in cue for word in re.findall(r"\w+", span.of(text).lower())]
    return any(first in BE and word in lines("en/said_to_people") for first, word in pairwise(words))


@cache
def _telling() -> frozenset[str]:
    nouns = (noun for forms in table("en/cue_nouns") for noun in forms.split())
    return frozenset((*lines("en/telling_verbs"), *nouns, "according")) - {"belief", "beliefs", "view", "views"}


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
    if doc[tokens[0]].text in {"–", "—", "―", "-", "--"}:
        return _signature(paragraph, tokens)
    if not (comma or ending in "?!—–-…" or doc[tokens[0]].text[:1].islower()):
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
    """The verb that attributes what stands before `tokens`; after a comma any verb close to it will do."""
    verbs = [paragraph.doc[i] for i in tokens if finite(paragraph.doc[i])]
    known = next((verb for verb in verbs if verb.lower_ in reporting_verbs()), None)
    first = next((verb for verb in verbs if verb.tag_ in FINITE and verb.dep_ != "relcl"), None)
    if known is not None:
        return known if comma or first is None or known.i <= first.i else None
    farthest = NEAR if comma else 0
    near = first is not None and first.i - tokens[0] <= farthest and doers(first) & set(tokens)
    return first if near else None


def _verb_cue(paragraph: Paragraph, verb: "Token", tokens: tuple[int, ...], rule: str) -> Cue:
    room = set(tokens)
    inverted = rule == "after" and verb.i - tokens[0] <= 1
    source = doers(verb) & room or _beside(verb, tokens, inverted) or _first_subject(verb, tokens) or doers(verb)
    participle = ", participle" if verb.tag_ == "VBG" and rule == "before" else ""
    cue = frozenset(verb_group(verb) & room | {verb.i})
    return Cue(paragraph, cue, frozenset(source - cue), rule + participle)


def _first_subject(verb: "Token", tokens: tuple[int, ...]) -> set[int]:
    """The last subject before an active `verb` whose parse failed."""
    if any(child.dep_ == "auxpass" for child in verb.children):
        return set()
    before = [verb.doc[i] for i in tokens if i < verb.i and verb.doc[i].dep_ == "nsubj"]
    return noun_phrase(before[-1]) & {i for i in tokens if i < verb.i} if before else set()


def _beside(verb: "Token", tokens: tuple[int, ...], inverted: bool) -> set[int]:
    """The noun phrase next to `verb`, for a failed parse: right after it if `inverted` (“said X”), else before it."""
    at = verb.i + 1 if inverted else verb.i - 1
    if at not in tokens:
        return set()
    head = verb.doc[at]
    while head.head != head and head.head.i in tokens and not finite(head.head) and head.head.pos_ != "ADP":
        head = head.head
    if head.pos_ not in NOMINAL:
        return set()
    return {i for i in noun_phrase(head) if i in tokens and (i > verb.i) == inverted and i != verb.i}


def lead_cue(paragraph: Paragraph, tokens: tuple[int, ...], content: str) -> Cue | None:
    """The cue in what leads up to the opening mark: ``X said, “``, ``X added: “``, ``X: “``, ``X said “Content``."""
    tokens = _without_aside(paragraph, tokens)
    if not tokens:
        return None
    doc = paragraph.doc
    last = doc[tokens[-1]].text
    verbs = [doc[i] for i in reversed(tokens) if finite(doc[i])]
    known = [verb for verb in verbs if verb.lower_ in reporting_verbs() and not _compound(verb)]
    if last == ":":
        main = [verb for verb in known if verb.dep_ not in {"relcl", "acl"} or verb.i == tokens[-1] - 1]
        return _verb_cue(paragraph, main[0], tokens, "before") if main else _colon(paragraph, verbs, tokens)
    if not known or looks_like_title(content):
        return None
    if last == "," and not _clause_between(known[0], tokens):
        return _verb_cue(paragraph, known[0], tokens, "before")
    if known[0].i == tokens[-1] or (last == "that" and known[0].i == tokens[-1] - 1):
        return _verb_cue(paragraph, known[0], tokens, "before, no comma")
    return None


def _without_aside(paragraph: Paragraph, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """`tokens` without what stands between two dashes: “Lind – who says Roth offered the post – replied:”."""
    dashes = [at for at, i in enumerate(tokens) if paragraph.doc[i].text in DASHES]
    return tokens[: dashes[0]] + tokens[dashes[-1] + 1 :] if len(dashes) == 2 else tokens


def _compound(verb: "Token") -> bool:
    """Whether `verb` is the end of a compound, as in: self-described."""
    return verb.i > 0 and verb.nbor(-1).text == "-"


def _clause_between(verb: "Token", tokens: tuple[int, ...]) -> bool:
    """Whether a clause with a subject of its own stands between `verb` and the opening mark."""
    after = [verb.doc[i] for i in tokens if i > verb.i]
    return any(
        token.dep_ in {"nsubj", "nsubjpass"} and token.head.i > verb.i and token.head.i in tokens for token in after
    )


def _behind_opener(paragraph: Paragraph, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """`tokens` without “From” or “Full statement by” before the name."""
    words = [paragraph.doc[i].lower_ for i in tokens]
    at = next((at for at, word in enumerate(words) if word in {"from", "by"}), None)
    if at is None or any(word not in lines("en/statement_openers") for word in words[:at]):
        return tokens
    return tokens[at + 1 :]


def _colon(paragraph: Paragraph, verbs: "list[Token]", tokens: tuple[int, ...]) -> Cue | None:
    """A colon leads in speech: after a name alone, or after a clause whose doer is taken to be the speaker."""
    colon = frozenset(tokens[-1:])
    if not verbs:
        names = _behind_opener(paragraph, tokens[:-1])
        if not names or len(names) > 8 or not re.match(r"[A-Z]", paragraph.doc[names[0]].text):
            return None
        return Cue(paragraph, colon, frozenset(names), "colon")
    for verb in reversed(verbs):
        source = doers(verb) & set(tokens)
        if source and verb.dep_ in {"ROOT", "conj", "ccomp"}:
            return Cue(paragraph, frozenset(verb_group(verb)) | colon, frozenset(source), "colon")
    first = verbs[-1]
    before = [i for i in tokens if i < first.i]
    if not before or before[-1] == first.i - 1 or paragraph.doc[before[-1]].pos_ not in NOMINAL:
        return None
    source = noun_phrase(paragraph.doc[before[-1]]) & set(before)  # an aside stood between, and the parse failed
    return Cue(paragraph, frozenset({first.i}) | colon, frozenset(source), "colon")
