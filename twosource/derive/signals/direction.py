"""Which of two documents was first. Each of these changes its sign when parent and child are exchanged."""

from math import log1p

from twosource.derive.pair import Pair, Side
from twosource.derive.signals.signal import Signal
from twosource.derive.texts import order_in_time

__all__ = [
    "belongs", "blocks_left_out", "broke", "came_known", "ends_cut", "lead_new", "lines_came", "published_before",
    "reads_as_others", "straightened", "words_left_out",
]  # fmt: skip


def published_before(pair: Pair) -> Signal | None:
    """What is copied was there before; a day alone does not order two documents of that day.

    Stored pages are often a later version than the one that was copied, so this is strong but not final.
    """
    first, second = pair.parent.text.published, pair.child.text.published
    if first is None or second is None:
        return None
    order = order_in_time(first, second)
    word = "before" if order > 0 else "after"
    return Signal(order, f"{pair.parent_id} is dated {first}, {word} {pair.child_id} ({second})")


def broke(pair: Pair) -> Signal:
    """Broken characters come about in copying and are seldom mended: the damaged one is the copy."""
    value = pair.child.text.damaged - pair.parent.text.damaged
    copy, source = _by_sign(pair, value)
    return Signal(value, f"characters are broken in {copy.text.id} that are sound in {source.text.id}")


def straightened(pair: Pair) -> Signal:
    """Curly quotation marks become straight ones more often than straight ones curly."""
    curly = pair.parent.text.curly, pair.child.text.curly
    value = 0 if None in curly else bool(curly[0]) - bool(curly[1])
    copy, source = _by_sign(pair, value)
    return Signal(value, f"{copy.text.id} has straight quotation marks where {source.text.id} has curly ones")


def lines_came(pair: Pair) -> Signal:
    """A page adds short lines of its own to a text that it takes over."""
    mine, theirs = pair.child.text.lines, pair.parent.text.lines
    value = log1p(len(mine - theirs)) - log1p(len(theirs - mine))
    more, less = _by_sign(pair, value)
    count = len(more.text.lines - less.text.lines)
    return Signal(value, f"{more.text.id} has {count} short lines of a page that {less.text.id} lacks")


def words_left_out(pair: Pair) -> Signal:
    """Who has more text that the other lacks."""
    value = log1p(pair.parent.own_words / 20) - log1p(pair.child.own_words / 20)
    less, more = _by_sign(pair, value)
    because = f"{less.text.id} lacks {more.own_words} words of {more.text.id} and has {less.own_words} that it lacks"
    return Signal(value, because, more.places(more.blocks))


def blocks_left_out(pair: Pair) -> Signal:
    """Who has more stretches of text, between shared ones, that the other lacks."""
    value = log1p(len(pair.parent.inner)) - log1p(len(pair.child.inner))
    less, more = _by_sign(pair, value)
    because = f"{less.text.id} lacks {len(more.inner)} stretches between shared text of {more.text.id}"
    return Signal(value, because, more.places(more.inner))


def lead_new(pair: Pair) -> Signal:
    """A copy gets a lead of its own over old text."""
    value = bool(pair.child.lead) - bool(pair.parent.lead)
    copy, source = _by_sign(pair, value)
    because = f"{copy.text.id} begins with {copy.lead} words of its own, then with the beginning of {source.text.id}"
    return Signal(value, because, copy.places(copy.blocks[:1]) if value else ())


def ends_cut(pair: Pair) -> Signal:
    """Copies are cut from the end."""
    value = bool(pair.parent.tail) - bool(pair.child.tail)
    cut, whole = _by_sign(pair, value)
    because = f"{whole.text.id} goes on for {whole.tail} words where {cut.text.id} ends"
    return Signal(value, because, whole.places(whole.blocks[-1:]) if value else ())


def belongs(pair: Pair) -> Signal:
    """What only one has, and what belongs to the shared text by its words, was there first: the other left it out."""
    value = log1p(pair.parent.kin_words) - log1p(pair.child.kin_words)
    _, source = _by_sign(pair, value)
    because = f"{source.kin_words} uncommon words of what only {source.text.id} has stand in the shared text too"
    return Signal(value, because, source.places(source.blocks))


def came_known(pair: Pair) -> Signal:
    """What only one of the two has, and a third document has too, was there first."""
    value = log1p(pair.parent.known_words / 10) - log1p(pair.child.known_words / 10)
    _, source = _by_sign(pair, value)
    because = f"{source.known_words} words that only {source.text.id} of the two has stand in a third document"
    return Signal(value, because)


def reads_as_others(pair: Pair) -> Signal:
    """Where the two differ by a few words, the one that reads as third documents do was first."""
    value = log1p(pair.parent.known_readings) - log1p(pair.child.known_readings)
    altered, source = _by_sign(pair, value)
    because = (
        f"where they differ by a few words, {source.text.id} reads as third documents do at {source.known_readings}"
        f" places, {altered.text.id} at {altered.known_readings}"
    )
    return Signal(value, because)


def _by_sign(pair: Pair, value: float) -> tuple[Side, Side]:
    """Child and parent if `value` speaks for this direction, else the other way round."""
    return (pair.child, pair.parent) if value >= 0 else (pair.parent, pair.child)
