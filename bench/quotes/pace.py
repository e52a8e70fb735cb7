"""How fast the tagger is: words a second, one short article, loading."""

import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from twosource.annotate.tagger.tag import tag

__all__ = ["pace"]

Row = dict[str, Any]
LOAD = (
    "import time; t = time.perf_counter(); from twosource.annotate.tagger.network import shipped; shipped(); "
    "print(time.perf_counter() - t)"
)


def pace(gold: list[Row]) -> Iterator[Row]:
    """Best of three each; loading is timed in a fresh process."""
    texts = [row["text"] for row in gold]
    words = sum(len(text.split()) for text in texts)
    short = min(texts, key=lambda text: abs(len(text.split()) - 200))
    tag(texts[:1])
    yield {
        "system": "twosource",
        "part": "tagger alone",
        "words/s": round(words / min(_seconds(texts) for _ in range(3))),
        "ms for one article": round(1000 * min(_seconds([short]) for _ in range(5)), 1),
        "words of that one": len(short.split()),
        "load s": round(min(_loading() for _ in range(3)), 2),
    }


def _seconds(texts: list[str]) -> float:
    began = time.perf_counter()
    tag(texts)
    return time.perf_counter() - began


def _loading() -> float:
    return float(subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True).stdout)
