"""What documents assert outside quotation marks: clauses of different documents that state the same thing.

Retrieval by shared words and deeds proposes; then the deed, participants, places, days, numbers, negation and
certainty decide. Nothing is called the same, or contrary, on likeness alone.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import Literal

from msgspec import Struct

from twosource.corroborate.clocks import clocks_apart
from twosource.corroborate.facts import Fact
from twosource.corroborate.findings import Finding, supports
from twosource.corroborate.material import Material
from twosource.corroborate.naming import excerpt, label, stands_alone, wording
from twosource.corroborate.opposites import is_exchanged
from twosource.corroborate.tied import Holders, are_tied
from twosource.model import Place, Span, Stance

__all__ = ["Relation", "find_statements", "how_related", "is_stated", "weights"]

BLOCK = 256  # clauses compared with all others at a time
CONTAINED, ALIKE = 0.6, 0.34  # shared weight, of the smaller clause and of both together
WITHIN = 0.8  # a clause that stands in a longer one almost whole
OTHER_DEED = 0.6  # less alike than this, two clauses must tell of one deed
OTHER_SUBJECT = 0.5  # less alike than this, they must tell of one subject
CLEAR = 0.8  # less alike than this, a clause of which a pronoun is the subject must share more than that
SELDOM = 2  # so many other words in common beside the deed are enough without a name, where all else is the same
CONTRARY_ALIKE = 0.65  # so much alike, a negation on one side only turns the whole round
SHARED, FEWEST = 3, 2  # words in common; fewer will do where that is all that one of them says

Kind = Literal["same", "narrower", "wider", "differs", "denies", "unrelated", "cannot tell"]
AGREE = frozenset(("same", "narrower", "wider"))


class Relation(Struct, frozen=True):
    """How a clause stands to another one: ``narrower`` says less, ``wider`` more; `what` it is in which they differ.

    `alike` is the weighted share of common words, 0 to 1.
    """

    kind: Kind
    alike: float = 0.0
    what: str = ""


UNRELATED = Relation("unrelated")


def weights(facts: Sequence[Fact]) -> dict[str, float]:
    """How telling each word is in this story: the rarer among its clauses, the more (inverse document frequency)."""
    counts = Counter(key for one in facts for key in one.words)
    return {key: log(1 + len(facts) / count) for key, count in sorted(counts.items())}


def how_related(one: Fact, other: Fact, weight: Mapping[str, float]) -> Relation:
    """Say how the clause `one` stands to `other`."""
    shared = one.words & other.words
    sizes = [_mass(held.words, weight) for held in (one, other)]
    if len(shared) < FEWEST or not min(sizes):
        return UNRELATED
    common = _mass(shared, weight)
    alike, part = common / (sum(sizes) - common), common / min(sizes)
    if not _is_near(one, other, shared, alike, part):
        return UNRELATED
    what = _apart(one, other, alike)
    if what in ("deed", "who", "subject"):
        return Relation("unrelated", alike, what)
    if what:
        return Relation("differs", alike, what)
    if one.undone != other.undone or one.hedges != other.hedges:
        return Relation("cannot tell", alike, "certainty")
    if one.negated != other.negated:
        denies = alike >= CONTRARY_ALIKE and one.who == other.who
        return Relation("denies" if denies else "cannot tell", alike, "negation")
    if not _is_anchored(one, other, alike):
        return Relation("cannot tell", alike, "who")
    if one.words == other.words:
        return Relation("same", alike)
    return (
        Relation("narrower" if sizes[0] < sizes[1] else "wider", alike) if part >= WITHIN else Relation("same", alike)
    )


def _mass(keys: frozenset[str], weight: Mapping[str, float]) -> float:
    return sum(weight[key] for key in sorted(keys))


def _is_near(one: Fact, other: Fact, shared: frozenset[str], alike: float, part: float) -> bool:
    """Whether two clauses have enough in common to be looked at."""
    if (one.vague or other.vague) and len(shared) <= SHARED and alike < CLEAR:
        return False
    if len(shared) < SHARED and not (part == 1 and shared & one.acts & other.acts):
        return False
    return part >= CONTAINED and (alike >= ALIKE or part >= WITHIN)


def _apart(one: Fact, other: Fact, alike: float) -> str:
    """In what two clauses differ so that they cannot state one thing; empty if in nothing."""
    if alike < OTHER_DEED and not _one_deed(one, other):
        return "deed"
    if (one.who - other.who and other.who - one.who) or (one.who and other.who and not one.who & other.who):
        return "who"
    if alike < OTHER_SUBJECT and one.subject and other.subject and not _one_subject(one, other):
        return "subject"
    if one.where and other.where and not one.where & other.where:
        return "place"
    if one.days and other.days and (one.days[1] < other.days[0] or other.days[1] < one.days[0]):
        return "day"
    if one.clocks and other.clocks and all(clocks_apart(a, b) for a in one.clocks for b in other.clocks):
        return "hour"
    if one.numbers and other.numbers and not (one.numbers <= other.numbers or other.numbers <= one.numbers):
        return "number"
    return "word" if is_exchanged(one, other) else ""


def _is_anchored(one: Fact, other: Fact, alike: float) -> bool:
    """Whether something ties two clauses to one event: a name, a number or an exact day that both have.

    “Fled the scene” and “he was booked into jail” are told of anybody. Where two clauses are nearly the same words and
    nothing stands in them for a name, several words besides the deed will do.
    """
    shared = one.keys & other.keys
    named = any(key.startswith("@") for key in shared)
    days = one.days is not None and one.days == other.days and one.days[0] == one.days[1]
    if named or one.numbers & other.numbers or days:
        return True
    plain = shared - one.acts - other.acts
    return alike >= CLEAR and len(plain) > SELDOM and not (one.vague or other.vague)


def _one_deed(one: Fact, other: Fact) -> bool:
    if not one.acts and not other.acts:
        return True
    return bool(one.acts & other.acts)


def _one_subject(one: Fact, other: Fact) -> bool:
    return bool(one.subject & other.keys or other.subject & one.keys)


class Judge(Struct, frozen=True):
    """The clauses of a story, and how two of them, by number, stand to each other."""

    facts: Sequence[Fact]
    weight: Mapping[str, float]
    holders: Holders

    @classmethod
    def of(cls, facts: Sequence[Fact]) -> "Judge":
        """Weigh the words of the clauses that are to be compared."""
        return cls(facts, weights(facts), Holders.of(facts))

    def relation(self, left: int, right: int) -> Relation:
        """How two clauses stand to each other, as their wording shows, or else what ties them together."""
        one, other = self.facts[left], self.facts[right]
        related = how_related(one, other, self.weight)
        if related.kind in AGREE or related.kind == "denies" or not are_tied(one, other, self.weight, self.holders):
            return related
        return Relation("same", related.alike)

    def related(self) -> list[tuple[Kind, float, int, int]]:
        """Pairs of different documents that state the same or the contrary, the most alike first."""
        found = []
        for left, right in _candidates(self.facts, self.weight):
            held = self.relation(left, right)
            if held.kind in AGREE or held.kind == "denies":
                found.append((held.kind, held.alike, left, right))
        return sorted(found, key=lambda pair: (-pair[1], pair[2], pair[3]))

    def fits(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether two groups state one thing: at least half of the pairs across them do, so that no chain forms."""
        pairs = [(a, b) for a in one for b in other]
        return 2 * sum(self.relation(a, b).kind in AGREE for a, b in pairs) >= len(pairs)


