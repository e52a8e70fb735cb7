"""The same corpus on a real Spark: the same rows."""

import json
import os
import shutil

import pyarrow.parquet as pq
import pytest

pyspark = pytest.importorskip("pyspark")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):  # pragma: no cover
    if os.environ.get("TWOSOURCE_NEEDS_SPARK"):
        raise RuntimeError("Spark is to be tested, and there is no Java: install a Java runtime, 17 or later")
    pytest.skip("Spark needs Java", allow_module_level=True)

from twosource.run.corpus import Options, trace_corpus  # noqa: E402
from twosource.run.corpus.spark import NotOnSpark, local_session, trace_on_spark  # noqa: E402
from twosource.run.stories import Options as Stories  # noqa: E402
from twosource.run.stories import group_corpus  # noqa: E402
from twosource.run.stories.spark import group_on_spark  # noqa: E402


@pytest.fixture(scope="module")
def session():
    session = local_session()
    session.conf.set("spark.sql.shuffle.partitions", "3")
    yield session
    session.stop()


@pytest.mark.parametrize("days", [None, 2])
def test_the_rows_are_those_of_the_local_engine(session, corpus, tmp_path, monkeypatch, days):
    monkeypatch.setattr("twosource.run.corpus.spark.TEXTS_TOGETHER", 7)
    monkeypatch.setattr("twosource.run.corpus.arrow.SHARD_CHARACTERS", 9000)
    local = trace_corpus([corpus], tmp_path / "local", Options(workers=1, days=days))
    done = trace_on_spark(session, [corpus], tmp_path / "spark", days=days)
    assert (done.documents, done.passages, done.edges) == (local.documents, local.passages, local.edges)
    for table in ("passages", "edges"):
        one, other = (
            sorted(map(str, read(folder / f"{table}.parquet"))) for folder in (tmp_path / "local", done.folder)
        )
        assert one == other
    copies = sorted(line for part in (done.folder / "copies.jsonl").glob("part*") for line in part.open())
    assert copies == sorted((tmp_path / "local" / "copies.jsonl").open())


def read(path):
    return pq.read_table(path).to_pylist()


def test_a_stopped_run_goes_on_after_its_last_step(session, corpus, tmp_path, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("twosource.run.corpus.spark._passages", stopped)
        with pytest.raises(KeyboardInterrupt):
            trace_on_spark(session, [corpus], tmp_path / "out")
    kept = {file: file.stat().st_mtime_ns for file in (tmp_path / "out" / "work").rglob("part-*")}
    assert kept
    assert trace_on_spark(session, [corpus], tmp_path / "out").passages > 0
    assert all(file.stat().st_mtime_ns == when for file, when in kept.items())


def test_rows_that_are_no_documents_are_told(session, tmp_path):
    lines = [{"id": "a", "text": "It rained on the pier."}, {"id": "a", "text": "It blew."}, {"id": "b", "text": " "}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in [*lines, {"text": "Nobody."}]))
    done = trace_on_spark(session, [tmp_path / "in.jsonl"], tmp_path / "out", keep_text=True)
    assert done.documents == 1
    assert sorted(problem.document for problem in done.problems) == ["a", "a row", "b"]


def test_of_rows_with_one_id_the_first_is_taken_as_it_is_locally(session, corpus, documents, tmp_path):
    texts = (
        "Anna Vale left on the early ferry to Ostley with a crate of lamps, and nobody saw her again that summer. " * 3
    )
    more = [{"id": documents[n]["id"], "text": texts} for n in (0, 0, 7)]
    (tmp_path / "more.jsonl").write_text("".join(json.dumps(row) + "\n" for row in more))
    for order in ([corpus, tmp_path / "more.jsonl"], [tmp_path / "more.jsonl", corpus]):
        name = order[0].stem
        local = trace_corpus(order, tmp_path / f"{name}-local", Options(workers=1))
        done = trace_on_spark(session, order, tmp_path / f"{name}-spark")
        assert (done.documents, done.passages, len(done.problems)) == (local.documents, local.passages, 3)
        assert all("has its id" in one.reason for one in (*done.problems, *local.problems))
        tables = (read(folder / "passages.parquet") for folder in (local.folder, done.folder))
        one, other = (sorted(map(str, rows)) for rows in tables)
        assert one == other


def test_a_session_has_the_tasks_and_the_memory_it_was_given():
    with pytest.raises(NotOnSpark, match="at least"):
        local_session(memory=300)


def test_what_spark_does_not_read_is_told(session, tmp_path):
    with pytest.raises(NotOnSpark, match="on Spark"):
        trace_on_spark(session, [tmp_path / "in.html"], tmp_path / "out")


@pytest.mark.parametrize("days", [3, 400])
def test_stories_are_those_of_the_local_engine(session, corpus, tmp_path, monkeypatch, days):
    monkeypatch.setattr("twosource.run.stories.spark.SPAN", 4)
    local = group_corpus([corpus], tmp_path / "local", Stories(workers=1, days=days))
    done = group_on_spark(session, [corpus], tmp_path / "spark", days=days)
    assert (done.documents, done.stories) == (local.documents, local.stories)
    assert done.stories < done.documents
    one, other = (sorted(map(str, read(folder / "stories.parquet"))) for folder in (local.folder, done.folder))
    assert one == other
