"""What one side says and another plainly denies, told in one document: “his union rejects that account”.

Only plain words count: a verb of denial with a noun for what was told. What is denied is then the report of speech
just before, or the clause that the noun opens. To say nothing, or to say something else, is not to deny.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from twosource.corroborate.findings import Finding, supports
from twosource.corroborate.material import Material, Volume
from twosource.corroborate.naming import excerpt, label, listed
from twosource.model import Place, Span, Stance
from twosource.words import lines

__all__ = ["Denial", "denials", "find_denials"]

REACH = 3  # sentences back within which what is denied must stand
ALIKE = 0.6  # part of the words that two documents must have in common for what is denied to be one
NEXT = 400  # characters within which the words of who denies follow


class Denial(Struct, frozen=True):
    """Passages of one document of which one tells something and the others deny it."""

    told: Place
    denied: tuple[Place, ...]
    cue: str


@cache
def _pattern() -> re.Pattern[str]:
    verbs, nouns = ("|".join(lines(f"en/{name}")) for name in ("denials", "accounts"))
    return re.compile(rf"\b({verbs})\s+(?:[\w’'-]+\s+){{0,3}}?({nouns})\b(\s+that\b)?", re.IGNORECASE)


def denials(volume: Volume) -> Iterator[Denial]:
    """Yield the denials that `volume` plainly reports, in order, each with what is denied."""
    text = volume.article.text
    for number, sentence in enumerate(volume.sentences):
        match = _pattern().search(text, sentence.start, sentence.end)
        if match is None or any(mark.start <= match.start() < mark.end for mark in volume.marks):
            continue
        if match[3]:
            told = Span(match.end(1) + 1, sentence.end)
            before = Span(sentence.start, max(sentence.start, match.start()))
            if len(volume.own_terms(before)) > 2:
                yield Denial(Place(volume.id, told), (Place(volume.id, before),), match.group())
            continue
        denied = _before(volume, number, volume.entities_in(Span(sentence.start, match.start())))
        if denied is not None:
            places = [sentence, *_words_that_follow(volume, number)]
            yield Denial(Place(volume.id, denied), tuple(Place(volume.id, one) for one in places), match.group())


def _before(volume: Volume, number: int, deniers: Sequence[str]) -> Span | None:
    """The report of speech nearest before a sentence, by others than the `deniers`: what “that account” means."""
    for sentence in reversed(volume.sentences[max(0, number - REACH) : number]):
        said = [quote for quote in volume.notes.quotes if any(part.overlap(sentence) for part in quote.content)]
        if said:
            return None if any(quote.speaker in deniers for quote in said if quote.speaker) else sentence
    return None


def _words_that_follow(volume: Volume, number: int) -> list[Span]:
    """The quotation that comes right after a denial, in the same paragraph: the words of who denies."""
    sentence = volume.sentences[number]
    following = volume.sentences[number + 1 : number + 2]
    gap = volume.article.text[sentence.end : following[0].start] if following else "\n"
    quoted = [mark for mark in volume.marks if following and mark.overlap(following[0])]
    return [following[0]] if quoted and "\n" not in gap and following[0].length <= NEXT else []


def find_denials(material: Material) -> tuple[Finding, ...]:
    """Findings on what is told and denied; where several documents tell the same denied thing, they are one."""
    groups: list[list[Denial]] = []
    for volume in material.volumes.values():
        for denial in denials(volume):
            same = next((group for group in groups if _alike(group[0], denial, material)), None)
            if same is None:
                groups.append([denial])
            else:
                same.append(denial)
    return tuple(_finding(group, material) for group in groups)


def _alike(one: Denial, other: Denial, material: Material) -> bool:
    left, right = (
        {term.key for term in material.volumes[denial.told.document].terms_in(denial.told.span) if term.content}
        for denial in (one, other)
    )
    return len(left & right) >= ALIKE * max(1, len(left | right))


def _finding(group: Sequence[Denial], material: Material) -> Finding:
    places: dict[Place, Stance] = {denial.told: "states" for denial in group}
    for denial in group:
        for place in denial.denied:
            places[place] = "denies"
    tellers = listed(sorted({label(denial.told.document, material) for denial in group}))
    verb = "tells" if len({denial.told.document for denial in group}) == 1 else "tell"
    return Finding(
        kind="statement",
        text=excerpt(group[0].told, material),
        support=supports(places),
        relation="conflict",
        note=f"It is denied: {tellers} {verb} both sides (“{group[0].cue}”).",
    )
