"""Many articles into stories: the same ones whatever the order, the processes, the days and the accidents."""

import json
import os
import random
import signal
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import duckdb
import pandas
import pytest
from click.testing import CliRunner

from twosource.cli import main
from twosource.run import read_articles
from twosource.run.corpus import batches
from twosource.run.stories import Options, WrongFolder, group_corpus
from twosource.stories import Grouping, profile

EVENTS = [
    ("Kellport", "ferry Alma", "sank", "coast guard", "Ida Roth", "reef"),
    ("Ostley", "cannery", "burned down", "fire brigade", "Jon Vale", "freezer"),
    ("Tarn", "school roof", "collapsed", "inspectors", "Mara Voss", "snow"),
    ("Corrie", "referendum", "was lost", "returning officer", "Peter Lund", "turnout"),
    ("Eskdale", "dam", "overflowed", "engineers", "Nina Hale", "spillway"),
    ("Brill", "museum", "was robbed", "detectives", "Otto Kern", "amulets"),
    ("Selwyn", "strike", "ended", "harbour union", "Rosa Feld", "overtime"),
    ("Dunmore", "bridge", "was closed", "surveyors", "Karl Imhof", "cracks"),
]
FRAMES = [
    "The {1} {2} in {0} on {when}, the {3} said. {4} spoke of {number} people and of the {5}.",
    "In {0} the {1} {2}. “Nobody had thought of the {5},” said {4}, as the {3} counted {number} people.",
    "{4} and the {3} of {0} are asked why the {1} {2}: the {5} had been known of, and {number} people waited.",
]


def rows() -> list[dict]:
    """Reports of events that never were: two to four of each, within three days; every ninth has no date."""
    chance = random.Random(11)
    out: list[dict] = []
    for number in range(20):
        event, day, people = EVENTS[number % len(EVENTS)], 1 + number, chance.randint(12, 900)
        town = event[0] if number < len(EVENTS) else f"{event[0]} {'North' if number % 2 else 'Upper'}by{number}"
        for report in range(chance.randint(2, 4)):
            text = chance.choice(FRAMES).format(town, *event[1:], when="Monday", number=people)
            row = {
                "id": f"a{number:02}{report}",
                "title": f"{event[1].capitalize()} {event[2]} in {town}",
                "text": text,
            }
            late = (day + chance.randint(0, 2)) * (len(out) % 9 > 0)
            out.append(row | ({"date": f"2031-03-{late:02}"} if late else {}))
    return sorted(out, key=lambda row: row.get("date", "9"))


ROWS = rows()


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(batches, "MOST_DOCUMENTS", 13)
    monkeypatch.setattr("twosource.run.stories.pairing.TOGETHER", 9)
    monkeypatch.setattr("twosource.run.stories.linking.BLOCK", 4)


def write(file: Path, some: list[dict]) -> Path:
    file.write_text("".join(json.dumps(row) + "\n" for row in some), encoding="utf-8")
    return file


def grouped(out: Path, *files: Path, **options) -> bytes:
    group_corpus(files, out, Options(**{"workers": 1, "days": 5, **options}))
    return (out / "stories.jsonl").read_bytes()


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> bytes:
    folder = tmp_path_factory.mktemp("whole")
    return grouped(folder / "out", write(folder / "in.jsonl", ROWS))


def stories(lines: bytes) -> set[frozenset[str]]:
    found = defaultdict(set)
    for row in map(json.loads, lines.splitlines()):
        found[row["story"]].add(row["id"])
    return {frozenset(one) for one in found.values()}


def test_reports_of_one_event_are_together(whole):
    found = stories(whole)
    assert sum(map(len, found)) == len(ROWS)
    together = [len({name[:3] for name in one}) for one in found]
    assert sum(count == 1 for count in together) > 0.6 * len(found) and max(map(len, found)) > 1


def test_the_stories_are_those_of_a_grouping_in_memory(tmp_path):
    file = write(tmp_path / "in.jsonl", ROWS)
    grouping = Grouping()
    for article in read_articles([file]).articles:
        grouping.add(profile(article))
    grouping.settle()
    plain = defaultdict(set)
    for name, story in grouping.assignments().items():
        plain[story].add(name)
    assert stories(grouped(tmp_path / "out", file, days=400)) == {frozenset(one) for one in plain.values()}


def test_a_story_is_called_after_its_first_article(whole):
    place = {row["id"]: (row.get("date", "9"), row["id"]) for row in ROWS}
    for one in stories(whole):
        names = {row["story"] for row in map(json.loads, whole.splitlines()) if row["id"] in one}
        assert names == {min(one, key=place.__getitem__)}


@pytest.mark.parametrize("order", ["by day", "shuffled", "backwards"])
def test_a_folder_that_grew_is_that_of_all_at_once(whole, tmp_path, order):
    some = list(ROWS)
    if order == "shuffled":
        random.Random(2).shuffle(some)
    elif order == "backwards":
        some.reverse()
    for number in range(0, len(some), 15):
        lines = grouped(tmp_path / "out", write(tmp_path / f"{number:02}.jsonl", some[number : number + 15]))
    assert lines == whole


def test_an_archive_in_another_order_gives_the_same(whole, tmp_path):
    some = random.Random(4).sample(ROWS, len(ROWS))
    assert grouped(tmp_path / "out", write(tmp_path / "in.jsonl", some), workers=2) == whole


