"""One behaviour of the store for both databases."""

import threading
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from msgspec import structs
from sqlalchemy import inspect, text

from twosource.model import Document, Dossier, Entity, Quote, Span, Utterance, Variant
from twosource.overrule import Override, Target
from twosource.store import jobs, migrated, opened
from twosource.store.database import WrongDatabase
from twosource.store.dossiers import dossier_of, keep, runs_of
from twosource.store.files import add_address, add_file, content_of, fetched, files_of, held, not_fetched
from twosource.store.migrating import emptied, newest, revision
from twosource.store.overrides import add_correction, corrections_of, followed, redo, undo
from twosource.store.passages import LONGEST
from twosource.store.search import searched, sought
from twosource.store.settings import secret_of
from twosource.store.stories import NoStory, add_story, delete_story, rename_story, scrub, stories_listed, story_of
from twosource.store.tables import metadata

pytestmark = pytest.mark.parametrize("new_database", ["sqlite", "postgresql"], indirect=True)

TEXTS = {
    "herald": "The cable car stopped.\n“We heard a bang, and then nothing moved,” said Mayor Ilse Brandão.",
    "radio": "“We heard a bang and nothing moved,” Brandao told Coast Radio.\nThe rope was inspected in April.",
}


@pytest.fixture
def database(new_database):
    database = migrated(opened(new_database))
    yield database
    database.close()


def document(id, words):
    return Document(
        id=id, path=f"{id}.txt", outlet=None, outlet_from=None, title=None, title_from=None, authors=(),
        authors_from=None, published=None, published_from=None, modified=None, language="en", url=None, inferred=(),
        text=words, sha256="0" * 64, edits=(),
    )  # fmt: skip


def quote(id, name, start, end, said):
    at = TEXTS[name].index(start)
    span = Span(at, TEXTS[name].index(end) + len(end))
    return Quote(
        id=id, document=name, content=(span,), kind="direct", speaker="e1", speaker_name=said, naming="named",
        confidence=0.9,
    )  # fmt: skip


DOSSIER = Dossier(
    twosource="0",
    documents=tuple(document(id, words) for id, words in TEXTS.items()),
    quotes=(
        quote("q1", "herald", "We heard", "moved,", "Ilse Brandão"),
        quote("q2", "radio", "We heard", "moved,", "Brandao"),
    ),
    entities=(Entity(id="e1", name="Ilse Brandão", type="person", aliases=("Brandao",), mentions=()),),
    utterances=(
        Utterance(
            id="u1", speaker="e1", documents=2, independent=(2, 2),
            variants=(
                Variant(quote="q1", content=(Span(24, 60),), relation="fullest"),
                Variant(quote="q2", content=(Span(1, 30),), relation="truncated"),
            ),
        ),
    ),
)  # fmt: skip


def kept(database, dossier=DOSSIER, title="Cable car"):
    story = add_story(database, title)
    with database.writing() as connection:
        keep(connection, story, dossier)
    return story


def test_the_migrations_make_the_tables_that_the_code_expects(database):
    with database.reading() as connection:
        assert revision(connection) == newest()
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        expected = {"passages_words"}  # the index of words is made by hand, for each database its own
        strange = [one for one in compare_metadata(context, metadata) if not expected & set(str(one).split("'"))]
    assert [one for one in strange if "passages_words" not in str(one)] == []


def test_migrations_can_be_taken_back_and_made_again_and_keep_what_is_there(database):
    story = kept(database)
    assert story_of(migrated(database), story).title == "Cable car"
    emptied(database)
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}
    migrated(database)
    assert stories_listed(database) == []


def test_a_database_of_a_newer_version_is_left_alone(database):
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(WrongDatabase, match="a newer one made it"):
        migrated(database)


def test_a_story_is_listed_with_what_came_out_the_last_changed_first(database):
    first = kept(database)
    second = add_story(database, "Ferry")
    listed = {story.id: story for story in stories_listed(database)}
    assert listed[first].run == 1 and listed[first].summary.documents == 2
    assert (listed[second].run, listed[second].summary, listed[second].working) == (None, None, False)
    rename_story(database, second, "Ferry of Havtern")
    assert story_of(database, second).title == "Ferry of Havtern"
    with pytest.raises(NoStory):
        story_of(database, "0" * 16)


