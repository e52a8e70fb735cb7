"""What documents assert outside quotation marks: sentences of different documents that state the same thing.

Retrieval by shared words proposes; then participants, numbers, negation and certainty decide. Nothing is called the
same, or contrary, on likeness alone.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import Literal

from msgspec import Struct

from twosource.corroborate.findings import Finding, supports
from twosource.corroborate.material import Material, Volume
from twosource.corroborate.naming import excerpt, label, stands_alone, wording
from twosource.corroborate.origins import attributed_to
from twosource.corroborate.wording import acts_in, hedges_in, is_past, is_undone
from twosource.model import Place, Span, Stance
from twosource.words import lines, table

__all__ = ["Stated", "find_statements", "how_related", "stated_things"]

FEWEST = 4  # content words outside marks that make a sentence worth comparing
BLOCK = 256  # sentences compared with all others at a time
SHARED = 4  # content words in common, at least two of them no names
CONTAINED, ALIKE = 0.6, 0.34  # shared weight, of the smaller sentence and of both together
WITHIN = 0.8  # a sentence that stands in a longer one almost whole
REPORTED = 0.4  # the part of a sentence that is reported speech, for that to be what it asserts
SAME_ACTS = 0.6  # less alike than this, two sentences must share a verb: a long name that both have is no statement
HAVING = frozenset(("has", "have", "had"))  # by itself a verb of its own
END = re.compile(r"[.!?…][\"'”’)]*$")
CONTRARY_ALIKE = 0.65  # so much alike, a negation on one side only turns the whole round

Related = Literal["same", "contrary", "unrelated", "cannot tell"]


class Stated(Struct, frozen=True):
    """A sentence by what it asserts: its content words and entities, numbers, negations and hedges.

    `acts` are its verbs of what is done; `undone` says that one of them undoes (charges dropped, a plan scrapped).
    """

    place: Place
    keys: frozenset[str]
    numbers: frozenset[str]
    negated: bool
    hedges: frozenset[str]
    who: frozenset[str]
    acts: frozenset[str] = frozenset()
    undone: bool = False


def stated_things(material: Material) -> tuple[Stated, ...]:
    """The sentences that assert something outside quotation marks, by document and place."""
    return tuple(
        stated
        for volume in material.volumes.values()
        for span in _assertions(volume)
        if len((stated := _stated(volume, span, material)).keys) >= FEWEST
    )


def _assertions(volume: Volume) -> Iterator[Span]:
    """What is asserted: each sentence, or where it reports speech, what is reported without the words that do so."""
    reported = sorted({part for quote in volume.notes.quotes if quote.kind != "direct" for part in quote.content})
    for sentence in volume.sentences:
        inside = [part for part in reported if sentence.holds(part)]
        inside = [part for part in inside if _has_verb(part, volume)]
        outermost = [part for part in inside if not any(other != part and other.holds(part) for other in inside)]
        if outermost and sum(part.length for part in outermost) >= REPORTED * sentence.length:
            yield from outermost
        elif not END.search(sentence.of(volume.article.text)):
            continue  # a heading, a credit line, a caption
        elif 2 * sum(mark.overlap(sentence) for mark in volume.marks) < sentence.length and not _only_attributes(
            volume, sentence
        ):
            yield sentence


def _has_verb(part: Span, volume: Volume) -> bool:
    """Whether reported speech asserts something (“the quay is shut”): “praised *the new quay*” reports no assertion."""
    said = [term.word for term in volume.terms_in(part)]
    return said[:1] == ["that"] or any(word in lines("en/finite_verbs") or is_past(word) for word in said)


def _only_attributes(volume: Volume, sentence: Span) -> bool:
    """Whether a sentence with a quotation tells nothing itself but who said it, where and to whom."""
    quotes = [quote for quote in volume.notes.quotes if any(part.overlap(sentence) for part in quote.content)]
    said = [span for quote in quotes for span in (*quote.content, *quote.cue, *quote.source)]
    own = [term for term in volume.own_terms(sentence) if term.content]
    rest = [term for term in own if not any(span.overlap(term.span) for span in said)]
    return any(quote.kind == "direct" for quote in quotes) and len(rest) < FEWEST


def _stated(volume: Volume, sentence: Span, material: Material) -> Stated:
    own = volume.own_terms(sentence)
    said = [term.word for term in own]
    hedges, negations = table("en/hedges"), set(lines("en/negations"))
    entities = {term.key for term in own if term.key.startswith("@")}
    people = {e for e in entities if e[1:] in material.entities and material.entities[e[1:]].type != "other"}
    return Stated(
        Place(volume.id, sentence),
        frozenset(
            t.key
            for t in own
            if t.content and not t.word[0].isdigit() and t.word not in hedges and t.word not in negations
        ),
        frozenset(term.word for term in own if term.word[0].isdigit()),
        sum(term.word in negations or term.word.endswith("n't") for term in own) % 2 == 1,
        hedges_in(said),
        frozenset(people),
        acts_in(said) or frozenset(said) & HAVING,
        is_undone(said),
    )


def weights(stated: Sequence[Stated]) -> dict[str, float]:
    """How telling each word is in this story: the rarer among its sentences, the more (inverse document frequency)."""
    counts = Counter(key for one in stated for key in one.keys)
    return {key: log(1 + len(stated) / count) for key, count in sorted(counts.items())}


def how_related(one: Stated, other: Stated, weight: Mapping[str, float]) -> tuple[Related, float]:
    """Say how two sentences stand to each other, and how alike they are, 0 to 1 (weighted share of common words)."""
    shared = one.keys & other.keys
    if len(shared) < SHARED or sum(not key.startswith("@") for key in shared) < 2:
        return "unrelated", 0.0
    common = sum(weight[key] for key in sorted(shared))
    sizes = [sum(weight[key] for key in sorted(held.keys)) for held in (one, other)]
    alike = common / (sum(sizes) - common)
    part = common / min(sizes)
    if part < CONTAINED or (alike < ALIKE and (part < WITHIN or len(shared) <= SHARED)):
        return "unrelated", alike
    if alike < ALIKE and not one.acts & other.acts:
        return "unrelated", alike  # a name and its epithets in a longer sentence: no deed says what they state
    if one.who and other.who and not one.who & other.who:
        return "unrelated", alike
    if one.undone != other.undone:
        return "cannot tell", alike  # what was made and what unmade it are two things, the later one perhaps news
    if one.acts and other.acts and not one.acts & other.acts and alike < SAME_ACTS:
        return "unrelated", alike
    if one.numbers and other.numbers and not (one.numbers <= other.numbers or other.numbers <= one.numbers):
        return "cannot tell", alike
    if one.hedges != other.hedges:
        return "cannot tell", alike
    if one.negated != other.negated:
        return ("contrary" if alike >= CONTRARY_ALIKE and one.who == other.who else "cannot tell"), alike
    return "same", alike


def find_statements(material: Material) -> tuple[Finding, ...]:
    """Findings on statements that two documents or more make, and on those of which one denies the other."""
    stated = stated_things(material)
    weight = weights(stated)
    group = list(range(len(stated)))
    held = {at: [at] for at in group}
    contrary: list[tuple[int, int]] = []
    for related, _, left, right in _related(stated, weight):
        if related == "contrary":
            contrary.append((left, right))
            continue
        one, other = sorted((group[left], group[right]))
        if one == other or not _fits(held[one], held[other], stated, weight):
            continue
        for at in held.pop(other):
            group[at] = one
            held[one].append(at)
    findings = [
        _agreeing([stated[at] for at in sorted(members)], material)
        for members in held.values()
        if len({stated[at].place.document for at in members}) > 1
    ]
    return (*findings, *(_contrary(stated[left], stated[right], material) for left, right in contrary))


def _related(stated: Sequence[Stated], weight: Mapping[str, float]) -> list[tuple[Related, float, int, int]]:
    """Pairs of different documents that state the same or the contrary, the most alike first."""
    found = []
    for left, right in _candidates(stated):
        related, alike = how_related(stated[left], stated[right], weight)
        if related in ("same", "contrary"):
            found.append((related, alike, left, right))
    return sorted(found, key=lambda pair: (-pair[1], pair[2], pair[3]))


def _candidates(stated: Sequence[Stated]) -> Iterator[tuple[int, int]]:
    """Pairs of sentences of different documents with enough words in common."""
    import numpy

    keys = {key: at for at, key in enumerate(sorted({key for one in stated for key in one.keys}))}
    if not keys:
        return
    held = numpy.zeros((len(stated), len(keys)), dtype=numpy.float32)
    for row, one in enumerate(stated):
        held[row, [keys[key] for key in one.keys]] = 1
    for start in range(0, len(stated), BLOCK):
        shared = held[start : start + BLOCK] @ held.T
        for left, right in zip(*(at.tolist() for at in numpy.nonzero(shared >= SHARED)), strict=True):
            row = start + left
            if row < right and stated[row].place.document != stated[right].place.document:
                yield row, right


def _fits(one: Sequence[int], other: Sequence[int], stated: Sequence[Stated], weight: Mapping[str, float]) -> bool:
    """Whether two groups state one thing: at least half of the pairs across them do, so that no chain forms."""
    pairs = [(a, b) for a in one for b in other]
    same = sum(how_related(stated[a], stated[b], weight)[0] == "same" for a, b in pairs)
    return 2 * same >= len(pairs)


def _agreeing(held: Sequence[Stated], material: Material) -> Finding:
    best = min(held, key=lambda one: (_is_reported(one, material), _alone(one, held), len(one.keys), one.place))
    places: dict[Place, Stance] = {one.place: "states" for one in held}
    return Finding(
        kind="statement",
        text=wording(best.place, material)
        if stands_alone(material.text(best.place))
        else excerpt(best.place, material),
        support=supports(places),
        foretold=bool(best.hedges & {"future", "expected"}),
    )


def _is_reported(one: Stated, material: Material) -> bool:
    """Whether it stands there as somebody's words: what all say is better read where a document says it itself."""
    return attributed_to(one.place, material) is not None


def _alone(one: Stated, held: Sequence[Stated]) -> int:
    """How many words of one sentence few of the others have."""
    holders = Counter(key for other in held if other.place.document != one.place.document for key in other.keys)
    return sum(2 * holders[key] < len(held) - 1 for key in one.keys)


def _contrary(one: Stated, other: Stated, material: Material) -> Finding:
    yes, no = (other, one) if one.negated else (one, other)
    names = [label(held.place.document, material) for held in (yes, no)]
    return Finding(
        kind="statement",
        text=wording(yes.place, material),
        support=supports({yes.place: "states", no.place: "denies"}),
        relation="conflict",
        note=f"{names[0]} states it and {names[1]} says the contrary in nearly the same words.",
        foretold=bool(yes.hedges & {"future", "expected"}),
    )
