"""The drawing of who took from whom: documents from top to bottom in order of time, parents left of their children.

Every document has a row of its own, and lines run in the gaps between columns, so that no line crosses a box.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

from msgspec import Struct

from twosource.model import Document, Dossier
from twosource.report.shelf import Shelf
from twosource.report.standing import MOSTLY, are_one, sure

__all__ = ["Box", "Drawing", "Line", "drawing"]

TIMES, BOX, GAP, ROW, HEIGHT, LANE, STEP = 76, 190, 86, 64, 46, 7, 16  # widths and heights in pixels of the drawing
MANY = 24  # documents from which on those without a link are not drawn


class Box(Struct, frozen=True, kw_only=True):
    """A document or an unseen source; `x`, `y` are its upper left corner, `key` what it is called on the page.

    `taken` tells that a line leads to it, so that it is no first source of its own.
    """

    key: str
    x: int
    y: int
    name: str
    under: str
    time: str
    inferred: bool
    address: str
    unseen: bool
    taken: bool


class Line(Struct, frozen=True, kw_only=True):
    """From a parent's box to a child's: a path, the words beside it, how it is drawn, and the edge's number.

    `ends` are the keys of the two boxes.
    """

    ends: tuple[str, str]
    path: str
    x: int
    y: int
    label: str
    sure: str
    title: str
    kind: Literal["copy", "guess", "undirected", "cites"]
    number: int | None


class Drawing(Struct, frozen=True, kw_only=True):
    """The whole drawing and its size in pixels; `apart` are documents without a link, where all are too many."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    apart: tuple[str, ...]


class _Link(Struct, frozen=True):
    parent: str
    child: str
    label: str
    sure: str
    title: str
    kind: Literal["copy", "guess", "undirected", "cites"]
    number: int | None = None


def drawing(dossier: Dossier, shelf: Shelf) -> Drawing:
    """Lay out the stemma of `dossier`."""
    links = _links(dossier, shelf)
    linked = {id for link in links for id in (link.parent, link.child)}
    apart = [one.id for one in dossier.documents if one.id not in linked] if len(dossier.documents) > MANY else []
    rows = [id for id in _rows(dossier, links) if id not in apart]
    depth = _depths(rows, links)
    row = {id: i for i, id in enumerate(rows)}
    children = {link.child for link in links if link.kind in ("copy", "guess")}
    boxes = tuple(_box(id, shelf, _left(depth[id]), row[id] * ROW + 10, id in children) for id in rows)
    width = max((box.x + BOX for box in boxes), default=0) + 4
    return Drawing(
        width=width, height=len(rows) * ROW + 8, boxes=boxes, lines=tuple(_lines(links, row, depth, shelf)),
        apart=tuple(apart),
    )  # fmt: skip


def _links(dossier: Dossier, shelf: Shelf) -> list[_Link]:
    links = []
    for number, edge in enumerate(dossier.lineage.edges):
        if edge.child not in shelf:
            continue
        parent, child = shelf.name(edge.parent), shelf.name(edge.child)
        share, certain = f"{edge.share:.0%}", f"{sure(edge.confidence)} sure"
        if are_one(edge, dossier):
            title = f"{parent} and {child} have the same text: they are one document"
            links.append(_Link(edge.parent, edge.child, "same text", "", title, "undirected", number))
            continue
        if not edge.directed:
            title = f"{parent} and {child} share {share} of the own words of {child}; who was first is not known"
            links.append(_Link(edge.parent, edge.child, share, "who first?", title, "undirected", number))
            continue
        title = f"{child} took {share} of its own words from {parent} ({certain})"
        kind: Literal["copy", "guess"] = "copy" if edge.confidence >= 0.8 else "guess"
        links.append(_Link(edge.parent, edge.child, share, certain, title, kind, number))
    drawn = {(link.parent, link.child) for link in links}
    copies = {edge.child: edge.parent for edge in dossier.lineage.edges if edge.directed and edge.share >= MOSTLY}
    for one in dossier.lineage.unseen:
        for id in one.cited_by:  # a copy cites along with its parent
            if (one.id, id) not in drawn and id in shelf and copies.get(id) not in one.cited_by:
                title = f"{shelf.name(id)} cites {shelf.name(one.id)}"
                links.append(_Link(one.id, id, "cites", "", title, "cites"))
    return links


