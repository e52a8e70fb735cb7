"""Claims and figures as the page lays them out: rows with the words and addresses they rest on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct, structs

from twosource.model import Claim, Dossier, Figure, Place, Span, Support
from twosource.report.chains import ShownChains
from twosource.report.shelf import Shelf

__all__ = [
    "ORDER",
    "Cell",
    "ClaimView",
    "Excerpt",
    "FigureRow",
    "MatrixRow",
    "claim_views",
    "excerpt",
    "figure_rows",
    "matrix",
]

ORDER = ("disputed", "corroborated", "one origin", "undecided", "single source")
AROUND, LONGEST = 70, 420  # characters of context on each side of a passage, and of the passage itself
MOSTLY = 0.8  # a passage that lies in a copied one by this part is taken over with it

Standing = Literal["states", "differs", "denies", "copy", "absent"]


class Excerpt(Struct, frozen=True, kw_only=True):
    """The words at a place with some before and after, and the address that shows them in their document.

    `chain` tells who says that who says so ("Harbour Post < Corran Wire < Mara Voss"), or is empty.
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


class ClaimView(Struct, frozen=True, kw_only=True):
    """A claim, its passages by document, and what its number turns on, in words and as the number of an edge."""

    claim: Claim
    number: int
    passages: tuple[Excerpt, ...]
    turns_on: str | None
    link: int | None


class Cell(Struct, frozen=True):
    """How one document stands to one claim, and the address of its words; empty where it has none."""

    stance: Standing
    address: str


class MatrixRow(Struct, frozen=True):
    """A claim against each document in turn; `copied` if one document has it and others but copied it along."""

    view: ClaimView
    cells: tuple[Cell, ...]
    copied: bool


class FigureRow(Struct, frozen=True, kw_only=True):
    """A figure: its words and its place, 0 to 100, on the axis of its group; `alike` if the whole group is."""

    excerpt: Excerpt
    figure: Figure
    value: str
    left: float
    width: float
    alike: bool
    open_low: bool
    open_high: bool


def excerpt(place: Place, shelf: Shelf, stance: Standing = "states") -> Excerpt:
    """Return the words at `place` within their paragraph; long ones are cut in the middle."""
    document = shelf[place.document]
    text, (start, end) = document.text, place.span
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before = text[max(line_start, start - AROUND) : start]
    after = text[end : min(len(text) if line_end < 0 else line_end, end + AROUND)]
    if start - AROUND > line_start and " " in before:
        before = "… " + before.split(" ", 1)[1]
    if end + AROUND < (len(text) if line_end < 0 else line_end) and " " in after:
        after = after.rsplit(" ", 1)[0] + " …"
    words = text[start:end]
    if len(words) > LONGEST:
        words = f"{words[: LONGEST // 2]} […] {words[-LONGEST // 2 :]}"
    return Excerpt(
        document=document.id, name=shelf.name(document.id), outlet=document.outlet, before=before, words=words,
        after=after, address=shelf.address(document.id, (place.span,)), stance=stance,
    )  # fmt: skip


def claim_views(dossier: Dossier, shelf: Shelf) -> tuple[ClaimView, ...]:
    """Return the claims, what needs a reader's judgement first, then by how many documents state them."""
    taken = _taken(dossier)
    edges = {edge.id: (i, edge) for i, edge in enumerate(dossier.lineage.edges)}
    ordered = sorted(
        dossier.claims, key=lambda claim: (ORDER.index(claim.verdict), -claim.independent[1], -claim.documents)
    )
    chains = ShownChains(dossier)
    views = []
    for i, claim in enumerate(ordered):
        link, edge = edges.get(claim.turns_on or "", (None, None))
        passages = tuple(
            structs.replace(
                excerpt(Place(s.document, s.span), shelf, _stance(s, claim, taken)),
                chain=chains.get(s.document, s.span),
            )
            for s in sorted(claim.support, key=lambda s: shelf.index(s.document) if s.document in shelf else -1)
            if s.document in shelf
        )
        doubt = edge and f"whether {shelf.name(edge.child)} took it from {shelf.name(edge.parent)}"
        views.append(ClaimView(claim=claim, number=i, passages=passages, turns_on=doubt or claim.turns_on, link=link))
    return tuple(views)


