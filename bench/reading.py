"""How fast the page is in a real Chromium: opened from a file, a claim opened, the words of a passage shown.

Stories of 10 and of 100 articles of many outlets that name one person. Needs an installed Chromium and the test extra.
"""

import gzip
import json
import shutil
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import twosource

NAME = "Mueller"  # in enough articles of the set for a hundred
SIZES = (10, 100)
TIMES = 5
SWITCHES = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"]  # fmt: skip
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
PAINTED = """(selector) => new Promise((done) => {
  const start = performance.now();
  document.querySelector(selector).click();
  const later = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start), 0));
  if (location.hash) addEventListener("hashchange", later, { once: true }); else later();
})"""


def measure(data: Path, limit: int | None) -> Iterator[dict[str, Any]]:
    """Yield a row for each size: bytes of the page and the medians, in milliseconds."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        yield {"skipped": "no Chromium was found"}
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        for size in SIZES:
            if limit is None or size <= limit:
                file = _page(data, size, Path(folder))
                runs = [_run(browser, file) for _ in range(TIMES)]
                middle = {name: round(median(run[name] for run in runs)) for name in runs[0]}
                yield {"documents": size, "bytes": file.stat().st_size, **middle}
        browser.close()


def _page(data: Path, size: int, folder: Path) -> Path:
    with gzip.open(data / "stories" / "many_outlets.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = (row for row in map(json.loads, lines) if NAME in row["title"] + row["text"][:300])
        story = folder / f"{size}.jsonl"
        story.write_text("".join(json.dumps(row) + "\n" for row in islice(rows, size)), encoding="utf-8")
    return twosource.compare([story]).save(folder / f"{size}.html")


def _run(browser: Any, file: Path) -> dict[str, float]:
    """Milliseconds to load the page, to open its first claim of several documents, and to show a passage of it."""
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    window = context.new_page()
    window.goto(file.as_uri())
    loaded = window.evaluate(LOADED)
    opened = window.evaluate(PAINTED, "tr.row a.open")
    window.wait_for_selector(".opened .claim")
    shown = window.evaluate(PAINTED, ".opened a.to")
    window.wait_for_selector(".text .here")
    context.close()
    return {"load_ms": loaded, "claim_ms": opened, "passage_ms": shown}
