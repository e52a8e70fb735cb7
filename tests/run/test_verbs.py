"""The verbs as a program calls them."""

import random

import pytest

import twosource
from twosource.model import Article as Read
from twosource.model import Dossier, Facts, from_json
from twosource.run.tracing import by_story

POST = """The trawler Sela sank off Kestrel Point on Monday with six people aboard, the coast guard said. "We found a
life raft, and it was empty," said Commander Ida Roth, who led the search through the night. Divers will go down.
The owner bought the ship in 2009 and had it refitted at the yard in Ostley last winter for the herring season."""
COURIER = """Harbour Post reports:
The trawler Sela sank off Kestrel Point on Monday with six people aboard, the coast guard said. "We found a
life raft, and it was empty," said Commander Ida Roth, who led the search through the night. Divers will go down.
The owner bought the ship in 2009 and had it refitted at the yard in Ostley last winter for the herring season."""
ECHO = """Six people were on the trawler that went down near Kestrel Point, according to the coast guard. Ida Roth, who
commands its station, told reporters in Ostley: "We found a life raft, and it was empty."
"""


@pytest.fixture
def folder(tmp_path):
    for name, text in (("post", POST), ("courier", COURIER), ("echo", ECHO)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def settings():
    return {"post": {"outlet": "Harbour Post", "published": "2021-03-02"}, "ec": {"published": "2021-03-02"}}


def test_compare_gives_a_dossier_that_is_its_json(folder, settings):
    dossier = twosource.compare([folder], settings=settings)
    again = from_json(dossier.to_json(), Dossier)
    assert again.claims == dossier.claims
    assert [(edge.parent, edge.child) for edge in dossier.lineage.edges] == [("post", "courier")]
    assert "<iframe" in dossier._repr_html_()


def test_the_copy_is_no_second_witness(folder, settings):
    dossier = twosource.compare([folder], settings=settings)
    found = next(claim for claim in dossier.claims if "life raft" in claim.text)
    assert (found.documents, found.independent, found.verdict) == (3, (2, 2), "one origin")
    assert [origin.name for origin in found.origins] == ["Ida Roth"]


def test_the_order_of_articles_changes_nothing(folder, settings):
    articles = list(twosource.read_articles([folder], settings=settings).articles)
    first = twosource.compare_articles(articles).to_json()
    for seed in range(3):
        random.Random(seed).shuffle(articles)
        assert twosource.compare_articles(articles).to_json() == first


def test_a_dossier_is_saved_as_page_or_json(folder, tmp_path):
    dossier = twosource.compare([folder])
    assert dossier.save(tmp_path / "a.json").read_bytes().startswith(b'{"twosource"')
    assert dossier.save(tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_settings_find_their_document_by_the_start_of_its_id(folder, settings):
    facts = {article.id: article.facts for article in twosource.read_articles([folder], settings=settings).articles}
    assert facts["echo"].published.value == "2021-03-02"


@pytest.mark.parametrize("given", ["nobody", "", "e" * 9])
def test_settings_for_no_document_are_told(folder, given):
    reading = twosource.read_articles([folder], settings={given: {"title": "x"}})
    assert [problem.document for problem in reading.problems] == [given]


def test_stories_of_rows_are_kept_apart():
    def article(name, story):
        return Read(id=name, path="", source="", edits=(), facts=Facts(), sha256="", given={"story": story})

    stories = by_story([article("a", 1), article("b", None), article("c", "1")])
    assert {story: [one.id for one in members] for story, members in stories.items()} == {"1": ["a", "c"], "all": ["b"]}


def test_progress_reaches_its_end(folder):
    seen = []
    twosource.compare([folder], progress=lambda stage, done, total: seen.append((stage, done, total)))
    assert ("parse", 3, 3) in seen and ("clean", 3, 3) in seen


def test_nothing_gives_an_empty_dossier():
    dossier = twosource.compare([])
    assert (dossier.documents, dossier.claims, dossier.made_with) == ((), (), ())


UPDATE = POST.replace("six people aboard", "seven people aboard").replace("Divers will go down.", "Divers found her.")


@pytest.fixture
def versions(tmp_path):
    for name, text, day in (("first", POST, 2), ("later", UPDATE, 3)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.facts.toml").write_text(f'outlet = "Harbour Post"\npublished = "2021-03-0{day}"\n')
    return tmp_path


def test_what_changed_between_versions_is_in_the_dossier_and_in_the_trace(versions):
    (edge,) = twosource.compare([versions]).lineage.edges
    assert (edge.kind, edge.parent, edge.child) == ("revision", "first", "later")
    assert [(one.what, one.old, one.new) for one in edge.changes] == [
        ("figure", "six", "seven"),
        ("sentence", "", "Divers found her."),
        ("sentence", "Divers will go down.", ""),
    ]
    (traced,) = twosource.trace(twosource.read_articles([versions]).articles)
    assert [one.old for one in traced.lineage.edges[0].changes] == [one.old for one in edge.changes]


def test_a_page_stored_twice_is_one_witness(tmp_path):
    for name in ("front", "archive"):
        (tmp_path / f"{name}.txt").write_text(POST, encoding="utf-8")
    dossier = twosource.compare([tmp_path])
    assert dossier.lineage.same == (("archive", "front"),)
    assert {claim.independent for claim in dossier.claims} == {(1, 1)}
    assert not [claim for claim in dossier.claims if claim.verdict == "undecided"]
    (traced,) = twosource.trace(twosource.read_articles([tmp_path]).articles)
    assert traced.lineage.same == dossier.lineage.same


def test_a_shared_quotation_is_listed_as_set_aside(folder, settings):
    dossier = twosource.compare([folder], settings=settings)
    (aside,) = [one for one in dossier.lineage.aside if one.documents == ("echo", "post")]
    assert "quote the same words" in aside.because
