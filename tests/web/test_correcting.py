"""What is pointed at on a page is what the override means, wherever the same words stand elsewhere too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Article, Document, Dossier, Facts, Place, Span
from twosource.overrule.finding import located
from twosource.web.correcting import override_of, place_of, pointed

FORM = {"what": "speaker", "to": "Ann Orr", "by": "K", "why": "tape"}


def dossier(text, id="a"):
    document = Document(
        id=id, path="a.txt", outlet=None, outlet_from=None, title=None, title_from=None, authors=(), authors_from=None,
        published=None, published_from=None, modified=None, language=None, url=None, inferred=(), text=text,
        sha256="", edits=(),
    )  # fmt: skip
    return Dossier(twosource="0", documents=(document,))


@given(st.lists(st.sampled_from(["It", "sank", "“no”", "don't", "12,5", "é", "\n", "-"]), min_size=1), st.data())
def test_the_place_that_was_chosen_is_found_again(words, data):
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(len(words) - 1, first + 3)))
    start = len(" ".join(words[:first])) + (1 if first else 0)
    span = Span(start, start + len(" ".join(words[first : last + 1])))
    try:
        override = override_of(dossier(text), FORM, [pointed(Place("a", span))])
    except ValueError as reason:
        assert "cannot be named" in str(reason)
        return
    article = Article(id="a", path="", source=text, edits=(), facts=Facts(), sha256="")
    assert located(override, {"a": article}).places == (Place("a", span),)


@given(st.text(), st.integers(0, 999), st.integers(0, 999))
def test_a_place_comes_back_from_a_form_whatever_the_id_holds(id, start, length):
    place = Place(id, Span(start, start + length))
    assert place_of(pointed(place)) == place


@pytest.mark.parametrize("passage", ["", "b", "a:1", "a:x:y", "b:0:2", "a:5:1:", "::"])
def test_what_is_no_passage_is_said_to_be_none(passage):
    with pytest.raises(ValueError, match="no passage"):
        override_of(dossier("It sank."), FORM, [passage])


def test_nothing_chosen_is_said():
    with pytest.raises(ValueError, match="nothing was chosen"):
        override_of(dossier("It sank."), FORM, [])
