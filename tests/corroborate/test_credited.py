"""Whom a passage credits."""

import pytest

from twosource.corroborate.citations import citations_of
from twosource.corroborate.credited import Credited
from twosource.corroborate.independence import count_witnesses

POST, HERALD = "The Harbour Post", "Bay Herald"


def credited(story, *place):
    return Credited(story.material, citations_of(story.material)).at(story.place(*place))


@pytest.mark.parametrize(
    ("text", "words", "expected", "why"),
    [
        ("The quay sank, the Harbour Post reported on Monday.", "quay sank", ("post",), "a report is credited"),
        ("“It sank,” Voss told the Post.", "It sank", ("post",), "a short name with an article"),
        ("Voss told the Harbour Post the quay sank.", "quay sank", ("post",), "told to a newsroom that is given"),
        ("The Harbour Post reported the loss.\n\nThe quay sank.", "quay sank", (), "another paragraph"),
        ("The Harbour Post reported a loss. “It sank,” Voss said.", "It sank", ("post",), "a quotation beside it"),
        ("The Harbour Post reported a loss. The quay sank.", "quay sank", (), "another sentence, not quoted"),
        ("The Harbour Post has a new building on the quay.", "quay", (), "named, not credited"),
        ("Voss told the Bay Herald the quay sank.", "quay sank", (), "the document's own outlet"),
        ("Voss told Reuters the quay sank.", "quay sank", ("unseen:Reuters",), "an agency that is not given"),
        (
            "HARL (Reuters) - The quay sank.\n\nNobody was hurt.",
            "Nobody",
            ("unseen:Reuters",),
            "all of it is agency text",
        ),
        ("The quay sank.\n\nNobody was hurt.\n\n(Reuters)", "quay sank", ("unseen:Reuters",), "signed at the foot"),
    ],
)
def test_credits(story, text, words, expected, why):
    story.document("post", "The quay of Harl sank on Sunday.", outlet=POST)
    story.document("herald", text, outlet=HERALD)
    assert credited(story, "herald", words) == expected, why


def test_a_credited_passage_is_no_witness_beside_the_report_it_credits(story):
    story.document("post", "The quay of Harl sank on Sunday, our reporter saw.", outlet=POST)
    story.document("herald", "The old quay is gone, the Harbour Post reported.", outlet=HERALD)
    seen = count_witnesses([story.place("post", "quay of Harl sank"), story.place("herald", "old quay")], story.links)
    assert (seen.low, seen.high, seen.homes["herald"]) == (1, 1, "post")


def test_two_that_credit_one_agency_are_one_witness(story):
    story.document("post", "The quay sank, Voss told Reuters.", outlet=POST)
    story.document("herald", "Voss told Reuters that nothing is left of the quay.", outlet=HERALD)
    seen = count_witnesses([story.place("post", "quay sank"), story.place("herald", "nothing is left")], story.links)
    assert (seen.low, seen.high) == (1, 1)


def test_two_articles_of_one_newsroom_are_one_witness(story):
    story.document("one", "The quay of Harl sank on Sunday.", outlet=POST)
    story.document("two", "Nothing is left of the quay at Harl.", outlet="Harbour Post")
    seen = count_witnesses([story.place("one", "quay of Harl"), story.place("two", "Nothing is left")], story.links)
    assert (seen.low, seen.high) == (1, 1)
