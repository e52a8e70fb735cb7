"""How much is shared: coverage of own words, both ways."""

from math import log

from twosource.derive.pair import Pair
from twosource.derive.signals.signal import Signal
from twosource.model import Place

__all__ = ["amount", "given_share", "taken_share"]


def taken_share(pair: Pair) -> Signal:
    """A copy consists of what it copied: the part of the child's own words that the parent has."""
    share = pair.taken.share
    return Signal(share, f"{share:.0%} of the own words of {pair.child.id} stand in {pair.parent.id}", _places(pair))


def given_share(pair: Pair) -> Signal:
    """A close copy keeps most of its parent: the part of the parent's own words that the child has."""
    share = pair.given.share
    return Signal(share, f"{share:.0%} of the own words of {pair.parent.id} stand in {pair.child.id}")


def amount(pair: Pair) -> Signal:
    """Long shared wording does not come about by chance."""
    words = pair.taken.own_words
    return Signal(log(1 + words / 20), f"they share {words} words outside quotation marks")


def _places(pair: Pair) -> tuple[Place, ...]:
    return tuple(
        place
        for here, there in pair.taken.kept
        for place in (pair.place(pair.child, *here), pair.place(pair.parent, *there))
    )
