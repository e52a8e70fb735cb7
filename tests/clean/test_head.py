import pytest

from twosource.clean import clean
from twosource.model import Article, Capture

PROSE = (
    "The ferry Nerina sank at dawn off Port Arrel, the coast guard said, and all 41 people on board were saved by "
    "fishing boats.\n\nThe captain said the engine had failed."
)


def article(text: str, **given) -> Article:
    found = clean(Capture(id="a", path="a.txt", media="text", content=text.encode(), given=given))
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ana Sole and B. Tom Hale", ("Ana Sole", "B. Tom Hale")),
        ("By ANA SOLE", ("Ana Sole",)),
        ("By Ana Sole, Bo van der Lind and Tom Hale", ("Ana Sole", "Bo van der Lind", "Tom Hale")),
        ("By Ana Sole | March 3, 2031", ("Ana Sole",)),
        ("Ana Sole in World , News , Arrel // 0 Comments", ("Ana Sole",)),
        ("Posted by Ana Sole in Arrel , Ferries // 3 Comments", ("Ana Sole",)),
        ("Written by Ana O’Sole-Hale", ("Ana O’Sole-Hale",)),
    ],
)
def test_a_byline_is_a_fact_and_no_part_of_the_body(line, authors):
    found = article(f"{line}\n\n{PROSE}")
    assert found.facts.authors.value == authors
    assert found.facts.authors.span.of(found.source).lower().startswith(authors[0].lower())
    assert found.text == PROSE


@pytest.mark.parametrize(
    ("head", "given", "authors", "outlet"),
    [
        ("Ana Sole\n\nBAY TODAY", {"source": "Bay Today"}, ("Ana Sole",), "Bay Today"),
        ("Ana Sole, and Bo Hale\nBay Today Network", {"source": "Bay Today"}, ("Ana Sole", "Bo Hale"), "Bay Today"),
        ("BAY TODAY", {"source": "Bay Today"}, None, "Bay Today"),
        ("Ana Sole and Bo Hale\n\nBAY NEWS", {}, ("Ana Sole", "Bo Hale"), "BAY NEWS"),
    ],
)
def test_names_above_a_masthead_are_a_byline(head, given, authors, outlet):
    found = article(f"{head}\n\n{PROSE}", title="Ferry sinks", **given)
    assert found.text == PROSE
    assert (found.facts.authors and found.facts.authors.value) == authors
    assert found.facts.outlet.value == outlet


@pytest.mark.parametrize(
    ("head", "given", "why"),
    [
        ("Ana Sole", {"source": "Bay Today"}, "a name alone"),
        ("Port Arrel\n\nThe Harbour", {"source": "Bay Today"}, "two headings"),
        ("Bay News", {}, "an outlet that nothing tells to be the text's"),
        ("Bay News", {"source": "Bay Today"}, "another outlet"),
        ("Ana Sole\n\nAssociated Press", {"source": "Bay Today"}, "a credit to an agency"),
        ("Ana Sole\n\nSpecial to BAY TODAY", {}, "a writer from without"),
        (f"{PROSE}\n\nAna Sole\n\nBay Today", {"source": "Bay Today"}, "below the article's first words"),
    ],
)
def test_lines_that_only_look_like_a_masthead_stay(head, given, why):
    assert article(f"{head}\n\n{PROSE}", title="Ferry sinks", **given).text == f"{head}\n\n{PROSE}", why


@pytest.mark.parametrize("line", ["By Tuesday Morning", "By the harbour", "By 2031 it was over.", "Byron Hale Speaks"])
def test_what_only_looks_like_a_byline(line):
    assert article(f"{line}\n\n{PROSE}").facts.authors is None


def test_a_byline_that_credits_an_agency_stays():
    found = article(f"By Ana Sole, Associated Press\n\n{PROSE}")
    assert found.facts.authors.value == ("Ana Sole",)
    assert "Associated Press" in found.text


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("3 Mar, 2031 21:16", "2031-03-03T21:16"),
        ("March 3, 2031", "2031-03-03"),
        ("Published: Monday, 3 March 2031 at 9:16 p.m.", "2031-03-03T21:16"),
        ("2031-03-03", "2031-03-03"),
    ],
)
def test_a_date_line_is_a_fact(line, published):
    found = article(f"{line}\n\n{PROSE}")
    assert found.facts.published.value == published
    assert found.text == PROSE


def test_an_update_is_no_publication():
    facts = article(f"Updated 9:16 PM ET, Mon March 3, 2031\n\n{PROSE}").facts
    assert (facts.published, facts.modified.value) == (None, "2031-03-03T21:16")


def test_a_title_and_its_repetition_are_cut():
    found = article(f"Ferry sinks off Port Arrel\n\nFerry sinks off Port Arrel\n\n{PROSE}")
    assert found.facts.title.value == "Ferry sinks off Port Arrel"
    assert found.text == PROSE


def test_prose_that_opens_a_text_is_no_title():
    single = PROSE.replace("\n\n", "\n")
    assert article(single).text == single
    assert article(single).facts.title is None


def test_the_title_of_a_row_counts_and_is_cut_where_it_is_repeated():
    found = article(f"Ferry sinks, off Port Arrel!\n{PROSE}", title="Ferry sinks off Port Arrel")
    assert found.facts.title.found == "row field 'title'"
    assert found.text == PROSE


def test_the_line_above_the_byline_is_the_title_where_a_masthead_comes_first():
    found = article(f"BAY POST\n\nFerry sinks off Port Arrel\n\nBy Ana Sole\n\n{PROSE}")
    assert (found.facts.title.value, found.facts.title.found) == ("Ferry sinks off Port Arrel", "line above the byline")
    assert found.text == f"BAY POST\n\n{PROSE}"


def test_a_title_below_the_date_and_its_repetition_are_cut():
    found = article(f"3 March 2031\n\nFerry sinks off Port Arrel\n\nFerry sinks off Port Arrel\n\n{PROSE}")
    assert found.facts.title.value == "Ferry sinks off Port Arrel"
    assert found.text == PROSE
