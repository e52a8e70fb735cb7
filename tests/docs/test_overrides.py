"""The commands of docs/overrides.md, run one after the other on the example; and its file, followed."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import twosource
from twosource.cli import main
from twosource.overrule import WHATS, read_overrides

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "overrides.md").read_text(encoding="utf-8")
COMMANDS = [shlex.split(line) for line in re.findall(r"^    twosource (.*)$", TEXT, re.MULTILINE)]


def test_the_commands_do_what_is_said(tmp_path):
    report = str(tmp_path / "report.html")
    places = {"report.html": report, "example": str(ROOT / "example")}
    for command in COMMANDS:
        result = CliRunner().invoke(main, [places.get(word, word) for word in command])
        assert result.exit_code == 0, (command, result.output)
    assert "By hand       eastern-ledger has nothing from harbour-post (K. Lang; " in result.stdout
    page = Path(report).read_text(encoding="utf-8")
    assert "because heard on the tape of the news conference; the program had said Ingrid Halvorsen" in page
    assert "because the manifest counts those who checked in; the program had said " in page


def test_the_file_of_the_guide_is_followed(tmp_path):
    file = tmp_path / "a.overrides.toml"
    file.write_text(re.search(r"```toml\n(.*?)```", TEXT, re.DOTALL)[1], encoding="utf-8")
    dossier = twosource.compare([ROOT / "example"], overrides=file)
    assert (len(dossier.overrides), dossier.problems) == (2, ())
    merged = next(one for one in dossier.overrides if one.what == "merge")
    (claim,) = [one for one in dossier.claims if one.id in merged.records]
    assert {"harbour-post", "radio-ostrand"} <= {side.document for side in claim.support}


@pytest.mark.parametrize("what", WHATS)
def test_every_kind_is_explained(what):
    assert f"`{what}`" in TEXT


def test_the_fields_are_those_that_are_read(tmp_path):
    assert {"occurrence", "after", "kind", "with"} <= set(re.findall(r"`?(\w+)`? ?[=(,]?", TEXT))
    assert read_overrides(tmp_path / "none.toml").all == ()
