"""Hold a dossier against the truth of its story: which claim of the one is which of the other, and what is right."""

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from bench.stories import Story, TrueClaim, TrueUtterance, located
from twosource.model import Claim, Dossier, Place, Quote, Side, Variant

__all__ = ["Judged", "Judgement", "judge_claims", "judge_variants", "one_name"]

KINDS = {"event": "telling", "statement": "telling"}  # which of the two a sentence is, is a matter of taste
SAME = frozenset(("fullest", "verbatim"))  # of two that have all the words, either may be called the fullest


class Judgement(Struct, frozen=True):
    """What the dossier makes of one true claim. `found` is False where it has no such claim.

    `origins` and `range` tell whether the origins are right and the true numbers of witnesses lie in the range given:
    those of the side that is meant where the claim has sides. `first_origins` and `first_range` tell the same of the
    side that the dossier puts first, whichever that is.
    """

    claim: TrueClaim
    said: Claim | None
    found: bool
    verdict: bool
    origins: bool = False
    range: bool = False
    narrow: bool = False
    first_origins: bool = False
    first_range: bool = False


class Judged(Struct, frozen=True, dict=True):
    """A dossier beside its story, arranged for asking."""

    story: Story
    dossier: Dossier

    @cached_property
    def places(self) -> dict[str, list[tuple[Place, str]]]:
        """The passages of every true claim that are kept in the texts, with their stance."""
        return {
            claim.id: [
                (place, one.stance)
                for one in claim.passages
                if (place := located(one.document, one.text, self.dossier)) is not None
            ]
            for claim in self.story.claims
        }

    def meeting(self, claim: TrueClaim, said: Claim) -> frozenset[str]:
        """The documents of which both claims hold the same passage."""
        return frozenset(
            place.document
            for place, _ in self.places[claim.id]
            for one in said.support
            if one.document == place.document and one.span.overlap(place.span)
        )

    def best(self, claim: TrueClaim) -> Claim | None:
        """The claim of the dossier that holds most of the passages of a true one, of its kind if there is one.

        Of a true claim of several documents it must hold passages of two at least.
        """
        least = min(2, len(claim.documents))
        ranked = [
            (
                _kind(said.kind) == _kind(claim.kind),
                len(common),
                (said.verdict == "disputed") == (claim.verdict == "disputed"),
                -len({one.document for one in said.support} - common),
                -at,
            )
            for at, said in enumerate(self.dossier.claims)
            if len(common := self.meeting(claim, said)) >= least or self._is_dispute(claim, said, common)
        ]
        return self.dossier.claims[-max(ranked)[-1]] if ranked else None

    def _is_dispute(self, claim: TrueClaim, said: Claim, common: frozenset[str]) -> bool:
        """Whether both tell of one dispute: also one that a single document tells."""
        return bool(common) and claim.verdict == "disputed" == said.verdict

    def alone(self, claim: TrueClaim) -> bool:
        """Whether the dossier tells that a claim stands in one document only."""
        return any(
            one.document == place.document and one.span.overlap(place.span)
            for place, _ in self.places[claim.id]
            for one in self.dossier.only_in
        )


def _kind(kind: str) -> str:
    return KINDS.get(kind, kind)


def judge_claims(held: Judged) -> list[Judgement]:
    """Judge what the dossier says of every true claim of its story."""
    return [_judge(claim, held) for claim in held.story.claims]


def _judge(claim: TrueClaim, held: Judged) -> Judgement:
    said = held.best(claim)
    if said is None:
        alone = len(claim.documents) == 1 and claim.verdict == "single source" and held.alone(claim)
        return Judgement(claim, None, alone, alone)
    side = _side(claim, said, held)
    low, high = side.independent
    return Judgement(
        claim,
        said,
        True,
        said.verdict == claim.verdict,
        _same_origins(claim, side),
        _holds(claim, side),
        high - low <= 1,
        _same_origins(claim, said),
        _holds(claim, said),
    )


