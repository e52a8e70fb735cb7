"""The document as the resolver of speakers reads it: mentions, sentences, and who is meant."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from twosource.annotate.naming.form import fold
from twosource.annotate.naming.gender import Gender, gender_by_name, gender_of_pronoun, gender_told_before
from twosource.annotate.parse import Paragraph, Parsed
from twosource.model import Entity, Quote, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["NOBODY", "Mention", "Naming", "Reading", "Speaker", "Turn", "Turns", "read_mentions"]

Naming = Literal["named", "role", "anonymous", "none"]
MARKED = re.compile(r"[\"“][^\"“”]*[\"”]")


class Speaker(Struct, frozen=True):
    """An entity, or only a label; how the article names it; and by which way it was found."""

    entity: Entity | None
    label: str | None
    naming: Naming
    way: str


NOBODY = Speaker(None, None, "none", "none")


class Mention(Struct, frozen=True, order=True):
    """A place where an entity (its number in the list of names) is meant."""

    span: Span
    at: int


class Turn(Struct, frozen=True):
    """That someone spoke, or was meant by a pronoun that is no source (then there is no `quote`).

    `where` is the end of the words for them, `gender` what a pronoun among these words tells.
    """

    where: int
    speaker: Speaker
    quote: Quote | None = None
    weight: float = 0.0
    gender: Gender | None = None


Turns = Sequence[Turn]


class Reading(Struct, frozen=True, dict=True):
    """The parsed document, its entities and all their mentions in order, and the quotations found in it."""

    parsed: Parsed
    names: Sequence[Entity]
    mentions: tuple[Mention, ...]
    quotes: Sequence[Quote]

    @property
    def text(self) -> str:
        """The clean text."""
        return self.parsed.article.text

    def entity(self, mention: Mention) -> Entity:
        """The entity meant at `mention`."""
        return self.names[mention.at]

    def mention_at(self, offset: int) -> Mention | None:
        """The longest mention that holds the character at `offset`."""
        at = bisect_right(self._mention_starts, offset)
        holding = [m for m in self.mentions[max(0, at - 3) : at] if m.span.end > offset]
        return max(holding, key=lambda m: (m.span.length, -m.at)) if holding else None

    def named_as(self, word: str) -> int | None:
        """The number of the entity that `word` is a name of when case is left out ("ORR" in a headline)."""
        return self._by_name.get(fold(word))

    def at_role(self, mention: Mention) -> bool:
        """Whether the words of the mention are a role and no name."""
        entity = self.entity(mention)
        return fold(mention.span.of(self.text)) not in {fold(name) for name in (entity.name, *entity.aliases)}

    def number_of(self, entity: Entity) -> int:
        """The number of an entity in the list of names."""
        return self._numbers[entity.id]

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph that holds `offset`."""
        return max(0, bisect_left(self._starts, offset + 1) - 1)

    def token_of(self, span: Span) -> "Token | None":
        """The main token of a span of the clean text."""
        paragraph = self.parsed.paragraphs[self.paragraph_at(span.start)]
        base = paragraph.span.start
        run = paragraph.doc.char_span(span.start - base, span.end - base, alignment_mode="expand")
        return run.root if run is not None and len(run) else None

    def paragraphs_before(self, offset: int, far: int) -> Iterator[Paragraph]:
        """The paragraphs that reach into the `far` characters before `offset`."""
        return (p for p in self.parsed.paragraphs if p.span.start < offset and p.span.end > offset - far)

    def sentences_between(self, start: int, end: int) -> int:
        """How many sentences begin after `start` and not after `end`, those within quotation marks left out."""
        return max(0, bisect_right(self._told_starts, end) - bisect_right(self._told_starts, start))

    def is_marked(self, span: Span) -> bool:
        """Whether the span stands within quotation marks."""
        at = bisect_right(self._marked, span.start, key=lambda one: one.start) - 1
        return at >= 0 and self._marked[at].holds(span)

    def gender(self, at: int) -> Gender | None:
        """Of the entity of this number: by a title, else the given name, else the pronouns it is told with."""
        if at not in self._genders:
            entity = self.names[at]
            spans = [place.span for place in entity.mentions]
            self._genders[at] = (
                gender_told_before(self.text, spans)
                or gender_by_name([entity.name, *entity.aliases])
                or self._told_with(spans)
            )
        return self._genders[at]

    def _told_with(self, spans: Sequence[Span]) -> Gender | None:
        """The pronoun that is subject of what the person says ("Orla said she was"), if it is always the same."""
        told = set()
        for token in filter(None, map(self.token_of, spans)):
            clauses = [child for child in token.head.children if child.dep_ == "ccomp"] if token.dep_ == "nsubj" else []
            subjects = (word for clause in clauses for word in clause.children if word.dep_ == "nsubj")
            told |= {gender for word in subjects if (gender := gender_of_pronoun(word.text))}
        return told.pop() if len(told) == 1 else None

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.span.start for mention in self.mentions]

    @cached_property
    def _by_name(self) -> dict[str, int]:
        pairs = [(fold(name), at) for at, one in enumerate(self.names) for name in (one.name, *one.aliases)]
        surnames = [(fold(one.name.split()[-1]), at) for at, one in enumerate(self.names) if one.type == "person"]
        return dict(reversed([*pairs, *surnames]))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {entity.id: at for at, entity in enumerate(self.names)}

    @cached_property
    def _genders(self) -> dict[int, Gender | None]:
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        return [paragraph.span.start for paragraph in self.parsed.paragraphs]

    @cached_property
    def sentence_starts(self) -> list[int]:
        """Where the sentences start."""
        return [sentence.start for sentence in self.parsed.sentences()]

    @cached_property
    def _told_starts(self) -> list[int]:
        return [sentence.start for sentence in self.parsed.sentences() if not self.is_marked(sentence)]

    @cached_property
    def _marked(self) -> list[Span]:
        contents = [span for quote in self.quotes for span in quote.content]
        direct = {span for quote in self.quotes if quote.kind == "direct" for span in quote.content}
        inner = {
            Span(span.start + match.start(), span.start + match.end())
            for span in contents
            for match in MARKED.finditer(span.of(self.text))
        }
        out: list[Span] = []
        for span in sorted(direct | inner):
            if not out or span.end > out[-1].end:
                out.append(span)
        return out


def read_mentions(names: Sequence[Entity]) -> tuple[Mention, ...]:
    """All mentions of `names`, in order."""
    return tuple(sorted(Mention(mention.span, at) for at, entity in enumerate(names) for mention in entity.mentions))
