"""What the parts of the page show of a dossier, each laid out when it is first asked for."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import groupby

from msgspec import Struct

from twosource.model import Claim, Dossier, Happening, Place, Problem
from twosource.report.atlas import Atlas, atlas
from twosource.report.changes import ChangesView, changes_views
from twosource.report.evidence import EdgeView, edge_views
from twosource.report.findings import ClaimView, Excerpt, claim_views, excerpt
from twosource.report.headline import Headline, headline
from twosource.report.matrix import Band, matrix
from twosource.report.overruled import HandView, by_record, hand_views
from twosource.report.passages import Text, texts
from twosource.report.plots import Plot, plots, values
from twosource.report.shelf import Shelf, visible
from twosource.report.standing import Standing, standings
from twosource.report.stemma import Drawing, drawing
from twosource.report.summary import against
from twosource.report.versions import UtteranceView, utterance_views

__all__ = ["HERE", "Addresses", "Days", "Views"]


class Addresses(Struct, frozen=True, kw_only=True):
    """Where the parts stand: what comes before ``#`` in links to results and to documents; empty on one page."""

    results: str = ""
    texts: str = ""


HERE = Addresses()


class Days(Struct, frozen=True, kw_only=True):
    """What happened between two days (ISO): `several` are told by more than one document, `alone` by one."""

    earliest: str
    latest: str
    several: tuple[tuple[Happening, tuple[Excerpt, ...]], ...]
    alone: tuple[tuple[Happening, tuple[Excerpt, ...]], ...]


class Views:
    """A dossier as its page lays it out. `at` tells where the parts stand, if not all on one page.

    >>> Views(Dossier(twosource="0")).headline.title
    'No documents'
    """

    def __init__(self, dossier: Dossier, at: Addresses = HERE) -> None:
        self.dossier = dossier
        self.at = at
        self.shelf = Shelf(dossier)

    @cached_property
    def headline(self) -> Headline:
        """The answer in few words."""
        return headline(self.dossier, self.shelf)

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """What each document is to the others."""
        return standings(self.dossier)

    @cached_property
    def stemma(self) -> Drawing:
        """The drawing of who took from whom."""
        return drawing(self.dossier, self.shelf)

    @cached_property
    def changes(self) -> Sequence[ChangesView]:
        """What changed between versions of one article."""
        return changes_views(self.dossier, self.shelf)

    @cached_property
    def edges(self) -> Sequence[EdgeView]:
        """The links of the lineage with their reasons."""
        return edge_views(self.dossier, self.shelf)

    @cached_property
    def claims(self) -> Sequence[ClaimView]:
        """The claims, what needs judgement first."""
        return claim_views(self.dossier, self.shelf, values(self.dossier.figures))

    @cached_property
    def verdicts(self) -> Sequence[tuple[str, Sequence[ClaimView]]]:
        """The claims by verdict."""
        return [(verdict, list(group)) for verdict, group in groupby(self.claims, lambda view: view.claim.verdict)]

    @cached_property
    def matrix(self) -> Sequence[Band]:
        """Claims by documents."""
        return matrix(self.claims, self.shelf)

    @cached_property
    def by_record(self) -> Mapping[str, Sequence[str]]:
        """What people set by hand, by the id of what it touched."""
        return by_record(self.dossier, self.shelf)

    @cached_property
    def hands(self) -> Sequence[HandView]:
        """What people set by hand."""
        return hand_views(self.dossier, self.claims, self.shelf)

    @cached_property
    def utterances(self) -> Sequence[UtteranceView]:
        """What was said, in all its versions."""
        return utterance_views(self.dossier, self.shelf)

    @cached_property
    def told_as(self) -> Mapping[str, int]:
        """By the id of a quote, the number of the utterance under which its versions are shown."""
        return {
            variant.quote: number for number, view in enumerate(self.utterances) for variant in view.utterance.variants
        }

    @cached_property
    def plots(self) -> Sequence[Plot]:
        """Figures on one scale."""
        return plots(self.dossier, self.claims, self.shelf)

    @cached_property
    def atlas(self) -> Atlas | None:
        """The map, if any place has coordinates."""
        return atlas(self.dossier, self.shelf)

    @cached_property
    def timeline(self) -> Sequence[Days]:
        """What happened when."""
        days = []
        for (earliest, latest), group in groupby(self.dossier.timeline, lambda one: (one.earliest, one.latest)):
            told = [(one, self._excerpts(one.members)) for one in group]
            several = tuple(pair for pair in told if len({place.document for place in pair[1]}) > 1)
            alone = tuple(pair for pair in told if pair not in several)
            days.append(Days(earliest=earliest, latest=latest, several=several, alone=alone))
        return days

    @cached_property
    def only_in(self) -> Sequence[tuple[str, Sequence[Excerpt]]]:
        """By document, what it alone has."""
        held = sorted(place for place in self.dossier.only_in if place.document in self.shelf)
        return [(self.shelf.name(id), self._excerpts(list(group))) for id, group in groupby(held, lambda p: p.document)]

    @cached_property
    def still_carried(self) -> Sequence[tuple[Excerpt, str]]:
        """Figures that documents still have after a newer one was out, and why."""
        return [
            (excerpt(Place(one.document, one.span), self.shelf), one.because)
            for one in self.dossier.still_carried
            if one.document in self.shelf
        ]

    @cached_property
    def left_out(self) -> Sequence[tuple[str, Sequence[tuple[int, str, str]]]]:
        """By document, what it leaves out: the claim's number and words, and why."""
        views = {view.claim.id: view for view in self.claims}
        held = sorted((one for one in self.dossier.left_out if one.document in self.shelf), key=lambda o: o.document)
        return [
            (
                self.shelf.name(id),
                [
                    (views[o.claim].number, visible(views[o.claim].claim.text), visible(self.shelf.told(o.because)))
                    for o in group
                ],
            )
            for id, group in groupby(held, lambda one: one.document)
        ]

    @cached_property
    def texts(self) -> Sequence[Text]:
        """The documents with everything that is marked in them."""
        return texts(self.dossier, self.shelf)

    def against(self, claim: Claim) -> str:
        """Who tells a claim otherwise, and in which words."""
        return against(claim, self.shelf)

    def problems(self, document: str, path: str) -> Sequence[Problem]:
        """What could not be done with a document."""
        return [problem for problem in self.dossier.problems if problem.document in (document, path)]

    def _excerpts(self, places: Sequence[Place]) -> tuple[Excerpt, ...]:
        return tuple(excerpt(place, self.shelf) for place in places if place.document in self.shelf)
