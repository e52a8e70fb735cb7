"""Two hundred inputs that mean harm, each refused or harmless; the table is hostile.jsonl, with a reason each."""

import gzip
import http.client
import json
from pathlib import Path

import httpcore
import pytest

from twosource.model import Claim as ClaimOf
from twosource.model import Document, Dossier, Problem, Span, Support
from twosource.read import read
from twosource.store import migrated, opened
from twosource.store.dossiers import keep
from twosource.store.files import add_file
from twosource.store.stories import add_story
from twosource.web.comparing import compare_story
from twosource.web.fetching import Fetcher
from twosource.web.limits import TEXT
from twosource.web.names import NotTaken, named, titled
from twosource.web.networks import CheckedNetwork, Refused

TABLE = [json.loads(line) for line in (Path(__file__).parent / "hostile.jsonl").read_text().splitlines()]


def rows(kind):
    return [pytest.param(row, id=row["why"][:60]) for row in TABLE if row["kind"] == kind]


def test_there_are_two_hundred():
    assert len({json.dumps(row) for row in TABLE}) >= 200


@pytest.mark.parametrize("row", rows("name"))
def test_a_name_leads_nowhere(row, tmp_path):
    try:
        kept = named(row["given"])
    except NotTaken:
        kept = None
    assert kept == row["kept"]
    if kept:
        assert (tmp_path / kept).resolve().parent == tmp_path.resolve()
        (tmp_path / kept).write_bytes(b"x")


HOSTS = {
    "herald.example": ["93.184.216.34"], "inside.example": ["10.1.2.3"], "both.example": ["93.184.216.34", "10.1.2.3"],
    "localhost": ["127.0.0.1"],
}  # fmt: skip


class FakeNetwork(httpcore.NetworkBackend):
    """Answers every connection with the same bytes, and remembers where it was asked to go."""

    def __init__(self, answer):
        self.asked, self._answer = [], answer

    def connect_tcp(self, host, port, *options):
        self.asked.append(host)
        return httpcore.MockStream([self._answer])


def resolved(host, port):
    import socket

    if host in HOSTS:
        return HOSTS[host]
    return [
        str(found[4][0])
        for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    ]


PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n<p>It sank"


def fetcher(answer=PAGE, resolve=resolved):
    network = FakeNetwork(answer)
    return Fetcher(CheckedNetwork(resolve, network)), network


def test_a_public_address_is_fetched():
    fetch, network = fetcher()
    assert fetch.fetch("http://herald.example/ferry").content == b"<p>It san"
    assert network.asked == ["93.184.216.34"]


@pytest.mark.parametrize("row", rows("address"))
def test_no_address_leads_into_a_private_network(row):
    fetch, network = fetcher()
    with pytest.raises(Refused):
        fetch.fetch(row["given"])
    assert network.asked == []


@pytest.mark.parametrize("row", rows("redirect"))
def test_no_redirect_leads_there_either(row):
    fetch, network = fetcher(f"HTTP/1.1 302 Found\r\nLocation: {row['given']}\r\nContent-Length: 0\r\n\r\n".encode())
    with pytest.raises(Refused):
        fetch.fetch("http://herald.example/ferry")
    assert set(network.asked) == {"93.184.216.34"} and len(network.asked) <= 6


def test_a_name_that_means_another_machine_a_moment_later_leads_nowhere_else():
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    fetch, network = fetcher(resolve=lambda host, port: next(answers))
    fetch.fetch("http://herald.example/")
    assert network.asked == ["93.184.216.34"]
    with pytest.raises(Refused):
        fetch.fetch("http://herald.example/")


ANSWERS = {
    "a bomb": (b"Content-Type: text/html\r\nContent-Encoding: gzip\r\n", gzip.compress(bytes(60_000_000))),
    "another packing": (b"Content-Type: text/html\r\nContent-Encoding: br\r\n", b"x"),
    "two packings": (b"Content-Type: text/html\r\nContent-Encoding: gzip, gzip\r\n", b"x"),
    "no gzip": (b"Content-Type: text/html\r\nContent-Encoding: gzip\r\n", b"It rained"),
    "a program": (b"Content-Type: application/octet-stream\r\n", b"MZ"),
    "a picture": (b"Content-Type: image/svg+xml\r\n", b"<svg onload=alert(1)>"),
}


@pytest.mark.parametrize("what", ANSWERS)
def test_an_answer_that_is_no_page_is_refused(what):
    head, body = ANSWERS[what]
    answer = b"HTTP/1.1 200 OK\r\n" + head + b"Content-Length: %d\r\n\r\n" % len(body) + body
    with pytest.raises(Refused):
        fetcher(answer)[0].fetch("http://herald.example/")


