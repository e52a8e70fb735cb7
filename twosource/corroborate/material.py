"""What this stage works on: the documents of one story with their words, sentences, marks, names and quotations."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct

from twosource.annotate.marks import marked_spans
from twosource.annotate.parse import paragraph_spans
from twosource.annotate.predications import Predication
from twosource.corroborate.wording import FUNCTION_WORDS, key_of, words
from twosource.model import Annotations, Article, Entity, Place, Quote, Span

__all__ = ["Material", "Term", "Volume"]


class Term(Struct, frozen=True):
    """A word of a document. `key` is its name in comparisons: an entity's id after ``@``, a class, or a stem."""

    span: Span
    word: str
    key: str
    content: bool
    marked: bool


class Volume(Struct, frozen=True, dict=True):
    """One document: its article, what was found in it, its sentences and clauses, and where entities are meant."""

    article: Article
    notes: Annotations
    sentences: tuple[Span, ...]
    mentions: tuple[tuple[Span, str], ...]
    clauses: tuple[Predication, ...] = ()

    @property
    def id(self) -> str:
        return self.article.id

    @cached_property
    def marks(self) -> tuple[Span, ...]:
        """The stretches of others' words: in quotation marks, the outermost ones, or set in without any, as a post."""
        text = self.article.text
        marked = [m.inner for m in marked_spans(text, list(paragraph_spans(text))) if m.depth == 0]
        posted = [part for quote in self.notes.quotes if quote.kind == "direct" for part in quote.content]
        out: list[Span] = []
        for span in sorted((*marked, *posted)):
            if out and out[-1].overlap(span):
                out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
            else:
                out.append(span)
        return tuple(out)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The words of the text, in order; a mention of an entity is its first word, the others are left out."""
        out: list[Term] = []
        starts = [span.start for span, _ in self.mentions]
        last: Span | None = None
        for word, span in words(self.article.text):
            at = bisect_right(starts, span.start) - 1
            mention = self.mentions[at] if at >= 0 and self.mentions[at][0].end > span.start else None
            if mention and mention[0] == last:
                continue
            last = mention[0] if mention else None
            marked = any(mark.holds(span) for mark in self._marks_near(span))
            if mention:
                out.append(Term(mention[0], word, f"@{mention[1]}", True, marked))
            else:
                out.append(Term(span, word, key_of(word), word not in FUNCTION_WORDS, marked))
        return tuple(out)

    @cached_property
    def _starts(self) -> list[int]:
        return [term.span.start for term in self.terms]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [one.start for one in self.sentences]

    @cached_property
    def sentence_starts(self) -> frozenset[int]:
        """Where the sentences begin: a capital there shows no name."""
        return frozenset(self._sentence_starts)

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [mark.start for mark in self.marks]

    def _marks_near(self, span: Span) -> tuple[Span, ...]:
        at = bisect_right(self._mark_starts, span.start) - 1
        return self.marks[at : at + 1] if at >= 0 else ()

    def terms_in(self, span: Span) -> tuple[Term, ...]:
        """The terms that begin within `span`."""
        return self.terms[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def own_terms(self, span: Span) -> tuple[Term, ...]:
        """The terms of `span` outside quotation marks."""
        return tuple(term for term in self.terms_in(span) if not term.marked)

    def sentence(self, span: Span) -> Span:
        """The sentence in which `span` begins, made longer to hold it; `span` itself if it is in none."""
        at = bisect_right(self._sentence_starts, span.start) - 1
        if at < 0 or self.sentences[at].end <= span.start:
            return span
        return Span(self.sentences[at].start, max(self.sentences[at].end, span.end))

    def around(self, span: Span, reach: int = 1) -> Span:
        """The sentence of `span` with `reach` sentences on each side."""
        at = bisect_right(self._sentence_starts, span.start) - 1
        if at < 0:
            return span
        first, last = max(0, at - reach), min(len(self.sentences) - 1, at + reach)
        return Span(min(self.sentences[first].start, span.start), max(self.sentences[last].end, span.end))

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [span.start for span, _ in self.mentions]

    def mentions_in(self, span: Span) -> tuple[tuple[Span, str], ...]:
        """The mentions of entities that share a character with `span`, in order."""
        first = max(bisect_right(self._mention_starts, span.start) - 1, 0)
        near = self.mentions[first : bisect_left(self._mention_starts, span.end)]
        return tuple((mention, entity) for mention, entity in near if mention.overlap(span))

    def entities_in(self, span: Span) -> tuple[str, ...]:
        """The ids of the entities named in `span`, in order, each once."""
        return tuple(dict.fromkeys(entity for _, entity in self.mentions_in(span)))

    @cached_property
    def published(self) -> date | None:
        """The day of publication, None if it is not known."""
        fact = self.article.facts.published
        try:
            return date.fromisoformat(fact.value[:10]) if fact else None
        except ValueError:
            return None

    @property
    def outlet(self) -> str:
        """How a reader would call the document: its outlet, or its id."""
        fact = self.article.facts.outlet
        return fact.value if fact else self.id


class Material(Struct, frozen=True, dict=True):
    """The documents of one story, by id, in the order of their ids, and the entities they name, by id."""

    volumes: dict[str, Volume]
    entities: dict[str, Entity]

    @classmethod
    def of(
        cls,
        articles: Sequence[Article],
        annotations: Sequence[Annotations],
        entities: Sequence[Entity],
        sentences: Mapping[str, Sequence[Span]],
        clauses: Mapping[str, Sequence[Predication]] | None = None,
    ) -> "Material":
        """Bring together what belongs to each document; documents without annotations have empty ones."""
        notes = {one.document: one for one in annotations}
        mentions: dict[str, list[tuple[Span, str]]] = {}
        for entity in entities:
            for place in entity.mentions:
                mentions.setdefault(place.document, []).append((place.span, entity.id))
        volumes = {
            article.id: Volume(
                article,
                notes.get(article.id, Annotations(document=article.id)),
                tuple(sorted(sentences.get(article.id, ()))),
                _apart(mentions.get(article.id, ())),
                tuple((clauses or {}).get(article.id, ())),
            )
            for article in sorted(articles, key=lambda one: one.id)
        }
        return cls(volumes, {entity.id: entity for entity in sorted(entities, key=lambda one: one.id)})

    @cached_property
    def counts(self) -> dict[str, int]:
        """In how many sentences of the story each key stands."""
        counts: dict[str, int] = {}
        for volume in self.volumes.values():
            for span in volume.sentences:
                for key in {term.key for term in volume.terms_in(span) if term.content}:
                    counts[key] = counts.get(key, 0) + 1
        return counts

    @cached_property
    def own_counts(self) -> dict[str, int]:
        """In how many sentences of the story each key stands outside quotation marks."""
        counts: dict[str, int] = {}
        for volume in self.volumes.values():
            for span in volume.sentences:
                for key in {term.key for term in volume.own_terms(span) if term.content}:
                    counts[key] = counts.get(key, 0) + 1
        return counts

    @cached_property
    def telling(self) -> frozenset[str]:
        """The keys that fewer than a quarter of all sentences hold: what everything is about tells nothing apart."""
        total = sum(len(volume.sentences) for volume in self.volumes.values())
        return frozenset(key for key, count in self.counts.items() if count <= max(2, total / 4))

    def rarity(self, key: str) -> float:
        """How telling a key is that two sentences share: 1 for one that few sentences of the story hold, else less."""
        return 1.0 if key in self.telling else 0.3

    def quotes(self) -> list[Quote]:
        """All quotations, by document and place."""
        return [
            quote
            for volume in self.volumes.values()
            for quote in sorted(volume.notes.quotes, key=lambda q: (q.content, q.id))
        ]

    def text(self, place: Place) -> str:
        """The characters at `place`."""
        return place.span.of(self.volumes[place.document].article.text)

    def name(self, entity: str) -> str:
        """The name of an entity, or its id if it is not known."""
        return self.entities[entity].name if entity in self.entities else entity


def _apart(mentions: Iterable[tuple[Span, str]]) -> tuple[tuple[Span, str], ...]:
    """Mentions in order of place; of two that overlap, the one that begins first, and of those the longer."""
    out: list[tuple[Span, str]] = []
    for span, entity in sorted(mentions, key=lambda m: (m[0].start, -m[0].end, m[1])):
        if span.length and (not out or out[-1][0].end <= span.start):
            out.append((span, entity))
    return tuple(out)
