"""Many documents in a folder: the plain engine's passages, whatever the processes, the memory and the accidents."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from twosource.align import find_reuse
from twosource.align.grain import CORPUS
from twosource.cli import main
from twosource.run import read_articles
from twosource.run.corpus import Options, WrongFolder, batches, look_up, trace_corpus
from twosource.run.corpus.folder import Folder


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(batches, "MOST_DOCUMENTS", 13)


def results(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.suffix == ".jsonl"}


def passages(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "passages.jsonl").read_bytes().splitlines()]


def test_the_passages_are_those_of_the_plain_engine(corpus, tmp_path):
    done = trace_corpus([corpus], tmp_path / "out", Options(workers=1))
    articles = read_articles([corpus]).articles
    plain = find_reuse(articles, CORPUS)
    assert [(p["left"]["document"], p["right"]["document"]) for p in passages(tmp_path / "out")]
    assert sorted(map(str, passages(tmp_path / "out"))) == sorted(
        str(
            {
                "left": {"document": one.left.document, "span": list(one.left.span)},
                "right": {"document": one.right.document, "span": list(one.right.span)},
                "similarity": one.similarity,
            }
        )
        for one in plain
    )
    assert (done.documents, done.passages, done.problems) == (60, len(plain), ())


def test_processes_and_memory_make_no_difference(corpus, tmp_path, monkeypatch):
    trace_corpus([corpus], tmp_path / "one", Options(workers=1))
    trace_corpus([corpus], tmp_path / "two", Options(workers=2))
    monkeypatch.setattr("twosource.run.corpus.tracing.LEAST_RANGES", 16)
    monkeypatch.setattr("twosource.run.corpus.joining.SEEDS_AT_ONCE", 7)
    trace_corpus([corpus], tmp_path / "three", Options(workers=1))
    assert results(tmp_path / "one") == results(tmp_path / "two") == results(tmp_path / "three")


SCRIPT = """
import sys, time
from pathlib import Path
from twosource.run.corpus import Options, batches, trace_corpus
batches.MOST_DOCUMENTS = 13
def slowly(stage, done, total):
    print(stage, done, flush=True)
    time.sleep(0.05)
