"""Whether a document was made longer by text of another one than that which it mainly comes from."""

from twosource.derive.overlap import Overlap

__all__ = ["appended"]

FEWEST_APPENDED = 20
"""Own words that must have been appended."""

FEWEST_BEFORE = 8
"""Own words before them that the other document has as well, and has behind them."""


def appended(first: Overlap, other: Overlap) -> bool:
    """Whether the document at hand ends with text of `other` that stands earlier there; `first` is what it comes from.

    Both overlaps are those of the document at hand. Text that `first` lacks may as well have been cut from that one, or
    stood in an unseen source of both; but then it stands where `other` has it. Only what was put behind text that
    follows it in the other document was surely taken from there.
    """
    end = max((at for at, there in enumerate(first.to) if there >= 0), default=-1)
    added = [at for at, own in enumerate(other.own) if own and at > end]
    if len(added) < FEWEST_APPENDED:
        return False
    last = other.to[added[-1]]
    before = [other.to[at] for at, own in enumerate(other.own) if own and at < added[0]]
    return sum(there > last for there in before) >= max(FEWEST_BEFORE, len(before) // 2)
