"""Who speaks: from the words that name the source of a quotation to an entity, as far as the document tells."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from twosource.annotate.naming.form import fold
from twosource.annotate.naming.gender import Gender, gender_of_pronoun
from twosource.annotate.parse import Paragraph, Parsed
from twosource.annotate.speaking.continued import without_source
from twosource.annotate.speaking.descriptions import described
from twosource.annotate.speaking.labels import is_party, speech_nouns
from twosource.annotate.speaking.later import named_later
from twosource.annotate.speaking.named import named
from twosource.annotate.speaking.pronouns import PRONOUNS, Loose, loose_pronouns, meant_by, meant_loosely
from twosource.annotate.speaking.reading import NOBODY, Reading, Speaker, Turn, Turns, read_mentions
from twosource.annotate.speaking.sources import RELATIVE, antecedent, main_word, named_beside, possessor
from twosource.model import Entity, Quote, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["resolve_speakers"]

LONGEST_TITLE, BESIDE = 4, 4
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
CERTAINTY = {
    "name": 1.0, "role": 0.9, "same words": 0.85, "pronoun": 0.8, "description": 0.6, "run": 0.6, "later": 0.6,
    "label": 0.95, "none": 0.5,
}  # fmt: skip


def resolve_speakers(parsed: Parsed, quotes: Sequence[Quote], names: Sequence[Entity]) -> tuple[Quote, ...]:
    """Return `quotes`, in their order, each with `speaker`, `speaker_name` and `naming`; `confidence` is scaled.

    The main word of the source decides. A name or a role phrase that `names` knows as a mention is that entity; a
    personal pronoun is whoever is most salient, if clearly so: who spoke last, or was the subject last; "it" is the
    last body. `naming` is ``named`` for whoever has a name in the document, ``role`` for one definite person without
    one, ``anonymous`` for "officials", "a source" and the like: then `speaker` is None and `speaker_name` the words
    themselves, cut before what is said of them ("a senior Pentagon official"). A quotation with no source is that of
    whom its surroundings announce or who spoke right before it, with less confidence. Nothing is taken from outside
    the document.
    """
    reading = Reading(parsed, names, read_mentions(names), quotes)
    turns: list[Turn] = []
    steps: list[tuple[int, Quote | Loose]] = [(_position(quote), quote) for quote in quotes]
    steps += [(loose[0].start, loose) for loose in loose_pronouns(reading)]
    for _, step in sorted(steps, key=lambda pair: pair[0]):
        if not isinstance(step, Quote):
            turns.append(meant_loosely(reading, step, turns))
            continue
        turns.append(Turn(_where(step), _speaker(reading, step, turns), step, gender=_gender(reading, step)))
    told = {turn.quote.id: _told(turn.quote, turn.speaker) for turn in named_later(reading, turns) if turn.quote}
    return tuple(told[quote.id] for quote in quotes)


def _position(quote: Quote) -> int:
    return min(span.start for span in (*quote.content, *quote.cue, *quote.source))


def _where(quote: Quote) -> int:
    """Where the words for the speaker end."""
    return max((span.end for span in (*quote.source, *quote.cue)), default=quote.content[0].start)


def _gender(reading: Reading, quote: Quote) -> Gender | None:
    return gender_of_pronoun(quote.source[0].of(reading.text)) if quote.source else None


def _told(quote: Quote, speaker: Speaker) -> Quote:
    name = speaker.label or (speaker.entity.name if speaker.entity is not None else None)
    return structs.replace(
        quote,
        speaker=speaker.entity.id if speaker.entity is not None else None,
        speaker_name=name,
        naming=speaker.naming,
        confidence=round(quote.confidence * CERTAINTY[speaker.way], 3),
    )


def _speaker(reading: Reading, quote: Quote, turns: Turns) -> Speaker:
    if not quote.source:
        return without_source(reading, quote, turns)
    main = main_word(reading, quote.source)
    if main is None or _is_a_title(reading, quote):
        return NOBODY
    paragraph, token = main
    owner = possessor(token) if fold(token.text) in speech_nouns() else None
    return _meant(reading, quote, paragraph, owner or token, turns)


def _meant(reading: Reading, quote: Quote, paragraph: Paragraph, token: "Token", turns: Turns) -> Speaker:
    """Who is meant by the main word of the source."""
    word = fold(token.text)
    place = paragraph.place(token.doc[token.i : token.i + 1])
    stressed = _stressed(reading, word, place)
    if stressed is not None:
        return Speaker(stressed, None, "named", "name")
    if word in PRONOUNS and token.text not in {"US", "IT"}:
        return meant_by(reading, quote, word, place, turns)
    if word in RELATIVE:
        return _antecedent(reading, quote, paragraph, token, turns)
    if is_party(reading, place, token.text):
        beside = named_beside(reading, quote.source, place.end) if token.tag_ not in {"NNS", "NNPS"} else None
        speaker = Speaker(reading.entity(beside), None, "named", "name") if beside is not None else None
    else:
        speaker = named(reading, quote.source, place, token)
    return speaker or described(reading, quote, place, token, turns)


def _stressed(reading: Reading, word: str, place: Span) -> Entity | None:
    """Whom the name means that a reflexive only stresses: "Orr herself"."""
    before = (m for m in reading.mentions if m.span.end == place.start - 1) if word in REFLEXIVE else ()
    return next((reading.entity(mention) for mention in before), None)


def _antecedent(reading: Reading, quote: Quote, paragraph: Paragraph, token: "Token", turns: Turns) -> Speaker:
    """For "who": the noun that it goes back to, else the name that ends right before it, but for a comma."""
    noun = antecedent(token)
    if noun is not None:
        source = paragraph.place(token.doc[noun.left_edge.i : token.i])
        return _meant(reading, structs.replace(quote, source=(source,)), paragraph, noun, turns)
    place = paragraph.place(token.doc[token.i : token.i + 1])
    before = [mention for mention in reading.mentions if 0 <= place.start - mention.span.end <= BESIDE - 1]
    if not before:
        return NOBODY
    return Speaker(reading.entity(max(before, key=lambda m: m.span.end)), None, "named", "pronoun")


def _is_a_title(reading: Reading, quote: Quote) -> bool:
    """Whether what stands in the marks looks like the title of a work, within a sentence, and no cue is beside it."""
    words = " ".join(span.of(reading.text) for span in quote.content).split()
    capital = all(word[:1].isupper() and word[-1:].isalnum() for word in words if word not in {"of", "the", "and"})
    cue = min((_gap(span, content) for span in quote.cue for content in quote.content), default=0)
    short = quote.kind == "direct" and 0 < len(words) <= LONGEST_TITLE
    return short and capital and cue > BESIDE and not _opens_sentence(reading.text, quote.content[0].start)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - BESIDE) : start].rstrip("\"“‘'«„")
    return start <= BESIDE or before.rstrip()[-1:] in {"", *".!?"} or "\n" in before


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