def find_statements(facts: Sequence[Fact], material: Material) -> tuple[Finding, ...]:
    """Findings on statements that two documents or more make, and on those of which one denies the other."""
    told = [one for one in facts if is_stated(one)]
    judge = Judge.of(told)
    group = list(range(len(told)))
    held = {at: [at] for at in group}
    contrary: list[tuple[int, int]] = []
    for kind, _, left, right in judge.related():
        if kind == "denies":
            contrary.append((left, right))
            continue
        one, other = sorted((group[left], group[right]))
        if one == other or not judge.fits(held[one], held[other]):
            continue
        for at in held.pop(other):
            group[at] = one
            held[one].append(at)
    groups = [[told[at] for at in sorted(members)] for members in held.values()]
    several = [one for one in groups if len({fact.place.document for fact in one}) > 1]
    findings = [_agreeing(one, material) for one in _readable(several)]
    return (*findings, *(_contrary(told[left], told[right], material) for left, right in contrary))


def is_stated(one: Fact) -> bool:
    """Whether a clause states something: not the words of a quotation, nor that somebody said or denied something."""
    return one.asserted and not (one.direct or one.spoken or one.under_denial)


def _candidates(facts: Sequence[Fact], weight: Mapping[str, float]) -> Iterator[tuple[int, int]]:
    """Pairs of clauses of different documents with more in common than one word, or most of one of them, by weight."""
    import numpy

    keys = {key: at for at, key in enumerate(sorted(weight))}
    if not keys:
        return
    held = numpy.zeros((len(facts), len(keys)), dtype=numpy.float32)
    for row, one in enumerate(facts):
        held[row, [keys[key] for key in sorted(one.words)]] = [weight[key] ** 0.5 for key in sorted(one.words)]
    sizes = (held * held).sum(axis=1)
    enough = max(weight.values())
    for start in range(0, len(facts), BLOCK):
        block = slice(start, start + BLOCK)
        least = numpy.minimum(sizes[block][:, None], sizes[None, :])
        near = held[block] @ held.T >= numpy.minimum((CONTAINED - 0.01) * numpy.maximum(least, 0.1), enough)
        for left, right in zip(*(at.tolist() for at in numpy.nonzero(near)), strict=True):
            row = start + left
            if row < right and facts[row].place.document != facts[right].place.document:
                yield row, right