def test_files_are_kept_byte_for_byte_and_the_same_one_once(database):
    story, content = add_story(database, "Ferry"), bytes(range(256)) * 9
    number = add_file(database, story, "a.txt", content)
    assert add_file(database, story, "a.txt", content) is None
    assert add_file(database, story, "b.txt", content) is not None
    assert content_of(database, story, number) == ("a.txt", content)
    assert held(database, story) == (2, 2 * len(content))
    with pytest.raises(NoStory):
        content_of(database, add_story(database, "Other"), number)
    with pytest.raises(NoStory):
        add_file(database, "0" * 16, "a.txt", b"x")


def test_an_address_gets_its_content_or_the_reason_why_not(database):
    story = add_story(database, "Ferry")
    good, bad = (add_address(database, story, f"https://{name}.example/", name) for name in "ab")
    assert add_address(database, story, "https://a.example/", "a") is None
    fetched(database, good, "a.html", b"<p>It sank.")
    not_fetched(database, bad, "it does not answer")
    one, other = files_of(database, story)
    assert (one.size, one.problem, other.size, other.problem) == (11, None, None, "it does not answer")


def test_every_run_is_kept_and_the_newest_is_shown(database):
    story = kept(database)
    with database.writing() as connection:
        assert keep(connection, story, structs.replace(DOSSIER, documents=DOSSIER.documents[:1])) == 2
    assert [run.number for run in runs_of(database, story)] == [2, 1]
    assert dossier_of(database, story, 1) == DOSSIER
    assert len(dossier_of(database, story).documents) == 1
    with pytest.raises(NoStory):
        dossier_of(database, story, 3)


def found(database, words, speaker="", story=None):
    return [(one.kind, one.document) for one in searched(database, sought(words, speaker), story)]


def test_search_finds_words_phrases_and_speakers(database):
    story = kept(database)
    assert found(database, "ROPE april") == [("text", "radio")]
    assert found(database, '"inspected in april"') == [("text", "radio")]
    assert found(database, '"april inspected"') == []
    assert found(database, "bang", "brandao") == [("quotation", "herald")]
    assert found(database, "", "Brandão") == [("quotation", "herald")]
    assert found(database, "", "Brand") == []
    assert found(database, "rope", story=add_story(database, "Other")) == []
    assert found(database, "rope", story=story) == [("text", "radio")]
    assert found(database, "   ") == []


def test_search_tells_all_versions_of_what_somebody_said(database):
    kept(database)
    (one,) = [one for one in searched(database, sought("heard bang")) if one.kind == "quotation"]
    assert [(v.document, v.relation) for v in one.versions] == [("herald", "fullest"), ("radio", "truncated")]
    assert TEXTS[one.document][one.start : one.end] == one.words


@pytest.mark.parametrize(
    "words", ["'", "a' OR '1'='1", '"', "* NEAR(", "a AND", "\\", "%", "_", "\0", "\ud800", "(((", ":*", "x" * 5000]
)
def test_a_search_cannot_be_broken_out_of(database, words):
    kept(database)
    found(database, words)
    found(database, "", words)


def test_words_that_no_database_takes_as_they_are_are_found(database):
    hostile = "nul \0 and half \ud800 and " + "longword" * 500 + " " + "word " * LONGEST + "last\n渡輪沉沒於海灣"
    kept(database, Dossier(twosource="0", documents=(document("odd", hostile.replace("\ud800", "\ufffd")),)))
    assert found(database, "last") == [("text", "odd")]
    assert found(database, "沉沒") == [("text", "odd")]
    assert found(database, "沒沉") == []


def test_a_new_run_is_what_is_searched(database):
    story = kept(database)
    with database.writing() as connection:
        keep(connection, story, structs.replace(DOSSIER, documents=DOSSIER.documents[:1], quotes=()))
    assert found(database, "rope") == []


