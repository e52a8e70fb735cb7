"""When the documents were published."""

from datetime import UTC

from twosource.derive.pair import Pair
from twosource.derive.signals.signal import Signal

__all__ = ["published_before"]


def published_before(pair: Pair) -> Signal | None:
    """What is copied was there before; a day alone does not order two documents of that day.

    Stored pages are often a later version than the one that was copied, so this is strong but not final.
    """
    first, second = pair.parent.published, pair.child.published
    if first is None or second is None:
        return None
    order = _order(first, second)
    if order == 0:
        return None
    word = "before" if order > 0 else "after"
    return Signal(order, f"{pair.parent.id} is dated {first}, {word} {pair.child.id} ({second})")


def _order(first: str, second: str) -> int:
    from datetime import datetime

    if min(len(first), len(second)) <= 10:
        a, b = first[:10], second[:10]
        return (a < b) - (b < a)
    moments = [datetime.fromisoformat(value) for value in (first, second)]
    zoned = [m if m.tzinfo else m.replace(tzinfo=UTC) for m in moments]
    return (zoned[0] < zoned[1]) - (zoned[1] < zoned[0])
