"""Barriers that axe-core finds on the page: none, whatever is open, wide or narrow, light or dark."""

from importlib.resources import files

import pytest

from twosource.report import page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
OPENED = {
    "results": "",
    "a claim": "tr.row a.open",
    "a claim and its document": "tr.row a.open|.unfolded a.to",
    "documents": "nav a[href='#texts']",
}
SHOWN = ".document, .claim, .utterance, .edge { content-visibility: visible !important; }"


@pytest.fixture(scope="module")
def file(dossier, tmp_path_factory):
    path = tmp_path_factory.mktemp("axe") / "report.html"
    path.write_text(page(dossier), encoding="utf-8")
    return path


def broken(window):
    """The rules of axe-core that the page breaks, each with the first place where."""
    window.add_style_tag(content=SHOWN)
    window.evaluate(AXE)
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in window.evaluate("axe.run()")["violations"]]


WAYS = [
    *((opened, 1300, "light") for opened in OPENED),
    ("a claim and its document", 1300, "dark"),
    ("results", 380, "light"),
    ("a claim", 380, "dark"),
]


@pytest.mark.parametrize(("opened", "width", "scheme"), WAYS)
def test_no_barrier(file, browser, opened, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    window = context.new_page()
    window.goto(file.as_uri())
    window.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for selector in filter(None, OPENED[opened].split("|")):
        window.locator(selector).first.click()
    assert broken(window) == []
    context.close()


def test_axe_finds_what_is_wrong(browser):
    window = browser.new_page()
    window.set_content("<html><body><button></button></body></html>")
    assert "button-name" in [rule for rule, _ in broken(window)]
    window.close()
