"""The answers, as plain records: nothing in them that is not in the dossier, no claim without its words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec import Struct

from twosource.model import Claim, Derivation, Dossier, Place, Quote, Span
from twosource.report.headline import headline
from twosource.report.shelf import Shelf, visible

__all__ = ["Answers", "Brief", "Full", "Link", "Overview", "Passage", "Said"]

MOST = 50  # records that one answer holds


class Passage(Struct, frozen=True, kw_only=True):
    """Words of a document, from `start` to `end` in code points of its text; `stance` is theirs to a claim."""

    document: str
    outlet: str | None
    start: int
    end: int
    words: str
    stance: str | None = None


class Brief(Struct, frozen=True, kw_only=True):
    """A claim in short, with the first of its passages."""

    id: str
    kind: str
    text: str
    verdict: str
    documents: int
    independent: tuple[int, int]
    quoted: Passage


class Full(Struct, frozen=True, kw_only=True):
    """A claim with all its passages, its origins and the reason for its verdict."""

    id: str
    kind: str
    text: str
    verdict: str
    because: str
    documents: int
    independent: tuple[int, int]
    origins: tuple[str, ...]
    passages: tuple[Passage, ...]


class Said(Struct, frozen=True, kw_only=True):
    """A quotation: who said it, its words, and how they stand to the fullest version (None if there is one only)."""

    speaker: str | None
    naming: str
    quoted: tuple[Passage, ...]
    relation: str | None = None
    statement: str | None = None


class Link(Struct, frozen=True, kw_only=True):
    """Who took text from whom, how sure that is, and why, each reason with the words it rests on."""

    child: str
    parent: str
    share: float
    confidence: float
    directed: bool
    because: tuple[str, ...]
    passages: tuple[Passage, ...]


class Overview(Struct, frozen=True, kw_only=True):
    """The answer in few words, the documents by id, how many claims have which verdict, and what could not be done."""

    answer: str
    sentences: tuple[str, ...]
    documents: tuple[str, ...]
    claims: dict[str, int]
    problems: tuple[str, ...]


class Answers:
    """Answers questions to `dossier`, and changes nothing.

    >>> Answers(Dossier(twosource="0")).overview().answer
    'No documents'
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._shelf = Shelf(dossier)

    def overview(self) -> Overview:
        """What was found, in short."""
        told = headline(self._dossier, self._shelf)
        return Overview(
            answer=told.title,
            sentences=tuple(said.text for said in told.sentences),
            documents=tuple(document.id for document in self._dossier.documents),
            claims=dict(Counter(claim.verdict for claim in self._dossier.claims)),
            problems=tuple(problem.reason for problem in self._dossier.problems),
        )

    def claims(self, verdict: str = "", words: str = "") -> Sequence[Brief]:
        """Claims of a verdict (any if empty) that have all these words in their text or passages."""
        found = (claim for claim in self._dossier.claims if not verdict or claim.verdict == verdict)
        briefs = (self._brief(claim) for claim in found if claim.support and self._has(claim, words))
        return list(islice(briefs, MOST))

    def claim(self, id: str) -> Full:
        """One claim. Raises KeyError where there is none of that id."""
        claim = {claim.id: claim for claim in self._dossier.claims}[id]
        return Full(
            id=claim.id, kind=claim.kind, text=visible(claim.text), verdict=claim.verdict, because=claim.because,
            documents=claim.documents, independent=claim.independent,
            origins=tuple(f"{origin.name} ({origin.kind})" for origin in claim.origins),
            passages=tuple(self._quoted(Place(one.document, one.span), one.stance) for one in claim.support),
        )  # fmt: skip

    def quotations(self, speaker: str = "", words: str = "") -> Sequence[Said]:
        """What somebody said (anybody if empty) with all these words, every version in every document."""
        names = {entity.id: " ".join((entity.name, *entity.aliases)) for entity in self._dossier.entities}
        relations = {v.quote: (one.id, v.relation) for one in self._dossier.utterances for v in one.variants}
        out = []
        for quote in self._dossier.quotes:
            called = f"{names.get(quote.speaker or '', '')} {quote.speaker_name or ''}"
            said = self._said(quote, *relations.get(quote.id, (None, None)))
            if _all_in(speaker, called) and _all_in(words, " ".join(one.words for one in said.quoted)) and said.quoted:
                out.append(said)
        return out[:MOST]

    def passage(self, document: str, start: int, end: int) -> Passage:
        """The words of a document at a place. Raises KeyError for no document, ValueError for no place in it."""
        if document not in self._shelf:
            raise KeyError(document)
        if not 0 <= start < end <= len(self._shelf[document].text):
            raise ValueError(f"{document} has {len(self._shelf[document].text)} characters")
        return self._quoted(Place(document, Span(start, end)))

    def links(self) -> Sequence[Link]:
        """Who took text from whom."""
        return [self._link(edge) for edge in self._dossier.lineage.edges[:MOST]]

    def _link(self, edge: Derivation) -> Link:
        places = dict.fromkeys(place for one in edge.evidence for place in one.spans if place.document in self._shelf)
        return Link(
            child=edge.child, parent=edge.parent, share=edge.share, confidence=edge.confidence, directed=edge.directed,
            because=tuple(one.because for one in edge.evidence), passages=tuple(map(self._quoted, list(places)[:MOST])),
        )  # fmt: skip

    def _brief(self, claim: Claim) -> Brief:
        first = claim.support[0]
        return Brief(
            id=claim.id, kind=claim.kind, text=visible(claim.text), verdict=claim.verdict, documents=claim.documents,
            independent=claim.independent, quoted=self._quoted(Place(first.document, first.span), first.stance),
        )  # fmt: skip

    def _has(self, claim: Claim, words: str) -> bool:
        held = (one.span.of(self._shelf[one.document].text) for one in claim.support if one.document in self._shelf)
        return _all_in(words, " ".join((claim.text, *held)))

    def _said(self, quote: Quote, statement: str | None, relation: str | None) -> Said:
        quoted = tuple(self._quoted(Place(quote.document, span)) for span in quote.content)
        return Said(
            speaker=quote.speaker_name, naming=quote.naming, quoted=quoted, relation=relation, statement=statement
        )

    def _quoted(self, place: Place, stance: str | None = None) -> Passage:
        document = self._shelf[place.document]
        return Passage(
            document=document.id, outlet=document.outlet, start=place.span.start, end=place.span.end,
            words=visible(place.span.of(document.text)), stance=stance,
        )  # fmt: skip


def _all_in(words: str, text: str) -> bool:
    """
    >>> _all_in("ferry SANK", "The ferry sank."), _all_in("", "")
    (True, True)
    """
    held: Iterable[str] = words.casefold().split()
    return all(word in text.casefold() for word in held)
