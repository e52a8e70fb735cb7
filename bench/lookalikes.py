"""Texts that are alike and tell of two things: what is brought together there is false.

``python -m bench.lookalikes DATA`` prints every claim that joins two events, to be read.
"""

import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from bench.rows import Row, Words, compared, of_several, read_rows
from twosource.model import Claim, Dossier

TRUE = Path(__file__).parent / "gold" / "lookalikes.jsonl"

GROUPS = 3  # of each topic
OF_EACH = 2  # documents of each event in a group
PAIRS = 400


class Shared(Struct, frozen=True):
    """What documents of two events both tell of, as a reader found: no false agreement."""

    passages: tuple[Words, ...]
    note: str


def measure(data: Path, limit: int | None) -> Iterator[Row]:
    """Count claims that join two look-alike events, and what is disputed between texts that differ in force only."""
    yield _events(list(mixed_groups(data))[:limit])
    yield _pairs(list(pairs(data))[:limit])


def mixed_groups(data: Path) -> Iterator[list[Row]]:
    """Yield groups of documents that tell of two events of one topic of ECB+: in number drawn by a hash of the ids."""
    topics: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in read_rows(data / "stories" / "ecbplus_1_35.jsonl.gz"):
        topics[row["topic"]][row["cluster"]].append(row)
    for _, events in sorted(topics.items(), key=lambda item: int(item[0])):
        drawn = [sorted(rows, key=lambda row: by_hash(row["id"])) for _, rows in sorted(events.items())]
        for at in range(0, GROUPS * OF_EACH, OF_EACH):
            parts = [rows[at : at + OF_EACH] for rows in drawn]
            if len(parts) == 2 and all(len(part) == OF_EACH for part in parts):
                yield [row for part in parts for row in part]


def pairs(data: Path) -> Iterator[list[Row]]:
    """Yield pairs of sentences of ClaimDiff as two documents of one day."""
    rows = sorted(read_rows(data / "claims" / "claimdiff_train.jsonl.gz"), key=lambda row: by_hash(row["pair_id"]))
    for row in rows[:PAIRS]:
        yield [
            {"id": f"{row['pair_id']}-{side}", "text": row[f"claim_{side}"], "date": row["date"], "source": outlet}
            for side, outlet in (("a", "First Outlet"), ("b", "Second Outlet"))
        ]


def by_hash(name: str) -> str:
    """A fixed order that has nothing to do with what is sorted."""
    return hashlib.sha256(name.encode()).hexdigest()


def joining(dossier: Dossier, rows: Sequence[Row]) -> list[Claim]:
    """The claims with passages from documents of both events, but for those that both do tell of."""
    event = {row["id"]: row["cluster"] for row in rows}
    joined = [one for one in dossier.claims if len({event[held.document] for held in one.support}) > 1]
    texts = {row["id"]: row for row in rows}
    return [one for one in joined if not any(_holds(one, shared, texts, dossier) for shared in read_shared())]


def read_shared() -> list[Shared]:
    """What was judged to be told by documents of both events."""
    return [msgspec.json.decode(line, type=Shared) for line in TRUE.read_bytes().splitlines()]


def _holds(claim: Claim, shared: Shared, rows: Mapping[str, Row], dossier: Dossier) -> bool:
    """Whether a claim has a passage of two documents or more of those that were judged."""
    places = [one.place(rows, dossier) for one in shared.passages if one.document in rows]
    met = {
        held.document
        for held in claim.support
        for place in places
        if place is not None and held.document == place.document and held.span.overlap(place.span)
    }
    return len(met) > 1


def _events(groups: Sequence[Sequence[Row]]) -> Row:
    joined: Counter[str] = Counter()
    within = groups_with = 0
    for rows in groups:
        dossier = compared(rows)
        false = joining(dossier, rows)
        joined.update(one.verdict for one in false)
        groups_with += bool(false)
        within += sum(map(of_several, dossier.claims)) - len(false)
    return {
        "system": "twosource",
        "part": "ECB+, two look-alike events in a group",
        "groups": len(groups),
        "claims of one event in several documents": within,
        "claims that join two events": joined.total(),
        "groups with such a claim": groups_with,
        "by verdict": dict(joined.most_common()),
    }


def _pairs(groups: Sequence[Sequence[Row]]) -> Row:
    met = [one.verdict for rows in groups for one in compared(rows).claims if of_several(one)]
    return {
        "system": "twosource",
        "part": "ClaimDiff, a pair in a group",
        "groups": len(groups),
        "claims of both": len(met),
        "false disputes": met.count("disputed"),
        "by verdict": dict(Counter(met).most_common()),
    }


def show(data: Path) -> None:
    """Print what joins two events, and what is disputed in ClaimDiff."""
    for rows in mixed_groups(data):
        dossier = compared(rows)
        for one in joining(dossier, rows):
            _show(one, dossier)
    for rows in pairs(data):
        dossier = compared(rows)
        for one in dossier.claims:
            if one.verdict == "disputed":
                _show(one, dossier)


def _show(claim: Claim, dossier: Dossier) -> None:
    texts = {one.id: one.text for one in dossier.documents}
    print(f"\n[{claim.verdict}] {claim.kind}: {claim.because}")
    for held in claim.support:
        around = texts[held.document][max(0, held.span.start - 100) : held.span.end + 100]
        print(f"  {held.document} {held.stance}: {' '.join(around.split())}")


if __name__ == "__main__":
    show(Path(sys.argv[1]))
