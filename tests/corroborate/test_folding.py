import pytest

from twosource.corroborate.findings import Finding
from twosource.corroborate.folding import folded
from twosource.model import Span, Support


def finding(kind, spans, documents="ab", stance="states", **more):
    support = tuple(Support(document=one, span=Span(*spans), stance=stance) for one in documents)
    return Finding(kind=kind, text="", support=support, **more)


WIDE = (0, 40)
CASES = [
    (finding("event", (10, 16)), True, "a date within the clause that it dates"),
    (finding("statement", (0, 20)), True, "a clause within the clause"),
    (finding("statement", WIDE), True, "the same passage, found twice"),
    (finding("statement", (30, 60)), False, "it goes on beyond the other"),
    (finding("event", (10, 16), documents="a"), False, "one document alone says so"),
    (finding("event", (10, 16), documents="abc"), False, "a further document says so"),
    (finding("figure", (10, 16)), False, "a figure is told by itself"),
    (finding("event", (10, 16), relation="conflict"), False, "what is disputed is told by itself"),
    (finding("statement", (10, 16), stance="denies"), False, "a denial is told by itself"),
]


@pytest.mark.parametrize(("narrow", "gone", "why"), CASES, ids=[why for *_, why in CASES])
def test_what_lies_within(narrow, gone, why):
    wide = finding("statement", WIDE)
    assert folded([wide, narrow]) == ((wide,) if gone else (wide, narrow)), why
    assert len(folded([narrow, wide])) == len(folded([wide, narrow]))


def test_the_wider_one_gets_the_members():
    (one,) = folded([finding("event", (10, 16), members=("d2",)), finding("statement", WIDE, members=("d1",))])
    assert one.members == ("d1", "d2")
