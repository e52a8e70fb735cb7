"""Annotating many documents as they come: the same as all at once, in their order, nothing lost."""

import json
from itertools import islice

import pytest

from tests.run.conftest import rows
from twosource.run import annotate_articles, read_articles
from twosource.run.streaming import DOCUMENTS, annotate_paths


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """More documents than one portion holds, one of which cannot be read."""
    file = tmp_path_factory.mktemp("many") / "many.jsonl"
    lines = [json.dumps({"id": f"z{999 - at}", "text": row["text"]}) for at, row in enumerate(rows(DOCUMENTS + 8))]
    file.write_text("\n".join([*lines[:10], "{broken", *lines[10:]]), encoding="utf-8")
    return file


@pytest.mark.parametrize("workers", [1, 2])
def test_portions_give_what_all_at_once_gives_in_the_order_of_the_input(many, workers):
    portions = list(annotate_paths([many], workers=workers))
    assert len(portions) == 2
    found = {a.id: said for one in portions for a, said in zip(one.articles, one.annotations, strict=True)}
    assert list(found) == sorted(found, reverse=True), "the input is in falling order"
    reading = read_articles([many])
    assert tuple(found[a.id] for a in reading.articles) == annotate_articles(reading.articles).annotations
    assert [one for portion in portions for one in portion.problems] == list(reading.problems)


def test_nothing_is_read_beyond_what_is_worked_on():
    stream = _Stream(1000)
    portions = annotate_paths(["-"], stdin=stream, workers=1)
    assert len(list(islice(portions, 1))) == 1
    assert stream.given <= 4 * DOCUMENTS


def test_facts_given_reach_their_document_by_the_beginning_of_its_id(many):
    (one,) = (
        article
        for portion in annotate_paths([many], settings={"z998": {"published": "2031-05-06"}}, workers=1)
        for article in portion.articles
        if article.id == "z998"
    )
    assert one.facts.published.value == "2031-05-06"


class _Stream:
    """Rows that are made as they are read."""

    def __init__(self, most):
        self.given, self.most = 0, most

    def __iter__(self):
        while self.given < self.most:
            self.given += 1
            yield b'{"id": "r%d", "text": "The pier is closed."}\n' % self.given

    def readline(self, size=-1):
        return next(iter(self), b"")

    read = readline
