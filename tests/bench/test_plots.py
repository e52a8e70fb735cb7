"""The plots of the documentation: what they say of given answers, and the file they become."""

import argparse
from xml.etree import ElementTree

import pytest

from bench import plots
from bench.svg import Plot, Series, drawn
from twosource.model import Derivation

SVG = "{http://www.w3.org/2000/svg}"
LINE = Series(name="right <dates>", points=((10, 100), (50, 90), (100, 75)), sizes=(3, 4, 5), mark=(50, 90))
PLOT = Plot(title="Direction & more", x="answered", y="right", series=(LINE,), y_low=50, note="Dots: answered")


def edge(confidence, directed=True):
    return Derivation(id="", parent="a", child="b", share=1, confidence=confidence, directed=directed)


def test_it_is_a_file_with_its_axes_named_and_every_label_escaped():
    root = ElementTree.fromstring(drawn(PLOT))
    said = [one.text for one in root.iter(f"{SVG}text")]
    assert {"Direction & more", "answered", "right", "right <dates>", "Dots: answered", "50%", "100%"} <= set(said)
    assert root.get("aria-label") == "Direction & more"


def test_it_is_readable_on_dark_and_asks_for_nothing():
    text = drawn(PLOT)
    assert "@media(prefers-color-scheme:dark)" in text
    assert "href" not in text
    assert "url(" not in text


def test_the_same_points_give_the_same_bytes():
    assert drawn(PLOT) == drawn(PLOT)


def test_the_best_is_at_the_top_and_all_is_at_the_right():
    root = ElementTree.fromstring(drawn(Plot(title="", x="", y="", series=(LINE,), y_low=50)))
    (line, *_) = root.iter(f"{SVG}polyline")
    points = [tuple(map(float, one.split(","))) for one in line.get("points").split()]
    assert points[0][1] < points[1][1] < points[2][1]
    assert points[0][0] < points[1][0] < points[2][0]


def test_reliability_goes_by_tenths_and_leaves_out_what_rests_on_few():
    edges = [(edge(0.95), n < 18, None) for n in range(20)] + [(edge(0.55), True, None)] * (plots.FEWEST - 1)
    (series,) = plots.reliability({"right": edges}).series
    assert [tuple(map(round, one)) for one in series.points] == [(95, 90)]


def test_direction_puts_what_is_not_decided_last(monkeypatch, tmp_path):
    monkeypatch.setattr(plots, "_versions", lambda folder, limit: iter(()))
    sure, open_ = [(edge(0.9), True, True)] * 30, [(edge(0.95, directed=False), False, False)] * 10
    found = plots.direction({"none": [*open_, *sure]}, argparse.Namespace(data=tmp_path, limit=None))
    (series,) = found.series
    assert series.mark == (75, 100)
    assert series.points[-1] == (100, 75)


@pytest.mark.parametrize(("answers", "last"), [([], None), ([(1.0, True)], (100, 100)), ([(1.0, False)], (100, 0))])
def test_few_answers_make_a_curve_too(answers, last):
    points = plots._curve("", answers, 0).points
    assert (points[-1] if points else None) == last
