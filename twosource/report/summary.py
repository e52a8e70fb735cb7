"""The answer in the terminal: about ten lines."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from twosource.model import Claim, Derivation, Dossier, Family, Overruled, Place, Unseen, Utterance
from twosource.report.changes import told_in_brief
from twosource.report.overruled import told
from twosource.report.shelf import Shelf, visible
from twosource.report.standing import MOSTLY, are_one, hedge, is_version, witnesses

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

__all__ = ["against", "count", "of_range", "summary", "summary_lines"]

SHORT = 60  # characters of a claim's text that a line has room for
LISTED = 3  # claims, or copies, that are named before "and n more"


def summary(dossier: Dossier) -> "RenderableType":
    """Return the answer for a terminal, for ``rich.print``; text from documents cannot colour it or steer it.

    >>> from rich.console import Console
    >>> Console(soft_wrap=True).print(summary(Dossier(twosource="0")))
    No documents.
    """
    return _Answer(tuple(summary_lines(dossier)))


class _Answer:
    """Lines as label and text: a grid where lines are folded, else each whole on one line."""

    def __init__(self, lines: tuple[tuple[str, str], ...]) -> None:
        self._lines = lines or (("", "No documents."),)

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        from rich.table import Table
        from rich.text import Text

        styled = [(Text(label, "bold red" if label == "Disputed" else "bold"), said) for label, said in self._lines]
        if options.no_wrap:
            width = max(len(label) for label, _ in self._lines) + 2
            for label, said in styled:
                label.pad_right(width - len(label) if len(label) else 0)
                yield label + Text(said)
            return
        grid = Table.grid(padding=(0, 2))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for label, said in styled:
            grid.add_row(label, Text(said))
        yield grid


def summary_lines(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield the lines of the summary as label and text; none without documents."""
    if not dossier.documents:
        return
    shelf = Shelf(dossier)
    yield "Sources", f"{count(len(dossier.documents), 'document')}, {_witnesses(dossier)}"
    copies = [_copy(edge, dossier, shelf) for edge in dossier.lineage.edges if edge.parent in shelf]
    yield "Copied", _listed(copies) or "no document from another"
    changed = [_changed(edge, shelf) for edge in dossier.lineage.edges if edge.changes]
    if changed:
        yield "Changed", _listed(changed, 1)
    if houses := [_house(one, shelf) for one in dossier.families if len(one.documents) > 1]:
        yield "One owner", _listed(houses)
    if dossier.lineage.unseen:
        yield "Unseen", _listed([_unseen(one, dossier, shelf) for one in dossier.lineage.unseen])
    number: Counter[str] = Counter(claim.verdict for claim in dossier.claims)
    for verdict, label in (
        ("corroborated", "Corroborated"),
        ("one origin", "One origin"),
        ("single source", "One source"),
    ):
        chosen = [claim for claim in dossier.claims if claim.verdict == verdict]
        yield label, f"{count(number[verdict], 'claim')}{_examples(chosen) if verdict != 'single source' else ''}"
    disputed = [claim for claim in dossier.claims if claim.verdict == "disputed"]
    sides = _listed([f"{_short(claim.text)}{against(claim, shelf)}" for claim in disputed])
    yield "Disputed", f"{count(len(disputed), 'claim')}: {sides}" if disputed else "nothing"
    if dossier.still_carried:
        old = sorted({(one.document, one.span) for one in dossier.still_carried})
        named = [f"{shelf.name(d)}: “{' '.join(visible(shelf.words(Place(d, span))).split())}”" for d, span in old]
        yield "Outdated", f"{count(len(old), 'figure')} still carried: {_listed(named)}"
    if number["undecided"]:
        undecided = [claim for claim in dossier.claims if claim.verdict == "undecided"]
        yield "Undecided", f"{count(len(undecided), 'claim')}{_examples(undecided)}"
    if distorted := [line for one in dossier.utterances for line in _distorted(one, dossier, shelf)]:
        yield "Quoted", _listed(distorted, 1)
    if dossier.overrides:
        yield "By hand", _listed([_by_hand(one, shelf) for one in dossier.overrides])
    if dossier.problems:
        yield "Problems", f"{len(dossier.problems)}: what could not be done is listed in the report"


