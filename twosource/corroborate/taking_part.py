"""Who is said to have a part in what, and who is said to have none: the commonest way in which reports contradict.

Two sentences about one participant and one target that share hardly a word (“fighters led by Ruritanians” and “the
Ruritanians will stay away”) say the opposite. They are found by a small list of ways to say it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from twosource.corroborate.findings import Finding, supports
from twosource.corroborate.material import Material, Volume
from twosource.corroborate.naming import excerpt, label, listed
from twosource.corroborate.wording import FUNCTION_WORDS, hedges_in, words
from twosource.model import Place, Span, Stance
from twosource.words import lines, table

__all__ = ["Part", "find_parts", "parts_taken", "people_of"]

NEGATION_REACH = 6  # words before the phrase in which a negation turns it round
TARGET_REACH = 14  # words after it in which its target stands
CLAUSE_START = re.compile(r"[;:]\s|\b(?:that|but|while|although|though|because|as)\s", re.IGNORECASE)
ASIDE = re.compile(r", (?:another|who|which|whose|where|an?|the|one|some|once|long|including|along with)\b.*,")
AFTER_PEOPLE = re.compile(r"\b(?:on|in|against|to|for|into|at|near|from|towards?|over)\b|[,;.]")
CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
PEOPLE_ENDINGS = ("ish", "ians", "ian", "ans", "ese", "an", "is", "i", "ia", "ey", "s", "a", "y")


class Part(Struct, frozen=True):
    """A passage that gives somebody a part in something (`takes`) or none; `hedged` if it is expected or possible."""

    place: Place
    phrase: str
    names: tuple[str, ...]
    where: tuple[str, ...]
    takes: bool
    hedged: bool


def people_of(name: str) -> str:
    """The root that a people, its country and its language share, as far as spelling tells.

    >>> people_of("Kurds") == people_of("Kurdish"), people_of("Russia") == people_of("Russian")
    (True, True)
    """
    folded = name.casefold().replace("’s", "").replace("'s", "")
    for ending in PEOPLE_ENDINGS:
        root = folded.removesuffix(ending)
        if root != folded and len(root) >= 4:
            return root
    return folded


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], bool, bool], ...]]:
    """First word -> (words, for or against, participant before), longer ones first."""
    found: dict[str, list[tuple[tuple[str, ...], bool, bool]]] = {}
    for phrase, (side, stands) in table("en/taking_part").items():
        split = tuple(phrase.split())
        found.setdefault(split[0], []).append((split, side == "for", stands == "before"))
    return {first: tuple(sorted(held, key=lambda one: -len(one[0]))) for first, held in found.items()}


def parts_taken(material: Material) -> tuple[Part, ...]:
    """Every passage of the story that says who takes part in what, or does not, by document and place."""
    return tuple(
        part
        for volume in material.volumes.values()
        for sentence in volume.sentences
        for part in _parts(volume, sentence, material)
    )


def _parts(volume: Volume, sentence: Span, material: Material) -> Iterator[Part]:
    found = list(words(volume.article.text, sentence))
    folded = [word for word, _ in found]
    for at, word in enumerate(folded):
        for phrase, side, before in _phrases().get(word, ()):
            if tuple(folded[at : at + len(phrase)]) != phrase:
                continue
            last = at + len(phrase) - 1
            span = Span(found[at][1].start, found[last][1].end)
            rest = Span(span.end, found[min(len(found) - 1, last + TARGET_REACH)][1].end)
            who, rest = _before(volume, sentence, span, rest) if before else _after(volume, rest)
            where = _places(volume, rest, material, who)
            if who and where:
                turned = _is_negated(folded[max(0, at - NEGATION_REACH) : at])
                hedged = bool(hedges_in(folded))
                text = " ".join(phrase)
                yield Part(Place(volume.id, sentence), text, tuple(who), where, side != turned, hedged)
            break


def _is_negated(before: Sequence[str]) -> bool:
    negations = set(lines("en/negations"))
    return sum(word in negations or word.endswith("n't") for word in before) % 2 == 1


def _before(volume: Volume, sentence: Span, span: Span, rest: Span) -> tuple[list[str], Span]:
    """The participant named last before the phrase in its clause, with those joined to it; asides are skipped."""
    text = volume.article.text[sentence.start : span.start]
    text = ASIDE.sub(" ", text)
    clause = list(CLAUSE_START.finditer(text))
    text = text[clause[-1].end() :] if clause else text
    names = list(CAPITAL.finditer(text))
    names = [name for name in names if name.group().casefold() not in FUNCTION_WORDS]
    if not names:
        return [], rest
    held = [names[-1]]
    for name in reversed(names[:-1]):
        if not re.fullmatch(r",? and (?:the )?|, (?:the )?|\s", text[name.end() : held[0].start()]):
            break
        held.insert(0, name)
    return [name.group() for name in held], rest


def _after(volume: Volume, rest: Span) -> tuple[list[str], Span]:
    """The participants named right after the phrase, up to what they take part in, and what follows them."""
    text = rest.of(volume.article.text)
    stop = AFTER_PEOPLE.search(text)
    end = stop.start() if stop else len(text)
    return CAPITAL.findall(text[:end]), Span(min(rest.end, rest.start + end), rest.end)


def _places(volume: Volume, span: Span, material: Material, who: Sequence[str]) -> tuple[str, ...]:
    people = set(map(people_of, who))
    return tuple(
        entity
        for entity in volume.entities_in(span)
        if entity in material.entities
        and material.entities[entity].type == "place"
        and people_of(material.name(entity)) not in people
    )


def find_parts(material: Material) -> tuple[Finding, ...]:
    """Findings on who takes part in what: where two documents or more say it, and where one says the contrary."""
    by_subject: dict[tuple[str, str], list[Part]] = {}
    for part in parts_taken(material):
        for people in dict.fromkeys(map(people_of, part.names)):
            for where in part.where:
                by_subject.setdefault((people, where), []).append(part)
    out: list[Finding] = []
    seen: set[tuple[Place, ...]] = set()
    for (people, where), parts in sorted(by_subject.items(), key=lambda item: (-len(item[1]), item[0])):
        places = tuple(sorted({part.place for part in parts}))
        if len({place.document for place in places}) > 1 and places not in seen:
            seen.add(places)
            name = next(one for one in parts[0].names if people_of(one) == people)
            out.append(_finding(parts, f"{name} in {material.name(where)}", material))
    return tuple(out)


def _finding(parts: Sequence[Part], subject: str, material: Material) -> Finding:
    sides = {takes: [part for part in parts if part.takes == takes] for takes in (True, False)}
    lead, rest = sides[True] or sides[False], sides[False] if sides[True] else []
    denied = {part.place for part in rest}
    places: dict[Place, Stance] = {part.place: "states" for part in lead if part.place not in denied}
    for place in sorted(denied):
        places[place] = "denies"
    hedged = [{part.hedged for part in side} for side in (lead, rest)]
    foretold = all(part.hedged for part in lead)
    best = min(lead, key=lambda part: (part.hedged, part.place.span.length, part.place))
    if not rest:
        return Finding(
            kind="statement", text=excerpt(best.place, material), support=supports(places), foretold=foretold
        )
    told = "; ".join(
        f"{_tellers(side, material)} with “{listed(sorted({p.phrase for p in side}))}”" for side in (lead, rest)
    )
    days = {material.volumes[part.place.document].published for part in parts}
    sure = hedged == [{False}, {False}] and len(days) == 1 and None not in days
    why = "both are said as fact on one day" if sure else "but they may tell of different times or stages"
    return Finding(
        kind="statement",
        text=excerpt(best.place, material),
        support=supports(places),
        relation="conflict" if sure else "unclear",
        note=f"The documents differ on the part of {subject}: for it {told.replace('; ', ', against it ', 1)}; {why}.",
        foretold=foretold,
    )


def _tellers(side: Sequence[Part], material: Material) -> str:
    return listed(sorted({label(part.place.document, material) for part in side}))
