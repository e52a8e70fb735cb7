"""The drawing of the lineage."""

import itertools
import re

from msgspec import structs

from twosource.model import Derivation, Lineage
from twosource.report.shelf import Shelf
from twosource.report.stemma import BOX, HEIGHT, drawing


def drawn(dossier):
    return drawing(dossier, Shelf(dossier))


def test_every_document_and_unseen_source_has_a_box_of_its_own(dossier):
    boxes = drawn(dossier).boxes
    assert sorted(box.name for box in boxes) == ["101", "102", "103", "104", "105", "Norrwire"]
    for one, other in itertools.combinations(boxes, 2):
        assert abs(one.y - other.y) >= HEIGHT or abs(one.x - other.x) >= BOX


def test_it_goes_down_in_order_of_time_and_a_copy_of_the_same_day_comes_after(dossier):
    down = [box.name for box in sorted(drawn(dossier).boxes, key=lambda box: box.y)]
    assert down == ["101", "Norrwire", "103", "102", "104", "105"]


def test_lines_cross_no_box(dossier):
    picture = drawn(dossier)
    for line in picture.lines:
        x0, y0, lane, y1, x1 = map(int, re.fullmatch(r"M(\d+) (\d+)H(\d+)V(\d+)H(\d+)", line.path).groups())
        for box in picture.boxes:
            across = box.x < lane < box.x + BOX
            assert not (across and min(y0, y1) < box.y + HEIGHT and box.y < max(y0, y1)), (line.title, box.name)
            for y, left, right in ((y0, x0, lane), (y1, lane, x1)):
                assert not (box.y < y < box.y + HEIGHT and left < box.x + BOX - 1 and box.x + 1 < right)


def test_doubt_is_drawn(dossier):
    undirected = Derivation(
        id="x9", parent="101_herald", child="104_post", share=0.4, confidence=0.5, directed=False
    )  # fmt: skip
    lineage = structs.replace(dossier.lineage, edges=(*dossier.lineage.edges, undirected))
    kinds = {line.title[:7]: line.kind for line in drawn(structs.replace(dossier, lineage=lineage)).lines}
    assert kinds["102 too"] == "copy"
    assert kinds["103 too"] == "guess"
    assert kinds["101 and"] == "undirected"


def test_a_circle_ends(dossier):
    edges = tuple(
        Derivation(id=f"{a}{b}", parent=a, child=b, share=0.9, confidence=0.9)
        for a, b in (("101_herald", "102_repost"), ("102_repost", "101_herald"))
    )
    assert len(drawn(structs.replace(dossier, lineage=Lineage(edges=edges))).lines) == 2
