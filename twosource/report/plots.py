"""Figures on one scale: what each document gives, in order of time, who stands apart, and what was overtaken."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from twosource.model import Dossier, Figure, Place
from twosource.report.findings import ClaimView, Excerpt, Standing, excerpt
from twosource.report.shelf import Shelf

__all__ = ["FigureRow", "Plot", "plots", "values"]

NEAR = 40  # characters of context on each side of a figure


class FigureRow(Struct, frozen=True, kw_only=True):
    """A figure: its words and where it lies, 0 to 100, on the axis of its plot.

    `overtaken` says why it is an older one that is still carried; it is empty for the others. `time` is when its
    document was published.
    """

    excerpt: Excerpt
    value: str
    time: str | None
    left: float
    width: float
    open_low: bool
    open_high: bool
    overtaken: str = ""


class Plot(Struct, frozen=True, kw_only=True):
    """The figures of a claim on one axis from `least` to `most`; `alike` if they all are one value."""

    view: ClaimView
    rows: tuple[FigureRow, ...]
    least: str
    most: str
    alike: bool


def values(figures: Iterable[Figure]) -> Mapping[Place, str]:
    """Return the figures in normalised words, by where they stand."""
    return {Place(figure.document, figure.span): _value(figure) for figure in figures}


def plots(dossier: Dossier, views: Sequence[ClaimView], shelf: Shelf) -> tuple[Plot, ...]:
    """Return a plot for each claim whose figure two documents or more give; those that differ come first."""
    figures = {figure.id: figure for figure in dossier.figures}
    at = {Place(figure.document, figure.span): figure for figure in dossier.figures}
    made = []
    for view in views:
        if view.claim.kind != "figure":
            continue
        older = {
            at[place].id: one.because
            for one in dossier.still_carried
            if one.claim == view.claim.id and (place := Place(one.document, one.span)) in at
        }
        ids = dict.fromkeys([*view.claim.members, *older])
        group = [figures[id] for id in ids if id in figures and figures[id].document in shelf]
        plot = _plot(view, group, older, shelf)
        if plot is not None and len({row.excerpt.document for row in plot.rows}) > 1:
            made.append(plot)
    return tuple(sorted(made, key=lambda plot: plot.alike))


def _plot(view: ClaimView, group: Sequence[Figure], older: Mapping[str, str], shelf: Shelf) -> Plot | None:
    ends = [value for figure in group for value in (figure.low, figure.high) if value is not None]
    if not ends:
        return None
    least, most = min(ends), max(ends)
    stances = {(one.document, one.address): one.stance for one in view.passages}
    rows = [_row(figure, least, most, older.get(figure.id, ""), stances, shelf) for figure in group]
    rows.sort(key=lambda row: (row.time is None, row.time or "", shelf.index(row.excerpt.document)))
    return Plot(view=view, rows=tuple(rows), least=_number(least), most=_number(most), alike=least == most)


def _row(
    figure: Figure, least: float, most: float, overtaken: str, stances: Mapping[tuple[str, str], Standing], shelf: Shelf
) -> FigureRow:
    breadth = (most - least) or 1.0
    low = least if figure.low is None else figure.low
    high = most if figure.high is None else figure.high
    address = shelf.address(figure.document, (figure.span,))
    stance = stances.get((figure.document, address), "states")
    return FigureRow(
        excerpt=excerpt(Place(figure.document, figure.span), shelf, stance, NEAR),
        value=_value(figure),
        time=shelf[figure.document].published,
        left=round(100 * (low - least) / breadth, 2),
        width=round(100 * max(0.0, high - low) / breadth, 2),
        open_low=figure.low is None,
        open_high=figure.high is None,
        overtaken=overtaken,
    )


def _number(value: float) -> str:
    """
    >>> _number(43900000.0), _number(1e16)
    ('43,900,000', '1e+16')
    """
    return f"{value:,.10g}" if abs(value) < 1e15 else f"{value:g}"


def _value(figure: Figure) -> str:
    """
    >>> from twosource.model import Span
    >>> _value(Figure(id="f", document="a", span=Span(0, 1), low=3000, high=4000, counted="recruits"))
    '3,000 to 4,000 recruits'
    >>> _value(Figure(id="f", document="a", span=Span(0, 1), low=None, high=6000, unit="kilometre"))
    'up to 6,000 kilometre'
    """
    low, high = (None if value is None else _number(value) for value in (figure.low, figure.high))
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
