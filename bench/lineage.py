"""Who copied whom, on families of copied articles whose tree is known, with right, wrong and no dates."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from twosource.model import Article
from twosource.run import read_articles
from twosource.run.tracing import by_story, trace_quoted

FAMILIES, SEED = 100, 7


def measure(data: Path, limit: int | None) -> list[dict[str, Any]]:
    """Figures of the scorer for twosource and for saying nothing; speed in stories a processor second.

    Quotations are told by their marks alone here, so that the language model is not measured along.
    """
    rows = []
    for dates in ("right", "noisy", "none"):
        with tempfile.TemporaryDirectory() as folder:
            gold = _grown(data, Path(folder), dates, limit or FAMILIES)
            stories = by_story(read_articles([Path(folder) / "docs.jsonl"]).articles)
        started = time.process_time()
        traced = {story: _traced(story, members) for story, members in stories.items()}
        seconds = time.process_time() - started
        score = import_module("lineage").score  # the scorer beside the data
        speed = {"stories_per_cpu_second": round(len(stories) / seconds, 1)}
        rows.append({"system": "twosource", "part": f"dates {dates}", **score(gold, traced), **speed})
        silent = {story: {"edges": []} for story in gold}
        rows.append({"system": "says nothing", "part": f"dates {dates}", **score(gold, silent)})
    return rows


def _grown(data: Path, folder: Path, dates: str, families: int) -> dict[str, Any]:
    tool, articles = data.parent / "tools" / "copychains.py", data / "stories" / "many_outlets.jsonl.gz"
    options = ["--families", str(families), "--seed", str(SEED), "--dates", dates]
    subprocess.run([sys.executable, tool, articles, folder, *options], check=True)
    rows: Iterable[dict[str, Any]] = map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    return {row["story"]: row for row in rows}


def _traced(story: str, members: list[Article]) -> dict[str, Any]:
    edges = trace_quoted(story, members, {}).lineage.edges
    return {"edges": [{"parent": edge.parent, "child": edge.child, "confidence": edge.confidence} for edge in edges]}
