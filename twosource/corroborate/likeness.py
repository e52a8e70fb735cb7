"""How surely two pieces of speech are the same words: every reason that may join two quotations, each by itself."""

from enum import IntEnum
from functools import cached_property

from msgspec import Struct

from twosource.corroborate.material import Material
from twosource.corroborate.occasions import are_apart
from twosource.corroborate.retelling import Likeness, Retellings
from twosource.corroborate.speech import Said
from twosource.corroborate.told_when import foretells, other_occasion
from twosource.corroborate.voices import Agreement, Voices
from twosource.corroborate.wording import FUNCTION_WORDS, common_run, is_undone, key_of, matched_words, stem, words
from twosource.model import Quote
from twosource.words import lines

__all__ = ["FEW", "Certainty", "Pair", "Weighing", "in_one_breath", "surely_same"]

SENTENCE, SAME_SENTENCE = 8, 0.9  # words of a sentence, and the part of them that two must share to be the same
FRAGMENT = 2  # so many telling words in marks may be anybody's
RARE = 1.5  # sentences a document, on average, that hold a rare word outside marks
FEW = 3  # so many words in marks are a partial quotation that proves nothing by itself
SHORT = 6  # up to so many words, all of them must be the same
SHARE_DIRECT, SHARE_ALIKE = (
    0.7,
    0.6,
)  # parts of the shorter in the same order: by words alone, and by words of one speaker
RUN_ANYWHERE = 7  # so many words in a row, in marks in both documents, are one utterance whatever follows
RUN_ANY_SPEAKER = 8
WHOLE_ANY_SPEAKER, WHOLE_TELLING = 5, 3  # so many words in a row are, where they are all of one quotation
SAME_VOICE, OPEN_VOICE = (1.0, 0.4), (2.0, 0.6)  # weight and part that two quotations in marks must share
HEARD_SAME, HEARD_OPEN = (0.6, 0.4), (1.1, 0.4)  # the same of a quotation in marks and a report of speech
REPORTED_SAME, REPORTED_OPEN = (1.5, 0.5), (2.5, 0.6)  # of two reports
TELLING = 3  # words in common of two reports whose speakers may be two


class Certainty(IntEnum):
    """Why two pieces are joined, from the weakest reason up."""

    ONE_BREATH = -1
    RETOLD = 0
    PARTIAL = 1
    WORDING = 2
    LONG_RUN = 3


class Pair(Struct, frozen=True):
    """Two pieces of speech."""

    one: Said
    other: Said

    @property
    def marked(self) -> int:
        return self.one.direct + self.other.direct

    @property
    def shorter(self) -> int:
        return min(len(self.one.words), len(self.other.words))

    @property
    def beside(self) -> bool:
        """Whether one document has both."""
        return self.one.quote.document == self.other.quote.document


class Weighing(Struct, frozen=True, dict=True):
    """What pieces of speech of one story are weighed with."""

    material: Material

    @cached_property
    def voices(self) -> Voices:
        return Voices(self.material)

    @cached_property
    def retellings(self) -> Retellings:
        return Retellings(self.material)

    def keys(self, said: Said) -> frozenset[str]:
        """What a piece says, as keys of meaning."""
        return frozenset(self.retellings.keys(said))

    def are_two_persons(self, one: Quote, other: Quote) -> bool:
        """Whether two quotations are told as words of two persons who have names."""
        known = (self.material.entities.get(quote.speaker or "") for quote in (one, other))
        return all(e is not None and e.type == "person" for e in known) and self.voices.agree(one, other) == "other"


