"""What the program says about the example, against the truth. What it cannot do yet is in gaps.json, with reasons."""

import json
from pathlib import Path

import pytest

import twosource

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "example"
TRUTH = json.loads((HERE / "truth.json").read_text(encoding="utf-8"))
GAPS = json.loads((HERE / "gaps.json").read_text(encoding="utf-8"))
EDGES = "edges: these and no others"


def words(value: object):
    """The strings that tell a row of the truth from the others."""
    if isinstance(value, str):
        yield value[:50]
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from () if key in ("why", "verdict", "relation", "type", "naming") else words(part)
    elif isinstance(value, list):
        for part in value:
            yield from words(part)


def name(section: str, row: dict) -> str:
    """How a row of the truth is called in the output of the tests and in gaps.json."""
    return f"{section}: " + " | ".join(words(row))[:90]


def marks(called: str):
    """A known gap must fail."""
    return [pytest.mark.xfail(strict=True, reason=GAPS[called])] if called in GAPS else []


def rows(section: str, of: str = ""):
    """The rows of a section as test cases; `of` names the tested one of several facts."""
    named = [(name(of or section, row), row) for row in TRUTH[section]]
    return [pytest.param(row, id=called, marks=marks(called)) for called, row in named]


@pytest.fixture(scope="session")
def example(lookup):
    return lookup(twosource.compare([EXAMPLE]))


FACTS = ("published", "outlet", "title", "authors")


def test_gaps_are_rows():
    names = {name(section, row) for section in TRUTH for row in TRUTH[section]}
    names |= {name(fact, row) for fact in FACTS for row in TRUTH["documents"]}
    assert set(GAPS) <= names | {EDGES}


def test_names_of_rows_are_unique():
    names = [name(section, row) for section in TRUTH for row in TRUTH[section]]
    assert len(names) == len(set(names))


def test_nothing_is_a_problem(example):
    assert example.dossier.problems == ()


def test_twice_gives_the_same():
    first, second = (twosource.compare([EXAMPLE]) for _ in range(2))
    assert first == second


@pytest.fixture(scope="session")
def documents(example):
    return {document.id: document for document in example.dossier.documents}


@pytest.mark.parametrize("row", rows("documents", of="published"))
def test_published(documents, row):
    document = documents[row["id"]]
    assert (document.published or "")[:10] == row["published"]
    assert ("published" in document.inferred) is row["inferred"]
    assert document.published_from


@pytest.mark.parametrize("row", rows("documents", of="outlet"))
def test_outlet(documents, row):
    outlet = documents[row["id"]].outlet
    assert outlet == row["outlet"] or (outlet is None and row.get("outlet_may_be_unknown", False))


@pytest.mark.parametrize("row", rows("documents", of="title"))
def test_title(documents, row):
    assert documents[row["id"]].title == row["title"]


@pytest.mark.parametrize("row", rows("documents", of="authors"))
def test_authors(documents, row):
    assert list(documents[row["id"]].authors) == (row["authors"] or [])


@pytest.mark.parametrize("row", rows("furniture"))
def test_furniture_is_gone_and_can_be_seen(example, row):
    assert not example.has(row["document"], row["text"])


@pytest.mark.parametrize("row", rows("stays"))
def test_text_stays(example, row):
    assert row["text"] in example.texts[row["document"]]


def test_no_damage_is_left(example):
    assert not [text for text in example.texts.values() if "â€" in text or "Ã" in text]


@pytest.mark.parametrize("lineage", [pytest.param(None, id=EDGES, marks=marks(EDGES))])
def test_edges(example, lineage):
    found = {(edge.parent, edge.child) for edge in example.dossier.lineage.edges}
    assert found == {(row["parent"], row["child"]) for row in TRUTH["edges"]}


@pytest.mark.parametrize("row", rows("edges"))
def test_edge_is_directed_and_has_its_evidence(example, row):
    edges = [e for e in example.dossier.lineage.edges if (e.parent, e.child) == (row["parent"], row["child"])]
    assert [edge.directed for edge in edges] == [True]
    assert all(evidence.because for evidence in edges[0].evidence)
    assert edges[0].evidence


@pytest.mark.parametrize("row", rows("unseen"))
def test_unseen(example, row):
    assert [(one.name, sorted(one.cited_by)) for one in example.dossier.lineage.unseen] == [
        (row["name"], row["cited_by"])
    ]


@pytest.mark.parametrize("row", rows("independent"))
def test_independent_pairs_have_no_edge(example, row):
    assert not [e for e in example.dossier.lineage.edges if {e.parent, e.child} == set(row["pair"])]


@pytest.mark.parametrize("row", rows("groups"))
def test_groups(example, row):
    assert row["documents"] in [sorted(group) for group in example.dossier.lineage.groups]


