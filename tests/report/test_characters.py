"""Characters that are more than one unit of UTF-16, more than one code point, or written from right to left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from twosource.model import Claim, Span, Support
from twosource.report import page
from twosource.report.passages import Marked, Segment, paragraphs

CASES = [
    ("emoji before the words", "\U0001f6a2\U0001f6a2 The ferry sank.", "ferry sank"),
    ("an emoji of several code points", "A \U0001f469\u200d\U0001f692 spoke.", "\U0001f469\u200d\U0001f692 spoke"),
    ("combining marks before the words", "Le\u0301a Sa\u0308gebru\u0308ck said yes.", "said yes"),
    ("combining marks at their end", "It was Zoe\u0308, she said.", "Zoe\u0308"),
    ("letters outside the first plane", "\U00010348\U00010330 said \U00010349.", "said \U00010349"),
    ("Hebrew", "אמר הדובר: הספינה טבעה בלילה.", "הספינה טבעה"),
    ("Arabic with vowel signs", "قَالَ المُتَحَدِّثُ إن السفينة غرقت", "السفينة غرقت"),
    ("both directions in one line", "The spokesman (הדובר) said 14 boats came.", "14 boats"),
    ("a flag", "\U0001f1f3\U0001f1f4 Norway sent a tug.", "a tug"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "words"), CASES, ids=[case[0] for case in CASES])
def test_the_browser_lights_up_the_very_words(dossier, browser, tmp_path, why, text, words):
    start = text.index(words)
    document = structs.replace(dossier.documents[0], text=text, edits=())
    span = Span(start, start + len(words))
    claim = Claim(
        id="c", kind="statement", text=text, support=(Support(document=document.id, span=span, stance="states"),),
        documents=1, independent=(1, 1), origins=(), verdict="disputed", because="for the test",
    )  # fmt: skip
    file = tmp_path / "report.html"
    shown = type(dossier)(twosource="0", documents=(document,), claims=(claim,))
    file.write_text(page(shown), encoding="utf-8")
    window = browser.new_page()
    window.goto(f"{file.as_uri()}#d-0-{span.start}-{span.end}")
    window.wait_for_selector(".text .here")
    assert "".join(window.locator(".text .here").all_text_contents()) == words
    assert window.locator("#d-0 .text").text_content().strip() == text
    window.close()


def test_a_line_from_right_to_left_runs_so(dossier, browser, tmp_path):
    text = "אמר הדובר: הספינה טבעה בלילה.\n\nThe tug came."
    documents = (structs.replace(dossier.documents[0], text=text, edits=()),)
    file = tmp_path / "report.html"
    file.write_text(page(type(dossier)(twosource="0", documents=documents)), encoding="utf-8")
    window = browser.new_page()
    window.goto(f"{file.as_uri()}#d-0")
    directions = window.evaluate(
        "[...document.querySelectorAll('#d-0 .text p')].map((p) => getComputedStyle(p).direction)"
    )
    assert directions == ["rtl", "ltr"]
    window.close()


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_the_pieces_of_a_text_are_the_text_whatever_is_marked(text, pairs):
    marked = [Marked(Span(min(pair), max(pair)), "quote") for pair in pairs]
    pieces = [piece for one in paragraphs(text, marked) for piece in one.pieces if isinstance(piece, Segment)]
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        assert text[piece.start : piece.end] == piece.text
        within = any(one.span.start <= piece.start and piece.end <= one.span.end for one in marked)
        assert ("quote" in piece.layers) == within
