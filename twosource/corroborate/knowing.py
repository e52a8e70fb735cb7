"""Who is told to know something without being quoted: “the weather service recorded 187 millimetres”.

An outlet that writes so has it from that body. Only plain forms count: a body or a person as the subject of a verb of
counting, deciding or asking in the same clause, or as the owner of figures or a register by which it is known.
"""

import re
from functools import cache

from twosource.corroborate.material import Material, Volume
from twosource.model import Entity, Origin, Place, Span
from twosource.words import lines

__all__ = ["knower_at"]

BETWEEN = r"(?:,[^,.;]{1,60},)?\s(?:(?:has|have|had|is|are|was|were|also|now|later|\w+ly)\s){0,2}"
CLAUSE = re.compile(r";\s|:\s|\s[–—-]\s|,\s(?:and|but|while|which|who)\s")
NEAR = 60  # characters behind such words in which what they tell goes on
LONGEST = 60  # characters of “the technical department of the town council”


def knower_at(place: Place, material: Material) -> Origin | None:
    """Return who is told to know what stands at `place`, None where nobody is, or nobody plainly."""
    volume = material.volumes[place.document]
    sentence = volume.sentence(place.span)
    text = volume.article.text
    before = _last_clause(text, sentence.start, place.span.start)
    owned = _owner().search(text, sentence.start, sentence.end)
    aside = _aside().search(text, sentence.start, sentence.end)
    if aside and aside.start() <= place.span.end and aside.end() >= place.span.start - NEAR:
        return _origin(Span(*aside.span("who")), volume, material)
    for match in reversed(list(_subject().finditer(text, before, min(sentence.end, place.span.end)))):
        known = _origin(Span(*match.span("who")), volume, material)
        if known is not None:
            return known
    return _origin(Span(*owned.span("who")), volume, material) if owned else None


def _last_clause(text: str, start: int, end: int) -> int:
    ends = [match.end() for match in CLAUSE.finditer(text, start, end)]
    return ends[-1] if ends else start


@cache
def _who() -> str:
    bodies = "|".join(lines("en/knowing_bodies"))
    named = r"[A-Z][\w.&’'-]*(?:\s(?:of|for|the|and|[A-Z][\w.&’'-]*)){0,6}"
    called = rf"(?:[Tt]he|[Ii]ts|[Tt]heir)\s(?:[\w’'-]+\s){{0,3}}?(?:{bodies})(?:\s(?:of|for)\s{named})?"
    return rf"(?P<who>{called}|(?:[Tt]he\s)?{named})"


@cache
def _subject() -> re.Pattern[str]:
    verbs = "|".join(verb.replace(" ", r"\s") for verb in sorted(lines("en/knowing_verbs"), key=len, reverse=True))
    return re.compile(rf"(?<!\w){_who()}{BETWEEN}(?:{verbs})\b")


@cache
def _owner() -> re.Pattern[str]:
    nouns = "|".join(lines("en/knowing_nouns"))
    return re.compile(rf"\b(?:[Bb]y|[Ii]n|[Aa]ccording to|[Oo]n)\s{_who()}(?:['’]s|s['’])\s(?:\w+\s)?(?:{nouns})\b")


@cache
def _aside() -> re.Pattern[str]:
    """“… a fire that prosecutors said was set”: said by somebody in the midst of it."""
    bodies = "|".join(lines("en/knowing_bodies"))
    return re.compile(
        rf"\b(?:that|which)\s(?P<who>(?:[Tt]he\s)?(?:\w+\s){{0,2}}?(?:{bodies})|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){{0,3}})\s"
        r"(?:said|say|says|believe|believes|allege|alleged)\s(?:was|were|is|are|had|has|have|will|would)\b"
    )


def _origin(who: Span, volume: Volume, material: Material) -> Origin | None:
    """The body or person at `who`: the entity meant there, or a body that is called by what it is."""
    text = who.of(volume.article.text)
    for span, id in volume.mentions_in(who):
        entity = material.entities[id]
        if entity.type in ("person", "organisation") and span.end >= who.end - 1:
            return _entity(entity)
    noun = text.split()[-1].casefold()
    if len(text) <= LONGEST and noun in lines("en/knowing_bodies"):
        return _named_like(text, material) or Origin(name=text[0].lower() + text[1:], kind="organisation")
    return None


def _entity(entity: Entity) -> Origin:
    return Origin(name=entity.name, kind="person" if entity.type == "person" else "organisation")


def _named_like(text: str, material: Material) -> Origin | None:
    """The one body of the story whose name has the words of “the ministry”."""
    said = {word.casefold() for word in text.split()[1:]}
    found = [
        entity
        for entity in material.entities.values()
        if entity.type == "organisation" and said <= {word.casefold() for word in entity.name.split()}
    ]
    return _entity(found[0]) if len(found) == 1 else None
