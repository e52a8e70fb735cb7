"""Which origins are one: a short name and the full one, a role and who holds it, a body and the officer who speaks.

A body and somebody who is told to speak for it, to head it or to hold an office of it have one knowledge. So whatever
the one says in one report and the other in another goes back to one origin.
"""

import re
from collections.abc import Collection, Iterator
from typing import Literal

from twosource.annotate.naming.form import fold
from twosource.annotate.naming.lists import given_names
from twosource.annotate.naming.titles import is_role_word
from twosource.corroborate.material import Material
from twosource.corroborate.wording import FUNCTION_WORDS, words
from twosource.derive.credits import same_newsroom
from twosource.model import Entity, Origin
from twosource.words import lines, table
from twosource.words.stems import stem

__all__ = ["body_or_person", "is_body", "united"]

TITLE = re.compile(r"(?:^|[\s(“\"—])((?:[^\s,.;:!?“”\"()—]+\s){1,7})$")
BEFORE_COMMA = re.compile(r"((?:[^\s,.;:!?“”\"()—]+\s){0,6}[^\s,.;:!?“”\"()—]+),\s$")
APPOSED = re.compile(r"^,\s(?:\d+,\s)?([^,.;:“”\"()\n]{3,80})[,.;\n]")
HEADS = re.compile(r"^,\swho\s(?:heads|leads|runs|chairs|directs|speaks\sfor)\s([^,.;:“”\"()\n]{3,80})")
AGED = re.compile(r"\b(\d{1,3})-year-old$")
AGE = re.compile(r"^,\s(\d{1,3})\b")
BESIDE = 80  # characters before a name in which its title stands
SEATS = {"minister": "ministry", "prosecutor": "prosecution", "governor": "government"}  # officers, and their bodies


def is_body(name: str) -> bool:
    """Whether a role is that of a body: “the coast guard”, “British police”."""
    said = f" {name.casefold()}"
    return any(said.endswith(f" {body}") for body in lines("en/knowing_bodies"))


def body_or_person(entity: Entity, material: Material) -> Literal["person", "organisation"]:
    """The kind of origin that an entity is: a body also where it passes for a person but is told to be one.

    “The ferry company Vesterlag” is, and so is what “which” goes back to.
    """
    if entity.type != "person":
        return "organisation"
    named = fold(entity.name.split()[0]) in given_names()
    return "person" if named or not _is_told_a_body(entity, material) else "organisation"


def _is_told_a_body(entity: Entity, material: Material) -> bool:
    if {word.casefold() for word in entity.name.split()[1:]} & {
        one.casefold() for one in lines("en/organisation_words")
    }:
        return True
    for before, after in _beside(entity, material):
        last = before.rstrip(" ,").rpartition(" ")[2].casefold()
        if last in table("en/body_nouns") or after.startswith(", which "):
            return True
    return False


def _beside(entity: Entity, material: Material) -> Iterator[tuple[str, str]]:
    """What stands before and behind each mention of an entity."""
    for place in entity.mentions:
        volume = material.volumes.get(place.document)
        if volume is not None:
            text, (start, end) = volume.article.text, place.span
            yield text[max(0, start - BESIDE) : start], text[end : end + BESIDE]


def united(origins: Collection[Origin], material: Material) -> dict[Origin, Origin]:
    """Each of `origins` with the one of them that it is under a fuller name, itself where there is none, or several."""
    names: dict[str, Entity] = {}
    for entity in material.entities.values():
        names.setdefault(entity.name, entity)
    found = {one: one for one in origins}
    for one in sorted(origins, key=lambda origin: (origin.name in names, len(origin.name), origin)):
        meant = [other for other in sorted(set(found.values()) - {one}) if _is_vaguer(one, other, names, material)]
        fullest = [other for other in meant if not any(_is_part(other.name, third.name) for third in meant)]
        if len(fullest) == 1:
            found = {name: fullest[0] if full == one else full for name, full in found.items()}
    return found


def _is_vaguer(one: Origin, other: Origin, names: dict[str, Entity], material: Material) -> bool:
    """Whether `one` is `other`, called less fully."""
    mine, others = names.get(one.name), names.get(other.name)
    if one.kind == "outlet":
        return False
    if other.kind == "outlet":
        return _is_its_newsroom(one, other) or (mine is None and _is_part(one.name, other.name))
    if (mine is None or mine.type != "person") and (_is_part(one.name, other.name) or _is_organ(mine, other.name)):
        return True
    if others is not None and others.type == "person":
        surname = mine is not None and one.name == other.name.split()[-1] != other.name
        return surname or (mine is None and _is_told_of(one.name, others, material))
    return mine is not None and other.kind == "organisation" and _is_officer(mine, other.name, material)


def _is_its_newsroom(one: Origin, other: Origin) -> bool:
    """Whether an outlet is the press office of a body: “Fulmar Air newsroom” and “Fulmar Air”."""
    beside = _telling(other.name) - _telling(one.name)
    office = _is_part(one.name, other.name) and beside <= {stem(word) for word in lines("en/press_offices")}
    return office or same_newsroom(one.name, other.name)


def _is_organ(body: Entity | None, of: str) -> bool:
    """Whether a body is one within another: “the Board of the National Bank”."""
    return body is not None and any(re.search(rf"\bof\s(?:the\s)?{re.escape(of)}$", name) for name in body.aliases)


def _is_part(name: str, fuller: str) -> bool:
    return _telling(name) < _telling(fuller)


def _is_told_of(role: str, entity: Entity, material: Material) -> bool:
    """Whether a role is told beside the name of a person: “prosecutor Ann Orr”, “Ann Orr, the prosecutor”."""
    said = _telling(role) if is_role_word(role.split()[-1]) else frozenset()
    aged = AGED.search(role)
    for before, after in _beside(entity, material):
        age = AGE.match(after)
        if aged and age and age[1] == aged[1]:
            return True
        if said and any(said <= _telling(told) for told in _offices(before, after)):
            return True
    return False


def _offices(before: str, after: str) -> Iterator[str]:
    """The titles told beside a name: those that end with a role right before it, or are set beside it."""
    for found in (TITLE.search(before), BEFORE_COMMA.search(before)):
        if found and is_role_word(found[1].split()[-1]):
            yield found[1]
    apposed, heading = APPOSED.match(after), HEADS.match(after)
    if apposed and any(map(is_role_word, apposed[1].split())):
        yield apposed[1]
    if heading:
        yield heading[1]


def _is_officer(person: Entity, body: str, material: Material) -> bool:
    """Whether a person is told to hold an office of a body: “police chief Ann Orr”, “Ann Orr, who heads the service”.

    A minister holds that of the ministry.
    """
    said = _telling(body)
    owner = re.compile(rf"\b{re.escape(body.split()[-1])}['’]s\s" if is_body(body) else "$^", re.IGNORECASE)
    for before, after in _beside(person, material):
        if any(said <= _with_seat(_telling(told)) or owner.search(told) for told in _offices(before, after)):
            return True
        heading = HEADS.match(after)
        if heading and _telling(heading[1]) <= said:
            return True
    return False


def _with_seat(said: frozenset[str]) -> frozenset[str]:
    return said | {stem(seat) for officer, seat in SEATS.items() if stem(officer) in said}


def _telling(name: str) -> frozenset[str]:
    said = (re.sub(r"['’]s?$", "", word) for word, _ in words(name))
    telling = frozenset(stem(word) for word in said if word not in FUNCTION_WORDS)
    return telling or frozenset((name.casefold(),))
