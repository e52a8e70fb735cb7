import json
import time
from pathlib import Path

import pytest

from twosource.clean import clean
from twosource.clean.furniture import furniture_lines
from twosource.model import Capture

CASES = Path(__file__).resolve().parents[1] / "cases" / "furniture_lines.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
BEFORE, AFTER = "The ferry sank at dawn, the port said.", "All on board were saved, the captain told the court."


@pytest.mark.parametrize("case", ROWS, ids=lambda case: f"{case['why']}: {case['line'][:30]}")
def test_a_line_is_furniture_or_prose(case):
    expected = {1: case["reason"]} if case["reason"] else {}
    assert furniture_lines(f"{BEFORE}\n{case['line']}\n{AFTER}") == expected
    assert furniture_lines(f"{BEFORE}\n\n{case['line']}\n\n{AFTER}") == expected


def test_icons_that_were_copied_along():
    run = "icon arrow-lefticon arrow-righticon mailicon searchicon share"
    assert furniture_lines(f"{run}\n{BEFORE}") == {0: "names of icons"}


def test_a_menu_that_opens_a_text_and_a_ranking_that_ends_it():
    text = f"News\nSport\nObituaries\n\n{BEFORE}\n{AFTER}\nMost read\n1. Ten ferries\n2. One captain\n{AFTER}"
    assert list(furniture_lines(text)) == [0, 1, 2, 5, 6, 7]
    assert furniture_lines(f"Sole\nHale\n\n{BEFORE}") == {}


def test_captions_of_a_gallery_that_stand_twice_each():
    prose = [f"On day {day} of the search two boats went out to the wreck again." for day in range(5)]
    captions = [f"Divers at the wreck of the Nerina on day {day} of the search." for day in range(3) for _ in "ab"]
    text = [*prose[:2], *captions, *prose[2:]]
    assert furniture_lines("\n".join(text)) == dict.fromkeys(range(2, 8), "picture gallery")
    assert furniture_lines("\n".join([*prose[:2], *captions[:4], *prose[2:]])) == {}
    assert furniture_lines("\n".join(line for line in prose for _ in "ab")) == {}


def test_how_old_the_article_was_stands_above_it():
    assert furniture_lines(f"7 years ago\n\n{BEFORE}") == {0: "age of the article"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Newsletter Sign Up Continue reading the main story " + "Leave the newsletter. " * 20, "newsletter box"),
        ("NPR transcripts are created on a rush deadline. " + "This is no final form. " * 20, "transcript note"),
        ("Sign up for our Wine Club today. It is dry.", None),
        ("Something to consider: if you enjoyed this article of law, " + "members get less. " * 20, None),
    ],
)  # fmt: skip
def test_a_long_box_opens_and_goes_on_as_listed(line, reason):
    assert furniture_lines(f"{BEFORE}\n{line}\n{AFTER}") == ({1: reason} if reason else {})


def test_the_heading_of_a_newsletter_box_goes_with_it():
    text = f"{BEFORE}\nMorning News Emails\nGet the news delivered weekday mornings, free.\n{AFTER}"
    assert furniture_lines(text) == {1: "heading of a newsletter box", 2: "newsletter box"}


def test_a_caption_that_repeats_the_description():
    text = f"Image: Divers at the wreck of the Nerina\nDivers at the wreck of the Nerina on Friday.Bay News\n{BEFORE}"
    assert list(furniture_lines(text)) == [0, 1]


@pytest.mark.parametrize(
    "piece", ["1", "share ", "1 ", "a", "get news ", "Read: ", "- ", "Photo ", "icon", "(Photo/", "A. B ", "By Ana "]
)
def test_no_line_takes_long(piece):
    began = time.process_time()
    text = (piece * 400)[:319] + "!\n" + (piece * 400)[:690] + "!\n" + (piece * 50)[:95] + "!\nIt sank."
    clean(Capture(id="a", path="a.txt", media="text", content=text.encode(), given={"language": "en"}))
    assert time.process_time() - began < 0.5
