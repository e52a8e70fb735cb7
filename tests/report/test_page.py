"""The page as text: whole, its own, and nobody else's."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from msgspec import structs

from twosource.model import LeftOut, Lineage, Place, Span, Support
from twosource.report import notebook_html, page
from twosource.report.findings import excerpt
from twosource.report.shelf import Shelf, short_names
from twosource.report.views import Views

HOSTILE = [
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "</style><style>*{display:none}",
    "{{ 7*7 }}{% for x in y %}",
    "<!--",
    "]]>",
    "\u202egnp.exe\u2066",
    "nul\x00 bell\x07 esc\x1b[2J",
    "lone \ud800 surrogate",
]


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.open = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in ("meta", "path", "use", "rect", "circle", "line", "img", "col"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if tag not in ("path", "use", "rect", "circle", "line"):
            assert self.open.pop() == tag, f"</{tag}> closes something else"


def spoiled(dossier, words):
    """The dossier with `words` in every place that a document can write to."""
    names = {document.id: words + document.id for document in dossier.documents}
    documents = tuple(
        structs.replace(
            one,
            id=names[one.id],
            path=words,
            outlet=words,
            outlet_from=words,
            title=words,
            authors=(words,),
            published=words,
            published_from=words,
            language=words,
            url=words,
            text=one.text + words,
            edits=tuple(structs.replace(edit, was=words, by=words) for edit in one.edits),
        )
        for one in dossier.documents
    )

    def moved(place):
        return Place(names[place.document], place.span)

    return structs.replace(
        dossier,
        documents=documents,
        quotes=tuple(structs.replace(q, document=names[q.document], speaker_name=words) for q in dossier.quotes),
        figures=tuple(
            structs.replace(f, document=names[f.document], counted=words, unit=words) for f in dossier.figures
        ),
        dates=(),
        entities=tuple(
            structs.replace(e, name=words, mentions=tuple(map(moved, e.mentions))) for e in dossier.entities
        ),
        reuse=tuple(structs.replace(r, left=moved(r.left), right=moved(r.right)) for r in dossier.reuse),
        lineage=structs.replace(
            dossier.lineage,
            edges=tuple(
                structs.replace(
                    e,
                    parent=names.get(e.parent, e.parent),
                    child=names[e.child],
                    evidence=tuple(structs.replace(v, signal=words, because=words, spans=()) for v in e.evidence),
                    runners_up=tuple(structs.replace(r, because=words) for r in e.runners_up),
                )
                for e in dossier.lineage.edges
            ),
            unseen=tuple(
                structs.replace(
                    u,
                    name=words,
                    because=words,
                    cited_by=tuple(names[d] for d in u.cited_by),
                    places=tuple(map(moved, u.places)),
                )
                for u in dossier.lineage.unseen
            ),
            groups=(),
        ),
        claims=tuple(
            structs.replace(
                c,
                text=words,
                because=words,
                origins=tuple(structs.replace(o, name=words) for o in c.origins),
                support=tuple(structs.replace(s, document=names[s.document]) for s in c.support),
                turns_on=words,
            )
            for c in dossier.claims
        ),
        timeline=tuple(structs.replace(h, text=words, members=tuple(map(moved, h.members))) for h in dossier.timeline),
        only_in=tuple(map(moved, dossier.only_in)),
        problems=tuple(structs.replace(p, document=words, reason=words) for p in dossier.problems),
    )


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_in_a_document_becomes_part_of_the_page(dossier, words):
    sound, bad = Tags(page(dossier)), Tags(page(spoiled(dossier, words)))
    assert [tag for tag, _ in bad.tags].count("script") == 1
    assert [tag for tag, _ in bad.tags].count("style") == 1
    assert {tag for tag, _ in bad.tags} <= {tag for tag, _ in sound.tags}
    assert not [name for _, attributes in bad.tags for name in attributes if name.startswith("on") or name == "style"]
    links = [attributes["href"] for tag, attributes in bad.tags if tag == "a"]
    assert all(re.fullmatch(r"#[\w.-]+", link) for link in links)
    assert bad.open == []


def test_no_character_of_a_document_can_steer_or_break_the_page(dossier):
    text = page(spoiled(dossier, "".join(HOSTILE)))
    text.encode()
    assert not re.search("[\x00\x07\x1b\u202a-\u202e\u2066-\u2069]", text)


def test_the_policy_allows_the_page_s_own_style_and_script_and_no_more(dossier):
    text = page(dossier)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text).group(1)
    assert policy.startswith("default-src 'none'")
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        inside = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.S).group(1)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy


def test_it_asks_for_nothing(dossier):
    tags = Tags(page(dossier)).tags
    assert not [tag for tag, attributes in tags if "src" in attributes or tag in ("link", "img", "iframe", "object")]
    assert "url(" not in page(dossier).replace("url(#m-end)", "")
    assert "@import" not in page(dossier)


def test_every_link_leads_somewhere_even_without_script(dossier):
    tags = Tags(page(dossier)).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids)), "an id stands twice"
    links = {a["href"][1:] for tag, a in tags if tag == "a" and a["href"].startswith("#")}
    assert links - set(ids) == set()


def test_a_page_address_is_a_link_and_any_other_scheme_is_not(dossier):
    assert 'href="https://herald.example/car"' in page(dossier)
    bad = structs.replace(dossier.documents[0], url="javascript:alert(1)")
    assert 'href="javascript' not in page(structs.replace(dossier, documents=(bad, *dossier.documents[1:])))


def test_ten_long_documents_stay_under_a_megabyte(dossier):
    documents = tuple(
        structs.replace(dossier.documents[i % 5], id=f"n{i}", text=dossier.documents[i % 5].text * 20)
        for i in range(10)
    )
    claims = tuple(
        structs.replace(
            dossier.claims[0],
            id=f"c{n}",
            support=tuple(
                Support(document=f"n{i}", span=Span(n * 40, n * 40 + 90), stance="states") for i in (0, 1, 2)
            ),
        )
        for n in range(100)
    )
    size = len(
        page(structs.replace(dossier, documents=documents, claims=claims, lineage=Lineage(), utterances=())).encode()
    )
    assert sum(len(document.text) for document in documents) > 50_000
    assert size < 1_000_000


def test_the_same_dossier_gives_the_same_page(dossier):
    assert page(dossier) == page(dossier)


def test_the_frame_for_a_notebook_holds_the_page_and_keeps_it_apart(dossier):
    ((tag, attributes),) = Tags(notebook_html(dossier)).tags
    assert tag == "iframe"
    assert attributes["srcdoc"] == page(dossier)
    assert "allow-same-origin" not in attributes["sandbox"]


def test_a_passage_that_came_along_with_a_copied_one_is_shown_so(dossier):
    rows = {row.view.claim.id: row for band in Views(dossier).matrix for row in band.rows}
    assert rows["c3"].cells[1].source == "101"
    assert [cell.stance for cell in rows["c3"].cells] == ["states", "copy", "denies", "differs", "absent"]
    assert [cell.stance for cell in rows["c1"].cells] == ["states", "copy", "states", "absent", "absent"]


def test_what_needs_judgement_comes_first(dossier):
    views = Views(dossier).claims
    assert [view.claim.verdict for view in views] == [
        "disputed",
        "undecided",
        "corroborated",
        "one origin",
        "single source",
    ]


def test_the_doubtful_link_leads_to_its_evidence(dossier):
    (view,) = [view for view in Views(dossier).claims if view.claim.id == "c2"]
    assert (view.turns_on, view.link) == ("whether 103 took it from Norrwire", 1)


def test_a_passage_is_shown_with_the_words_around_it(dossier):
    found = excerpt(dossier.lineage.unseen[0].places[1], Shelf(dossier))
    assert found.words == "according to Norrwire"
    assert found.before.startswith("… ")
    assert found.after == "."


@pytest.mark.parametrize(
    ("ids", "names"),
    [
        (["000_a", "001_b"], ["000", "001"]),
        (["x_1", "x_2"], ["x_1", "x_2"]),
        (["a" * 80 + "1", "a" * 80 + "2"], ["a" * 80 + "1", "a" * 80 + "2"]),
        (["a" * 80, "b"], ["a" * 23 + "…", "b"]),
        ([], []),
        (["_", "b"], ["_", "b"]),
    ],
)
def test_short_names_tell_documents_apart(ids, names):
    assert list(short_names(ids).values()) == names


def test_a_date_that_the_document_contradicts_is_told_with_its_document(dossier):
    first, *rest = dossier.dates
    doubted = structs.replace(first, doubt="2031-05-04 is a <b>Sunday</b>")
    text = page(structs.replace(dossier, dates=(doubted, *rest)))
    assert "Doubtful date" in text
    assert "2031-05-04 is a &lt;b&gt;Sunday&lt;/b&gt;" in text


def test_what_a_document_leaves_out_leads_to_the_claim(dossier):
    claim = next(iter(dossier.claims))
    left = LeftOut(claim=claim.id, document=dossier.documents[0].id, because="All the <i>others</i> tell it.")
    text = page(structs.replace(dossier, left_out=(left,)))
    assert 'id="left-out"' in text and "All the &lt;i&gt;others&lt;/i&gt; tell it." in text
