"""What one clause asserts and another says is not so: denials and negated statements against who states it.

To deny something is to deny all that is more particular: “the pump was not used” contradicts “the pump was used until
dawn”, and not the other way round. So all that is denied must be told on the other side, and nothing told on both
sides (who, where, when, how many) may differ.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct, structs

from twosource.corroborate.facts import Fact, deed_of
from twosource.corroborate.findings import Finding, supports
from twosource.corroborate.material import Material
from twosource.corroborate.naming import label, listed, wording
from twosource.corroborate.statements import weights
from twosource.model import Place, Stance
from twosource.words import lines, table

__all__ = ["Denied", "contradicts", "denied_things", "find_contradictions"]

COVERED = 0.8  # the part of what is denied, by weight, that the other side must tell
FEWEST = 2  # words that tell what is denied
DENYING = frozenset(("!deny", "!plead"))
CHARGING = frozenset(("!accuse", "!charge", "!admit", "!sentence"))
OPEN_HEDGES = frozenset(("future", "expected", "possible", "condition", "intended", "duty"))


NONE_OF = re.compile(r"(?:no|not (?:one|an?|a single))\s", re.IGNORECASE)


class Denied(Struct, frozen=True):
    """What a clause says is not so: `keys` name it, `acts` its deeds, of no matter where it is `free` (“no fire”)."""

    fact: Fact
    keys: frozenset[str]
    acts: frozenset[str]
    free: bool = False
    things: frozenset[str] = frozenset()


def denied_things(facts: Sequence[Fact]) -> Iterator[Denied]:
    """Yield what is denied, in the order of the facts."""
    for one in facts:
        if one.limited or one.hedges & OPEN_HEDGES or (one.opens and not one.acts & DENYING):
            continue
        if one.under_denial and not one.negated:
            yield Denied(one, one.keys, one.acts)
        elif one.acts & DENYING and not one.negated:
            acts = one.acts - DENYING
            keys = one.keys - DENYING - one.subject
            yield Denied(one, keys, acts or CHARGING | {key for key in keys if key.startswith("!")})
        elif one.negated and one.asserted and not (one.under_denial or one.spoken or one.acts & DENYING):
            yield Denied(one, one.keys, one.acts, free=not one.subject and not one.vague)


def contradicts(denied: Denied, other: Fact, weight: Mapping[str, float]) -> bool:
    """Whether `other` asserts what `denied` says is not so."""
    here = denied.fact
    if other.negated or other.under_denial or other.hedges & OPEN_HEDGES or other.acts & DENYING:
        return False
    if (not other.asserted and not other.charged) or (other.opens and not other.acts & CHARGING):
        return False
    if (denied.acts or (other.acts and not denied.free)) and not denied.acts & other.acts:
        return False
    if DENYING & here.acts and other.who and here.who and not here.who & other.who:
        return False  # another one may have done it
    if _of_one_speaker(here, other) or _may_have_changed(here, other):
        return False
    told = denied.keys - {f"@{here.says.speaker}"} if here.says and here.says.speaker else denied.keys
    shared = told & other.keys
    if len(shared) < FEWEST + (here.vague and not here.acts & DENYING) or not (
        sum(weight[key] for key in sorted(shared)) >= COVERED * sum(weight[key] for key in sorted(told))
        or _is_core(denied, other, shared)
    ):
        return False
    return not _differ(here, other) and not _of_anybody(here, other, shared)


def _is_core(denied: Denied, other: Fact, shared: frozenset[str]) -> bool:
    """Whether who or what, and the deed, are told of what is denied in so many words (“denied that … in the raid”)."""
    here = denied.fact
    core = here.subject | here.acts
    return (
        here.under_denial
        and bool(here.subject)
        and core <= shared
        and len(core) > FEWEST
        and bool(here.acts & other.acts)
    )


def disclaims(denied: Denied, other: Fact) -> bool:
    """Whether somebody says that there is none of the things of which `other` tells, or none that he knows of.

    “I never heard of a loan to the quay” meets “every loan to the quay was known to the chair”.
    """
    things = denied.things
    if not things or other.negated or other.under_denial or other.hedges & OPEN_HEDGES:
        return False
    if not (other.asserted or other.charged) or not things <= other.keys:
        return False
    passing = {act for act in denied.fact.acts if _disclaiming()[act] == "deed"}
    if (passing and not passing & other.acts) or len(things) + bool(passing) < FEWEST:
        return False  # one word alone (“knew nothing of any activities”) meets too much
    return not (
        _of_one_speaker(denied.fact, other) or _may_have_changed(denied.fact, other) or _differ(denied.fact, other)
    )


def _disclaimed(one: Fact, material: Material) -> frozenset[str]:
    """The things of which a speaker says that there are none, or that he saw, used or heard of none; empty if none."""
    if one.says is None or not one.asserted or not one.negated or one.hedges or one.undone:
        return frozenset()
    of_none = NONE_OF.match(material.text(one.place)) is not None
    if one.acts - _disclaiming().keys() or not (one.acts or of_none or not (one.subject or one.vague)):
        return frozenset()
    things = one.keys - one.acts - {f"@{one.says.speaker}"}
    things = things if of_none else things - one.subject
    return frozenset() if things & _matters() or one.who & things else things


@cache
def _disclaiming() -> dict[str, str]:
    """The deeds that say so, each with what must be told to meet it."""
    return {deed_of(word): told for word, (told,) in table("en/disclaiming").items()}


@cache
def _matters() -> frozenset[str]:
    return frozenset(deed_of(word) for word in lines("en/matters"))


def _of_anybody(one: Fact, other: Fact, shared: frozenset[str]) -> bool:
    """Whether nothing shows that two clauses of two documents are of one person, where one says only *he* or *who*."""
    plain = not (one.under_denial or one.acts & DENYING) and one.place.document != other.place.document
    named = any(key.startswith("@") for key in shared) or bool(one.numbers & other.numbers)
    return plain and (one.vague or other.vague) and not named


def _differ(one: Fact, other: Fact) -> bool:
    """Whether two clauses tell of other participants, places, days or numbers."""
    speakers = {f"@{fact.says.speaker}" for fact in (one, other) if fact.says and fact.says.speaker}
    if one.who - speakers and other.who and not one.who & other.who:
        return True
    if one.where and other.where and not one.where & other.where:
        return True
    if one.days and other.days and (one.days[1] < other.days[0] or other.days[1] < one.days[0]):
        return True
    return bool(one.numbers and other.numbers and not one.numbers & other.numbers)


def _of_one_speaker(one: Fact, other: Fact) -> bool:
    """Whether both are the words of one speaker, or of one author, who does not contradict himself."""
    if one.says is None and other.says is None:
        return one.place.document == other.place.document
    return bool(one.says and other.says and one.says.speaker and one.says.speaker == other.says.speaker)


def _may_have_changed(one: Fact, other: Fact) -> bool:
    """Whether the one may be told of a time when it still was so, the other of a later one: “has not been charged”."""
    return one.present and one.place.document != other.place.document and one.published != other.published


def find_contradictions(facts: Sequence[Fact], material: Material) -> tuple[Finding, ...]:
    """Findings on what is asserted in one place and denied in another; denials of one thing are one finding."""
    weight = weights(facts)
    groups: list[tuple[list[Denied], list[Fact]]] = []
    for found in denied_things(facts):
        denied = structs.replace(found, things=_disclaimed(found.fact, material))
        met = [one for one in facts if contradicts(denied, one, weight) or disclaims(denied, one)]
        if not met:
            continue
        known = next((held for held in groups if any(one in held[1] for one in met)), None)
        if known is None:
            groups.append(([denied], met))
        else:
            known[0].append(denied)
            known[1].extend(one for one in met if one not in known[1])
    return tuple(_finding(denied, met, material) for denied, met in groups)


def _finding(denied: Sequence[Denied], met: Sequence[Fact], material: Material) -> Finding:
    places: dict[Place, Stance] = {one.place: "states" for one in met}
    places |= {one.fact.place: "denies" for one in denied}
    lead = min(met, key=lambda one: (not one.asserted, one.vague, one.says is not None, len(one.keys), one.place))
    yes = listed(sorted({label(one.place.document, material) for one in met}))
    no = listed(sorted({_who(one, material) for one in denied}))
    return Finding(
        kind="statement",
        text=wording(lead.place, material),
        support=supports(places),
        relation="conflict",
        note=f"It is told in {yes}, and denied: {no}.",
    )


def _who(denied: Denied, material: Material) -> str:
    where = label(denied.fact.place.document, material)
    says = denied.fact.says
    who = material.name(says.speaker) if says and says.speaker else (says.speaker_name if says else "")
    return f"by {who} in {where}" if who else f"in {where}"
