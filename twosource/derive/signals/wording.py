"""Which of two versions is the later, by the words that come and go when a report is updated.

The words and their weights are learned lists: one for words anywhere in the text, one for those at its top.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import sqrt

from twosource.derive.pair import Pair
from twosource.derive.signals.signal import Signal
from twosource.derive.texts import Text
from twosource.model import Place
from twosource.words import table

__all__ = ["LISTS", "changed_words", "first_places", "listed_words", "scale", "update_words", "update_words_at_top"]

TOP = 30
"""Words that make up the top of a text."""

LISTS: dict[str, int | None] = {"update_words": None, "update_words_at_top": TOP}
"""The lists of words, each with the number of words from the beginning that it is about; None for all."""

TOLD = 3
"""Words named in a reason."""


def update_words(pair: Pair) -> Signal:
    """Words that come in, or go, when a report is updated: the fewer have changed, the more each of them counts."""
    return _by_words(pair, "update_words")


def update_words_at_top(pair: Pair) -> Signal:
    """Such words among the first thirty."""
    return _by_words(pair, "update_words_at_top")


def scale(changes: int) -> float:
    """What the weight of one word is multiplied by, if `changes` words have changed."""
    return 5 / sqrt(max(1, changes))


def changed_words(pair: Pair, first: int | None = None) -> dict[str, float]:
    """Return the words that stand more often in the child (1) or in the parent (-1), but for names and numbers.

    `first` limits it to so many words from the beginning of each.
    """
    small = _small(pair.parent.text) | _small(pair.child.text)
    texts = [side.text.written[:first] for side in (pair.parent, pair.child)]
    counts = [Counter(word for word in words if word in small) for words in texts]
    return {
        word: 1.0 if counts[1][word] > counts[0][word] else -1.0
        for word in sorted(counts[0].keys() | counts[1].keys())
        if counts[0][word] != counts[1][word]
    }


@cache
def listed_words(name: str) -> dict[str, float]:
    """The learned list `name`: each word and how much its coming in speaks for the later version."""
    return {word: float(weight) for word, (weight,) in table(f"en/{name}").items()}


def first_places(text: Text, words: Sequence[str]) -> tuple[Place, ...]:
    """The first place of each of `words` in `text`."""
    spans = dict(reversed(list(zip(text.written, text.words.spans, strict=True))))
    return tuple(Place(text.id, spans[word]) for word in words if word in spans)


def _by_words(pair: Pair, name: str) -> Signal:
    changes, listed = changed_words(pair, LISTS[name]), listed_words(name)
    votes = {word: sign * listed[word] * scale(len(changes)) for word, sign in changes.items() if word in listed}
    value = sum(votes.values())
    strongest = sorted((w for w in votes if votes[w] * value > 0), key=lambda w: (-abs(votes[w]), w))[:TOLD]
    came, went = [w for w in strongest if changes[w] > 0], [w for w in strongest if changes[w] < 0]
    return Signal(
        value,
        _reason(pair, {"came in": came, "went": went}, value),
        (*first_places(pair.child.text, came), *first_places(pair.parent.text, went)),
    )


def _reason(pair: Pair, told: Mapping[str, Sequence[str]], value: float) -> str:
    said = " and ".join(f"{', '.join(f'“{word}”' for word in group)} {verb}" for verb, group in told.items() if group)
    after = "as in updates" if value > 0 else "as the other way round in updates"
    return f"from {pair.parent_id} to {pair.child_id}, {said}, {after}"


def _small(text: Text) -> set[str]:
    """The words that stand somewhere in the text written small: no names."""
    whole = text.article.text
    return {
        word
        for word, span in zip(text.written, text.words.spans, strict=True)
        if whole[span.start].islower() and word.replace("'", "").isalpha()
    }
