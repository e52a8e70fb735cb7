"""What a figure counts: its noun, what happened to it, and the words around it; and whether two count one thing."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct, structs

from twosource.annotate.quantity.units import kind_of
from twosource.corroborate.fates import CLASSES_OF_FATE, fate_of, persons, state_of
from twosource.corroborate.material import Material, Term, Volume
from twosource.corroborate.phrases import told_by
from twosource.corroborate.values import compare_values, is_telling
from twosource.corroborate.wording import FUNCTION_WORDS, acts_in, hedges_in, key_of, stem, words
from twosource.model import Date, Figure, Place, Span
from twosource.words import lines, table

__all__ = ["Counted", "by_value", "counted_things", "same_thing"]

BEFORE, AFTER = 6, 9  # words around a figure that tell what it counts
BEFORE_UNIT = 11  # and before one with a unit, of which no noun says what it measures
PERFECT = re.compile(
    r"\b(?:has|have)\s(?:(?:now|so far|already|since|also|\w+ly)\s)?"
    r"(?:\w{2,}(?:ed|en)|cut|hit|lost|left|found|shut|grown|sunk)\b"
)
TO_COME = re.compile(
    r"\b(?:is|are|was|were)\sto\s[a-z]|\b(?:is|are)\sgoing\sto\b"
    r"|\b(?:faces?|facing)\s(?:up to|as many|\S+ (?:years|months))"
)
DEFINITE = re.compile(r"\b(?:[Tt]he|[Aa]ll|[Tt]hese|[Tt]hose|[Ii]ts|[Tt]heir)\s(?:other\s)?$")
YEARS = re.compile(r"\b(?:1[89]|20)\d\d\s?[-–/]\s?$")
SHORT_YEAR = re.compile(r"\d\d\b")
WHOLE = ("number", "total", "group", "toll", "count")
STANDINGS = {"suspected": "open", "probable": "open", "presumed": "open", "unconfirmed": "open", "confirmed": "sure"}
CLAUSE = re.compile(
    r"[,;:]\s|\s(?:--|[–—])\s|\b(?:while|but|and that|after|before)\b"
    r"|\band\s(?=(?:will|would|could|can|may|might|has|have|had|is|are|was|were)\b)"
    r"|\b(?:said|says|announced|reported)\b(?:\son\s\w+day)?(?:\sthat)?\s"
)
LEADING = re.compile(r"(?:In|At|On|Near|Across|Around|For|Among)\s[^,;:]{1,40},\s")
PAST = timedelta(days=180)  # what was so long before the report is seldom its news
AHEAD = frozenset(("future", "expected", "possible"))
ESTIMATES = ("estimate", "estimates")  # of what is, unless another word says that it is to come
LARGE = 1000  # no number of those who say something


class Counted(Struct, frozen=True):
    """A figure with the key by which like meets like: what is counted or measured, of whom, where and when.

    `head` is the noun, `modifiers` the words on it, `fates` what happened to those counted, `context` the keys of the
    words around the figure. `told` are the keys of what its clause tells, `names` the names in it (each with all its
    words and ids); `around` holds every key of the sentence and those beside it, `known` every name of the document.
    `times` are the dates of the clause; `foretold` is set for what is yet to come; `going` holds what
    en/running_words says of it, `shifts` the directions that words of the clause give (up, down), `days` the first and
    last days of its dates, and `beside` the other figures in it. `day` and `at` are the publication's; `past` is set
    where its clause dates it to long before. `acts` are the deeds that the clause tells, `state` is how those counted
    are (aboard, trapped), `standing` whether their number is said to be sure or open (confirmed, suspected). `tells` is
    what en/count_phrases makes of the figure (new, old, part, more, claim); `definite` is set where it is told as known
    ("the 68 people"). `sources` are the keys of the words that name on whose word it is told; `others_alike` is how
    many other values its document gives for the same fate. `owners` are the persons named in the subject of its
    clause: who scored the points.
    """

    figure: Figure
    place: Place
    head: str | None
    modifiers: frozenset[str]
    fates: frozenset[str]
    context: frozenset[str]
    times: frozenset[str]
    foretold: bool
    day: date | None
    at: str
    told: frozenset[str] = frozenset()
    names: tuple[frozenset[str], ...] = ()
    around: frozenset[str] = frozenset()
    known: tuple[frozenset[str], ...] = ()
    going: frozenset[str] = frozenset()
    shifts: frozenset[str] = frozenset()
    days: tuple[tuple[str, str], ...] = ()
    beside: frozenset[float] = frozenset()
    past: bool = False
    acts: frozenset[str] = frozenset()
    state: frozenset[str] = frozenset()
    standing: frozenset[str] = frozenset()
    tells: frozenset[str] = frozenset()
    definite: bool = False
    sources: frozenset[str] = frozenset()
    others_alike: int = 0
    owners: tuple[frozenset[str], ...] = ()


def counted_things(material: Material) -> tuple[Counted, ...]:
    """Every figure of the story with its subject, by document and place."""
    out = []
    people = frozenset(id for id, entity in material.entities.items() if entity.type == "person")
    for volume in material.volumes.values():
        whole = Span(0, len(volume.article.text))
        known = tuple(_name(span, volume) for span in _names_in(whole, volume)) if volume.notes.figures else ()
        sources = [span for quote in volume.notes.quotes for span in quote.source]
        for one in sorted(volume.notes.figures, key=lambda f: (f.span, f.id)):
            if not _is_of_speakers(one, sources) and not _ends_years(one, volume) and {one.low, one.high} != {None}:
                out.append(_counted(one, volume, known, people))  # noqa: PERF401 -- plainer so
    counts = [one for one in out if "age" not in one.tells or one.figure.unit is not None]
    return tuple(structs.replace(c, others_alike=_others_alike(c, counts)) if c.fates else c for c in counts)


def _others_alike(one: Counted, things: Sequence[Counted]) -> int:
    alike = [
        c.figure
        for c in things
        if c.place.document == one.place.document and c.fates & one.fates and not c.tells & {"part", "more"}
    ]
    return len({figure.low for figure in alike} - {one.figure.low})


def _is_of_speakers(figure: Figure, sources: Sequence[Span]) -> bool:
    """Whether a figure counts who says something: “three officials said”, but not “Olaf Brandt, 61, said”."""
    if figure.unit is not None or (figure.counted is None and (figure.low or 0) >= LARGE):
        return False
    return any(figure.span.overlap(source) for source in sources)


def _ends_years(figure: Figure, volume: Volume) -> bool:
    """Whether a number is the end of a span of years: the 03 of “the 2002 - 03 season”."""
    text = volume.article.text
    return (
        YEARS.search(text, max(0, figure.span.start - 8), figure.span.start) is not None
        and SHORT_YEAR.match(text, figure.span.start) is not None
    )


def _counted(
    figure: Figure, volume: Volume, known: tuple[frozenset[str], ...], people: frozenset[str] = frozenset()
) -> Counted:
    telling = _nouns(figure.counted or "")
    head = key_of(telling[-1]) if telling else None
    near = _near(figure.span, volume, BEFORE_UNIT if figure.unit else BEFORE)
    context = frozenset(t.key for t in near) - ({head} if figure.unit is None else set())
    aged = kind_of(figure.unit or "") == "age"  # an age stands between commas, apart from the clause of its person
    clause = volume.sentence(figure.span) if aged else _clause(figure.span, volume)
    sentences, sentence = volume.around(figure.span), volume.sentence(figure.span)
    beside = [term for term in near if clause.holds(term.span)]
    text = volume.article.text
    plain = figure.unit is None
    others = [
        f.span for f in volume.notes.figures if f is not figure and f.unit is None and not f.span.overlap(figure.span)
    ]
    fates = fate_of(figure.span, clause, text, beside, head, others) if plain else frozenset()
    before = Span(sentence.start, max(sentence.start, figure.span.start))
    times = frozenset(date.value for date in _dates(figure, clause, volume))
    published = volume.article.facts.published
    return Counted(
        figure,
        Place(figure.document, figure.span),
        head,
        frozenset(map(key_of, telling[:-1])),
        fates,
        context,
        times,
        _is_foretold(clause, volume),
        volume.published,
        published.value if published else "",
        told=_told(figure.span, clause, volume),
        names=tuple(_name(span, volume) for span in _names_in(clause, volume) if not span.overlap(figure.span)),
        around=frozenset(term.key for term in volume.terms_in(sentences) if term.content),
        known=known,
        going=_going(figure, clause, volume),
        shifts=_shifts(clause, volume),
        days=tuple((d.earliest, d.latest) for d in _dates(figure, clause, volume) if d.earliest and d.latest),
        past=_is_past(_dates(figure, clause, volume) or _dates(figure, before, volume), volume),
        acts=acts_in([term.word for term in volume.terms_in(clause)]),
        state=state_of(figure.span, clause, text) if plain else frozenset(),
        tells=_tells(figure, clause, text),
        sources=_sources(figure.span, clause, volume),
        definite=DEFINITE.search(text, sentence.start, figure.span.start) is not None,
        owners=_owners(figure.span, volume, people),
        standing=frozenset(STANDINGS[term.word] for term in near if term.word in STANDINGS),
        beside=frozenset(f.low for f in volume.notes.figures if f.low and f is not figure and clause.holds(f.span)),
    )


def _tells(figure: Figure, clause: Span, text: str) -> frozenset[str]:
    """What phrases make of a figure: “two of the injured” is a part, “four of its soldiers” counts soldiers."""
    found = {what for _, what in told_by("en/count_phrases", figure.span, clause, text)}
    if "of" in found and figure.counted is None:
        found.add("part")
    return frozenset(found - {"of"})


def _sources(span: Span, clause: Span, volume: Volume) -> frozenset[str]:
    """The words that name whose count a figure is: who is quoted, or who is told to count or to put it at that."""
    quoted = [quote for quote in volume.notes.quotes if any(part.holds(span) for part in quote.content)]
    named = [source for quote in quoted for source in quote.source]
    if not named and any(what == "claim" for _, what in told_by("en/count_phrases", span, clause, volume.article.text)):
        named = [Span(clause.start, max(clause.start, span.start))]
    found = {term.key for one in named for term in volume.terms_in(one) if term.content}
    return frozenset(found - acts_in([term.word for one in named for term in volume.terms_in(one)]))


def _owners(span: Span, volume: Volume, people: frozenset[str]) -> tuple[frozenset[str], ...]:
    """The persons in the subject of the narrowest clause that holds a figure; none where the figure is in it, too."""
    holding = [one for one in volume.clauses if any(part.holds(span) for part in one.parts)]
    subject = min(holding, key=lambda one: (one.span.end - one.span.start, one.span)).subject if holding else ()
    if any(part.overlap(span) for part in subject):
        return ()
    named = [mention for part in subject for mention in volume.mentions_in(part)]
    return tuple(_name(mention, volume) for mention, entity in named if entity in people)


def _is_past(dates: Sequence[Date], volume: Volume) -> bool:
    """Whether all `dates` are of a time long before the report."""
    last = [one.latest for one in dates if one.latest]
    return bool(last) and volume.published is not None and max(last) < (volume.published - PAST).isoformat()


def _dates(figure: Figure, clause: Span, volume: Volume) -> list[Date]:
    """The dates in `clause` that are no part of the figure."""
    return [date for date in volume.notes.dates if clause.holds(date.span) and not date.span.overlap(figure.span)]


def _nouns(counted: str) -> list[str]:
    """The telling words of what is counted, the noun last: "number of people injured" is of people, "toll" of dead."""
    front, _, behind = counted.partition(" of ")
    said = [word for word, _ in words(front)]
    phrase = behind if behind and said and said[-1] in WHOLE and said[-1] != "toll" else front
    return [word for word, _ in words(phrase) if word not in FUNCTION_WORDS and not word[0].isdigit()]


def _is_foretold(clause: Span, volume: Volume) -> bool:
    dates = [date.span for date in volume.notes.dates if date.span.overlap(clause)]
    terms = [term for term in volume.terms_in(clause) if term.word not in ESTIMATES]
    said = [term.word for term in terms if not any(date.overlap(term.span) for date in dates)]
    hedged = hedges_in(said) & AHEAD
    return bool(hedged) or TO_COME.search(clause.of(volume.article.text)) is not None


def _told(span: Span, clause: Span, volume: Volume) -> frozenset[str]:
    """The keys of the words of `clause` that say what the figure is of: no names, numbers, dates, words of change."""
    dates = [date.span for date in volume.notes.dates if clause.holds(date.span)]
    left_out = (span, *dates, *_names_in(clause, volume))
    return frozenset(
        term.key
        for term in volume.terms_in(clause)
        if term.content and not _says_nothing(term.word) and not any(term.span.overlap(one) for one in left_out)
    )


def _says_nothing(word: str) -> bool:
    """Whether a word beside a figure tells nothing of what it is of: numbers, and words of change, report or size."""
    return (
        word[0].isdigit()
        or word in table("en/running_words")
        or table("en/changes").get(word, ("", "event"))[1:] == ()
        or word in table("en/number_words")
        or word in table("en/qualifiers")
        or word in lines("en/beside_figures")
    )


def _names_in(span: Span, volume: Volume) -> list[Span]:
    """Where `span` names somebody or something: entities, and words with a capital inside a sentence."""
    text = volume.article.text
    found = [mention for mention, _ in volume.mentions_in(span)]
    taken = [*found, *(date.span for date in volume.notes.dates if span.overlap(date.span))]
    covered = {at for one in taken for at in range(one.start, one.end)}
    starts = volume.sentence_starts
    for word, place in words(text, span):
        capital = text[place.start].isupper() and place.start not in starts and not _is_common(word)
        if capital and place.start not in covered:
            found.append(place)
    return sorted(found)


def _is_common(word: str) -> bool:
    """Whether a word that begins with a capital is no name for that."""
    return word in FUNCTION_WORDS or word in table("en/weekdays") or word in table("en/months") or not word.isalpha()


def _name(span: Span, volume: Volume) -> frozenset[str]:
    """The words of a name, folded, with the ids of the entities it stands for."""
    ids = {f"@{entity}" for _, entity in volume.mentions_in(span)}
    return frozenset(stem(word) for word, _ in words(volume.article.text, span)) | ids


def _shifts(clause: Span, volume: Volume) -> frozenset[str]:
    changes = table("en/changes")
    return frozenset(changes[term.word][0] for term in volume.terms_in(clause) if term.word in changes)


def _going(figure: Figure, clause: Span, volume: Volume) -> frozenset[str]:
    """What the words of `clause` say of a count that goes on; "has burned" and "have been found" say so too.

    The word that a figure of a change itself goes with ("grew 3 percent") says nothing of the kind.
    """
    said = [term.word for term in volume.terms_in(clause)]
    own = table("en/changes") if figure.change in ("up", "down") else {}
    found = {row[0] for word, row in table("en/running_words").items() if word in said and word not in own}
    if not set(said).isdisjoint(lines("en/falling_counts")):
        found.add("fewer")
    if PERFECT.search(clause.of(volume.article.text)):
        found.add("going")
    return frozenset(found)


def _clause(span: Span, volume: Volume) -> Span:
    """The words around a figure between the nearest marks of punctuation that part clauses."""
    sentence, text = volume.sentence(span), volume.article.text
    leading = LEADING.match(text, sentence.start, span.start)
    starts = [match.end() for match in CLAUSE.finditer(text, leading.end() if leading else sentence.start, span.start)]
    stop = CLAUSE.search(text, span.end, max(span.end, sentence.end))
    return Span(starts[-1] if starts else sentence.start, stop.start() if stop else max(span.end, sentence.end))


def _near(span: Span, volume: Volume, reach: int) -> tuple[Term, ...]:
    sentence = volume.sentence(span)
    before = volume.terms_in(Span(sentence.start, max(sentence.start, span.start)))[-reach:]
    after = volume.terms_in(Span(span.end, max(span.end, sentence.end)))[:AFTER]
    return tuple(term for term in (*before, *after) if term.content)


def same_thing(one: Counted, other: Counted) -> Literal["yes", "perhaps", "unlike", "no"]:
    """Whether two figures count the same thing: by unit, head, what happened to it, entities and context.

    ``no`` where something tells them apart, ``unlike`` where only nothing brings them together.
    """
    a, b = one.figure, other.figure
    if _are_apart(one, other):
        return "no"
    shared = one.context & other.context
    fate = bool(one.fates & other.fates)
    if a.about and b.about and not set(a.about) & set(b.about):
        return "perhaps" if fate and len(shared) >= 2 else "unlike"
    named = one.head is not None and one.head == other.head
    alike = len(shared) >= 2 and len(shared) >= 0.4 * min(len(one.context), len(other.context))
    if named and one.modifiers == other.modifiers and (alike or fate):
        return "yes"
    if alike and ((fate and one.head == other.head) or (a.unit is not None and len(shared) >= 3)):
        return "yes"
    return "perhaps" if (named or fate) and (shared or one.modifiers & other.modifiers) else "unlike"


def _are_apart(one: Counted, other: Counted) -> bool:
    """Whether unit, noun, fate, time or the direction of a change tell two figures apart."""
    a, b = one.figure, other.figure
    toll = bool({one.head, other.head} & CLASSES_OF_FATE and one.fates & other.fates)  # a toll of 19, 19 people
    people = persons(one.head) == persons(other.head) == "any"
    heads = a.unit is None and one.head != other.head and None not in (one.head, other.head) and not (toll or people)
    standing = bool(one.standing and other.standing and not one.standing & other.standing)
    fates = bool(one.fates and other.fates and not one.fates & other.fates)
    times = bool(one.times and other.times and not one.times & other.times)
    return (
        a.unit != b.unit
        or heads
        or fates
        or times
        or standing
        or one.foretold != other.foretold
        or _moves(a) != _moves(b)
    )


def by_value(one: Counted, other: Counted, telling: frozenset[str]) -> bool:
    """Whether the values themselves say that two figures are of one thing: few things of a story come to 43.9 million.

    An exact value will do where the noun or a telling word of the context is the same; a rounded one needs the word,
    and a unit.
    """
    relation = compare_values(one.figure, other.figure)
    word = bool(one.context & other.context & telling)
    named = one.head is not None and one.head == other.head
    if relation == "equal":
        return is_telling(one.figure) and (word or named)
    measured = one.figure.unit is not None and is_telling(one.figure) and is_telling(other.figure)
    return relation in ("rounded", "within") and word and measured


def _moves(figure: Figure) -> bool:
    return figure.change in ("up", "down")
