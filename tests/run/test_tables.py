"""Tables for a researcher: what is in them, that they grow rather than begin anew, and what is asked of them."""

import json

import duckdb
import pandas
import pytest
from click.testing import CliRunner

from twosource.cli import main
from twosource.run.corpus import Options, WrongFolder, batches, trace_corpus
from twosource.run.stories import Options as Stories
from twosource.run.stories import group_corpus
from twosource.run.tables import NoTables, Wanted, ask, make_tables, questions
from twosource.run.tables.sampling import drawn

WIRE = (
    "MILLPORT, March 2 (Northern Wire) - The ferry Alma sank off Kestrel Point late on Sunday with ninety people on "
    "board, the coast guard said. Divers searched the wreck until dawn and found nobody inside its flooded cabins, "
    "while relatives waited in the market hall for news of those who had taken the last boat home from the fair."
)
OWN = "“We were never asked about the lifeboats,” said Ida Roth, the harbour master. Repairs cost $4 million."


def row(number: int, source: str, text: str, date: str) -> dict:
    return {"id": f"a{number}", "source": source, "text": text, "date": date, "title": f"Number {number}"}


ROWS = [
    row(0, "Northern Wire", WIRE, "2031-03-02T06:00:00+00:00"),
    row(1, "Ostley Post", WIRE + "\n\n" + OWN, "2031-03-02T09:00:00+00:00"),
    row(2, "Ostley Post (Web)", "The mayor of Ostley opened a new school with a speech on Friday.", "2031-03-07"),
    row(3, "Tarn Herald", "SELWYN, March 8 (Northern Wire) - A bridge was closed to lorries.", "2031-03-08"),
    row(4, "Tarn Herald", "ARREL, March 9 (Northern Wire) - A bridge was opened again to lorries.", "2031-03-09"),
    {**row(5, "Tarn Herald", "A cat was found in Corrie, and it was grey, according to Reuters.", ""), "story": "cat"},
]


@pytest.fixture
def made(tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "MOST_DOCUMENTS", 2)
    file = tmp_path / "archive.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in ROWS), encoding="utf-8")
    trace_corpus([file], tmp_path / "out", Options(workers=1))
    return tmp_path / "out"


def read(folder, name: str) -> list[dict]:
    return duckdb.read_parquet(str(folder / f"{name}.parquet")).to_arrow_table().to_pylist()


def test_articles_and_credits(made):
    make_tables(made, Wanted(workers=1))
    articles = {one["id"]: one for one in read(made, "articles")}
    assert list(articles) == [one["id"] for one in ROWS]
    assert articles["a1"]["newsroom"] == articles["a2"]["newsroom"]
    assert articles["a0"]["moment"].hour == 6 and articles["a0"]["zoned"] and articles["a2"]["moment"] is None
    assert articles["a5"]["story"] == "cat" and articles["a5"]["day"] is None
    found = {(one["article"], one["newsroom"], one["kind"]) for one in read(made, "credits")}
    assert found == {
        ("a1", "Northern Wire", "text"),
        ("a3", "Northern Wire", "text"),
        ("a4", "Northern Wire", "text"),
        ("a5", "Reuters", "report"),
    }


def test_pandas_reads_every_table(made):
    rows = make_tables(made, Wanted(sample=1, workers=1)).rows
    for name, count in rows.items():
        assert len(pandas.read_parquet(made / f"{name}.parquet")) == count, name
    assert min(count for name, count in rows.items() if name != "claims") > 0


def test_quotations_figures_and_names_stand_where_the_tables_say(made):
    make_tables(made, Wanted(sample=1, workers=1))
    texts = {one["id"]: one["text"] for one in ROWS}
    for name in ("quotes", "figures"):
        for one in read(made, name):
            assert one["text"][:20] in texts[one["article"]][one["start"] : one["end"]]
    quote = next(one for one in read(made, "quotes") if one["speaker"] == "Ida Roth")
    assert (quote["article"], quote["kind"], quote["naming"]) == ("a1", "direct", "named")


def test_a_larger_sample_adds_to_a_smaller_one(made, monkeypatch):
    assert make_tables(made, Wanted(workers=1)).rows["quotes"] == 0
    make_tables(made, Wanted(stories=frozenset(["cat"]), workers=1))
    assert [one["id"] for one in read(made, "articles") if one["annotated"]] == ["a5"]
    asked = []
    monkeypatch.setattr(
        "twosource.run.tables.making.annotated_rows",
        lambda articles: asked.extend(one.id for one in articles) or {"quotes": [], "figures": [], "names": []},
    )
    make_tables(made, Wanted(sample=1, workers=1))
    assert sorted(asked) == ["a0", "a1", "a2", "a3", "a4"]
    assert all(one["annotated"] for one in read(made, "articles"))


