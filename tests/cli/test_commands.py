"""The command line as a user meets it: exit codes, messages, rows, and bad input of every kind."""

import gzip
import io
import json
import os

import jsonschema
import pytest
from click.testing import CliRunner

from twosource.cli import main
from twosource.model import Dossier, dossier_schema, from_json

HARBOUR = """Ferry runs aground off Port Selwyn

By Anna Loring

March 3, 2021

The ferry Marigold ran aground on Tuesday off Port Selwyn, and 14 people were hurt, the harbour authority said.

"We heard a long scraping noise and then nothing," said Tom Birch, a passenger from Ostley.
"""
LEDGER = """Fourteen people were injured when the car ferry Marigold struck rocks near Port Selwyn, officials said.

Tom Birch, a passenger, said: "We heard a long scraping noise and then nothing."
"""


@pytest.fixture
def story(tmp_path):
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    (folder / "ledger.txt").write_text(LEDGER, encoding="utf-8")
    return folder


def run(*arguments, stdin=None):
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)


def test_compare_prints_a_summary_and_writes_page_and_dossier(story, tmp_path):
    page, dossier_file = tmp_path / "report.html", tmp_path / "dossier.json"
    result = run("compare", story, "-o", page, "--json", dossier_file, "--set", "ledger.published=2021-03-03")
    assert result.exit_code == 0, result.output
    assert "2 documents" in result.stdout
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    row = json.loads(dossier_file.read_bytes())
    jsonschema.validate(row, dossier_schema())
    dossier = from_json(dossier_file.read_bytes(), Dossier)
    assert [document.id for document in dossier.documents] == ["harbour", "ledger"]
    for quote in dossier.quotes:
        text = next(d.text for d in dossier.documents if d.id == quote.document)
        assert all(span.of(text) for span in quote.content)


def test_the_same_documents_in_any_order_give_the_same_bytes(story):
    first = run("compare", story / "harbour.txt", story / "ledger.txt", "--json", "-", "-q")
    second = run("compare", story / "ledger.txt", story / "harbour.txt", "--json", "-", "-q")
    assert first.stdout == second.stdout
    assert json.loads(first.stdout)["claims"]


def test_rows_of_read_annotate_and_trace_follow_the_contract(story):
    read = [json.loads(line) for line in run("read", story, "-q").stdout.splitlines()]
    assert {"id", "text", "title", "published", "authors", "outlet", "language", "edits"} <= set(read[0])
    annotated = [json.loads(line) for line in run("annotate", story, "-q").stdout.splitlines()]
    assert set(annotated[0]) == {"id", "text", "quotes", "figures", "dates", "names"}
    assert '"document"' not in json.dumps(annotated)
    traced = [json.loads(line) for line in run("trace", story, "-q").stdout.splitlines()]
    assert {"story", "edges", "unseen", "reuse"} <= set(traced[0])


def test_keep_text_keeps_every_character():
    text = "Share this\n\nâ€œNo,â€ said Ann Lee.  "
    row = json.dumps({"id": "x", "text": text})
    result = run("annotate", "-", "--keep-text", "-q", stdin=row)
    assert json.loads(result.stdout)["text"] == text


def test_rows_name_their_story():
    rows = "\n".join(json.dumps({"id": f"d{i}", "text": HARBOUR, "story": f"s{i % 2}"}) for i in range(4))
    traced = [json.loads(line) for line in run("trace", "-", "-q", stdin=rows).stdout.splitlines()]
    assert {row["story"] for row in traced} == {"s0", "s1"}


def test_wrong_use_is_exit_code_2(story):
    assert run("compare").exit_code == 2
    assert run("compare", story, "--no-such-option").exit_code == 2
    wrong = run("compare", story, "--set", "harbour.colour=red")
    assert wrong.exit_code == 2
    assert "published" in wrong.output, "the message says which fields there are"


