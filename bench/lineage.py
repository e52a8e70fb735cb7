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

from twosource.model import Article
from twosource.run import read_articles
from twosource.run.tracing import by_story, trace_quoted

FAMILIES, SEED = 100, 7
WITNESS = re.compile('[”"] the statement said[.]')


def measure(data: Path, limit: int | None) -> list[dict[str, Any]]:
    """Figures of the scorer for twosource and for saying nothing; speed in stories a processor second.

    Quotations are told by their marks alone here, so that the language model is not measured along. Witnesses share
    nothing but one quotation with the others; `reliability` compares the confidence of edges with how many are right.
    """
    rows = []
    for dates in ("right", "noisy", "none"):
        with tempfile.TemporaryDirectory() as folder:
            gold = _grown(data, Path(folder), dates, limit or FAMILIES)
            stories = by_story(read_articles([Path(folder) / "docs.jsonl"]).articles)
        started = time.process_time()
        traced = {story: _traced(story, members) for story, members in stories.items()}
        seconds = time.process_time() - started
        witnesses = _witnesses(stories, gold)
        score = import_module("lineage").score  # the scorer beside the data
        more = {
            "stories_per_cpu_second": round(len(stories) / seconds, 1),
            "witnesses": len(witnesses),
            "witnesses called copies": len(witnesses & _called_copies(traced)),
            "reliability": _reliability(gold, traced),
        }
        rows.append({"system": "twosource", "part": f"dates {dates}", **score(gold, traced), **more})
        silent = {story: {"edges": []} for story in gold}
        rows.append({"system": "says nothing", "part": f"dates {dates}", **score(gold, silent)})
    return rows


def _witnesses(stories: Mapping[str, Sequence[Article]], gold: Mapping[str, Any]) -> set[str]:
    """The documents that were made to share one quotation only; none of the family, whose text may say the same."""
    told = {one.id for members in stories.values() for one in members if WITNESS.search(one.text)}
    edges = {edge[end] for one in gold.values() for edge in one["edges"] for end in ("parent", "child")}
    return told - edges - {child for one in gold.values() for unseen in one["unseen"] for child in unseen["children"]}


def _called_copies(traced: dict[str, Any]) -> set[str]:
    """The documents at either end of an edge: which end is the copy may be in doubt."""
    return {edge[end] for one in traced.values() for edge in one["edges"] for end in ("parent", "child")}


def _reliability(gold: dict[str, Any], traced: dict[str, Any]) -> list[dict[str, Any]]:
    """Edges by confidence in tenths: their mean confidence, the share that is right (direction included), and how many.

    An edge from an unseen source is right if one that was taken away is a parent of its child.
    """
    bins: dict[int, list[tuple[float, bool]]] = {}
    for story, found in traced.items():
        true = {(edge["parent"], edge["child"]) for edge in gold[story]["edges"]}
        orphans = {child for one in gold[story]["unseen"] for child in one["children"]}
        for edge in found["edges"]:
            unseen = edge["parent"].startswith("unseen:")
            right = edge["child"] in orphans if unseen else (edge["parent"], edge["child"]) in true
            bins.setdefault(min(int(edge["confidence"] * 10), 9), []).append((edge["confidence"], right))
    return [
        {
            "mean confidence": round(sum(chance for chance, _ in edges) / len(edges), 2),
            "right": round(sum(right for _, right in edges) / len(edges), 2),
            "n": len(edges),
        }
        for _, edges in sorted(bins.items())
    ]


def _grown(data: Path, folder: Path, dates: str, families: int) -> dict[str, Any]:
    tool, articles = data.parent / "tools" / "copychains.py", data / "stories" / "many_outlets.jsonl.gz"
    options = ["--families", str(families), "--seed", str(SEED), "--dates", dates]
    subprocess.run([sys.executable, tool, articles, folder, *options], check=True)
    rows: Iterable[dict[str, Any]] = map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    return {row["story"]: row for row in rows}


def _traced(story: str, members: list[Article]) -> dict[str, Any]:
    edges = trace_quoted(story, members, {}).lineage.edges
    return {"edges": [{"parent": edge.parent, "child": edge.child, "confidence": edge.confidence} for edge in edges]}
