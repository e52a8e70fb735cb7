"""The answer in the terminal: about ten lines."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from twosource.model import Claim, Derivation, Dossier
from twosource.report.shelf import Shelf, visible
from twosource.report.standing import witnesses

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["count", "of_range", "summary", "summary_lines"]

SHORT = 90  # characters of a claim's text that a line has room for
LISTED = 3  # claims, or copies, that are named before "and n more"


def summary(dossier: Dossier) -> "RenderableType":
    """Return the answer for a terminal, for ``rich.print``; text from documents cannot colour it or steer it.

    >>> from rich.console import Console
    >>> Console().print(summary(Dossier(twosource="0")))
    No documents.
    """
    from rich.table import Table
    from rich.text import Text

    lines = list(summary_lines(dossier))
    if not lines:
        return Text("No documents.")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for label, said in lines:
        grid.add_row(Text(label, style="bold red" if label == "Disputed" else "bold"), Text(said))
    return grid


def summary_lines(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield the lines of the summary as label and text; none without documents."""
    if not dossier.documents:
        return
    shelf = Shelf(dossier)
    yield "Documents", f"{count(len(dossier.documents), 'document')}, {_witnesses(dossier)}"
    copies = [_copy(edge, shelf) for edge in dossier.lineage.edges]
    yield "Copied", _listed(copies) or "no copying found"
    if dossier.lineage.unseen:
        unseen = [
            f"{shelf.name(one.id)} (cited by {', '.join(map(shelf.name, one.cited_by))})" if one.cited_by
            else shelf.name(one.id)
            for one in dossier.lineage.unseen
        ]  # fmt: skip
        yield "Unseen", _listed(unseen)
    number: Counter[str] = Counter(claim.verdict for claim in dossier.claims)
    for verdict, label in (
        ("corroborated", "Corroborated"),
        ("one origin", "One origin"),
        ("single source", "One source"),
    ):
        chosen = [claim for claim in dossier.claims if claim.verdict == verdict]
        yield label, f"{count(number[verdict], 'claim')}{_examples(chosen) if verdict != 'single source' else ''}"
    disputed = [claim for claim in dossier.claims if claim.verdict == "disputed"]
    yield "Disputed", f"{count(len(disputed), 'claim')}{_examples(disputed)}" if disputed else "nothing"
    if number["undecided"]:
        undecided = [claim for claim in dossier.claims if claim.verdict == "undecided"]
        yield "Undecided", f"{count(len(undecided), 'claim')}{_examples(undecided)}"
    if dossier.problems:
        yield "Problems", f"{len(dossier.problems)}: what could not be done is listed in the report"


def count(number: int, noun: str) -> str:
    """
    >>> count(1, "claim"), count(2, "witness")
    ('1 claim', '2 witnesses')
    """
    ending = "" if number == 1 else "es" if noun.endswith("s") else "s"
    return f"{number} {noun}{ending}"


def of_range(low: int, high: int) -> str:
    """
    >>> of_range(2, 2), of_range(1, 3)
    ('2', '1 to 3')
    """
    return str(low) if low == high else f"{low} to {high}"


def _witnesses(dossier: Dossier) -> str:
    low, high = witnesses(dossier)
    return f"{of_range(low, high)} independent witness{'' if high == 1 else 'es'}"


def _copy(edge: Derivation, shelf: Shelf) -> str:
    share = f"{edge.share:.0%}"
    if not edge.directed:
        return (
            f"{shelf.name(edge.parent)} and {shelf.name(edge.child)} share text ({share}), who was first is not known"
        )
    if edge.kind == "revision":
        return f"{shelf.name(edge.child)} is a later version of {shelf.name(edge.parent)} ({share})"
    verb = "copies" if edge.share >= 0.5 else "takes parts of"
    return f"{shelf.name(edge.child)} {verb} {shelf.name(edge.parent)} ({share})"


def _examples(claims: Sequence[Claim]) -> str:
    return ": " + _listed([_short(claim.text) for claim in claims]) if claims else ""


def _listed(items: Sequence[str]) -> str:
    more = f" and {len(items) - LISTED} more" if len(items) > LISTED else ""
    return "; ".join(items[:LISTED]) + more


def _short(text: str) -> str:
    text = " ".join(visible(text).split())
    return text if len(text) <= SHORT else text[: SHORT - 1].rsplit(" ", 1)[0] + "…"
