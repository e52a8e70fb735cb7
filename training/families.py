"""Families of copied articles that are all there: no ancestor is hidden, so that every true parent is known.

The operations are those of the tool beside the data (`tools/copychains.py`), which itself takes ancestors away.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

__all__ = ["whole_families"]

Row = dict[str, Any]


def whole_families(data: Path, number: int, seed: int, dates: str) -> Iterator[tuple[list[Row], list[tuple[str, str]]]]:
    """Yield the rows of each of `number` families and its links (parent, child), first parents before second ones.

    `dates` are ``right``, ``noisy`` (a seventh of them wrong) or ``none``.
    """
    tool = _tool(data.parent / "tools" / "copychains.py")
    rng = random.Random(seed)
    with gzip.open(data / "stories" / "many_outlets.jsonl.gz", "rt", encoding="utf-8") as lines:
        pool = [row for row in map(json.loads, lines) if 200 < len(row["text"].split()) < 1500]
    rng.shuffle(pool)
    donors = [one for one in (tool.body(row["text"]) for row in pool[number : number + 600]) if len(one) > 6]
    words = {word for one in donors[:100] for part in one for word in re.findall(r"[a-z]{3,}", part)}
    for at, article in enumerate(pool[:number]):
        family = tool.Family(rng, sorted(words), donors)
        nodes, links = _grown(family, tool.body(article["text"]))
        strangers = [rng.choice(donors)[:12] for _ in range(rng.randint(1, 2))]
        yield _rows(rng, tool, f"s{at:04d}", [*nodes, *strangers], links, dates)


def _tool(path: Path) -> ModuleType:
    spec = spec_from_file_location("copychains", path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _grown(family: Any, root: list[str]) -> tuple[list[list[str]], list[tuple[int, int]]]:
    """The paragraphs of each document of a family, and its links; one in eight has a second parent."""
    rng, nodes = family.rng, [root]
    first, second = [], []
    for child in range(1, rng.randint(3, 8)):
        parent = rng.randrange(len(nodes))
        text = family.child(nodes[parent])
        first.append((parent, child))
        other = rng.randrange(len(nodes))
        if other != parent and rng.random() < 0.12:
            taken = nodes[other][1 : 1 + max(2, len(nodes[other]) // 3)]
            fresh = [one for one in taken if one not in text]
            if len(fresh) > 1:
                text = text + fresh
                second.append((other, child))
        nodes.append(text)
    return nodes, [*first, *second]


def _rows(
    rng: random.Random,
    tool: ModuleType,
    story: str,
    nodes: Sequence[list[str]],
    links: Sequence[tuple[int, int]],
    dates: str,
) -> tuple[list[Row], list[tuple[str, str]]]:
    names = [f"{story}-{code:04x}" for code in rng.sample(range(65536), len(nodes))]
    outlets = [rng.choice(tool.OUTLETS) for _ in nodes]
    credit = {child: parent for parent, child in links if rng.random() < 0.3}
    rows, hour = [], 0
    for at, parts in enumerate(nodes):
        hour += rng.randint(1, 6)
        wrong = dates == "noisy" and rng.random() < 0.15
        day, time = (rng.randint(1, 3), rng.randint(0, 23)) if wrong else (1 + hour // 24, hour % 24)
        head = [f"{outlets[credit[at]]} reports:"] if at in credit else []
        row = {
            "id": names[at],
            "story": story,
            "source": outlets[at],
            "text": "\n\n".join(parts[:1] + head + parts[1:]),
        }
        rows.append(row if dates == "none" else {**row, "date": f"2016-10-{day:02d}T{time:02d}:30:00"})
    return rows, [(names[parent], names[child]) for parent, child in links]
