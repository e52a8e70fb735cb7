"""Every kind of input, and every kind of bad input: the others go on, and the message names what it is about."""

import gzip
import json
import os
from datetime import date
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from twosource.model import Capture, Problem
from twosource.read import opening, read

TEXT = "The ferry sank at dawn, the port said."
ROWS = (
    b'{"id": "x", "text": "It rained.", "source": "Bay Post"}\n\n{"text": "It cleared."}\n{"html": "<p>It blew.</p>"}\n'
)


def read_all(*paths, stdin=None) -> tuple[dict[str, Capture], list[Problem]]:
    found = list(read(paths, stdin))
    return {one.id: one for one in found if isinstance(one, Capture)}, [p for p in found if isinstance(p, Problem)]


def test_all_formats_of_a_folder_in_order(tmp_path):
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "a.HTML").write_text(f"<p>{TEXT}</p>")
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "d.jsonl").write_bytes(ROWS)
    (tmp_path / "e.csv").write_text('id,text,source\n7,"One,\ntwo",Bay Post\n,Three,\n')
    (tmp_path / "f.tsv.gz").write_bytes(gzip.compress(b"text\tdate\nFour\t2031-03-03\n"))
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "g.htm").write_text("<p>x</p>")
    (tmp_path / "b.facts.toml").write_text("")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text(TEXT)
    captures, problems = read_all(tmp_path)
    assert problems == []
    assert list(captures) == ["a", "b", "c", "x", "d:3", "d:4", "g", "7", "e:4", "f:2"]
    assert captures["c"].content == TEXT.encode()
    assert (captures["x"].encoding, captures["x"].given) == ("utf-8", {"source": "Bay Post"})
    assert (captures["d:4"].media, captures["a"].media, captures["b"].media) == ("html", "html", "text")
    assert captures["7"].content == b"One,\ntwo"
    assert captures["f:2"].given == {"date": "2031-03-03"}


def test_a_parquet_table_is_read_as_json_lines_are(tmp_path):
    rows = {"id": ["x", None], "text": ["It rained.", ""], "date": [date(2031, 3, 3), None]}
    pq.write_table(pa.table(rows), tmp_path / "a.parquet")
    (tmp_path / "b.parquet").write_bytes(b"PAR1 and nothing more")
    pq.write_table(pa.table({"name": ["x"]}), tmp_path / "c.parquet")
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), tmp_path / "d.parquet")
    captures, problems = read_all(tmp_path)
    assert captures["x"].given == {"date": "2031-03-03"}
    wanted = ["row 2 of", "is not a sound Parquet file", "no column 'text' or 'html'", "has no rows"]
    assert all(words in problem.reason for words, problem in zip(wanted, problems, strict=True)), problems


def test_standard_input_is_json_lines():
    captures, problems = read_all("-", "-", stdin=BytesIO(ROWS))
    assert list(captures) == ["x", "stdin:3", "stdin:4"]
    assert [problem.reason for problem in problems] == ["standard input was read already"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\n", "is empty"),
        ("a.txt", b"\xef\xbb\xbf", "is empty"),
        ("a.jsonl", b"\n", "is empty"),
        ("a.csv", b"", "is empty"),
        ("a.csv", b"text\n", "no rows"),
        ("a.csv", b"id,body\n1,x\n", "no column 'text' or 'html' (its columns: id, body)"),
        ("a.txt", b"%PDF-1.4 ...", "is no text but a PDF"),
        ("a.txt", bytes(range(256)) * 40, "is no text but binary data"),
        ("a.html", b"\x89PNG\r\n", "is no text but a picture"),
        ("a.txt.gz", b"no gzip at all", "not a sound gzip file"),
        ("a.txt.gz", gzip.compress(b"text" * 999)[:-12], "not a sound gzip file"),
        ("a.docx", b"PK", "What is read is .txt, .html, .jsonl, .csv"),
        ("a.pdf", b"%PDF", ".pdf are not read"),
        ("a", b"text", "without a suffix"),
        ("a.warc.gz", b"", ".warc.gz are not read"),
    ],
)
def test_bad_files_are_named_and_the_others_go_on(tmp_path, name, content, words):
    bad, good = tmp_path / name, tmp_path / "good.txt"
    bad.write_bytes(content)
    good.write_text(TEXT)
    captures, problems = read_all(bad, good)
    assert list(captures) == ["good"]
    assert len(problems) == 1 and problems[0].stage == "read"
    assert words in problems[0].reason
    assert str(bad) in problems[0].reason and problems[0].document == str(bad)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"text": "It', "not a JSON object"),
        (b'["text"]', "not a JSON object"),
        (b'{"text": "caf\xe9"}', "not a JSON object"),
        (b'{"id": "z"}', "no field 'text' or 'html' (its fields: id)"),
        (b'{"text": ""}', "field 'text' is empty"),
        (b'{"text": 5}', "field 'text' is not a string"),
        (b"[" * 100_000, "not a JSON object"),
    ],
)
def test_bad_lines_are_named_and_the_others_go_on(tmp_path, line, words):
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"text": "One."}\n' + line + b'\n{"text": "Three."}\n')
    captures, problems = read_all(file)
    assert list(captures) == ["a:1", "a:3"]
    assert len(problems) == 1
    assert words in problems[0].reason and f"line 2 of {file}" in problems[0].reason


