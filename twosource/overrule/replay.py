"""Overrides followed stage by stage, each where everything downstream still follows."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from twosource.corroborate import Corroboration, Guidance
from twosource.model import Annotations, Article, Entity, Family, Lineage, Overruled, Passage, Problem, Quote, Reuse
from twosource.overrule import outcome
from twosource.overrule.claims import became_of, regroupings, rulings
from twosource.overrule.dates import overrule_dates
from twosource.overrule.edges import overrule_edges
from twosource.overrule.facts import overrule_published
from twosource.overrule.finding import Located, Lost, located, places_of
from twosource.overrule.names import overrule_names
from twosource.overrule.outcome import Outcome, refused
from twosource.overrule.override import Override, checked
from twosource.overrule.speakers import overrule_speakers

__all__ = ["Replay"]


class Replay:
    """The overrides of one run and what became of them. Each method returns what it was given, overruled.

    The order of the overrides makes no difference; one that cannot be followed becomes a problem.
    """

    def __init__(self, overrides: Iterable[Override], articles: Sequence[Article]) -> None:
        self._articles: Mapping[str, Article] = {article.id: article for article in articles}
        self._outcomes: list[Outcome] = []
        self._found: list[Located] = []
        for override in sorted(overrides, key=lambda one: one.key):
            try:
                self._found.append(_located(checked(override), self._articles))
            except (Lost, ValueError) as reason:
                self._outcomes.append(refused(override, reason))

    def _of(self, meant: Callable[[Override], bool]) -> list[Located]:
        return [one for one in self._found if meant(one.override)]

    def published(self, articles: Sequence[Article]) -> tuple[Article, ...]:
        """Before anything is resolved against a date of publication."""
        new, outcomes = overrule_published(articles, self._of(lambda one: one.what == "published"))
        self._outcomes += outcomes
        return new

    def edges(self, lineage: Lineage, reuse: Sequence[Reuse], quotes: Mapping[str, Sequence[Quote]]) -> Lineage:
        """Before dates are inferred and witnesses counted."""
        found = self._of(lambda one: one.what in ("edge", "no edge"))
        new, outcomes = overrule_edges(lineage, list(self._articles.values()), reuse, quotes, found)
        self._outcomes += outcomes
        return new

    def said(
        self, annotations: Sequence[Annotations], entities: Sequence[Entity]
    ) -> tuple[tuple[Annotations, ...], tuple[Entity, ...]]:
        """Days, names and speakers, before anything is brought together across documents."""
        annotations, outcomes = overrule_dates(annotations, self._of(lambda one: one.what == "date"))
        names = self._of(lambda one: one.kind == "name")
        annotations, entities, of_names = overrule_names(annotations, entities, names, self._articles)
        speakers = self._of(lambda one: one.what == "speaker")
        annotations, entities, of_speakers = overrule_speakers(annotations, entities, speakers)
        self._outcomes += [*outcomes, *of_names, *of_speakers]
        return annotations, entities

    def _claims(self) -> dict[int, Located]:
        return dict(enumerate(self._of(lambda one: one.what in ("merge", "split", "verdict") and one.kind != "name")))

    def guidance(self, families: tuple[Family, ...] = ()) -> Guidance:
        """What the stage that makes claims must follow."""
        followed = [one.override for one in self._outcomes if one.located is not None]
        apart = frozenset(frozenset((one.document, str(one.to))) for one in followed if one.what == "no edge")
        claims = self._claims()
        return Guidance(families=families, apart=apart, regroupings=regroupings(claims), rulings=rulings(claims))

    def settle(self, result: Corroboration) -> None:
        """Note what became of the overrides that were guidance."""
        self._outcomes += became_of(self._claims(), result)

    def rows(self) -> tuple[Overruled, ...]:
        """What was followed."""
        return outcome.rows(self._outcomes)

    def problems(self) -> tuple[Problem, ...]:
        """What was not followed, and why."""
        return outcome.problems(self._outcomes)


def _located(override: Override, articles: Mapping[str, Article]) -> Located:
    """Where its words stand; of a name, which is meant wherever it is written so, the first place of each document."""
    if override.kind != "name":
        return located(override, articles)
    places = [places_of(target, articles)[0] for target in override.targets]
    return Located(
        override,
        tuple(
            Passage(document=one.document, words=one.span.of(articles[one.document].text), span=one.span)
            for one in places
        ),
    )
