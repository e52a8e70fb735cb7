"""A paragraph as the finder of occasions reads it: its words with the dates, places and speech that stand in it."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from twosource.annotate.parse import Paragraph
from twosource.model import Date, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Line"]

DATED = frozenset(("DATE", "TIME"))


class Line(Struct, frozen=True):
    """The tokens of a paragraph by number.

    `dates` and `places` (by name) are those that begin at a token, with the token after their last; `speech` are the
    tokens that are what somebody is reported to have said.
    """

    paragraph: Paragraph
    starts: tuple[int, ...]
    dates: dict[int, tuple[int, Date]]
    places: dict[int, tuple[int, str]]
    speech: frozenset[int]

    @classmethod
    def of(
        cls, paragraph: Paragraph, dates: Iterable[Date], places: Iterable[tuple[Span, str]], speech: Iterable[Span]
    ) -> "Line":
        """Arrange what stands in `paragraph`; what begins elsewhere is left out."""
        starts = tuple(paragraph.span.start + token.idx for token in paragraph.doc)

        def run(span: Span) -> tuple[int, int]:
            return bisect_left(starts, span.start), bisect_left(starts, span.end)

        dated = {run(one.span)[0]: (run(one.span)[1], one) for one in dates if one.type in DATED}
        placed = {run(span)[0]: (run(span)[1], name) for span, name in places}
        spoken = frozenset(at for span in speech for at in range(*run(span)))
        return cls(paragraph, starts, dated, placed, spoken)

    def __len__(self) -> int:
        return len(self.starts)

    def token(self, at: int) -> "Token":
        return self.paragraph.doc[at]

    def word(self, at: int) -> str:
        """The word at a number, in lower case; empty beyond the end and where it is part of what somebody says."""
        return self.paragraph.doc[at].lower_ if at < len(self.starts) and at not in self.speech else ""

    def tag(self, at: int) -> str:
        """The part of speech at a number; empty where `word` is."""
        return self.paragraph.doc[at].tag_ if at < len(self.starts) and at not in self.speech else ""

    def words(self, first: int, end: int) -> list[str]:
        return [self.word(at) for at in range(first, end)]

    def text(self, first: int, end: int) -> str:
        """The characters from token `first` to the one before `end`."""
        return self.paragraph.doc[first:end].text

    def number(self, offset: int) -> int:
        """The number of the first token that begins at `offset` in the clean text or after it."""
        return bisect_left(self.starts, offset)

    def span(self, first: int, end: int) -> Span:
        """The span in the clean text of the tokens from `first` to the one before `end`."""
        return self.paragraph.place(self.paragraph.doc[first:end])

    def sentence(self, at: int) -> tuple[int, int]:
        """First token of the sentence of a token and the one after its last."""
        sent = self.paragraph.doc[at].sent
        return sent.start, sent.end
