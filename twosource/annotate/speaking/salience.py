"""Who can be meant at a place of the document, each with a weight: by being the subject, speaking, or being named last.

The weights follow the usual order of salience (subject before object, the last sentence before the one before it), as
in Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution", Computational Linguistics 20(4), 1994.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from twosource.annotate.naming.gender import Gender, gender_by_word
from twosource.annotate.naming.titles import role_class
from twosource.annotate.speaking.labels import label_head
from twosource.annotate.speaking.reading import NOBODY, Mention, Reading, Speaker, Turns

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["ELSEWHERE", "FAR", "Choice", "is_several", "named_before", "ranked", "salience"]

FAR = 1500
FADING = 0.6
SPOKE, MAIN, OTHER_SUBJECT, ELSEWHERE, POSSESSED = 1.2, 1.0, 0.5, 0.3, 0.2
SAME_SENTENCE = 0.8  # within one sentence the object can as well be meant as the subject
UNSURE = 0.7


class Choice(Struct, frozen=True):
    """Someone who can be meant, where last, and with what weight."""

    speaker: Speaker
    where: int
    weight: float
    gender: Gender | None


def ranked(reading: Reading, before: int, turns: Turns, wanted: Gender | None) -> list[Choice]:
    """All persons who can be meant at `before`, the likeliest first, each once; of the `wanted` gender or an unknown.

    Whoever is named only within quotation marks is no choice. Persons without a name are, and so
    is somebody whom an unresolved pronoun means: when they win, nobody is named.
    """
    best: dict[str, Choice] = {}
    learned = {turn.speaker.entity.id: turn.gender for turn in turns if turn.speaker.entity is not None and turn.gender}
    for choice in (
        *_persons(reading, before, learned),
        *_unnamed(reading, before),
        *_speakers(reading, before, turns, learned),
    ):
        if wanted is None or choice.gender in (None, wanted):
            faded = _faded(reading, choice, before)
            key = choice.speaker.entity.id if choice.speaker.entity else f"{choice.speaker.label} unnamed"
            if key not in best or faded.weight > best[key].weight:
                best[key] = faded
    return sorted(best.values(), key=lambda one: (-one.weight, one.where))


def _faded(reading: Reading, choice: Choice, before: int) -> Choice:
    distance = reading.sentences_between(choice.where, before)
    weight = max(choice.weight, SAME_SENTENCE) if distance == 0 else choice.weight
    return structs.replace(choice, weight=weight * FADING**distance * (1 if choice.gender else UNSURE))


def _persons(reading: Reading, before: int, learned: Mapping[str, Gender]) -> Iterator[Choice]:
    for mention in named_before(reading, before, {"person"}):
        token = reading.token_of(mention.span)
        weight = salience(token) if token is not None else 0
        if weight:
            speaker = Speaker(reading.entity(mention), None, "named", "pronoun")
            gender = reading.gender(mention.at) or learned.get(reading.entity(mention).id)
            yield Choice(speaker, mention.span.start, weight, gender)


def named_before(reading: Reading, before: int, kinds: set[str]) -> list[Mention]:
    """The mentions of entities of these `kinds` before `before`, not too far, outside quotation marks."""
    return [
        mention for mention in reading.mentions
        if mention.span.end <= before < mention.span.end + FAR
        and reading.entity(mention).type in kinds and not reading.is_marked(mention.span)
    ]  # fmt: skip


def salience(token: "Token") -> float:
    """By grammatical role; least for a possessive. Appositions and parts of a name have the role of their head."""
    while token.dep_ in {"appos", "compound", "flat"} and token.head != token:
        token = token.head
    if token.dep_ == "poss" or (token.i + 1 < len(token.doc) and token.nbor().tag_ == "POS"):
        return POSSESSED
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return ELSEWHERE
    verb = token.head
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    return MAIN if verb.dep_ == "ROOT" else OTHER_SUBJECT


def _unnamed(reading: Reading, before: int) -> Iterator[Choice]:
    """Persons without a name who are the subject ("the gunman"): they compete, and when they win nobody is named."""
    sources = [span for quote in reading.quotes for span in quote.source]
    for paragraph in reading.paragraphs_before(before, FAR):
        for token in paragraph.doc:
            if token.tag_ != "NN" or token.dep_ not in {"nsubj", "nsubjpass"}:
                continue
            place = paragraph.place(token.doc[token.i : token.i + 1])
            known = any(span.holds(place) for span in sources) or any(m.span.overlap(place) for m in reading.mentions)
            gender = gender_by_word(token.text)
            if place.end <= before and not known and (gender or role_class(token.text)) and not _apposed(token):
                yield Choice(structs.replace(NOBODY, label=token.text), place.start, salience(token), gender)


def _apposed(token: "Token") -> bool:
    return any(child.dep_ in {"appos", "compound"} and child.pos_ == "PROPN" for child in token.children)


def _speakers(reading: Reading, before: int, turns: Turns, learned: Mapping[str, Gender]) -> Iterator[Choice]:
    for turn in turns:
        speaker = turn.speaker
        if not 0 <= turn.where <= before < turn.where + FAR or is_several(speaker):
            continue
        weight = turn.weight if turn.quote is None else SPOKE
        told = structs.replace(speaker, way="pronoun")
        if speaker.entity is not None and speaker.entity.type == "person":
            gender = reading.gender(reading.number_of(speaker.entity)) or learned.get(speaker.entity.id)
            yield Choice(told, turn.where, weight, gender)
        elif speaker.entity is None and turn.quote is None:
            yield Choice(told, turn.where, weight, turn.gender)
        elif speaker.entity is None and speaker.label is not None and _is_person(speaker.label):
            yield Choice(told, turn.where, weight, gender_by_word(label_head(speaker.label)))


def is_several(speaker: Speaker) -> bool:
    """Whether the words for the speaker mean more than one person."""
    label = speaker.label or ""
    head = label_head(label)
    plural = (head.endswith("s") and not head.endswith("ss")) or head in {"police", "percent", "people", "%"}
    return bool(label) and (" and " in label or plural)


def _is_person(label: str) -> bool:
    head = label_head(label)
    return role_class(head) is not None or gender_by_word(head) is not None or head in {"official", "source", "person"}
