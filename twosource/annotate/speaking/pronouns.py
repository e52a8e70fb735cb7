"""Whom "he", "she", "I", "it" and "they" mean as the source of a quotation; nobody where two can be meant."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from msgspec import structs

from twosource.annotate.naming.form import fold
from twosource.annotate.naming.gender import gender_of_pronoun
from twosource.annotate.speaking.bodies import body_before, is_body
from twosource.annotate.speaking.labels import anonymous_words, is_party, label_of, singular
from twosource.annotate.speaking.reading import NOBODY, Reading, Speaker, Turn, Turns
from twosource.annotate.speaking.salience import ELSEWHERE, FAR, Choice, is_several, named_before, ranked, salience
from twosource.model import Entity, Quote, Span
from twosource.words import lines

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["PRONOUNS", "Loose", "loose_pronouns", "meant_by", "meant_loosely", "one_person"]

ONE_PERSON = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
FIRST_PERSON = frozenset({"i", "we", "you", "me", "us", "my", "our"})
SUBJECTS = frozenset({"he", "she"})
SEVERAL = frozenset({"they", "them", "both", "their"})
THING = frozenset({"it", "itself", "its"})
PRONOUNS = ONE_PERSON | FIRST_PERSON | SEVERAL | THING
LEAST = 0.1
MARGIN, FAR_MARGIN = 1.3, 2.0
SPOKE_MARGIN = 1.1  # for who spoke in the sentence before
GOES_ON = 1.5  # "he added" more likely means who spoke last than "he said" does
OPEN = 0.5  # whom an unresolved pronoun means may well be whoever else is weighed
NO_CHOICE = Choice(NOBODY, 0, 0.0, None)
Loose = tuple[Span, "Token"]


def meant_by(reading: Reading, quote: Quote, word: str, place: Span, turns: Turns) -> Speaker:
    """Whom the pronoun `word` (folded) at `place`, the source of `quote`, means."""
    if word in FIRST_PERSON:
        return _first_person(quote, place, turns)
    if word in THING:
        return _thing(reading, quote, place, turns)
    if word in SEVERAL:
        return _several(reading, quote, place, turns)
    ahead = _named_ahead(reading, word, place)
    if ahead is not None:
        return ahead
    before = min(place.start, *(span.start for span in quote.content)) if quote.content else place.start
    goes_on = any(fold(span.of(reading.text)) in _continuing() for span in quote.cue)
    if goes_on and _open_before(reading, place, turns):
        return NOBODY
    barred = _named_under(reading, quote, place) if word in SUBJECTS else frozenset()
    return one_person(reading, word, before, turns, GOES_ON if goes_on else 1.0, barred)


def _open_before(reading: Reading, place: Span, turns: Turns) -> bool:
    """Whether who spoke right before is told, but not known: "The senator tweeted it. He added ..."."""
    last = next((turn for turn in reversed(turns) if turn.quote is not None), None)
    if last is None or last.quote is None or not last.quote.source or last.speaker.naming != "none":
        return False
    return reading.paragraph_at(place.start) - reading.paragraph_at(last.where) <= 1


def _named_under(reading: Reading, quote: Quote, place: Span) -> frozenset[int]:
    """Who cannot be meant, since the clause that the pronoun governs names them: "He said Orr would go" (not Orr)."""
    after = (one for one in reading.mentions if any(s.start >= place.end and s.holds(one.span) for s in quote.content))
    return frozenset(
        one.at
        for one in after
        if not reading.is_marked(one.span) and not reading.sentences_between(place.start, one.span.start)
    )


def _named_ahead(reading: Reading, word: str, place: Span) -> Speaker | None:
    """For a pronoun in a clause in front of the main one, its subject: "In what he called a slip, Orr said so"."""
    token = reading.token_of(place)
    if token is None or token.sent.root == token.head or token.sent.root.i < token.i:
        return None
    base = reading.parsed.paragraphs[reading.paragraph_at(place.start)].span.start
    for child in token.sent.root.children:
        if child.dep_ in {"nsubj", "nsubjpass"} and child.i > token.i and token not in child.subtree:
            mention = reading.mention_at(base + child.idx)
            if mention is None or reading.entity(mention).type != "person":
                return None
            fits = reading.gender(mention.at) in (None, gender_of_pronoun(word))
            return Speaker(reading.entity(mention), None, "named", "pronoun") if fits else None
    return None


def one_person(
    reading: Reading, word: str, before: int, turns: Turns, last: float = 1.0, barred: frozenset[int] = frozenset()
) -> Speaker:
    """The person that `word`, read at `before`, means; nobody if the best choice is not clearly better than the next.

    `last` is how much more than usual the last speaker weighs; `barred` are the numbers of those it cannot mean.
    """
    choices = ranked(reading, before, turns, gender_of_pronoun(word))
    choices = [one for one in choices if one.speaker.entity not in [reading.names[at] for at in barred]]
    if last != 1.0:
        choices = sorted((_raised(one, turns, last) for one in choices), key=lambda one: (-one.weight, one.where))
    first, second = [*choices, NO_CHOICE, NO_CHOICE][:2]
    margin = MARGIN if reading.sentences_between(first.where, before) <= 1 else FAR_MARGIN
    if margin == MARGIN and first.speaker.entity is not None and first.speaker.entity == _last_speaker(turns):
        margin = SPOKE_MARGIN
    clear = first.weight >= max(LEAST, margin * second.weight)
    return first.speaker if clear and first.speaker.naming != "none" else NOBODY


def _last_speaker(turns: Turns) -> Entity | None:
    return next((turn.speaker.entity for turn in reversed(turns) if turn.quote is not None), None)


def _raised(choice: Choice, turns: Turns, last: float) -> Choice:
    spoke = next((turn.speaker for turn in reversed(turns) if turn.quote is not None), NOBODY)
    same = (spoke.entity, spoke.label) == (choice.speaker.entity, choice.speaker.label)
    return structs.replace(choice, weight=choice.weight * last) if same else choice


def loose_pronouns(reading: Reading) -> Iterator[Loose]:
    """Each "he" and "she" that is a subject outside quotation marks and no source, where a source after it needs it."""
    sources = [span for quote in reading.quotes for span in quote.source]
    asking = sorted(span.start for span in sources if fold(span.of(reading.text)) in ONE_PERSON)
    for paragraph in reading.parsed.paragraphs if asking else ():
        for token in paragraph.doc:
            if token.lower_ not in {"he", "she"} or token.dep_ not in {"nsubj", "nsubjpass"}:
                continue
            place = paragraph.place(token.doc[token.i : token.i + 1])
            at = bisect_left(asking, place.end)
            needed = at < len(asking) and asking[at] < place.end + FAR
            if needed and not reading.is_marked(place) and not any(span.holds(place) for span in sources):
                yield place, token


def meant_loosely(reading: Reading, loose: Loose, turns: Turns) -> Turn:
    """Whom a pronoun that is no source means; one that stays open competes for those after it."""
    place, token = loose
    speaker = one_person(reading, token.lower_, place.start, turns)
    weight = salience(token)
    if speaker is NOBODY:
        speaker, weight = structs.replace(NOBODY, label=token.lower_), OPEN * weight
    return Turn(place.end, speaker, None, weight, gender_of_pronoun(token.lower_))


def _first_person(quote: Quote, place: Span, turns: Turns) -> Speaker:
    """For "I": whoever says the quotation in which it stands."""
    for turn in reversed(turns):
        other = turn.quote
        if other is not None and (other.id == quote.within or any(span.holds(place) for span in other.content)):
            return structs.replace(turn.speaker, way="pronoun") if not is_several(turn.speaker) else NOBODY
    return NOBODY


def _several(reading: Reading, quote: Quote, place: Span, turns: Turns) -> Speaker:
    """For "they": the people who are the subject of the sentence before, else those who spoke last; never a body."""
    spoke = next((t for t in reversed(turns) if t.quote and 0 <= t.where <= place.start < t.where + FAR), None)
    people = _people_before(reading, place)
    if people is not None and (spoke is None or spoke.where < people[0].end):
        return Speaker(None, people[1], "anonymous", "pronoun")
    return structs.replace(spoke.speaker, way="pronoun") if spoke and is_several(spoke.speaker) else NOBODY


def _people_before(reading: Reading, place: Span) -> tuple[Span, str] | None:
    """The people without a name who are the subject of the last sentence before that of `place`, in its paragraph."""
    paragraph = reading.parsed.paragraphs[reading.paragraph_at(place.start)]
    sentences = [one for one in paragraph.doc.sents if paragraph.place(one).end <= place.start]
    base = paragraph.span.start
    for token in sentences[-1].root.children if sentences else ():
        if token.dep_ not in {"nsubj", "nsubjpass"} or not (token.tag_ == "NNS" or token.lower_ in {"percent", "%"}):
            continue
        span = paragraph.place(token.doc[token.left_edge.i : token.right_edge.i + 1])
        inside = {singular(fold(word.text)) for word in token.subtree} & anonymous_words()
        party = any(is_party(reading, Span(base + w.idx, base + w.idx + len(w)), w.text) for w in token.subtree)
        label = label_of(reading, span, token) if inside or party else None
        if label is not None:
            return span, label
    return None


def _thing(reading: Reading, quote: Quote, place: Span, turns: Turns) -> Speaker:
    """For "it": the first body or place before it in the same sentence, else the body that spoke last before.

    Else the body that is the subject of the sentence before: "The guard rejected the account. It said …".
    """
    kinds = {"organisation", "place", "other"}
    starts = reading.sentence_starts
    start = starts[bisect_left(starts, place.start + 1) - 1] if starts else 0
    here = [
        mention for mention in named_before(reading, place.start, kinds)
        if mention.span.start >= start and not any(span.holds(mention.span) for span in quote.content)
        and (token := reading.token_of(mention.span)) is not None and salience(token) > ELSEWHERE
    ]  # fmt: skip
    if here:
        return Speaker(reading.entity(here[0]), None, "named", "pronoun")
    spoke = next((turn for turn in reversed(turns) if turn.quote and 0 <= turn.where <= place.start), None)
    near = spoke is not None and reading.sentences_between(spoke.where, place.start) <= 2
    if spoke is not None and near and is_body(spoke.speaker):
        return structs.replace(spoke.speaker, way="pronoun")
    return body_before(reading, place) or NOBODY


@cache
def _continuing() -> frozenset[str]:
    return frozenset(lines("en/continuing_verbs"))
