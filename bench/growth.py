"""How time and memory grow with the number of articles: real ones, and more made of them, up to a million."""

import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from bench.passages import SETS
from twosource.run.corpus import Options, share_corpus

SIZES = (5_000, 15_000, 42_000, 150_000, 500_000, 1_000_000)
SEED = 3
OTHER_WORDS = 0.5
"""Share of the words that are others in an article made of a real one, so that as little is shared as between real
ones; one in fifty has one word in ten changed, as a copy would."""

COPIES, CHANGED = 0.02, 0.1


def measure(data: Path, limit: int | None) -> Iterator[dict[str, Any]]:
    """Seconds and the most memory of all processes together, for each number of articles up to `limit`.

    Seconds are those of the processors, for all processes together, and by the clock, which other work on the machine
    makes longer. ``python -m bench.growth_plot FILE`` draws the rows that are printed.
    """
    for size in SIZES:
        if limit is None or size <= limit:
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "articles.jsonl"
                _write(file, data, size)
                yield {"system": "twosource", "part": "growth", "articles": size, **_run(file, Path(folder) / "out")}


def _write(file: Path, data: Path, size: int) -> None:
    """As many real articles as there are, then such as are made of them."""
    chance = random.Random(SEED)
    with file.open("w", encoding="utf-8") as lines:
        texts: list[str] = []
        for number, text in enumerate(islice(_real(data), size)):
            texts.append(text)
            lines.write(json.dumps({"id": f"real{number}", "text": text}) + "\n")
        words = [word for text in chance.sample(texts, min(len(texts), 2000)) for word in text.split()]
        for number in range(size - len(texts)):
            share = CHANGED if chance.random() < COPIES else OTHER_WORDS
            text = made(chance.choice(texts), words, share, chance)
            lines.write(json.dumps({"id": f"made{number}", "text": text}) + "\n")


def _real(data: Path) -> Iterator[str]:
    for name in SETS:
        with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)


def made(text: str, words: Sequence[str], share: float, chance: random.Random) -> str:
    """Return `text` with this share of its words, drawn by `chance`, replaced by some of `words`."""
    own = text.split()
    others = iter(chance.choices(words, k=len(own)))
    return " ".join(next(others) if chance.random() < share else word for word in own)


def _run(file: Path, out: Path) -> dict[str, Any]:
    began, before = time.monotonic(), processor_seconds()
    command = [sys.executable, "-m", "bench.growth", str(file), str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        watched = Watched(running.pid)
        watched.start()
        told, _ = running.communicate()
        watched.done.set()
    if running.returncode:
        raise RuntimeError(f"{' '.join(command)} failed")
    size = sum(one.stat().st_size for one in out.rglob("*") if one.is_file())
    return {
        "passages": int(told),
        "seconds": round(time.monotonic() - began, 1),
        "processor_seconds": round(processor_seconds() - before, 1),
        "memory_mb": round(watched.most / 1000),
        "memory_without_files_mb": round(watched.own / 1000),
        "disk_mb": round(size / 1_000_000),
    }


def processor_seconds() -> float:
    """The seconds of processors that ended child processes have taken."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class Watched(threading.Thread):
    """Sees to what memory a process and its children take together at most, in kilobytes; what they share counts once.

    Linux only, where the kernel tells it.
    """

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.most, self.own, self.done = process, 0, 0, threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.25):
            taken = [_memory(one) for one in _family(self.process)]
            self.most = max(self.most, sum(whole for whole, _ in taken))
            self.own = max(self.own, sum(own for _, own in taken))


def _family(process: int) -> Iterator[int]:
    yield process
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            for child in file.read_text().split():
                yield from _family(int(child))


def _memory(process: int) -> tuple[int, int]:
    """What a process takes, and how much of it is not the pages of a file, which the system can take back."""
    with suppress(OSError):
        rows = [line.split() for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]]
        kilobytes = {row[0]: int(row[1]) for row in rows}
        return kilobytes["Pss:"], kilobytes["Anonymous:"]
    return 0, 0


if __name__ == "__main__":
    print(share_corpus([sys.argv[1]], Path(sys.argv[2]), Options(keep_text=True)).passages)
