"""What `annotate` costs: words a second of real articles, by processor and by the clock, whole and stage by stage."""

import gzip
import json
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

from twosource.annotate.parse import parse
from twosource.annotate.tagger.tag import tag
from twosource.clean import as_given
from twosource.model import Article, Capture
from twosource.run import annotate_articles
from twosource.run.pool import processors
from twosource.run.streaming import annotate_paths

ARTICLES = 200


def measure(data: Path, limit: int | None) -> list[dict[str, Any]]:
    """Rows for one process, its two costliest stages alone, and as many processes as there are processors."""
    with gzip.open(data / "stories" / "many_outlets.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, limit or ARTICLES)]
    captures = [Capture(id=str(at), path="", media="text", content=one.encode()) for at, one in enumerate(texts)]
    articles = [one for one in map(as_given, captures) if isinstance(one, Article)]
    annotate_articles(articles[:1])  # what is loaded once is not counted
    stages = {
        "annotate": lambda: annotate_articles(articles),
        "parse": lambda: parse(articles),
        "tag": lambda: tag([one.text for one in articles]),
    }
    words = sum(len(one.text.split()) for one in articles)
    rows = [{"system": "twosource", "part": name, **_timed(stage, words)} for name, stage in stages.items()]
    return [*rows, {"system": "twosource", "part": f"annotate, {processors()} processes", **_streamed(texts, words)}]


def _timed(stage: Any, words: int) -> dict[str, Any]:
    clock, spent = time.perf_counter(), time.process_time()
    stage()
    clock, spent = time.perf_counter() - clock, time.process_time() - spent
    return {"words": words, "words per cpu second": round(words / spent), "words per second": round(words / clock)}


def _streamed(texts: list[str], words: int) -> dict[str, Any]:
    """By the clock only, starts of the processes included: it works in processes of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        file.write_text("\n".join(json.dumps({"id": str(at), "text": one}) for at, one in enumerate(texts)))
        clock = time.perf_counter()
        done = sum(len(portion.articles) for portion in annotate_paths([file], keep_text=True))
        clock = time.perf_counter() - clock
    return {"articles": done, "words": words, "words per second": round(words / clock)}
