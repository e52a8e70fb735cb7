"""Which passages documents share, and who took them from whom."""

from typing import Literal

from msgspec import Struct

from twosource.model.span import Place

__all__ = ["BY_HAND", "Aside", "Change", "Derivation", "Evidence", "Lineage", "Reuse", "RunnerUp", "Unseen"]


BY_HAND = "by_hand"
"""The signal of an edge that a person drew."""


class Reuse(Struct, frozen=True, kw_only=True):
    """A passage that two documents share; `similarity`, 0 to 1, is the share of its words that are the same."""

    left: Place
    right: Place
    similarity: float


class Evidence(Struct, frozen=True, kw_only=True):
    """One signal's vote: `weight` in log-odds (above 0 speaks for the edge), `because` a sentence to read."""

    signal: str
    weight: float
    because: str
    spans: tuple[Place, ...] = ()


class RunnerUp(Struct, frozen=True, kw_only=True):
    """Another parent that was weighed and found less likely."""

    parent: str
    confidence: float
    because: str


class Change(Struct, frozen=True, kw_only=True):
    """What the later of two versions has otherwise: `old` stands in the parent of the edge, `new` in its child.

    Either is empty where words only came (`how` is ``added``) or went (``dropped``). `about` is who speaks, or what is
    counted, where that is known. The places are those of `old` and `new` and of the sentences around them; a headline
    has none, since it stands beside the text. Words put in other places are no change.
    """

    what: Literal["headline", "figure", "quote", "sentence"]
    how: Literal["added", "dropped", "changed"]
    old: str = ""
    new: str = ""
    about: str | None = None
    old_place: Place | None = None
    new_place: Place | None = None
    old_sentences: Place | None = None
    new_sentences: Place | None = None


class Derivation(Struct, frozen=True, kw_only=True):
    """`child` took text from `parent`: the id of a document, or ``unseen:NAME`` for a source that is not given.

    `share` is the part of the child's own words (those outside quotation marks) that it took from this parent, 0 to 1.
    `confidence`, 0 to 1, is that of the edge as drawn, direction included; when direction is a guess, `directed` is
    False: the two share text and it cannot be told who had it first. `changes` are listed where the two are versions of
    one article (`kind` is ``revision``), headline, figures and quotations first. A ``retelling`` shares no wording but
    content; its `share` is the part of what the child tells that the parent tells too.
    """

    id: str
    parent: str
    child: str
    share: float
    confidence: float
    directed: bool = True
    kind: Literal["copy", "revision", "retelling"] = "copy"
    evidence: tuple[Evidence, ...] = ()
    runners_up: tuple[RunnerUp, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def by_hand(self) -> bool:
        """Whether a person drew it."""
        return any(one.signal == BY_HAND for one in self.evidence)


class Unseen(Struct, frozen=True, kw_only=True):
    """A source that the documents point at and that is not among them; `name` is None if nothing names it.

    `id` is ``unseen:NAME``, the name by which edges call it.
    """

    id: str
    name: str | None
    because: str
    cited_by: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


class Aside(Struct, frozen=True, kw_only=True):
    """Wording that two documents share and that is not taken for copying: how many words, and why.

    `places` are the passages, in the one and in the other by turns, the longest first.
    """

    documents: tuple[str, str]
    words: int
    because: str
    places: tuple[Place, ...] = ()


class Lineage(Struct, frozen=True, kw_only=True):
    """The derivations of a story, the sources nobody has, and the groups of documents that share an ancestor.

    `same` are documents that have the same text, word for word: one document, stored more than once. `aside` is what
    others share without having copied.
    """

    edges: tuple[Derivation, ...] = ()
    unseen: tuple[Unseen, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    same: tuple[tuple[str, ...], ...] = ()
    aside: tuple[Aside, ...] = ()
