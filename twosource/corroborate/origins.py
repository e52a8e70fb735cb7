"""Where the knowledge in a passage ultimately comes from, as far as its document tells."""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from twosource.corroborate.identity import body_or_person, is_body, united
from twosource.corroborate.knowing import knower_at, knows_by_pronoun, owner_of_data
from twosource.corroborate.material import Material
from twosource.corroborate.naming import label
from twosource.corroborate.wording import words
from twosource.derive.credits import same_newsroom
from twosource.model import Origin, Place, Quote
from twosource.words import lines
from twosource.words.stems import stem

__all__ = [
    "attributed_to",
    "origin_at",
    "origins_of",
    "speaker_origin",
    "surely_apart",
    "tells_of_another",
]

DOCUMENT = re.compile(r"the ([a-z ]+)")
RELATIVE = re.compile(r",\s(?:which|who|whose|where)\b[^,.;]*$")
REFUSALS = frozenset(("not", "declined", "declines", "refused", "refuses", "wouldn't", "didn't"))
UNNAMED = "an unnamed source"
UNSEEN = "an unseen source that nothing names"
NEAR = 3  # sentences before “the statement added” in which it is told whose statement it is
HOLDS, ATTRIBUTED = 0.5, 0.4  # parts of a passage: by what is said alone, and with who says so
UNKNOWN = "a speaker who is not named"
DEFINITE = re.compile(r"\b[Tt]he\s$")
MEASURE = re.compile(r"[\w.,]+[-‑]\w+(?:[-‑]\w+)?")
NO_SOURCE = frozenset(("on", "in", "at", "by", "of", "with", "for"))


def speaker_origin(quote: Quote, material: Material) -> Origin:
    """The speaker of a quotation as an origin: an entity, somebody called by a role, or somebody unnamed."""
    entity = material.entities.get(quote.speaker or "")
    if entity is not None:
        return Origin(name=entity.name, kind=body_or_person(entity, material))
    if (owner := owner_of_data(quote.speaker_name or "", material)) is not None:
        return owner
    if quote.naming == "anonymous":
        body = quote.speaker_name and is_body(quote.speaker_name)
        return Origin(name=quote.speaker_name or UNNAMED, kind="organisation" if body else "anonymous")
    document = DOCUMENT.fullmatch(quote.speaker_name or "")
    if document and document[1] in lines("en/speaking_documents"):
        return _whose(document[1], quote, material)
    if quote.speaker_name and quote.naming != "none":
        return Origin(name=quote.speaker_name, kind="organisation" if is_body(quote.speaker_name) else "person")
    return Origin(name=quote.speaker_name or UNKNOWN, kind="anonymous")


def _whose(document: str, quote: Quote, material: Material) -> Origin:
    """Whose statement “the statement” is: that of who spoke in one shortly before, else just a statement."""
    volume = material.volumes[quote.document]
    before = [span for span in volume.sentences if span.start < quote.content[0].start][-NEAR:]
    for sentence in reversed(before):
        told = re.search(
            rf"\b(?:in|released|issued|put out) (?:an?|its|his|her|their) (?:\w+ )?{document}\b",
            sentence.of(volume.article.text),
        )
        for other in volume.notes.quotes if told else ():
            entity = material.entities.get(other.speaker or "")
            if entity is not None and any(part.overlap(sentence) for part in other.content):
                return Origin(name=entity.name, kind=body_or_person(entity, material))
    return Origin(name=f"{'an' if document[0] in 'aeiou' else 'a'} {document}", kind="anonymous")


def surely_apart(origins: Iterable[Origin], material: Material) -> bool:
    """Whether two of `origins` cannot be the same.

    Somebody known by a role only may be one of those who are named, and a source that nothing names may be anybody.
    """
    names = {entity.name for entity in material.entities.values()}
    held = [one for one in origins if one.name != UNSEEN]
    vague = [one for one in held if one.kind != "outlet" and one.name not in names]
    outlets = [one for one in held if one.kind == "outlet"]
    return len(held) - len(vague) >= 2 or (bool(outlets) and bool(vague))


def tells_of_another(places: Iterable[Place], material: Material, homes: Mapping[str, str]) -> bool:
    """Whether a document that gives one source names, in the same sentence, the source that another one gives.

    “Figures of the ministry seen by the Herald” and “the Herald reported” are perhaps one source. So is an outlet
    that reports it in its own voice in one article and names its source in another.
    """
    given = [(place, origin_at(place, material, homes)) for place in places]
    sources = {(place.document, origin.name) for place, origin in given if origin.kind != "outlet"}
    for place, origin in given:
        volume = material.volumes[place.document]
        named = {material.name(entity) for entity in volume.entities_in(volume.sentence(place.span))}
        others = {name for document, name in sources if document != place.document and name != origin.name}
        if origin.kind != "outlet" and others & named:
            return True
    return _is_of_one_outlet(given, material)


def _is_of_one_outlet(given: Sequence[tuple[Place, Origin]], material: Material) -> bool:
    """Whether all that is given comes to one outlet, with the sources that nobody but its own articles name."""
    own = {origin.name for _, origin in given if origin.kind == "outlet"}
    return len(own) == 1 and all(
        origin.kind == "outlet" or material.volumes[place.document].outlet in own for place, origin in given
    )


