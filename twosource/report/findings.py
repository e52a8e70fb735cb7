"""Claims as the page lays them out: the passages they rest on, by source, with their differences and addresses."""

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct, structs

from twosource.model import Claim, Derivation, Dossier, Place, Support
from twosource.report.chains import ShownChains
from twosource.report.shelf import Shelf
from twosource.report.standing import hedge, sure
from twosource.report.versions import Piece, compared, likeness
from twosource.report.witnesses import Taken, Witness, Witnesses

__all__ = ["ORDER", "ClaimView", "Column", "Excerpt", "Standing", "Tied", "claim_views", "excerpt"]

ORDER = ("disputed", "undecided", "corroborated", "one origin", "single source")
AROUND, LONGEST = 70, 420  # characters of context on each side of a passage, and of the passage itself
ALIKE = 0.5  # from this likeness on two passages are set against each other word by word
LABEL = 60  # characters of the figure or the speaker that a claim's text may begin with

Standing = Literal["states", "differs", "denies", "copy", "perhaps", "joined", "both", "absent"]


class Excerpt(Struct, frozen=True, kw_only=True):
    """The words at a place with some before and after, and the address that shows them in their document.

    `chain` tells who says that who says so ("Harbour Post < Corran Wire < Mara Voss"), or is empty. `source` is the
    name of whom the document has it from, where it is a copy or perhaps one, `doubt` "probably " or "perhaps " where
    that link is not sure. `pieces` are the words against those of
    the first passage of the claim, none where the two are told too differently. `value` is the figure, normalised.
    """

    document: str
    name: str
    outlet: str | None
    before: str
    words: str
    after: str
    address: str
    stance: Standing
    chain: str = ""
    source: str = ""
    doubt: str = ""
    pieces: tuple[Piece, ...] = ()
    value: str = ""


class Column(Struct, frozen=True, kw_only=True):
    """The passages of one independent source, its first document before its copies.

    `unseen` is the name of the source where it is not among the documents. `number` counts from 1; it is 0 for passages
    that differ or deny, and for those of a claim whose sources cannot be told apart. `side` is what passages say that
    differ, where the claim tells its sides apart.
    """

    number: int
    passages: tuple[Excerpt, ...]
    unseen: str = ""
    side: str = ""


class Tied(Struct, frozen=True, kw_only=True):
    """A link that made one document of a claim no witness of its own, in words, and its number among the edges."""

    words: str
    because: str
    number: int


class ClaimView(Struct, frozen=True, kw_only=True):
    """A claim, its passages by source, what its number turns on, and the links that went into it.

    `label` is the figure or the speaker that its text begins with, `words` the rest. `versions` is the number of its
    utterance among those that are shown version by version.
    """

    claim: Claim
    number: int
    label: str
    words: str
    columns: tuple[Column, ...]
    turns_on: str | None
    link: int | None
    tied: tuple[Tied, ...]
    taken: Mapping[str, Taken]

    @property
    def passages(self) -> tuple[Excerpt, ...]:
        """All passages, source by source."""
        return tuple(one for column in self.columns for one in column.passages)

    @property
    def marks(self) -> Mapping[str, Excerpt]:
        """By document, the passage that says most about how it stands to the claim: a denial before all else.

        Where a document tells the claim and what is against it, its stance is ``both``.
        """
        by: dict[str, Excerpt] = {}
        for one in sorted(self.passages, key=lambda p: MARKED.index(p.stance)):
            first = by.setdefault(one.document, one)
            if first.stance in AGAINST and one.stance not in AGAINST:
                by[one.document] = structs.replace(first, stance="both")
        return by


MARKED = ("denies", "differs", "states", "joined", "perhaps", "copy")
AGAINST = ("denies", "differs")


def excerpt(place: Place, shelf: Shelf, stance: Standing = "states", around: int = AROUND) -> Excerpt:
    """Return the words at `place` within their paragraph, `around` characters on each side; long ones are cut."""
    document = shelf[place.document]
    text, (start, end) = document.text, place.span
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before = text[max(line_start, start - around) : start]
    after = text[end : min(len(text) if line_end < 0 else line_end, end + around)]
    if start - around > line_start and " " in before:
        before = "… " + before.split(" ", 1)[1]
    if end + around < (len(text) if line_end < 0 else line_end) and " " in after:
        after = after.rsplit(" ", 1)[0] + " …"
    words = text[start:end]
    if len(words) > LONGEST:
        words = f"{words[: LONGEST // 2]} […] {words[-LONGEST // 2 :]}"
    return Excerpt(
        document=document.id, name=shelf.name(document.id), outlet=document.outlet, before=before, words=words,
        after=after, address=shelf.address(document.id, (place.span,)), stance=stance,
    )  # fmt: skip


def claim_views(dossier: Dossier, shelf: Shelf, values: Mapping[Place, str]) -> tuple[ClaimView, ...]:
    """Return the claims, what needs a reader's judgement first, then by how many documents state them.

    `values` are the figures of the documents in normalised words, by where they stand.
    """
    ordered = sorted(
        dossier.claims,
        key=lambda one: (ORDER.index(one.verdict), one.turns_on is None, -one.independent[1], -one.documents),
    )
    laying = _Laying(dossier, shelf, values)
    return tuple(laying.view(claim, number) for number, claim in enumerate(ordered))