trace_corpus([sys.argv[1]], Path(sys.argv[2]), Options(workers=1, progress=slowly))
"""


@pytest.mark.parametrize("stop", [("read", 26), ("groups", 2), ("seeds", 3), ("passages", 1), ("passages", 4)])
def test_a_run_that_was_killed_goes_on(corpus, tmp_path, stop):
    trace_corpus([corpus], tmp_path / "whole", Options(workers=1))
    command = [sys.executable, "-c", SCRIPT, str(corpus), str(tmp_path / "killed")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as running:
        for line in running.stdout:
            if line.split() == [stop[0], str(stop[1])]:
                running.send_signal(signal.SIGKILL)
                break
    kept = {file: file.stat().st_mtime_ns for file in (tmp_path / "killed" / "work").rglob("0*") if file.is_file()}
    time.sleep(0.02)
    (tmp_path / "killed" / "work" / ".00000.1.part").touch()
    trace_corpus([corpus], tmp_path / "killed", Options(workers=1))
    assert results(tmp_path / "killed") == results(tmp_path / "whole")
    assert all(file.stat().st_mtime_ns == when for file, when in kept.items()), "work was done again"
    assert not list((tmp_path / "killed").rglob("*.part"))


def test_a_folder_of_an_earlier_layout_is_refused(corpus, tmp_path):
    trace_corpus([corpus], tmp_path / "out")
    about = tmp_path / "out" / "about.json"
    about.write_text(re.sub(r'"layout": *\d+', '"layout": 1', about.read_text()))
    for again in (lambda: trace_corpus([corpus], tmp_path / "out"), lambda: look_up([corpus], tmp_path / "out")):
        with pytest.raises(WrongFolder, match="another version of twosource"):
            again()


def test_a_folder_of_another_run_is_not_touched(corpus, tmp_path):
    trace_corpus([corpus], tmp_path / "out", Options(workers=1))
    before = results(tmp_path / "out")
    with pytest.raises(WrongFolder, match="differs in: keep_text"):
        trace_corpus([corpus], tmp_path / "out", Options(workers=1, keep_text=True))
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("mine")
    with pytest.raises(WrongFolder, match="is not empty"):
        trace_corpus([corpus], tmp_path / "other", Options(workers=1))
    assert results(tmp_path / "out") == before


def test_a_folder_in_which_a_run_is_at_work_is_kept_from_others(corpus, tmp_path):
    trace_corpus([corpus], tmp_path / "out", Options(workers=1))
    with Folder(tmp_path / "out").held():
        with pytest.raises(WrongFolder, match="another run is at work"):
            trace_corpus([corpus], tmp_path / "out", Options(workers=1))
        with pytest.raises(WrongFolder, match="another run is at work"):
            look_up([corpus], tmp_path / "out")
        assert look_up([corpus], tmp_path / "out", add=False).documents == 0
    assert trace_corpus([corpus], tmp_path / "out", Options(workers=1)).documents == 60


def test_of_rows_with_one_id_the_first_is_taken(corpus, documents, tmp_path):
    with corpus.open("a", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"id": documents[n]["id"], "text": "It rained."}) + "\n" for n in (0, 0, 7))
    done = trace_corpus([corpus], tmp_path / "out", Options(workers=1))
    assert done.documents == 60
    assert [problem.document.rsplit(":", 1)[1] for problem in done.problems] == ["61", "62", "63"]
    assert all(f"its id ({documents[0]['id']})" in one.reason for one in done.problems[:2])


def test_documents_far_apart_in_time_are_not_compared(corpus, documents, tmp_path):
    trace_corpus([corpus], tmp_path / "all", Options(workers=1))
    trace_corpus([corpus], tmp_path / "near", Options(workers=1, days=2))
    day = {row["id"]: int(row["date"][-2:]) for row in documents if "date" in row}

    def near(one: dict) -> bool:
        days = [day.get(one[side]["document"]) for side in ("left", "right")]
        return None in days or abs(days[0] - days[1]) <= 2

    assert passages(tmp_path / "near") == [one for one in passages(tmp_path / "all") if near(one)]
    assert 0 < len(passages(tmp_path / "near")) < len(passages(tmp_path / "all"))


@pytest.mark.parametrize("add", [True, False])
def test_new_documents_find_what_a_whole_run_finds(corpus, documents, tmp_path, add):
    lines = corpus.read_text(encoding="utf-8").splitlines(keepends=True)
    old, new, last = tmp_path / "old.jsonl", tmp_path / "new.jsonl", tmp_path / "last.jsonl"
    for file, some in ((old, lines[:40]), (new, lines[40:50]), (last, lines[50:])):
        file.write_text("".join(some), encoding="utf-8")
    trace_corpus([corpus], tmp_path / "whole", Options(workers=1))
    trace_corpus([old], tmp_path / "index", Options(workers=1))
    before = sorted((tmp_path / "index" / "index").rglob("*"))
    first = look_up([new], tmp_path / "index", add=add)
    assert (sorted((tmp_path / "index" / "index").rglob("*")) == before) is not add
    second = look_up([last], tmp_path / "index", add=add)
    found = [*passages(tmp_path / "index"), *(json.loads(json.dumps(row_of(one))) for one in first.passages)]
    found += [row_of(one) for one in second.passages]
    whole = passages(tmp_path / "whole")
    if not add:  # the last ten know nothing of the ten before them
        ids = [row["id"] for row in documents]
        middle, late = set(ids[40:50]), set(ids[50:])
        pairs = [{one["left"]["document"], one["right"]["document"]} for one in whole]
        whole = [one for one, pair in zip(whole, pairs, strict=True) if not (pair & middle and pair & late)]
    assert sorted(map(str, found)) == sorted(map(str, whole))


def row_of(one) -> dict:
    return {
        "left": {"document": one.left.document, "span": list(one.left.span)},
        "right": {"document": one.right.document, "span": list(one.right.span)},
        "similarity": one.similarity,
    }


def test_an_id_that_the_index_has_is_told(corpus, tmp_path):
    trace_corpus([corpus], tmp_path / "index", Options(workers=1))
    again = look_up([corpus], tmp_path / "index")
    assert again.documents == 0
    assert "give it another id" in again.problems[0].reason
    with pytest.raises(WrongFolder, match="no run"):
        look_up([corpus], tmp_path)
    (tmp_path / "index" / "index" / "complete").unlink()
    with pytest.raises(WrongFolder, match="not finished"):
        look_up([corpus], tmp_path / "index")


def test_facts_beside_a_document_hold_in_a_corpus_too(tmp_path):
    (tmp_path / "in").mkdir()
    text = " ".join(f"Berth {number} went to the Alma of Millport." for number in range(9))
    for name, day in (("a", "2031-03-01"), ("b", "2031-03-20")):
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / "in" / f"{name}.facts.toml").write_text(f'published = "{day}"\n', encoding="utf-8")
    assert trace_corpus([tmp_path / "in"], tmp_path / "near", Options(workers=1, days=2)).passages == 0
    assert trace_corpus([tmp_path / "in"], tmp_path / "all", Options(workers=1)).passages > 0


def test_boilerplate_is_shown_and_not_dropped(tmp_path):
    sign_off = "Copying this report in whole or in part needs the written leave of the Harbour Post."
    file = tmp_path / "many.jsonl"
    file.write_text(
        "".join(
            json.dumps({"id": f"d{n}", "text": f"Report {n} is on pier {n * 7}. {sign_off}"}) + "\n" for n in range(101)
        )
    )
    done = trace_corpus([file], tmp_path / "out", Options(workers=1))
    (shown,) = [json.loads(line) for line in (tmp_path / "out" / "boilerplate.jsonl").read_bytes().splitlines()]
    assert (shown["documents"], shown["text"]) == (101, sign_off.removesuffix("."))
    assert done.passages == 0


def test_bad_rows_are_told_and_the_others_go_on(corpus, tmp_path):
    with corpus.open("a", encoding="utf-8") as lines:
        lines.write('{"id": "broken"\n{"id": "empty", "text": ""}\n')
    done = trace_corpus([corpus], tmp_path / "out", Options(workers=1))
    assert done.documents == 60
    assert [problem.document.rsplit(":", 1)[1] for problem in done.problems] == ["61", "62"]


def test_an_empty_corpus_leaves_empty_tables(tmp_path):
    (tmp_path / "none.jsonl").write_text("")
    done = trace_corpus([tmp_path / "none.jsonl"], tmp_path / "out", Options(workers=1))
    assert (done.documents, done.passages, done.edges, len(done.problems)) == (0, 0, 0, 1)


def test_the_command_writes_tables_that_can_be_asked(corpus, documents, tmp_path):
    out = tmp_path / "out"
    result = CliRunner().invoke(main, ["trace", str(corpus), "--out", str(out), "--workers", "1"])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("60 documents, ")
    asked = duckdb.sql(f"select count(*), min(equal_words) from '{out}/passages.parquet'").fetchall()[0]
    assert asked[0] == len(passages(out)) and asked[1] >= CORPUS.equal
    edges = duckdb.sql(f"select count(*), max(confidence) from '{out}/edges.parquet'").fetchall()[0]
    assert edges[0] > 0 and edges[1] <= 1
    draft = tmp_path / "draft.txt"
    draft.write_text(documents[3]["text"], encoding="utf-8")
    found = CliRunner().invoke(main, ["trace", str(draft), "--index", str(out), "--no-add"])
    assert found.exit_code == 0, found.output
    assert documents[3]["id"] in {json.loads(line)["left"]["document"] for line in found.stdout.splitlines()}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--out", "a", "--index", "."], "exclude each other"),
        (["--index", "."], "no run of twosource"),
        (["--out", "a", "--engine", "spark", "--memory", "300"], "at least 600"),
        (["--out", "a", "--set", "x.title=y"], "put the facts into the rows"),
    ],
)
def test_wrong_use_is_told(corpus, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["trace", str(corpus), *arguments])
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())
