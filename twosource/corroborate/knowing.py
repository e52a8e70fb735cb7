"""Who is told to know something without being quoted: “the weather service recorded 187 millimetres”.

An outlet that writes so has it from that body. Only plain forms count: a body or a person as the subject of a verb of
counting, deciding or asking in the same clause, or as the owner of figures or a register by which it is known.
"""

import re
from functools import cache

from twosource.corroborate.identity import body_or_person, is_body
from twosource.corroborate.material import Material, Volume
from twosource.model import Origin, Place, Span
from twosource.words import lines

__all__ = ["knower_at", "knows_by_pronoun", "owner_of_data"]

BETWEEN = r"(?:,[^,.;]{1,60},)?(?:,\swho)?\s+(?:(?:has|have|had|is|are|was|were|also|now|later|\w+ly)\s){0,2}"
CLAUSE = re.compile(r";\s|:\s|\s[–—-]\s|,\s(?:and|but|while|which)\s")
ASIDE = re.compile(r",\s(?:which|who|whose)\s[^,.;:]{1,90},")
TAKEN = r"(?:obtained|seen|reviewed|published|leaked|released|first)\b"  # what an outlet did, who has it from another
NEAR = 60  # characters behind such words in which what they tell goes on
LONGEST = 60  # characters of “the technical department of the town council”


def knower_at(place: Place, material: Material) -> Origin | None:
    """Return who is told to know what stands at `place`, None where nobody is, or nobody plainly."""
    volume = material.volumes[place.document]
    sentence = volume.sentence(place.span)
    text = _without_asides(volume.article.text[sentence.start : sentence.end], place.span.start - sentence.start)
    at, end = place.span.start - sentence.start, place.span.end - sentence.start
    aside = _aside().search(text)
    if aside and aside.start() <= end and aside.end() >= at - NEAR:
        return _origin(Span(*aside.span("who")).shift(sentence.start), volume, material)
    told = [*reversed(list(_subject().finditer(text, _last_clause(text, at), end)))]
    told += [match for pattern in _owner() for match in pattern.finditer(text)]
    found = (_origin(Span(*match.span("who")).shift(sentence.start), volume, material) for match in told)
    return next((one for one in found if one is not None), None)


def knows_by_pronoun(place: Place, material: Material) -> bool:
    """Whether somebody called “she” or “it” alone is told to know what stands at `place`: “She puts it at 68”."""
    volume = material.volumes[place.document]
    sentence = volume.sentence(place.span)
    lead = sentence.of(volume.article.text)[: place.span.start - sentence.start]
    return _pronoun().match(lead) is not None


def owner_of_data(label: str, material: Material) -> Origin | None:
    """Whose data, register or letter a source is that is called by it: “statistics office data”, “a log kept by Orr”.

    Who got, saw or brought it out is not whose it is.
    """
    match = next((found for pattern in _data() if (found := pattern.match(label))), None)
    if match is None:
        return None
    owner = match["who"].strip()
    for entity in material.entities.values():
        names = (entity.name, *entity.aliases)
        if entity.type in ("person", "organisation") and any(_ends_with(owner, name) for name in names):
            return Origin(name=entity.name, kind=body_or_person(entity, material))
    if not is_body(owner):
        return None
    return _named_like(f"the {owner}", material) or Origin(name=f"the {owner}", kind="organisation")


def _ends_with(owner: str, name: str) -> bool:
    """Whether words for somebody are a name, perhaps with a title before it."""
    return owner == name or owner.endswith(f" {name}")


def _without_asides(sentence: str, at: int) -> str:
    """`sentence`, with blanks for what is set between commas before `at`: “the fund, which keeps boats, asks for …”."""
    return ASIDE.sub(lambda match: " " * len(match[0]) if match.end() <= at else match[0], sentence)


def _last_clause(sentence: str, at: int) -> int:
    ends = [match.end() for match in CLAUSE.finditer(sentence, 0, at)]
    return ends[-1] if ends else 0


@cache
def _who() -> str:
    bodies = "|".join(lines("en/knowing_bodies"))
    named = r"[A-Z][\w.&’'-]*(?:\s(?:of|for|the|and|[A-Z][\w.&’'-]*)){0,6}"
    called = rf"(?:[Tt]he|[Ii]ts|[Tt]heir)\s(?:[\w’'-]+\s){{0,3}}?(?:{bodies})(?:\s(?:of|for)\s{named})?"
    return rf"(?P<who>{called}|(?:[Tt]he\s)?{named})"


@cache
def _verbs() -> str:
    return "|".join(verb.replace(" ", r"\s") for verb in sorted(lines("en/knowing_verbs"), key=len, reverse=True))


@cache
def _nouns() -> str:
    return "|".join(lines("en/knowing_nouns"))


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_who()}{BETWEEN}(?:{_verbs()})\b")


@cache
def _pronoun() -> re.Pattern[str]:
    return re.compile(rf"(?:She|He|It|They){BETWEEN}(?:{_verbs()})\b")


@cache
def _owner() -> tuple[re.Pattern[str], ...]:
    """“By the firm's reckoning …”, “Of the office's 604 cases”, “The bank's forecast puts …”, “…, by the port, …”."""
    owned = rf"{_who()}(?:['’]s|s['’])\s(?:\w+\s)?(?:{_nouns()})\b"
    bodies = "|".join(lines("en/knowing_bodies"))
    return (
        re.compile(rf"\b(?:[Bb]y|[Ii]n|[Aa]ccording to|[Oo]n)\s{owned}"),
        re.compile(rf"\b(?P<who>[Tt]he\s(?:\w+\s){{0,2}}?(?:{bodies}))['’]s\s(?!(?:19|20)\d\d\b)(?=\d)"),
        re.compile(rf"\b{owned}\s(?:is|was|puts|put|shows|showed|gives|gave|stands|stood)\b"),
        re.compile(rf",\sby\s(?P<who>the\s(?:\w+\s){{0,3}}?(?:{bodies}))(?:\s(?:at|in|of)\s[^,.;]{{1,40}})?,\s"),
    )


@cache
def _data() -> tuple[re.Pattern[str], ...]:
    """Forms of “Orr's log”, “statistics office data” and “a summary sent to the court by Orr”."""
    article = "(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\\s)?"
    nouns = "|".join((_nouns(), *lines("en/speaking_documents")))
    return (
        re.compile(rf"{article}(?P<who>[^’']+)(?:['’]s|(?<=s)['’])\s(?:\w+\s){{0,2}}?(?:{nouns})\b"),
        re.compile(rf"{article}(?P<who>[\w\s]+?)\s(?:data|figures|numbers|records|statistics)$"),
        re.compile(
            rf"{article}(?:[\w-]+\s){{0,2}}?(?:{nouns})\s(?!{TAKEN})(?:\w+\s){{0,6}}?by\s(?:the\s|The\s)?(?P<who>.+)"
        ),
    )


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
        if entity.type != "place" and span.end >= who.end - 1:
            return Origin(name=entity.name, kind=body_or_person(entity, material))
    noun = text.split()[-1].casefold()
    if len(text) <= LONGEST and noun in lines("en/knowing_bodies"):
        return _named_like(text, material) or Origin(name=text[0].lower() + text[1:], kind="organisation")
    return None


def _named_like(text: str, material: Material) -> Origin | None:
    """The one body of the story whose name has the words of “the ministry”."""
    said = {word.casefold() for word in text.split()[1:]}
    found = [
        entity
        for entity in material.entities.values()
        if entity.type == "organisation" and said <= {word.casefold() for word in entity.name.split()}
    ]
    return Origin(name=found[0].name, kind="organisation") if len(found) == 1 else None
