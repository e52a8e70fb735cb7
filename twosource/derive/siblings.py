"""Whether a document is a copy of the one it is linked to, or both come from a source that is not given.

A source has what its copies have. Where either of the two has text that belongs to both and the other lacks, or the
supposed source has what is strange to its copy, they are siblings (a separative error, in the words of textual
criticism: Maas, Textkritik, 1927).
"""

from collections.abc import Mapping
from math import exp, log1p

from twosource.derive.pair import Pair
from twosource.derive.weights import SIBLINGS

__all__ = ["siblings", "signs_of_siblings"]


def signs_of_siblings(pair: Pair, clear: float, explained: float) -> dict[str, float]:
    """Return what speaks for and against a common source of the two of `pair`, by the names in `SIBLINGS`.

    `clear` are the log-odds of this direction against the other, `explained` those of this parent against none.
    """
    lacking = pair.child.fitting_words, pair.parent.fitting_words
    return {
        "always": 1.0,
        "clear": max(-5.0, min(clear, 5.0)),
        "explained": max(-10.0, min(explained, 10.0)),
        "strange": log1p(pair.parent.strange_words / 10),
        "each_lacks": log1p(min(lacking) / 10),
        "child_fits": log1p(lacking[0] / 10),
        "given": pair.parent.shared.share,
        "altered": log1p(pair.parent.altered),
        "credited": float(bool(pair.parent.text.credits)),
        "lines": log1p(len(pair.parent.text.lines - pair.child.text.lines)),
    }


def siblings(signs: Mapping[str, float]) -> float:
    """Return how probable it is that two documents come from a source that is not given, 0 to 1."""
    odds = sum(SIBLINGS[name] * value for name, value in signs.items())
    return 1 / (1 + exp(-odds))
