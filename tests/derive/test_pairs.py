"""Two documents side by side: what is shared, and what was appended."""

import pytest

from twosource.align import find_reuse
from twosource.derive import derive
from twosource.derive.appended import appended
from twosource.derive.copied import copied
from twosource.derive.overlap import overlaps
from twosource.derive.texts import text_of
from twosource.model import Article, Fact, Facts

LEAD = (
    "The ferry Alma left Millport at nine on Monday with forty people on board and struck a sandbank off Gull Point"
    " within the hour, the coast guard of the Northern Isles reported after a long night."
)
MIDDLE = (
    "Three crews of volunteers brought the passengers ashore in open boats while a tug held the stern of the Alma"
    " against the current, and by midnight every passenger had been counted twice in the parish hall of Gull Point."
)
TAIL = (
    "The company that runs the Alma has had two groundings in four years, both of them on the same bank, and the"
    " regulator had asked for new charts of the Millport channel last spring without getting an answer."
)
CHARTS = (
    "Pilots of the Northern Isles have written to the regulator since, asking that the bank off Gull Point be marked"
    " with a lit buoy before the ferry season begins and the channel fills with visitors."
)
FARM = (
    "Shepherds on the mainland expect a poor harvest of hay after the driest June in sixty years, and some have begun"
    " to sell lambs early because winter feed has doubled in price since April."
)
OTHER = (
    "Shares in the operator fell by a tenth in early trading as brokers asked whether its insurance would cover a loss"
    " of the summer season on all of its eleven routes to the outer islands."
)
CHEESE = (
    "A dairy near Ostley won a medal for its blue cheese, which matures for eleven months in a disused railway tunnel"
    " that four brothers leased from a bankrupt quarry for one pound a year."
)


def article(name, *paragraphs):
    return Article(id=name, path="", source="\n\n".join(paragraphs), edits=(), facts=Facts(), sha256="")


def shared(*articles):
    return overlaps([text_of(one) for one in articles], find_reuse(articles))


def test_copying_shows_both_ways_or_not_at_all():
    line = " ".join(MIDDLE.split()[:24])
    quiet = article("a", LEAD, line, FARM, CHEESE, CHARTS)
    loud = article("b", TAIL, line.upper(), *(one.replace("a ", "one ") + " More of it later." for one in (TAIL, TAIL)))
    found = shared(quiet, loud)
    assert {one.shows_copying for one in found.values()} == {True, False}, "prose in one, capitals in the other"
    assert copied(found) == {}
    assert derive([quiet, loud], find_reuse([quiet, loud]), {}).edges == ()


@pytest.mark.parametrize(
    ("child", "other", "expected", "why"),
    [
        ((LEAD, MIDDLE, FARM, CHARTS), (LEAD, CHARTS, MIDDLE), True, "it stands before the middle there"),
        ((LEAD, MIDDLE, FARM, CHARTS), (LEAD, MIDDLE, CHARTS), False, "the first may have lost its end"),
        ((LEAD, CHARTS, MIDDLE, FARM), (LEAD, CHARTS, MIDDLE), False, "it is not at the end"),
        ((LEAD, MIDDLE, FARM, CHARTS), (CHARTS, CHEESE), False, "nothing tells who had it"),
        ((LEAD, MIDDLE, FARM), (LEAD, CHARTS, MIDDLE), False, "nothing was appended"),
    ],
)
def test_text_put_behind_what_follows_it_elsewhere_was_appended(child, other, expected, why):
    first = article("a", LEAD, MIDDLE, FARM)
    found = shared(first, article("b", *other), article("c", *child))
    assert appended(found["c", "a"], found["c", "b"]) == expected, why


def test_the_foot_of_a_page_is_no_copying():
    first, second = article("a", LEAD, MIDDLE, TAIL, CHEESE), article("b", FARM, CHARTS, OTHER, CHEESE)
    assert derive([first, second], find_reuse([first, second]), {}).edges == ()
    assert copied(shared(first, article("c", FARM, CHEESE, CHARTS))), "it does not stand at the end of both"


NOTE = (
    "Sign up here for our daily letter from the harbour, which tells you each morning which ships are late, which"
    " piers are shut and where the fish was landed, and which is sent to forty thousand readers before six"
)


@pytest.mark.parametrize(
    ("outlets", "links", "why"),
    [
        (("Harbour Post", "Harbour Post"), 0, "a note of the house on two of its pages is no copying"),
        (("Harbour Post", "Valley News"), 1, "between two outlets the same words are"),
        ((None, None), 1, "as they are where nobody knows the outlets"),
    ],
)
def test_what_pages_of_one_house_share(outlets, links, why):
    own = (
        " ".join(f"Berth {n} went to the Alma{n} of Millport." for n in range(40)),
        " ".join(f"Nobody in Ostley{n} knows who painted house {n + 50} so blue." for n in range(40)),
    )
    both = [
        Article(
            id=name, path="", source=f"{text[:700]}\n\n{NOTE}.\n\n{text[700:]}", edits=(), sha256="",
            facts=Facts(outlet=Fact(value=outlet, found="row") if outlet else None),
        )
        for name, text, outlet in zip("ab", own, outlets, strict=True)
    ]  # fmt: skip
    assert len(copied(overlaps([text_of(one) for one in both], find_reuse(both)))) == 2 * links, why
