"""Shared passages among many real articles: lifted ones found again, and what that costs beside other tools."""

import gzip
import json
import random
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from twosource.run.corpus import CorpusTrace, Options, share_corpus, trace_corpus

SETS = ("copying/reuters_docs", "stories/many_outlets")
BACKGROUND, PLANTED, SEED = 20_000, 500, 11
KINDS = ((40, 0.1), (25, 0.1), (40, 0.2))
PERMUTATIONS, BANDS, SHINGLE, THRESHOLD = 128, 32, 5, 0.5
BLANKS = re.compile(r"\S+")


def measure(data: Path, limit: int | None) -> Iterator[dict[str, Any]]:
    """Recall and precision of lifted passages by length and words changed; articles a second beside rensa, datasketch.

    Precision counts a passage in a planted place as right if the other text is the one it was lifted from, or shares
    that place with it. Seconds are those of the processors, for all processes together, and by the clock.
    """
    articles = list(_articles(data, limit))
    yield from _lifted(articles[:: max(1, len(articles) // BACKGROUND)][:BACKGROUND])
    texts = [row["text"] for row in articles]
    yield from _ours(articles)
    for peer in (_rensa, _datasketch):
        seconds, found = _timed(peer, texts)
        yield {"system": peer.__name__.strip("_"), "part": "speed", "articles": len(texts), "pairs": found, **seconds}


def _articles(data: Path, limit: int | None) -> Iterator[dict[str, Any]]:
    seen = set()
    for name in SETS:
        with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in islice(map(json.loads, lines), limit):
                if row["id"] not in seen:
                    seen.add(row["id"])
                    yield {"id": row["id"], "text": row["text"]}


def _lifted(background: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    chance = random.Random(SEED)
    long = [row for row in background if len(row["text"].split()) > 150]
    vocabulary = sorted({word for row in long[:500] for word in row["text"].split() if word.isalpha()})
    planted: list[dict[str, Any]] = []
    for words, changed in KINDS:
        for _ in range(min(PLANTED, len(long) // 4)):
            donor, host = chance.sample(long, 2)
            planted.append(_plant(donor, host, words, changed, vocabulary, chance) | {"id": f"planted{len(planted)}"})
    with tempfile.TemporaryDirectory() as folder:
        found = _passages(Path(folder), [*background, *planted])
    for words, changed in KINDS:
        some = [one for one in planted if (one["words"], one["changed"]) == (words, changed)]
        yield {"system": "twosource", "part": f"{words} words, {changed:.0%} changed", **_found_again(some, found)}


def _plant(
    donor: dict[str, Any],
    host: dict[str, Any],
    words: int,
    changed: float,
    vocabulary: Sequence[str],
    chance: random.Random,
) -> dict[str, Any]:
    """`words` words of `donor` put into `host` behind a sentence, so many of them left out, replaced or added to."""
    places = list(BLANKS.finditer(donor["text"]))
    first = chance.randrange(len(places) - words)
    span = places[first].start(), places[first + words - 1].end()
    lifted = donor["text"][slice(*span)].split()
    for at in chance.sample(range(words), round(changed * words)):
        other = chance.choice(vocabulary)
        lifted[at] = chance.choice(["", other, f"{lifted[at]} {other}"])
    ends = [match.end() for match in re.finditer(r"[.!?][\"”’)]*\s", host["text"])] or [len(host["text"])]
    at = chance.choice(ends)
    put = " ".join(filter(None, lifted))
    text = f"{host['text'][:at]} {put} {host['text'][at:]}"
    return {
        "text": text,
        "words": words,
        "changed": changed,
        "donor": donor["id"],
        "from": span,
        "host": host["id"],
        "at": (at + 1, at + 1 + len(put)),
    }


def _passages(folder: Path, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    share_corpus([_written(folder, rows)], folder / "out", Options(keep_text=True))
    return [json.loads(line) for line in (folder / "out" / "passages.jsonl").open(encoding="utf-8")]


def _written(folder: Path, rows: Sequence[dict[str, Any]]) -> Path:
    file = folder / "rows.jsonl"
    file.write_text("".join(json.dumps({"id": r["id"], "text": r["text"]}) + "\n" for r in rows), encoding="utf-8")
    return file


def _found_again(planted: Sequence[dict[str, Any]], passages: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Share found; share right of what was found in planted places; words by which both ends are missed, on average."""
    by_document: dict[str, list[tuple[list[int], str, list[int]]]] = {}
    for one in passages:
        for here, there in ((one["left"], one["right"]), (one["right"], one["left"])):
            by_document.setdefault(here["document"], []).append((here["span"], there["document"], there["span"]))
    hits, right, wrong, missed = 0, 0, 0, []
    for one in planted:
        start, end = one["at"]
        inside = [row for row in by_document.get(one["id"], ()) if 2 * _common(row[0], (start, end)) > _long(row[0])]
        own = [row for row in inside if row[1] == one["donor"] and _common(row[2], one["from"])]
        relatives = {other for span, other, _ in by_document.get(one["donor"], ()) if _common(span, one["from"])}
        right += sum(row in own or row[1] in relatives for row in inside)
        wrong += sum(row not in own and row[1] not in relatives for row in inside)
        best = max(own, key=lambda row: _common(row[0], (start, end)), default=None)
        if best is not None and 2 * _common(best[0], (start, end)) >= end - start:
            hits += 1
            missed += [_words(one["text"], best[0][0], start), _words(one["text"], best[0][1], end)]
    return {
        "planted": len(planted),
        "recall": round(100 * hits / len(planted), 1),
        "precision": round(100 * right / max(1, right + wrong), 1),
        "wrong": wrong,
        "words missed at an end": round(sum(missed) / max(1, len(missed)), 2),
    }


def _common(one: Sequence[int], other: Sequence[int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _long(span: Sequence[int]) -> int:
    return span[1] - span[0]


def _words(text: str, at: int, other: int) -> int:
    return len(text[min(at, other) : max(at, other)].split())


def _ours(articles: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The whole way, from a file on disk to tables on disk; then who copied whom, which goes on from there."""
    with tempfile.TemporaryDirectory() as folder:
        file, out, options = _written(Path(folder), articles), Path(folder) / "out", Options(keep_text=True)
        seconds, done = _timed(share_corpus, [file], out, options)
        yield _speed(seconds, done)
        seconds, done = _timed(trace_corpus, [file], out, options)
        yield {"system": "twosource", "part": "copies", "articles": done.documents, "edges": done.edges, **seconds}


def _speed(seconds: dict[str, float], done: CorpusTrace) -> dict[str, Any]:
    pace = round(done.documents / seconds["clock_seconds"])
    memory = round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
    found = {"articles": done.documents, "passages": done.passages, "articles_per_second": pace}
    return {"system": "twosource", "part": "speed", **found, **seconds, "memory_mb_of_a_process": memory}


def _timed(task: Callable[..., Any], *given: Any, **options: Any) -> tuple[dict[str, float], Any]:
    began, before = time.monotonic(), _processor()
    result = task(*given, **options)
    clock = time.monotonic() - began
    return {"clock_seconds": round(clock, 1), "processor_seconds": round(_processor() - before, 1)}, result


def _processor() -> float:
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in usage)


def _shingles(text: str) -> list[str]:
    words = text.casefold().split()
    return [" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))]


def _rensa(texts: Sequence[str]) -> int:
    """Pairs of whole documents that may be alike, not verified."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=BANDS)
    found = 0
    for number, text in enumerate(texts):
        hashed = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
        hashed.update(_shingles(text))
        found += len(index.query(hashed))
        index.insert(number, hashed)
    return found


def _datasketch(texts: Sequence[str]) -> int:
    """Pairs of whole documents that may be alike, not verified."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    found = 0
    for number, text in enumerate(texts):
        hashed = MinHash(num_perm=PERMUTATIONS, seed=SEED)
        hashed.update_batch([shingle.encode() for shingle in _shingles(text)])
        found += len(index.query(hashed))
        index.insert(number, hashed)
    return found
