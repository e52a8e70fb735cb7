"""Whom "he", "she", "it" and "they" mean as the source of a quotation; nobody where two can be meant.

The weights follow the usual order of salience (subject before object, the last sentence before the one before it), as
in Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution", Computational Linguistics 20(4), 1994.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from twosource.annotate.naming.gender import Gender, gender_by_word, gender_of_pronoun
from twosource.annotate.naming.reading import NOBODY, Mention, Reading, Speaker
from twosource.annotate.naming.titles import role_class
from twosource.model import Quote, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Spoken", "one_person", "several", "thing"]

Spoken = Sequence[tuple[Quote, Speaker]]

FAR = 1500
FADING = 0.6
SPOKE, MAIN, OTHER_SUBJECT, ELSEWHERE = 1.2, 1.0, 0.5, 0.3
SAME_SENTENCE = 0.8  # within one sentence the object can as well be meant as the subject
UNSURE = 0.7
LEAST = 0.1
MARGIN, FAR_MARGIN = 1.3, 2.0


class _Choice(Struct, frozen=True):
    """Someone who can be meant, where last, and with what weight."""

    speaker: Speaker
    where: int
    weight: float
    gender: Gender | None


def one_person(reading: Reading, quote: Quote, word: str, place: Span, spoken: Spoken) -> Speaker:
    """The person that `word` at `place` means; nobody if the best choice is not clearly better than the next.

    Whoever is named only within quotation marks, within this quotation, or in the possessive is no choice.
    """
    before = min(place.start, *(span.start for span in quote.content)) if quote.content else place.start
    wanted = gender_of_pronoun(word)
    best: dict[str, _Choice] = {}
    for choice in (*_persons(reading, before), *_unnamed(reading, before), *_speakers(reading, before, spoken)):
        if choice.gender in (None, wanted):
            faded = _faded(reading, choice, before)
            key = choice.speaker.entity.id if choice.speaker.entity else f"{choice.speaker.label} unnamed"
            if key not in best or faded.weight > best[key].weight:
                best[key] = faded
    first, second = [*sorted(best.values(), key=lambda one: (-one.weight, one.where)), NO_CHOICE, NO_CHOICE][:2]
    margin = MARGIN if reading.sentences_between(first.where, before) <= 1 else FAR_MARGIN
    clear = first.weight >= max(LEAST, margin * second.weight)
    return first.speaker if clear and first.speaker.naming != "none" else NOBODY


NO_CHOICE = _Choice(NOBODY, 0, 0.0, None)


def _faded(reading: Reading, choice: _Choice, before: int) -> _Choice:
    distance = reading.sentences_between(choice.where, before)
    salience = max(choice.weight, SAME_SENTENCE) if distance == 0 else choice.weight
    return structs.replace(choice, weight=salience * FADING**distance * (1 if choice.gender else UNSURE))


def _persons(reading: Reading, before: int) -> Iterator[_Choice]:
    for mention in _mentions(reading, before, {"person"}):
        token = reading.token_of(mention.span)
        weight = _salience(token) if token is not None else 0
        if weight:
            speaker = Speaker(reading.entity(mention), None, "named", "pronoun")
            yield _Choice(speaker, mention.span.start, weight, reading.gender(mention.at))


def _mentions(reading: Reading, before: int, kinds: set[str]) -> list[Mention]:
    return [
        mention for mention in reading.mentions
        if mention.span.end <= before < mention.span.end + FAR
        and reading.entity(mention).type in kinds and not reading.is_marked(mention.span)
    ]  # fmt: skip


def _salience(token: "Token") -> float:
    """By grammatical role; 0 for a possessive. An apposition and the parts of a name have the role of their head."""
    while token.dep_ in {"appos", "compound", "flat"} and token.head != token:
        token = token.head
    if token.dep_ == "poss" or (token.i + 1 < len(token.doc) and token.nbor().tag_ == "POS"):
        return 0
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return ELSEWHERE
    verb = token.head
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    return MAIN if verb.dep_ == "ROOT" else OTHER_SUBJECT


def _unnamed(reading: Reading, before: int) -> Iterator[_Choice]:
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
                yield _Choice(structs.replace(NOBODY, label=token.text), place.start, _salience(token), gender)


def _apposed(token: "Token") -> bool:
    return any(child.dep_ in {"appos", "compound"} and child.pos_ == "PROPN" for child in token.children)


def _speakers(reading: Reading, before: int, spoken: Spoken) -> Iterator[_Choice]:
    numbers = {entity.id: at for at, entity in enumerate(reading.names)}
    for quote, speaker in spoken:
        where = max((span.end for span in (*quote.source, *quote.cue)), default=-1)
        if not 0 <= where <= before < where + FAR or _several(speaker):
            continue
        if speaker.entity is not None and speaker.entity.type == "person":
            told = structs.replace(speaker, way="pronoun")
            yield _Choice(told, where, SPOKE, reading.gender(numbers[speaker.entity.id]))
        elif speaker.entity is None and speaker.label is not None and _is_person(speaker.label):
            yield _Choice(structs.replace(speaker, way="pronoun"), where, SPOKE, _label_gender(speaker.label))


def _several(speaker: Speaker) -> bool:
    label = speaker.label or ""
    head = label_head(label)
    return bool(label) and (" and " in label or (head.endswith("s") and not head.endswith("ss")) or head == "police")


def _is_person(label: str) -> bool:
    head = label_head(label)
    return role_class(head) is not None or gender_by_word(head) is not None or head in {"official", "source", "person"}


def _label_gender(label: str) -> Gender | None:
    return gender_by_word(label_head(label))


def label_head(label: str) -> str:
    """The main word of the words for an unnamed source.

    >>> label_head("a spokesman for the board"), label_head("the president's former fixer")
    ('spokesman', 'fixer')
    """
    words = label.replace(",", " , ").split()
    stop = next((at for at, word in enumerate(words) if at and word in STOPS), len(words))
    return words[stop - 1].lower() if words else ""


STOPS = frozenset({"for", "of", "from", "in", "at", "with", "to", "on", "who", "that", "which", ","})


def several(spoken: Spoken, place: Span) -> Speaker:
    """For "they": those who spoke last before `place`, if they are several; a body is not taken."""
    for quote, speaker in reversed(spoken):
        where = max((span.end for span in (*quote.source, *quote.cue)), default=-1)
        if 0 <= where <= place.start < where + FAR:
            return structs.replace(speaker, way="pronoun") if _several(speaker) else NOBODY
    return NOBODY


def thing(reading: Reading, quote: Quote, place: Span, spoken: Spoken) -> Speaker:
    """For "it": the first body or place before it in the same sentence, else the body that spoke last before."""
    kinds = {"organisation", "place", "other"}
    starts = reading.sentence_starts
    start = starts[bisect_left(starts, place.start + 1) - 1] if starts else 0
    here = [
        mention for mention in _mentions(reading, place.start, kinds)
        if mention.span.start >= start and not any(span.holds(mention.span) for span in quote.content)
        and (token := reading.token_of(mention.span)) is not None and _salience(token) > ELSEWHERE
    ]  # fmt: skip
    if here:
        return Speaker(reading.entity(here[0]), None, "named", "pronoun")
    for other, speaker in reversed(spoken):
        where = max((span.end for span in (*other.source, *other.cue)), default=-1)
        if 0 <= where <= place.start < where + FAR:
            body = speaker.entity is not None and speaker.entity.type in kinds
            near = reading.sentences_between(where, place.start) <= 2
            return structs.replace(speaker, way="pronoun") if body and near else NOBODY
    return NOBODY
