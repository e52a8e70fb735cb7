"""Names across documents: B-cubed of clusters on given mentions, and accuracy on pairs of names."""

import gzip
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from msgspec import Struct

from twosource.annotate.entities import join_entities
from twosource.annotate.naming.candidates import Candidate, candidates
from twosource.annotate.naming.form import letters_key, plain
from twosource.annotate.naming.grouping import Group, grouped
from twosource.annotate.naming.likeness import likeness
from twosource.annotate.naming.lists import country_of_demonym
from twosource.annotate.naming.same import EntityType, same_name
from twosource.annotate.naming.spotting import Occurrence, types_of
from twosource.annotate.naming.titles import untitled
from twosource.annotate.parse import Paragraph, parse
from twosource.model import Article, Entity, Facts, Place, Span

SETS = {
    "ECB+ train": "ecbplus_mentions_train", "ECB+ dev": "ecbplus_mentions_dev",
    "MEANTIME airbus, apple": "meantime_airbus_apple",
}  # fmt: skip
TYPES: dict[str, EntityType | None] = {
    "HUM": None,
    "LOC": "place",
    "PER": "person",
    "PRO": "other",
    "ORG": "organisation",
}
SAME = 0.55
WORD = re.compile(r"[^\W\d_][\w’'.-]*")
SMALL = frozenset(["the", "of", "and", "'s", "’s", "for", "s"])
SENTENCE = re.compile(r"\n|(?<=[.!?])\s")
TRAILING = re.compile(r"\s*[,(].*", re.DOTALL)
LEADING = re.compile(r"^(?:in|of|at|from|near|by)\s+(?=\S)", re.IGNORECASE)
GIVEN = 9.0
"""The votes that a given type has."""

PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "you", "his", "her", "its", "their", "who", "this", "that"])


class Mention(Struct, frozen=True):
    """A given mention: an id, where it stands, its words, its type if the gold tells it, and its cluster."""

    key: str
    span: Span
    text: str
    kind: EntityType | None
    cluster: str


class Document(Struct, frozen=True):
    """A document with its given mentions."""

    id: str
    topic: str
    text: str
    mentions: tuple[Mention, ...]


def measure(data: Path, limit: int | None) -> list[dict[str, Any]]:
    """Rows of the names task: ECB+ and MEANTIME (mentions that are proper names, clustered within a topic), name pairs.

    A mention ends where a comma or a bracket begins in it. B-cubed counts every mention once; those that the gold puts
    to no cluster (ten names of MEANTIME) are left out. The baseline clusters mentions of a topic by their last word.
    What is a name is told in two ways that know nothing of the systems: all its words have capitals; and, in addition,
    one of them has one in running text too, so that the common nouns of headlines ("Suspect", "Teen") are left out.
    """
    rows = []
    for part, file in SETS.items():
        given = list(_rows(data / "names" / f"{file}.jsonl.gz", limit))
        for told, cased in (("capitals", None), ("capitals in running text", _written_large(given))):
            documents = _documents(given, cased)
            for system, cluster in (("twosource", _ours), ("same last word", _last_word)):
                rows.append({"system": system, "part": part, "names told by": told, **_clusters(documents, cluster)})
    pairs = list(name_pairs(data, limit))
    for half, held in (("tuned on", False), ("held out", True)):
        part = [pair for pair in pairs if is_held_out(pair) == held]
        rows.append(
            {"system": "twosource", "part": f"name pairs, {half}, as documents are joined", **_pairs(part, _joined)}
        )
        rows.append({"system": "twosource", "part": f"name pairs, {half}, slips forgiven", **_pairs(part, _alike)})
    return rows


def name_pairs(data: Path, limit: int | None) -> Iterator[dict[str, Any]]:
    """Yield the pairs of names."""
    yield from _rows(data / "names" / "name_pairs_half.jsonl.gz", limit)


def is_held_out(pair: dict[str, Any]) -> bool:
    """Whether a pair belongs to the half that nothing was tuned on."""
    return hashlib.sha256(pair["name1"].encode()).digest()[0] % 2 == 1


def _rows(path: Path, limit: int | None) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for at, line in enumerate(lines):
            if limit is None or at < limit:
                yield json.loads(line)


def _clusters(documents: Sequence[Document], cluster: Callable[[Sequence[Document]], dict[str, str]]) -> dict[str, Any]:
    topics: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        topics[document.topic].append(document)
    gold = {one.key: f"{document.topic} {one.cluster}" for document in documents for one in document.mentions}
    found: dict[str, str] = {}
    for topic, members in sorted(topics.items()):
        found |= {key: f"{topic} {name}" for key, name in cluster(members).items()}
    names = {one.key: letters_key(one.text) for document in documents for one in document.mentions}
    return {**_b_cubed(gold, found), **_merges(gold, found, names)}


def _documents(rows: Sequence[dict[str, Any]], cased: frozenset[str] | None) -> list[Document]:
    """The documents with those mentions that are names; with `cased`, only if one of these words is in them."""
    out = []
    for row in rows:
        named = [
            Mention(f"{row['id']}#{at}", _place(one), _alone(one), _type(one), one["cluster"])
            for at, one in enumerate(row["mentions"])
            if one["kind"] == "entity"
            and one["cluster"] is not None
            and _is_name(one)
            and (cased is None or cased.intersection(_content(one["text"])))
        ]
        out.append(Document(row["id"], row["topic"], row["text"], tuple(named)))
    return out


def _alone(mention: dict[str, Any]) -> str:
    """The words of a mention without what its annotators left behind the name: ", 40", ", M.D.", " (an acronym"."""
    return TRAILING.sub("", mention["text"]) or mention["text"]


