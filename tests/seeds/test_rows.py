"""What a careful reader would check in five real reports of one event, row by row; each row says why."""

import json
from pathlib import Path

import pytest

import twosource

SEEDS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "seeds"
ROWS = [json.loads(line) for line in (Path(__file__).parent / "rows.jsonl").read_text("utf-8").splitlines()]

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the five seed articles are not at {SEEDS}")


@pytest.fixture(scope="module")
def seeds(lookup):
    return lookup(twosource.compare([SEEDS]))


def edges(seeds):
    return {(edge.parent[:3], edge.child[:3]) for edge in seeds.dossier.lineage.edges if edge.parent in seeds.texts}


def edge(seeds, row):
    assert (row["parent"], row["child"]) in edges(seeds)


def no_edge(seeds, row):
    assert not {tuple(row["documents"]), tuple(row["documents"][::-1])} & edges(seeds)


def cites(seeds, row):
    found = {one.name: sorted(id[:3] for id in one.cited_by) for one in seeds.dossier.lineage.unseen}
    assert found.get(row["source"]) == row["documents"]


def outlet(seeds, row):
    found = {one.id: one.outlet for one in seeds.dossier.documents}
    assert found[seeds.id(row["document"])] == row["outlet"]


def one_utterance(seeds, row):
    quotes = [seeds.quote(document, words) for document, words in row["quotes"]]
    (utterance,) = seeds.utterances(quotes)
    relations = {variant.quote: variant.relation for variant in utterance.variants}
    assert {row["relation"], "fullest"} & {relations[quotes[-1].id]}
    assert (utterance.documents, list(utterance.independent)) == (row["documents"], row["independent"])


def two_utterances(seeds, row):
    assert not seeds.utterances([seeds.quote(document, words) for document, words in row["quotes"]])


def figure(seeds, row):
    found = seeds.figure(row["document"], row["words"])
    assert (found.low, found.high) == (row["low"], row["high"])
    assert row.get("qualifier") in (None, found.qualifier)


def date(seeds, row):
    days = [(one.earliest, one.latest) for one in seeds.dates(row["document"], row["words"])]
    assert any(row["earliest"] <= first and last <= row["latest"] for first, last in days if first and last), days


def one_name(seeds, row):
    assert len(set.intersection(*({one.id for one in seeds.entities(name)} for name in row["names"]))) == 1


def two_names(seeds, row):
    first, second = ({one.id for one in seeds.entities(name)} for name in row["names"])
    assert first
    assert second
    assert not first & second


def naming(seeds, row):
    assert seeds.quote(row["document"], row["words"]).naming == row["naming"]


def told(seeds, row):
    return seeds.claims([seeds.place(document, words) for document, words in row["places"]])


def verdict(seeds, row):
    found = told(seeds, row)
    assert any(one.verdict in row["verdicts"] for one in found), [seeds.words(one) for one in found]


def never(seeds, row):
    assert not [seeds.words(one) for one in told(seeds, row) if one.verdict in row["verdicts"]]


def not_together(seeds, row):
    assert not [seeds.words(one) for one in told(seeds, row)]


def is_alone(seeds, place):
    return any(one.document == place.document and one.span.overlap(place.span) for one in seeds.dossier.only_in)


def alone(seeds, row):
    place = seeds.place(*row["place"])
    claims = [one for one in seeds.claims([place]) if one.documents == 1] if row.get("or_claim") else []
    assert is_alone(seeds, place) or claims


def not_alone(seeds, row):
    assert not is_alone(seeds, seeds.place(*row["place"]))


def no_words(seeds, row):
    assert not seeds.has(row["document"], row["words"])


def words(seeds, row):
    assert seeds.has(row["document"], row["words"])


CHECKS = {
    check.__name__: check
    for check in (
        edge, no_edge, cites, outlet, one_utterance, two_utterances, figure, date, one_name, two_names, naming, verdict,
        never, not_together, alone, not_alone, no_words, words,
    )
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['row']}: {row['why']}")
def test_row(seeds, row):
    CHECKS[row["row"]](seeds, row)
