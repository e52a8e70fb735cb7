"""Direction on real later versions of agency reports, and shared wording on plagiarised answers."""

import gzip
import json
from pathlib import Path
from typing import Any

from twosource.align import find_reuse
from twosource.align.words import words_of
from twosource.derive.lineage import weighed
from twosource.derive.overlap import overlaps
from twosource.derive.pair import pairs_of
from twosource.derive.texts import text_of
from twosource.model import Article, Fact, Facts

LIKE_LENGTH = 0.1
PAIRS = 400


def measure(data: Path, limit: int | None) -> list[dict[str, Any]]:
    """Direction with dates hidden, in per cent of the pairs right; area under the ROC curve of shared wording."""
    return [*_direction(data / "copying", limit or PAIRS), *_plagiarism(data / "copying", limit)]


def _direction(folder: Path, limit: int) -> list[dict[str, Any]]:
    docs = {row["id"]: row["text"] for row in _rows(folder / "reuters_docs.jsonl.gz")}
    pairs = [(row["parent"], row["child"]) for row in _rows(folder / "reuters_versions_dev.jsonl.gz")]
    pairs = [(a, b) for a, b in pairs if docs[a] != docs[b]]
    pairs = pairs[:: max(1, len(pairs) // limit)][:limit]
    lengths = {one: len(words_of(docs[one])) for pair in pairs for one in pair}
    like = [(a, b) for a, b in pairs if abs(lengths[a] - lengths[b]) < LIKE_LENGTH * max(lengths[a], lengths[b])]
    votes = {(a, b): _vote(_version(a, docs[a]), _version(b, docs[b])) for a, b in pairs}
    longer = {(a, b): (lengths[b] > lengths[a]) + 0.5 * (lengths[b] == lengths[a]) for a, b in pairs}
    out = []
    for system, right in (("twosource", votes), ("the longer is the later", longer)):
        for part, some in (("versions", pairs), ("versions of like length", like)):
            share = sum(right[pair] for pair in some) / len(some)
            out.append({"system": system, "part": part, "pairs": len(some), "direction": round(100 * share, 1)})
    return out


def _version(name: str, text: str) -> Article:
    outlet = Fact(value="Reuters", found="data set")
    return Article(id=name, path="", source=text, edits=(), facts=Facts(outlet=outlet), sha256="")


def _vote(parent: Article, child: Article) -> float:
    """1 where the signals speak for the right direction, 0 for the wrong one, a half for none: it must answer."""
    texts = [text_of(parent), text_of(child)]
    pairs = pairs_of(texts, overlaps(texts, find_reuse([parent, child])))
    if not pairs:
        return 0.5
    right, wrong = (sum(v.weight for v in weighed(pairs[a.id, b.id])) for a, b in ((parent, child), (child, parent)))
    return (right > wrong) + 0.5 * (right == wrong)


def _plagiarism(folder: Path, limit: int | None) -> list[dict[str, Any]]:
    docs = {row["id"]: row["text"] for row in _rows(folder / "clough_stevenson_docs.jsonl.gz")}
    pairs = _rows(folder / "clough_stevenson_pairs.jsonl.gz")[:limit]
    labels = [bool(row["derived"]) for row in pairs]
    systems = {"twosource": _coverage, "5-gram containment": _containment}
    return [
        {
            "system": system,
            "part": "plagiarised answers",
            "pairs": len(pairs),
            "auc": round(_auc([score(docs[row["a"]], docs[row["b"]]) for row in pairs], labels), 3),
        }
        for system, score in systems.items()
    ]


def _coverage(a: str, b: str) -> float:
    """The part of the words of the shorter text that stand in a shared passage."""
    articles = [
        Article(id=name, path="", source=t, edits=(), facts=Facts(), sha256="") for name, t in (("a", a), ("b", b))
    ]
    texts = [text_of(one) for one in articles]
    found = overlaps(texts, find_reuse(articles)).values()
    return max((sum(at >= 0 for at in one.to) / len(one.to) for one in found), default=0.0)


def _containment(a: str, b: str) -> float:
    grams = [{words[at : at + 5] for at in range(len(words) - 4)} for words in (words_of(a).folded, words_of(b).folded)]
    return len(grams[0] & grams[1]) / max(1, min(map(len, grams)))


def _auc(scores: list[float], labels: list[bool]) -> float:
    """The chance that a derived pair scores higher than one that is not, ties counting half (Mann and Whitney)."""
    yes = [score for score, label in zip(scores, labels, strict=True) if label]
    no = [score for score, label in zip(scores, labels, strict=True) if not label]
    wins = sum((a > b) + 0.5 * (a == b) for a in yes for b in no)
    return wins / (len(yes) * len(no))


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
