"""One act of speech in several documents: which quotations go back to the same words.

Wording decides first, in order, then the speaker; a quotation of a few words (“overlap”) joins a fuller one only where
speaker and context agree. Two statements of one speaker on one topic stay apart.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from twosource.corroborate.material import Material, Volume
from twosource.corroborate.occasions import are_apart, are_one
from twosource.corroborate.wording import FUNCTION_WORDS, common_run, is_undone, key_of, matched_words, stem, words
from twosource.model import Place, Quote, Span
from twosource.words import lines

__all__ = ["Said", "group_utterances", "is_denial", "said_words"]

SENTENCE, SAME_SENTENCE = 8, 0.9  # words of a sentence, and the part of them that two must share to be the same
OPEN = re.compile(r"whether\b", re.IGNORECASE)  # “would not say whether ...” asserts nothing
INSERTED = re.compile(r"\[[^\]]*\]")
FRAGMENT = 2  # so many telling words in marks may be anybody's
RARE = 1.5  # sentences a document, on average, that hold a rare word outside marks
FEW = 3  # so many words in marks are a partial quotation that proves nothing by itself
SHORT = 6  # up to so many words, all of them must be the same
SHARE_DIRECT, SHARE_INDIRECT = 0.7, 0.6
RUN_ANYWHERE = 7  # so many words in a row, in marks in both documents, are one utterance whatever follows
RUN_ANY_SPEAKER = 8
COMMON = 0.5  # a word that more than this part of the quotations hold proves little


class Said(Struct, frozen=True):
    """A piece of speech as it is compared: the spans of its words, those words folded and stemmed, its context.

    `denied` tells that it is reported as denied: the speaker says that it is not so.
    """

    quote: Quote
    spans: tuple[Span, ...]
    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    content: frozenset[str]
    context: tuple[str, ...]
    denied: bool = False

    @property
    def direct(self) -> bool:
        return self.quote.kind != "indirect"

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(Place(self.quote.document, span) for span in self.spans)


def said_words(material: Material) -> tuple[Said, ...]:
    """Every piece of speech of the story, by document and place.

    A direct quotation is one piece; of a mixed one each stretch in marks is a piece of its own; an indirect one is one
    piece. A piece that two attributions hold is taken once, with the one that names its speaker, or else the shorter.
    """
    pieces: dict[tuple[str, tuple[Span, ...]], Quote] = {}
    for quote in material.quotes():
        for spans in _pieces(quote, material.volumes[quote.document]):
            known = pieces.get((quote.document, spans))
            if known is None or _preference(quote) < _preference(known):
                pieces[quote.document, spans] = quote
    ordered = sorted(pieces.items(), key=lambda piece: piece[0])
    said = (_said(quote, spans, material.volumes[document]) for (document, spans), quote in ordered)
    return tuple(one for one in said if one.words)


def _preference(quote: Quote) -> tuple[bool, bool, int, str]:
    """Of two attributions of the same words, the inner one is the speaker's; who passes it on is a channel."""
    inner = quote.within is not None and quote.naming != "none"
    return (not inner, quote.speaker is None, sum(part.length for part in quote.content), quote.id)


def _said(quote: Quote, spans: tuple[Span, ...], volume: Volume) -> Said:
    text = " … ".join(span.of(volume.article.text).strip() for span in spans)
    folded = tuple(word for word, _ in words(INSERTED.sub(" ", text)))
    context = tuple(stem(word) for word, _ in words(volume.article.text, volume.sentence(spans[0])))
    content = frozenset(stem(word) for word in folded if word not in FUNCTION_WORDS)
    denied = quote.kind != "direct" and is_denial(quote, volume)
    return Said(quote, spans, text, folded, tuple(map(stem, folded)), content, context, denied)


def is_denial(quote: Quote, volume: Volume) -> bool:
    """Whether the words that attribute a report of speech say that its speaker denies it."""
    return any(word in lines("en/denials") for cue in quote.cue for word, _ in words(volume.article.text, cue))


