"""How near two documents are, whichever was first: of two possible parents the nearer is the likelier."""

from itertools import pairwise
from math import log, log1p

from twosource.derive.pair import Pair
from twosource.derive.signals.signal import Signal

__all__ = [
    "altered", "amount", "blocks_differ", "both_known", "both_more", "damage_differs", "ends_differ", "kin_differs",
    "known_differs", "leads_differ", "lines_differ", "lines_shared", "marks_differ", "readings_known", "reordered",
    "shared_share", "spelling_differs", "words_differ",
]  # fmt: skip


def shared_share(pair: Pair) -> Signal:
    """A copy consists of what it copied, and a close one leaves little out: the mean of the coverage both ways."""
    taken, given = pair.child.shared.share, pair.parent.shared.share
    because = (
        f"{taken:.0%} of the own words of {pair.child_id} stand in {pair.parent_id}, {given:.0%} of those of"
        f" {pair.parent_id} in {pair.child_id}"
    )
    mine, theirs = zip(*pair.child.shared.kept, strict=True)
    places = [pair.child.place(*one) for one in mine] + [pair.parent.place(*one) for one in theirs]
    return Signal((taken + given) / 2, because, tuple(places))


def amount(pair: Pair) -> Signal:
    """Long shared wording does not come about by chance."""
    words = pair.child.shared.own_words
    return Signal(log1p(words / 20), f"they share {words} words outside quotation marks")


def words_differ(pair: Pair) -> Signal:
    """How much text each has that the other lacks."""
    mine, theirs = pair.child.own_words, pair.parent.own_words
    because = f"{pair.child_id} has {mine} words in longer stretches of its own, {pair.parent_id} {theirs}"
    return Signal(log1p(mine / 20) + log1p(theirs / 20), because)


def both_more(pair: Pair) -> Signal:
    """Each has text that the other lacks: more was done than a cut or an addition."""
    words = min(pair.child.own_words, pair.parent.own_words)
    return Signal(log1p(words / 20), f"each has at least {words} words that the other lacks")


def blocks_differ(pair: Pair) -> Signal:
    """In how many places, between shared ones, one has text that the other lacks."""
    count = len(pair.child.inner) + len(pair.parent.inner)
    return Signal(log1p(count), f"in {count} places between shared text, one has text that the other lacks")


def leads_differ(pair: Pair) -> Signal:
    """They begin differently."""
    return Signal(float(bool(pair.child.lead or pair.parent.lead)), "they begin differently")


def ends_differ(pair: Pair) -> Signal:
    """They end differently."""
    return Signal(float(bool(pair.child.tail or pair.parent.tail)), "they end differently")


def kin_differs(pair: Pair) -> Signal:
    """What one has beyond the other belongs to the shared text, by its words: it was cut there."""
    words = pair.child.kin_words, pair.parent.kin_words
    because = f"{sum(words)} uncommon words of what only one of them has stand in the shared text"
    return Signal(log1p(words[0]) + log1p(words[1]), because)


def known_differs(pair: Pair) -> Signal:
    """What one has beyond the other stands in a third document."""
    words = pair.child.known_words, pair.parent.known_words
    because = f"{sum(words)} words that only one of them has stand in a third document"
    return Signal(log1p(words[0] / 10) + log1p(words[1] / 10), because)


def both_known(pair: Pair) -> Signal:
    """Each has text that a third document knows and the other lacks: then neither is the only source of the other."""
    words = min(pair.child.known_words, pair.parent.known_words)
    return Signal(log1p(words / 10), f"each has at least {words} words that a third document has and the other lacks")


def readings_known(pair: Pair) -> Signal:
    """Where they differ by a few words, third documents read as one of them does."""
    places = pair.child.known_readings, pair.parent.known_readings
    because = f"at {sum(places)} places where they differ by a few words, third documents read as one of them"
    return Signal(log1p(places[0]) + log1p(places[1]), because)


def altered(pair: Pair) -> Signal:
    """How many words in a hundred differ inside the passages."""
    matched = sum(at >= 0 for at in pair.child.shared.to)
    rate = 100 * (pair.child.altered + pair.parent.altered) / matched
    return Signal(log1p(rate), f"{rate:.0f} words in a hundred differ inside the passages they share")


def reordered(pair: Pair) -> Signal:
    """Passages stand in another order."""
    there = [start for _, (start, _) in pair.child.shared.passages]
    turns = sum(after < before for before, after in pairwise(there))
    return Signal(log(1 + turns), f"{turns} of their passages stand in another order")


def marks_differ(pair: Pair) -> Signal:
    """A copy mostly keeps the style of quotation marks."""
    styles = pair.parent.text.curly, pair.child.text.curly
    differ = None not in styles and styles[0] != styles[1]
    return Signal(float(differ), "they set different quotation marks")


def spelling_differs(pair: Pair) -> Signal:
    """A copy mostly keeps British or American spelling."""
    forms, theirs = pair.child.text.written, pair.parent.text.written
    words = sum(at >= 0 and forms[here] != theirs[at] for here, at in enumerate(pair.child.shared.to))
    return Signal(log1p(words), f"{words} words are spelled in two ways in what they share")


def damage_differs(pair: Pair) -> Signal:
    """A copy mostly carries broken characters along."""
    return Signal(
        float(pair.parent.text.damaged != pair.child.text.damaged), "characters of only one of them are broken"
    )


def lines_shared(pair: Pair) -> Signal:
    """Short lines of a page that both have: one took them along with the text."""
    both = pair.child.text.lines & pair.parent.text.lines
    return Signal(log1p(len(both)), f"they have {len(both)} short lines of a page in common")


def lines_differ(pair: Pair) -> Signal:
    """Short lines of a page that only one of them has."""
    mine, theirs = pair.child.text.lines, pair.parent.text.lines
    only = len(mine - theirs), len(theirs - mine)
    return Signal(log1p(only[0]) + log1p(only[1]), f"{sum(only)} short lines of a page stand in only one of them")
