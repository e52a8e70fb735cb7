"""Texts wrapped at a width become paragraphs; what has its line breaks for a reason keeps them."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.clean.wrapped import wrapping_edits
from twosource.model import apply

PARAGRAPHS = (
    "The trawler Sela sank off Kestrel Point on Monday night with six people aboard, the coast guard said, and a "
    "search by two boats and an aircraft went on until the morning without any trace of them.",
    "“We found a life raft, and it was empty,” said Commander Ida Roth, who led the search through the night and who "
    "will go out again as soon as the wind allows it.",
    "The owner bought the ship in 2009 and had it refitted at the yard in Ostley last winter, when the herring season "
    "was over, for a sum that he would not name.",
)


@pytest.mark.parametrize("width", [50, 64, 72, 80, 100])
@pytest.mark.parametrize("newline", ["\n", "\r\n", " \n"])
def test_wrapped_text_is_put_together(width, newline):
    wrapped = "\n\n".join(newline.join(textwrap.wrap(paragraph, width)) for paragraph in PARAGRAPHS)
    assert apply(wrapped, wrapping_edits(wrapped)) == "\n\n".join(PARAGRAPHS)


KEPT = {
    "a line a paragraph": "\n".join(PARAGRAPHS * 4),
    "a list": "\n".join(f"{n} boats from Port Selwyn" for n in range(12)),
    "a poem": "The sea was grey\nand so the day\nwent on its way\nand would not stay\n" * 3,
    "dialogue, a line a speaker": "\n".join(["ROTH: It was empty.", "Q: Was anybody in it when it was found?"] * 6),
    "short paragraphs of one line": "\n".join(
        ["The ship was found.", "Nobody was aboard when the divers reached it.", "A raft had drifted north.",
         "It was empty, said the commander of the search.", "The owner would not comment on that."] * 2),
}  # fmt: skip


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_breaks_with_a_reason_stay(text):
    assert wrapping_edits(text) == ()


@given(st.text(alphabet="ab .\n\r\t“", max_size=400))
def test_only_blanks_and_breaks_are_replaced(text):
    for edit in wrapping_edits(text):
        assert not text[edit.start : edit.end].strip() and edit.text == " "