def _pieces(quote: Quote, volume: Volume) -> tuple[tuple[Span, ...], ...]:
    """The words of the speaker: of a mixed quotation, each stretch in marks; of a question left open, none."""
    if quote.kind == "indirect" and quote.content and OPEN.match(quote.content[0].of(volume.article.text)):
        return ()
    if quote.kind != "mixed":
        return (quote.content,) if quote.content else ()
    cut = [
        (Span(max(mark.start, part.start), min(mark.end, part.end)),)
        for part in quote.content
        for mark in volume.marks
        if mark.overlap(part)
    ]
    return tuple(cut) or ((quote.content,) if quote.content else ())


def group_utterances(said: Sequence[Said], material: Material) -> tuple[tuple[Said, ...], ...]:
    """Bring together the quotations that go back to one act of speech, in the order of the first of each group."""
    speakers = {at: {one.quote.speaker} - {None} for at, one in enumerate(said)}
    group = list(range(len(said)))
    members = {at: [at] for at in group}
    settled: set[int] = set()
    for strength, left, right in sorted(_pairs(said, material), key=lambda p: (-p[0][0], -p[0][1], p[1], p[2])):
        weak = {at for at in (left, right) if not said[at].direct or len(said[at].words) <= FEW}
        if said[left].stems != said[right].stems and strength[0] < 2:
            if weak & settled:
                continue  # a partial or reported one goes to the best match among fuller ones only
            settled |= weak
        one, other = sorted((group[left], group[right]))
        both = speakers[one] | speakers[other]
        if one == other or (len(both) > 1 and strength[0] < 3):
            continue  # two speakers, unless the words are beyond chance
        if _clash([said[at] for at in members[one]], [said[at] for at in members[other]], material):
            continue
        if weak and _has_full(members[one], said) and _has_full(members[other], said):
            continue  # a fragment is no bridge between two longer ones
        for at in members.pop(other):
            group[at] = one
            members[one].append(at)
        speakers[one] = both
    return tuple(tuple(said[at] for at in sorted(members[one])) for one in sorted(members))


def _clash(one: Sequence[Said], other: Sequence[Said], material: Material) -> bool:
    """Whether one document gives the words of two groups to two persons: then they are two utterances."""
    given, others = (
        {
            (said.quote.document, said.quote.speaker)
            for said in group
            if said.quote.speaker in material.entities and material.entities[said.quote.speaker].type == "person"
        }
        for group in (one, other)
    )
    return any(here == there and who != whom for here, who in given for there, whom in others)


def _has_full(numbers: Sequence[int], said: Sequence[Said]) -> bool:
    return any(said[at].direct and len(said[at].words) > FEW for at in numbers)


def _pairs(said: Sequence[Said], material: Material) -> Iterator[tuple[tuple[float, int], int, int]]:
    """Pairs that are one utterance, each with (certainty 1 to 3, words matched) and their numbers."""
    for left, right in _candidates(said):
        one, other = said[left], said[right]
        strength = _strength(one, other, material)
        if strength:
            yield strength, left, right


