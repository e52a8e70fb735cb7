"""Where the knowledge in a passage ultimately comes from, as far as its document tells."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import structs

from twosource.corroborate.knowing import knower_at
from twosource.corroborate.material import Material
from twosource.corroborate.naming import label
from twosource.corroborate.wording import FUNCTION_WORDS, words
from twosource.derive.credits import same_newsroom
from twosource.model import Origin, Place, Quote
from twosource.words import lines
from twosource.words.stems import stem

__all__ = ["attributed_to", "origin_at", "origins_of", "speaker_origin", "surely_apart", "tells_of_another"]

DOCUMENT = re.compile(r"the ([a-z ]+)")
RELATIVE = re.compile(r",\s(?:which|who|whose|where)\b[^,.;]*$")
REFUSALS = frozenset(("not", "declined", "declines", "refused", "refuses", "wouldn't", "didn't"))
UNNAMED = "an unnamed source"
UNSEEN = "an unseen source that nothing names"
NEAR = 3  # sentences before “the statement added” in which it is told whose statement it is
HOLDS, ATTRIBUTED = 0.5, 0.4  # parts of a passage: by what is said alone, and with who says so
UNKNOWN = "a speaker who is not named"


def speaker_origin(quote: Quote, material: Material) -> Origin:
    """The speaker of a quotation as an origin: an entity, somebody called by a role, or somebody unnamed."""
    entity = material.entities.get(quote.speaker or "")
    if entity is not None:
        return Origin(name=entity.name, kind="person" if entity.type == "person" else "organisation")
    if quote.naming == "anonymous":
        return Origin(name=quote.speaker_name or UNNAMED, kind="anonymous")
    document = DOCUMENT.fullmatch(quote.speaker_name or "")
    if document and document[1] in lines("en/speaking_documents"):
        return _whose(document[1], quote, material)
    if quote.speaker_name and quote.naming != "none":
        return Origin(name=quote.speaker_name, kind="organisation" if _is_body(quote.speaker_name) else "person")
    return Origin(name=quote.speaker_name or UNKNOWN, kind="anonymous")


def _is_body(name: str) -> bool:
    """Whether a role is that of a body: “the coast guard”, “the health ministry”."""
    said = f" {name.casefold()}"
    return any(said.endswith(f" {body}") for body in lines("en/knowing_bodies"))


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
                return Origin(name=entity.name, kind="person" if entity.type == "person" else "organisation")
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
    if quote is not None and (quote.speaker or quote.naming != "none"):
        speaker = speaker_origin(quote, material)
        return structs.replace(speaker, kind="outlet") if _is_given(speaker, material) else speaker
    known = knower_at(place, material)
    if known is not None:
        return known
    home = homes.get(place.document, place.document)
    if home in material.volumes:
        return Origin(name=material.volumes[home].outlet, kind="outlet")
    if home.removeprefix("unseen:").isdigit():
        return Origin(name=UNSEEN, kind="anonymous")
    return Origin(name=label(home, material), kind="outlet")


def _is_given(origin: Origin, material: Material) -> bool:
    """Whether it is the outlet of one of the documents, which is quoted by another one."""
    return any(same_newsroom(origin.name, volume.outlet) for volume in material.volumes.values())


def origins_of(places: Iterable[Place], material: Material, homes: Mapping[str, str]) -> tuple[Origin, ...]:
    """The origins behind several passages, sorted; a document that names its source there is not one itself."""
    found: dict[str, set[Origin]] = {}
    for place in places:
        found.setdefault(place.document, set()).add(origin_at(place, material, homes))
    out: set[Origin] = set()
    for document, origins in found.items():
        named = {origin for origin in origins if origin.kind != "outlet" and origin.name != UNSEEN}
        passed_on = homes.get(document, document) in found.keys() - {document}
        out |= named or (set() if passed_on else origins)
    return tuple(sorted(_without_roles(out, material)))


def _without_roles(origins: Collection[Origin], material: Material) -> set[Origin]:
    """The origins without those that call another one of them by a part of its name ("the ministry")."""
    known = {entity.name for entity in material.entities.values()}
    called = {_name_words(one.name): one for one in sorted(origins, key=lambda one: (one.name in known, one))}
    out = set()
    for one in origins:
        said = _name_words(one.name)
        fuller = [other for other in called if said < other]
        fullest = [other for other in fuller if not any(other < third for third in fuller)]
        role = one.kind != "outlet" and one.name not in known and said
        out.add(called[fullest[0]] if role and len(fullest) == 1 else called[said])
    return out


def _name_words(name: str) -> frozenset[str]:
    telling = frozenset(stem(word) for word, _ in words(name) if word not in FUNCTION_WORDS)
    return telling or frozenset((name.casefold(),))
