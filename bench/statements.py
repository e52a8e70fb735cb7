"""What is made of pairs of sentences whose relation is known: which are said to agree, and which to contradict.

SICK has pairs of captions that entail, contradict or leave open one another; the sides of a pair of ClaimDiff differ in
force and not in fact, so that none of them contradicts the other.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.relations import Pair, read_pairs
from twosource.corroborate.contradictions import find_contradictions
from twosource.corroborate.differing import find_differing
from twosource.corroborate.facts import told_facts
from twosource.corroborate.statements import find_statements

Row = dict[str, Any]


def measure(data: Path, limit: int | None) -> Iterator[Row]:
    """Yield, by label, how many pairs are said to agree and how many to conflict."""
    captions = _read(data / "claims" / "sick_train_dev.jsonl.gz", limit)
    pairs = read_pairs([(f"{row['a']}.", None, f"{row['b']}.", None) for row in captions])
    for label in ("ENTAILMENT", "NEUTRAL", "CONTRADICTION"):
        chosen = [pair for row, pair in zip(captions, pairs, strict=True) if row["label"] == label]
        yield {"system": "twosource", "part": f"SICK, {label.lower()}", **_counted(chosen)}
    claims = _read(data / "claims" / "claimdiff_train.jsonl.gz", limit)
    pairs = read_pairs([(row["claim_a"], row["date"], row["claim_b"], row["date"]) for row in claims])
    yield {"system": "twosource", "part": "claimdiff_train", **_counted(pairs)}


def _counted(pairs: Sequence[Pair]) -> Row:
    agree = conflict = 0
    for pair in pairs:
        facts = told_facts(pair.material)
        found = find_statements(facts, pair.material)
        against = (*found, *find_contradictions(facts, pair.material), *find_differing(facts, pair.material))
        agree += any(one.relation == "agree" for one in found)
        conflict += any(one.relation == "conflict" for one in against)
    return {"pairs": len(pairs), "said to agree": agree, "said to conflict": conflict}


def _read(path: Path, limit: int | None) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines][:limit]
