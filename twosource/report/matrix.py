"""The story matrix: claims by documents, what needs a reader's judgement first."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from twosource.report.findings import ORDER, ClaimView, Standing
from twosource.report.shelf import Shelf

__all__ = ["Band", "Cell", "MatrixRow", "matrix"]


class Cell(Struct, frozen=True):
    """How one document stands to one claim, from whom it has it, and the address of its words (empty: not in it)."""

    stance: Standing
    address: str = ""
    source: str = ""


class MatrixRow(Struct, frozen=True):
    """A claim against each document in turn; `also` are others that the same documents tell in the same passages."""

    view: ClaimView
    cells: tuple[Cell, ...]
    also: tuple[ClaimView, ...] = ()


class Band(Struct, frozen=True):
    """The rows of one verdict; those under ``single source`` are in several documents, and one source told them all."""

    verdict: str
    rows: tuple[MatrixRow, ...]


def matrix(views: Sequence[ClaimView], shelf: Shelf) -> tuple[Band, ...]:
    """Return the claims that two documents or more touch, and those that are open, by verdict.

    A document that differs anywhere is shown to differ. Claims with one verdict that the same documents tell in
    overlapping passages stand in one row.
    """
    rows = (_row(view, shelf) for view in views if len(view.marks) > 1 or view.claim.verdict in OPEN)
    ordered = sorted(rows, key=lambda row: ORDER.index(row.view.claim.verdict))
    return tuple(
        Band(verdict, tuple(_folded(list(group))))
        for verdict, group in groupby(ordered, key=lambda row: row.view.claim.verdict)
    )


def _row(view: ClaimView, shelf: Shelf) -> MatrixRow:
    marks = view.marks
    held = (marks.get(document.id) for document in shelf.documents)
    return MatrixRow(view, tuple(Cell(one.stance, one.address, one.source) if one else ABSENT for one in held))


ABSENT = Cell("absent")
OPEN = ("disputed", "undecided")


def _folded(rows: Sequence[MatrixRow]) -> Iterator[MatrixRow]:
    """`rows`, each with those after it that tell of the same passages."""
    left = list(rows)
    while left:
        first = left.pop(0)
        also = [row for row in left if _is_of_same(first, row)]
        left = [row for row in left if row not in also]
        yield MatrixRow(first.view, first.cells, tuple(row.view for row in also))


def _is_of_same(one: MatrixRow, other: MatrixRow) -> bool:
    claim, second = one.view.claim, other.view.claim
    stances = [[cell.stance for cell in row.cells] for row in (one, other)]
    if stances[0] != stances[1] or claim.independent != second.independent:
        return False
    return {support.document for support in claim.support} == {
        mine.document
        for mine in claim.support
        for theirs in second.support
        if mine.document == theirs.document and mine.span.overlap(theirs.span)
    }
