"""The command that writes what people set by hand, and the run that follows it."""

import json

import pytest
from click.testing import CliRunner

from twosource.cli import main

HARBOUR = """Ferry runs aground off Port Selwyn

March 3, 2021

The ferry Marigold ran aground on Tuesday off Port Selwyn, and 14 people were hurt, the harbour authority said.

"We heard a long scraping noise and then nothing," said Tom Birch, a passenger from Ostley.
"""
LEDGER = """Fourteen people were injured when the car ferry Marigold struck rocks near Port Selwyn, officials said.

Tom Birch, a passenger, said: "We heard a long scraping noise and then nothing."
"""
SPEAKER = ("--what", "speaker", "--document", "ledger", "--words", "a long scraping noise", "--to", "Ida Roth")
WHO = ("--by", "K. Lang", "--why", "she called us", "--when", "2021-03-04")


@pytest.fixture
def story(tmp_path):
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    (folder / "ledger.txt").write_text(LEDGER, encoding="utf-8")
    (folder / "ledger.facts.toml").write_text('published = "2021-03-03"\n')
    return folder


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_what_is_written_beside_a_report_is_followed_by_the_next_run(story, tmp_path):
    report, dossier = tmp_path / "report.html", tmp_path / "dossier.json"
    written = run("overrule", report, *SPEAKER, *WHO, "--in", story)
    assert written.exit_code == 0, written.output
    assert (tmp_path / "report.overrides.toml").exists()
    result = run("compare", story, "-o", report, "--json", dossier)
    assert result.exit_code == 0, result.output
    assert "By hand" in result.stdout
    (row,) = json.loads(dossier.read_bytes())["overrides"]
    assert (row["what"], row["to"], row["was"], row["by"]) == ("speaker", "Ida Roth", "Tom Birch", "K. Lang")
    assert "set by hand by K. Lang on 2021-03-04 because she called us" in report.read_text(encoding="utf-8")


def test_a_file_elsewhere_is_given(story, tmp_path):
    run("overrule", tmp_path / "desk.toml", *SPEAKER, *WHO)
    result = run("compare", story, "--overrides", tmp_path / "desk.toml", "--json", "-", "-q")
    assert len(json.loads(result.stdout)["overrides"]) == 1
    assert run("compare", story, "--overrides", tmp_path / "gone.toml").exit_code == 2


def test_what_cannot_be_followed_is_told_and_the_run_goes_on(story, tmp_path):
    file = tmp_path / "report.overrides.toml"
    run("overrule", file, *SPEAKER, *WHO)
    file.write_text(file.read_text() + "\n[[override]]\nwhat = 'speker'\n")
    (story / "ledger.txt").write_text(LEDGER.replace("a long", "one long"))
    result = run("compare", story, "-o", tmp_path / "report.html")
    assert result.exit_code == 3
    assert "do not stand in ledger (any more)" in result.stderr and "override 2 of" in result.stderr
    assert 'what = "speaker"' in file.read_text(), "nothing is lost"


def test_list_and_remove(tmp_path):
    file = tmp_path / "a.overrides.toml"
    run("overrule", file, *SPEAKER, *WHO)
    passages = (
        "--document",
        "a",
        "--words",
        "one",
        "--document",
        "b",
        "--words",
        "two",
        "--after",
        "",
        "--after",
        "to",
    )
    assert run("overrule", file, "--what", "merge", *passages, "--occurrence", "2", *WHO).exit_code == 0
    listed = run("overrule", file, "--list").stdout.splitlines()
    assert listed == [
        "1. speaker of “a long scraping noise” in ledger: Ida Roth (by K. Lang on 2021-03-04: she called us)",
        "2. merge of “one” in a and “two” in b (by K. Lang on 2021-03-04: she called us)",
    ]
    assert run("overrule", file, "--remove", 1).exit_code == 0
    assert run("overrule", file, "--list").stdout.splitlines() == [f"1{listed[1][1:]}"]
    assert run("overrule", file, "--remove", 1).exit_code == 0
    assert "holds no override" in run("overrule", file, "--list").stdout
    assert run("overrule", file, "--remove", 1).exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "--what is missing"),
        (("--what", "speaker"), "--by is missing"),
        (("--what", "speaker", *WHO), "give --document"),
        (("--what", "merge", "--document", "a", "--document", "b", "--words", "x", *WHO), "--words for each"),
        (("--what", "sing", "--document", "a", *WHO), "what is one of merge, split"),
        (("--what", "speaker", "--document", "a", "--words", "x", *WHO), "speaker needs to"),
        (("--what", "published", "--document", "a", "--to", "soon", *WHO), "published needs a date"),
        ((*SPEAKER, "--by", "x", "--why", "y", "--when", "soon"), "when needs a day"),
    ],
)
def test_wrong_use_is_told_and_writes_nothing(tmp_path, arguments, told):
    result = run("overrule", tmp_path / "a.overrides.toml", *arguments)
    assert result.exit_code == 2 and told in result.output, result.output
    assert not list(tmp_path.iterdir())


def test_words_that_are_not_there_are_told_before_anything_is_written(story, tmp_path):
    wrong = [word.replace("scraping", "scratching") for word in SPEAKER]
    result = run("overrule", tmp_path / "a.overrides.toml", *wrong, *WHO, "--in", story)
    assert result.exit_code == 1 and "do not stand in ledger" in result.stderr
    assert "nothing was written" in result.stderr and not (tmp_path / "a.overrides.toml").exists()


def test_a_broken_file_is_named_and_left(tmp_path):
    file = tmp_path / "a.overrides.toml"
    file.write_text("[[override]\n")
    for arguments in ((*SPEAKER, *WHO), ("--list",), ("--remove", "1")):
        result = run("overrule", file, *arguments)
        assert result.exit_code == 1 and "a.overrides.toml" in result.stderr
    assert file.read_text() == "[[override]\n"


def test_escape_codes_do_not_reach_the_terminal(tmp_path):
    file = tmp_path / "a.overrides.toml"
    added = run("overrule", file, *SPEAKER[:-1], "\x1b[2J", *WHO)
    assert added.exit_code == 0 and "\x1b" not in added.output + run("overrule", file, "--list").output


def test_owners_of_outlets(story, tmp_path):
    table = tmp_path / "owners.csv"
    table.write_text("outlet,owner\nHarbour Post,Tidewater\nLedger,Tidewater\n")
    settings = ("--set", "harbour.outlet=Harbour Post", "--set", "ledger.outlet=Ledger")
    result = run("compare", story, *settings, "--families", table, "--json", tmp_path / "d.json")
    assert result.exit_code == 0, result.output
    dossier = json.loads((tmp_path / "d.json").read_bytes())
    assert dossier["families"] == [
        {"owner": "Tidewater", "outlets": ["Harbour Post", "Ledger"], "documents": ["harbour", "ledger"]}
    ]
    assert {tuple(claim["independent"]) for claim in dossier["claims"]} == {(1, 1)}
    assert "1 independent witness" in result.stdout and "One owner" in result.stdout
    unused = run("compare", story, "--families", table)
    assert unused.exit_code == 3 and "has none of the outlets of these documents" in unused.stderr
