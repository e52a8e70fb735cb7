import gzip

import pytest

from twosource.clean import clean, find_sidecar, parse_setting, settings_beside
from twosource.model import Capture, Problem
from twosource.read import read

TEXT = "The ferry sank at dawn off Port Arrel, the coast guard said, and 41 people were saved.\n"


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("published=2031-03-03", "write ID.field=value"),
        ("a.published", "write ID.field=value"),
        ("a.colour=red", "there is no field 'colour'"),
        ("a.published=soon", "needs a date"),
        ("a.published=04/05/2031", "needs a date"),
        ("a.title=", "is empty"),
        ("a.language=English!", "code of two letters"),
        ("a.url=arrel", "whole address"),
        ("a.authors= , ", "authors is empty"),
    ],
)
def test_a_bad_setting_is_refused_with_a_message(setting, message):
    with pytest.raises(ValueError, match=message):
        parse_setting(setting)


def test_ids_may_hold_dots_and_values_may_hold_equals():
    assert parse_setting("b.1.url=https://example.org/?a=b") == ("b.1", "url", "https://example.org/?a=b")


def test_given_facts_overrule_found_ones():
    capture = Capture(id="a", path="a", media="text", content=TEXT.encode(), given={"date": "2030-01-01"})
    facts = clean(capture, {"published": "2031-03-03T21:16", "authors": ["Ana Sole"]}).facts
    assert (facts.published.value, facts.published.found) == ("2031-03-03T21:16", "given by the user")
    assert facts.authors.value == ("Ana Sole",)


def test_a_bad_value_is_a_problem_that_names_the_document():
    found = clean(Capture(id="a", path="a.txt", media="text", content=TEXT.encode()), {"published": "soon"})
    assert isinstance(found, Problem) and "a.txt" in found.reason and "soon" in found.reason


def test_a_file_beside_the_document(tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "a.facts.toml").write_text('published = 2031-03-03\nauthors = ["Ana Sole"]\n')
    (capture,) = read([tmp_path])
    assert find_sidecar(capture.path) == tmp_path / "a.facts.toml"
    facts = clean(capture, settings_beside(capture)).facts
    assert (facts.published.value, facts.authors.value) == ("2031-03-03", ("Ana Sole",))


@pytest.mark.parametrize("content", ["published = soon", 'published = "soon"', 'colour = "red"', "\x00"])
def test_a_bad_file_beside_the_document_is_named(tmp_path, content):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.facts.toml").write_text(content)
    (capture,) = read([tmp_path])
    with pytest.raises(ValueError, match=r"a\.facts\.toml"):
        settings_beside(capture)
