"""What the program must show on five real reports of one event, which lie beside the repository."""

import json
from pathlib import Path

import pytest

import twosource
from twosource.report.standing import witnesses

SEEDS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "seeds"
SPEAKERS = [json.loads(line) for line in (Path(__file__).parent / "speakers.jsonl").read_text("utf-8").splitlines()]
RIGHT = 0.9

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the five seed articles are not at {SEEDS}")


@pytest.fixture(scope="module")
def seeds(lookup):
    return lookup(twosource.compare([SEEDS]))


def numbers(edges):
    """The edges by the number that each document's name begins with."""
    return {tuple(end if end.startswith("unseen:") else end[:3] for end in (edge.parent, edge.child)) for edge in edges}


def test_one_copy_and_no_other(seeds):
    edges = [edge for edge in seeds.dossier.lineage.edges if not edge.parent.startswith("unseen:")]
    assert numbers(edges) == {("001", "000")}
    assert [edge.directed for edge in edges] == [True]


def test_the_copy_leaves_four_witnesses_and_no_doubt(seeds):
    assert witnesses(seeds.dossier) == (4, 4)


def test_the_agency_is_an_unseen_source_of_both(seeds):
    agencies = {one.name: sorted(document[:3] for document in one.cited_by) for one in seeds.dossier.lineage.unseen}
    assert set(agencies.get("Reuters", ())) >= {"000", "001"}


def test_the_credited_outlet_is_the_original(seeds):
    outlets = {document.id[:3]: document.outlet for document in seeds.dossier.documents}
    assert outlets["001"] == "RT"
    assert "RT" not in {one.name for one in seeds.dossier.lineage.unseen}


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("000", "0 Comments"), ("000", "â€"), ("001", "icon bookmark"), ("001", "Podcasts"), ("001", "28:21"),
        ("002", "Breaking News Emails"), ("002", "meet your inbox"), ("002", "Related:"), ("002", "Image:"),
        ("004", "Short link"), ("004", "(Photo: AFP)"),
    ],
)  # fmt: skip
def test_furniture_and_damage_are_gone(seeds, document, words):
    assert words not in seeds.texts[seeds.id(document)]


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("000", "“We have already begun"), ("001", "attacks in Europe."), ("002", "It starts in the"),
        ("003", "has been digging in"), ("004", "rejecting Turkish claims"),
    ],
)  # fmt: skip
def test_the_article_stays(seeds, document, words):
    assert seeds.has(document, words)


def right(seeds, row) -> bool:
    quotes = seeds.quotes(row["document"], row["words"])
    if not quotes:
        return False
    if row["speaker"] is None:
        return quotes[0].naming == "anonymous"
    return quotes[0].speaker in {entity.id for entity in seeds.entities(row["speaker"])}


def test_nine_of_ten_speakers_are_right(seeds):
    wrong = [f"{row['document']} {row['words']}: {row['why']}" for row in SPEAKERS if not right(seeds, row)]
    assert len(wrong) <= (1 - RIGHT) * len(SPEAKERS), wrong


def test_the_altered_quotation(seeds):
    words = [
        ("000", "already begun laying the"),
        ("001", "already begun laying the"),
        ("003", "already begun laying ground"),
    ]
    quotes = [seeds.quote(document, text) for document, text in words]
    (utterance,) = seeds.utterances(quotes)
    assert {variant.relation for variant in utterance.variants if variant.quote == quotes[2].id} == {"altered"}
    assert (utterance.documents, utterance.independent) == (3, (2, 2))


@pytest.mark.parametrize("words", ["up to 6,000", "3-4,000"])
def test_figures_of_a_copy_have_one_source(seeds, words):
    figures = {seeds.figure(document, words).id for document in ("000", "001")}
    (claim,) = [one for one in seeds.dossier.claims if one.kind == "figure" and figures <= set(one.members)]
    assert (claim.documents, claim.independent, claim.verdict) == (2, (1, 1), "single source")


BEGINNING = [("002", "Oct. 16"), ("004", "last week"), ("004", "nearly 10 days into"), ("001", "earlier this month")]


@pytest.mark.parametrize(("document", "words"), BEGINNING)
def test_dates_of_the_beginning_are_resolved(seeds, document, words):
    dates = seeds.dates(document, words)
    ranges = [(date.earliest, date.latest) for date in dates if date.earliest and date.latest]
    assert any(earliest <= "2016-10-17" and latest >= "2016-10-16" for earliest, latest in ranges), dates


def test_dates_of_the_beginning_are_seen_to_agree(seeds):
    places = [seeds.place(document, words) for document, words in BEGINNING]
    claims = [claim for claim in seeds.claims(places) if claim.kind == "event"]
    assert claims
    assert claims[0].verdict not in ("disputed", "undecided"), seeds.words(claims[0])


@pytest.mark.parametrize(
    "names", [("Raqqa", "Raqa"), ("ISIS", "IS", "ISIL", "Islamic State"), ("Ash Carter", "Ashton Carter")]
)
def test_names_are_joined(seeds, names):
    together = set.intersection(*({entity.id for entity in seeds.entities(name)} for name in names))
    assert len(together) == 1


def test_the_part_of_the_kurds_is_shown_with_its_sides(seeds):
    against = [seeds.place("001", "stay away from Raqqa"), seeds.place("001", "the actual seizure")]
    led = seeds.place("002", "Arab and Kurdish fighters")
    sides = [claim for place in against for claim in seeds.claims([place, led])]
    assert [claim for claim in sides if claim.verdict in ("disputed", "undecided")]


def test_an_exclusive_is_in_one_document(seeds):
    place = seeds.place("002", "forcing thousands of soldiers")
    assert [one for one in seeds.dossier.only_in if one.document == place.document and one.span.overlap(place.span)]


def test_what_a_copy_took_over_is_not_said_to_be_in_one_document_only(seeds):
    assert seeds.copied_but_alone() == []