def _candidates(said: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Pairs with two telling words in common, or one where one of them is short."""
    holders: dict[str, list[int]] = {}
    for at, one in enumerate(said):
        for word in one.content:
            holders.setdefault(word, []).append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for holding in holders.values():
        shared.update((left, right) for n, left in enumerate(holding) for right in holding[n + 1 :])
    for (left, right), count in sorted(shared.items()):
        if count >= 2 or count >= min(len(said[left].content), len(said[right].content)):
            yield left, right


def _strength(one: Said, other: Said, material: Material) -> tuple[float, int] | None:
    """How surely two quotations are one utterance, None if they are not: 3 whatever the speaker, 2 by wording alone."""
    a, b = one.quote.speaker, other.quote.speaker
    agree = a is None or b is None or a == b
    shorter = min(len(one.words), len(other.words))
    matched = matched_words(one.stems, other.stems)
    if one.denied != other.denied:
        return None
    plainly = one.stems == other.stems or common_run(one.words, other.words) >= RUN_ANY_SPEAKER
    if are_apart(one.quote.occasion, other.quote.occasion) and not plainly:
        return None  # said on another day, in another place or to another outlet
    if one.quote.document == other.quote.document and (not one.direct or not other.direct or matched < 0.9 * shorter):
        return None
    if one.direct and other.direct and shorter > FEW:
        telling = len(one.content & other.content)
        run = common_run(one.words, other.words) if matched >= min(shorter * SHARE_DIRECT, RUN_ANYWHERE) else 0
        share = SHARE_DIRECT if shorter > SHORT else 1
        enough = (matched >= share * shorter and run >= min(4, shorter)) or run >= RUN_ANYWHERE
        if not enough or telling < 2 or not (agree or run >= RUN_ANY_SPEAKER):
            return None
        return (3 if run >= RUN_ANY_SPEAKER else 2, matched)
    if not agree:
        return None
    if one.direct and other.direct:
        return _partial(one, other, material)
    return _reported(one, other, matched, shorter)


def _partial(one: Said, other: Said, material: Material) -> tuple[float, int] | None:
    """A quotation of a few words and one that holds them, where what is said around them agrees too.

    One or two telling words must be rare ones, in the very form, of one speaker; unless the whole sentence is the
    same, which is one report of one act of speech.
    """
    short, full = sorted((one, other), key=lambda s: (len(s.words), s.quote.document, s.quote.id))
    if common_run(short.words, full.words) < len(short.words) or not short.content:
        return None
    matched = matched_words(short.context, full.context)
    if len(short.context) >= SENTENCE and matched >= SAME_SENTENCE * max(len(short.context), len(full.context)):
        return (1.0, matched)
    known = _of_one_speaker(short, full, material)
    fragment = len(short.content) <= FRAGMENT
    if fragment and not (known and _are_rare(short, material)):
        return None
    aside = short.content | _names(short.quote, material) | _names(full.quote, material)
    together = known and are_one(short.quote.occasion, full.quote.occasion)
    telling = (set(short.context) & set(full.context)) - aside - {stem(word) for word in FUNCTION_WORDS}
    run = len(short.words) + 2  # a few words around it, in the same order
    shared = len(telling) >= (2 if fragment else 1) or together
    if (matched >= run or together) and (shared or (known and common_run(short.context, full.context) >= run - 1)):
        return (1.0, matched)
    return None


def _of_one_speaker(short: Said, full: Said, material: Material) -> bool:
    """Whether a fragment is told as words of the speaker of a fuller quotation, or in a sentence that names them.

    Of speakers whom nobody names, those called alike ("the two officials") are taken for one.
    """
    speaker = full.quote.speaker
    if speaker is None and short.quote.speaker is None:
        return short.quote.speaker_name is not None and short.quote.speaker_name == full.quote.speaker_name
    if speaker is None or short.quote.speaker is not None:
        return speaker is not None and speaker == short.quote.speaker
    volume = material.volumes[short.quote.document]
    return speaker in volume.entities_in(volume.sentence(short.spans[0]))


def _are_rare(short: Said, material: Material) -> bool:
    """Whether the words are no common ones, nor what the story is about."""
    keys = {key_of(word) for word in short.words if word not in FUNCTION_WORDS}
    uncommon = any(word not in lines("en/common_words") for word in short.words if word not in FUNCTION_WORDS)
    return uncommon and all(material.own_counts.get(key, 0) <= RARE * len(material.volumes) for key in keys)


def _reported(one: Said, other: Said, matched: int, shorter: int) -> tuple[float, int] | None:
    """An indirect quotation and another one, of one known speaker, in nearly the same words."""
    speaker = one.quote.speaker
    telling = one.content & other.content
    if speaker is None or speaker != other.quote.speaker or len(telling) < 3 or shorter <= FEW:
        return None
    if is_undone(one.words) != is_undone(other.words):
        return None
    run = common_run(one.stems, other.stems)
    return (1.0, matched) if matched >= SHARE_INDIRECT * shorter and run >= FEW else None


def _names(quote: Quote, material: Material) -> set[str]:
    entity = material.entities.get(quote.speaker or "")
    names: Mapping[str, None] = dict.fromkeys((entity.name, *entity.aliases) if entity else (quote.speaker_name or "",))
    return {stem(word) for name in names for word, _ in words(name)}
