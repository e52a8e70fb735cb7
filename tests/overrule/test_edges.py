"""Edges by hand on a lineage made by hand: what goes, what comes, and that no circle is left."""

import pytest

from twosource.model import Article, Derivation, Facts, Lineage, Passage, Unseen
from twosource.overrule import Override, Target
from twosource.overrule.edges import overrule_edges
from twosource.overrule.finding import Located

ARTICLES = [Article(id=id, path="", source="It rained.", edits=(), facts=Facts(), sha256="") for id in "abcd"]


def edge(parent, child, confidence=0.9, directed=True):
    return Derivation(
        id=f"{parent}{child}", parent=parent, child=child, share=0.5, confidence=confidence, directed=directed
    )


def overruled(edges, *overrides, unseen=()):
    found = [
        Located(
            Override(what=what, targets=(Target(document=child),), to=parent, by="K", when="2031-05-06", why="seen"),
            (Passage(document=child),),
        )
        for what, parent, child in overrides
    ]
    lineage, outcomes = overrule_edges(Lineage(edges=tuple(edges), unseen=unseen), ARTICLES, [], {}, found)
    return [(one.parent, one.child, one.by_hand) for one in lineage.edges], lineage, outcomes


def test_an_edge_that_closes_a_circle_goes_and_the_least_sure_first():
    edges, _, _ = overruled([edge("a", "b"), edge("b", "c", 0.6)], ("edge", "c", "a"))
    assert edges == [("a", "b", False), ("c", "a", True)]


def test_an_edge_without_direction_closes_none():
    edges, _, _ = overruled([edge("a", "b", directed=False)], ("edge", "b", "c"), ("edge", "c", "a"))
    assert edges == [("a", "b", False), ("c", "a", True), ("b", "c", True)]


def test_what_the_program_knew_of_the_edge_is_kept():
    _, lineage, outcomes = overruled([edge("a", "b", 0.5, directed=False)], ("edge", "a", "b"))
    (one,) = lineage.edges
    assert (one.id, one.share, one.confidence, one.directed) == ("d1", 0.5, 1.0, True)
    assert outcomes[0].was == "b shares text with a (50%, 50% sure)"
    assert lineage.groups == (("a", "b"),)


def test_three_by_hand_that_close_a_circle_are_told_and_a_fourth_is_followed():
    circle = [("edge", "a", "b"), ("edge", "b", "c"), ("edge", "c", "a")]
    edges, _, outcomes = overruled([], *circle, ("edge", "c", "d"))
    assert edges == [("c", "d", True)]
    assert sum("it contradicts another" in one.refused for one in outcomes) == 3


NAMELESS = (Unseen(id="unseen:1", name=None, because=""), Unseen(id="unseen:Norrwire", name="Norrwire", because=""))


@pytest.mark.parametrize(("to", "left"), [("unseen", [NAMELESS[1].id]), ("unseen:norrwire", [NAMELESS[0].id])])
def test_an_unseen_source_is_taken_out_by_its_name_or_for_having_none(to, left):
    edges, lineage, _ = overruled(
        [edge("unseen:1", "a"), edge("unseen:Norrwire", "a")], ("no edge", to, "a"), unseen=NAMELESS
    )
    assert [parent for parent, _, _ in edges] == left == [one.id for one in lineage.unseen]


def test_where_there_is_no_nameless_source_nothing_changes():
    edges, _, outcomes = overruled([edge("a", "b")], ("no edge", "unseen", "b"))
    assert edges == [("a", "b", False)] and outcomes[0].was == "no link"
