"""Which of two versions is the later, by where and in what lengths each has words that the other lacks.

Updates put in passages and whole new tops; words that are taken out again, such as the symbol of a share, are few and
stand alone. Each of these changes its sign with the direction.
"""

from math import copysign, log1p

from twosource.derive.pair import Block, Pair, Side
from twosource.derive.signals.signal import Finder, Signal

__all__ = ["STRETCHES"]

PLACES = {"top": "at the beginning", "inside": "between shared words", "end": "at the end"}
LENGTHS = {"1": (1, 1), "2": (2, 2), "3_5": (3, 5), "6_15": (6, 15), "16_40": (16, 40), "41_up": (41, 10**9)}


def _came(place: str, length: str) -> Finder:
    """Stretches of a certain length, at a certain place, that only one of the two has."""
    fewest, most = LENGTHS[length]
    words = f"{fewest} word" + "s" * (fewest > 1) if fewest == most else f"{fewest} to {most} words"
    size = words if most < LENGTHS["41_up"][1] else f"{fewest} words and more"

    def signal(pair: Pair) -> Signal:
        mine, theirs = (
            [one for one in side.stretches if fewest <= one.length <= most and _place(side, one) == place]
            for side in (pair.child, pair.parent)
        )
        more = len(mine) - len(theirs)
        because = f"stretches of {size} {PLACES[place]} that the other lacks: {len(mine)} in {pair.child_id}, "
        spans = (*pair.child.places(mine), *pair.parent.places(theirs)) if more else ()
        return Signal(copysign(log1p(abs(more)), more), because + f"{len(theirs)} in {pair.parent_id}", spans)

    return signal


def _place(side: Side, stretch: Block) -> str:
    if stretch.start == 0:
        return "top"
    return "end" if stretch.end == len(side.text.words) else "inside"


STRETCHES: dict[str, Finder] = {f"{place}_{length}": _came(place, length) for place in PLACES for length in LENGTHS}
"""The signals by name: ``inside_3_5`` are stretches of three to five words between shared ones."""
