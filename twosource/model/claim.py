"""What the documents say together: claims, their sides, their witnesses and their origins."""

from typing import Literal

from msgspec import Struct, field

from twosource.model.span import Place, Span

__all__ = [
    "Claim", "Difference", "Happening", "LeftOut", "Origin", "Side", "Stance", "StillCarried", "Support", "Utterance",
    "Variant", "Verdict",
]  # fmt: skip

Stance = Literal["states", "differs", "denies"]
Verdict = Literal["corroborated", "one origin", "single source", "disputed", "undecided"]


class Difference(Struct, frozen=True, kw_only=True):
    """Words that a variant has otherwise than the fullest one: `old` are the fullest one's, `new` the variant's.

    In JSON they are called ``from`` and ``to``; `old` is empty for words added, `new` for words dropped.
    """

    kind: Literal["dropped", "added", "changed"]
    old: str = field(name="from")
    new: str = field(name="to")


class Variant(Struct, frozen=True, kw_only=True):
    """How one quote gives an utterance, against the fullest version of it.

    `content` are the parts of the quote that give it: a quote may hold several utterances. `meaning` says what was lost
    or put in that changes what is asserted ("without “if wages do not rise” it is no longer conditional"); None if
    nothing of the kind was found. `misattributed` is the name of another person to whom the document gives the words
    than the other versions do, None if they agree; which of them is right is not said.
    """

    quote: str
    content: tuple[Span, ...]
    relation: Literal["fullest", "verbatim", "truncated", "altered", "spliced", "paraphrased"]
    differences: tuple[Difference, ...] = ()
    meaning: str | None = None
    misattributed: str | None = None


class Utterance(Struct, frozen=True, kw_only=True):
    """One act of speech, with every quote that goes back to it; the fullest first."""

    id: str
    speaker: str | None
    variants: tuple[Variant, ...]
    documents: int
    independent: tuple[int, int]


class Support(Struct, frozen=True, kw_only=True):
    """A passage on which a claim rests, and how it stands to the claim."""

    document: str
    span: Span
    stance: Stance


class Origin(Struct, frozen=True, order=True, kw_only=True):
    """Where the knowledge behind a claim ultimately comes from."""

    name: str
    kind: Literal["person", "organisation", "outlet", "anonymous"]


class Side(Struct, frozen=True, kw_only=True):
    """One side of a claim of which documents tell different things, with what stands behind that side alone.

    `text` is what this side says; `support` are places in the row of the claim's own `support`, counted from 0.
    `documents`, `independent`, `origins` and `because` are meant as those of a claim, of this side.
    """

    text: str
    support: tuple[int, ...]
    documents: int
    independent: tuple[int, int]
    origins: tuple[Origin, ...]
    because: str


class Claim(Struct, frozen=True, kw_only=True):
    """Something that documents assert, who asserts it, and what may be made of that.

    `documents` counts those that state it; `independent` is the least and the greatest number of independent
    witnesses among them; `turns_on` is the derivation that would move that number, if it is in doubt. `because` is one
    plain sentence. `members` are the ids of the quotes, figures or dates that the claim gathers. `sides` are what the
    documents say where they do not agree, each with its own witnesses and origins: first the side that states `text`;
    empty where there is one side only.
    """

    id: str
    kind: Literal["utterance", "figure", "event", "statement"]
    text: str
    support: tuple[Support, ...]
    documents: int
    independent: tuple[int, int]
    origins: tuple[Origin, ...]
    verdict: Verdict
    because: str
    turns_on: str | None = None
    members: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()


class StillCarried(Struct, frozen=True, kw_only=True):
    """A figure that was overtaken or put right, in a document that came out after that; `because` says what it missed.

    `claim` is the id of the claim that states the newer value.
    """

    claim: str
    document: str
    span: Span
    because: str


class LeftOut(Struct, frozen=True, kw_only=True):
    """That a document does not tell what every other independent source of the story tells; `because` names these."""

    claim: str
    document: str
    because: str


class Happening(Struct, frozen=True, kw_only=True):
    """A row of the timeline: what happened between two days (ISO dates, both included), and where that is said."""

    earliest: str
    latest: str
    text: str
    members: tuple[Place, ...]