class _Laying:
    """What is needed to lay out one claim after another."""

    def __init__(self, dossier: Dossier, shelf: Shelf, values: Mapping[Place, str]) -> None:
        self.shelf = shelf
        self.values = values
        self.witnesses = Witnesses(dossier)
        self.chains = ShownChains(dossier)
        self.edges = dossier.lineage.edges
        self.numbers = {edge.id: i for i, edge in enumerate(dossier.lineage.edges)}

    def view(self, claim: Claim, number: int) -> ClaimView:
        taken = self.witnesses.taken(claim)
        link = self.numbers.get(claim.turns_on or "")
        doubt = None if link is None else self._doubt(self.edges[link])
        label, words = _parted(claim)
        return ClaimView(
            claim=claim, number=number, label=label, words=words, taken=taken, link=link, tied=self._tied(taken),
            columns=self._columns(claim, taken), turns_on=doubt or claim.turns_on,
        )  # fmt: skip

    def _doubt(self, edge: Derivation) -> str:
        return f"whether {self.shelf.name(edge.child)} took it from {self.shelf.name(edge.parent)}"

    def _columns(self, claim: Claim, taken: Mapping[str, Taken]) -> tuple[Column, ...]:
        shown = [(one, self._excerpt(one, taken)) for one in claim.support if one.document in self.shelf]
        stating = [excerpt for support, excerpt in shown if support.stance == "states"]
        columns = []
        for number, witness in enumerate(self.witnesses.of(claim) or (), 1):
            held = sorted(
                (one for one in stating if one.document in witness.documents),
                key=lambda one: (one.document != witness.head, self.shelf.index(one.document)),
            )
            if held:
                columns.append(Column(number=number, unseen=self._unseen(witness), passages=tuple(held)))
        if not columns and stating:
            columns = [Column(number=0, passages=tuple(stating))]
        columns += _otherwise(claim, [(support, excerpt) for support, excerpt in shown if support.stance != "states"])
        return _against_first(columns) if claim.kind != "figure" else tuple(columns)

    def _unseen(self, witness: Witness) -> str:
        return "" if witness.head in self.shelf else self.shelf.name(witness.head)

    def _excerpt(self, support: Support, taken: Mapping[str, Taken]) -> Excerpt:
        place = Place(support.document, support.span)
        source = taken.get(support.document) if support.stance == "states" else None
        stance: Standing = support.stance if source is None else _stance(source)
        return structs.replace(
            excerpt(place, self.shelf, stance),
            chain=self.shelf.told(self.chains.get(support.document, support.span)),
            source=self.shelf.name(source.source) if source else "",
            doubt=self._doubtful(support.document, source) if stance == "copy" and source else "",
            value=self.values.get(place, ""),
        )

    def _doubtful(self, document: str, source: Taken) -> str:
        links = [edge for edge in self.edges if (edge.parent, edge.child) == (source.source, document)]
        return hedge(max((edge.confidence for edge in links), default=1.0))

    def _tied(self, taken: Mapping[str, Taken]) -> tuple[Tied, ...]:
        """The links along which the documents of `taken` have what they say."""
        found = []
        for number, edge in enumerate(self.edges):
            source = taken.get(edge.child)
            if source is not None and source.source == edge.parent:
                reason = max(edge.evidence, key=lambda vote: vote.weight, default=None)
                child, parent = self.shelf.name(edge.child), self.shelf.name(edge.parent)
                words = f"{child} from {parent}, {sure(edge.confidence)} sure"
                found.append(Tied(words=words, because=reason.because if reason else "", number=number))
        return tuple(found)


def _stance(source: Taken) -> Standing:
    if source.joined:
        return "joined"
    return "perhaps" if source.doubtful else "copy"


def _otherwise(claim: Claim, shown: Sequence[tuple[Support, Excerpt]]) -> list[Column]:
    """A column for each side that differs from what the claim states; one for all that is on no side."""
    columns, left = [], list(shown)
    for side in claim.sides[1:]:
        held = [pair for pair in left if claim.support.index(pair[0]) in side.support]
        left = [pair for pair in left if pair not in held]
        if held:
            columns.append(Column(number=0, side=side.text, passages=tuple(excerpt for _, excerpt in held)))
    if left:
        columns.append(Column(number=0, passages=tuple(excerpt for _, excerpt in left)))
    return columns


def _against_first(columns: Sequence[Column]) -> tuple[Column, ...]:
    """`columns` with the words of each passage set against those of the first, where the two are alike enough."""
    first = columns[0].passages[0] if columns else None
    return tuple(
        structs.replace(column, passages=tuple(_set_against(first, one) for one in column.passages))
        for column in columns
    )


def _set_against(first: Excerpt | None, other: Excerpt) -> Excerpt:
    if first is None or other is first or likeness(first.words, other.words) < ALIKE:
        return other
    return structs.replace(other, pieces=compared(first.words, other.words))


def _parted(claim: Claim) -> tuple[str, str]:
    """The figure or the speaker that the text of a claim begins with, and the rest.

    >>> from twosource.model import Claim
    >>> _parted(Claim(id="c", kind="figure", text="14 boats: Some 14 boats came.", support=(), documents=1,
    ...     independent=(1, 1), origins=(), verdict="single source", because=""))
    ('14 boats', 'Some 14 boats came.')
    """
    label, colon, words = claim.text.partition(": ")
    if claim.kind not in ("figure", "utterance") or not colon or len(label) > LABEL:
        return "", claim.text
    return label, words
