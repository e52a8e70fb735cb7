"""A small corpus of articles that never were, for the engines that work on many."""

import json
import random
from pathlib import Path

import pytest

TOWNS = ["Millport", "Ostley", "Kestrel", "Arrel", "Selwyn", "Tarn", "Brill", "Corrie", "Dunmore", "Eskdale"]
VERBS = ["closed", "opened", "flooded", "sold", "mended", "searched", "guarded", "painted", "measured", "emptied"]
THINGS = [
    "the harbour",
    "the market hall",
    "a warehouse",
    "the old bridge",
    "two schools",
    "the ferry",
    "a quay",
    "the museum",
]
WHEN = ["on Monday", "before dawn", "late in the evening", "after the storm", "last week", "at noon"]
WHO = ["officials", "divers", "volunteers", "the mayor", "the coast guard", "insurers", "residents"]


def sentence(chance: random.Random) -> str:
    who, verb, thing, town, when = (chance.choice(words) for words in (WHO, VERBS, THINGS, TOWNS, WHEN))
    return f"{who.capitalize()} {verb} {thing} in {town} {when}, and {chance.randint(2, 900)} people watched it."


def rows(count: int = 60) -> list[dict]:
    """Articles that never were: some take passages from earlier ones, some words changed; one in ten has no date."""
    chance = random.Random(5)
    out: list[dict] = []
    for number in range(count):
        own = [sentence(chance) for _ in range(chance.randint(6, 14))]
        if number and chance.random() < 0.5:
            given = chance.choice(out)["text"].split()
            start = chance.randrange(max(1, len(given) - 60))
            lifted = [word if chance.random() > 0.05 else "somehow" for word in given[start : start + 60]]
            own.insert(chance.randrange(len(own)), " ".join(lifted) + ".")
        row = {"id": f"doc{number * 7 % count:03}", "text": "\n\n".join(own), "source": chance.choice(TOWNS) + " Post"}
        out.append(row | ({"date": f"2031-03-{1 + number // 3:02}"} if number % 10 else {}))
    return out


@pytest.fixture(scope="session")
def documents() -> list[dict]:
    return rows()


@pytest.fixture
def corpus(documents, tmp_path) -> Path:
    file = tmp_path / "corpus.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in documents), encoding="utf-8")
    return file
