"""The truth about the example is about the example: its files parse and every fragment stands in them."""

import html
import json
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "example"
TRUTH = json.loads((HERE / "truth.json").read_text(encoding="utf-8"))
GAPS = json.loads((HERE / "gaps.json").read_text(encoding="utf-8"))


def damaged(text: str) -> str:
    """UTF-8 read as cp1252, bytes that cp1252 does not know lost."""
    return text.encode().decode("cp1252", errors="ignore")


def sources() -> dict[str, str]:
    rows = [json.loads(line) for line in (EXAMPLE / "wires.jsonl").read_text(encoding="utf-8").splitlines()]
    files = [file for file in EXAMPLE.iterdir() if file.suffix in (".txt", ".html")]
    return {row["id"]: row["text"] for row in rows} | {
        file.stem: html.unescape(file.read_text(encoding="utf-8")) for file in files
    }


def fragments(value: object):
    """Every (document, words) that the truth names."""
    if isinstance(value, dict):
        if "document" in value and "text" in value:
            yield value["document"], value["text"]
        for part in value.values():
            yield from fragments(part)
    if isinstance(value, list):
        for part in value:
            yield from fragments(part)


def test_only_documents_lie_in_the_folder():
    assert {file.suffix for file in EXAMPLE.iterdir()} == {".txt", ".html", ".jsonl"}


def test_every_document_has_its_facts():
    assert sorted(sources()) == sorted(row["id"] for row in TRUTH["documents"])


@pytest.mark.parametrize(("document", "words"), sorted(set(fragments(TRUTH))))
def test_fragments_stand_in_the_sources(document, words):
    source = re.sub(r"</?(a|em)\b[^>]*>", "", sources()[document])
    assert (damaged(words) if document == "tidewatch" else words) in source


@pytest.mark.parametrize("row", TRUTH["furniture"], ids=lambda row: f"{row['document']}: {row['text']}")
def test_no_furniture_is_a_part_of_what_stays(row):
    assert not [
        stays for stays in TRUTH["stays"] if stays["document"] == row["document"] and row["text"] in stays["text"]
    ]


def test_the_repost_lost_the_last_byte_of_its_closing_marks():
    repost = sources()["tidewatch"]
    assert "wait to be asked.â€ \n" in repost
    assert "â€\u009d" not in repost


@pytest.mark.parametrize("section", [name for name in TRUTH if name != "furniture"])
def test_every_row_says_why(section):
    assert all(row["why"] for row in TRUTH[section])


def test_every_gap_says_why():
    assert all(isinstance(reason, str) and reason for reason in GAPS.values())
