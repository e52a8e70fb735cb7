"""Who speaks: from the words that name the source of a quotation to an entity, as far as the document tells."""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from msgspec import structs

from twosource.annotate.naming.bodies import body_meant
from twosource.annotate.naming.form import fold
from twosource.annotate.naming.gender import gender_by_word
from twosource.annotate.naming.lists import country_of_demonym, peoples
from twosource.annotate.naming.pronouns import label_head, one_person, several, thing
from twosource.annotate.naming.reading import NOBODY, Mention, Reading, Speaker, read_mentions
from twosource.annotate.naming.titles import role_class
from twosource.annotate.parse import Paragraph, Parsed
from twosource.model import Entity, Quote, Span
from twosource.words import lines

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["resolve_speakers"]

ONE_PERSON = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
FIRST_PERSON = frozenset({"i", "we", "you", "me", "us"})
SEVERAL = frozenset({"they", "them", "both", "their"})
THING = frozenset({"it", "itself", "its"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
CUT = re.compile(
    r",|;|\s[-–—]+\s|\s(?:who|whom|which|that|speaking|cited|quoted|citing|familiar|close|briefed|on condition|in)\b"
)
LONGEST_LABEL = 100
LONGEST_TITLE, BESIDE = 4, 4
FOLLOWS = 1  # a bare quotation is the speaker's before it, if it stands in the same paragraph or the next
CERTAINTY = {"name": 1.0, "role": 0.9, "same words": 0.85, "pronoun": 0.8, "run": 0.6, "label": 0.95, "none": 0.5}


def resolve_speakers(parsed: Parsed, quotes: Sequence[Quote], names: Sequence[Entity]) -> tuple[Quote, ...]:
    """Return `quotes`, in their order, each with `speaker`, `speaker_name` and `naming`; `confidence` is scaled.

    The main word of the source decides. A name or a role phrase that `names` knows as a mention is that entity; a
    personal pronoun is who spoke last, unless another person was the subject since, else the last person who was the
    subject, else the last one named; "it" is the last body. "Officials", "a source" and the like are ``anonymous``:
    then `speaker` is None and `speaker_name` the words themselves, cut before what is said of them ("a senior Pentagon
    official"). A quotation with no source, right after one with a speaker, is that speaker's with less confidence.
    Nothing is taken from outside the document.
    """
    reading = Reading(parsed, names, read_mentions(names), quotes)
    spoken: list[tuple[Quote, Speaker]] = []
    found: dict[str, Quote] = {}
    for quote in sorted(quotes, key=_position):
        speaker = _speaker(reading, quote, spoken)
        spoken.append((quote, speaker))
        found[quote.id] = _told(quote, speaker)
    return tuple(found[quote.id] for quote in quotes)


def _position(quote: Quote) -> tuple[int, str]:
    return min(span.start for span in (*quote.content, *quote.cue, *quote.source)), quote.id


def _told(quote: Quote, speaker: Speaker) -> Quote:
    name = speaker.label or (speaker.entity.name if speaker.entity is not None else None)
    return structs.replace(
        quote,
        speaker=speaker.entity.id if speaker.entity is not None else None,
        speaker_name=name,
        naming=speaker.naming,
        confidence=round(quote.confidence * CERTAINTY[speaker.way], 3),
    )


def _speaker(reading: Reading, quote: Quote, spoken: Sequence[tuple[Quote, Speaker]]) -> Speaker:
    if not quote.source:
        return _continued(reading, quote, spoken)
    head = _head(reading, quote.source)
    if head is None or _is_a_title(reading, quote):
        return NOBODY
    paragraph, token = head
    place = paragraph.place(token.doc[token.i : token.i + 1])
    word = fold(token.text)
    if word in ONE_PERSON | SEVERAL | THING | FIRST_PERSON:
        return _pronoun(reading, quote, word, place, spoken)
    if word in RELATIVE:
        return _antecedent(reading, place)
    return _named(reading, quote.source, place, token) or _described(reading, quote, place, token, spoken)


def _is_a_title(reading: Reading, quote: Quote) -> bool:
    """Whether what stands in the marks looks like the title of a work and no cue stands beside it."""
    words = " ".join(span.of(reading.text) for span in quote.content).split()
    capital = all(word[:1].isupper() and word[-1:].isalnum() for word in words if word not in {"of", "the", "and"})
    cue = min((_gap(span, content) for span in quote.cue for content in quote.content), default=0)
    return quote.kind == "direct" and 0 < len(words) <= LONGEST_TITLE and capital and cue > BESIDE


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _head(reading: Reading, source: Sequence[Span]) -> "tuple[Paragraph, Token] | None":
    """The main word of the source: the one that depends on none of the others."""
    for span in source:
        paragraph = reading.parsed.paragraphs[reading.paragraph_at(span.start)]
        base = paragraph.span.start
        run = paragraph.doc.char_span(span.start - base, span.end - base, alignment_mode="expand")
        if run is None or not len(run):
            continue
        inside = [token for token in run if not token.is_punct and not token.is_space]
        tops = [token for token in inside if token.head not in run or token.head == token]
        nominal = [token for token in tops if token.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}]
        for choice in (nominal, tops, inside):
            if choice:
                return paragraph, choice[0]
    return None


def _named(reading: Reading, source: Sequence[Span], place: Span, token: "Token") -> Speaker | None:
    """The entity that the main word mentions, or that stands in apposition to it."""
    mention = _apposed_name(reading, source, token) or _mention_at(reading, place)
    if mention is None and role_class(token.text) is not None:
        near = [child for child in token.children if child.dep_ == "appos"]
        spans = [Span(place.start + child.idx - token.idx, place.start + child.idx - token.idx + 1) for child in near]
        mention = next((m for m in (_mention_at(reading, span) for span in spans) if m is not None), None)
    if mention is None and any(place.end < span.end for span in source):
        behind = [m for m in reading.mentions if 0 < m.span.start - (place.start + len(token.text)) <= 2]
        mention = next((m for m in behind if reading.entity(m).type == "person"), None)
    if mention is None:
        return None
    entity = reading.entity(mention)
    joint = _joint(reading, entity, source, token)
    if joint is not None:
        return joint
    if entity.type == "other" and token.tag_ in {"NNS", "NNPS"}:
        return Speaker(entity, None, "named", "name")
    known = {fold(name) for name in (entity.name, *entity.aliases)}
    within = [m for m in reading.mentions if m.at == mention.at and any(span.holds(m.span) for span in source)]
    by_name = any(fold(m.span.of(reading.text)) in known for m in within or [mention])
    return Speaker(entity, None, "named", "name") if by_name else Speaker(entity, None, "role", "role")


def _apposed_name(reading: Reading, source: Sequence[Span], token: "Token") -> Mention | None:
    """The person whose name stands right before the role that is the source: "Ann Orr, the lawyer who says"."""
    if role_class(token.text) is None and gender_by_word(token.text) is None:
        return None
    start = source[0].start
    if reading.text[start - 2 : start] != ", " or reading.text[start : start + 1].isupper():
        return None
    return next((m for m in reading.mentions if m.span.end == start - 2 and reading.entity(m).type == "person"), None)


def _joint(reading: Reading, first: Entity, source: Sequence[Span], token: "Token") -> Speaker | None:
    """Two who are said to have said the same: the first is the speaker, the label names both."""
    if not any(child.dep_ == "conj" for child in token.children):
        return None
    within = [m for m in reading.mentions if any(span.holds(m.span) for span in source)]
    persons = list(dict.fromkeys(reading.entity(m).name for m in within if reading.entity(m).type == first.type))
    return Speaker(first, " and ".join(persons), "named", "name") if len(persons) == 2 else None


def _mention_at(reading: Reading, place: Span) -> Mention | None:
    """The longest mention that ends with or holds the place."""
    holding = [m for m in reading.mentions if m.span.start <= place.start < m.span.end]
    return max(holding, key=lambda m: (m.span.length, -m.at)) if holding else None


def _pronoun(
    reading: Reading, quote: Quote, word: str, place: Span, spoken: Sequence[tuple[Quote, Speaker]]
) -> Speaker:
    if word in FIRST_PERSON:
        outer = next((speaker for other, speaker in spoken if other.id == quote.within), None)
        return structs.replace(outer, way="pronoun") if outer is not None else NOBODY
    if word in THING:
        return thing(reading, quote, place, spoken)
    if word in SEVERAL:
        return several(spoken, place)
    return one_person(reading, quote, word, place, spoken)


def _antecedent(reading: Reading, place: Span) -> Speaker:
    """For "who": the mention that ends right before it, but for a comma."""
    before = [m for m in reading.mentions if 0 <= place.start - m.span.end <= 3]
    if not before:
        return NOBODY
    return Speaker(reading.entity(max(before, key=lambda m: m.span.end)), None, "named", "pronoun")


def _described(
    reading: Reading, quote: Quote, place: Span, token: "Token", spoken: Sequence[tuple[Quote, Speaker]]
) -> Speaker:
    """A source without a name: a document with an author, the same unnamed one again, somebody anonymous, a role."""
    if fold(token.text) in {"this", "that", "these", "those", "what"}:
        return NOBODY
    source = next((span for span in quote.source if span.start <= place.start < span.end), quote.source[0])
    label = _label(reading, source, token)
    if not label or len(label) > LONGEST_LABEL or re.search('["“”]', label):
        return NOBODY
    word = _singular(fold(token.text))
    if word in _documents():
        owner = [m for m in reading.mentions if source.holds(m.span) and reading.entity(m).type != "other"]
        if owner:
            return Speaker(reading.entity(owner[0]), None, "named", "role")
        return Speaker(None, label, "role", "label")
    body = body_meant(reading, token, place)
    if body is not None:
        return Speaker(body, None, "role", "role")
    again = _same_words(token, spoken)
    if again is not None:
        return again
    if word in _anonymous() or token.tag_ in {"NNS", "NNPS", "CD"} or role_class(token.text) is not None:
        definite = any(child.lower_ == "the" for child in token.children)
        counted = any(child.lower_ in {"two", "both"} for child in token.children)
        office = role_class(token.text) is not None and token.tag_ != "NNS" and word not in {"source", "official"}
        role = definite and (counted or office)
        return Speaker(None, label, "role" if role else "anonymous", "label")
    return Speaker(None, label, "role" if token.pos_ == "NOUN" or token.text.islower() else "named", "label")


def _same_words(token: "Token", spoken: Sequence[tuple[Quote, Speaker]]) -> Speaker | None:
    """ "The spokesman" after "a spokesman for the board": the last unnamed speaker with the same main word."""
    if not any(child.lower_ in {"the", "this"} for child in token.children) or token.tag_ in {"NNS", "NNPS"}:
        return None
    modified = [child for child in token.children if child.dep_ in {"amod", "compound", "prep", "nmod"}]
    for _, speaker in reversed(spoken):
        if not modified and speaker.entity is None and fold(token.text) == fold(label_head(speaker.label or "")):
            return structs.replace(speaker, way="same words")
    return None


def _label(reading: Reading, source: Span, token: "Token") -> str:
    """The words for an unnamed source, without what is said about it behind; no capital but that of a name."""
    text = source.of(reading.text)
    start = max(text.find(token.text), 0)
    cut = CUT.search(text, start + len(token.text))
    words = " ".join((text[: cut.start()] if cut else text).split()).strip(" \"“”'")
    first, _, rest = words.partition(" ")
    name = _mention_at(reading, source) is not None or country_of_demonym(first) or first in peoples()
    lower = first.lower() in ARTICLES or (first.istitle() and not name and _common(token))
    return f"{first.lower()} {rest}".strip() if lower else words


ARTICLES = frozenset(
    {"the", "a", "an", "one", "another", "some", "several", "many", "most", "his", "her", "its", "their", "our"}
)


def _common(token: "Token") -> bool:
    """Whether the source is no name, so that only its place at the start of a sentence gives it a capital."""
    known = role_class(token.text) is not None or _singular(fold(token.text)) in _anonymous() | _documents()
    return token.tag_ in {"NNS", "NNPS"} or (token.tag_ == "NN" and (known or token.text.islower()))


def _continued(reading: Reading, quote: Quote, spoken: Sequence[tuple[Quote, Speaker]]) -> Speaker:
    """For a quotation without a source: who was quoted right before it, unless it is reported speech."""
    if not spoken or quote.kind == "indirect":
        return NOBODY
    last, speaker = spoken[-1]
    here, there = reading.paragraph_at(_position(quote)[0]), reading.paragraph_at(max(s.end for s in last.content) - 1)
    if here - there > FOLLOWS or last.kind == "indirect" or speaker.naming == "none":
        return NOBODY
    return structs.replace(speaker, way="run")


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@cache
def _anonymous() -> frozenset[str]:
    return frozenset(map(_singular, lines("en/anonymous_sources"))) | {"police"}


@cache
def _documents() -> frozenset[str]:
    return frozenset(lines("en/speaking_documents"))
