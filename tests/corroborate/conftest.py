"""Stories built by hand: texts and what is to be found in them, named by the words it stands on."""

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

import pytest

from twosource.annotate.parse import parse
from twosource.annotate.predications import Predication, find_predications
from twosource.corroborate import Corroboration, corroborate
from twosource.corroborate.independence import Links
from twosource.corroborate.material import Material
from twosource.model import (
    Annotations,
    Article,
    Date,
    Derivation,
    Entity,
    Fact,
    Facts,
    Figure,
    Lineage,
    Place,
    Quote,
    Reuse,
    Span,
    Unseen,
)


class Story:
    """A story in the making. Everything is found by the words it stands on, the first time they occur."""

    def __init__(self) -> None:
        self.articles: dict[str, Article] = {}
        self.quotes: dict[str, list[Quote]] = {}
        self.figures: dict[str, list[Figure]] = {}
        self.dates: dict[str, list[Date]] = {}
        self.entities: dict[str, tuple[str, str, tuple[str, ...]]] = {}
        self.reuse: list[Reuse] = []
        self.edges: list[Derivation] = []
        self.unseen: dict[str, Unseen] = {}

    def document(self, id: str, text: str, published: str | None = "2031-05-06", outlet: str | None = None) -> str:
        facts = Facts(
            published=Fact(value=published, found="test") if published else None,
            outlet=Fact(value=outlet, found="test") if outlet else None,
        )
        self.articles[id] = Article(id=id, path=f"{id}.txt", source=text, edits=(), facts=facts, sha256="")
        return id

    def span(self, document: str, words: str) -> Span:
        start = self.articles[document].text.index(words)
        return Span(start, start + len(words))

    def place(self, document: str, words: str) -> Place:
        return Place(document, self.span(document, words))

    def entity(self, id: str, name: str, *aliases: str, type: str = "person") -> str:
        self.entities[id] = (name, type, aliases)
        return id

    def quote(self, document: str, words: str, speaker: str | None = None, kind: str = "direct", **more: object) -> str:
        held = self.quotes.setdefault(document, [])
        id = f"{document}-q{len(held) + 1}"
        naming = more.pop("naming", "named" if speaker else "none")
        content = (self.span(document, words),)
        held.append(Quote(id=id, document=document, content=content, kind=kind, speaker=speaker, naming=naming, **more))
        return id

    def figure(self, document: str, words: str, low: float | None, high: float | None = None, **more: object) -> str:
        held = self.figures.setdefault(document, [])
        id = f"{document}-f{len(held) + 1}"
        top = low if high is None and "high" not in more else high
        held.append(Figure(id=id, document=document, span=self.span(document, words), low=low, high=top, **more))
        return id

    def date(self, document: str, words: str, earliest: str, latest: str | None = None, **more: object) -> str:
        held = self.dates.setdefault(document, [])
        id = f"{document}-d{len(held) + 1}"
        found = {"type": "DATE", "value": earliest, **more}
        span = self.span(document, words)
        held.append(Date(id=id, document=document, span=span, earliest=earliest, latest=latest or earliest, **found))
        return id

    def copied(
        self,
        parent: str,
        child: str,
        confidence: float = 0.97,
        share: float = 0.9,
        directed: bool = True,
        kind: str = "copy",
    ) -> str:
        """An edge; with both documents given, also the passages they share."""
        id = f"e{len(self.edges) + 1}"
        edge = Derivation(
            id=id, parent=parent, child=child, share=share, confidence=confidence, directed=directed, kind=kind
        )
        self.edges.append(edge)
        if parent.startswith("unseen:"):
            self.unseen[parent] = Unseen(id=parent, name=parent[7:], because="credited")
        else:
            self.sharing(parent, child)
        return id

    def sharing(self, one: str, other: str, least: int = 30) -> None:
        a, b = self.articles[one].text, self.articles[other].text
        for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
            if block.size >= least:
                left = Place(one, Span(block.a, block.a + block.size))
                right = Place(other, Span(block.b, block.b + block.size))
                self.reuse.append(Reuse(left=left, right=right, similarity=1.0))

    @property
    def lineage(self) -> Lineage:
        return Lineage(edges=tuple(self.edges), unseen=tuple(self.unseen.values()))

    def _found(self) -> Iterator[Entity]:
        for id, (name, type, aliases) in self.entities.items():
            mentions = [
                Place(document, Span(*match.span()))
                for document, article in self.articles.items()
                for called in (name, *aliases)
                for match in re.finditer(rf"\b{re.escape(called)}\b", article.text)
            ]
            yield Entity(id=id, name=name, type=type, aliases=aliases, mentions=tuple(sorted(mentions)))

    def given(self, order: Sequence[str] | None = None) -> tuple:
        ids = list(order or self.articles)
        notes = [
            Annotations(
                document=id,
                quotes=tuple(self.quotes.get(id, ())),
                figures=tuple(self.figures.get(id, ())),
                dates=tuple(self.dates.get(id, ())),
            )
            for id in ids
        ]
        sentences = {
            id: [Span(*m.span()) for m in re.finditer(r"\S.*?(?:[.!?][”\"]?(?=\s|$)|$)", self.articles[id].text, re.M)]
            for id in ids
        }
        return [self.articles[id] for id in ids], notes, list(self._found()), sentences

    @property
    def material(self) -> Material:
        return Material.of(*self.given(), self.clauses())

    @property
    def links(self) -> Links:
        return Links(self.material, self.reuse, self.lineage)

    def corroborated(self, order: Sequence[str] | None = None) -> Corroboration:
        articles, notes, entities, sentences = self.given(order)
        reuse = self.reuse if order is None else self.reuse[::-1]
        return corroborate(
            articles,
            notes,
            entities if order is None else entities[::-1],
            reuse,
            self.lineage,
            sentences,
            clauses=self.clauses(),
        )

    def clauses(self) -> dict[str, tuple[Predication, ...]]:
        return {one.article.id: find_predications(one) for one in parse(list(self.articles.values()))}


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def new_story() -> Callable[[], Story]:
    return Story


