"""A small writer of line plots as SVG: readable on light and dark, the same bytes for the same points."""

from collections.abc import Iterator, Sequence
from html import escape

from msgspec import Struct

__all__ = ["Plot", "Series", "drawn"]

WIDTH, HEIGHT = 720, 460
LEFT, RIGHT, TOP, BOTTOM = 64, 20, 44, 56  # margins around the axes
LIGHT = {"paper": "#ffffff", "ink": "#1b1b19", "soft": "#5a584f", "rule": "#dedbd2"}
DARK = {"paper": "#161614", "ink": "#eae7de", "soft": "#aaa699", "rule": "#3a3934"}
COLOURS = (("#1f4e79", "#9cc4ec"), ("#9a4517", "#e39a6d"), ("#2c6e49", "#7cc397"), ("#5b3f9c", "#c3aef5"))
DASHES = ("", "9 4", "2 4", "12 4 2 4")


class Series(Struct, frozen=True, kw_only=True):
    """Points in order of x, joined by a line; `sizes` are those of their dots in pixels (none: a line alone).

    `mark` is a point on the line that is told apart; `plain` series are drawn thin and grey, for comparing.
    """

    name: str
    points: tuple[tuple[float, float], ...]
    sizes: tuple[float, ...] = ()
    mark: tuple[float, float] | None = None
    plain: bool = False


class Plot(Struct, frozen=True, kw_only=True):
    """What is drawn: axes in per cent, up to 100; `diagonal` draws what would be exactly right.

    `x_ticks` and `y_ticks` are marks of another scale: where on the way from 0 to 100 each is, and what it says. `note`
    is the last line of the legend.
    """

    title: str
    x: str
    y: str
    series: tuple[Series, ...]
    x_low: int = 0
    y_low: int = 0
    diagonal: bool = False
    x_ticks: tuple[tuple[float, str], ...] = ()
    y_ticks: tuple[tuple[float, str], ...] = ()
    note: str = ""


def drawn(plot: Plot) -> str:
    """Return `plot` as an SVG file.

    >>> line = Series(name="right dates", points=((20, 99), (100, 90)))
    >>> drawn(Plot(title="Direction", x="answered", y="right", series=(line,)))[:4]
    '<svg'
    """
    body = [*_axes(plot), *_diagonal(plot)]
    shown = [one for one in plot.series if not one.plain]
    for one in plot.series:
        body += _line(one, plot, shown.index(one) if one in shown else None)
    body += _legend(plot, shown)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
            f' role="img" aria-label="{escape(plot.title)}">',
            f"<style>{_style()}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>',
            f'<text class="title" x="{LEFT}" y="26">{escape(plot.title)}</text>',
            *body,
            "</svg>\n",
        ]
    )


def _style() -> str:
    def rules(side: int, base: dict[str, str]) -> str:
        series = "".join(
            f".s{at}{{stroke:{colour[side]}}}.d{at}{{fill:{colour[side]}}}" for at, colour in enumerate(COLOURS)
        )
        return (
            f".paper{{fill:{base['paper']}}}text{{fill:{base['ink']}}}.soft{{fill:{base['soft']}}}"
            f".rule{{stroke:{base['rule']}}}.plain{{stroke:{base['soft']}}}.mark{{stroke:{base['paper']}}}{series}"
        )

    fixed = (
        "text{font:13px system-ui,sans-serif}.title{font-size:16px;font-weight:600}polyline,.rule,.plain{fill:none}"
        "polyline{stroke-width:2.5}.plain{stroke-width:1.2}"
    )
    return f"{fixed}{rules(0, LIGHT)}@media(prefers-color-scheme:dark){{{rules(1, DARK)}}}"


def _at(plot: Plot, x: float, y: float) -> tuple[float, float]:
    across = (x - plot.x_low) / (100 - plot.x_low) * (WIDTH - LEFT - RIGHT)
    up = (y - plot.y_low) / (100 - plot.y_low) * (HEIGHT - TOP - BOTTOM)
    return round(LEFT + across, 1), round(HEIGHT - BOTTOM - up, 1)


def _axes(plot: Plot) -> Iterator[str]:
    for value, label in plot.y_ticks or _per_cent(plot.y_low):
        x, y = _at(plot, plot.x_low, value)
        yield f'<line class="rule" x1="{x}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>'
        yield f'<text class="soft" x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{label}</text>'
    for value, label in plot.x_ticks or _per_cent(plot.x_low):
        x, y = _at(plot, value, plot.y_low)
        yield f'<text class="soft" x="{x}" y="{y + 20}" text-anchor="middle">{label}</text>'
    middle = (LEFT + WIDTH - RIGHT) / 2
    yield f'<text x="{middle}" y="{HEIGHT - 12}" text-anchor="middle">{escape(plot.x)}</text>'
    up = (TOP + HEIGHT - BOTTOM) / 2
    yield f'<text transform="translate(16 {up}) rotate(-90)" text-anchor="middle">{escape(plot.y)}</text>'


def _per_cent(low: int) -> tuple[tuple[float, str], ...]:
    return tuple((value, f"{value}%") for value in range(low, 101, 10))


def _diagonal(plot: Plot) -> Iterator[str]:
    if plot.diagonal:
        low = max(plot.x_low, plot.y_low)
        (x, y), (right, top) = _at(plot, low, low), _at(plot, 100, 100)
        yield f'<line class="plain" stroke-dasharray="3 3" x1="{x}" y1="{y}" x2="{right}" y2="{top}"/>'


def _line(series: Series, plot: Plot, number: int | None) -> Iterator[str]:
    points = [_at(plot, x, y) for x, y in series.points]
    path = " ".join(f"{x},{y}" for x, y in points)
    if number is None:
        yield f'<polyline class="plain" points="{path}"/>'
        return
    yield f'<polyline class="s{number}" stroke-dasharray="{DASHES[number]}" points="{path}"/>'
    for (x, y), size in zip(points, series.sizes, strict=False):
        yield f'<circle class="d{number}" cx="{x}" cy="{y}" r="{round(size, 1)}"/>'
    if series.mark:
        x, y = _at(plot, *series.mark)
        yield f'<circle class="d{number} mark" stroke-width="2" cx="{x}" cy="{y}" r="7"/>'


def _legend(plot: Plot, shown: Sequence[Series]) -> Iterator[str]:
    names = [(one.name, shown.index(one) if one in shown else None) for one in plot.series]
    if plot.diagonal:
        names.append(("what would be exactly right", None))
    top = HEIGHT - BOTTOM - 20 * (len(names) + bool(plot.note)) - 4
    for row, (name, number) in enumerate(names):
        y = top + 20 * row
        kind = "plain" if number is None else f"s{number}"
        dash = "3 3" if number is None and row == len(names) - 1 and plot.diagonal else DASHES[number or 0]
        yield (
            f'<polyline class="{kind}" stroke-dasharray="{dash}" points="{WIDTH - 300},{y} {WIDTH - 262},{y}"/>'
            f'<text x="{WIDTH - 254}" y="{y + 4}">{escape(name)}</text>'
        )
    if plot.note:
        yield f'<text class="soft" x="{WIDTH - 300}" y="{top + 20 * len(names) + 4}">{escape(plot.note)}</text>'
