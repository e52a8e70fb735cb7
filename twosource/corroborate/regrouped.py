"""Findings taken apart and brought together by hand: what is left of each, and what they are as one."""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec.structs import replace

from twosource.corroborate.findings import Finding, supports
from twosource.corroborate.guidance import Regrouping
from twosource.corroborate.material import Material
from twosource.corroborate.naming import excerpt
from twosource.corroborate.partition import repartition
from twosource.model import Place, Span, Stance

__all__ = ["fit", "of_passage", "regroup_findings"]

HALF = 0.5  # a passage is meant by words that share this part of the shorter of the two
Kind = Literal["utterance", "figure", "event", "statement"]
OF_ONE: tuple[Kind, ...] = ("statement", "event", "figure", "utterance")  # what findings of several kinds are as one
RELATIONS = ("conflict", "unclear", "update", "agree")
Member = tuple[int, Place]  # a finding's number and one of its places
Marks = dict[int, tuple[str | None, frozenset[frozenset[Place]]]]


def fit(place: Place, document: str, spans: Sequence[Span]) -> float:
    """How well words at `place` mean a passage that stands at `spans` of `document`: 0 (not) to 1 (the same).

    >>> fit(Place("a", Span(0, 4)), "a", [Span(0, 8)]), fit(Place("a", Span(0, 4)), "a", [Span(3, 9)])
    (0.5, 0.0)
    """
    shared = sum(span.overlap(place.span) for span in spans) if document == place.document else 0
    length = sum(span.length for span in spans)
    if not shared or shared < HALF * min(length, place.span.length):
        return 0.0
    return shared / (length + place.span.length - shared)


def of_passage(place: Place, kind: str | None, material: Material) -> Finding:
    """The finding that the words at `place` are by themselves."""
    known: Kind = next((one for one in OF_ONE if one == kind), "statement")
    return Finding(kind=known, text=excerpt(place, material), support=supports({place: "states"}))


def regroup_findings(
    findings: tuple[Finding, ...], regroupings: Sequence[Regrouping], material: Material
) -> tuple[tuple[Finding, ...], Marks, dict[int, tuple[int, ...]]]:
    """Return the findings after regrouping, for each key the places of those it made, and the keys that contradict.

    Words on which nothing rests become a finding.
    """
    if not regroupings:
        return findings, {}, {}
    meant: dict[int, frozenset[Member]] = {}
    for one in regroupings:
        members = []
        for place in one.places:
            member = _member(place, one, findings)
            if member is None:
                findings = (*findings, of_passage(place, one.kind, material))
                member = (len(findings) - 1, place)
            members.append(member)
        meant[one.key] = frozenset(members)
    held = [_members(at, one) for at, one in enumerate(findings)]
    splits = {one.key: meant[one.key] for one in regroupings if one.how == "split"}
    merges = {one.key: meant[one.key] for one in regroupings if one.how == "merge"}
    parted, against = repartition(held, splits, merges)
    made = [_made(group, findings, material) for group in sorted(parted, key=lambda group: min(group))]
    marks: Marks = {}
    for key in meant.keys() - against.keys():
        touched = [group for group in parted if group & _left(meant[key], held)]
        marks[key] = (None, frozenset(frozenset(place for _, place in group) for group in touched))
    return tuple(made), marks, against


def _left(members: frozenset[Member], held: Sequence[frozenset[Member]]) -> frozenset[Member]:
    """All the passages of what `members` were in."""
    return frozenset().union(*(group for group in held if group & members))


def _members(number: int, finding: Finding) -> frozenset[Member]:
    return frozenset((number, Place(one.document, one.span)) for one in finding.support)


def _member(place: Place, regrouping: Regrouping, findings: Sequence[Finding]) -> Member | None:
    """The passage that the words mean, of the kind that is meant; what is split is rather one of several."""
    fits = [
        (fit(place, one.document, (one.span,)), regrouping.how == "split" and len(finding.support) > 1, -at, one.span)
        for at, finding in enumerate(findings) if regrouping.kind in (None, finding.kind) for one in finding.support
    ]  # fmt: skip
    held = [one for one in fits if one[0]]
    if not held:
        return None
    _, _, at, span = max(held, key=lambda one: (one[1], one[0], one[2], one[3]))
    return -at, Place(place.document, span)


def _made(group: frozenset[Member], findings: Sequence[Finding], material: Material) -> Finding:
    """The finding that a group of passages is: one as it was, what is left of one, or several as one."""
    parts = []
    for at in sorted({at for at, _ in group}):
        held = frozenset(member for member in group if member[0] == at)
        whole = _members(at, findings[at])
        parts.append(findings[at] if held == whole else _part(findings[at], {place for _, place in held}, material))
    return parts[0] if len(parts) == 1 else _as_one(parts)


def _part(finding: Finding, places: set[Place], material: Material) -> Finding:
    """What is left of `finding` with these places; its words are those of one of them."""
    stances: dict[Place, Stance] = {
        Place(one.document, one.span): one.stance for one in finding.support if Place(one.document, one.span) in places
    }
    if "states" not in stances.values():
        stances = dict.fromkeys(stances, "states")
    sides = len({one.stance for one in finding.support})
    differs = len(stances) > 1 and len({*stances.values()}) == sides  # the sides it had are there still
    return replace(
        finding,
        text=_text(finding, stances, material),
        support=supports(stances),
        relation=finding.relation if differs else "agree",
        note=finding.note if differs else "",
        members=tuple(one for one in finding.members if _stands(one, places, material)),
    )


def _text(finding: Finding, stances: Iterable[Place], material: Material) -> str:
    """The text of a finding if it is that of one of the places, else the sentence of the first."""
    sentences = [excerpt(place, material) for place in sorted(stances)]
    words = [" ".join(material.text(place).split()) for place in sorted(stances)]
    kept = any(one in finding.text for one in sentences) or any(one == finding.text for one in words)
    return finding.text if kept else sentences[0]


def _stands(member: str, places: Iterable[Place], material: Material) -> bool:
    """Whether the quote, figure or date called `member` stands at one of the places."""
    for volume in material.volumes.values():
        notes = volume.notes
        spans = {quote.id: quote.content for quote in notes.quotes}
        spans |= {figure.id: (figure.span,) for figure in notes.figures}
        spans |= {date.id: (date.span,) for date in notes.dates}
        if member in spans:
            return any(place.document == volume.id and any(map(place.span.overlap, spans[member])) for place in places)
    return False


def _as_one(findings: Sequence[Finding]) -> Finding:
    """Several findings as one, with the words of the one that most documents state."""
    chief = max(findings, key=lambda one: len({place.document for place in one.places()}))
    stances: dict[Place, Stance] = {}
    for one in findings:
        for side in one.support:
            place = Place(side.document, side.span)
            stances[place] = "states" if "states" in (side.stance, stances.get(place)) else side.stance
    origins = {one.origin for one in findings}
    return Finding(
        kind=min((one.kind for one in findings), key=OF_ONE.index),
        text=chief.text,
        support=supports(stances),
        relation=min((one.relation for one in findings), key=RELATIONS.index),
        note=" ".join(dict.fromkeys(one.note for one in findings if one.note)),
        foretold=all(one.foretold for one in findings),
        origin=chief.origin if len(origins) == 1 else None,
        members=tuple(sorted({member for one in findings for member in one.members})),
        background=all(one.background for one in findings),
        denied=tuple(sorted({place for one in findings for place in one.denied})),
        exact=any(one.exact for one in findings),
    )
