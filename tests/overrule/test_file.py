"""The file beside the report: what people write, what the command writes, and what neither may lose."""

import tomllib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource.overrule import (
    Override,
    Target,
    add_override,
    overrides_beside,
    read_overrides,
    remove_override,
    table,
)

GOOD = """\
# By the desk.   (keep)
[[override]]
what = "speaker"
document = "post"  # the first edition
words = '''We "heard" nothing'''
to = "Ida Roth"
by = "K. Lang"
when = 2031-05-06
why = "tape"

# about the merge
[[override]]
what = "merge"
document = "post"
words = "six people"
with = [{document = "echo", words = "Six people", occurrence = 1}]
by = "K. Lang"
when = "2031-05-06"
why = "one count"
"""
SPEAKER = Override(
    what="speaker", targets=(Target(document="a", words="No"),), to="Ann Orr", by="K", when="2031-05-06", why="tape"
)
HOSTILE = [
    "</script><script>alert(1)</script>",
    'quote " and \\ and \'\'\' and """',
    "line\nbreak\r\nand\ttab",
    "\x00\x07\x1b[2J\x7f",
    "\u202egnp.exe\u2066 \u2028",
    "[[override]]\nwhat = 'verdict'",
    "# no comment",
    "\U0001f6a1\u0301",
    "{{ 7*7 }}{% for x in y %}",
]


def written(tmp_path, content):
    file = tmp_path / "a.overrides.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_a_file_as_people_write_it(tmp_path):
    read = read_overrides(written(tmp_path, GOOD))
    assert read.problems == () and read.numbers == (1, 2)
    speaker, merge = read.all
    assert (speaker.to, speaker.when, speaker.targets[0].words) == ("Ida Roth", "2031-05-06", 'We "heard" nothing')
    assert [(one.document, one.occurrence) for one in merge.targets] == [("post", None), ("echo", 1)]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"[[override]\n", "line 1"),
        (b"\xff\xfe", "utf-8"),
        (b"\x00", "line 1"),
        (b"overide = 1", "'overide' has no meaning here"),
        (b"[override]\nwhat = 'speaker'", "'override' has no meaning here"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem_that_names_it(tmp_path, content, told):
    read = read_overrides(written(tmp_path, content))
    assert read.all == ()
    (problem,) = read.problems
    assert problem.stage == "overrule" and "a.overrides.toml" in problem.reason and told in problem.reason


ROW = {
    "what": '"speaker"', "document": '"a"', "words": '"No"', "to": '"Ann Orr"', "by": '"K"', "when": '"2031-05-06"',
    "why": '"tape"',
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"what": '"speeker"'}, "what is one of merge, split, speaker"),
        ({"what": None}, "what is one of"),
        ({"document": None}, "document is missing"),
        ({"words": None}, "speaker needs words"),
        ({"words": '"  "'}, "speaker needs words"),
        ({"words": "7"}, "words needs text in quotation marks"),
        ({"word": '"x"'}, "there is no field 'word': the fields are what"),
        ({"to": None}, "speaker needs to: the name of who said it"),
        ({"by": '" "'}, "by is missing"),
        ({"when": '"soon"'}, "when needs a day such as"),
        ({"why": None}, "why is missing"),
        ({"occurrence": "0"}, "occurrence counts from 1"),
        ({"occurrence": "true"}, "occurrence needs a whole number"),
        ({"kind": '"figure"'}, "not for speaker"),
        ({"with": "[1]"}, "with needs passages"),
        ({"with": '[{document = "b", words = "x"}]'}, "speaker is of one passage"),
        ({"what": '"merge"', "to": None}, "merge needs with"),
        ({"what": '"split"'}, "split has no use for to"),
        ({"what": '"split"', "to": None, "kind": '"quote"'}, "kind is one of name, utterance"),
        ({"what": '"verdict"', "to": '"true"'}, "verdict needs one of corroborated"),
        ({"what": '"date"', "to": '"2031-05-09/2031-05-06"'}, "first day first"),
        ({"what": '"published"', "words": None, "to": '"04/05/2031"'}, "published needs a date"),
        ({"what": '"edge"', "to": '"b"'}, "edge is of a whole document"),
        ({"what": '"edge"', "words": None, "to": '"unseen: "'}, "has no name that stays"),
        ({"what": '"no edge"', "words": None, "to": '"unseen:1"'}, "has no name that stays"),
    ],
)
def test_a_table_that_will_not_do_is_told_with_its_number_and_the_others_are_followed(tmp_path, changed, told):
    rows = "\n".join(f"{key} = {value}" for key, value in {**ROW, **changed}.items() if value is not None)
    file = written(tmp_path, f"{GOOD}\n[[override]]\n{rows}\n")
    read = read_overrides(file)
    assert read.numbers == (1, 2)
    (problem,) = read.problems
    assert "override 3 of" in problem.reason and told in problem.reason, problem.reason