def test_a_new_day_leaves_the_days_before_alone(tmp_path):
    dated = [row for row in ROWS if "date" in row]
    early, late = dated[:-6], dated[-6:]
    folder = tmp_path / "archive"
    folder.mkdir()
    write(folder / "1.jsonl", early)
    grouped(tmp_path / "out", folder)
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("[0-9]*") if file.is_file()}
    write(folder / "2.jsonl", late)
    grouped(tmp_path / "out", folder)
    again = {file for file, when in before.items() if not file.exists() or file.stat().st_mtime_ns != when}
    first = min(row["date"] for row in late)
    days = {file for file in again if file.parent.name == "pairs"}
    assert len(days) <= len({row["date"] for row in early if row["date"] >= first})
    assert not [file for file in again if file.parent.name == "profiles"]


SCRIPT = """
import sys, time
from pathlib import Path
from twosource.run.corpus import batches
from twosource.run.stories import Options, group_corpus, linking, pairing
batches.MOST_DOCUMENTS, pairing.TOGETHER, linking.BLOCK = 13, 9, 4
def slowly(stage, done, total):
    print(stage, done, flush=True)
    time.sleep(0.05)
if __name__ == "__main__":
    group_corpus([sys.argv[1]], Path(sys.argv[2]), Options(workers=1, days=5, progress=slowly))
"""


@pytest.mark.parametrize("stop", ["read 13", "read 39", "compare 2", "compare undated 1", "link 1"])
def test_a_run_that_was_killed_goes_on(whole, tmp_path, stop):
    file = write(tmp_path / "in.jsonl", ROWS)
    command = [sys.executable, "-c", SCRIPT, str(file), str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as running:
        for line in running.stdout:
            if line.strip() == stop:
                running.send_signal(signal.SIGKILL)
                break
        else:
            pytest.fail(f"there was no step {stop}")
    (tmp_path / "out" / "profiles" / ".00000.parquet.1.part").touch()
    done = {one: one.stat().st_mtime_ns for one in (tmp_path / "out" / "profiles").glob("0*")}
    assert grouped(tmp_path / "out", file) == whole
    assert all(one.stat().st_mtime_ns == when for one, when in done.items())
    assert not list((tmp_path / "out").rglob("*.part"))


def test_a_stopped_reading_has_to_be_finished_first(tmp_path, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    file, other = write(tmp_path / "in.jsonl", ROWS), write(tmp_path / "other.jsonl", ROWS[:2])
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("twosource.run.stories.reading._take_up", stopped)
        grouped(tmp_path / "out", file)
    with pytest.raises(WrongFolder, match=r"in\.jsonl: let that finish first"):
        grouped(tmp_path / "out", other)


def test_a_folder_begun_otherwise_is_refused(tmp_path):
    file = write(tmp_path / "in.jsonl", ROWS[:5])
    grouped(tmp_path / "out", file)
    with pytest.raises(WrongFolder, match="other days"):
        grouped(tmp_path / "out", file, days=6)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")
    with pytest.raises(WrongFolder, match="is not empty"):
        grouped(tmp_path / "mine", file)


def test_what_cannot_be_read_and_ids_that_were_taken_are_told(tmp_path):
    first = write(tmp_path / "1.jsonl", [*ROWS[:5], {"id": "none", "text": " "}])
    second = write(tmp_path / "2.jsonl", [ROWS[3], ROWS[6]])
    grouped(tmp_path / "out", first)
    done = group_corpus([second, tmp_path / "nowhere.jsonl"], tmp_path / "out", Options(workers=1, days=5))
    assert done.documents == 6
    assert sorted("nowhere" in one.reason for one in done.problems) == [False, False, True]
    assert any(f"its id ({ROWS[3]['id']})" in one.reason for one in done.problems)
    assert len((tmp_path / "out" / "problems.jsonl").read_bytes().splitlines()) == 3


def test_duckdb_and_pandas_read_the_table(whole, tmp_path):
    grouped(tmp_path / "out", write(tmp_path / "in.jsonl", ROWS))
    table = pandas.read_parquet(tmp_path / "out" / "stories.parquet")
    assert len(table) == len(ROWS) and table.day.isna().sum() == sum("date" not in row for row in ROWS)
    sql = f"select story, count(*), count(nearest) from '{tmp_path}/out/stories.parquet' group by story"
    for story, members, near in duckdb.sql(sql).fetchall():
        assert near == (members if members > 1 else 0), story


def test_nothing_is_no_error(tmp_path):
    done = group_corpus([write(tmp_path / "in.jsonl", [])], tmp_path / "out", Options(workers=1))
    assert (done.documents, done.stories) == (0, 0)


def test_the_command_groups_a_few_and_an_archive(tmp_path):
    file = write(tmp_path / "in.jsonl", ROWS)
    few = CliRunner().invoke(main, ["stories", str(file), "-q"])
    many = CliRunner().invoke(main, ["stories", str(file), "--out", str(tmp_path / "out"), "--days", "400", "-q"])
    assert (few.exit_code, many.exit_code) == (0, 0) and f"{len(ROWS)} documents" in many.output
    assert stories(few.stdout_bytes) == stories((tmp_path / "out" / "stories.jsonl").read_bytes())
    wrong = CliRunner().invoke(main, ["stories", str(file), "--out", str(tmp_path / "out"), "--days", "3"])
    assert wrong.exit_code == 2 and "other days" in wrong.output