def test_claims_of_the_stories_that_are_asked_for(made, monkeypatch):
    grouped = made.parent / "archive.jsonl"
    group_corpus([grouped], made / "stories", Stories(workers=1))
    make_tables(made, Wanted(workers=1))
    story = {one["id"]: one["story"] for one in read(made, "articles")}
    assert story["a0"] == story["a1"] == "a0" and None not in story.values()
    assert read(made, "claims") == []
    make_tables(made, Wanted(stories=frozenset(["a0", "nowhere"]), workers=1))
    claims = read(made, "claims")
    assert {one["story"] for one in claims} == {"a0"}
    sank = next(one for one in claims if one["documents"] == 2)
    assert (sank["independent_low"], sank["independent_high"]) == (1, 1) and sank["because"]
    monkeypatch.setattr("twosource.run.tables.claims.compare_articles", None)
    make_tables(made, Wanted(stories=frozenset(["a0"]), workers=1))
    assert read(made, "claims") == claims


def test_the_sample_is_random_and_nested():
    lots = [drawn(f"doc{number}") for number in range(4000)]
    assert 0.04 < sum(lot < 0.05 for lot in lots) / len(lots) < 0.06
    assert len(set(lots)) == len(lots) and all(0 <= lot < 1 for lot in lots)


def test_a_stopped_run_goes_on(made, monkeypatch):
    make_tables(made, Wanted(sample=1, workers=1))
    whole = {name: read(made, name) for name in ("articles", "credits", "quotes", "figures", "names")}
    for name in whole:
        (made / f"{name}.parquet").unlink()
    (made / "work" / "credits" / "00001").unlink()
    done = {file: file.stat().st_mtime_ns for file in (made / "work" / "annotated").iterdir()}
    make_tables(made, Wanted(sample=1, workers=1))
    assert {name: read(made, name) for name in whole} == whole
    assert all(file.stat().st_mtime_ns == when for file, when in done.items())


def test_every_question_has_an_answer(made):
    make_tables(made, Wanted(sample=1, workers=1))
    for question in questions().values():
        answer = ask(made, question)
        assert set(question.plot.columns) <= set(answer.column_names), question.name
    speed = ask(made, questions()["speed"]).to_pylist()
    assert [(one["child"], one["from_newsroom"], one["hours"]) for one in speed] == [("a1", "Northern Wire", 3.0)]


def test_shares_are_of_words_and_of_articles(made):
    make_tables(made, Wanted(sample=1, workers=1))

    def answer(name: str, least: str, newsroom: str) -> dict:
        question = questions()[name]
        fewer = type(question)(**{**as_dict(question), "sql": question.sql.replace(least, "> 0")})
        return next(one for one in ask(made, fewer).to_pylist() if one["newsroom"] == newsroom)

    copied = answer("copied", ">= 30", "Ostley Post")
    assert copied["articles"] == 2 and 50 < copied["others"] < 80 and copied["own"] == copied["unclear"] == 0
    original = answer("original", ">= 4", "Ostley Post")
    assert original["month"] == "2031-03" and original["low"] <= original["high"] < 50
    quoted = answer("quoted", ">= 20", "Ostley Post")
    assert (quoted["speaker"], quoted["quoting"], quoted["share"]) == ("Ida Roth", 1, 50.0)
    assert 0 < quoted["low"] < 50 < quoted["high"] < 100


def as_dict(struct) -> dict:
    return {name: getattr(struct, name) for name in struct.__struct_fields__}


def test_a_folder_without_tables_or_without_a_run_is_told(made, tmp_path):
    with pytest.raises(NoTables, match="twosource corpus"):
        ask(made, questions()["copied"])
    with pytest.raises(WrongFolder, match="holds no run"):
        make_tables(tmp_path, Wanted(workers=1))
    (made / "index" / "complete").unlink()
    with pytest.raises(WrongFolder, match="not finished"):
        make_tables(made, Wanted(workers=1))


def test_the_command_makes_asks_and_draws(tmp_path):
    file = tmp_path / "archive.jsonl"
    named = [{**one, "source": f"$x^2$ <b>{one['source']}</b>"} for one in ROWS]
    file.write_text("".join(json.dumps(one) + "\n" for one in named), encoding="utf-8")
    command = ["corpus", str(tmp_path / "out"), "--from", str(file), "--workers", "1", "-q"]
    assert CliRunner().invoke(main, command).exit_code == 0
    done = CliRunner().invoke(main, ["corpus", str(tmp_path / "out"), "--ask", "all", "-o", str(tmp_path / "answers")])
    assert done.exit_code == 0, done.output
    names = {file.name for file in (tmp_path / "answers").iterdir()}
    assert names == {f"{name}.{ending}" for name in questions() for ending in ("csv", "svg")}
    shown = CliRunner().invoke(main, ["corpus", str(tmp_path / "out"), "--ask", "speed"])
    assert shown.output.splitlines()[0].startswith('"newsroom"') and len(shown.output.splitlines()) == 2
    sql = CliRunner().invoke(main, ["corpus", str(tmp_path / "out"), "--ask", "speed", "--sql"])
    assert sql.output == questions()["speed"].sql
    unknown = CliRunner().invoke(main, ["corpus", str(tmp_path / "out"), "--ask", "fame"])
    assert unknown.exit_code == 2 and "ask agency, copied" in unknown.output