def test_a_bad_row_of_a_table_is_named(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"text;source\nOne;x\n;y\nCaf\xe9;z\n")
    captures, problems = read_all(tmp_path / "a.csv")
    assert [one.content.decode() for one in captures.values()] == ["One", "Café"]
    assert len(problems) == 1 and "line 3 of" in problems[0].reason


def test_a_table_in_utf16(tmp_path):
    (tmp_path / "a.tsv").write_bytes("text\tsource\nÖl\tx\n".encode("utf-16"))
    captures, _ = read_all(tmp_path)
    assert captures["a:2"].content.decode() == "Öl"


def test_lone_surrogates_do_no_harm(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(rb'{"text": "It \ud83d rained \ud83d\ude00."}')
    captures, problems = read_all(tmp_path)
    assert len(captures) + len(problems) == 1


@pytest.mark.parametrize("packed", [False, True])
def test_too_large_a_document(tmp_path, monkeypatch, packed):
    monkeypatch.setattr(opening, "LARGEST", 5_000_000)
    content = b"It rained. " * 500_000
    file = tmp_path / ("a.txt.gz" if packed else "a.txt")
    file.write_bytes(gzip.compress(content) if packed else content)
    captures, problems = read_all(file)
    assert not captures
    assert "more than 5 MB" in problems[0].reason and str(file) in problems[0].reason


def test_a_packed_line_without_end_is_left_out_and_the_next_read(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "LARGEST", 1000)
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(gzip.compress(b'{"text": "' + b"a" * 9000 + b'"}\n{"text": "It rained."}\n'))
    captures, problems = read_all(file)
    assert list(captures) == ["a:2"]
    assert "line 1 of" in problems[0].reason


def test_one_file_by_two_paths_is_counted_once(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(TEXT)
    (tmp_path / "link.txt").symlink_to(file)
    captures, problems = read_all(file, tmp_path / ".." / tmp_path.name / "a.txt", tmp_path / "link.txt")
    assert list(captures) == ["a"]
    assert ["counted once" in problem.reason for problem in problems] == [True, True]


def test_one_text_in_two_files_is_kept_since_it_may_be_a_repost(tmp_path):
    for folder in ("post", "herald"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(TEXT)
    captures, problems = read_all(tmp_path)
    assert list(captures) == ["a", "a~2"]
    assert not problems


def test_a_row_twice_is_counted_once_but_rows_that_only_share_id_or_text_are_kept(tmp_path):
    rows = (("1", "One."), ("1", "One."), ("1", "Two."), ("2", "One."))
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"id": name, "text": text}) for name, text in rows))
    captures, problems = read_all(tmp_path)
    assert list(captures) == ["1", "1~2", "2"]
    assert len(problems) == 1 and "same document twice" in problems[0].reason


def test_a_folder_with_nothing_in_it_and_a_path_that_is_not_there(tmp_path):
    _, problems = read_all(tmp_path, tmp_path / "gone.txt")
    assert "nothing in the folder" in problems[0].reason
    assert "there is no file or folder" in problems[1].reason


def test_documents_of_other_kinds_in_a_folder_do_not_vanish(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "b.txt").write_text(TEXT)
    captures, problems = read_all(tmp_path)
    assert list(captures) == ["b"]
    assert "a.pdf" in problems[0].reason


def test_a_folder_that_links_to_itself(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    captures, problems = read_all(tmp_path)
    assert list(captures) == ["a"]
    assert not problems


def test_a_file_that_vanishes_between_listing_and_reading(tmp_path):
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT)
    found = read([tmp_path])
    assert next(found).id == "a"
    (tmp_path / "b.txt").unlink()
    gone, last = found
    assert isinstance(gone, Problem) and "b.txt is no longer there" in gone.reason
    assert last.id == "c"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt").chmod(0)
    _, problems = read_all(tmp_path / "a.txt")
    assert "may not read" in problems[0].reason


def test_a_file_that_the_system_refuses(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(TEXT)

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    _, problems = read_all(tmp_path / "a.txt")
    assert "may not read" in problems[0].reason
