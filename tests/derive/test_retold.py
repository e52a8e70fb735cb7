"""Who retold whom in other words: fictional reports of one fire."""

import pytest

from twosource.derive.retold import retold
from twosource.derive.texts import text_of
from twosource.model import Article, Fact, Facts

LOCAL = (
    "The baker Ilse Marn smelled smoke at a quarter to four and woke her lodger by throwing clogs at his door. "
    "He carried the parrot down the ladder in a flour sack. "
    "Forty-one barrels of lamp oil stood behind the chandlery, the harbour office says, and nobody had a permit. "
    "A retired tugboat engineer cut the moorings of three trawlers with a bread knife. "
    "By seven the roof of the sail loft lay in the basin and the church bell had cracked. "
    "The brigade from Oss arrived with a hose that did not fit the hydrant. "
    "Marn will open again on Friday, with rye only."
)
TABLOID = (
    "Plucky baker Ilse Marn hurled CLOGS at her lodger's door when she smelled smoke before dawn. "
    "The lodger fled down a ladder with a parrot in a flour sack! "
    "Behind the chandlery: 41 barrels of lamp oil and not one permit. "
    "An old tugboat engineer slashed the moorings of three trawlers using a bread knife. "
    "The sail loft's roof crashed into the basin and the church bell cracked. "
    "And the brigade from Oss? Its hose did not fit the hydrant. "
    "The baker will be selling rye from Friday."
)
OWN = (
    "Fire destroyed four buildings on the quay of Harl early on Tuesday, the harbour office said. "
    "A baker, Ilse Marn, raised the alarm. "
    "Damage was put at 2.3 million crowns by the insurer Nordhav. "
    "The council meets tonight to discuss the storage of lamp oil in the old town. "
    "Two firefighters were treated for burns."
)
OTHER = (
    "Ships bound for Harl were sent to Oss on Tuesday because of a fire on the quay. "
    "The pilot station said the basin was blocked by timber from the sail loft. "
    "Insurer Nordhav will send an assessor. The ferry timetable is unchanged from Wednesday on."
)


def text(id, words, published=None, outlet=None):
    facts = Facts(
        published=Fact(value=published, found="test") if published else None,
        outlet=Fact(value=outlet, found="test") if outlet else None,
    )
    return text_of(Article(id=id, path="", source=words, edits=(), facts=facts, sha256=""))


def pairs(*texts, kin=(), apart=()):
    found = retold(texts, {frozenset(pair) for pair in kin}, {frozenset(pair) for pair in apart})
    return [(edge.parent, edge.child, edge.confidence >= 0.9, edge.kind) for edge in found.edges]


def test_a_rewrite_that_shares_the_small_things_is_a_retelling():
    texts = text("a", LOCAL, "2031-05-06"), text("b", TABLOID, "2031-05-07"), text("c", OWN), text("d", OTHER)
    assert pairs(*texts) == [("a", "b", True, "retelling")]


def test_reports_of_one_event_by_two_newsrooms_are_none():
    assert pairs(text("a", LOCAL), text("c", OWN), text("d", OTHER)) == []


def test_an_earlier_document_retells_no_later_one():
    texts = text("a", LOCAL, "2031-05-08"), text("b", TABLOID, "2031-05-07"), text("c", OWN), text("d", OTHER)
    assert ("a", "b", True, "retelling") not in pairs(*texts)


def test_where_nobody_else_is_there_to_tell_what_is_peculiar_it_is_only_likely():
    assert [sure for *_, sure, _ in pairs(text("a", LOCAL, "2031-05-06"), text("b", TABLOID, "2031-05-07"))] == [False]


@pytest.mark.parametrize("known", ["kin", "apart"])
def test_what_is_explained_otherwise_is_no_retelling(known):
    texts = text("a", LOCAL, "2031-05-06"), text("b", TABLOID, "2031-05-07"), text("c", OWN), text("d", OTHER)
    assert pairs(*texts, **{known: [("a", "b")]}) == []


def test_a_copy_that_is_known_is_confirmed_by_what_no_other_has():
    texts = text("a", LOCAL, "2031-05-06"), text("b", TABLOID, "2031-05-07"), text("c", OWN), text("d", OTHER)
    found = retold(texts, {frozenset(("a", "b"))})
    assert "stand in no other document" in found.confirmed["a", "b"].because


def test_two_articles_of_one_house_are_no_retelling():
    texts = (
        text("a", LOCAL, "2031-05-06", "Harl Post"), text("b", TABLOID, "2031-05-07", "The Harl Post"),
        text("c", OWN), text("d", OTHER),
    )  # fmt: skip
    assert pairs(*texts) == []


def test_the_order_of_documents_makes_no_difference():
    texts = [text("a", LOCAL, "2031-05-06"), text("b", TABLOID, "2031-05-07"), text("c", OWN), text("d", OTHER)]
    assert pairs(*texts) == pairs(*reversed(texts))
