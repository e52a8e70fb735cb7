"""Names across documents: B-cubed of clusters on given mentions, and accuracy on pairs of names."""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from twosource.annotate.entities import join_entities
from twosource.annotate.naming.lists import country_of_demonym, legal_forms, organisation_words
from twosource.annotate.naming.same import EntityType, same_name
from twosource.annotate.naming.titles import untitled
from twosource.model import Entity, Place, Span

Mention = tuple[str, str, str, EntityType]  # id, document, name, type
TYPES: dict[str, EntityType] = {"HUM": "person", "LOC": "place", "PER": "person", "PRO": "other", "ORG": "organisation"}
SAME = 0.55
WORD = re.compile(r"[^\W\d_][\w’'.-]*")
SMALL = frozenset(["the", "of", "and", "'s", "’s", "for", "s"])
PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "you", "his", "her", "its", "their", "who", "this", "that"])


def measure(data: Path, limit: int | None) -> list[dict[str, Any]]:
    """Rows of the names task: ECB+ and MEANTIME (mentions that are proper names, clustered within a topic), name pairs.

    B-cubed counts every mention once. The baseline clusters mentions of a topic by their last word.
    """
    rows = []
    for part, file in (("ECB+ dev", "ecbplus_mentions_dev"), ("MEANTIME airbus, apple", "meantime_airbus_apple")):
        documents = list(_rows(data / "names" / f"{file}.jsonl.gz", limit))
        for system, cluster in (("twosource", _ours), ("same last word", _last_word)):
            rows.append({"system": system, "part": part, **_clusters(documents, cluster)})
    pairs = list(_rows(data / "names" / "name_pairs_half.jsonl.gz", limit))
    rows.append({"system": "twosource", "part": "name pairs", **_pairs(pairs)})
    return rows


def _rows(path: Path, limit: int | None) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for at, line in enumerate(lines):
            if limit is None or at < limit:
                yield json.loads(line)


def _clusters(
    documents: Sequence[dict[str, Any]], cluster: Callable[[Sequence[Mention]], dict[str, str]]
) -> dict[str, Any]:
    topics: dict[str, list[Mention]] = defaultdict(list)
    gold: dict[str, str] = {}
    for document in documents:
        for at, mention in enumerate(document["mentions"]):
            if mention["kind"] != "entity" or not _is_name(mention):
                continue
            key = f"{document['id']}#{at}"
            gold[key] = f"{document['topic']} {mention['cluster']}"
            topics[document["topic"]].append((key, document["id"], mention["text"], _type(mention)))
    found: dict[str, str] = {}
    for topic, mentions in sorted(topics.items()):
        found |= {key: f"{topic} {name}" for key, name in cluster(mentions).items()}
    return _b_cubed(gold, found)


def _is_name(mention: dict[str, Any]) -> bool:
    if mention.get("synt") not in (None, "NAM"):
        return False
    words = [word for word in WORD.findall(mention["text"]) if word not in SMALL]
    capital = all(word[0].isupper() or word in {"the", "of", "de", "al"} for word in words)
    timed = (mention.get("type") or "").startswith("TIM")
    return (
        bool(words) and capital and not timed and words[0].lower() not in PRONOUNS and not country_of_demonym(words[-1])
    )


def _type(mention: dict[str, Any]) -> EntityType:
    kind = TYPES.get(mention.get("type") or mention.get("etype") or "", "other")
    words = set(mention["text"].split())
    body = words & organisation_words() or {word.lower().rstrip(".") for word in words} & legal_forms().keys()
    return "organisation" if kind == "person" and body else kind


def _ours(mentions: Sequence[Mention]) -> dict[str, str]:
    documents: dict[str, dict[str, Entity]] = defaultdict(dict)
    home: dict[str, str] = {}
    for key, document, text, kind in mentions:
        name = untitled(" ".join(text.split())) or text
        known = documents[document]
        entity = known.setdefault(name, Entity(id=f"{document}#{name}/e{len(known)}", name=name, type=kind))
        place = Place(document, Span(len(home), len(home) + 1))
        known[name] = Entity(id=entity.id, name=name, type=entity.type, mentions=(*entity.mentions, place))
        home[key] = entity.id
    joined = join_entities([tuple(known.values()) for known in documents.values()])
    return {key: joined.renamed[old] for key, old in home.items()}


def _last_word(mentions: Sequence[Mention]) -> dict[str, str]:
    return {key: text.split()[-1].lower() for key, _, text, _ in mentions}


def _b_cubed(gold: dict[str, str], found: dict[str, str]) -> dict[str, Any]:
    by_gold, by_found = defaultdict(set), defaultdict(set)
    for key in gold:
        by_gold[gold[key]].add(key)
        by_found[found[key]].add(key)
    shared = {key: len(by_gold[gold[key]] & by_found[found[key]]) for key in gold}
    total = max(1, len(gold))
    precision = sum(shared[key] / len(by_found[found[key]]) for key in gold) / total
    recall = sum(shared[key] / len(by_gold[gold[key]]) for key in gold) / total
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    figures = {"precision": precision, "recall": recall, "f1": f1}
    return {"mentions": len(gold), **{name: round(100 * value, 1) for name, value in figures.items()}}


def _pairs(pairs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    right = false_merges = misses = 0
    for pair in pairs:
        kind: EntityType = "person" if pair["schema"] == "Person" else "organisation"
        judged = same_name(pair["name1"], pair["name2"], kind)
        said = judged is not None and judged.same and judged.confidence >= SAME
        truth = pair["is_match"] == "true"
        right += said == truth
        false_merges += said and not truth
        misses += truth and not said
    return {
        "pairs": len(pairs), "accuracy": round(100 * right / max(1, len(pairs)), 1),
        "false_merges": false_merges, "misses": misses,
    }  # fmt: skip
