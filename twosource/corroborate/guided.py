"""Findings as a person regroups and rules on them; without guidance they are as they were."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from twosource.corroborate.findings import Finding
from twosource.corroborate.guidance import Guidance, Regrouping, Ruling
from twosource.corroborate.material import Material
from twosource.corroborate.partition import repartition
from twosource.corroborate.regrouped import fit, of_passage, regroup_findings
from twosource.corroborate.speech import Said
from twosource.model import Claim, Place

__all__ = ["Guided", "guide"]

Groups = Sequence[tuple[Said, ...]]
KINDS = ("figure", "event", "statement", "utterance")  # of two kinds that words fit as well, the first is meant


class Guided(Struct, frozen=True):
    """Groups of quotations and findings after regrouping; `touched` are the numbers of findings by key of guidance.

    `before` are the findings that each regrouping or ruling was about, `against` the keys that contradict each other.
    """

    groups: tuple[tuple[Said, ...], ...]
    findings: tuple[Finding, ...]
    before: Mapping[int, tuple[Finding, ...]] = {}
    touched: Mapping[int, tuple[int, ...]] = {}
    rulings: Mapping[int, Ruling] = {}
    against: Mapping[int, tuple[int, ...]] = {}

    def judged(self, number: int, claim: Claim) -> Claim:
        """The claim of finding `number`, with the verdict that was given by hand if there is one."""
        ruling = self.rulings.get(number)
        if ruling is None:
            return claim
        because = f"{ruling.said[0].upper()}{ruling.said[1:]}; the program had said {claim.verdict}: {claim.because}"
        return replace(claim, verdict=ruling.verdict, because=because)

    def is_touched(self, number: int) -> bool:
        """Whether a person regrouped finding `number` or ruled on it."""
        return any(number in numbers for numbers in self.touched.values())


def guide(
    guidance: Guidance, groups: Groups, findings_of: Callable[[Groups], tuple[Finding, ...]], material: Material
) -> Guided:
    """Regroup quotations and findings, and find what is ruled on; `findings_of` makes findings of groups."""
    findings = findings_of(groups)
    if not guidance.regroupings and not guidance.rulings:
        return Guided(tuple(groups), findings)
    kinds = {one.key: _kind(one, groups, findings) for one in guidance.regroupings}
    about = {one.key: _about(one.places, kinds[one.key], findings) for one in guidance.regroupings}
    before = {key: tuple(findings[at] for at in numbers) for key, numbers in about.items()}
    groups, spoken, first = _regroup_said(
        groups, [one for one in guidance.regroupings if kinds[one.key] == "utterance"]
    )
    rest = [replace(one, kind=kinds[one.key]) for one in guidance.regroupings if kinds[one.key] != "utterance"]
    findings, told, second = regroup_findings(findings_of(groups), rest, material)
    findings, ruled, third = _ruled_on(findings, guidance.rulings, material)
    touched = {key: _standing(findings, kind, places) for key, (kind, places) in (spoken | told).items()}
    before |= {key: (findings[at],) for key, at in ruled.items()}
    touched |= {key: (at,) for key, at in ruled.items()}
    rulings = {ruled[one.key]: one for one in guidance.rulings if one.key in ruled}
    return Guided(tuple(groups), findings, before, touched, rulings, {**first, **second, **third})


def _standing(findings: Sequence[Finding], kind: str | None, places: frozenset[frozenset[Place]]) -> tuple[int, ...]:
    """The numbers of the findings that rest on just these places."""
    rests = [frozenset(Place(one.document, one.span) for one in finding.support) for finding in findings]
    return tuple(at for at, one in enumerate(findings) if rests[at] in places and kind in (None, one.kind))


def _kind(regrouping: Regrouping, groups: Groups, findings: Sequence[Finding]) -> str | None:
    """Of which kind of claims the passages are: that which all of them fit best, None if they fit none together.

    What is split is rather in a claim of several passages than in one by itself.
    """
    if regrouping.kind is not None:
        return regrouping.kind
    several = [one for one in findings if len(one.support) > 1]
    held = several if regrouping.how == "split" and _fits(regrouping.places, several) else findings
    fits = {kind: [_best(place, kind, held, groups) for place in regrouping.places] for kind in KINDS}
    whole = {kind: sum(found) for kind, found in fits.items() if all(found)}
    return max(whole, key=lambda kind: whole[kind], default=None)


def _fits(places: Sequence[Place], findings: Sequence[Finding]) -> bool:
    return all(any(_fit(place, one) for one in findings) for place in places)


def _best(place: Place, kind: str, findings: Sequence[Finding], groups: Groups) -> float:
    best = max((_fit(place, one) for one in findings if one.kind == kind), default=0.0)
    if kind == "utterance" and not best:
        best = max((fit(place, one.quote.document, one.spans) for group in groups for one in group), default=0.0)
    return best


def _fit(place: Place, finding: Finding) -> float:
    return max((fit(place, one.document, (one.span,)) for one in finding.support), default=0.0)


def _about(places: Sequence[Place], kind: str | None, findings: Sequence[Finding]) -> tuple[int, ...]:
    """The numbers of the findings that the words at `places` mean, each once."""
    found = [_meant(place, kind, findings) for place in places]
    return tuple(dict.fromkeys(at for at in found if at is not None))


def _meant(place: Place, kind: str | None, findings: Sequence[Finding]) -> int | None:
    """The number of the finding of `kind` that the words fit best, None if they fit none."""
    fits = [(_fit(place, one), at) for at, one in enumerate(findings) if kind in (None, one.kind)]
    best = max(fits, key=lambda pair: (pair[0], -KINDS.index(findings[pair[1]].kind), -pair[1]), default=(0.0, 0))
    return best[1] if best[0] else None


Marks = dict[int, tuple[str | None, frozenset[frozenset[Place]]]]


def _regroup_said(
    groups: Groups, regroupings: Sequence[Regrouping]
) -> tuple[Groups, Marks, dict[int, tuple[int, ...]]]:
    """The groups of quotations after regrouping; for each key, the places of the groups it made."""
    if not regroupings:
        return groups, {}, {}
    said = [one for group in groups for one in group]
    numbers = iter(range(len(said)))
    held = [frozenset(next(numbers) for _ in group) for group in groups]
    meant = {one.key: frozenset(_said_at(place, said) for place in one.places) for one in regroupings}
    splits = {one.key: meant[one.key] for one in regroupings if one.how == "split"}
    merges = {one.key: meant[one.key] for one in regroupings if one.how == "merge"}
    parted, against = repartition(held, splits, merges)
    marks: Marks = {}
    for key, members in meant.items():
        left = frozenset().union(*(group for group in held if group & members))
        touched = [group for group in parted if group & left]
        places = (frozenset(place for at in group for place in said[at].places) for group in touched)
        marks[key] = ("utterance", frozenset(places))
    regrouped = tuple(tuple(said[at] for at in sorted(group)) for group in sorted(parted, key=min))
    return regrouped, {key: mark for key, mark in marks.items() if key not in against}, against


def _said_at(place: Place, said: Sequence[Said]) -> int:
    """The number of the piece of speech that the words fit best."""
    return max(range(len(said)), key=lambda at: (fit(place, said[at].quote.document, said[at].spans), -at))


def _ruled_on(
    findings: tuple[Finding, ...], rulings: Sequence[Ruling], material: Material
) -> tuple[tuple[Finding, ...], dict[int, int], dict[int, tuple[int, ...]]]:
    """The numbers of the findings that are ruled on, by key, and the keys of rulings that contradict each other.

    Words on which nothing rests become a finding.
    """
    ruled: dict[int, int] = {}
    for one in rulings:
        at = _meant(one.place, one.kind, findings)
        if at is None:
            at, findings = len(findings), (*findings, of_passage(one.place, one.kind, material))
        ruled[one.key] = at
    against: dict[int, tuple[int, ...]] = {}
    for one in rulings:
        others = [o.key for o in rulings if ruled[o.key] == ruled[one.key] and o.verdict != one.verdict]
        if others:
            against[one.key] = tuple(others)
    return findings, {key: at for key, at in ruled.items() if key not in against}, against