def surely_same(pair: Pair, weighing: Weighing) -> tuple[Certainty, float] | None:
    """Why two pieces of speech are one utterance, and how strongly; None if nothing says so.

    The strength is a number of words in a row for wording, else the weight of what both say.
    """
    if pair.beside and not pair.marked:
        return (Certainty.ONE_BREATH, 0.0) if in_one_breath(pair, weighing.material) else None
    matched = matched_words(pair.one.stems, pair.other.stems)
    if pair.beside and (pair.marked < 2 or matched < 0.9 * pair.shorter):
        return None
    if all(weighing.voices.is_own(one.quote) for one in (pair.one, pair.other)):
        return None
    agreement = weighing.voices.agree(pair.one.quote, pair.other.quote)
    if pair.marked == 2:
        return _of_marked(pair, matched, agreement, weighing)
    return None if agreement == "other" else _retold(pair, agreement, weighing)


def in_one_breath(pair: Pair, material: Material) -> bool:
    """Whether one sentence reports both of one speaker: “denied the theft but admitted the forgery”."""
    one, other = pair.one.quote, pair.other.quote
    volume = material.volumes[one.document]
    speakers = [(quote.speaker, quote.speaker_name) for quote in (one, other)]
    told = one.source == other.source != () or speakers[0] != (None, None)
    apart = None not in (one.within, other.within)
    same = told and speakers[0] == speakers[1] and one.id != other.id and not apart and not pair.marked
    return same and volume.sentence(pair.one.spans[0]) == volume.sentence(pair.other.spans[0])


def _of_marked(pair: Pair, matched: int, agreement: Agreement, weighing: Weighing) -> tuple[Certainty, float] | None:
    """Two stretches in quotation marks: by the words in a row, or else by what both say in nearly the same words."""
    if pair.shorter > FEW:
        found = _by_run(pair, matched, agreement)
        if found is not None and found[0] == Certainty.LONG_RUN:
            return found
        if found is not None:
            return None if are_apart(pair.one.quote.occasion, pair.other.quote.occasion) else found
    if agreement == "other" or other_occasion(pair.one, pair.other, weighing.material):
        return None
    if pair.shorter <= FEW:
        return _partial(pair, agreement, weighing)
    likeness = weighing.retellings.likeness(pair.one, pair.other)
    enough = _reaches(likeness, SAME_VOICE if agreement == "same" else OPEN_VOICE)
    return (Certainty.WORDING, float(matched)) if enough and matched >= SHARE_ALIKE * pair.shorter else None


def _by_run(pair: Pair, matched: int, agreement: Agreement) -> tuple[Certainty, float] | None:
    telling = len(pair.one.content & pair.other.content)
    run = common_run(pair.one.words, pair.other.words)
    whole = run == pair.shorter >= WHOLE_ANY_SPEAKER and telling >= WHOLE_TELLING
    if (run >= RUN_ANY_SPEAKER and telling >= 2) or whole:
        return Certainty.LONG_RUN, float(matched)
    if agreement == "other":
        return None
    if agreement == "same" and run == pair.shorter and telling:
        return Certainty.WORDING, float(matched)
    share = SHARE_DIRECT if pair.shorter > SHORT else 1
    enough = (matched >= share * pair.shorter and run >= min(4, pair.shorter)) or run >= RUN_ANYWHERE
    return (Certainty.WORDING, float(matched)) if enough and telling >= 2 else None


def _reaches(likeness: Likeness, least: tuple[float, float]) -> bool:
    return likeness.weight >= least[0] and likeness.part >= least[1] and likeness.shared >= 2


def _retold(pair: Pair, agreement: Agreement, weighing: Weighing) -> tuple[Certainty, float] | None:
    """A report of speech and a quotation, or two reports, that say the same."""
    likeness = weighing.retellings.likeness(pair.one, pair.other)
    same = agreement == "same"
    heard, reported = (HEARD_SAME, REPORTED_SAME) if same else (HEARD_OPEN, REPORTED_OPEN)
    least = heard if pair.marked else reported
    if same and _denies_it(pair, likeness, weighing):
        return Certainty.RETOLD, likeness.weight
    identical = same and pair.one.stems == pair.other.stems and len(pair.one.content) >= 2
    if (not _reaches(likeness, least) and not identical) or likeness.numbers_differ:
        return None
    if not same and not pair.marked and likeness.telling < TELLING:
        return None
    if not same and weighing.retellings.differ_in_negation(pair.one, pair.other):
        return None
    if is_undone(pair.one.words) != is_undone(pair.other.words) and not pair.marked:
        return None
    if other_occasion(pair.one, pair.other, weighing.material) or foretells(pair.one, pair.other, weighing.material):
        return None
    return Certainty.RETOLD, likeness.weight


