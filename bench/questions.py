"""The five questions of docs/corpus.md, asked of all real articles by the commands there: what each step costs."""

import gzip
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from bench.passages import SETS

SHARE = 0.03
"""Of the articles, how many are annotated."""


def measure(data: Path, limit: int | None) -> Iterator[dict[str, Any]]:
    """A row for each command: seconds by the clock and of the processors, and what it says of its result."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        sources = [_first(data / f"{name}.jsonl.gz", folder, limit) for name in SETS]
        out = str(folder / "tables")
        steps = {
            "copies": ["trace", *sources, "--out", out],
            "tables": ["corpus", out],
            "quotations": ["corpus", out, "--annotate", str(SHARE)],
            "answers and plots": ["corpus", out, "--ask", "all", "-o", str(folder / "answers")],
        }
        for part, command in steps.items():
            yield {"system": "twosource", "part": part, **_timed(command)}


def _first(file: Path, folder: Path, limit: int | None) -> str:
    """The file, or one of its first articles."""
    if limit is None:
        return str(file)
    some = folder / file.name
    with gzip.open(file, "rb") as lines, gzip.open(some, "wb") as out:
        out.writelines(islice(lines, limit))
    return str(some)


def _timed(command: Sequence[str]) -> dict[str, Any]:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    whole = [sys.executable, "-m", "twosource", *command, "-q"]
    done = subprocess.run(whole, capture_output=True, text=True)
    if done.returncode not in (0, 3):
        raise RuntimeError(f"{' '.join(whole)}: {done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = (done.stdout + done.stderr).strip().rsplit(": ", 1)[0].splitlines()
    return {
        "seconds": round(time.monotonic() - began, 1),
        "processor_seconds": round(spent, 1),
        "said": said[-1] if said else "",
    }