def test_nothing_readable_is_exit_code_1(tmp_path):
    result = run("compare", tmp_path / "gone.txt")
    assert result.exit_code == 1
    assert "gone.txt" in result.stderr


def bad_inputs():
    yield "empty file", "empty.txt", b""
    yield "only blanks", "blank.txt", b"  \n\n "
    yield "binary", "image.txt", bytes(range(256)) * 40
    yield "page with no article", "nav.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>"
    yield (
        "broken JSON line",
        "rows.jsonl",
        b'{"id": "ok", "text": "It rained in Port Selwyn on Tuesday."}\n{"id": broken\n',
    )
    yield "row without text", "no-text.jsonl", b'{"id": "x"}\n'
    yield "broken gzip", "cut.txt.gz", gzip.compress(b"It rained. " * 200)[:40]
    yield "format that is not read", "letter.docx", b"PK\x03\x04"
    yield "50 MB of text", "huge.txt", b"word " * 11_000_000


@pytest.mark.parametrize(
    ("name", "content"), [(n, c) for _, n, c in bad_inputs()], ids=[why for why, _, _ in bad_inputs()]
)
def test_bad_input_is_named_and_the_others_go_on(story, name, content):
    (story / name).write_bytes(content)
    result = run("read", story)
    assert result.exit_code == 3, result.stderr
    assert name.split(".")[0] in result.stderr
    assert {"harbour", "ledger"} <= {json.loads(line)["id"] for line in result.stdout.splitlines()}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(story):
    (story / "locked.txt").write_text(HARBOUR)
    (story / "locked.txt").chmod(0)
    result = run("read", story)
    assert result.exit_code == 3 and "locked" in result.stderr


def test_the_same_file_twice_counts_once(story):
    result = run("read", story / "harbour.txt", story / "harbour.txt", story / "ledger.txt")
    assert len(result.stdout.splitlines()) == 2
    assert result.exit_code == 3 and "harbour" in result.stderr


def test_one_document_alone_is_told(story):
    result = run("compare", story / "harbour.txt")
    assert result.exit_code == 3
    assert "one document only" in result.stderr


def test_no_date_anywhere_is_told(story):
    (story / "harbour.txt").write_text("It rained on Tuesday, the mayor said.", encoding="utf-8")
    result = run("compare", story)
    assert result.exit_code == 3
    assert "harbour.published" in result.stderr, "the message shows how to give the date"


def test_another_language_is_told_and_still_compared(story):
    german = "Die Fähre ist am Dienstag vor dem Hafen gestrandet. „Wir hörten ein langes Kratzen“, sagte ein Fahrgast. "
    (story / "bote.txt").write_text(german * 6, encoding="utf-8")
    result = run("compare", story, "--json", "-")
    assert result.exit_code == 3
    assert "bote" in result.stderr and "'de'" in result.stderr
    assert "bote" in {document["id"] for document in json.loads(result.stdout)["documents"]}


def test_escape_codes_of_a_document_do_not_reach_the_terminal(story):
    (story / "evil\x1b[31m.txt").write_text("\x1b[2J[bold]" + HARBOUR, encoding="utf-8")
    result = run("compare", story)
    assert "\x1b" not in result.output


def test_every_command_explains_itself():
    for name in ("compare", "read", "annotate", "trace"):
        result = run(name, "--help")
        assert result.exit_code == 0 and "Example" in result.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell):
    assert "_TWOSOURCE_COMPLETE" in run("completion", shell).stdout


def test_progress_shows_only_after_two_seconds_and_only_to_a_terminal(monkeypatch):
    from twosource.cli import display

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    clock = [0.0]
    monkeypatch.setattr(display.time, "monotonic", lambda: clock[0])
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with display.Display(quiet=False) as progress:
        progress("read", 1, 10)
        assert not terminal.getvalue()
        clock[0] = 2.5
        progress("read", 2, 10)
    assert "read" in terminal.getvalue()
