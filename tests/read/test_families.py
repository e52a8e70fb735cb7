"""Tables of owners as people write them, and as they should not."""

import pytest

from twosource.read import read_families

GOOD = [
    ("a.csv", "outlet,owner\nHarbour Post,Tidewater\nIsland Courier,Tidewater\n"),
    ("a.csv", "\ufeffOwner;Outlet;Town\nTidewater;Harbour Post;Kellport\n\nTidewater;Island Courier;\n"),
    ("a.tsv", "outlet\towner\r\nHarbour Post\tTidewater\r\nIsland Courier\tTidewater\r\n"),
    ("a.toml", '"Harbour Post" = "Tidewater"\n"Island Courier" = "Tidewater"\n'),
]


@pytest.mark.parametrize(("name", "content"), GOOD)
def test_tables_as_people_write_them(tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    read = read_families(tmp_path / name)
    assert read.of == {"Harbour Post": "Tidewater", "Island Courier": "Tidewater"}
    assert read.problems == ()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", b"", "column outlet and a column owner"),
        ("a.csv", b"paper,house\nx,y\n", "column outlet and a column owner"),
        ("a.csv", b"outlet,owner\nHarbour \xff,x\n", "utf-8"),
        ("a.csv", b'outlet,owner\n"Harbour Post,x\n', "unexpected end"),
        ("a.toml", b'"Harbour Post" = ', "end of document"),
        ("a.toml", b'"Harbour Post" = ["a", "b"]', "'Harbour Post' needs one owner"),
        ("a.toml", b'[owners]\nx = "y"', "'owners' needs one owner"),
    ],
)
def test_a_table_that_cannot_be_read_is_a_problem_that_says_what_to_do(tmp_path, name, content, told):
    (tmp_path / name).write_bytes(content)
    read = read_families(tmp_path / name)
    assert read.of == {}
    (problem,) = read.problems
    assert name in problem.reason and told in problem.reason, problem.reason


def test_a_row_without_owner_and_an_outlet_with_two_are_told_and_the_others_used(tmp_path):
    table = tmp_path / "a.csv"
    table.write_text("outlet,owner\nA,One\nB,\nC,One\nc ,Two\nA,one\nD\n")
    read = read_families(table)
    assert read.of == {"A": "One"}
    assert ["line 3" in read.problems[0].reason, "line 5" in read.problems[1].reason] == [True, True]
    assert "two owners" in read.problems[1].reason and "line 7" in read.problems[2].reason


def test_a_folder_is_no_table(tmp_path):
    assert read_families(tmp_path).of == {}
