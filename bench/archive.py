"""Stories of an archive: how time and memory grow, in whatever order it came, and killed at random points."""

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from bench.growth import Watched, made, processor_seconds
from bench.passages import SETS
from twosource.run.stories import Options, group_corpus

SIZES = (5_000, 15_000, 42_000, 150_000, 500_000, 1_000_000)
SEED = 9
YEARS_ON = timedelta(days=16 * 365)
"""How much later the articles are that are made of all real ones once: an archive that grows has more days."""

OTHER_WORDS = 0.1
KILLED = 10
SMALLER = 6_000
"""Articles of the parts that run many times."""


def measure(data: Path, limit: int | None) -> Iterator[dict[str, Any]]:
    """A row for each number of articles up to `limit`, for each order of arrival, and for runs killed at random."""
    for size in SIZES:
        if limit is None or size <= limit:
            yield {"system": "twosource", "part": "growth", "articles": size, **_grown(data, size)}
    with tempfile.TemporaryDirectory() as folder:
        rows = list(islice(_rows(data), min(limit or SMALLER, SMALLER)))
        yield from _orders(rows, Path(folder))


def _grown(data: Path, size: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        file = _write(Path(folder) / "articles.jsonl", islice(_rows(data), size))
        began, before = time.monotonic(), processor_seconds()
        with subprocess.Popen(_command(file, Path(folder) / "out"), stdout=subprocess.PIPE, text=True) as running:
            watched = Watched(running.pid)
            watched.start()
            told, _ = running.communicate()
            watched.done.set()
        if running.returncode:
            raise RuntimeError(f"grouping {size} articles failed")
        disk = sum(one.stat().st_size for one in (Path(folder) / "out").rglob("*") if one.is_file())
        return {
            "stories": int(told.split()[-1]),
            "seconds": round(time.monotonic() - began, 1),
            "processor_seconds": round(processor_seconds() - before, 1),
            "memory_mb": round(watched.most / 1000),
            "memory_without_files_mb": round(watched.own / 1000),
            "disk_mb": round(disk / 1_000_000),
        }


def _orders(rows: Sequence[dict[str, Any]], folder: Path) -> Iterator[dict[str, Any]]:
    """Whether another order of arrival, and runs killed at random, give the rows of one run."""
    whole = _write(folder / "whole.jsonl", rows)
    chance = random.Random(SEED)
    began = time.monotonic()
    wanted = _grouped([whole], folder / "whole")
    lasted = time.monotonic() - began
    mixed = chance.sample(rows, len(rows))
    shuffled = _grouped([_write(folder / "mixed.jsonl", mixed)], folder / "mixed")
    for number in range(10):
        part = _write(folder / f"part{number}.jsonl", mixed[number::10])
        arrived = _grouped([part], folder / "parts")
    same = {"articles": len(rows), "rows": len(wanted)}
    yield {"system": "twosource", "part": "shuffled", **same, "rows_that_differ": len(wanted ^ shuffled)}
    yield {"system": "twosource", "part": "shuffled, in ten parts", **same, "rows_that_differ": len(wanted ^ arrived)}
    kills = [_killed(whole, folder / "killed", chance.uniform(1, lasted)) for _ in range(KILLED)]
    ended = _grouped([whole], folder / "killed")
    told = {"killed": sum(kills), "rows_that_differ": len(wanted ^ ended)}
    yield {"system": "twosource", "part": "killed at random", **same, **told}


def _killed(file: Path, out: Path, seconds: float) -> bool:
    """Let a run go on for so long, then kill it with all its processes; whether it was at work still."""
    with subprocess.Popen(_command(file, out), stdout=subprocess.DEVNULL, start_new_session=True) as running:
        try:
            running.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            return True
    return False


def _grouped(files: Sequence[Path], out: Path) -> set[bytes]:
    group_corpus(files, out, Options(keep_text=True, workers=1))
    return set((out / "stories.jsonl").read_bytes().splitlines())


def _command(file: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "bench.archive", str(file), str(out)]


def _write(file: Path, rows: Iterator[dict[str, Any]] | Sequence[dict[str, Any]]) -> Path:
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
    return file


def _rows(data: Path) -> Iterator[dict[str, Any]]:
    """The real articles, then without end such as are made of them: one word in ten another, and years later.

    Those that are made all have a date, as far as it can be told from the row.
    """
    real = [row for name in SETS for row in _real(data / f"{name}.jsonl.gz")]
    random.Random(SEED).shuffle(real)
    yield from real
    chance = random.Random(SEED)
    words = [word for row in chance.sample(real, 2000) for word in row["text"].split()]
    dated = [row for row in real if row["date"]]
    again = 0
    while True:
        again += 1
        for row in dated:
            day = date.fromisoformat(row["date"]) + again * YEARS_ON
            text = made(row["text"], words, OTHER_WORDS, chance)
            yield {**row, "id": f"{row['id']}-{again}", "text": text, "date": day.isoformat()}


def _real(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            told = row.get("day") or row["date"]
            day = f"{told[:4]}-{told[4:6]}-{told[6:8]}" if told.isdigit() else told[:10]
            try:
                date.fromisoformat(day)
            except ValueError:
                day = ""
            yield {"id": row["id"], "title": row["title"], "text": row["text"], "source": row["source"], "date": day}


if __name__ == "__main__":
    done = group_corpus([sys.argv[1]], Path(sys.argv[2]), Options(keep_text=True))
    print(done.documents, done.stories)
