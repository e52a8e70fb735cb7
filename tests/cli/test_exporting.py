"""``twosource export``."""

import csv
import io

import pytest
from click.testing import CliRunner

from twosource.cli import main
from twosource.cli.exporting import FORMATS as OFFERED
from twosource.model import Claim, Document, Dossier, Span, Support, to_json
from twosource.report.exports import FORMATS, TABLES

DOSSIER = Dossier(
    twosource="0",
    documents=(
        Document(
            id="a", path="a.txt", outlet=None, outlet_from=None, title="Ferry", title_from=None, authors=(),
            authors_from=None, published=None, published_from=None, modified=None, language="en", url=None, inferred=(),
            text="It sank.", sha256="00", edits=(),
        ),
    ),
    claims=(
        Claim(id="c", kind="statement", text="It sank.", documents=1,
              support=(Support(document="a", span=Span(0, 8), stance="states"),),
              independent=(1, 1), origins=(), verdict="single source", because="One says so."),
    ),
)  # fmt: skip


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "story.json"
    path.write_bytes(to_json(DOSSIER))
    return path


def run(*arguments, **more):
    return CliRunner().invoke(main, ["export", *map(str, arguments)], **more)


def test_the_door_offers_every_format():
    assert set(OFFERED) == set(FORMATS)


def test_to_standard_output_and_from_standard_input(file):
    by_name = run(file, "--as", "csv")
    assert by_name.exit_code == 0
    assert by_name.stdout_bytes == run("-", "--as", "csv", input=file.read_bytes()).stdout_bytes
    (row,) = csv.DictReader(io.StringIO(by_name.stdout_bytes.decode("utf-8-sig"), newline=""))
    assert row["text"] == "It sank."


def test_a_folder_gets_a_file_for_each_table(file, tmp_path):
    assert run(file, "--as", "parquet", "-o", f"{tmp_path}/tables/").exit_code == 0
    assert {path.stem for path in (tmp_path / "tables").iterdir()} == set(TABLES)


def test_one_table_to_a_file(file, tmp_path):
    out = tmp_path / "passages.csv"
    assert run(file, "--as", "csv", "--table", "passages", "-o", out).exit_code == 0
    assert out.read_text(encoding="utf-8-sig").startswith("claim,document,start,end,stance")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--as", "csv", "--table", "cats"], "there is no table 'cats'"),
        (["--as", "prov", "--table", "claims"], "prov has no tables"),
        (["--as", "prov", "-o", "folder/"], "a folder of tables can be had as jsonl, csv, parquet"),
    ],
)
def test_wrong_use_is_told(file, arguments, told):
    result = run(file, *arguments)
    assert result.exit_code == 2
    assert told in result.output


def test_a_file_that_is_no_dossier_is_named_with_its_place(tmp_path):
    path = tmp_path / "other.json"
    path.write_text('{"twosource": "0", "claims": [{"id": 5}]}', encoding="utf-8")
    result = run(path, "--as", "csv")
    assert result.exit_code == 1
    assert "other.json is no dossier" in result.output
    assert "$.claims[0].id" in result.output
