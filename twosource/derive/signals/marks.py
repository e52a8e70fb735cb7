"""Traces of the way a text went: damage, style of marks, furniture carried over."""

from math import log1p

from twosource.derive.pair import Pair
from twosource.derive.signals.signal import Signal

__all__ = ["damage_came", "damage_went", "lines_came", "lines_went", "marks_straightened"]


def damage_came(pair: Pair) -> Signal | None:
    """Broken characters come about in copying: the damaged one is the copy."""
    if not pair.child.damaged or pair.parent.damaged:
        return None
    return Signal(1.0, f"characters of {pair.child.id} are broken which are sound in {pair.parent.id}")


def damage_went(pair: Pair) -> Signal | None:
    """Broken characters are seldom mended on the way."""
    if not pair.parent.damaged or pair.child.damaged:
        return None
    return Signal(1.0, f"characters of {pair.parent.id} are broken which are sound in {pair.child.id}")


def marks_straightened(pair: Pair) -> Signal | None:
    """Curly quotation marks become straight ones more often than straight ones curly."""
    if pair.parent.curly is None or pair.child.curly is None or pair.parent.curly == pair.child.curly:
        return None
    straight, curly = (pair.child.id, pair.parent.id) if pair.parent.curly else (pair.parent.id, pair.child.id)
    return Signal(1.0 if pair.parent.curly else -1.0, f"{straight} has straight quotation marks, {curly} curly ones")


def lines_came(pair: Pair) -> Signal | None:
    """Short lines that only the child has: it was put on another page."""
    only = pair.child.lines - pair.parent.lines
    if not only:
        return None
    return Signal(
        log1p(len(only)), f"{pair.child.id} has {len(only)} short lines of a page that {pair.parent.id} lacks"
    )


def lines_went(pair: Pair) -> Signal | None:
    """Short lines that only the parent has: a copy would often have carried them along."""
    only = pair.parent.lines - pair.child.lines
    if not only:
        return None
    return Signal(log1p(len(only)), f"{pair.child.id} lacks {len(only)} short lines of the page of {pair.parent.id}")