def _is_description(place: Place, material: Material) -> bool:
    """Whether a measure only says which one is meant (“the 54-metre vessel”): the reporter's own, whoever speaks."""
    text = material.volumes[place.document].article.text
    definite = DEFINITE.search(text[max(0, place.span.start - 5) : place.span.start]) is not None
    return definite and MEASURE.fullmatch(material.text(place)) is not None


def _is_somebody(label: str) -> bool:
    """Whether words that pass for an unnamed source can be one: not “on a vote of 226”, nor “14 million crowns”."""
    said = [word for word, _ in words(label)]
    if not said or said[0] in NO_SOURCE:
        return False
    people = {stem(word) for word in (*lines("en/anonymous_sources"), *lines("en/persons_counted"))}
    return not said[0][0].isdigit() or any(stem(word) in people for word in said)


def attributed_to(place: Place, material: Material) -> Quote | None:
    """The quotation or report of speech that the passage at `place` is, the innermost; None if it is none.

    It must hold most of the passage, or, with the words that attribute it, a good part of a longer one.
    """
    best: tuple[int, Quote] | None = None
    for quote in material.volumes[place.document].notes.quotes:
        held = sum(part.overlap(place.span) for part in quote.content)
        whole = held + sum(part.overlap(place.span) for part in (*quote.cue, *quote.source))
        if _is_aside(quote, place, material) or _is_refused(quote, place, material):
            continue
        if held and max(held / HOLDS, whole / ATTRIBUTED) >= max(1, place.span.length):
            size = sum(part.length for part in quote.content)
            if best is None or (size, quote.id) < (best[0], best[1].id):
                best = (size, quote)
    return best[1] if best else None


def _is_aside(quote: Quote, place: Place, material: Material) -> bool:
    """Whether `place` is in a relative clause of reported speech (“…, which began on Monday”): the reporter's own."""
    if quote.kind == "direct":
        return False
    text = material.volumes[place.document].article.text
    return any(
        part.holds(place.span) and RELATIVE.search(text[part.start : place.span.start]) for part in quote.content
    )


def _is_refused(quote: Quote, place: Place, material: Material) -> bool:
    """Whether the words that attribute it say that it was not said: “would not say whether …”.

    So do those of a denial, for what is denied; that it is denied, the denier says.
    """
    text = material.volumes[quote.document].article.text
    said = [word for cue in quote.cue for word, _ in words(text, cue)]
    inside = not any(cue.overlap(place.span) for cue in quote.cue)
    return any(word in REFUSALS for word in said) or (inside and any(word in lines("en/denials") for word in said))


def origin_at(place: Place, material: Material, homes: Mapping[str, str]) -> Origin:
    """The origin of what is said at `place`: its speaker, or the outlet it goes back to by `homes`."""
    quote = attributed_to(place, material)
    if _is_description(place, material) and (quote is None or quote.kind != "direct"):
        return _own_voice(place, material, homes)
    if quote is not None and (quote.speaker or (quote.naming != "none" and _is_somebody(quote.speaker_name or ""))):
        speaker = speaker_origin(quote, material)
        return structs.replace(speaker, kind="outlet") if _is_given(speaker, material) else speaker
    known = knower_at(place, material)
    if known is None and knows_by_pronoun(place, material):
        known = _last_speaker(place, material)
    return known if known is not None else _own_voice(place, material, homes)


def _last_speaker(place: Place, material: Material) -> Origin | None:
    """Who spoke in the sentence before that of `place`, of the same paragraph, by a name or a role."""
    volume = material.volumes[place.document]
    start = volume.sentence(place.span).start
    line = volume.article.text.rfind("\n", 0, start)
    before = [span for span in volume.sentences if line < span.start < start][-1:]
    spoken = [one for one in volume.notes.quotes if any(part.overlap(span) for part in one.content for span in before)]
    told = [one for one in spoken if one.naming in ("named", "role")]
    return speaker_origin(told[-1], material) if told else None


def _own_voice(place: Place, material: Material, homes: Mapping[str, str]) -> Origin:
    """The outlet of the document, or the one from which it took what stands there."""
    home = homes.get(place.document, place.document)
    if home in material.volumes:
        return Origin(name=material.volumes[home].outlet, kind="outlet")
    if home.removeprefix("unseen:").isdigit():
        return Origin(name=UNSEEN, kind="anonymous")
    return Origin(name=label(home, material), kind="outlet")


def _is_given(origin: Origin, material: Material) -> bool:
    """Whether it is the outlet of one of the documents, which is quoted by another one."""
    return any(same_newsroom(origin.name, volume.outlet) for volume in material.volumes.values())


def origins_of(places: Iterable[Place], material: Material, homes: Mapping[str, str]) -> dict[str, frozenset[Origin]]:
    """The origins behind several passages, by where their documents go back to.

    A document that names its source there is no origin itself, and neither is one that has it from there: where one
    of those that have one text names the source, it is that of all. What is one under two names has the fuller one.

    >>> origins_of([], Material({}, {}), {})
    {}
    """
    found: dict[str, set[Origin]] = {}
    for place in places:
        home = homes.get(place.document, place.document)
        found.setdefault(home, set()).add(origin_at(place, material, homes))
    told = {home: {one for one in origins if not _is_silent(one)} or origins for home, origins in found.items()}
    known = united({one for origins in told.values() for one in origins}, material)
    return {home: frozenset(known[one] for one in origins) for home, origins in told.items()}


def _is_silent(origin: Origin) -> bool:
    return origin.kind == "outlet" or origin.name == UNSEEN