def _side(claim: TrueClaim, said: Claim, held: Judged) -> Claim | Side:
    """The side that states what a true disputed claim states: it holds most of its passages and fewest of the others.

    Without sides, or where both verdicts are not *disputed*, the claim itself.
    """
    if not (said.sides and claim.verdict == said.verdict == "disputed"):
        return said

    def rank(side: Side) -> tuple[int, int]:
        support = [said.support[at] for at in side.support]
        met = {
            stance: {
                place.document
                for place, taken in held.places[claim.id]
                for one in support
                if taken == stance and one.document == place.document and one.span.overlap(place.span)
            }
            for stance in ("states", "differs", "denies")
        }
        others = met["differs"] | met["denies"]
        return len(met["states"]) - len(others), -said.sides.index(side)

    return max(said.sides, key=rank)


def _holds(claim: TrueClaim, said: Claim | Side) -> bool:
    """Whether the true numbers of witnesses lie in the range given."""
    low, high = said.independent
    return low <= claim.independent[0] and claim.independent[1] <= high


def _same_origins(claim: TrueClaim, said: Claim | Side) -> bool:
    """Whether every origin is named, by any of its names, and nobody else."""
    named = [any(one_name(name, one.name) for one in said.origins for name in true.names) for true in claim.origins]
    known = [any(one_name(name, one.name) for true in claim.origins for name in true.names) for one in said.origins]
    return bool(said.origins) and all(named) and all(known)


def one_name(one: str, other: str) -> bool:
    """Whether one name has all the words of the other, articles aside."""
    words, others = (
        {word.strip(".,'’\"“”").casefold().removesuffix("’s").removesuffix("'s") for word in name.split()}
        - {"the", "a", "an", ""}
        for name in (one, other)
    )
    return bool(words and others) and (words <= others or others <= words)


class Heard(Struct, frozen=True):
    """One true version of an utterance, with the utterance of the dossier that holds it and what it is called there."""

    utterance: str
    wanted: str
    held: str | None
    said: str | None


def judge_variants(held: Judged) -> list[Heard]:
    """Find every true version of every utterance among the utterances of the dossier."""
    quotes = {quote.id: quote for quote in held.dossier.quotes}
    return [heard for one in held.story.utterances for heard in _variants(one, held, quotes)]


def _variants(one: TrueUtterance, held: Judged, quotes: dict[str, Quote]) -> Sequence[Heard]:
    out = []
    for variant in one.variants:
        place = located(variant.document, variant.text, held.dossier)
        best = max(_holders(place, held.dossier, quotes), default=None) if place else None
        out.append(Heard(one.id, variant.relation, best[2] if best else None, best[3] if best else None))
    return out


def _holders(place: Place, dossier: Dossier, quotes: dict[str, Quote]) -> list[tuple[int, int, str, str]]:
    """The utterances that hold half of the words at `place`: how many characters, how many documents, and as what.

    The true words of a report have its verb and its subject, too ("she demanded …"): what attributes it counts as held.
    """
    found = []
    for utterance in dossier.utterances:
        held = [
            (common, variant.relation)
            for variant in utterance.variants
            if quotes[variant.quote].document == place.document and (common := _common(place, variant, quotes))
        ]
        common = sum(characters for characters, _ in held)
        if common and 2 * common >= place.span.length:
            found.append((common, utterance.documents, utterance.id, max(held)[1]))
    return found


def _common(place: Place, variant: Variant, quotes: dict[str, Quote]) -> int:
    """How many characters of `place` a version holds, 0 if none of what is said."""
    quote = quotes[variant.quote]
    said = sum(part.overlap(place.span) for part in variant.content)
    told = (*quote.cue, *quote.source) if quote.kind == "indirect" else ()
    return said + sum(part.overlap(place.span) for part in told) if said else 0


def same_label(wanted: str, said: str | None) -> bool:
    """Whether a version is called what it is."""
    return wanted == said or (wanted in SAME and said in SAME)