def _readable(groups: Sequence[Sequence[Fact]]) -> list[list[Fact]]:
    """The groups that can be read alone; what cannot (“before the fighting began”) goes with one of its sentences.

    So does what only completes another clause of the same sentences (“*speaking to reporters in Orlen*, she …”).
    """
    out: dict[tuple[tuple[str, Span], ...], list[list[Fact]]] = {}
    for one in sorted(groups, key=lambda held: (not _is_readable(held), not _is_finite(held), held[0].place)):
        held = out.setdefault(tuple(sorted({(fact.place.document, fact.sentence) for fact in one})), [])
        if not held or (_is_readable(one) and _is_finite(one)):
            held.append(list(one))
        else:
            held[0] += one
    return [one for held in out.values() for one in held if _is_readable(one)]


def _is_finite(held: Sequence[Fact]) -> bool:
    return any(one.finite for one in held)


def _is_readable(held: Sequence[Fact]) -> bool:
    """Whether a clause of a group says enough by itself."""
    return any(one.finite and len(one.words) >= SHARED for one in held) or all(len(one.words) > SHARED for one in held)


def _agreeing(held: Sequence[Fact], material: Material) -> Finding:
    best = min(held, key=lambda one: (one.says is not None, _alone(one, held), one.vague, len(one.keys), one.place))
    places: dict[Place, Stance] = {}
    for (document, sentence), spans in _spans(held).items():
        del sentence
        places[Place(document, Span(min(s.start for s in spans), max(s.end for s in spans)))] = "states"
    return Finding(
        kind="statement",
        text=_read(best, material),
        support=supports(places),
        foretold=bool(best.hedges & {"future", "expected"}),
    )


def _spans(held: Sequence[Fact]) -> dict[tuple[str, Span], list[Span]]:
    out: dict[tuple[str, Span], list[Span]] = {}
    for one in held:
        out.setdefault((one.place.document, one.sentence), []).append(one.place.span)
    return out


def _read(one: Fact, material: Material) -> str:
    return wording(one.place, material) if stands_alone(material.text(one.place)) else excerpt(one.place, material)


def _alone(one: Fact, held: Sequence[Fact]) -> int:
    """How many words of one clause few of the others have."""
    holders = Counter(key for other in held if other.place.document != one.place.document for key in other.keys)
    return sum(2 * holders[key] < len(held) - 1 for key in one.keys)


def _contrary(one: Fact, other: Fact, material: Material) -> Finding:
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
