"""The page in a real browser, opened from a file."""

import pytest
from msgspec import structs

from twosource.report import notebook_html, page


@pytest.fixture
def opened(dossier, browser, tmp_path):
    """The page opened in a window of a given kind; at the end it must have made no error and asked for nothing."""
    file = tmp_path / "report.html"
    file.write_text(page(dossier), encoding="utf-8")
    errors, requests, contexts = [], [], []

    def start(width=1400, height=900, **kind):
        context = browser.new_context(viewport={"width": width, "height": height}, **kind)
        contexts.append(context)
        window = context.new_page()
        window.on("console", lambda message: errors.append(message.text))
        window.on("pageerror", lambda error: errors.append(str(error)))
        window.on("request", lambda request: requests.append(request.url))
        window.goto(file.as_uri())
        return window

    yield start
    for context in contexts:
        context.close()
    assert errors == []
    assert {url.split("#")[0] for url in requests} == {file.as_uri()}


SHOWN = "Array.from(document.querySelectorAll('.text .here'), (one) => one.textContent).join('')"


def unfold(window):
    window.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def shown(window):
    """The words that are lit up in the documents."""
    return "".join(window.locator(".text .here").all_text_contents())


def test_a_click_on_any_passage_of_a_claim_shows_the_words_it_rests_on(dossier, opened):
    window = opened()
    unfold(window)
    texts = {document.id: document.text for document in dossier.documents}
    order = [document.id for document in dossier.documents]
    clicked = 0
    for claim in dossier.claims:
        for one in claim.support:
            address = f"#d-{order.index(one.document)}-{one.span.start}-{one.span.end}"
            window.locator(f'.claim a.to[href="{address}"]').first.click()
            expected = one.span.of(texts[one.document])
            # the address changes first and the marks follow it: wait for the words themselves
            window.wait_for_function(f"(words) => {SHOWN} === words", arg=expected)
            assert shown(window) == expected
            assert window.locator(".here").first.is_visible()
            clicked += 1
    assert clicked > 10


def test_the_words_are_brought_into_view(opened):
    window = opened(height=500)
    unfold(window)
    window.locator("#claims a.to", has_text="denies that any inspection").click()
    window.wait_for_selector(".here")
    window.wait_for_function("() => { const box = document.querySelector('.here').getBoundingClientRect();"
                             " return box.top >= 0 && box.bottom <= innerHeight; }")  # fmt: skip


def test_it_can_be_used_with_the_keyboard_alone(opened):
    window = opened()
    unfold(window)
    link = window.locator("#claims a.to").first
    link.focus()
    window.keyboard.press("Enter")
    window.wait_for_selector(".here")
    assert window.evaluate("document.activeElement.classList.contains('here')")
    window.keyboard.press("Escape")
    assert link.evaluate("(one) => document.activeElement === one")
    assert shown(window) == ""


def test_the_first_stop_of_the_keyboard_skips_to_the_answer(opened):
    window = opened()
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.textContent") == "Skip to the answer"


def test_a_claim_opens_below_its_row_and_goes_back(opened):
    window = opened()
    link = window.locator("#matrix a.open", has_text="inspected in April")
    assert link.get_attribute("aria-expanded") == "false"
    link.click()
    claim = window.locator("#matrix .opened .claim")
    claim.wait_for(state="visible")
    assert link.get_attribute("aria-expanded") == "true"
    assert claim.locator("h4").text_content() == "The rope was inspected in April"
    window.keyboard.press("Escape")
    assert window.locator("#matrix .claim").count() == 0
    assert window.locator("#claims .claim h4", has_text="The rope was inspected in April").count() == 1
    assert link.evaluate("(one) => document.activeElement === one")


def test_arrows_go_from_claim_to_claim_and_enter_opens(opened):
    window = opened()
    links = window.locator("#matrix tr.row > th > a.open")
    links.first.focus()
    window.keyboard.press("ArrowDown")
    assert links.nth(1).evaluate("(one) => document.activeElement === one")
    window.keyboard.press("Enter")
    window.wait_for_function("() => document.activeElement.matches('#matrix .opened .claim')")
    window.keyboard.press("Escape")
    window.keyboard.press("ArrowUp")
    assert links.first.evaluate("(one) => document.activeElement === one")