@pytest.fixture
def harbour() -> Story:
    """Four reports of a strike: one copied from another, two that stand on their own, and one speaker they share."""
    story = Story()
    story.document(
        "bay",
        "The dockers' union began its strike at Kellport harbour on Monday.\n"
        "“We will not load a single ship until the contract is signed,” union leader Mara Voss said on the pier.\n"
        "Some 2,300 dockers walked out, the harbour office said.\n"
        "The strike could cost the city dearly, traders fear.",
        "2031-05-06",
        "Bay Herald",
    )
    story.document(
        "copy",
        "The dockers' union began its strike at Kellport harbour on Monday.\n"
        "“We will not load a single ship until the contract is signed,” union leader Mara Voss said on the pier.\n"
        "Some 2,300 dockers walked out, the harbour office said.",
        "2031-05-07",
        "Newsmill",
    )
    story.document(
        "post",
        "Work at Kellport harbour came to a halt on Monday when the union launched a strike.\n"
        "Voss told reporters: “We will not load any ship until the contract is signed.”\n"
        "About 2,000 dockers have walked out.",
        "2031-05-06",
        "Morning Post",
    )
    story.document(
        "radio",
        "Kellport mayor Ilan Reef cancelled a holiday in Andora to deal with unpaid opera bills.\n"
        "Voss said the ships would stay empty.",
        "2031-05-06",
        "Radio Nine",
    )
    story.entity("voss", "Mara Voss", "Voss")
    story.entity("kellport", "Kellport", type="place")
    story.entity("reef", "Ilan Reef")
    story.entity("office", "harbour office", type="organisation")
    for document in ("bay", "copy"):
        story.quote(document, "We will not load a single ship until the contract is signed", "voss")
        story.quote(document, "Some 2,300 dockers walked out", "office", kind="indirect")
        story.figure(document, "Some 2,300", 2300, counted="dockers", qualifier="about")
    story.quote("post", "We will not load any ship until the contract is signed.", "voss")
    story.figure("post", "About 2,000", 2000, counted="dockers", qualifier="about")
    for document in ("bay", "copy", "post"):
        story.date(document, "Monday", "2031-05-05")
    story.copied("bay", "copy")
    return story
