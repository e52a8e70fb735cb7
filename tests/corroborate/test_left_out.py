"""What a document leaves out though all the others tell it."""

from twosource.corroborate.left_out import find_left_out
from twosource.model import Claim, Support

WORDS = "Three trawlers sank"


def claim(story, *documents):
    support = tuple(Support(document=id, span=story.span(id, WORDS), stance="states") for id in documents)
    return Claim(
        id="c1", kind="statement", text="", support=support, documents=len(documents), independent=(2, 2), origins=(),
        verdict="corroborated", because="",
    )  # fmt: skip


def tell(story, **texts):
    for id, text in texts.items():
        story.document(id, text, outlet=f"{id} Post")


def test_the_one_that_is_silent_is_named(story):
    tell(story, a=f"{WORDS} in Harl.", b=f"At dawn. {WORDS}.", c="The quay of Harl is shut.")
    (found,) = find_left_out([claim(story, "a", "b")], (), story.links)
    assert (found.claim, found.document) == ("c1", "c")
    assert "every other independent source" in found.because


def test_two_sources_are_too_few(story):
    tell(story, a=f"{WORDS} in Harl.", c="The quay of Harl is shut.")
    assert find_left_out([claim(story, "a")], (), story.links) == ()


def test_two_that_are_silent_leave_nothing_out(story):
    tell(story, a=f"{WORDS} in Harl.", b=f"At dawn. {WORDS}.", c="The quay is shut.", d="Nobody may enter the quay.")
    assert find_left_out([claim(story, "a", "b")], (), story.links) == ()


def test_background_and_what_came_later_are_not_left_out(story):
    tell(story, a=f"{WORDS} in Harl.", b=f"At dawn. {WORDS}.")
    story.document("c", "The quay of Harl is shut.", published="2031-05-01")
    assert find_left_out([claim(story, "a", "b")], (), story.links) == ()
    story.document("c", "The quay of Harl is shut.", published="2031-05-07")
    assert find_left_out([claim(story, "a", "b")], {"c1"}, story.links) == ()
