"""Who copied whom, on families of copied articles whose tree is known, with right, wrong and no dates."""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.ceiling import ceilings
from twosource.model import Article, Derivation
from twosource.run import read_articles
from twosource.run.tracing import Trace, by_story, trace_quoted

FAMILIES, SEEDS = 100, (7, 8, 9)
WITNESS = re.compile('[”"] the statement said[.]')
PARTS = 5  # parts into which links are put by confidence, the surest first

Rows = list[dict[str, Any]]


def measure(data: Path, limit: int | None) -> Rows:
    """Figures of the scorer for twosource and for saying nothing, seed by seed and together; see `_more` for others.

    Quotations are told by their marks alone here, so that the language model is not measured along.
    """
    rows = []
    for dates in ("right", "noisy", "none"):
        gold: dict[str, Any] = {}
        stories: dict[str, list[Article]] = {}
        traced: dict[str, Trace] = {}
        started = time.process_time()
        for seed in SEEDS:
            truth, members = grown(data, dates, limit or FAMILIES, seed)
            found = {story: trace_quoted(story, articles, {}) for story, articles in members.items()}
            rows.append({"system": "twosource", "part": f"dates {dates}, seed {seed}", **_scored(truth, found)})
            gold, stories, traced = gold | truth, stories | members, traced | found
        seconds = time.process_time() - started
        rows.append(
            {
                "system": "twosource",
                "part": f"dates {dates}",
                **_scored(gold, traced),
                "stories_per_cpu_second": round(len(stories) / seconds, 1),
                **_more(gold, stories, traced),
            }
        )
        rows.append({"system": "says nothing", "part": f"dates {dates}", **_scored(gold, {})})
        rows.append({"system": "ceiling", "part": f"dates {dates}", **ceilings(gold, stories, traced)})
    return rows


def grown(data: Path, dates: str, families: int, seed: int) -> tuple[dict[str, Any], dict[str, list[Article]]]:
    """What is true of each story, and its articles; the names of stories tell the seed, too."""
    tool, articles = data.parent / "tools" / "copychains.py", data / "stories" / "many_outlets.jsonl.gz"
    with tempfile.TemporaryDirectory() as folder:
        options = ["--families", str(families), "--seed", str(seed), "--dates", dates]
        subprocess.run([sys.executable, tool, articles, folder, *options], check=True)
        truth: Iterable[dict[str, Any]] = map(json.loads, (Path(folder) / "gold.jsonl").read_text("utf-8").splitlines())
        gold = {f"{seed}-{row['story']}": row for row in truth}
        stories = by_story(read_articles([Path(folder) / "docs.jsonl"]).articles)
    return gold, {f"{seed}-{story}": members for story, members in stories.items()}


def _scored(gold: dict[str, Any], traced: Mapping[str, Trace]) -> dict[str, Any]:
    """What the scorer beside the data says."""
    found = {story: traced[story].lineage.edges if story in traced else () for story in gold}
    said = {story: {"edges": [{"parent": e.parent, "child": e.child} for e in edges]} for story, edges in found.items()}
    scored: dict[str, Any] = import_module("lineage").score(gold, said)
    return scored


def _more(
    gold: Mapping[str, Any], stories: Mapping[str, Sequence[Article]], traced: Mapping[str, Trace]
) -> dict[str, Any]:
    """Direction where it is decided; confidence against truth; witnesses that were called copies.

    `directed` is the share of true links found that are given a direction, and how many of those rightly. `reliability`
    are links by confidence in tenths, `surest` the share that is right of the surest fifth, two fifths and so on.
    """
    judged = [(edge, is_right(edge, gold[story])) for story, one in traced.items() for edge in one.lineage.edges]
    true = {story: {(edge["parent"], edge["child"]) for edge in one["edges"]} for story, one in gold.items()}
    seen = [
        (edge.directed, (edge.parent, edge.child) in true[story])
        for story, one in traced.items()
        for edge in one.lineage.edges
        if {(edge.parent, edge.child), (edge.child, edge.parent)} & true[story]
    ]
    decided = [right for directed, right in seen if directed]
    witnesses = _witnesses(stories, gold)
    ends = {end for one in traced.values() for edge in one.lineage.edges for end in (edge.parent, edge.child)}
    return {
        "directed": {"coverage": _share(len(decided), len(seen)), "right": _share(sum(decided), len(decided))},
        "reliability": _reliability(judged),
        "surest": _surest(judged),
        "witnesses": len(witnesses),
        "witnesses called copies": len(witnesses & ends),
    }


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def is_right(edge: Derivation, gold: Mapping[str, Any]) -> bool:
    """Whether the edge is true, its direction included; one from an unseen source if its child had one."""
    if edge.parent.startswith("unseen:"):
        return any(edge.child in one["children"] for one in gold["unseen"])
    return any((edge.parent, edge.child) == (one["parent"], one["child"]) for one in gold["edges"])


def _reliability(judged: Sequence[tuple[Derivation, bool]]) -> Rows:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for edge, right in judged:
        bins.setdefault(min(int(edge.confidence * 10), 9), []).append((edge.confidence, right))
    return [
        {
            "mean confidence": round(sum(chance for chance, _ in edges) / len(edges), 2),
            "right": round(sum(right for _, right in edges) / len(edges), 2),
            "n": len(edges),
        }
        for _, edges in sorted(bins.items())
    ]


def _surest(judged: Sequence[tuple[Derivation, bool]]) -> list[float | None]:
    ordered = [right for _, right in sorted(judged, key=lambda one: -one[0].confidence)]
    ends = [len(ordered) * part // PARTS for part in range(1, PARTS + 1)]
    return [_share(sum(ordered[:end]), end) for end in ends]


def _witnesses(stories: Mapping[str, Sequence[Article]], gold: Mapping[str, Any]) -> set[str]:
    """The documents that were made to share one quotation only; none of the family, whose text may say the same."""
    told = {one.id for members in stories.values() for one in members if WITNESS.search(one.text)}
    edges = {edge[end] for one in gold.values() for edge in one["edges"] for end in ("parent", "child")}
    return told - edges - {child for one in gold.values() for unseen in one["unseen"] for child in unseen["children"]}