def _rows(dossier: Dossier, links: Sequence[_Link]) -> list[str]:
    """Ids from top to bottom: by time; without a time, after their parents; unseen ones before their children."""
    documents = sorted(dossier.documents, key=lambda d: (_moment(d), d.id))
    rows = [document.id for document in documents]
    for document in documents:
        parents = [link.parent for link in links if link.child == document.id and link.parent in rows]
        below = max(map(rows.index, parents), default=-1)
        if not _is_timed(document) and below > rows.index(document.id):
            rows.remove(document.id)
            rows.insert(below, document.id)
    unseen = dict.fromkeys(
        [one.id for one in dossier.lineage.unseen] + [link.parent for link in links if link.parent not in rows]
    )
    for id in unseen:
        children = [rows.index(link.child) for link in links if link.parent == id and link.child in rows]
        rows.insert(min(children, default=0), id)
    return rows


def _depths(rows: Sequence[str], links: Sequence[_Link]) -> dict[str, int]:
    """Column of each id: one to the right of its rightmost parent."""
    depth = dict.fromkeys(rows, 0)
    for _ in rows:  # as often as the longest chain can be, so that a circle ends too
        for link in links:
            depth[link.child] = min(max(depth[link.child], depth[link.parent] + 1), len(rows) - 1)
    used = {column: i for i, column in enumerate(sorted(set(depth.values())))}
    return {id: used[column] for id, column in depth.items()}


def _left(column: int) -> int:
    return TIMES + column * (BOX + GAP)


def _box(id: str, shelf: Shelf, x: int, y: int, taken: bool) -> Box:
    if id not in shelf:
        under = "unseen source" if id in shelf.named else "named by nobody"
        return Box(
            key=shelf.key(id), x=x, y=y, name=shelf.name(id), under=under, time="", inferred=False, address="unseen",
            unseen=True, taken=taken,
        )  # fmt: skip
    document = shelf[id]
    return Box(
        key=shelf.key(id), x=x, y=y, name=shelf.name(id), under=document.outlet or document.title or "outlet not known",
        time=_time(document), inferred="published" in document.inferred, address=shelf.address(id, ()), unseen=False,
        taken=taken,
    )  # fmt: skip


def _is_timed(document: Document) -> bool:
    """True if its place in the order of time was read, to the minute."""
    return "T" in (document.published or "") and "published" not in document.inferred


def _moment(document: Document) -> tuple[float, str]:
    """What documents are ordered by: the second they were published; a bare day counts from its end."""
    try:
        moment = datetime.fromisoformat(document.published or "")
    except ValueError:
        return (float("inf"), document.published or "")
    if "T" not in (document.published or ""):
        moment += timedelta(days=1)
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp(), "")


def _time(document: Document) -> str:
    """
    >>> _time(Document(id="a", path="", outlet=None, outlet_from=None, title=None, title_from=None, authors=(),
    ...     authors_from=None, published="2016-10-25T21:16:00+03:00", published_from="page", modified=None,
    ...     language="en", url=None, inferred=(), text="", sha256="", edits=()))
    '2016-10-25 21:16'
    """
    return (document.published or "no date")[:16].replace("T", " ")


def _lines(links: Sequence[_Link], row: dict[str, int], depth: dict[str, int], shelf: Shelf) -> list[Line]:
    lanes: dict[int, list[str]] = defaultdict(list)  # parents whose line runs down in the gap after a column
    arriving: dict[str, list[_Link]] = defaultdict(list)  # at each child, the surest and lowest last
    for link in sorted(links, key=lambda link: link.kind != "cites"):
        arriving[link.child].append(link)
    out = []
    for link in links:
        column = depth[link.parent]
        if link.parent not in lanes[column]:
            lanes[column].append(link.parent)
        lane = _left(column) + BOX + 12 + LANE * (lanes[column].index(link.parent) % 4)
        out.append(_line(link, lane, arriving[link.child], row, depth, shelf))
    return out


def _line(
    link: _Link, lane: int, arriving: Sequence[_Link], row: dict[str, int], depth: dict[str, int], shelf: Shelf
) -> Line:
    at = arriving.index(link)
    step = min(STEP, HEIGHT // len(arriving))
    top = row[link.parent] * ROW + 10 + HEIGHT // 2
    bottom = row[link.child] * ROW + 10 + HEIGHT // 2 + round((at - (len(arriving) - 1) / 2) * step)
    circle = depth[link.child] <= depth[link.parent]  # then enter the child's box from its right side
    end = _left(depth[link.child]) + (BOX if circle else 0)
    return Line(
        ends=(shelf.key(link.parent), shelf.key(link.child)),
        path=f"M{_left(depth[link.parent]) + BOX} {top}H{lane}V{bottom}H{end - (5 if link.sure else 0)}",
        x=end - 12,
        y=bottom - 5,
        label=link.label,
        sure=link.sure if at == len(arriving) - 1 else "",
        title=link.title,
        kind=link.kind,
        number=link.number,
    )
