"""Direction on real later versions of agency reports, and shared wording on plagiarised answers."""

import gzip
import json
from collections.abc import Mapping
from math import exp, log
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
SUREST = 0.8


def measure(data: Path, limit: int | None) -> list[dict[str, Any]]:
    """Direction with dates hidden, in per cent of the pairs right; area under the ROC curve of shared wording."""
    return [*_direction(data / "copying", limit), *_plagiarism(data / "copying", limit)]


def _direction(folder: Path, limit: int | None) -> list[dict[str, Any]]:
    """Of all pairs, those of like length, and the four fifths of either that each system is surest of."""
    docs, pairs = version_pairs(folder, limit)
    lengths = {one: len(words_of(docs[one])) for pair in pairs for one in pair}
    like = [(a, b) for a, b in pairs if abs(lengths[a] - lengths[b]) < LIKE_LENGTH * max(lengths[a], lengths[b])]
    margins = {(a, b): margin(a, b, docs) for a, b in pairs}
    longer = {(a, b): length_margin(docs[a], docs[b]) for a, b in pairs}
    return [
        {"system": system, "part": part, "pairs": len(some), **_right([told[pair] for pair in some])}
        for system, told in (("twosource", margins), ("the longer is the later", longer))
        for part, some in (("versions", pairs), ("versions of like length", like))
    ]


def version_pairs(folder: Path, limit: int | None) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Texts by id, and the pairs (earlier, later) of them that are not the same."""
    docs = {row["id"]: row["text"] for row in _rows(folder / "reuters_docs.jsonl.gz")}
    pairs = [(row["parent"], row["child"]) for row in _rows(folder / "reuters_versions_dev.jsonl.gz")]
    pairs = [(a, b) for a, b in pairs if docs[a] != docs[b]]
    return docs, pairs[:: max(1, len(pairs) // limit)][:limit] if limit else pairs


def length_margin(earlier: str, later: str) -> float:
    """Above 0 if the later text is the longer one."""
    return log(max(1, len(words_of(later))) / max(1, len(words_of(earlier))))


def _right(margins: list[float]) -> dict[str, Any]:
    """Per cent right when forced to answer (no preference counts half), and on the 80% with the clearest answers."""
    surest = sorted(margins, key=abs, reverse=True)[: round(SUREST * len(margins))]
    shares = [sum((one > 0) + 0.5 * (one == 0) for one in some) / max(1, len(some)) for some in (margins, surest)]
    return {"direction": round(100 * shares[0], 1), "surest 80%": round(100 * shares[1], 1), **_believed(margins)}


def _believed(margins: list[float]) -> dict[str, Any]:
    """Chance of the likelier direction, in bins of a tenth: the mean, the share that is right, how many."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for one in margins:
        chance = 1 / (1 + exp(-min(50.0, abs(one))))
        bins.setdefault(min(int(chance * 10), 9), []).append((chance, one > 0))
    told = [
        {"mean": round(sum(p for p, _ in some) / len(some), 2), "right": round(sum(r for _, r in some) / len(some), 2),
         "n": len(some)}
        for _, some in sorted(bins.items())
    ]  # fmt: skip
    return {"reliability": told}


def _version(name: str, text: str) -> Article:
    outlet = Fact(value="Reuters", found="data set")
    return Article(id=name, path="", source=text, edits=(), facts=Facts(outlet=outlet), sha256="")


def margin(earlier: str, later: str, docs: Mapping[str, str]) -> float:
    """Log-odds of the right direction between two of `docs` against the wrong one; 0 where nothing is shared."""
    parent, child = _version(earlier, docs[earlier]), _version(later, docs[later])
    texts = [text_of(parent), text_of(child)]
    pairs = pairs_of(texts, overlaps(texts, find_reuse([parent, child])))
    if not pairs:
        return 0.0
    right, wrong = (sum(v.weight for v in weighed(pairs[a.id, b.id])) for a, b in ((parent, child), (child, parent)))
    return right - wrong


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
