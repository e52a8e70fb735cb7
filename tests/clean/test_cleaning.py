"""The whole stage: it never fails, its edits replay, what it cut can be had back."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.clean import as_given, clean, without
from twosource.model import Article, Capture, Edit, Problem, Span, apply, tidy
from twosource.read import read

SEEDS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "seeds"
LINES = st.sampled_from(
    ["Share", "Advertisement", "By Ana Sole", "3 March 2031", "Ferry sinks off Arrel", "Read more: More", "0:00", "",
     "“It sank,” he said.", "â€œIt sankâ€, he said.", "The ferry sank at dawn, the port said.",
     "Tom&amp;Ann\u00a0say so."]
)  # fmt: skip


def capture(text, media="text"):
    return Capture(id="a", path="a.txt", media=media, content=text if isinstance(text, bytes) else text.encode())


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_bytes_make_it_fail(content):
    found = clean(capture(content))
    assert isinstance(found, Problem) or tidy(found.edits) == found.edits


@settings(deadline=None)  # the first example loads word lists
@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_edits_replay_and_every_cut_can_be_undone(lines, end):
    found = clean(capture(end.join(lines)))
    if isinstance(found, Problem):
        return
    assert apply(found.source, found.edits) == found.text
    assert found.source == end.join(lines)
    for edit in found.edits:
        assert found.source[edit.start : edit.end] in without(found, lambda one, this=edit: one == this).text
    assert without(found, lambda _: True).text == found.source


@settings(deadline=None)
@given(st.lists(LINES, min_size=1, max_size=12))
def test_prose_is_never_cut(lines):
    found = clean(capture("\n".join(lines)))
    prose = "The ferry sank at dawn, the port said."
    assert isinstance(found, Problem) or found.text.count(prose) == lines.count(prose)
    assert isinstance(found, Article) or prose not in lines


def test_clean_words_know_where_they_stood():
    found = clean(capture("Share\n\nâ€œIt sankâ€, he said.\nTom&amp;Ann left."))
    at = found.text.index("Tom&Ann")
    assert found.to_source(Span(at, at + 7)).of(found.source) == "Tom&amp;Ann"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Share\nAdvertisement\n", "nothing is left"),
        (b"...\n--\n", "nothing is left"),
        (b"\x00\x01\x02\x03" * 50, "no text in any encoding"),
        (b"It rained. " * 300_000, "more than one article"),
    ],
)
def test_what_cannot_become_an_article_is_told(content, words):
    found = clean(capture(content))
    assert isinstance(found, Problem)
    assert words in found.reason and "a.txt" in found.reason and found.document == "a"


def test_as_given_leaves_the_text_alone():
    text = "Share\nâ€œIt sankâ€\u00a0"
    assert as_given(capture(text)).text == text


def test_an_edit_that_is_no_cut_stays_when_cuts_are_undone():
    found = clean(capture("It sank&#33;\nShare\nIt rose."))

    def is_cut(edit: Edit) -> bool:
        return edit.by.startswith("furniture")

    assert without(found, is_cut).text == "It sank!\nShare\nIt rose."


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not beside the checkout")
def test_the_seed_articles():
    found = {one.id[:3]: clean(one) for one in read([SEEDS])}
    texts = "\n".join(article.text for article in found.values())
    for gone in ("â€", "icon", "// 0 Comments", "inbox", "Related:", "Short link", "0:00", "Podcasts", "(Photo: AFP)"):
        assert gone not in texts
    for kept in ("RT reports:", "The Associated Press and Courtney Kube contributed."):
        assert kept in texts
    facts = {number: article.facts for number, article in found.items()}
    assert facts["000"].authors.value == ("Carol Adl",)
    assert facts["001"].published.value == "2016-10-25T21:16"
    for number in ("001", "002"):
        assert facts[number].title.value not in found[number].text
    assert facts["002"].authors.value == ("Hans Nichols", "F. Brinley Bruton")
    assert (facts["002"].outlet.value, facts["002"].outlet.inferred) == ("NBC News", True)
    assert found["003"].text == found["003"].source.strip()
    assert (facts["004"].published.value, facts["004"].published.inferred) == ("2016-10-26", True)
    assert {one.language.value for one in facts.values()} == {"en"}
