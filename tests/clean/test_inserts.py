"""What is set into the midst of an article goes, and the words around it stay as they are."""

import time

import pytest

from twosource.clean import clean
from twosource.clean.inserts import insert_edits
from twosource.model import Capture, apply

CASES = [
    (
        "a card behind a name",
        "Sen. Ann Orlo⟦ Ann Mary (Annie) OrloFerries late again Quay shut for a week MORE⟧ (Bergen) left.",
    ),
    ("a card of one name only", "Sen. Ann Orlo⟦ Ann Orlo2031 Ferries: late again Quay shut MORE⟧’s boat left."),
    ("a card without headlines", "Chief of staff Jon Kell⟦ Jon Francis KellMORE⟧ has left the port."),
    ("a card with a particle", "Mayor Bo van Hale⟦ Bo van Hale'We need ferries,' says mayor of Arrel MORE⟧ left."),
    ("a card and a Jr.", "Tom Hale Jr.⟦ Thomas (Tom) HaleHarbour bill fails in the council again MORE⟧ left."),
    (
        "two cards in a line",
        "Ann Orlo⟦ Ann Mary OrloFerries late again Quay shut MORE⟧ met Bo Hale⟦ Bo Ian HaleBay is shut MORE⟧.",
    ),
    ("headlines behind a blank", "Joe Sole⟦ Joe Sole Ferries: late again Quay shut for a week MORE⟧ and his son left."),
    ("a name said twice", "Ann Orlo said Ann Mary Orlo Hall needs MORE ferries."),
    ("capitals after a name", "The mayor, Ann Orlo, wants MORE ferries and fewer cars, her office said on Monday."),
    ("a name inside another", "Orlo asked what OrloCare would cost if MORE people joined."),
    (
        "a video player",
        "It sank.\n\n⟦JUST WATCHED Her last hour Replay More Videos ... MUST WATCH Her last hour 02:27\n\n⟧He left.",
    ),
    (
        "a video player within a line",
        "It sank. ⟦JUST WATCHED Last hour Replay More Videos ... MUST WATCH Last hour 02:27 ⟧He swam.",
    ),
    ("words of a player", "The film that he had JUST WATCHED was one that all MUST WATCH, he said."),
    (
        "a gallery",
        "It sank.\n\n⟦Photos: Ferries of Arrel Photos: Ferries of Arrel The Nerina in 2019. Hide Caption 1 of 3 "
        "Photos: Ferries of Arrel The Orla. Hide Caption 2 of 3 Photos: Ferries of Arrel The quay. "
        "Hide Caption 3 of 3\n\n⟧He swam.",
    ),
    (
        "a gallery over several lines",
        "It sank.\n\n⟦Photos: Ferries of Arrel The Nerina. Hide Caption 1 of 2 Photos: Ferries of Arrel\n\n"
        '"A fine ship," said her captain. Hide Caption 2 of 2\n\n⟧He swam.',
    ),
    (
        "two galleries",
        "⟦Photos: Bay A boat. Hide Caption 1 of 1\n⟧It sank.\n⟦Photos: Sea A net. Hide Caption 1 of 1\n⟧He swam.",
    ),
    ("a gallery without its end", "⟦Photos: Bay A boat. Hide Caption 1 of 3\n⟧It sank. The others were hidden."),
    ("a gallery without its beginning", "It sank. A boat. Hide Caption 2 of 3\nHe swam."),
    ("a mark in prose", 'The button says "Hide Caption 1 of 3" and does nothing.'),
    (
        "buttons around a post",
        "⟦Skip Twitter post by @annorlo ⟧The pier is ours! — Ann Orlo (@annorlo) May 2, 2031⟦ Report⟧\n\nShe left.",
    ),
    ("a report of a day", "They read the (@annorlo) file of May 2, 2031 and the May 2, 2031 Report"),
    ("the label of a summary", "⟦Story highlights ⟧Ferry sinks off Arrel\n\nAll were saved"),
    ("a story that highlights something", "Story highlights the plight of ferries.\nThe Story Highlights Prize."),
    (
        "other texts of the author",
        "It sank.⟦ MORE FROM Ana Sole Ten ferries Yesterday 12:03 pm A captain May 3, 2031 Author page⟧\n\nHe swam.",
    ),
]  # fmt: skip


@pytest.mark.parametrize("marked", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_set_into_a_text_is_cut_and_nothing_else(marked):
    text = marked.replace("⟦", "").replace("⟧", "")
    rest = "".join(piece.rpartition("⟧")[2] for piece in marked.split("⟦"))
    assert apply(text, insert_edits(text)) == rest


def test_the_reason_is_told_and_the_cut_is_undone_with_it():
    text = "Sen. Ann Orlo Ann Mary OrloFerries late again Quay shut for a week MORE (Bergen) left the port at dawn."
    found = clean(Capture(id="a", path="a.txt", media="text", content=text.encode()))
    assert [edit.by for edit in found.edits] == ["furniture: card behind a name"]
    assert found.text == "Sen. Ann Orlo (Bergen) left the port at dawn."
    assert found.source == text


@pytest.mark.parametrize(
    "piece", ["Ann ", "Ann Orlo ", "AnnAnn ", "Ann MORE ", "JUST WATCHED ", "Hide Caption 1 of 9 ", "Photos: ",
              "MORE FROM Ann ", "Skip Twitter post by @a ", "(@a) May 2, 2031 "]
)  # fmt: skip
def test_no_text_takes_long(piece):
    began = time.process_time()
    insert_edits(piece * 4000 + " MORE Author page JUST WATCHED Skip ")
    assert time.process_time() - began < 1.0
