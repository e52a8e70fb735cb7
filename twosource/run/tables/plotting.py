"""Answers drawn with matplotlib: bars in parts, a field of colours, or steps."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twosource.run.tables.asking import Question

if TYPE_CHECKING:
    import pyarrow as pa
    from matplotlib.axes import Axes

__all__ = ["draw"]

MOST_BARS = 25
MOST_ROWS = 14
LONGEST = 32
"""Characters of a name on an axis."""

STYLE: Any = {"text.parse_math": False, "svg.hashsalt": "twosource", "svg.fonttype": "none", "font.size": 9}
"""Names stay as they are written, whatever is in them; the same answer gives the same file."""

TICKS = {0: "0", 1: "1 hour", 6: "6 hours", 24: "a day", 24 * 7: "a week", 24 * 30: "a month", 24 * 365: "a year"}


def draw(question: Question, answer: "pa.Table", file: Path) -> None:
    """Draw an answer into `file`; its ending says the format (.svg, .png, .pdf).

    Raises ValueError if matplotlib knows no such format. An answer without rows is drawn as such.
    """
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    rows = answer.to_pylist()
    with matplotlib.rc_context(STYLE):
        figure, axes = pyplot.subplots(figsize=(9, 6), layout="constrained")
        axes.set_title(question.title, loc="left", fontweight="bold")
        axes.spines[["top", "right"]].set_visible(False)
        if rows:
            KINDS[question.plot.kind](axes, rows, question.plot.columns)
        else:
            axes.set_axis_off()
            axes.text(0.5, 0.5, "no rows", ha="center")
        figure.savefig(file, dpi=150, metadata={"Date": None} if file.suffix == ".svg" else None)
        pyplot.close(figure)


def _stacked(axes: "Axes", rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    """Bars of several parts, the first row on top."""
    name, *parts = columns
    rows = rows[:MOST_BARS]
    labels = [_label(row[name]) for row in rows]
    places = range(len(rows))
    left = [0.0] * len(rows)
    for part in parts:
        widths = [row[part] or 0.0 for row in rows]
        axes.barh(places, widths, left=left, label=part)
        left = [a + b for a, b in zip(left, widths, strict=True)]
    axes.set_yticks(places, labels)
    axes.invert_yaxis()
    axes.set_xlabel("per cent")
    axes.legend(frameon=False, loc="lower right")


def _heat(axes: "Axes", rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    """A field of colours, row by column; what is not known stays white."""
    down, across, value = columns
    names = list(dict.fromkeys(row[down] for row in rows))[:MOST_ROWS]
    heads = list(dict.fromkeys(row[across] for row in rows if row[down] in names))
    heads = _months(heads) if across == "month" else heads
    at = {(row[down], row[across]): row[value] for row in rows}
    field = [[_number(at.get((name, head))) for head in heads] for name in names]
    image = axes.imshow(field, aspect="auto", cmap="viridis")
    axes.set_yticks(range(len(names)), [_label(name) for name in names])
    every = -(-len(heads) // 16)
    shown = range(0, len(heads), every)
    axes.set_xticks(shown, [_label(heads[n]) for n in shown], rotation=45, ha="right", rotation_mode="anchor")
    axes.figure.colorbar(image, ax=axes, label=f"{value}, per cent", shrink=0.8)


def _months(known: Sequence[str]) -> list[str]:
    """All months from the first to the last, also those between that nothing is known of.

    >>> _months(["2030-02", "2029-12"])
    ['2029-12', '2030-01', '2030-02']
    """
    first, last = (int(one[:4]) * 12 + int(one[5:]) - 1 for one in (min(known), max(known)))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]


def _steps(axes: "Axes", rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    """What part has happened after so many hours, a line for each kind."""
    kind, hours = columns
    for name in sorted({row[kind] for row in rows}):
        values = sorted(row[hours] for row in rows if row[kind] == name)
        axes.ecdf(values, label=f"{name} ({len(values)})")
    longest = max(row[hours] for row in rows)
    ticks = {at: text for at, text in TICKS.items() if at <= max(longest, 24)}
    axes.set_xscale("symlog", linthresh=1)
    axes.set_xticks(list(ticks), list(ticks.values()))
    axes.set_xlim(0, max(longest, 24))
    axes.set_ylim(0, 1)
    axes.set_ylabel("part of the copies")
    axes.set_xlabel("time after the original")
    axes.grid(alpha=0.3)
    axes.legend(frameon=False, loc="lower right")


def _label(name: Any) -> str:
    text = "".join(char if char.isprintable() else " " for char in str(name))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


KINDS: dict[str, Callable[["Axes", Sequence[dict[str, Any]], Sequence[str]], None]] = {
    "stacked": _stacked,
    "heat": _heat,
    "steps": _steps,
}