def test_documents_are_out_of_the_way_until_they_are_asked_for(opened):
    window = opened()
    assert not window.locator("#texts").is_visible()
    window.locator("#matrix .doc a").first.click()
    window.locator("#d-0").wait_for(state="visible")
    assert window.locator("#lineage").is_visible() and not window.locator("#matrix").is_visible()
    window.keyboard.press("Escape")
    assert window.locator("#matrix").is_visible() and not window.locator("#texts").is_visible()


def test_pointing_at_a_passage_shows_where_it_is_from(opened):
    window = opened()
    window.locator("#matrix .doc a").nth(1).click()
    window.locator("#d-1 span.copied").first.hover()
    assert window.locator("#origin").text_content() == "From 101"
    assert window.locator("[data-box].lit .id").all_text_contents() == ["101"]
    assert window.locator("[data-ends='d-0 d-1'].lit").count() == 1
    window.locator("#d-1 a.from").first.focus()
    assert window.locator("[data-box].lit .id").all_text_contents() == ["101"]


def test_a_tally_leads_to_its_claims(opened):
    window = opened()
    window.locator("#answer a[href='#v-corroborated']").click()
    window.locator("#v-corroborated .claim").first.wait_for(state="visible")


def test_what_was_cut_can_be_seen(opened):
    window = opened()
    window.locator("nav a[href='#texts']").first.click()
    cut = window.locator("del.cut", has_text="Share Mail Print Listen")
    assert not cut.is_visible()
    window.locator("button[data-layer=cut]").click()
    assert cut.is_visible()


def test_a_copied_passage_leads_to_where_it_came_from(dossier, opened):
    window = opened()
    window.locator("nav a[href='#texts']").first.click()
    window.locator("#d-1 a.from").first.click()
    window.wait_for_selector(".here")
    assert shown(window) == dossier.reuse[0].left.span.of(dossier.documents[0].text)
    assert window.locator("#d-0 .here").count() > 0


def test_the_drawing_can_be_clicked(opened):
    window = opened()
    window.locator(".stemma a[href='#e-0'] text").first.click()
    window.wait_for_function("() => document.activeElement.id === 'e-0'")


@pytest.mark.parametrize("width", [320, 400, 768, 1100, 1920])
def test_no_width_makes_the_page_scroll_sideways(opened, width):
    window = opened(width=width)
    unfold(window)
    assert window.evaluate("document.documentElement.scrollWidth") <= width


def test_dark_and_light_differ(opened):
    paper = "getComputedStyle(document.body).backgroundColor"
    assert opened(color_scheme="dark").evaluate(paper) != opened(color_scheme="light").evaluate(paper)


def test_without_script_the_address_still_leads_to_the_words(opened):
    window = opened(java_script_enabled=False)
    window.locator("#v-disputed summary").first.click()
    window.locator("#claims a.to", has_text="denies that any inspection").click()
    box = window.locator("#d-3 span", has_text="Bayline").first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900


def test_it_prints(opened, tmp_path):
    window = opened()
    printed = window.pdf(path=tmp_path / "report.pdf")
    assert printed.startswith(b"%PDF")
    assert len(printed) > 20_000


def test_a_picture_of_it_is_kept(opened, tmp_path):
    picture = opened().screenshot(path=tmp_path / "report.png", full_page=True)
    assert picture.startswith(b"\x89PNG")


def test_scripts_in_a_document_do_not_run(dossier, browser, tmp_path):
    bad = "</span></script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    documents = tuple(structs.replace(one, title=bad, text=bad + one.text, outlet=bad) for one in dossier.documents)
    file = tmp_path / "bad.html"
    file.write_text(page(structs.replace(dossier, documents=documents)), encoding="utf-8")
    window = browser.new_page()
    asked = []
    window.on("request", lambda request: asked.append(request.url))
    window.goto(file.as_uri())
    assert window.title() == "5 documents, 3 to 4 independent witnesses – twosource"
    assert asked == [file.as_uri()]
    window.close()


def test_in_a_notebook_it_works_in_its_frame(dossier, browser):
    window = browser.new_page()
    window.set_content(notebook_html(dossier))
    frame = window.frame_locator("iframe")
    frame.locator("#v-disputed > summary").click()
    frame.locator("#claims a.to", has_text="denies that any inspection").click()
    frame.locator(".here").first.wait_for()
    assert "".join(frame.locator(".here").all_text_contents()) == "Bayline denies that any inspection was missed"
    window.close()


def test_in_a_window_of_the_dark_it_prints_on_white(opened):
    window = opened(color_scheme="dark")
    window.emulate_media(media="print", color_scheme="dark")
    assert window.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
