"""Web pages: the body found in the page's own text, and the facts that pages give."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.clean import as_given, clean, without
from twosource.clean.body import BY, find_body
from twosource.clean.page_facts import page_facts
from twosource.clean.page_tree import page_lines, parse_page
from twosource.model import Article, Capture, Problem, Span, apply

PROSE = [
    "The ferry Nerina sank at dawn off Port Arrel on Monday, the coast guard said, and all 41 on board were saved.",
    "“The engine failed and the sea did the rest,” Captain Ana Sole told reporters on the quay, after the rescue.",
    "The shipping line said that it would pay for the hotel rooms of all and look into the age of its three boats.",
    "Fishing boats from two harbours took part in the rescue, which went on for four hours in rain and high wind.",
]
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "x"},
        {
            "@type": ["NewsArticle"],
            "headline": "Ferry sinks off Port Arrel",
            "datePublished": "2031-03-03T09:16:00+01:00",
            "dateModified": "2031-03-03T12:00:00+01:00",
            "author": [{"@type": "Person", "name": "Tom Hale"}, {"name": "Bo Lind"}],
            "publisher": {"@type": "Organization", "name": "The Bay Post"},
            "isBasedOn": "https://wire.example/nerina",
        },
    ],
}
HEAD = f"""<title>Ferry sinks off Port Arrel | The Bay Post</title>
<link rel="canonical" href="https://bay.example/nerina"><meta property="og:site_name" content="Bay Post online">
<script type="application/ld+json">{json.dumps(LINKED)}</script><script>var a = "not text";</script>"""
MENU = "<nav><ul><li><a href='/a'>Home</a></li><li><a href='/b'>Weather</a></li></ul></nav>"
FOOT = "<footer><p>All about us</p><p>Cookies</p></footer>"


def page(body: str = "", head: str = HEAD) -> bytes:
    inner = body or "".join(f"<p>{text}</p>" for text in PROSE)
    article = f"<article><h1>Ferry sinks off Port Arrel</h1>{inner}</article>"
    text = f"<html lang='en-GB'><head>{head}</head><body>{MENU}{article}"
    return f"{text}{FOOT}</body></html>".encode()


def cleaned(content: bytes) -> Article:
    found = clean(Capture(id="a", path="a.html", media="html", content=content))
    assert isinstance(found, Article), found
    return found


def test_the_body_is_kept_word_for_word_and_all_else_is_cut_and_can_be_had_back():
    found = cleaned(page())
    assert found.text.split("\n") == PROSE
    assert "Weather" in found.source and "not text" not in found.source
    assert without(found, lambda edit: edit.by.startswith(BY)).text.count("Weather") == 1
    at = found.text.index("Captain Ana Sole")
    assert found.to_source(Span(at, at + 16)).of(found.source) == "Captain Ana Sole"


def test_words_in_markup_stay_one_word_and_blocks_stay_apart():
    assert page_lines(parse_page("<p>A <b>bo</b>ld  w<i>ord</i>.</p>Tail<br>end<div>x</div>")) == [
        "A bold word.", "Tail", "end", "x",
    ]  # fmt: skip


def test_facts_of_a_page_say_where_they_were_found():
    facts = cleaned(page()).facts
    assert (facts.title.value, facts.title.found) == ("Ferry sinks off Port Arrel", "h1")
    assert (facts.outlet.value, facts.outlet.found) == ("The Bay Post", "JSON-LD publisher")
    assert (facts.authors.value, facts.authors.found) == (("Tom Hale", "Bo Lind"), "JSON-LD author")
    assert facts.published.value == "2031-03-03T09:16:00+01:00"
    assert facts.modified.value == "2031-03-03T12:00:00+01:00"
    assert facts.based_on.value == ("https://wire.example/nerina",)
    assert (facts.url.value, facts.language.value) == ("https://bay.example/nerina", "en")


def test_links_are_those_of_sentences_and_not_of_menus():
    inside = '<p>As <a href="https://wire.example/a">the Wire has said</a> before, and <a href="/b">here</a> too.</p>'
    menu = '<p><a href="https://bay.example/sport">All the sport of today</a></p>'
    root = parse_page(f"<html><body>{inside}{menu}</body></html>")
    facts = page_facts(root, "")
    assert facts.links.value == ("https://wire.example/a",)
    assert facts.links.found == "links in the text"


@pytest.mark.parametrize(
    ("canonical", "based_on", "url"),
    [
        ("https://www.bay.example/a", None, "https://www.bay.example/a"),
        ("https://wire.example/nerina", ("https://wire.example/nerina",), "https://bay.example/a"),
    ],
    ids=["its own site", "a syndicated page names its original"],
)
def test_a_canonical_address_elsewhere_is_what_the_page_derives_from(canonical, based_on, url):
    head = f'<meta property="og:url" content="https://bay.example/a"><link rel="canonical" href="{canonical}">'
    facts = page_facts(parse_page(f"<html><head>{head}</head><body><p>x</p></body></html>"), "")
    assert (facts.based_on.value if facts.based_on else None) == based_on
    assert facts.url.value == url


def test_a_page_with_meta_elements_only():
    head = """<title>x</title><meta property="og:title" content="Ferry sinks"><meta name="author" content="By Tom Hale">
    <meta property="article:published_time" content="2024-03-03"><meta property="og:site_name" content="Bay Post">"""
    facts = cleaned(page(head=head)).facts
    assert (facts.outlet.value, facts.outlet.found) == ("Bay Post", "og:site_name")
    assert facts.authors.value == ("Tom Hale",)
    assert facts.published.value == "2024-03-03"


@pytest.mark.parametrize("broken", ["{", "[]", "null", '{"@type": 5}', '{"@type": "NewsArticle", "author": [null, 3]}'])
def test_broken_linked_data_does_no_harm(broken):
    head = f'<title>x</title><script type="application/ld+json">{broken}</script>'
    assert cleaned(page(head=head)).text.split("\n") == PROSE


@pytest.mark.parametrize(
    "content", [b"<html></html>", b"<p></p>", b"<html><body><nav>Home</nav></body></html>", b"<!-- -->"]
)
def test_a_page_without_an_article_is_told(content):
    found = clean(Capture(id="a", path="a.html", media="html", content=content))
    assert isinstance(found, Problem)
    assert "a.html" in found.reason


def test_as_given_keeps_all_that_a_page_shows():
    found = as_given(Capture(id="a", path="a.html", media="html", content=page()))
    assert "Weather" in found.text and found.edits == ()


def test_a_teaser_that_repeats_the_lead_is_not_taken_for_it():
    teaser = f"<div class='related'><p>{PROSE[0]}</p></div>"
    body = page().decode().replace("<article>", teaser + "<article>")
    found = find_body(body, page_lines(parse_page(body)))
    assert found is not None
    first_kept = found.edits[0].end
    assert found.source[:first_kept].count(PROSE[0]) == 1


def test_text_the_page_does_not_show_is_kept(monkeypatch):
    monkeypatch.setattr("twosource.clean.body._blocks", lambda page: ["Words from elsewhere.", "More of them."])
    found = find_body("<p>x</p>", ["x"])
    assert found is not None
    assert (found.source, found.edits) == ("Words from elsewhere.\nMore of them.", ())


PIECES = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<br>", "<table><tr><td>", "<ul><li>", "<b>", "</b>", "<!--", "-->", "<script>",
     "&amp;", "&#0;", "\x00", "\ud7ff", "It sank.", PROSE[0], "<h1>", "<svg>", "<meta name='author' content=''>",
     "<html lang=''>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25))
@settings(deadline=None, max_examples=60)
def test_no_page_makes_it_fail(pieces):
    found = clean(Capture(id="a", path="a.html", media="html", content="".join(pieces).encode()))
    assert isinstance(found, Problem) or apply(found.source, found.edits) == found.text


def test_a_page_nested_very_deep():
    deep = b"<div>" * 5000 + "".join(f"<p>{text}</p>" for text in PROSE).encode()
    found = clean(Capture(id="a", path="a.html", media="html", content=deep))
    assert isinstance(found, Problem | Article)
