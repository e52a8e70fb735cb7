"""What people do at the desk, in a real browser against a real server, on both databases."""

import re

import pytest

pytestmark = pytest.mark.parametrize("desk", ["sqlite", "postgresql"], indirect=True, scope="module")


@pytest.fixture(scope="module")
def window(desk, browser):
    """A window of the browser; at the end no script failed, nothing was blocked and nobody else was asked."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, accept_downloads=True)
    page = context.new_page()
    errors, asked = [], set()
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: asked.add(re.match(r"\w+:(//[^/]*)?", request.url)[0]))
    page.set_default_timeout(60_000)
    yield page
    context.close()
    assert errors == []
    assert asked <= {desk.url, "data:"}


@pytest.fixture(scope="module")
def story(desk, window, articles):
    """The address of a story that was made by dropping two files."""
    window.goto(desk.url)
    window.fill("#name", "Cable car")
    window.set_input_files("#files", [articles["herald"], articles["radio"]])
    window.click("text=Compare")
    window.wait_for_selector("[data-job], .tallies")
    window.wait_for_selector(".tallies")  # the page follows the work and shows the result by itself
    return window.url


def done(desk, story):
    return desk.finished(story.rsplit("/", 1)[1])


def opened(window, summary):
    window.locator("summary", has_text=summary).first.click()
    return window.locator("details[open] form", has=window.locator("button:not([aria-label])")).last


def signed(form, why):
    form.locator("[name=by]").fill("K. Lang")
    form.locator("[name=why]").fill(why)
    form.locator("button").last.click()


def test_files_become_a_story_with_its_answer(desk, window, story):
    window.goto(story)
    assert window.locator("h1").inner_text() == "2 documents, 2 independent witnesses"
    window.goto(desk.url)
    assert "2 documents, 2 independent witnesses" in window.locator(".story", has_text="Cable car").inner_text()


def test_a_claim_leads_to_its_words_in_the_report(window, story):
    window.goto(story)
    window.locator(".claims a", has_text="We heard a bang").first.click()
    assert window.locator(".passage").count() >= 2
    window.locator(".passage a.to").first.click()
    window.wait_for_selector(".here")
    assert "bang" in "".join(window.locator(".text .here").all_text_contents())


def test_what_somebody_said_is_found_with_its_versions(desk, window, story):
    window.goto(f"{desk.url}/search")
    window.fill("#words", "bang")
    window.fill("#speaker", "brandao")
    window.click("main button")
    found = window.locator(".found-one")
    assert found.count() == 1 and "Ilse Brandao" in found.inner_text()
    found.locator("summary").click()
    assert found.locator(".passage").count() == 2
    found.locator(".passage a").last.click()
    window.wait_for_selector(".here")


def test_a_speaker_is_corrected_undone_and_followed_again(desk, window, story):
    window.goto(story)
    window.locator(".claims a", has_text="We heard a bang").first.click()
    form = opened(window, "Speaker in radio")
    form.locator("[name=to]").fill("Berta Roth")
    signed(form, "her voice on the tape")
    assert done(desk, story)["state"] == "done"
    window.goto(f"{story}/history")
    assert "speaker of “We heard a bang” in radio: Berta Roth" in window.locator(".correction").inner_text()
    assert "her voice on the tape" in window.locator(".correction").inner_text()
    window.goto(f"{story}/report")
    assert "set by hand by K. Lang" in window.content()
    window.goto(f"{story}/history")
    window.locator(".correction button").click()
    assert done(desk, story)["state"] == "done"
    window.goto(f"{story}/report")
    assert "set by hand by K. Lang" not in window.content()
    window.goto(f"{story}/history")
    assert "undone" in window.locator(".correction").inner_text()
    assert window.locator(".correction button").inner_text() == "Follow again"


CORRECTIONS = {
    "verdict": ("We heard a bang", "Call the verdict otherwise", {"to": "disputed"}, "disputed"),
    "split": ("We heard a bang", "Split", {"passage": True}, "split (utterance)"),
    "merge": ("We heard a bang", "Merge", {}, "merge (utterance)"),
    "published": ("", "Set when a document was published", {"to": "2031-05-04"}, "2031-05-04"),
    "edge": ("", "One document took from another", {}, "edge of herald: radio"),
    "no edge": ("", "One has nothing from another", {}, "no edge of herald: radio"),
}


@pytest.mark.parametrize("what", CORRECTIONS)
def test_every_kind_of_correction_can_be_made(desk, window, story, what):
    claim, summary, fields, told = CORRECTIONS[what]
    window.goto(story if claim else f"{story}/documents")
    if claim:
        window.locator(".claims a", has_text=claim).first.click()
    if not window.locator("summary", has_text=summary).count():
        pytest.fail(f"there is no form for {what}")
    form = opened(window, summary)
    for name, value in fields.items():
        field = form.locator(f"[name={name}]").first
        if value is True:
            field.check()
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    signed(form, f"a reason for {what}")
    window.wait_for_selector("#h-corrections")
    assert told in window.locator(".correction").first.inner_text()
    window.locator(".correction button", has_text="Undo").first.click()
    assert done(desk, story)["state"] == "done"


def test_documents_that_come_later_show_what_changed(desk, window, story, articles):
    window.goto(f"{story}/documents")
    window.locator("summary", has_text="Add documents").click()
    window.set_input_files("#files", articles["later"])
    window.click("text=Add and compare anew")
    assert done(desk, story)["state"] == "done"
    window.goto(f"{story}/history")
    assert "later came in" in window.locator(".run").first.inner_text()
    window.goto(f"{story}/documents")
    window.locator("summary", has_text="Two versions side by side").click()
    window.select_option("#new", "later")
    window.click("text=Compare the two")
    shown = window.locator("main").inner_text()
    assert "Forty-one" in shown and "Forty-three" in shown


def test_axe_finds_no_barrier_on_any_page(desk, browser, story):
    from importlib.resources import files

    rules = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(story)
    claim = page.locator(".claims a").first.get_attribute("href")
    here = story.removeprefix(desk.url)
    rooms = ["", "/documents", "/history", "/versions?old=herald&new=radio", "/delete"]
    for path in ("/", "/search?words=bang", "/enter", "/nothing", claim, *(here + room for room in rooms)):
        page.goto(desk.url + path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        page.evaluate(rules)
        broken = [(one["id"], one["nodes"][0]["html"][:200]) for one in page.evaluate("axe.run()")["violations"]]
        assert broken == [], path
    context.close()


def test_a_text_can_be_pasted(desk, window):
    window.goto(desk.url)
    window.locator("summary", has_text="Paste a text").click()
    window.fill("#text", "The pier of Kestrel Bay is closed, the harbour office said.")
    window.fill("#source", "Bay Herald")
    window.click("text=Compare")
    window.wait_for_selector(".tallies")
    assert "Bay Herald" in window.content() or "1 document" in window.locator("h1").inner_text()
    window.goto(f"{window.url}/documents")
    assert "Bay Herald" in window.locator("main").inner_text()


def test_a_private_address_is_told_and_not_fetched(desk, window):
    window.goto(desk.url)
    window.fill("#name", "Nothing there")
    window.locator("summary", has_text="Give addresses").click()
    window.fill("#addresses", f"{desk.url}/\nhttp://localhost/ferry")
    window.click("text=Compare")
    assert "is not asked" in window.locator(".problem").inner_text()
    window.click("text=Go on to the story")
    assert done(desk, window.url)["state"] == "done"
    window.goto(f"{window.url}/documents")
    assert "leads into a private network" in window.locator("main").inner_text()


def test_a_story_is_shared_as_one_file(window, story, tmp_path):
    window.goto(story)
    with window.expect_download() as waited:
        window.click("text=Save the report")
    file = tmp_path / "report.html"
    waited.value.save_as(file)
    assert waited.value.suggested_filename == "cable-car.html"
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "http-equiv" in file.read_text(encoding="utf-8")


def test_work_without_a_script_shows_its_result_after_a_look(desk, browser, articles):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk.url)
    page.set_input_files("#files", articles["radio"])
    page.click("text=Compare")
    page.click("text=Look again")
    desk.finished(page.url.rsplit("/", 1)[1])
    page.reload()
    assert page.locator("h1").inner_text().startswith("1 document")
    context.close()


def test_deleted_is_deleted(desk, window, story):
    window.goto(story)
    window.click("text=Delete")
    window.click("text=Delete for good")
    assert not window.locator(".story", has_text="Cable car").count()
    assert window.request.get(story).status == 404
    assert window.request.get(f"{desk.url}/api/search?words=bang").json() == [] or all(
        one["story"] not in story for one in window.request.get(f"{desk.url}/api/search?words=bang").json()
    )
