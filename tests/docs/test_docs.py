"""What the documentation says is so: commands and options exist, links lead somewhere, the schema is that written."""

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "bench").glob("*.md"))]


def names(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_commands_and_options_exist(page):
    from twosource.cli import main

    options = {option for command in main.commands.values() for p in command.params for option in p.opts}
    options |= {"--help", "-h", "--version"}
    text = page.read_text(encoding="utf-8")
    for line in re.findall(r"(?:^|`|/)twosource ([^`\n]*)", text):
        words = line.split()
        if words and re.fullmatch(r"[a-z]+", words[0]) and f"twosource {words[0]}" in re.findall(r"`([^`]*)`", text):
            assert words[0] in main.commands, line
        if words and words[0] in main.commands:
            assert {word for word in words if re.fullmatch(r"--?[a-z-]+", word)} <= options, line


def test_the_manual_is_that_of_the_commands():
    spec = importlib.util.spec_from_file_location("manual", ROOT / "scripts" / "manual.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == module.manual()


def test_every_dependency_is_explained():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for requirement in project["dependencies"]:
        name = re.match(r"[\w-]+", requirement).group()
        assert re.search(rf"^\| {re.escape(name)} \|", page, re.MULTILINE | re.IGNORECASE), name
        assert "<" in requirement, f"{requirement} has no upper bound"


def test_every_field_of_the_dossier_is_explained():
    from twosource.model import Dossier

    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    for field in Dossier.__struct_fields__:
        assert f"`{field}`" in page or field == "twosource"
