"""What one side says and another plainly denies: “his union rejects that account”.

Only plain words count: a verb of denial with a noun for what was told. What is denied must be known for certain: the
clause that the noun opens (“rejects claims that …”), the report of speech just before (“that account”), or an
accusation of the very one who denies. Else there is no dispute. To say nothing, or something else, is not to deny.

A dispute has two sides that can be named. A denial of which nobody tells whose claim it meets is the report of a
denial: something that its speaker said.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from twosource.corroborate.accusations import Accusation, accusations, accusing_sentences
from twosource.corroborate.findings import Finding, supports
from twosource.corroborate.material import Material, Volume
from twosource.corroborate.naming import label, listed, wording
from twosource.corroborate.origins import speaker_origin
from twosource.corroborate.speech import is_denial
from twosource.corroborate.wording import words
from twosource.model import Place, Quote, Span, Stance
from twosource.words import lines

__all__ = ["Denial", "denials", "find_denials"]

ALIKE = 0.6  # part of the words that two documents must have in common for what is denied to be one
NEXT = 400  # characters within which the words of who denies follow
TURNED = 4  # words before a verb of denial in which a negation turns it round
THAT_ONE = re.compile(r"\b(?:that|this)\b", re.IGNORECASE)
ONE_OF_SEVERAL = re.compile(r"\b(?:first|second|third|other|another|latest|new|some|most|many)\b", re.IGNORECASE)
CHARGES = re.compile(r"(?:allegation|accusation|claim|charge)s?$", re.IGNORECASE)
CHARGED = re.compile(r"(?:allegation|accusation|suspicion)s?\s+that$", re.IGNORECASE)
NO_DENIAL = re.compile(
    r"dismiss\w*\b.*\b(?:charge|report|account|suggestion)s?\b", re.IGNORECASE
)  # in court, or as idle
ANOTHER_CLAUSE = re.compile(r";\s|,\s(?:and|but|saying|adding|calling|while|who|which)\b")


class Denial(Struct, frozen=True):
    """Passages of one document of which one tells something and the others deny it.

    `accusation` is what is told where it charges somebody; `text` is the sentence that tells what is denied. `flat`
    tells that somebody calls it a lie, in so many words.
    """

    told: Place
    denied: tuple[Place, ...]
    cue: str
    text: Place
    accusation: Accusation | None = None
    flat: bool = False

    @property
    def meets_a_claim(self) -> bool:
        """Whether it is told whose claim it denies: “Selkish claims that” does, “denied that” does not."""
        if self.flat:
            return True
        if self.accusation is not None:
            return self.accusation.accuser is not None
        named = CHARGED.search(self.cue) is not None or re.search(r"\s[A-Z]", self.cue) is not None
        return named or not self.in_one_sentence

    @property
    def in_one_sentence(self) -> bool:
        """Whether what is denied is told by the denial alone."""
        return self.accusation is None and all(one.span.end <= self.told.span.start for one in self.denied)


@cache
def _pattern() -> re.Pattern[str]:
    verbs, nouns = ("|".join(lines(f"en/{name}")) for name in ("denials", "accounts"))
    noun = rf"(?P<object>(?:[\w.’'-]+\s+){{0,4}}?)(?P<noun>{nouns})\b"
    return re.compile(rf"\b(?P<verb>{verbs})\s+(?:{noun}(?P<clause>\s+that\b)?|(?P<plain>that)\b)", re.IGNORECASE)


def denials(volume: Volume) -> Iterator[Denial]:
    """Yield the denials that `volume` plainly reports and of which it is certain what they deny, in order."""
    text = volume.article.text
    charges = tuple(accusations(volume))
    yield from _refuted(volume, charges)
    for number, sentence in enumerate(volume.sentences):
        match = _pattern().search(text, sentence.start, sentence.end)
        if match is None or any(mark.start <= match.start() < mark.end for mark in volume.marks):
            continue
        if _is_turned(text[sentence.start : match.start()]) or NO_DENIAL.match(match.group()):
            continue
        if match["clause"] or (match["plain"] and not match["noun"] and not _is_pronoun(match, text)):
            yield from _of_its_clause(volume, sentence, match)
        elif THAT_ONE.match(match["object"] or match["plain"] or ""):
            yield from _of_the_sentence_before(volume, number, match)
        elif CHARGES.search(match["noun"] or ""):
            yield from _of_charges(volume, number, match, charges)
        elif (match["object"] or "").strip().casefold() == "the":
            yield from _of_the_account(volume, number, match)


def _refuted(volume: Volume, charges: Sequence[Accusation]) -> Iterator[Denial]:
    """“This is a lie”, in somebody's own words: what is told that can be one is the only accusation of the document."""
    text = volume.article.text
    for quote in volume.notes.quotes:
        match = _refutation().search(quote.content[0].of(text)) if quote.kind == "direct" and quote.speaker else None
        told = [one for one in charges if not one.place.span.overlap(quote.content[0])]
        if match and len({(one.accuser, one.accused) for one in told}) == 1 and told[0].accuser != quote.speaker:
            yield Denial(told[0].place, (Place(volume.id, quote.content[0]),), match.group(), told[0].place, flat=True)