def _chained(shown: Excerpt, support: Support, chains: ShownChains) -> Excerpt:
    return structs.replace(shown, chain=chains.get(support.document, support.span))


def _taken(dossier: Dossier) -> Mapping[str, Sequence[tuple[Span, str]]]:
    """The passages that each document took from another that is here, and from which."""
    edges = {(edge.child, edge.parent) for edge in dossier.lineage.edges if edge.directed}
    found: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for reuse in dossier.reuse:
        for here, there in ((reuse.left, reuse.right), (reuse.right, reuse.left)):
            if (here.document, there.document) in edges:
                found[here.document].append((here.span, there.document))
    return found


def _stance(support: Support, claim: Claim, taken: Mapping[str, Sequence[tuple[Span, str]]]) -> Standing:
    """``copy`` where the passage came along with one taken from another document of the claim."""
    if support.stance != "states":
        return support.stance
    others = {other.document for other in claim.support}
    enough = MOSTLY * max(support.span.length, 1)
    copied = any(
        parent in others and span.overlap(support.span) >= enough for span, parent in taken.get(support.document, ())
    )
    return "copy" if copied else "states"


def matrix(views: Sequence[ClaimView], shelf: Shelf) -> tuple[MatrixRow, ...]:
    """Return a row for each claim that two documents touch; a document that differs anywhere is shown to differ."""
    rows = []
    for view in views:
        by: dict[str, Excerpt] = {}
        for one in sorted(view.passages, key=lambda p: ("denies", "differs", "states", "copy").index(p.stance)):
            by.setdefault(one.document, one)
        if len(by) > 1:
            cells = (by.get(document.id) for document in shelf.documents)
            copied = sum(one.stance != "copy" for one in by.values()) < 2
            row = tuple(Cell(c.stance, c.address) if c else Cell("absent", "") for c in cells)
            rows.append(MatrixRow(view, row, copied))
    return tuple(rows)


def figure_rows(claim: Claim, figures: Mapping[str, Figure], shelf: Shelf) -> tuple[FigureRow, ...]:
    """Return the figures of `claim` on one axis, from the least to the greatest of their values."""
    group = [figures[id] for id in claim.members if id in figures and figures[id].document in shelf]
    values = [value for figure in group for value in (figure.low, figure.high) if value is not None]
    if not values:
        return ()
    least, most = min(values), max(values)
    breadth = (most - least) or 1.0
    stances = {(support.document, support.span): support.stance for support in claim.support}
    rows = []
    for figure in group:
        low = least if figure.low is None else figure.low
        high = most if figure.high is None else figure.high
        rows.append(
            FigureRow(
                excerpt=excerpt(
                    Place(figure.document, figure.span), shelf, stances.get((figure.document, figure.span), "states")
                ),
                figure=figure,
                value=_value(figure),
                left=round(100 * (low - least) / breadth, 2),
                width=round(100 * max(0.0, high - low) / breadth, 2),
                alike=least == most,
                open_low=figure.low is None,
                open_high=figure.high is None,
            )
        )
    return tuple(sorted(rows, key=lambda row: shelf.index(row.excerpt.document)))


def _value(figure: Figure) -> str:
    """
    >>> _value(Figure(id="f", document="a", span=Span(0, 1), low=3000, high=4000, counted="recruits"))
    '3,000 to 4,000 recruits'
    >>> _value(Figure(id="f", document="a", span=Span(0, 1), low=None, high=6000, unit="kilometre"))
    'up to 6,000 kilometre'
    """
    low, high = (None if v is None else f"{v:,.10g}" if abs(v) < 1e15 else f"{v:g}" for v in (figure.low, figure.high))
    if low == high:
        number = low or "a number"
    elif low is None:
        number = f"up to {high}"
    elif high is None:
        number = f"{low} or more"
    else:
        number = f"{low} to {high}"
    about = f"{figure.qualifier} " if figure.qualifier in ("about", "nearly") else ""
    return " ".join(part for part in (about + number, figure.unit, figure.counted) if part)