@pytest.mark.parametrize("row", rows("request"))
def test_a_request_is_answered_as_it_must_be(row, desk):
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=20)
    connection.putrequest(row["method"], row["path"], skip_host=True, skip_accept_encoding=True)
    for key, value in {"host": f"127.0.0.1:{desk.port}", **row["headers"]}.items():
        connection.putheader(key, value)
    connection.endheaders()
    answer = connection.getresponse()
    content = answer.read()
    assert answer.status == row["status"], content[:300]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert b"Traceback" not in content
    connection.close()


def content_of(how):
    if "zeros" in how:
        return gzip.compress(b" " * how["zeros"], 1)
    if "repeat" in how:
        return gzip.compress((how["repeat"][0] * how["repeat"][1]).encode(), 1)
    if "plain" in how:
        return (how["plain"][0] * how["plain"][1]).encode()
    if "cut" in how:
        return gzip.compress(b"It rained on the harbour. " * 99)[:-20]
    return bytes.fromhex(how["hex"]) if "hex" in how else how["text"].encode()


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    database = migrated(opened(tmp_path_factory.mktemp("hostile") / "desk.sqlite"))
    yield database
    database.close()


@pytest.mark.parametrize("row", rows("file"))
def test_a_file_that_is_none_becomes_a_problem_and_takes_no_memory(row, database, monkeypatch):
    story = add_story(database, row["why"])
    add_file(database, story, row["name"], content_of(row["how"]))
    monkeypatch.setattr("twosource.web.comparing.compare_articles", given)
    articles, problems = compare_story(database, story, lambda *_: None)
    assert all(len(article.text) <= TEXT for article in articles)
    assert problems or articles
    assert not any("/tmp" in problem.reason or "twosource-desk" in problem.reason for problem in problems)
    assert all(isinstance(problem, Problem) for problem in problems)


def given(articles, *, overrides, problems, progress):
    """In the place of a comparison: what it would be given."""
    return articles, problems


def test_a_link_among_files_is_no_way_out_of_their_folder(tmp_path):
    (tmp_path / "secret").write_text("It was secret.")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "secret")
    assert next(found.reason for found in read([tmp_path / "in"])).startswith("nothing in the folder")


def spoiled_document(number, words):
    """A document that has `words` wherever it can write."""
    return Document(
        id=f"{number}{words[:40]}", path=words, outlet=words, outlet_from=words, title=words, title_from=words,
        authors=(words,), authors_from=words, published=words, published_from=words, modified=words, language=words,
        url=words, inferred=(), text=f"{words} It rained. {words}", sha256="0" * 64, edits=(),
    )  # fmt: skip


def spoiled_claim(number, document):
    words = document.title
    return ClaimOf(
        id=f"c{number}", kind="statement", text=words,
        support=(Support(document=document.id, span=Span(0, 5), stance="states"),),
        documents=1, independent=(1, 1), origins=(), verdict="single source", because=words,
    )  # fmt: skip


WORDS = [row["given"] for row in TABLE if row["kind"] == "text"]


@pytest.fixture(scope="module")
def spoiled_desk(start_desk, tmp_path_factory):
    """A desk with a story for each of the hostile words, the first of which holds them all; and its id."""
    store = str(tmp_path_factory.mktemp("spoiled") / "desk.sqlite")
    database = migrated(opened(store))
    documents = tuple(spoiled_document(*pair) for pair in enumerate(WORDS))
    claims = tuple(spoiled_claim(*pair) for pair in enumerate(documents))
    problems = tuple(Problem(stage="read", document=words, reason=words) for words in WORDS)
    stories = [add_story(database, titled(words) or "x") for words in WORDS]
    with database.writing() as connection:
        keep(connection, stories[0], Dossier(twosource="0", documents=documents, claims=claims, problems=problems))
    database.close()
    running = start_desk(store)
    yield running, stories[0]
    running.stop()


def test_no_words_become_a_part_of_a_page(spoiled_desk, browser):
    running, story = spoiled_desk
    context = browser.new_context()
    page = context.new_page()
    errors, asked = [], set()
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: asked.add(request.url.split("/")[2] if "//" in request.url else "data"))
    claims = (f"/claims/c{number}" for number in range(len(WORDS)))
    for path in ("", "/documents", "/history", "/report", *claims):
        answer = page.goto(f"{running.url}/stories/{story}{path}")
        assert answer.status == 200, path
        strange = page.evaluate(
            "() => [...document.querySelectorAll('main script, iframe, img, object, embed, base, main link,"
            " [onerror], [onload], [onmouseover], [onfocus], [ontoggle]')].map((one) => one.outerHTML)"
        )
        assert strange == [], path
    for path in ("/", "/search?words=rained"):
        page.goto(running.url + path)
        assert not page.locator("main script, main img, main iframe").count()
    context.close()
    assert errors == []
    assert asked <= {running.url.split("/")[2], "data"}
