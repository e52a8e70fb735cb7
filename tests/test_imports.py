"""Imports go one way: a stage knows model, words and the stages before it in the flow, and nothing after it."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "twosource"
FLOW = (
    "model",
    "words",
    "read",
    "clean",
    "annotate",
    "align",
    "stories",
    "derive",
    "corroborate",
    "overrule",
    "report",
    "run",
    "asking",
    "store",
    "web",
    "cli",
)
BORDERS = {"model": (), "words": ()}  # what these may import of ours, whatever stands before them


def imported(file: Path) -> set[str]:
    """The rooms of the package that `file` imports, inside functions too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    parts = [name.split(".") for name in names]
    return {part[1] for part in parts if part[0] == "twosource" and len(part) > 1} - {"__version__"}


def room(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


FILES = [file for file in sorted(PACKAGE.rglob("*.py")) if room(file) not in ("__init__", "__main__")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_a_stage_imports_only_what_comes_before_it(file):
    here = room(file)
    assert here in FLOW, f"{here} has no place in the flow"
    allowed = {here, *BORDERS.get(here, FLOW[: FLOW.index(here)])}
    assert imported(file) <= allowed


def test_there_is_no_attic():
    assert not [file for file in FILES if file.stem in {"utils", "util", "helpers", "misc", "common"}]


def test_importing_the_package_is_light():
    """Nobody who asks for --help waits for a language model."""
    import subprocess
    import sys

    code = (
        "import sys, twosource, twosource.cli; print([m for m in ('spacy', 'trafilatura', 'lxml') if m in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
