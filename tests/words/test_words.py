"""Every list says where it comes from, is used, and holds nothing twice."""

from collections import Counter
from pathlib import Path

import pytest

from twosource.words import lines, table

PACKAGE = Path(__file__).resolve().parents[2] / "twosource"
LISTS = sorted((PACKAGE / "words").rglob("*.txt"))
CODE = "\n".join(file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py"))


def name(file: Path) -> str:
    return file.relative_to(PACKAGE / "words").with_suffix("").as_posix()


@pytest.mark.parametrize("file", LISTS, ids=name)
def test_a_list_says_where_it_comes_from(file):
    assert file.read_text(encoding="utf-8").startswith("# ")
    assert lines(name(file))


@pytest.mark.parametrize("file", LISTS, ids=name)
def test_a_list_is_used(file):
    assert f'"{name(file)}"' in CODE or f'"{file.stem}"' in CODE


@pytest.mark.parametrize("file", LISTS, ids=name)
def test_a_list_holds_no_row_twice(file):
    assert [row for row, count in Counter(lines(name(file))).items() if count > 1] == []


def test_a_list_that_is_not_there_is_an_error():
    with pytest.raises(FileNotFoundError):
        lines("en/no_such_list")


def test_columns_of_a_table_are_parted_by_tabs():
    assert table("en/agencies")["AP"] == ("Associated Press",)