def test_what_is_added_stands_at_the_end_and_all_else_as_it_was(tmp_path):
    file = written(tmp_path, GOOD)
    assert add_override(file, SPEAKER) == 3
    assert file.read_text() == f"{GOOD}\n{table(SPEAKER)}\n"
    assert read_overrides(file).all[2] == SPEAKER


def test_a_new_file_says_what_it_is(tmp_path):
    file = tmp_path / "new.overrides.toml"
    assert add_override(file, SPEAKER) == 1
    assert file.read_text().startswith("# What people set by hand.")
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_what_is_taken_out_leaves_comments_and_the_others(tmp_path):
    file = written(tmp_path, GOOD)
    assert remove_override(file, 1).to == "Ida Roth"
    assert "# By the desk.   (keep)" in file.read_text() and "# about the merge" in file.read_text()
    assert [one.what for one in read_overrides(file).all] == ["merge"]
    with pytest.raises(ValueError, match="there is no override 2"):
        remove_override(file, 2)


def test_one_that_cannot_be_used_can_be_taken_out(tmp_path):
    file = written(tmp_path, "[[override]]\nwhat = 'nonsense'\n" + GOOD)
    assert remove_override(file, 1) is None
    assert read_overrides(file).problems == ()


@pytest.mark.parametrize("content", ["[[override]\n", "override = [{what = 'x'}]\n", "x = '''\n[[override]]\n'''\n"])
def test_a_file_that_only_a_person_can_change_is_left_as_it_is(tmp_path, content):
    file = written(tmp_path, content)
    for change in (lambda: add_override(file, SPEAKER), lambda: remove_override(file, 1)):
        with pytest.raises(ValueError, match=r"left as it is|cannot be told apart|no override 1"):
            change()
        assert file.read_text() == content


def test_the_same_is_not_written_twice_and_nothing_against_it(tmp_path):
    file = tmp_path / "a.overrides.toml"
    add_override(file, SPEAKER)
    with pytest.raises(ValueError, match="says so already: number 1, by K"):
        add_override(file, SPEAKER)
    from msgspec.structs import replace

    with pytest.raises(ValueError, match="says Ann Orr: take that out first"):
        add_override(file, replace(SPEAKER, to="Ed Orr"))


def test_where_nothing_can_be_written_the_error_says_so(tmp_path):
    with pytest.raises(OSError, match="No such file or directory"):
        add_override(tmp_path / "gone" / "a.overrides.toml", SPEAKER)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_back_as_they_are_and_stay_text(tmp_path, words):
    override = Override(
        what="merge", targets=(Target(document=words, words=words, after=words), Target(document="b", words=words)),
        by=words, when="2031-05-06", why=words,
    )  # fmt: skip
    file = written(tmp_path, GOOD)
    add_override(file, override)
    assert read_overrides(file).all[2] == override
    assert not [c for c in table(override) if not c.isprintable() and c != "\n"]
    remove_override(file, 3)
    assert read_overrides(file) == read_overrides(written(tmp_path, GOOD))


def test_half_a_character_is_refused(tmp_path):
    from msgspec.structs import replace

    with pytest.raises(ValueError, match="lone surrogate"):
        add_override(tmp_path / "a.overrides.toml", replace(SPEAKER, why="\ud800"))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_text_comes_back(words):
    override = Override(
        what="speaker", targets=(Target(document=words, words=words),), to=words.strip(), by=words, when="2031-05-06",
        why=words,
    )  # fmt: skip
    (row,) = tomllib.loads(table(override))["override"]
    assert (row["document"], row["words"], row["to"], row["why"]) == (words, words, words.strip(), words)


def test_the_file_of_a_report_stands_beside_it(tmp_path):
    assert overrides_beside(tmp_path / "report.v2.html") == tmp_path / "report.v2.overrides.toml"
    assert overrides_beside("report").name == "report.overrides.toml"
