"""Draw how far the confidence of an edge holds, and direction by how many links are answered.

``python -m bench.plots`` writes both as SVG into docs/img; it takes the time of ``python -m bench lineage`` and of the
versions in ``python -m bench copying``, whose data it uses.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from math import log, sqrt
from pathlib import Path

from bench.__main__ import DATA
from bench.copying import length_margin, margin, version_pairs
from bench.lineage import FAMILIES, SEEDS, grown, is_right
from bench.svg import Plot, Series, drawn
from twosource.derive.lineage import SURE_OF_DIRECTION
from twosource.model import Derivation
from twosource.run.tracing import trace_quoted

OUT = Path(__file__).resolve().parents[1] / "docs" / "img"
DATES = {"right": "right dates", "noisy": "15% wrong dates", "none": "no dates"}
STEPS = 50
"""Points of a curve."""

FEWEST = 10
"""Links that a point of the reliability must rest on."""

Answers = list[tuple[float, float]]
"""How sure an answer is, and whether it is right: 1, 0, or a half where there is no preference."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.plots", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the data sets")
    parser.add_argument("--out", type=Path, default=OUT, help="the folder that the plots are written into")
    parser.add_argument("--limit", type=int, help="at most so many families of each kind, and pairs of versions")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"no data at {options.data}: name its folder with --data", file=sys.stderr)
        return 1
    edges = {dates: list(_edges(options.data, dates, options.limit)) for dates in DATES}
    options.out.mkdir(parents=True, exist_ok=True)
    for name, plot in (("reliability", reliability(edges)), ("direction", direction(edges, options))):
        (options.out / f"{name}.svg").write_text(drawn(plot), encoding="utf-8")
        print(options.out / f"{name}.svg")
    return 0


def _edges(data: Path, dates: str, limit: int | None) -> Iterator[tuple[Derivation, bool, bool | None]]:
    """Each edge found in the families, whether it is right, and its direction where the two are a true link."""
    for seed in SEEDS:
        gold, stories = grown(data, dates, limit or FAMILIES, seed)
        for story, articles in stories.items():
            true = {(one["parent"], one["child"]) for one in gold[story]["edges"]}
            for edge in trace_quoted(story, articles, {}).lineage.edges:
                ends = edge.parent, edge.child
                linked = bool({ends, ends[::-1]} & true)
                yield edge, is_right(edge, gold[story]), ends in true if linked else None


def reliability(edges: dict[str, list[tuple[Derivation, bool, bool | None]]]) -> Plot:
    """Edges by confidence, a tenth at a time: the mean of what was said, and how many were right."""
    return Plot(
        title="How far the confidence of an edge holds",
        x="confidence, as said (mean of each tenth)",
        y="edges that are right, direction included",
        series=tuple(
            _reliable(DATES[dates], [(e.confidence, right) for e, right, _ in some]) for dates, some in edges.items()
        ),
        diagonal=True,
        note="The larger a dot, the more edges",
    )


def _reliable(name: str, answers: Answers) -> Series:
    bins: dict[int, Answers] = {}
    for one in answers:
        bins.setdefault(min(int(one[0] * 10), 9), []).append(one)
    kept = [some for _, some in sorted(bins.items()) if len(some) >= FEWEST]
    points = tuple(
        (100 * sum(p for p, _ in some) / len(some), 100 * sum(r for _, r in some) / len(some)) for some in kept
    )
    return Series(name=name, points=points, sizes=tuple(min(12.0, 2 + sqrt(len(some)) / 3) for some in kept))


def direction(edges: dict[str, list[tuple[Derivation, bool, bool | None]]], options: argparse.Namespace) -> Plot:
    """Links by how sure their direction is: the more of them are answered, the fewer are right."""
    families = [_directed(DATES[dates], some) for dates, some in edges.items()]
    return Plot(
        title="Which of two was first: answered against right",
        x="links that are answered, the surest first",
        y="of these, told the right way round",
        series=(*families, *_versions(options.data / "copying", options.limit)),
        y_low=50,
        note="Dot: how many are answered unforced",
    )


def _directed(name: str, edges: Sequence[tuple[Derivation, bool, bool | None]]) -> Series:
    """True links that were found; those without a direction come last, and the mark is where they begin."""
    linked = [(edge, forth) for edge, _, forth in edges if forth is not None]
    decided = [(edge.confidence, forth) for edge, forth in linked if edge.directed]
    open_ = [(edge.confidence - 1, forth) for edge, forth in linked if not edge.directed]
    return _curve(f"copies, {name}", [*decided, *open_], len(decided))


def _versions(folder: Path, limit: int | None) -> Iterator[Series]:
    texts, pairs = version_pairs(folder, limit)
    margins = [margin(a, b, texts) for a, b in pairs]
    answers = list(map(_answer, margins))
    least = log(SURE_OF_DIRECTION / (1 - SURE_OF_DIRECTION))
    yield _curve("versions, no dates", answers, sum(sure >= least for sure, _ in answers))
    lengths = [length_margin(texts[a], texts[b]) for a, b in pairs]
    longer = _curve("versions: the longer is the later", list(map(_answer, lengths)), 0)
    yield Series(name=longer.name, points=longer.points, plain=True)


def _answer(margin: float) -> tuple[float, float]:
    return abs(margin), (margin > 0) + 0.5 * (margin == 0)


def _curve(name: str, answers: Answers, decided: int) -> Series:
    """Per cent answered and per cent of these right, from a tenth of the answers on."""
    ordered = [right for _, right in sorted(answers, key=lambda one: -one[0])]
    ends = sorted({max(1, round(len(ordered) * step / STEPS)) for step in range(STEPS // 10, STEPS + 1)})
    points = tuple((100 * end / len(ordered), 100 * sum(ordered[:end]) / end) for end in ends) if ordered else ()
    mark = (100 * decided / len(ordered), 100 * sum(ordered[:decided]) / decided) if decided else None
    return Series(name=name, points=points, mark=mark)


if __name__ == "__main__":
    raise SystemExit(main())
