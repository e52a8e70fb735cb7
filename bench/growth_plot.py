"""Draw how time and memory grow with the number of articles, from the rows that ``python -m bench growth`` prints.

``python -m bench.growth_plot FILE`` writes docs/img/growth.svg. Both axes are logarithmic: what grows as the articles
do is a line as steep as the one drawn thin.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from math import log10
from pathlib import Path
from typing import Any

from bench.svg import Plot, Series, drawn

OUT = Path(__file__).resolve().parents[1] / "docs" / "img" / "growth.svg"
ARTICLES, AMOUNTS = (3, 6.25), (0, 4.25)
"""The axes, from and to, in powers of ten."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.growth_plot", description=__doc__.splitlines()[0])
    parser.add_argument("rows", type=Path, help="a file with the rows of python -m bench growth")
    parser.add_argument("--out", type=Path, default=OUT, help="the file to write")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.rows.read_text(encoding="utf-8").splitlines()]
    options.out.write_text(drawn(growth(rows)), encoding="utf-8")
    print(options.out)
    return 0


def growth(rows: Sequence[dict[str, Any]]) -> Plot:
    """Processor seconds and megabytes by the number of articles.

    >>> plot = growth([{"articles": 10_000, "processor_seconds": 10, "memory_mb": 100, "memory_without_files_mb": 50}])
    >>> [round(x) for x, _ in plot.series[0].points]
    [31]
    """
    names = {
        "processor_seconds": "seconds of processors",
        "memory_mb": "megabytes, all processes",
        "memory_without_files_mb": "of them, not pages of files",
    }
    lines = [_line(label, rows, lambda row, name=name: row[name]) for name, label in names.items()]
    first = rows[0]
    straight = _line(
        "as steep as the articles", rows, lambda row: _seconds(first) * row["articles"] / first["articles"]
    )
    return Plot(
        title="Time and memory by the number of articles",
        x="articles",
        y="seconds, megabytes",
        series=(*lines, Series(name=straight.name, points=straight.points, plain=True)),
        x_ticks=tuple(_tick(10**power, ARTICLES) for power in range(3, 7)),
        y_ticks=tuple(_tick(10**power, AMOUNTS) for power in range(5)),
    )


def _seconds(row: dict[str, Any]) -> float:
    return float(row["processor_seconds"])


def _line(name: str, rows: Sequence[dict[str, Any]], amount: Callable[[dict[str, Any]], float]) -> Series:
    points = tuple((_place(row["articles"], ARTICLES), _place(amount(row), AMOUNTS)) for row in rows)
    return Series(name=name, points=points, sizes=(4.0,) * len(points))


def _place(value: float, axis: tuple[float, float]) -> float:
    """Where on a logarithmic axis `value` is: 0 at its beginning, 100 at its end."""
    return 100 * (log10(value) - axis[0]) / (axis[1] - axis[0])


def _tick(value: int, axis: tuple[float, float]) -> tuple[float, str]:
    return _place(value, axis), f"{value:,}"


if __name__ == "__main__":
    raise SystemExit(main())