@cache
def _refutation() -> re.Pattern[str]:
    said = "|".join(lines("en/refutations"))
    return re.compile(
        rf"^(?:this|that|it|these|those|they)(?:['’]s|['’]re|\s(?:is|are|was|were))\s(?:\w+ly\s|all\s|just\s)?(?:{said})"
        r"(?=\s*(?:[^\w\s]|$)|\s(?:and|but|because)\b)",
        re.IGNORECASE,
    )


def _is_turned(before: str) -> bool:
    said = [word for word, _ in words(before.rpartition(",")[2])][-TURNED:]
    return any(word in lines("en/negations") or word.endswith("n't") for word in said)


def _is_pronoun(match: re.Match[str], text: str) -> bool:
    """Whether *that* stands for what was said (“he denied that.”) or for one thing (“that account”)."""
    return re.match(rf"\s*(?:[.,;]|(?:{'|'.join(lines('en/accounts'))})\b)", text[match.end() :]) is not None


def _of_its_clause(volume: Volume, sentence: Span, match: re.Match[str]) -> Iterator[Denial]:
    """“… denied claims that the pier was unsafe”: what is denied is told by the clause itself."""
    text = volume.article.text
    stop = ANOTHER_CLAUSE.search(text, match.end(), sentence.end)
    end = stop.start() if stop else sentence.end
    before = Span(sentence.start, max(sentence.start, match.start()))
    if not volume.own_terms(before) or match.end() >= end:
        return
    if match["verb"].casefold().endswith("ing") and not before.of(text).rstrip().endswith(","):
        return  # “after denying that …, he”: who denies, and where it ends, is elsewhere
    told, clause = Span(match.end("verb") + 1, end), Span(match.end() + 1, end)
    if match["plain"]:
        told = clause
    denied = Place(volume.id, Span(sentence.start, match.end("verb")))
    yield Denial(Place(volume.id, told), (denied,), match.group(), Place(volume.id, sentence))


def _of_the_sentence_before(volume: Volume, number: int, match: re.Match[str]) -> Iterator[Denial]:
    """“His union rejects that account.”: what is denied is the report of speech right before."""
    sentence = volume.sentences[number]
    before = volume.sentences[number - 1] if number else None
    if before is None:
        return
    deniers = volume.entities_in(Span(sentence.start, match.start()))
    said = [quote for quote in volume.notes.quotes if any(part.overlap(before) for part in quote.content)]
    if said and not any(quote.speaker in deniers for quote in said if quote.speaker):
        told = Place(volume.id, before)
        yield Denial(told, _who_denies(volume, number), match.group(), told)


def _of_charges(volume: Volume, number: int, match: re.Match[str], charges: Sequence[Accusation]) -> Iterator[Denial]:
    """“Reef denied the allegations”: every accusation of Reef is denied, or those of whom the sentence names."""
    sentence = volume.sentences[number]
    if ONE_OF_SEVERAL.search(match["object"]):
        return
    deniers = volume.entities_in(Span(sentence.start, match.start()))
    faced = [one for one in charges if len(deniers) == 1 and one.accused == deniers[0] and one.place.span != sentence]
    named = volume.entities_in(Span(match.end("verb"), sentence.end))
    faced = [one for one in faced if one.accuser in named] if set(named) - set(deniers) else faced
    for one in faced if match["noun"].casefold().endswith("s") or len(faced) == 1 else ():
        yield Denial(one.place, _who_denies(volume, number), match.group(), one.place, one)


