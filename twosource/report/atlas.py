"""Places with coordinates on a plain map: points, a graticule and the nearest land, drawn without a network."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from math import ceil, floor

from msgspec import Struct, structs

from twosource.model import Dossier, Entity
from twosource.report.findings import Excerpt, excerpt
from twosource.report.shelf import Shelf

__all__ = ["Atlas", "GridLine", "Point", "atlas"]

WIDTH = 640  # pixels of the map
LEAST = 12.0  # degrees that it shows at least, for the coast is too coarse for less
MARGIN = 0.2  # of the breadth of the points, on each side
STEPS = (1, 2, 5, 10, 15, 30)  # degrees between two lines of the graticule
RADIUS, LETTER, LONGEST = 10, 8, 24  # pixels of the largest point and of a letter; letters of the longest label
LINES = 8  # of the graticule, at most, each way


class Point(Struct, frozen=True, kw_only=True):
    """A place on the map, in pixels, and its mentions.

    `label` is where its name stands (x, y, and which end of it: ``start``, ``end``), None where there is no room.
    """

    number: int
    name: str
    x: float
    y: float
    label: tuple[float, float, str] | None
    origin: str
    documents: tuple[str, ...]
    places: tuple[Excerpt, ...]


class GridLine(Struct, frozen=True, kw_only=True):
    """A meridian (`upright`) or a parallel: where it lies, in pixels, and its degrees in words."""

    upright: bool
    at: float
    label: str


class Atlas(Struct, frozen=True, kw_only=True):
    """The map: its size in pixels, the paths of the land (SVG), the graticule and the places."""

    width: int
    height: int
    land: tuple[str, ...]
    grid: tuple[GridLine, ...]
    points: tuple[Point, ...]


class _Frame(Struct, frozen=True):
    """The part of the world that is shown, in degrees, and how many pixels a degree of longitude has."""

    west: float
    east: float
    south: float
    north: float

    @property
    def scale(self) -> float:
        return WIDTH / (self.east - self.west)

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        return round((longitude - self.west) * self.scale, 1), round((self.north - latitude) * self.scale, 1)


def atlas(dossier: Dossier, shelf: Shelf) -> Atlas | None:
    """Return the map of the places that have coordinates, None where there are none."""
    places = [one for one in dossier.entities if one.coordinates is not None and _documents(one, shelf)]
    if not places:
        return None
    frame = _frame([(one.coordinates.longitude, one.coordinates.latitude) for one in places if one.coordinates])
    return Atlas(
        width=WIDTH,
        height=round((frame.north - frame.south) * frame.scale),
        land=tuple(_land(frame)),
        grid=tuple(_grid(frame)),
        points=tuple(_labelled([_point(number, one, frame, shelf) for number, one in enumerate(places)])),
    )


def _documents(one: Entity, shelf: Shelf) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.document for place in one.mentions if place.document in shelf))


def _frame(points: Sequence[tuple[float, float]]) -> _Frame:
    """The part of the world that holds `points` with a margin; never less than `LEAST` degrees.

    >>> _frame([(10.0, 50.0)])
    _Frame(west=4.0, east=16.0, south=46.4, north=53.6)
    """
    xs, ys = zip(*points, strict=True)
    across = max(max(xs) - min(xs), LEAST / (1 + 2 * MARGIN))
    across = min(max(across, (max(ys) - min(ys)) / 0.8), 360 / (1 + 2 * MARGIN))
    half = across * (0.5 + MARGIN)
    upright = max((max(ys) - min(ys)) / 2 * (1 + 2 * MARGIN), 0.6 * half)
    x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    west, south = max(-180.0, min(x - half, 180 - 2 * half)), max(-90.0, min(y - upright, 90 - 2 * upright))
    return _Frame(*(round(v, 6) for v in (west, west + 2 * half, south, min(90.0, south + 2 * upright))))


def _point(number: int, one: Entity, frame: _Frame, shelf: Shelf) -> Point:
    coordinates = one.coordinates
    if coordinates is None:  # pragma: no cover - the caller keeps only places that have some
        raise ValueError(f"{one.id} has no coordinates")
    x, y = frame.place(coordinates.longitude, coordinates.latitude)
    first = {place.document: place for place in reversed(one.mentions) if place.document in shelf}
    ordered = sorted(first.values(), key=lambda place: shelf.index(place.document))
    return Point(
        number=number, name=one.name, x=x, y=y, label=None, origin=coordinates.origin,
        documents=tuple(map(shelf.name, _documents(one, shelf))), places=tuple(excerpt(p, shelf) for p in ordered),
    )  # fmt: skip


def _labelled(points: Sequence[Point]) -> Iterator[Point]:
    """`points` with their names right or left of them, above or below, where these cover no other point or name."""
    taken = [(one.x - RADIUS, one.y - RADIUS, one.x + RADIUS, one.y + RADIUS) for one in points]
    for one in points:
        long = LETTER * min(len(one.name), LONGEST)
        places = (
            (one.x + side * (RADIUS + 2), y, end)
            for y in (one.y + 4, one.y - RADIUS - 3, one.y + RADIUS + 12)
            for side, end in ((1, "start"), (-1, "end"))
        )
        free = next((place for place in places if _is_free(_box(place, long), taken)), None)
        if free is not None:
            taken.append(_box(free, long))
            yield structs.replace(one, label=(round(free[0], 1), round(free[1], 1), free[2]))
        else:
            yield one


def _box(place: tuple[float, float, str], long: float) -> tuple[float, float, float, float]:
    x, y, end = place
    west = x if end == "start" else x - long
    return (west, y - 11, west + long, y + 2)


def _is_free(box: tuple[float, ...], taken: Sequence[tuple[float, ...]]) -> bool:
    return box[0] >= 0 and box[2] <= WIDTH and not any(_cover(box, other) for other in taken)


def _cover(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _grid(frame: _Frame) -> Iterator[GridLine]:
    step = next((one for one in STEPS if (frame.east - frame.west) / one <= LINES), STEPS[-1])
    for degree in range(ceil(frame.west / step) * step, floor(frame.east) + 1, step):
        x, _ = frame.place(degree, 0)
        yield GridLine(upright=True, at=x, label=f"{abs(degree)}°{'W' if degree < 0 else 'E' if degree else ''}")
    for degree in range(ceil(frame.south / step) * step, floor(frame.north) + 1, step):
        _, y = frame.place(0, degree)
        yield GridLine(upright=False, at=y, label=f"{abs(degree)}°{'S' if degree < 0 else 'N' if degree else ''}")


def _land(frame: _Frame) -> Iterator[str]:
    """The rings of land that reach into the frame, as paths."""
    for ring in _rings():
        xs, ys = [x for x, _ in ring], [y for _, y in ring]
        if max(xs) < frame.west or min(xs) > frame.east or max(ys) < frame.south or min(ys) > frame.north:
            continue
        yield "M" + "L".join("{:g} {:g}".format(*frame.place(x, y)) for x, y in _clipped(ring, frame)) + "Z"


def _clipped(ring: Sequence[tuple[float, float]], frame: _Frame) -> Iterator[tuple[float, float]]:
    """`ring` with points far outside moved to just outside, runs of them made one: a path as short as the view asks."""
    wide = (frame.east - frame.west) / 2
    last = None
    for x, y in ring:
        kept = (
            min(max(x, frame.west - wide), frame.east + wide), min(max(y, frame.south - wide), frame.north + wide)
        )  # fmt: skip
        if kept != last:
            yield kept
        last = kept


@cache
def _rings() -> tuple[tuple[tuple[float, float], ...], ...]:
    text = files(__package__).joinpath("data", "land.txt").read_text(encoding="utf-8")
    rings = []
    for line in text.splitlines():
        if not line.startswith("#"):
            numbers = [int(number) / 10 for number in line.split()]
            rings.append(tuple(zip(numbers[::2], numbers[1::2], strict=True)))
    return tuple(rings)
