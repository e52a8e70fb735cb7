"""Tables, read back by those who will read them."""

import csv
import io
import json

import duckdb
import pandas
import polars
import pyarrow.parquet
import pytest
from msgspec import structs

from twosource.model import to_row
from twosource.report import ShownDossier
from twosource.report.exports import TABLES, export, export_tables, frame, table


def test_a_claim_is_a_row_and_so_is_each_of_its_passages(dossier):
    claims, passages = (list(table(dossier, name).dicts()) for name in ("claims", "passages"))
    assert [row["id"] for row in claims] == [claim.id for claim in dossier.claims]
    assert len(passages) == sum(len(claim.support) for claim in dossier.claims)
    texts = {document.id: document.text for document in dossier.documents}
    assert all(texts[row["document"]][row["start"] : row["end"]] == row["words"] for row in passages)
    assert {(row["document"], row["taken_from"]) for row in passages if row["taken_from"]} >= {
        ("102_repost", "101_herald")
    }


@pytest.mark.parametrize("name", TABLES)
def test_every_reader_of_parquet_sees_the_same(dossier, name, tmp_path):
    file = tmp_path / f"{name}.parquet"
    file.write_bytes(export(dossier, "parquet", name))
    rows = list(table(dossier, name).dicts())
    by_duckdb = duckdb.connect().execute("select * from read_parquet($file)", {"file": str(file)})
    names = [column[0] for column in by_duckdb.description]
    by_name = [dict(zip(names, row, strict=True)) for row in by_duckdb.fetchall()]
    assert by_name == pyarrow.parquet.read_table(file).to_pylist() == rows
    by_pandas = pandas.read_parquet(file)
    assert list(by_pandas.columns) == [column.name for column in table(dossier, name).columns]
    assert len(by_pandas) == len(rows)


@pytest.mark.parametrize("name", TABLES)
def test_csv_has_the_same_rows(dossier, name):
    text = export(dossier, "csv", name).decode("utf-8-sig")
    made = table(dossier, name)
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert header == [column.name for column in made.columns]
    assert len(rows) == len(made.rows)
    assert all(len(row) == len(header) for row in rows)


@pytest.mark.parametrize("words", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_of_csv_is_a_formula(dossier, words):
    claim = structs.replace(dossier.claims[0], text=words)
    text = export(structs.replace(dossier, claims=(claim,)), "csv").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["text"] == f"'{words}"


def test_lines_of_json_tell_their_table(dossier):
    rows = [json.loads(line) for line in export(dossier, "jsonl").splitlines()]
    assert {row["table"] for row in rows} == {name for name in TABLES if table(dossier, name).rows}
    assert sum(row["table"] == "claims" for row in rows) == len(dossier.claims)


def test_frames_of_pandas_and_polars(dossier):
    shown = ShownDossier(**{name: getattr(dossier, name) for name in dossier.__struct_fields__})
    claims = shown.frame("claims")
    assert isinstance(claims, pandas.DataFrame)
    assert list(claims["verdict"]) == [claim.verdict for claim in dossier.claims]
    edges = shown.frame("edges", "polars")
    assert isinstance(edges, polars.DataFrame)
    assert edges["share"].to_list() == [edge.share for edge in dossier.lineage.edges]
    assert shown.export("json") == shown.to_json() + b"\n"


def test_what_there_is_not_is_said(dossier):
    with pytest.raises(ValueError, match="no table 'cats'"):
        table(dossier, "cats")
    with pytest.raises(ValueError, match="no format 'doc'"):
        export(dossier, "doc")
    with pytest.raises(ValueError, match="xlsx has no tables"):
        export(dossier, "xlsx", "claims")
    with pytest.raises(ValueError, match="not as prov"):
        list(export_tables(dossier, "prov"))
    with pytest.raises(ValueError, match="not of 'excel'"):
        frame(table(dossier, "claims"), "excel")


def test_the_dossier_itself_is_unchanged(dossier):
    assert json.loads(export(dossier, "json")) == to_row(dossier)


def test_the_same_dossier_gives_the_same_bytes(dossier):
    for form in ("jsonl", "csv", "markdown", "annotations", "prov", "quotations", "graphml"):
        assert export(dossier, form) == export(dossier, form)
