"""The cookbook does what it says: its commands run in their order, its SQL too, and every column is explained."""

import json
import re
import shlex
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from twosource.cli import main
from twosource.run.tables import questions
from twosource.run.tables.columns import COLUMNS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "corpus.md").read_text(encoding="utf-8")
FERRY = "The ferry Alma ran aground off Kestrel Point on Sunday and forty people were taken ashore by the crew."
ROWS = [
    {"id": "a", "source": "Millport Post", "date": "2031-05-01", "text": f"{FERRY} “It was dark,” said Ida Roth."},
    {"id": "b", "source": "Tarn Herald", "date": "2031-05-02", "text": f"{FERRY} The bill is $3 million."},
]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cookbook")
    (folder / "archive").mkdir()
    (folder / "archive" / "may.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return folder


def test_the_commands_run_and_the_sql_too(place, monkeypatch):
    monkeypatch.chdir(place)
    commands = re.findall(r"^    twosource (.*)$", PAGE, re.MULTILINE)
    assert len(commands) == 4 + len(questions())
    for command in commands:
        done = CliRunner().invoke(main, [*shlex.split(command), "--workers", "1", "-q"])
        assert done.exit_code == 0, f"{command}: {done.output}"
    for sql in "".join(re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)).strip().removesuffix(";").split(";"):
        duckdb.sql(sql)


def test_every_question_and_column_is_explained():
    assert set(re.findall(r"--ask (\w+)$", PAGE, re.MULTILINE)) == set(questions())
    for table, columns in COLUMNS.items():
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{table}` |"))
        assert [name for name in columns if f"`{name}`" not in row] == []


def test_the_titles_are_those_of_the_questions():
    assert set(re.findall(r"^### (.*)$", PAGE, re.MULTILINE)) == {one.title for one in questions().values()}
