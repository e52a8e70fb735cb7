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

__all__ = ["Box", "Drawing", "Line", "drawing"]

TIMES, BOX, GAP, ROW, HEIGHT, LANE = 92, 176, 96, 66, 46, 7  # widths and heights in pixels of the drawing


class Box(Struct, frozen=True, kw_only=True):
    """A document or an unseen source; `x`, `y` are its upper left corner."""

    x: int
    y: int
    name: str
    under: str
    time: str
    inferred: bool
    address: str
    unseen: bool


class Line(Struct, frozen=True, kw_only=True):
    """From a parent's box to a child's: a path, the words beside it, how it is drawn, and the edge's number."""

    path: str
    x: int
    y: int
    label: str
    title: str
    kind: Literal["copy", "guess", "undirected", "cites"]
    number: int | None


class Drawing(Struct, frozen=True, kw_only=True):
    """The whole drawing and its size in pixels."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


class _Link(Struct, frozen=True):
    parent: str
    child: str
    label: str
    title: str
    kind: Literal["copy", "guess", "undirected", "cites"]
    number: int | None = None


def drawing(dossier: Dossier, shelf: Shelf) -> Drawing:
    """Lay out the stemma of `dossier`."""
    links = _links(dossier, shelf)
    rows = _rows(dossier, links)
    depth = _depths(rows, links)
    row = {id: i for i, id in enumerate(rows)}
    boxes = tuple(_box(id, shelf, _left(depth[id]), row[id] * ROW + 10) for id in rows)
    width = max((box.x + BOX for box in boxes), default=0) + 4
    return Drawing(
        width=width, height=len(rows) * ROW + 8, boxes=boxes, lines=tuple(_lines(links, row, depth))
    )  # fmt: skip


def _links(dossier: Dossier, shelf: Shelf) -> list[_Link]:
    links = []
    for number, edge in enumerate(dossier.lineage.edges):
        if edge.child not in shelf:
            continue
        parent, child = shelf.name(edge.parent), shelf.name(edge.child)
        share, sure = f"{edge.share:.0%}", f"{edge.confidence:.0%} sure"
        if not edge.directed:
            title = f"{parent} and {child} share {share} of the words of {child}; who was first is not known ({sure})"
            links.append(_Link(edge.parent, edge.child, f"{share}?", title, "undirected", number))
            continue
        title = f"{child} took {share} of its own words from {parent} ({sure})"
        kind: Literal["copy", "guess"] = "copy" if edge.confidence >= 0.8 else "guess"
        links.append(_Link(edge.parent, edge.child, share, title, kind, number))
    drawn = {(link.parent, link.child) for link in links}
    for one in dossier.lineage.unseen:
        for id in one.cited_by:
            if (one.id, id) not in drawn and id in shelf:
                title = f"{shelf.name(id)} cites {shelf.name(one.id)}"
                links.append(_Link(one.id, id, "cites", title, "cites"))
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


def _box(id: str, shelf: Shelf, x: int, y: int) -> Box:
    if id not in shelf:
        return Box(
            x=x, y=y, name=shelf.name(id), under="not among the documents", time="", inferred=False, address="unseen",
            unseen=True,
        )  # fmt: skip
    document = shelf[id]
    return Box(
        x=x, y=y, name=shelf.name(id), under=document.outlet or document.title or "outlet not known",
        time=_time(document), inferred="published" in document.inferred, address=shelf.address(id, ()), unseen=False,
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


def _lines(links: Sequence[_Link], row: dict[str, int], depth: dict[str, int]) -> list[Line]:
    lanes: dict[int, list[str]] = defaultdict(list)  # parents whose line runs down in the gap after a column
    out = []
    for link in links:
        column = depth[link.parent]
        if link.parent not in lanes[column]:
            lanes[column].append(link.parent)
        lane = _left(column) + BOX + 12 + LANE * (lanes[column].index(link.parent) % 4)
        top, bottom = row[link.parent] * ROW + 10 + HEIGHT // 2, row[link.child] * ROW + 10 + HEIGHT // 2
        start, end = _left(column) + BOX, _left(depth[link.child])
        if depth[link.child] <= column:  # a circle: enter the child's box from its right side
            end = _left(depth[link.child]) + BOX
        out.append(
            Line(
                path=f"M{start} {top}H{lane}V{bottom}H{end - (0 if link.kind in ('undirected', 'cites') else 5)}",
                x=end - 12,
                y=bottom - 6,
                label=link.label,
                title=link.title,
                kind=link.kind,
                number=link.number,
            )
        )
    return out