def _of_the_account(volume: Volume, number: int, match: re.Match[str]) -> Iterator[Denial]:
    """“The guard rejected the account”: the only sentence in which somebody accuses somebody, before it."""
    accusing = accusing_sentences(volume, volume.sentences[:number])
    if len(accusing) == 1:
        told = Place(volume.id, accusing[0])
        yield Denial(told, _who_denies(volume, number), match.group(), told)


def _who_denies(volume: Volume, number: int) -> tuple[Place, ...]:
    return tuple(Place(volume.id, one) for one in (volume.sentences[number], *_words_that_follow(volume, number)))


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
    charges = [one for volume in material.volumes.values() for one in accusations(volume)]
    return tuple(_finding(group, [c for c in charges if _is_one(group[0].accusation, c)], material) for group in groups)


def _is_one(one: Accusation | None, other: Accusation | None) -> bool:
    """Whether two accusations are one: the same names and some of the same words."""
    if one is None or other is None or one.accuser is None:
        return one is not None and one == other
    return (one.accuser, one.accused) == (other.accuser, other.accused) and bool(one.keys & other.keys)


def _alike(one: Denial, other: Denial, material: Material) -> bool:
    if one.accusation is not None and other.accusation is not None:
        return _is_one(one.accusation, other.accusation)
    left, right = (
        {term.key for term in material.volumes[denial.told.document].terms_in(denial.told.span) if term.content}
        for denial in (one, other)
    )
    return len(left & right) >= ALIKE * max(1, len(left | right))


def _finding(group: Sequence[Denial], charges: Sequence[Accusation], material: Material) -> Finding:
    tellers = listed(sorted({label(denial.told.document, material) for denial in group}))
    one = len({denial.told.document for denial in group}) == 1
    if not any(denial.meets_a_claim for denial in group):
        return _report(group, f"{tellers} {'does' if one else 'do'} not say whose claim is denied", material)
    places: dict[Place, Stance] = {denial.told: "states" for denial in group}
    places |= {one.place: "states" for one in charges}
    for denial in group:
        for place in denial.denied:
            places[place] = "denies"
    lead = next(denial for denial in group if denial.meets_a_claim)
    return Finding(
        kind="statement",
        text=wording(lead.text, material),
        support=supports(places),
        relation="conflict",
        note=f"It is denied: {tellers} {'tells' if one else 'tell'} both sides (“{lead.cue}”).",
    )


def _report(group: Sequence[Denial], why: str, material: Material) -> Finding:
    """A denial as something said: by whom, if a report of speech tells so."""
    lead = group[0]
    held = list(dict.fromkeys((lead.text, *(lead.denied if not lead.in_one_sentence else ()))))
    speaker = next((quote for denial in group if (quote := _spoken(denial, material))), None)
    origin = speaker_origin(speaker, material) if speaker else None
    text = " ".join(wording(place, material) for place in held)
    places: dict[Place, Stance] = {denial.text: "states" for denial in group}
    places |= {place: "states" for denial in group if not denial.in_one_sentence for place in denial.denied}
    return Finding(
        kind="utterance",
        text=f"{origin.name}: {text}" if origin and lead.in_one_sentence else text,
        support=supports(places),
        note=f"It is a denial (“{lead.cue}”), and {why}.",
        origin=origin,
        denied=tuple(sorted({denial.told for denial in group})),
    )


def _spoken(denial: Denial, material: Material) -> Quote | None:
    """The report of speech whose words say that it is denied."""
    volume = material.volumes[denial.told.document]
    heads = [place.span for place in denial.denied]
    reports = [quote for quote in volume.notes.quotes if is_denial(quote, volume)]
    return next((one for one in reports if any(head.holds(cue) for head in heads for cue in one.cue)), None)
