"""Lineage of small stories: what is a copy, what is none, which way, and what nobody has."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.align import find_reuse
from twosource.derive import derive, infer_dates, learn_outlets
from twosource.derive.credits import find_credits
from twosource.derive.overlap import FEWEST_SHARED
from twosource.model import Article, Edit, Fact, Facts, Lineage

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
OWN = (
    "Our reporter spent the morning in the kitchens of the town, where bakers, teachers and a retired piper were"
    " frying eggs for anyone in a borrowed jumper who came through the door."
)
OTHER = (
    "Shares in the operator fell by a tenth in early trading as brokers asked whether its insurance would cover a loss"
    " of the summer season on all of its eleven routes to the outer islands."
)
FAR = (
    "A dairy near Ostley won a medal for its blue cheese, which matures for eleven months in a disused railway tunnel"
    " that four brothers leased from a bankrupt quarry for one pound a year."
)
FARTHER = (
    "Shepherds on the mainland expect a poor harvest of hay after the driest June in sixty years, and some have begun"
    " to sell lambs early because winter feed has doubled in price since April."
)
QUOTE = "“We will find out why she was so far off her course, and we will say so in public however long it takes us,”"


def article(name, *paragraphs, outlet=None, date=None, damaged=False, **addresses):
    text = "\n\n".join(paragraphs)
    facts = Facts(
        **{field: Fact(value=value, found="page") for field, value in addresses.items()},
        outlet=Fact(value=outlet, found="row") if outlet else None,
        published=Fact(value=date, found="row") if date else None,
    )
    edits = (Edit(0, 1, text[0], "mojibake"),) if damaged else ()
    return Article(id=name, path="", source=text, edits=edits, facts=facts, sha256="")


def traced(*articles) -> Lineage:
    return derive(articles, find_reuse(articles), {})


def arrows(lineage):
    return [(edge.parent, edge.child) for edge in lineage.edges]


@pytest.mark.parametrize(
    ("addresses", "directed"),
    [
        ({"links": ("https://www.wire.example/alma?utm_source=bay",)}, True),
        ({"based_on": ("https://wire.example/alma/",)}, True),
        ({"links": ("https://wire.example/weather",)}, False),
    ],
    ids=["a sentence links there", "its markup says so", "a link to another page says nothing"],
)
def test_a_page_that_names_another_has_it_for_its_source(addresses, directed):
    original = article("b", LEAD, MIDDLE, TAIL, url="https://wire.example/alma")
    lineage = traced(article("a", LEAD, MIDDLE, TAIL, **addresses), original)
    (edge,) = lineage.edges
    told = [vote.because for vote in edge.evidence if vote.signal == "page_names_parent"]
    assert edge.directed is directed and bool(told) is directed
    assert not directed or ((edge.parent, edge.child) == ("b", "a") and "wire.example/alma" in told[0])


def test_two_pages_that_name_each_other_do_not_tell_who_was_first():
    one, two = "https://wire.example/alma", "https://bay.example/alma"
    lineage = traced(
        article("a", LEAD, MIDDLE, TAIL, url=one, links=(two,)), article("b", LEAD, MIDDLE, TAIL, url=two, links=(one,))
    )
    assert [edge.directed for edge in lineage.edges] == [False]


def test_a_credited_repost_comes_from_the_one_it_credits():
    lineage = traced(article("a", OWN, "Harbour Post reports:", LEAD, MIDDLE, TAIL), article("b", LEAD, MIDDLE, TAIL))
    (edge,) = lineage.edges
    assert (edge.parent, edge.child, edge.directed) == ("b", "a", True)
    (credit,) = [vote for vote in edge.evidence if vote.signal == "credits_another"]
    assert credit.weight > 3, "nothing but how much is shared says more"
    assert "Harbour Post" in credit.because
    assert lineage.groups == (("a", "b"),)


def test_a_shared_quotation_is_no_copying():
    lineage = traced(
        article("a", OWN, f"{QUOTE} the harbour master said.", LEAD),
        article("b", OTHER, f"{QUOTE} the harbour master told reporters.", TAIL),
    )
    assert lineage == Lineage()


def test_quotations_that_differ_in_marks_are_still_no_copying():
    straight = QUOTE.replace("“", '"').replace("”", '"')
    assert traced(article("a", OWN, QUOTE), article("b", OTHER, f"She added: {straight}")).edges == ()


def test_documents_with_nothing_in_common_are_independent():
    assert traced(article("a", OWN, LEAD), article("b", OTHER, TAIL)) == Lineage()


def test_a_chain_is_no_clique():
    lineage = traced(
        article("a", LEAD, MIDDLE, TAIL, date="2031-05-01T08:00"),
        article("b", LEAD, MIDDLE, date="2031-05-01T10:00"),
        article("c", OWN, LEAD, MIDDLE, date="2031-05-01T12:00"),
    )
    assert arrows(lineage) == [("a", "b"), ("b", "c")]


def test_dates_give_the_direction():
    early, late = "2031-05-01T08:00", "2031-05-02T08:00"
    for first, second, expected in ((early, late, ("a", "b")), (late, early, ("b", "a"))):
        lineage = traced(article("a", LEAD, MIDDLE, date=first), article("b", LEAD, MIDDLE, date=second))
        assert arrows(lineage) == [expected]
        assert lineage.edges[0].directed


def test_the_damaged_one_is_the_copy():
    assert arrows(traced(article("a", LEAD, MIDDLE, TAIL, damaged=True), article("b", LEAD, MIDDLE, TAIL))) == [
        ("b", "a")
    ]


def test_direction_may_be_unknown():
    (edge,) = traced(article("a", LEAD, MIDDLE, TAIL), article("b", LEAD, MIDDLE, TAIL)).edges
    assert not edge.directed
    assert edge.confidence <= 0.5


def test_two_sources_merged_are_two_parents():
    lineage = traced(
        article("a", LEAD, MIDDLE, outlet="Harbour Post"),
        article("b", OTHER, OWN, outlet="City Wire"),
        article("c", "Harbour Post reports:", LEAD, MIDDLE, "City Wire reports:", OTHER, OWN, outlet="Valley News"),
    )
    assert sorted(arrows(lineage)) == [("a", "c"), ("b", "c")]


def test_versions_of_one_outlet_are_revisions():
    lineage = traced(
        article("a", LEAD, MIDDLE, outlet="Valley News", date="2031-05-01T08:00"),
        article("b", LEAD, MIDDLE, TAIL, outlet="Valley News", date="2031-05-01T11:00"),
    )
    assert [(edge.parent, edge.child, edge.kind) for edge in lineage.edges] == [("a", "b", "revision")]


def test_an_agency_that_is_only_cited_is_an_unseen_source_without_edges():
    lineage = traced(article("a", f"{OWN} An official speaking to Reuters confirmed it."), article("b", OTHER))
    assert lineage.edges == ()
    assert [(one.id, one.name, one.cited_by) for one in lineage.unseen] == [("unseen:Reuters", "Reuters", ("a",))]


def test_siblings_of_an_agency_report_share_an_unseen_source():
    lineage = traced(
        article("a", f"MILLPORT (Reuters) - {LEAD}", OWN, MIDDLE, outlet="Valley News"),
        article("b", OTHER, f"MILLPORT (Reuters) - {LEAD}", TAIL, outlet="City Wire"),
    )
    assert arrows(lineage) == [("unseen:Reuters", "a"), ("unseen:Reuters", "b")]
    assert lineage.groups == (("a", "b"),)
    assert lineage.unseen[0].cited_by == ("a", "b")


def test_an_outlet_that_is_given_is_not_unseen():
    lineage = traced(article("a", LEAD, outlet="Reuters"), article("b", f"{OWN} Officials told Reuters so."))
    assert lineage.unseen == ()


def test_an_outlet_is_learned_from_the_copy_that_credits_it():
    articles = (article("a", OWN, "Harbour Post reports:", LEAD, MIDDLE, TAIL), article("b", LEAD, MIDDLE, TAIL))
    learned = learn_outlets(articles, traced(*articles))
    assert [one.facts.outlet and one.facts.outlet.value for one in learned] == [None, "Harbour Post"]
    assert learned[1].facts.outlet.inferred
    named = (articles[0], article("b", LEAD, MIDDLE, TAIL, outlet="Millport Mail"))
    assert learn_outlets(named, traced(*articles))[1].facts.outlet.value == "Millport Mail"


@pytest.mark.parametrize(
    ("lead", "dates", "expected", "why"),
    [
        ("It sank, police said Monday.", ["2031-05-06"], "2031-05-05", "the Monday before a Tuesday"),
        ("It sank, police said Friday.", ["2031-05-06", "2031-05-07"], "2031-05-09", "the Friday after, being nearer"),
        ("It sank last Friday.", ["2031-05-06"], "2031-05-06", "a weekday of last week is not the day of the report"),
        ("It sank.", ["2031-05-06", "2031-05-06", "2031-05-07"], "2031-05-06", "what most of the others say"),
        ("It sank.", ["2031-05-01", "2031-05-09"], None, "the others lie too far apart for a guess"),
        ("It sank, police said Monday.", ["2031-05-01", "2031-06-09"], None, "a weekday in six weeks says nothing"),
        ("It sank.", [], None, "nothing to go by"),
    ],
)
def test_dates_are_worked_out_or_left_unknown(lead, dates, expected, why):
    others = [article(f"d{n}", OTHER, date=date) for n, date in enumerate(dates)]
    *_, undated = infer_dates([*others, article("x", lead)], Lineage())
    fact = undated.facts.published
    assert (fact.value if fact else None) == expected, why
    assert fact is None or (fact.inferred and fact.because)


def test_a_copy_is_not_older_than_its_parent():
    articles = (
        article("a", LEAD, MIDDLE, TAIL, outlet="Harbour Post", date="2031-05-06"),
        article("b", OWN, "Harbour Post reports:", LEAD, MIDDLE, TAIL),
    )
    _, copy = infer_dates(articles, traced(*articles))
    assert (copy.facts.published.value, copy.facts.published.found) == ("2031-05-06", "date of a")


PARTS = st.lists(st.sampled_from([LEAD, MIDDLE, TAIL, OWN, OTHER, QUOTE]), min_size=1, max_size=4, unique=True)


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=4), st.randoms())
def test_any_story_gives_a_sound_lineage_whatever_its_order(stories, random):
    articles = [article(f"d{n}", *parts) for n, parts in enumerate(stories)]
    shuffled = list(articles)
    random.shuffle(shuffled)
    lineage = traced(*articles)
    assert lineage == traced(*shuffled)
    ids = {one.id for one in articles}
    above = dict.fromkeys(ids, frozenset())
    for _ in articles:
        for edge in lineage.edges:
            above[edge.child] |= {edge.parent} | above.get(edge.parent, frozenset())
    assert not any(one in parents for one, parents in above.items()), "nobody is their own ancestor"
    for edge in lineage.edges:
        assert edge.parent in ids or edge.parent in {one.id for one in lineage.unseen}
        assert 0 < edge.share <= 1
        assert 0 <= edge.confidence <= 1
        assert edge.evidence
    assert FEWEST_SHARED > 8


def test_an_agency_that_no_list_knows_is_learned_from_its_datelines():
    lineage = traced(
        article("a", f"MILLPORT (Northern Wire) - {LEAD}", OWN, MIDDLE, outlet="Valley News"),
        article("b", f"MILLPORT, May 6 (Northern Wire) - {LEAD}", TAIL, outlet="City Wire"),
        article("c", f"{OTHER} The mayor told Northern Wire that she was relieved.", outlet="Harbour Post"),
    )
    assert arrows(lineage) == [("unseen:Northern Wire", "a"), ("unseen:Northern Wire", "b")]
    assert lineage.unseen[0].cited_by == ("a", "b", "c")
    assert lineage.edges[0].share < 0.4 < lineage.edges[1].share, "the share is that of the child: b is the shorter"
    shared, named = lineage.edges[0].evidence
    assert shared.because.startswith("a and b both have")
    assert shared.weight > 0 and {place.document for place in shared.spans} == {"a", "b"}
    assert "The ferry Alma left Millport" in shared.because or "MILLPORT" in shared.because
    assert "Northern Wire" in named.because


@pytest.mark.parametrize(
    "opening",
    ["MILLPORT (Updated) - ", "MILLPORT (May 6) - ", "The ferry Alma (Northern Wire) - ", "Millport (Big Boat) – "],
)
def test_what_is_no_dateline_teaches_no_newsroom(opening):
    assert traced(article("a", opening + LEAD), article("b", OTHER)).unseen == ()


def test_facts_in_stock_wording_are_no_copying():
    names = "former communications director Hanna Brandt and former deputy counsel Peter Lomax"
    stock = "did not establish that the owner conspired with the harbour"
    first = article("a", f"{OWN} The report {stock}, wrote {names} in a letter.", LEAD, outlet="City Wire")
    second = article("b", f"{OTHER} It says the inquiry {stock}. Summoned are {names}.", TAIL, outlet="City Wire")
    assert traced(first, second) == Lineage()


def test_a_rewrite_a_day_later_is_no_work_of_a_source_that_nothing_names():
    lineage = traced(
        article("a", LEAD, MIDDLE, TAIL, outlet="Harbour Post", date="2031-05-01"),
        article("b", OWN, MIDDLE.replace("Three crews of", "Three teams of"), OTHER, date="2031-05-02"),
    )
    assert arrows(lineage) == [("a", "b")]


@pytest.mark.parametrize(
    ("text", "outlet", "expected", "why"),
    [
        ("So, the Wall Street Journal reported. But, the Journal said, no.", None, {"Wall Street Journal"}, "one"),
        ("He said so, The Times reported.", "New York Times", set(), "its own short name"),
        ("So it is, the Post reported. The Washington Post has it.", "City Wire", {"Washington Post"}, "in full"),
        ("He said so, the Journal reported.", "City Wire", {"Journal"}, "no full name is known"),
    ],
)  # fmt: skip
def test_a_short_name_is_that_of_the_newsroom_named_in_full(text, outlet, expected, why):
    credits = find_credits(article("a", text, outlet=outlet))
    assert {credit.name for credit in credits} == expected, why


def test_what_speaks_for_an_edge_comes_first():
    (edge,) = traced(article("a", OWN, "Harbour Post reports:", LEAD, MIDDLE), article("b", LEAD, MIDDLE)).edges
    weights = [vote.weight for vote in edge.evidence]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > 0 > weights[-1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Isles Street Journal wrote of it. The Journal first reported that she sank.", "Isles Street Journal"),
        ("She told it in her book, Adrift. The Guardian first reported that she sank.", "Guardian"),
        ("The St. Anne Post wrote of it. The Post first reported that she sank.", "St. Anne Post"),
    ],
)
def test_a_short_name_is_made_full_within_a_sentence_only(text, name):
    assert find_credits(article("a", text))[-1].name == name


def half(*own):
    """A long report that shares a half with others of its making, in pieces and under a new top."""
    return (own[0], LEAD, own[1], MIDDLE, TAIL)


HALVES = half(OWN, OTHER), half(OTHER.replace("Shares", "Bonds"), OWN.replace("Our", "A"))


@pytest.mark.parametrize(
    ("outlets", "parent", "kind"),
    [
        (("Reuters", "Harbour Post"), "a", "copy"),
        (("Harbour Post", "Reuters"), "b", "copy"),
        (("Harbour Post", "Harbour Post (Web News)"), None, "revision"),
    ],
    ids=["an agency gives", "whichever comes first", "versions of one outlet"],
)
def test_what_a_given_document_must_have_given_has_no_unseen_source(outlets, parent, kind):
    lineage = traced(*(article(name, *text, outlet=o) for name, text, o in zip("ab", HALVES, outlets, strict=True)))
    (edge,) = lineage.edges
    assert not lineage.unseen
    assert edge.kind == kind and edge.parent == (parent or edge.parent)


def test_house_text_under_different_articles_makes_no_versions():
    house = " ".join((LEAD, MIDDLE, TAIL))
    texts = ("a", OWN, OTHER), ("b", FAR, FARTHER)
    articles = [article(name, *own, house, outlet="Harbour Post") for name, *own in texts]
    assert traced(*articles).edges == (), "the articles are about other things"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ann Orr and The Associated Press contributed to this report.", "Associated Press"),
        ("Associated Press writers Ann Orr and Jo Moss contributed.", "Associated Press"),
        ("This story was reported by The Associated Press.", "Associated Press"),
    ],
)
def test_an_agency_that_helped_gave_its_text(line, name):
    wire = article("w", LEAD, MIDDLE, OTHER, outlet=name)
    (edge,) = traced(wire, article("a", OWN, LEAD, MIDDLE, line, outlet="Harbour Post")).edges
    assert (edge.parent, edge.child, edge.directed) == ("w", "a", True)
    assert "credits_parent" in {vote.signal for vote in edge.evidence}


def test_own_reporters_are_no_unseen_sources():
    own = article(
        "a", LEAD, MIDDLE, "CNN's Ann Orr contributed to this report.", "She reports:", OWN, outlet="CNN (Web)"
    )
    assert traced(own, article("b", OTHER, OWN)).unseen == ()
