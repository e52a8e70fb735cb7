"""Clauses by what they assert: a deed, who and what it is about, when, how certain, and on whose word."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from twosource.annotate.predications import Predication
from twosource.corroborate.clocks import CLOCK_ONLY, Clock, clocks_in
from twosource.corroborate.material import Material, Term, Volume
from twosource.corroborate.wording import hedges_in, is_undone, key_of, stem
from twosource.model import Date, Place, Quote, Span
from twosource.words import lines, table

__all__ = ["STANDS", "Fact", "deed_of", "facts_of", "told_facts"]

END = re.compile(r"[.!…][\"'”’)]*$")
LIGHT = frozenset(lines("en/light_verbs"))
SPEAKS = frozenset(("say", "says", "said", "saying", "tell", "tells", "told", "telling"))
STANDS = frozenset(("!deny", "!plead", "!admit", "!accuse", "!charge"))
MARKED = 0.8  # a clause of which so much stands in marks is somebody's own words
REACH = 3  # words within which the parts of a deed follow each other (“called it off”)
FIRST_PERSON = frozenset(("i", "we"))
PRONOUNS = frozenset(lines("en/pronouns"))
LIMITS = frozenset(lines("en/limits_of_denial"))
PRESENT = frozenset(lines("en/present_auxiliaries"))


class Fact(Struct, frozen=True):
    """What one clause asserts.

    `keys` name its content words and entities besides dates and numbers, `subject` those of them that tell of whom or
    what, `acts` the deeds of its verbs. `says` is the quotation or report of speech in which it stands, `direct` tells
    that it is in the speaker's own words. `under` is the word on which it depends (“*denied* that”), `vague` tells that
    a pronoun stands for its subject, `asserted` that it is told as fact by somebody (“for *selling the quay*” is not),
    `opens` that what it tells stands in a clause under it (“*the office found* that …”),
    `finite` that it can be read alone, `spoken` that its deed is one of speech. `when` are the words of its date,
    `limited` is what is denied in part only (“not yet”, “not only”), `present` what may change (“has not been”),
    `published` the day of the document if known, and `clocks` are the hours that it tells.
    """

    place: Place
    sentence: Span
    keys: frozenset[str]
    subject: frozenset[str]
    acts: frozenset[str]
    numbers: frozenset[str]
    who: frozenset[str]
    where: frozenset[str]
    hedges: frozenset[str]
    negated: bool
    undone: bool
    direct: bool = False
    vague: bool = False
    asserted: bool = True
    opens: bool = False
    finite: bool = True
    under: str = ""
    says: Quote | None = None
    days: tuple[str, str] | None = None
    spoken: bool = False
    when: str = ""
    limited: bool = False
    present: bool = False
    published: str = ""
    clocks: tuple[Clock, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """What it tells, by name: its keys and its numbers."""
        return self.keys | self.numbers

    @property
    def charged(self) -> bool:
        """Whether it is told as what somebody is accused of: “blamed him for *selling the quay*”."""
        return deed_of(self.under) in ("!accuse", "!charge")

    @property
    def under_denial(self) -> bool:
        """Whether it is told as what somebody denies: “denied *that …*”."""
        return self.under in lines("en/denials")


@cache
def _forms() -> dict[str, str]:
    """Every form of a verb or noun of a deed -> the name of the deed."""
    named: dict[str, str] = {}
    for name, forms in table("en/irregular_verbs").items():
        for form in (name, *forms[0].split()):
            named.setdefault(form, key_of(name) if key_of(name) != stem(name) else f"!{name}")
    for name, forms in table("en/deeds").items():
        for form in (name, *forms[0].split()):
            named[form] = f"!{name}"
    return named


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for form, name in sorted(_forms().items()):
        if "_" in form:
            parts = tuple(form.split("_"))
            found.setdefault(parts[0], []).append((parts, name))
    return {first: tuple(sorted(held, key=lambda one: (-len(one[0]), one))) for first, held in found.items()}


def deed_of(word: str) -> str:
    """The name under which a folded word of a clause is compared: that of its deed, or as elsewhere.

    >>> deed_of("grounded"), deed_of("struck"), deed_of("cancellation"), deed_of("quays")
    ('!collide', '!collide', '!cancel', 'quay')
    """
    return _forms().get(word) or key_of(word)


def facts_of(volume: Volume, material: Material) -> Iterator[Fact]:
    """The facts that the clauses of a document assert, in order of their places."""
    for clause in volume.clauses:
        fact = _fact(clause, volume, material)
        if fact is not None:
            yield fact


def told_facts(material: Material) -> tuple[Fact, ...]:
    """The facts of all documents of a story, by document and place."""
    return tuple(fact for volume in material.volumes.values() for fact in facts_of(volume, material))


def _fact(clause: Predication, volume: Volume, material: Material) -> Fact | None:
    text = volume.article.text
    sentence = volume.sentence(clause.span)
    if not END.search(sentence.of(text)):
        return None  # a question, a heading, a credit line, a caption
    quotes = [quote for quote in volume.notes.quotes if any(part.overlap(clause.span) for part in quote.content)]
    if not _takes_a_stand(clause, text) and _is_a_cue(clause.verbs[0], volume):
        return None  # who said it, not what is so
    terms = [term for part in clause.parts for term in volume.terms_in(part)]
    terms = [term for term in terms if not any(one.span.overlap(term.span) for one in _dates(volume, clause.span))]
    if not terms or any(term.word == "whether" for term in terms):
        return None
    held = [term for term in terms if term.content] or terms
    direct = sum(term.marked for term in held) >= MARKED * len(held)
    says = min((one for one in quotes if _holds(one, clause)), key=lambda one: _size(one), default=None)
    if direct and says is None:
        return None
    verbs = [term for term in terms if any(verb.overlap(term.span) for verb in clause.verbs)]
    subject = [term for part in clause.subject for term in volume.terms_in(part)]
    deeds, used = _deeds(terms)
    keys = {_key(term) for term in (*terms, *subject) if _counts(term) and term not in used} | set(deeds)
    subjects = {_key(term) for term in subject if _counts(term)}
    vague = bool(subject) and not subjects
    if direct and says and says.speaker and {term.word for term in subject} & FIRST_PERSON:
        keys.add(f"@{says.speaker}")
        subjects.add(f"@{says.speaker}")
    acts = {deed for deed in (*deeds, *(_key(term) for term in verbs if term not in used)) if deed[1:] not in LIGHT}
    acts = acts & keys or {key for key in keys - subjects if key.startswith("!")}  # “made a landing”, “put the fall at”
    said = [term.word for term in terms]
    types = {key: material.entities[key[1:]].type for key in keys if key[1:] in material.entities}
    hedges = set(hedges_in(said)) | ({"intended"} if clause.form == "infinitive" else set())
    return Fact(
        place=Place(volume.id, _trimmed(clause, text)),
        sentence=sentence,
        keys=frozenset(keys),
        subject=frozenset(subjects),
        acts=frozenset(acts),
        numbers=_numbers(terms, clause, volume),
        who=frozenset(key for key, kind in types.items() if kind in ("person", "organisation")),
        where=frozenset(key for key, kind in types.items() if kind == "place" and key in {term.key for term in terms}),
        hedges=frozenset(hedges),
        negated=clause.negated and not any(term.word == "not" for term in used),
        undone=is_undone(said),
        direct=direct,
        vague=vague,
        asserted=clause.form in ("finite", "participle") and not clause.doubted,
        opens=clause.opens,
        finite=clause.form == "finite",
        under=_governor(clause, volume),
        says=says,
        days=_days(volume, clause.span),
        spoken=_is_spoken(clause.verbs[0], volume),
        when=" ".join(one.span.of(text).casefold() for one in _dates(volume, clause.span)),
        limited=bool(set(said) & LIMITS),
        present=bool(set(said) & PRESENT),
        published=str(volume.published or ""),
        clocks=clocks_in(clause.span.of(text)),
    )


def _is_a_cue(verb: Span, volume: Volume) -> bool:
    return any(cue.overlap(verb) for quote in volume.notes.quotes for cue in quote.cue)


def _is_spoken(verb: Span, volume: Volume) -> bool:
    """Whether a verb tells that something was said: one that brings a report, or *said* and *told* without any."""
    return _is_a_cue(verb, volume) or verb.of(volume.article.text).casefold() in SPEAKS


def _takes_a_stand(clause: Predication, text: str) -> bool:
    """Whether a clause tells that somebody is charged with something, admits or denies it."""
    return any(deed_of(verb.of(text).casefold()) in STANDS for verb in clause.verbs)


def _governor(clause: Predication, volume: Volume) -> str:
    """The folded word on which a clause depends; for a noun of what is told (“the *claim* that”) the verb beside it."""
    if clause.under is None:
        return ""
    word = clause.under.of(volume.article.text).casefold()
    if word not in lines("en/accounts"):
        return word
    holding = [one for one in volume.clauses if any(part.holds(clause.under) for part in one.parts)]
    verbs = [verb.of(volume.article.text).casefold() for one in holding for verb in one.verbs]
    return next((verb for verb in verbs if verb in lines("en/denials")), word)


def _dates(volume: Volume, span: Span) -> list[Date]:
    return [one for one in volume.notes.dates if one.span.overlap(span)]


def _days(volume: Volume, span: Span) -> tuple[str, str] | None:
    held = [one for one in _dates(volume, span) if one.type in ("DATE", "TIME") and not (one.inferred or one.doubt)]
    held = [one for one in held if not CLOCK_ONLY.fullmatch(one.span.of(volume.article.text))]  # of a day not told
    days = {(first, last) for one in held if (first := one.earliest) and (last := one.latest)}
    return next(iter(days)) if len(days) == 1 else None


def _numbers(terms: Sequence[Term], clause: Predication, volume: Volume) -> frozenset[str]:
    """The values of the figures of a clause, and its other numbers as they are written."""
    figures = [one for one in volume.notes.figures if any(part.overlap(one.span) for part in clause.parts)]
    values = {f"{value:g}" for one in figures if (value := one.low if one.low is not None else one.high) is not None}
    others = {t.word for t in terms if t.word[0].isdigit() and not any(one.span.overlap(t.span) for one in figures)}
    return frozenset(values | others)


def _holds(quote: Quote, clause: Predication) -> bool:
    return sum(part.overlap(clause.span) for part in quote.content) * 2 >= clause.span.length


def _size(quote: Quote) -> tuple[int, str]:
    return sum(part.length for part in quote.content), quote.id


def _key(term: Term) -> str:
    return term.key if term.key.startswith("@") else deed_of(term.word)


def _counts(term: Term) -> bool:
    """Whether a word tells what is asserted: no function word, number, hedge, negation, light verb or pronoun."""
    if not term.content or term.word[0].isdigit() or term.word in PRONOUNS:
        return False
    if term.key.startswith("@"):
        return True
    return (
        term.word not in table("en/hedges")
        and (term.word not in lines("en/negations") or term.word in _forms())
        and term.word not in lines("en/relation_words")
        and _forms().get(term.word, "!")[1:] not in LIGHT
    )


def _deeds(terms: Sequence[Term]) -> tuple[list[str], list[Term]]:
    """The deeds that several words tell together, and these words."""
    deeds: list[str] = []
    used: list[Term] = []
    for at, term in enumerate(terms):
        for parts, name in _phrases().get(term.word, ()):
            held = _following(terms[at : at + len(parts) + REACH - 1], parts)
            if held:
                deeds.append(name)
                used += held
                break
    return deeds, used


def _following(terms: Sequence[Term], parts: Sequence[str]) -> list[Term]:
    held: list[Term] = []
    for term in terms:
        if len(held) < len(parts) and term.word == parts[len(held)]:
            held.append(term)
    return held if len(held) == len(parts) else []


def _trimmed(clause: Predication, text: str) -> Span:
    """The clause without the conjunctions and marks at its ends."""
    start, end = clause.span.start, clause.span.end
    words = text[start:end]
    for lead in ("that ", "and ", "but "):
        if words[: len(lead)].casefold() == lead:
            start += len(lead)
            words = text[start:end]
    for tail in (" and", " but", ","):
        if words.endswith(tail):
            end -= len(tail)
            words = text[start:end]
    return Span(start, max(start, end))
