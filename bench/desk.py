"""How quick the desk is with 200 stories in its store, and whether it stands 20 readers and 2 who hand in stories."""

import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from twosource.model import Dossier
from twosource.run import compare
from twosource.store import Database, migrated, opened
from twosource.store.dossiers import keep
from twosource.store.files import add_file
from twosource.store.stories import add_story

STORY = Path(__file__).parent / "stories" / "development" / "ferry-havtern.jsonl"
STORIES, TIMES = 200, 40
READERS, UPLOADERS, SECONDS = 20, 2, 60.0


def measure(data: Path, limit: int | None) -> Iterator[dict[str, object]]:
    """Yield a row for pages opened one at a time, and one for many at once; `data` is not used, a story ships here."""
    dossier = compare([STORY])
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/desk.sqlite"
        database = migrated(opened(store))
        stories = [_kept(database, dossier, number) for number in range(limit or STORIES)]
        database.close()
        with _running(store) as address:
            claim = dossier.claims[0].id
            paths = {
                "first page": lambda: "/",
                "story": lambda: f"/stories/{random.choice(stories)}",
                "claim": lambda: f"/stories/{random.choice(stories)}/claims/{claim}",
                "report": lambda: f"/stories/{random.choice(stories)}/report",
                "search": lambda: "/search?words=ferry+captain",
            }
            for name, path in paths.items():
                taken = sorted(_timed(address + path()) for _ in range(TIMES))
                yield {
                    "what": name, "stories": len(stories), "documents": len(dossier.documents),
                    "median_ms": round(1000 * statistics.median(taken)), "worst_ms": round(1000 * taken[-1]),
                }  # fmt: skip
            yield _crowd(address, list(paths.values()))


def _kept(database: Database, dossier: Dossier, number: int) -> str:
    story = add_story(database, f"Story {number}")
    add_file(database, story, "reports.jsonl", STORY.read_bytes())
    with database.writing() as connection:
        keep(connection, story, dossier)
    return story


@contextmanager
def _running(store: str) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "twosource", "serve", "--port", str(port)]
    environment = {**os.environ, "TWOSOURCE_STORE": store}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                _timed(address + "/")
                break
            except URLError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def _timed(address: str) -> float:
    began = time.perf_counter()
    with urlopen(address, timeout=60) as answer:
        answer.read()
    return time.perf_counter() - began


def _crowd(address: str, paths: list) -> dict[str, object]:
    """20 people who open a page every second or so, and 2 who hand in a story every few seconds."""
    until = time.monotonic() + SECONDS
    taken: list[float] = []
    errors: list[str] = []
    uploaded: list[str] = []

    def read() -> None:
        while time.monotonic() < until:
            try:
                taken.append(_timed(address + random.choice(paths)()))
            except OSError as error:
                errors.append(str(error))
            time.sleep(random.uniform(0.5, 1.5))

    def upload() -> None:
        while time.monotonic() < until:
            text = f"The ferry left at {random.randint(1, 12)}, the harbour office of Brackhaven said on Monday."
            body = {"title": "Uploaded", "documents": [{"text": text}, {"text": f"{text} It rained."}]}
            request = Request(f"{address}/api/stories", json.dumps(body).encode(), {"content-type": "application/json"})
            try:
                with urlopen(request, timeout=60) as answer:
                    uploaded.append(json.load(answer)["story"])
            except OSError as error:
                errors.append(str(error))
            time.sleep(random.uniform(3, 6))

    threads = [threading.Thread(target=one) for one in [read] * READERS + [upload] * UPLOADERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done = _done(address, uploaded)
    ordered = sorted(taken)
    return {
        "what": f"{READERS} readers, {UPLOADERS} uploaders", "seconds": SECONDS, "pages": len(taken),
        "errors": len(errors), "median_ms": round(1000 * statistics.median(ordered)),
        "p95_ms": round(1000 * ordered[int(0.95 * len(ordered))]), "uploaded": len(uploaded), "compared": done,
    }  # fmt: skip


def _done(address: str, stories: list[str]) -> int:
    """How many of `stories` are compared, after at most a minute more."""
    until, left = time.monotonic() + 60, set(stories)
    while left and time.monotonic() < until:
        for story in list(left):
            with urlopen(f"{address}/api/stories/{story}/job") as answer:
                if json.load(answer)["state"] == "done":
                    left.discard(story)
        time.sleep(0.5)
    return len(stories) - len(left)