def _place(mention: dict[str, Any]) -> Span:
    return Span(mention["start"], mention["start"] + len(_alone(mention)))


def _content(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text) if word.lower() not in SMALL]


def _written_large(rows: Sequence[dict[str, Any]]) -> frozenset[str]:
    """Words that the running text of a set mostly writes with a capital where none has to stand.

    Lines of which most words have one (headlines) and the beginnings of sentences tell nothing.
    """
    large: Counter[str] = Counter()
    for row in rows:
        for sentence in SENTENCE.split(row["text"]):
            words = WORD.findall(sentence)
            if sum(word[0].islower() for word in words) * 2 > len(words):
                large.update({word.lower(): 0 for word in words})
                for word in words[1:]:
                    large[word.lower()] += 1 if word[0].isupper() else -1
    return frozenset(word for word, balance in large.items() if balance > 0)


def _is_name(mention: dict[str, Any]) -> bool:
    if mention.get("synt") not in (None, "NAM"):
        return False
    words = [word for word in WORD.findall(mention["text"]) if word not in SMALL]
    capital = all(word[0].isupper() or word in {"the", "of", "de", "al"} for word in words)
    timed = (mention.get("type") or "").startswith("TIM")
    return (
        bool(words) and capital and not timed and words[0].lower() not in PRONOUNS and not country_of_demonym(words[-1])
    )


def _type(mention: dict[str, Any]) -> EntityType | None:
    """The type that the gold gives; None for ECB+'s persons and bodies, which it does not tell apart."""
    return TYPES.get(mention.get("type") or mention.get("etype") or "", "other")


def _ours(documents: Sequence[Document]) -> dict[str, str]:
    entities: list[tuple[Entity, ...]] = []
    home: dict[str, str] = {}
    for document in documents:
        groups = _groups(document)
        entities.append(tuple(_entity(document.id, at, group) for at, group in enumerate(groups)))
        at_span = {span: f"{document.id}/e{at}" for at, group in enumerate(groups) for span in group.spans}
        home |= {one.key: at_span[one.span] for one in document.mentions}
    joined = join_entities(entities)
    return {key: joined.renamed[old] for key, old in home.items()}


def _groups(document: Document) -> list[Group]:
    """The given mentions of one document, brought together as the package does with those that it finds itself."""
    parsed = parse([Article(id=document.id, path="", source=document.text, edits=(), sha256="", facts=Facts())])[0]
    told = {span: votes for paragraph in parsed.paragraphs for span, votes in _told(paragraph)}
    given = [
        Candidate(one.span, _bare(one.text), votes=_votes(one.kind, told.get(one.span.end, ())))
        for one in document.mentions
    ]
    types = types_of(given)
    return grouped(document.text, [Occurrence(one.span, one.name) for one in given], types)


def _told(paragraph: Paragraph) -> Iterator[tuple[int, tuple[tuple[str, float], ...]]]:
    return ((one.span.end, one.votes) for one in candidates(paragraph, frozenset()))


def _votes(kind: EntityType | None, told: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    if kind is not None:
        return ((kind, GIVEN),)
    return (("organisation", 0.1), ("person", 0.2), *(vote for vote in told if vote[0] in {"person", "organisation"}))


def _bare(text: str) -> str:
    name = LEADING.sub("", plain(" ".join(text.split())))
    return untitled(name) or name or text


def _entity(document: str, at: int, group: Group) -> Entity:
    name = max(group.names, key=len)
    places = tuple(Place(document, span) for span in group.spans)
    return Entity(
        id=f"{document}/e{at}",
        name=name,
        type=group.kind,
        aliases=tuple(n for n in group.names if n != name),
        mentions=places,
    )


def _last_word(documents: Sequence[Document]) -> dict[str, str]:
    return {one.key: one.text.split()[-1].lower() for document in documents for one in document.mentions}


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


def _joined(left: str, right: str, kind: EntityType) -> bool:
    judged = same_name(left, right, kind)
    return judged is not None and judged.same and judged.confidence >= SAME


def _alike(left: str, right: str, kind: EntityType) -> bool:
    return likeness(left, right, person=kind == "person") > 0.5


def _merges(gold: dict[str, str], found: dict[str, str], names: dict[str, str]) -> dict[str, Any]:
    """How many pairs of mentions were brought together, how many of them the gold keeps apart, and of those how many
    are not written alike: where one and the same name has two clusters, the gold mostly did not link it.
    """
    by_found: dict[str, list[str]] = defaultdict(list)
    for key, one in found.items():
        by_found[one].append(key)
    pairs = [pair for keys in by_found.values() for pair in combinations(keys, 2)]
    false = [(one, other) for one, other in pairs if gold[one] != gold[other]]
    unlike = sum(names[one] != names[other] for one, other in false)
    per_cent = 100 / max(1, len(pairs))
    return {
        "pairs merged": len(pairs), "false": len(false), "false %": round(per_cent * len(false), 2),
        "of names written differently": unlike, "those %": round(per_cent * unlike, 2),
    }  # fmt: skip


def _pairs(pairs: Sequence[dict[str, Any]], one: Callable[[str, str, EntityType], bool]) -> dict[str, Any]:
    right = false_merges = misses = 0
    for pair in pairs:
        said = one(pair["name1"], pair["name2"], "person" if pair["schema"] == "Person" else "organisation")
        truth = pair["is_match"] == "true"
        right += said == truth
        false_merges += said and not truth
        misses += truth and not said
    return {
        "pairs": len(pairs), "accuracy": round(100 * right / max(1, len(pairs)), 1),
        "false_merges": false_merges, "misses": misses,
    }  # fmt: skip