@pytest.mark.parametrize("row", rows("utterances"))
def test_utterance(example, row):
    quotes = [example.quote(variant["document"], variant["text"]) for variant in row["variants"]]
    found = example.utterances(quotes)
    assert len(found) == 1, [quote.id for quote in quotes]
    relations = {variant.quote: variant.relation for variant in found[0].variants}
    for quote, variant in zip(quotes, row["variants"], strict=True):
        assert relations[quote.id] in variant["relation"], variant
    assert row["independent"][0] <= found[0].independent[0] <= found[0].independent[1] <= row["independent"][1]
    if "changed" in row:
        differences = [d for variant in found[0].variants for d in variant.differences]
        assert [sorted((d.old, d.new)) for d in differences if d.kind == "changed"] == [sorted(row["changed"])]


@pytest.mark.parametrize("row", rows("utterances_apart"))
def test_utterances_apart(example, row):
    pair = [example.quote(one["document"], one["text"]) for one in (row["one"], row["other"])]
    assert not example.utterances(pair)


@pytest.mark.parametrize("row", rows("figures_together"))
def test_figures_together(example, row):
    figures = [example.figure(one["document"], one["text"]) for one in row["members"]]
    claims = [c for c in example.dossier.claims if c.kind == "figure" and {f.id for f in figures} <= set(c.members)]
    assert claims, [(figure.document, figure.low, figure.counted) for figure in figures]
    assert claims[0].verdict in row["verdict"], example.words(claims[0])
    if row["documents"] is not None:
        assert claims[0].documents == row["documents"], example.words(claims[0])
        assert list(claims[0].independent) == row["independent"], example.words(claims[0])


@pytest.mark.parametrize("row", rows("figures_apart"))
def test_figures_apart(example, row):
    pair = {example.figure(one["document"], one["text"]).id for one in (row["one"], row["other"])}
    assert not [example.words(c) for c in example.dossier.claims if c.kind == "figure" and pair <= set(c.members)]


@pytest.mark.parametrize("row", rows("not_disputed"))
def test_not_disputed(example, row):
    claims = example.claims(example.place(one["document"], one["text"]) for one in row["members"])
    assert not [example.words(claim) for claim in claims if claim.verdict == "disputed"]


def test_nothing_is_disputed_but_what_is(example):
    true = [example.place(place["document"], place["text"]) for row in TRUTH["disputes"] for place in row["places"]]
    false = [
        example.words(claim)
        for claim in example.dossier.claims
        if claim.verdict == "disputed" and not any(claim in example.claims([place]) for place in true)
    ]
    assert not false


@pytest.mark.parametrize("row", rows("claims"))
def test_claim(example, row):
    claims = example.claims(example.place(side["document"], side["text"]) for side in row["sides"])
    assert claims, "no claim rests on these words"
    assert any(claim.verdict in row["verdict"] for claim in claims), [example.words(claim) for claim in claims]
    assert all(claim.because for claim in claims)


@pytest.mark.parametrize("row", rows("dates"))
def test_date(example, row):
    dates = [(date.earliest, date.latest) for date in example.dates(row["document"], row["text"])]
    assert (row["earliest"], row["latest"]) in dates


@pytest.mark.parametrize("row", rows("events"))
def test_event_stands_in_the_timeline(example, row):
    rows_of_day = [one for one in example.dossier.timeline if one.earliest == one.latest == row["day"]]
    documents = {member.document for one in rows_of_day for member in one.members}
    assert set(row["documents"]) <= documents


@pytest.mark.parametrize("row", rows("entities"))
def test_names_of_one_entity(example, row):
    entities = [{one.id for one in example.entities(called)} for called in row["names"]]
    together = set.intersection(*entities)
    assert together, {called: [one.name for one in example.entities(called)] for called in row["names"]}
    assert row["type"] in [one.type for one in example.dossier.entities if one.id in together]


@pytest.mark.parametrize("row", rows("entities_apart"))
def test_names_of_two_entities(example, row):
    one, other = (example.entities(row[side]) for side in ("one", "other"))
    assert one, row["one"]
    assert not {entity.id for entity in one} & {entity.id for entity in other}


@pytest.mark.parametrize("row", rows("speakers"))
def test_speaker(example, row):
    quote = example.quote(row["document"], row["text"])
    names = {one.id: {one.name, *one.aliases} for one in example.dossier.entities}
    called = names.get(quote.speaker or "", set()) | {quote.speaker_name or ""}
    if row["naming"] == "anonymous":
        assert quote.naming == "anonymous"
    else:
        assert row["speaker"] in called, called


@pytest.mark.parametrize("row", rows("only_in"))
def test_only_in(example, row):
    place = example.place(row["document"], row["text"])
    assert [p for p in example.dossier.only_in if p.document == place.document and p.span.overlap(place.span)]


@pytest.mark.parametrize("row", rows("not_only_in"))
def test_not_only_in(example, row):
    place = example.place(row["document"], row["text"])
    assert not [p for p in example.dossier.only_in if p.document == place.document and p.span.overlap(place.span)]


def test_the_guide_gives_the_number_that_the_summary_gives(example):
    from twosource.report.standing import witnesses

    low, high = witnesses(example.dossier)
    guide = (EXAMPLE.parent / "docs" / "example.md").read_text(encoding="utf-8")
    assert f'"{low} to {high}"' in guide


def test_what_a_copy_took_over_is_not_said_to_be_in_one_document_only(example):
    assert example.copied_but_alone() == []
