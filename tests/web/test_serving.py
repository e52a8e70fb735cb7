"""The desk as a program: it starts, is killed, goes on; who may come in; the JSON interface."""

import json
import os
import signal
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import jsonschema
import pytest
from click.testing import CliRunner

from twosource.cli import main
from twosource.store import migrated, opened
from twosource.store.jobs import add_job
from twosource.store.stories import add_story


def children(pid):
    lists = (task.read_text() for task in Path(f"/proc/{pid}/task").glob("*/children"))
    return [int(child) for listed in lists for child in listed.split()]


def new_story(desk, *texts):
    documents = [{"id": f"d{number}", "text": text} for number, text in enumerate(texts)]
    return desk.asked("/api/stories", {"title": "Car", "documents": documents})["story"]


def test_a_server_that_is_killed_in_the_middle_of_work_goes_on_after_its_start(start_desk, articles, tmp_path):
    store = str(tmp_path / "desk.sqlite")
    desk = start_desk(store)
    story = new_story(desk, *(path.read_text() for path in articles.values()))
    until = time.monotonic() + 60
    while desk.asked(f"/api/stories/{story}/job")["state"] != "running":
        assert time.monotonic() < until
        time.sleep(0.05)
    (worker,) = children(desk.process.pid)
    os.kill(desk.process.pid, signal.SIGKILL)
    desk.process.wait()
    while Path(f"/proc/{worker}").exists():  # it ends by itself when its server is gone
        assert time.monotonic() < until
        time.sleep(0.1)
    desk = start_desk(store)
    assert desk.asked(f"/api/stories/{story}/job")["state"] == "running"
    job = desk.finished(story)
    assert (job["state"], job["attempts"]) == ("done", 2)
    assert [run["number"] for run in desk.asked(f"/api/stories/{story}/runs")] == [1]
    (worker,) = children(desk.process.pid)
    os.kill(worker, signal.SIGKILL)  # a worker that stops alone is started again
    story = new_story(desk, "It rained.")
    assert desk.finished(story)["state"] == "done"
    desk.stop()


def test_a_job_that_kills_its_worker_each_time_is_given_up(tmp_path, monkeypatch):
    database = migrated(opened(tmp_path / "desk.sqlite"))
    story = add_story(database, "x")
    add_job(database, "compare", story)
    monkeypatch.setattr("twosource.store.jobs.LEASE", -1.0)
    from twosource.store.jobs import job_of, next_job

    while next_job(database, "a worker"):
        pass
    assert "too large" in job_of(database, story).problem
    database.close()


def test_an_error_of_the_program_is_told_and_not_tried_again(tmp_path, monkeypatch):
    from twosource.store.jobs import job_of
    from twosource.web.worker import Worker

    def broken(*_):
        raise RuntimeError("secret words of a draft")

    monkeypatch.setattr("twosource.web.worker.compare_story", broken)
    database = migrated(opened(tmp_path / "desk.sqlite"))
    story = add_story(database, "x")
    add_job(database, "compare", story)
    assert Worker(database).once()
    job = job_of(database, story)
    assert job.state == "failed" and "RuntimeError" in job.problem and "secret" not in job.problem
    assert not Worker(database).once()
    database.close()


def status(url, **headers):
    try:
        return urlopen(Request(url, headers=headers)).status
    except HTTPError as error:
        return error.code


def test_who_comes_from_elsewhere_needs_the_token(start_desk, tmp_path, browser):
    desk = start_desk(str(tmp_path / "desk.sqlite"), token="a-long-token", host="0.0.0.0")
    assert status(f"{desk.url}/api/stories") == 401
    assert status(f"{desk.url}/api/stories", Authorization="Bearer wrong") == 401
    assert status(f"{desk.url}/api/stories", Authorization="Bearer a-long-token") == 200
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{desk.url}/search")
    assert page.url == f"{desk.url}/enter?then=/search"
    page.fill("#token", "wrong")
    page.click("main button")
    assert page.locator("[role=alert]").inner_text() == "That is not the token."
    page.fill("#token", "a-long-token")
    page.click("main button")
    assert page.url == f"{desk.url}/search"
    assert "a-long-token" not in json.dumps(context.cookies())
    context.close()
    desk.stop()


def test_the_interface_is_as_its_document_says(desk):
    document = desk.asked("/api/openapi.json")
    assert document["openapi"].startswith("3.")
    story = new_story(desk, "It rained on Monday, Ann Orr said.", "It did not rain, Ann Orr said.")
    desk.finished(story)
    made = {"what": "published", "targets": [{"document": "d0"}], "to": "2031-05-06", "by": "K", "when": "2031-05-07",
            "why": "print edition"}  # fmt: skip
    assert desk.asked(f"/api/stories/{story}/overrides", made)["id"] == 1
    desk.finished(story)
    places = {
        "/api/stories": "/api/stories", "/api/stories/{story}": f"/api/stories/{story}",
        "/api/stories/{story}/job": f"/api/stories/{story}/job",
        "/api/stories/{story}/runs": f"/api/stories/{story}/runs",
        "/api/stories/{story}/files": f"/api/stories/{story}/files",
        "/api/stories/{story}/overrides": f"/api/stories/{story}/overrides", "/api/search": "/api/search?words=rained",
    }  # fmt: skip
    for path, asked in places.items():
        answer = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        found = desk.asked(asked)
        assert found, asked
        jsonschema.validate(found, {**answer, "components": document["components"]})
    assert desk.asked(f"/api/stories/{story}/dossier")["documents"][0]["published"] == "2031-05-06"
    desk.asked(f"/api/stories/{story}/overrides/1", method="DELETE")
    desk.finished(story)
    desk.asked(f"/api/stories/{story}", method="DELETE")
    assert status(f"{desk.url}/api/stories/{story}") == 404
    assert set(places) < set(document["paths"])


@pytest.mark.parametrize(
    ("made", "told"),
    [({"what": "verdict"}, "targets"), ({"what": "x", "targets": [{"document": "a"}]}, "what")],
)
def test_what_is_wrong_in_a_request_is_named(desk, made, told):
    story = new_story(desk, "It rained.")
    with pytest.raises(HTTPError) as refused:
        desk.asked(f"/api/stories/{story}/overrides", {"by": "K", "when": "2031-05-07", "why": "x", **made})
    assert refused.value.code in (400, 422)
    assert told in refused.value.read().decode()


def test_more_than_the_limit_is_refused_before_it_is_read(desk):
    with pytest.raises(HTTPError) as refused:
        urlopen(Request(f"{desk.url}/api/stories", b"x" * 60_000_001, {"content-type": "application/json"}))
    assert refused.value.code == 413


def test_a_wrong_database_is_told_in_a_line():
    told = CliRunner().invoke(main, ["serve", "--store", "mysql://x/y"])
    assert (told.exit_code, told.output) == (
        1, "Error: mysql is no database for the desk: give a file, or postgresql://HOST/NAME\n",
    )  # fmt: skip