def test_corrections_have_a_history_and_can_be_undone_and_done_again(database):
    story = add_story(database, "Ferry")
    said = Override(
        what="speaker", targets=(Target(document="a", words="It sank"),), to="Ann Orr", by="K. Lang",
        when="2031-05-06", why="tape",
    )  # fmt: skip
    number = add_correction(database, story, said)
    assert followed(corrections_of(database, story)) == (said,)
    undo(database, story, number)
    assert followed(corrections_of(database, story)) == ()
    assert [one.undone is None for one in corrections_of(database, story)] == [False]
    redo(database, story, number)
    assert followed(corrections_of(database, story)) == (said,)
    with pytest.raises(ValueError, match="why is missing"):
        add_correction(database, story, structs.replace(said, why=" "))
    with pytest.raises(NoStory):
        undo(database, add_story(database, "Other"), number)


def test_a_job_is_done_once_and_its_result_comes_with_it(database):
    story = add_story(database, "Ferry")
    number = jobs.add_job(database, "analyse", story)
    assert jobs.add_job(database, "analyse", story) == number
    taken = jobs.next_job(database, "one")
    assert (taken.id, taken.story) == (number, story)
    assert jobs.next_job(database, "two") is None
    jobs.told(database, number, "one", "clean", 1, 3)
    with jobs.finishing(database, number, "one") as connection:
        keep(connection, story, DOSSIER)
    assert jobs.job_of(database, story).state == "done"
    with pytest.raises(jobs.JobLost), jobs.finishing(database, number, "one") as connection:
        keep(connection, story, DOSSIER)
    assert len(runs_of(database, story)) == 1


def test_a_job_whose_worker_is_gone_is_taken_by_another_and_given_up_in_the_end(database, monkeypatch):
    story = add_story(database, "Ferry")
    number = jobs.add_job(database, "analyse", story)
    later = time.time() + jobs.LEASE + 1
    for attempt in range(jobs.ATTEMPTS):
        assert jobs.next_job(database, f"worker {attempt}").id == number
        monkeypatch.setattr(time, "time", lambda now=later + attempt * (jobs.LEASE + 1): now)
    with pytest.raises(jobs.JobLost):
        jobs.extended(database, number, "worker 0")
    assert jobs.next_job(database, "last") is None
    assert jobs.job_of(database, story).state == "failed"


def test_two_workers_never_hold_one_job(database):
    for _ in range(20):
        jobs.add_job(database, "analyse", add_story(database, "x"))
    taken = []

    def work(name):
        while job := jobs.next_job(database, name):
            taken.append(job.id)

    workers = [threading.Thread(target=work, args=(str(n),)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(taken) == len(set(taken)) == 20


def test_the_secret_of_forms_stays_the_same(database):
    assert secret_of(database) == secret_of(database)


SECRET = "Zyxomma"


def test_a_deleted_story_is_gone_from_every_table_and_from_the_disk(database, new_database, tmp_path):
    dossier = structs.replace(DOSSIER, documents=(document("a", f"{SECRET} said nothing."),))
    story, other = kept(database, dossier, f"On {SECRET}"), kept(database)
    add_file(database, story, f"{SECRET}.txt", SECRET.encode())
    jobs.add_job(database, "analyse", story)
    assert found(database, SECRET) == [("text", "a")]
    delete_story(database, story)
    scrub(database)
    assert found(database, SECRET) == []
    with database.reading() as connection:
        for table in metadata.sorted_tables:
            if "story" in table.c:
                assert connection.execute(table.select().where(table.c.story == story)).all() == []
    assert [one.id for one in stories_listed(database)] == [other]
    assert found(database, "rope") == [("text", "radio")]
    with pytest.raises(NoStory):
        delete_story(database, story)
    if database.is_sqlite:
        left = b"".join(file.read_bytes() for file in Path(tmp_path).iterdir())
        assert SECRET.encode() not in left and SECRET.lower().encode() not in left
