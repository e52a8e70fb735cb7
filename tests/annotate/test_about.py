"""Which entities a figure is about."""

import pytest

from twosource.annotate.about import attach_entities
from twosource.annotate.names import find_names
from twosource.annotate.parse import parse
from twosource.model import Article, Facts, Figure, Span


def _about(text: str, figure: str) -> list[str]:
    parsed = parse([Article(id="d", path="d.txt", source=text, edits=(), sha256="", facts=Facts())])[0]
    names = find_names(parsed)
    start = text.index(figure)
    given = Figure(id="f", document="d", span=Span(start, start + len(figure)), low=1, high=1)
    (told,) = attach_entities([given], names, parsed)
    by_id = {one.id: one.name for one in names}
    return [by_id[one] for one in told.about]


@pytest.mark.parametrize(
    ("text", "figure", "about"),
    [
        ("There were 6,000 Northern Union fighters in Ostley.", "6,000", ["Northern Union", "Ostley"]),
        ("Ann Ostrander said 40 people were hurt in Bergen.", "40", ["Bergen"]),
        ("The storm left 12 dead in Bergen, while Oslo was spared.", "12", ["Bergen"]),
        ("It rained for 12 hours.", "12", []),
    ],
)
def test_figure_is_about(text: str, figure: str, about: list[str]) -> None:
    assert _about(text, figure) == about


def test_no_figures() -> None:
    parsed = parse([Article(id="d", path="d.txt", source="", edits=(), sha256="", facts=Facts())])[0]
    assert attach_entities([], (), parsed) == ()
