"""Sources without a name: a body or person named before, the issuer of a document, an unnamed one again, or a label."""

import re
from typing import TYPE_CHECKING

from msgspec import structs

from twosource.annotate.naming.form import fold
from twosource.annotate.naming.gender import gender_by_word
from twosource.annotate.naming.lists import country_of_demonym, is_known_place, peoples
from twosource.annotate.naming.offices import SHARED
from twosource.annotate.naming.titles import is_portfolio, role_class
from twosource.annotate.speaking.bodies import bodies_meant
from twosource.annotate.speaking.labels import documents, is_party, label_head, label_of, naming_of, nobody, singular
from twosource.annotate.speaking.reading import NOBODY, Reading, Speaker, Turns
from twosource.annotate.speaking.salience import named_before, ranked
from twosource.model import Entity, Quote, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["described"]

MARGIN, RIVAL, NEAR = 3.5, 2.0, 2  # an object of the same sentence (0.3 to 1.0) is no clear second
TITLE_BEFORE, TITLE_BEHIND = 60, 80
GIVEN_OUT = r"\b(?:in|released|issued|sent|wrote|posted) (?:an?|its|his|her|their)"
KNOWN_TO_ALL = frozenset({"president", "premier", "king", "queen", "pope"})  # meant without having been told of
RANKS = frozenset({"ranking", "top"})  # make an office of a word
PAST = frozenset({"former", "onetime", "then", "longtime", "ex"})
STATED = frozenset({"det", "amod", "compound", "poss", "nmod", "prep", "nummod", "appos", "conj", "relcl", "acl"})


def described(reading: Reading, quote: Quote, place: Span, token: "Token", turns: Turns) -> Speaker:
    """The speaker whom the noun `token` at `place`, which is no name, describes."""
    if nobody(token.text):
        return NOBODY
    source = next((span for span in quote.source if span.start <= place.start < span.end), quote.source[0])
    label = label_of(reading, source, token)
    if label is None:
        return NOBODY
    if token.tag_ in {"NNS", "NNPS"} and token.text[:1].isupper() and is_party(reading, place, token.text):
        return Speaker(None, label, "anonymous", "label")
    if singular(fold(token.text)) in documents() and not _is_proper(token):
        issuer = _owner(reading, source, token, place) or _issuer(reading, token, place, turns)
        if issuer is not None:
            return issuer
    bodies = bodies_meant(reading, token, place)
    if bodies:
        return Speaker(bodies[0], None, "named", "role") if len(bodies) == 1 else NOBODY
    titled = _titled(reading, label, place.start)
    if titled is not None:
        return Speaker(titled, None, "named", "role")
    again = _same_words(token, turns)
    if again is not None:
        return again
    if _varies(reading, token, place) and named_before(reading, place.start, {"person"}):
        return _person_meant(reading, token, place, turns)
    return Speaker(None, label, naming_of(token), "label")


def _is_proper(token: "Token") -> bool:
    """Whether the word has a capital of its own, not of the sentence: "the Post"."""
    return token.text.istitle() and token.i > token.sent.start


def _owner(reading: Reading, source: Span, token: "Token", place: Span) -> Speaker | None:
    """Whose document it is, as the source says: "an FBI affidavit", "a report by the Harbour Board"."""
    end = place.start + len(token.text)
    behind = re.match(r"\s+(?:by|from|of)\s+(?:the\s+)?", reading.text[end : source.end])
    by = end + behind.end() if behind else end
    for mention in reading.mentions:
        people = mention.span.of(reading.text) in peoples() or country_of_demonym(mention.span.of(reading.text))
        if not source.holds(mention.span) or reading.entity(mention).type == "place" or people:
            continue
        before = mention.span.end < place.start and place.start - mention.span.end <= TITLE_BEHIND
        if before or (by <= mention.span.start <= by + TITLE_BEFORE and behind is not None):
            return Speaker(reading.entity(mention), None, "named", "role")
    return None


def _issuer(reading: Reading, token: "Token", place: Span, turns: Turns) -> Speaker | None:
    """Who spoke in the document that is mentioned again: "Orr said in a statement" ... "the statement said"."""
    if not any(child.lower_ in {"the", "this", "that"} for child in token.children):
        return None
    word = re.compile(rf"{GIVEN_OUT} (?:[\w-]+ ){{0,3}}{re.escape(token.lower_)}(?![\w-])")
    told = [m.start() for m in word.finditer(reading.text, 0, place.start)]
    if not told:
        return None
    for turn in reversed(turns):
        if turn.quote is None or turn.speaker.entity is None:
            continue
        start = min(span.start for span in (*turn.quote.content, *turn.quote.source, *turn.quote.cue))
        end = max(span.end for span in (*turn.quote.content, *turn.quote.source, *turn.quote.cue))
        same = reading.sentences_between(min(told[-1], end), max(told[-1], start)) == 0 or start <= told[-1] <= end
        if same and reading.paragraph_at(told[-1]) in {reading.paragraph_at(start), reading.paragraph_at(end)}:
            return structs.replace(turn.speaker, way="same words")
    return None


def _same_words(token: "Token", turns: Turns) -> Speaker | None:
    """ "The spokesman" after "a spokesman for the board": the last unnamed speaker with the same main word."""
    if not any(child.lower_ in {"the", "this"} for child in token.children) or token.tag_ in {"NNS", "NNPS"}:
        return None
    modified = [child for child in token.children if child.dep_ in {"amod", "compound", "prep", "nmod"}]
    for turn in reversed(turns):
        speaker = turn.speaker
        if not modified and speaker.entity is None and fold(token.text) == fold(label_head(speaker.label or "")):
            return structs.replace(speaker, way="same words")
    return None


