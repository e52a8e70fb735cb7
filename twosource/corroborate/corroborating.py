"""The stage in order: find what documents say together, judge each finding, and put the claims in order."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from twosource.annotate.predications import Predication
from twosource.corroborate.chains import find_chains
from twosource.corroborate.contradictions import find_contradictions
from twosource.corroborate.dates import dated_things, find_dated_events
from twosource.corroborate.denials import find_denials
from twosource.corroborate.differing import find_differing
from twosource.corroborate.exchanged import exchanges
from twosource.corroborate.facts import told_facts
from twosource.corroborate.figures import find_figures
from twosource.corroborate.findings import Finding, supports
from twosource.corroborate.folding import folded
from twosource.corroborate.guidance import NOTHING_GIVEN, Guidance
from twosource.corroborate.guided import Guided, guide
from twosource.corroborate.independence import Links
from twosource.corroborate.left_out import find_left_out
from twosource.corroborate.material import Material
from twosource.corroborate.only_in import find_only_in
from twosource.corroborate.origins import speaker_origin
from twosource.corroborate.own_words import own_words, taken_from_release
from twosource.corroborate.sides import with_all_sides
from twosource.corroborate.slips import with_slips
from twosource.corroborate.speech import Said, said_words
from twosource.corroborate.statements import find_statements
from twosource.corroborate.still_carried import find_still_carried
from twosource.corroborate.taking_part import find_parts
from twosource.corroborate.timeline import build_timeline
from twosource.corroborate.utterances import group_utterances
from twosource.corroborate.verdicts import judge
from twosource.corroborate.versions import fullest_first, speakers_of, utterance_of
from twosource.corroborate.voices import Voices
from twosource.corroborate.wording import words
from twosource.model import (
    Annotations,
    Article,
    Chain,
    Claim,
    Entity,
    Happening,
    LeftOut,
    Lineage,
    Loop,
    Origin,
    Place,
    Quote,
    Reuse,
    Span,
    Stance,
    StillCarried,
    Utterance,
)
from twosource.words import lines

__all__ = ["Corroboration", "Followed", "corroborate"]

BRIEF = 80  # characters of what had been said before a person set it otherwise
INTEREST = ("disputed", "corroborated", "one origin", "undecided", "single source")


class Followed(Struct, frozen=True):
    """A piece of guidance by its key, what had been said before it, and the ids of the records that it touched."""

    key: int
    was: str
    records: tuple[str, ...]


class Corroboration(Struct, frozen=True):
    """What the documents of one story say together; `followed` and `against` are what became of guidance, by key.

    `own` are quotations beside the annotated ones: what a document says in its own voice and others report of it.
    """

    utterances: tuple[Utterance, ...] = ()
    claims: tuple[Claim, ...] = ()
    timeline: tuple[Happening, ...] = ()
    only_in: tuple[Place, ...] = ()
    still_carried: tuple[StillCarried, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    followed: tuple[Followed, ...] = ()
    against: dict[int, tuple[int, ...]] = {}
    chains: tuple[Chain, ...] = ()
    loops: tuple[Loop, ...] = ()
    own: tuple[Quote, ...] = ()


def corroborate(
    articles: Sequence[Article],
    annotations: Sequence[Annotations],
    entities: Sequence[Entity],
    reuse: Sequence[Reuse],
    lineage: Lineage,
    sentences: Mapping[str, Sequence[Span]],
    guidance: Guidance = NOTHING_GIVEN,
    clauses: Mapping[str, Sequence[Predication]] | None = None,
) -> Corroboration:
    """Say what the documents of one story assert together, and how many independent sources stand behind each claim.

    `annotations` carry ids of `entities` joined across documents; `sentences` are the sentence spans of each document,
    in its clean text, `clauses` the clauses where it was parsed; `guidance` is what a person gives beside the
    documents. The order in which documents are given changes nothing.

    >>> corroborate([], [], [], [], Lineage(), {})
    Corroboration(utterances=(), claims=(), timeline=(), only_in=(), still_carried=(), left_out=(), followed=(),
    against={}, chains=(), loops=(), own=())
    """
    material = Material.of(articles, annotations, entities, sentences, clauses)
    links = Links(material, reuse, lineage, guidance)
    voices = Voices(material)
    said = sorted((*said_words(material), *own_words(voices)), key=lambda one: (one.quote.document, one.spans))
    heard = [group for group in group_utterances(said, material) if not _unheard(group, voices)]
    groups = [fullest_first(group, lineage) for group in heard]
    events = find_dated_events(material)
    found = _Found(voices, events)
    guided = guide(guidance, groups, found.with_spoken, material)
    groups = [fullest_first(group, lineage) for group in guided.groups]
    utterances = _in_order([utterance_of(group, links, voices) for group in groups])
    judged = [guided.judged(at, judge(finding, links)) for at, finding in enumerate(guided.findings)]
    claims = _claims(judged, guided)
    several = [Place(s.document, s.span) for claim in claims if claim.documents > 1 for s in claim.support]
    return Corroboration(
        utterances,
        claims,
        build_timeline(dated_things(material), events, material),
        find_only_in(material, reuse, several, [place for one in lineage.unseen for place in one.places]),
        find_still_carried(guided.findings, claims),
        find_left_out(claims, _behind(judged, guided, claims), links),
        tuple(_followed(guided, key, judged, claims, utterances, links) for key in sorted(guided.touched)),
        dict(guided.against),
        find_chains(material, links.citations),
        links.loops,
        tuple(one.quote for group in groups for one in group if voices.is_own(one.quote)),
    )


def _claims(judged: Sequence[Claim], guided: Guided) -> tuple[Claim, ...]:
    """The claims that are worth telling, in their order; what a person touched always is."""
    both = enumerate(zip(judged, guided.findings, strict=True))
    told = [(claim, of.background) for at, (claim, of) in both if _worth_telling(claim) or guided.is_touched(at)]
    return _sorted_claims(told)


def _behind(judged: Sequence[Claim], guided: Guided, claims: Sequence[Claim]) -> frozenset[str]:
    """The ids of claims that are background."""
    both = zip(judged, guided.findings, strict=True)
    behind = {claim.support for claim, of in both if of.background}
    return frozenset(one.id for one in claims if one.support in behind)


class _Found:
    """What documents say beside quotations, found once, whatever the grouping of these."""

    def __init__(self, voices: Voices, events: Sequence[Finding]) -> None:
        self._voices = voices
        material = voices.material
        exchanged = exchanges(material)
        facts = told_facts(material)
        figures = find_figures(material, exchanged)
        told = with_slips((*find_statements(facts, material), *events), exchanged, figures, material)
        self._stated = tuple(one for one in told if one.kind == "statement")
        self._others = (*figures, *(one for one in told if one.kind == "event"))
        contrary = (*find_contradictions(facts, material), *find_differing(facts, material))
        self._denied = (*find_parts(material), *find_denials(material), *contrary)

    def with_spoken(self, groups: Sequence[Sequence[Said]]) -> tuple[Finding, ...]:
        """All findings, the quotations being grouped so."""
        shown = [one for one in groups if any(said.direct for said in one) or _documents(one) > 1]
        spoken = [_spoken(one, self._voices) for one in shown]
        heard = {one.places() for one in spoken}
        told = with_all_sides([one for one in self._stated if one.places() not in heard], self._denied)
        sides = [one for one in told if not (one.denied and _is_heard(one, spoken))]
        return folded((*spoken, *self._others, *sides))


def _followed(
    guided: Guided,
    key: int,
    judged: Sequence[Claim],
    claims: Sequence[Claim],
    utterances: Sequence[Utterance],
    links: Links,
) -> Followed:
    """What became of one piece of guidance: the claims and utterances it touched, and what had been said before."""
    bare = [structs.replace(judged[at], id="") for at in guided.touched[key]]
    touched = [claim for claim in claims if structs.replace(claim, id="") in bare]
    quotes = [frozenset(claim.members) for claim in touched if claim.kind == "utterance"]
    spoken = [one.id for one in utterances if frozenset(variant.quote for variant in one.variants) in quotes]
    before = [(one, judge(one, links)) for one in guided.before.get(key, ())]
    was = "; ".join(f"{_brief(one.text)} ({claim.verdict})" for one, claim in before)
    return Followed(key, was, (*spoken, *(claim.id for claim in touched)))


def _brief(text: str) -> str:
    return f"“{text if len(text) <= BRIEF else text[:BRIEF].rsplit(' ', 1)[0] + ' …'}”"


def _is_heard(denial: Finding, spoken: Sequence[Finding]) -> bool:
    """Whether what `denial` reports is among what several documents quote."""
    several = [one for one in spoken if len({place.document for place in one.places()}) > 1]
    heard = [(place.document, place.span) for one in several for place in one.places()]
    return any(one.document == where and one.span.holds(span) for one in denial.places() for where, span in heard)


def _unheard(group: Sequence[Said], voices: Voices) -> bool:
    """Whether nobody else reports what a document says in its own voice."""
    return all(voices.is_own(one.quote) for one in group)


def _documents(group: Sequence[Said]) -> int:
    return len({one.quote.document for one in group})


def _in_order(utterances: Sequence[Utterance]) -> tuple[Utterance, ...]:
    ordered = sorted(utterances, key=lambda u: (-u.documents, -u.independent[0], u.variants[0].quote))
    return tuple(structs.replace(one, id=f"u{number}") for number, one in enumerate(ordered, 1))


def _spoken(group: Sequence[Said], voices: Voices) -> Finding:
    """An utterance as a finding: that somebody said it."""
    material = voices.material
    origin = _origin(group, material)
    text = " ".join(group[0].text.split()).strip(" ,")
    wording = f"“{_bare(text)}”" if group[0].direct else _with_cue(group[0], material) or _bare(text)
    speakers = speakers_of(group, voices)
    places: dict[Place, Stance] = {place: "states" for one in group for place in one.places}
    note = ""
    if len(speakers) > 1:
        note = f"The documents give these words to different speakers: {' and '.join(speakers)}."
    return Finding(
        kind="utterance",
        text=f"{origin.name}: {wording}",
        support=supports(places),
        relation="unclear" if note else "agree",
        note=note,
        origin=origin,
        members=tuple(sorted(one.quote.id for one in group)),
        taken=taken_from_release(group, voices),
    )


def _bare(text: str) -> str:
    return text.removeprefix("that ").lstrip('“"')


def _with_cue(one: Said, material: Material) -> str:
    """Reported speech with the words that say how it was said, as *praised*, *accused*, *denied*; else empty."""
    cue = " ".join(material.text(Place(one.quote.document, span)).strip() for span in one.quote.cue)
    if not cue or any(word in lines("en/speaking_verbs") for word, _ in words(cue)):
        return ""
    if min(one.quote.content) < max(one.quote.cue):
        return ""  # “…, he claimed”, “according to” behind what is said
    spans = sorted((*one.quote.cue, *one.quote.content))
    return " ".join(" ".join(material.text(Place(one.quote.document, span)).split()) for span in spans)


def _origin(group: Sequence[Said], material: Material) -> Origin:
    """The speaker, from the document that tells best who it is: by name, or else by role, or else in some way."""
    known = [one for one in group if one.quote.speaker or _is_channelled(one)]
    origins = [speaker_origin(one.quote, material) for one in (*known, *group)]
    if known:
        return origins[0]
    names = {entity.name for entity in material.entities.values()}
    return min(origins, key=lambda one: (one.name not in names, one.kind == "anonymous"))


def _is_channelled(one: Said) -> bool:
    """Whether the words reached the document through another one that names their speaker in some way."""
    return one.quote.within is not None and one.quote.naming != "none"


def _worth_telling(claim: Claim) -> bool:
    """What several documents tell, though some or all took it from one of them, and what a single one is found to."""
    if claim.kind in ("utterance", "figure") or claim.verdict == "disputed":
        return True
    return len({one.document for one in claim.support}) > 1


def _sorted_claims(claims: Sequence[tuple[Claim, bool]]) -> tuple[Claim, ...]:
    """Claims of several documents first, disputes and corroborated ones before what rests on one source.

    What is marked as background comes after the other claims of as many documents.
    """

    def rank(held: tuple[Claim, bool]) -> tuple[bool, bool, int, int, int, str, tuple[Place, ...]]:
        claim, behind = held
        places = tuple(Place(one.document, one.span) for one in claim.support)
        several = len({place.document for place in places}) > 1
        return (
            not several,
            behind,
            INTEREST.index(claim.verdict),
            -claim.documents,
            -claim.independent[0],
            claim.kind,
            places,
        )

    ordered = [claim for claim, _ in sorted(claims, key=rank)]
    return tuple(structs.replace(one, id=f"c{number}") for number, one in enumerate(ordered, 1))