def _denies_it(pair: Pair, likeness: Likeness, weighing: Weighing) -> bool:
    """Whether one denies what was told right before, and the other is the denial itself: “denied it”, “It was not so”.

    How much else was told before does not matter.
    """
    if pair.one.points_back == pair.other.points_back or likeness.weight < HEARD_SAME[0] or likeness.shared < 2:
        return False
    apart = other_occasion(pair.one, pair.other, weighing.material)
    return not apart and not weighing.retellings.differ_in_negation(pair.one, pair.other)


def _partial(pair: Pair, agreement: Agreement, weighing: Weighing) -> tuple[Certainty, float] | None:
    """A quotation of a few words and one that holds them, where what is said around them agrees too.

    One or two telling words must be rare ones, in the very form, of one speaker; unless the whole sentence is the
    same, which is one report of one act of speech.
    """
    short, full = sorted((pair.one, pair.other), key=lambda s: (len(s.words), s.quote.document, s.quote.id))
    if common_run(short.words, full.words) < len(short.words) or not short.content:
        return None
    matched = matched_words(short.context, full.context)
    if len(short.context) >= SENTENCE and matched >= SAME_SENTENCE * max(len(short.context), len(full.context)):
        return Certainty.PARTIAL, float(matched)
    known = agreement == "same" or _speaker_is_near(short, full, weighing.material)
    fragment = len(short.content) <= FRAGMENT
    if fragment and not (known and _are_rare(short, weighing.material)):
        return None
    aside = short.content | _names(short.quote, weighing.material) | _names(full.quote, weighing.material)
    telling = (set(short.context) & set(full.context)) - aside - {stem(word) for word in FUNCTION_WORDS}
    if known and short.quote.kind == "mixed" and _says_no_more(short, weighing.material):
        return Certainty.PARTIAL, float(len(short.words))
    run = len(short.words) + 2  # a few words around it, in the same order
    shared = len(telling) >= (2 if fragment else 1)
    if matched >= run and (shared or (known and common_run(short.context, full.context) >= run - 1)):
        return Certainty.PARTIAL, float(matched)
    return None


def _says_no_more(short: Said, material: Material) -> bool:
    """Whether a fragment is all that is told of what was said, and long enough: “said that it ‘did not cancel’”."""
    volume = material.volumes[short.quote.document]
    terms = [term for span in short.quote.content for term in volume.terms_in(span) if term.content]
    return len(short.words) >= FEW and all(any(span.holds(term.span) for span in short.spans) for term in terms)


def _speaker_is_near(short: Said, full: Said, material: Material) -> bool:
    """Whether the sentence of a fragment that nobody is said to have spoken names the speaker of the fuller one."""
    if full.quote.speaker is None or short.quote.speaker is not None:
        return False
    volume = material.volumes[short.quote.document]
    return full.quote.speaker in volume.entities_in(volume.sentence(short.spans[0]))


def _are_rare(short: Said, material: Material) -> bool:
    """Whether the words are no common ones, nor what the story is about."""
    keys = {key_of(word) for word in short.words if word not in FUNCTION_WORDS}
    uncommon = any(word not in lines("en/common_words") for word in short.words if word not in FUNCTION_WORDS)
    return uncommon and all(material.own_counts.get(key, 0) <= RARE * len(material.volumes) for key in keys)


def _names(quote: Quote, material: Material) -> set[str]:
    entity = material.entities.get(quote.speaker or "")
    names = (entity.name, *entity.aliases) if entity else (quote.speaker_name or "",)
    return {stem(word) for name in names for word, _ in words(name)}
