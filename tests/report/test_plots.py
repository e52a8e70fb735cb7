"""Figures on one scale, and places on a map."""

import pytest
from msgspec import structs

from twosource.model import Claim, Coordinates, Dossier, Entity, Figure, Place, Span, StillCarried, Support
from twosource.report.parts import figures_part, map_part
from twosource.report.views import Views

TEXT = "Some 12 boats came. Another line."
AT = Span(5, 7)


def story(dossier, figures, differing=(), older=()):
    """A story with a document for each of `figures` (low, high), and one claim of all but the older ones."""
    documents = tuple(
        structs.replace(
            dossier.documents[0], id=f"d{i}", text=TEXT, published=f"2031-05-{9 - i:02}T10:00:00Z", edits=()
        )
        for i in range(len(figures))
    )
    held = tuple(
        Figure(id=f"f{i}", document=f"d{i}", span=AT, low=low, high=high, counted="boats")
        for i, (low, high) in enumerate(figures)
    )
    support = tuple(
        Support(document=one.document, span=AT, stance="differs" if i in differing else "states")
        for i, one in enumerate(held)
        if i not in older
    )
    claim = Claim(
        id="c", kind="figure", text="12 boats: Some 12 boats came.", support=support, documents=len(support),
        independent=(1, len(support)), origins=(), verdict="disputed", because="",
        members=tuple(one.id for i, one in enumerate(held) if i not in older),
    )  # fmt: skip
    carried = tuple(
        StillCarried(claim="c", document=f"d{i}", span=AT, because="the newer one was out before it") for i in older
    )
    return Dossier(twosource="0", documents=documents, figures=held, claims=(claim,), still_carried=carried)


def test_rows_stand_in_order_of_publication_on_one_axis(dossier):
    (plot,) = Views(story(dossier, [(10, 10), (20, 20), (15, 20)])).plots
    assert [row.excerpt.document for row in plot.rows] == ["d2", "d1", "d0"]
    assert [(row.left, row.width) for row in plot.rows] == [(50.0, 50.0), (100.0, 0.0), (0.0, 0.0)]
    assert (plot.least, plot.most, plot.alike) == ("10", "20", False)


def test_an_open_end_reaches_to_the_end_of_the_axis(dossier):
    (plot,) = Views(story(dossier, [(10, None), (20, 20)])).plots
    row = next(row for row in plot.rows if row.excerpt.document == "d0")
    assert (row.value, row.left, row.width, row.open_high) == ("10 or more boats", 0.0, 100.0, True)


def test_one_that_differs_is_a_diamond_and_said_in_words(dossier):
    text = figures_part(Views(story(dossier, [(12, 12), (12, 12), (40, 40)], differing=(2,))))
    assert text.count('class="plot out"') == 1
    assert '<span class="stance">differs</span>' in text


def test_an_older_figure_that_is_still_carried_stands_with_the_newer(dossier):
    views = Views(story(dossier, [(12, 12), (14, 14), (3, 3)], older=(2,)))
    (plot,) = views.plots
    assert [(row.value, row.overtaken) for row in plot.rows if row.overtaken] == [
        ("3 boats", "the newer one was out before it")
    ]
    assert 'class="plot old"' in figures_part(views)


@pytest.mark.parametrize(
    ("towns", "shown"),
    [
        ([("Oslo", 59.9, 10.7)], True),
        ([("Oslo", 59.9, 10.7), ("Suva", -18.1, 178.4), ("Nome", 64.5, -165.4)], True),
        ([("Alert", 82.5, -62.3)], True),
        ([], False),
    ],
)
def test_every_place_stands_within_the_map(dossier, towns, shown):
    entities = tuple(
        Entity(id=f"e{i}", name=name, type="place", mentions=(Place(dossier.documents[0].id, Span(0, 4)),),
               coordinates=Coordinates(latitude=north, longitude=east, origin="GeoNames"))
        for i, (name, north, east) in enumerate(towns)
    )  # fmt: skip
    views = Views(structs.replace(dossier, entities=entities))
    assert (views.atlas is not None) == shown
    if views.atlas is None:
        assert not map_part(views).strip()
        return
    assert [point.name for point in views.atlas.points] == [name for name, _, _ in towns]
    assert all(0 <= point.x <= views.atlas.width and 0 <= point.y <= views.atlas.height for point in views.atlas.points)
    assert views.atlas.land
    assert len(views.atlas.grid) >= 4
    assert sum(map(len, views.atlas.land)) < 60_000


def test_north_is_up_and_east_is_right(dossier):
    where = {"Oslo": (59.9, 10.7), "Turku": (60.5, 22.3), "Malmö": (55.6, 13.0)}
    entities = tuple(
        Entity(id=name, name=name, type="place", mentions=(Place(dossier.documents[0].id, Span(0, 4)),),
               coordinates=Coordinates(latitude=north, longitude=east, origin="GeoNames"))
        for name, (north, east) in where.items()
    )  # fmt: skip
    atlas = Views(structs.replace(dossier, entities=entities)).atlas
    assert atlas is not None
    oslo, turku, malmo = atlas.points
    assert oslo.x < malmo.x < turku.x
    assert turku.y < oslo.y < malmo.y


def test_names_on_the_map_cover_neither_points_nor_each_other(dossier):
    entities = tuple(
        Entity(id=f"e{i}", name="Brackhaven", type="place", mentions=(Place(dossier.documents[0].id, Span(0, 4)),),
               coordinates=Coordinates(latitude=50 + i / 10, longitude=10 + i / 7, origin="GeoNames"))
        for i in range(8)
    )  # fmt: skip
    atlas = Views(structs.replace(dossier, entities=entities)).atlas
    assert atlas is not None
    labels = [point.label for point in atlas.points if point.label]
    assert 1 <= len(labels) < 8
    for i, (x, y, end) in enumerate(labels):
        for other in labels[i + 1 :]:
            assert other[2] != end or abs(other[1] - y) >= 13 or abs(other[0] - x) >= 80


def test_the_name_of_a_place_stays_text(dossier):
    name = '</title></svg><script>alert(1)</script>"><img src=x onerror=alert(1)>'
    town = Entity(
        id="e", name=name, type="place", mentions=(Place(dossier.documents[0].id, Span(0, 4)),),
        coordinates=Coordinates(latitude=50, longitude=10, origin=name),
    )  # fmt: skip
    text = map_part(Views(structs.replace(dossier, entities=(town,))))
    assert "<script" not in text
    assert "<img" not in text
