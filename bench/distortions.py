"""A document more that carries a distorted claim: is it counted among those who state the claim?

The added document is one paragraph of another one, with one word changed so that it says something else. It comes
``beside`` the documents of the story, that other one among them, or ``in place`` of it and of those that copy it, where
the claim has other witnesses. It must never be counted with those who say what it distorts, let alone make the claim
corroborated. ``python -m bench.distortions`` prints where it is, for the development half only.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, structs

from bench.altering.certainty import surer
from bench.altering.change import changed
from bench.altering.negation import affirmed
from bench.edits import OPEN, WORKERS, agreeing
from bench.sites import Site, find_sites
from bench.stories import HALVES, Story, read_stories
from bench.untouched import Untouched, untouched
from twosource.model import Article, Claim, Fact, Place, Span
from twosource.run import compare_articles

Row = dict[str, Any]
KINDS = {
    "number": ("number",),
    "dropped not": ("negation taken out", "dropped not"),
    "dropped not, in a quotation": ("dropped not, in a quotation",),
    "swapped speaker": ("speaker",),
    "exaggerated certainty": ("exaggerated certainty",),
    "exaggerated certainty, in a quotation": ("exaggerated certainty, in a quotation",),
    "moved date": ("date",),
    "wrong place": ("name of a place",),
}
MOST = 2
"""Of one kind and story, no more than so many distortions are tried."""

OUTLET = "Fellwater Courier"


class Outcome(Struct, frozen=True):
    """What became of a distortion: `said` are the claims that count the added document among those who state it."""

    story: str
    kind: str
    site: Site
    how: Literal["beside", "in place"]
    said: tuple[Claim, ...]
    told: bool
    paragraph: str

    @property
    def corroborated(self) -> bool:
        return any(one.verdict == "corroborated" for one in self.said)


def measure(data: Path, limit: int | None) -> Iterator[Row]:
    """Yield, for each half and kind of distortion, how often the added document is counted with those it distorts."""
    del data  # the stories are part of the project
    for half in HALVES:
        yield from _rows(half, _all_tried(list(read_stories(half))[:limit]))


def _rows(part: str, outcomes: Sequence[Outcome]) -> Iterator[Row]:
    for kind in KINDS:
        chosen = [one for one in outcomes if one.kind == kind]
        yield {"system": "twosource", "part": f"{part}, {kind}", **_counted(chosen)}
    yield {"system": "twosource", "part": part, **_counted(outcomes)}


def _all_tried(stories: Sequence[Story]) -> list[Outcome]:
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        return [one for tried in pool.map(try_story, stories) for one in tried]


def _counted(outcomes: Sequence[Outcome]) -> Row:
    row: Row = {"distortions": len(outcomes)}
    for how in ("beside", "in place"):
        chosen = [one for one in outcomes if one.how == how]
        name = how.replace(" ", "_")
        row[name] = len(chosen)
        row[f"{name}_counted"] = sum(bool(one.said) for one in chosen)
        row[f"{name}_corroborated"] = sum(one.corroborated for one in chosen)
        row[f"{name}_told"] = sum(one.told for one in chosen)
    return row


def try_story(story: Story) -> list[Outcome]:
    """Add each distortion that a story offers, and look at who is counted with it."""
    held = untouched(story)
    sites = [*find_sites(held), *_in_words(held)]
    out = []
    for kind, names in KINDS.items():
        chosen = [one for one in sites if one.kind in names and not one.turn]
        for site in chosen[:: max(1, -(-len(chosen) // MOST))]:
            out.append(_outcome(kind, site, "beside", held))
            if any(one.document != site.document for one in site.others):
                out.append(_outcome(kind, site, "in place", held))
    return out


def _in_words(held: Untouched) -> Iterator[Site]:
    """Every *not* and every doubt in the documents, with the change that takes it out."""
    for document, doc in sorted(held.parses.items()):
        for run in doc.sents:
            place = Place(document, Span(run.start_char, run.end_char))
            nots = [("dropped not", change) for change in affirmed(doc, place.span)]
            doubts = [
                ("exaggerated certainty", structs.replace(one, span=one.span.shift(run.start_char)))
                for one in surer(run.text)
            ]
            for name, change in (*nots, *doubts):
                quoted = held.quoted(Place(document, change.span))
                yield Site(f"{name}, in a quotation" if quoted else name, "", place, change, ())


def _outcome(kind: str, site: Site, how: Literal["beside", "in place"], held: Untouched) -> Outcome:
    added, paragraph = _added(site, held)
    gone = _family(site, held) if how == "in place" else frozenset()
    kept = [one for one in held.articles if one.id not in gone]
    dossier = compare_articles([*kept, added])
    passages = (*site.others, site.passage)
    others = [one for one in passages if one.document not in gone]
    words = Place(added.id, _words(site, paragraph))
    said = tuple(agreeing(words, others, dossier))
    told = any(
        one.verdict in OPEN and any(s.document == added.id and s.span.overlap(words.span) for s in one.support)
        for one in dossier.claims
    )
    return Outcome(held.story.name, kind, site, how, said, told, added.source)


def _words(site: Site, paragraph: Span) -> Span:
    """Where the distorted words stand in the added document: what somebody else is said to say, where that is it."""
    if site.kind == "speaker":
        by = len(site.change.new) - site.change.span.length if site.change.span.end <= site.passage.span.start else 0
        return site.passage.span.shift(by - paragraph.start)
    start = site.change.span.start - paragraph.start
    return Span(max(0, start - 1), start + max(1, len(site.change.new)))


def _added(site: Site, held: Untouched) -> tuple[Article, Span]:
    """A document that says the distorted thing, and the span of the paragraph that it was made of."""
    donor = next(one for one in held.articles if one.id == site.document)
    start = donor.text.rfind("\n", 0, min(site.passage.span.start, site.change.span.start)) + 1
    end = donor.text.find("\n", max(site.passage.span.end, site.change.span.end))
    paragraph = Span(start, end if end >= 0 else len(donor.text))
    text = changed(donor.text, site.change)[start : paragraph.end + len(site.change.new) - site.change.span.length]
    facts = structs.replace(
        donor.facts, outlet=Fact(value=OUTLET, found="given"), title=None, authors=None, url=None, modified=None
    )
    article = structs.replace(
        donor, id=f"{held.story.name}-added", path=f"{held.story.name}-added", source=text, facts=facts
    )
    return article, paragraph


def _family(site: Site, held: Untouched) -> frozenset[str]:
    """The changed document and those that count with it as one witness of the claim."""
    claim = next((one for one in held.story.claims if one.id == site.claim), None)
    groups = [group for group in claim.witnesses if site.document in group] if claim else []
    return frozenset((site.document, *(one for group in groups for one in group)))


def show() -> None:
    """Print the distortions of the development half that are counted with what they distort, and the rows."""
    outcomes = _all_tried(list(read_stories("development")))
    for one in outcomes:
        if one.said:
            print(f"{one.kind}, {one.how} | {one.story} {one.site.claim} {one.site.document}: {one.site.change.new!r}")
            print(f"    in: {' '.join(one.paragraph.split())[:500]}")
            for claim in one.said:
                print(f"    {claim.kind} {claim.verdict} {claim.independent}: {claim.text[:160]}")
    for row in _rows("development", outcomes):
        print(row)


if __name__ == "__main__":
    show()