def _distorted(utterance: Utterance, dossier: Dossier, shelf: Shelf) -> Iterator[str]:
    """What of an utterance is quoted so that something else is asserted, or given to another speaker."""
    quotes = {quote.id: quote for quote in dossier.quotes}
    for variant in utterance.variants:
        quote = quotes.get(variant.quote)
        if quote is None or not (variant.meaning or variant.misattributed):
            continue
        words = _short(" … ".join(span.of(shelf[quote.document].text) for span in variant.content))
        told = variant.meaning or f"given to {visible(variant.misattributed or '')}, elsewhere to another"
        yield f"{shelf.name(quote.document)} has “{words}”: {visible(told)}"


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


def _copy(edge: Derivation, dossier: Dossier, shelf: Shelf) -> str:
    parent, child, share = shelf.name(edge.parent), shelf.name(edge.child), f"{edge.share:.0%}"
    if edge.by_hand:
        return f"{child} took from {parent} (set by hand)"
    if are_one(edge, dossier):
        return f"{parent} and {child} are one document (the same text)"
    if not edge.directed:
        shared = "tell the same in other words" if edge.kind == "retelling" else "share text"
        return f"{parent} and {child} {shared} ({share}), who was first is not known"
    doubt = hedge(edge.confidence)
    if edge.kind == "retelling":
        return f"{child} {doubt}retells {parent} in other words ({share} of what it tells)"
    if is_version(edge, dossier):
        return f"{child} is {doubt}a later version of {parent} ({share})"
    return f"{child} {doubt}{'copies' if edge.share >= MOSTLY else 'takes parts of'} {parent} ({share})"


def _changed(edge: Derivation, shelf: Shelf) -> str:
    return f"{shelf.name(edge.child)} against {shelf.name(edge.parent)}: {told_in_brief(edge.changes)}"


def _unseen(one: Unseen, dossier: Dossier, shelf: Shelf) -> str:
    edges = [edge for edge in dossier.lineage.edges if edge.parent == one.id]
    if edges:
        taking = ", ".join(f"{shelf.name(edge.child)} ({edge.share:.0%})" for edge in edges)
        return f"{shelf.name(one.id)}, {hedge(max(edge.confidence for edge in edges))}behind {taking}"
    cited = ", ".join(map(shelf.name, one.cited_by))
    return f"{shelf.name(one.id)}, cited by {cited}" if cited else shelf.name(one.id)


def _by_hand(one: Overruled, shelf: Shelf) -> str:
    return visible(" ".join(f"{told(one, shelf)} ({one.by}; the program had said {_short(one.was)})".split()))


def _house(one: Family, shelf: Shelf) -> str:
    names = ", ".join(map(shelf.name, one.documents))
    return f"{names} count as one ({visible(one.owner)})"


def _examples(claims: Sequence[Claim]) -> str:
    return ": " + _listed([_short(claim.text) for claim in claims], 1) if claims else ""


def against(claim: Claim, shelf: Shelf) -> str:
    """Return who tells `claim` otherwise and in which words, for the end of a line; empty if nobody does.

    A sentence that tells both sides is not repeated.
    """
    other = next((s for s in claim.support if s.stance != "states" and s.document in shelf), None)
    if other is None:
        return ""
    words = " ".join(visible(shelf.words(Place(other.document, other.span))).split())
    if claim.text.startswith(words):
        return f" – {shelf.name(other.document)} tells both sides"
    words = words if len(words) <= SHORT else words[: SHORT - 1].rsplit(" ", 1)[0] + "…"
    return f" – but {shelf.name(other.document)}: “{words}”"


def _listed(items: Sequence[str], listed: int = LISTED) -> str:
    more = f"; and {len(items) - listed} more" if len(items) > listed else ""
    return "; ".join(items[:listed]) + more


def _short(text: str) -> str:
    text = " ".join(visible(text).split())
    return text if len(text) <= SHORT else text[: SHORT - 1].rsplit(" ", 1)[0] + "…"