def _titled(reading: Reading, label: str, before: int) -> Entity | None:
    """The one person before whose name these words stand: "the board's press officer", of "Press officer Ann Orr"."""
    article, _, title = label.partition(" ")
    if article != "the" or " " not in title:
        return None
    found = {
        mention.at: reading.entity(mention)
        for mention in reading.mentions
        if mention.span.end <= before and reading.entity(mention).type == "person"
        and reading.text[: mention.span.start].rstrip().lower().endswith(title.lower())
    }  # fmt: skip
    return next(iter(found.values())) if len(found) == 1 else None


def _varies(reading: Reading, token: "Token", place: Span) -> bool:
    """Whether the source is "the" and a noun for a person, with no more than what varies the words for one known.

    "The senator", "the Republican", "the 34-year-old", "the former presidential candidate"; not "the Board's director"
    or "the Oslo police chief", which tell the office of somebody new.
    """
    stated = [child for child in token.children if child.dep_ in STATED]
    if token.tag_ in {"NNS", "NNPS"} or "the" not in {child.lower_ for child in stated}:
        return False
    known = role_class(token.text) or gender_by_word(token.text) or token.text in peoples()
    if not known and not token.lower_.endswith("-year-old"):
        return False
    if any(child.dep_ == "prep" for child in stated) and not any(child.text in PAST for child in stated):
        return False
    base = place.start - token.idx
    return all(child.lower_ == "the" or _is_trait(reading, child, base + child.idx) for child in stated)


def _is_trait(reading: Reading, child: "Token", offset: int) -> bool:
    if child.dep_ == "prep" and child.text in {"of", "from"}:
        base = offset - child.idx
        names = [reading.mention_at(base + one.idx) for one in child.children]
        return bool(names) and all(one is not None and reading.entity(one).type == "place" for one in names)
    if child.dep_ not in {"amod", "compound"} or role_class(child.text) or is_portfolio(child.text):
        return False
    if child.lower_ in RANKS:
        return False
    mention = reading.mention_at(offset)
    place = mention is not None and reading.entity(mention).type == "place"
    party = child.text in peoples() or child.text in {"GOP", "Democratic"} or country_of_demonym(child.text) is not None
    return child.text.islower() or party or place or is_known_place(child.text)


def _person_meant(reading: Reading, token: "Token", place: Span, turns: Turns) -> Speaker:
    """The one person who is told to be what the noun says; else who is clearly meant as by a pronoun; else nobody."""
    told = [reading.names[at] for at in _told_as(reading, token.text, place.start)]
    ranks = ranked(reading, place.start, turns, gender_by_word(token.text))
    choices = [one for one in ranks if one.speaker.entity in told] if told else ranks
    if not choices or choices[0].speaker.entity is None or (not told and role_class(token.text) in KNOWN_TO_ALL):
        return NOBODY
    first, rivals = choices[0], [one for one in ranks if one.speaker != choices[0].speaker]
    if len(told) == 1 and role_class(token.text) not in SHARED:
        sure = not rivals or rivals[0].weight < RIVAL * first.weight
        return Speaker(first.speaker.entity, None, "named", "role") if sure else NOBODY
    if _spoke_alone(reading, first.speaker.entity, place, turns):
        return structs.replace(first.speaker, way="description")
    clear = len(choices) == 1 or first.weight >= MARGIN * choices[1].weight
    near = reading.sentences_between(first.where, place.start) <= NEAR
    return structs.replace(first.speaker, way="description") if clear and near else NOBODY


def _spoke_alone(reading: Reading, entity: Entity | None, place: Span, turns: Turns) -> bool:
    """Whether `entity` spoke last, in this paragraph or the one before, and nobody else was named since."""
    last = next((turn for turn in reversed(turns) if turn.quote is not None), None)
    if last is None or last.quote is None or last.speaker.entity != entity:
        return False
    if any(span.of(reading.text).endswith("?") for span in last.quote.content):  # somebody else answers
        return False
    if reading.paragraph_at(place.start) - reading.paragraph_at(last.where - 1) > 1:
        return False
    since = [one for one in named_before(reading, place.start, {"person"}) if one.span.start >= last.where]
    return all(reading.entity(one) == entity for one in since)


def _told_as(reading: Reading, word: str, before: int) -> list[int]:
    """The persons (by number) who are called `word`, or a word of its class, right before or behind a mention."""
    role = role_class(word)
    found = []
    for mention in reading.mentions:
        if mention.span.end > before or reading.entity(mention).type != "person" or mention.at in found:
            continue
        title = reading.text[max(0, mention.span.start - TITLE_BEFORE) : mention.span.start]
        lead = re.search(r"(?:[\w.’'-]+ )+$", title)
        apposition = re.match(
            r"(?: \([^()]*\))?, (?:an?|the|who is|[\w-]+ )[^,.;“\"]*", reading.text[mention.span.end :][:TITLE_BEHIND]
        )
        words = [*(lead.group().split()[-4:] if lead else ()), *(apposition.group().split() if apposition else ())]
        if any(fold(one) == fold(word) or (role and role_class(one) == role) for one in words):
            found.append(mention.at)
    return found
