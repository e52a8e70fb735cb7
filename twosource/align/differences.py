"""Which words two versions of one passage have differently."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

from twosource.align.words import Words, words_of
from twosource.model import Difference

__all__ = ["word_differences"]


def word_differences(a: str, b: str) -> tuple[Difference, ...]:
    """Return what must be done to the words of `a` to get those of `b`, in the order of the text.

    Case, punctuation, styles of quotation marks, British and American spelling make no difference. `old` and `new` of
    each difference are the characters of `a` and `b` themselves.

    >>> [(d.kind, d.old, d.new) for d in word_differences("We have begun laying the groundwork in Ostley.",
    ...                                                   "“We have begun laying groundwork of Ostley”")]
    [('dropped', 'the', ''), ('changed', 'in', 'of')]
    """
    left, right = words_of(a), words_of(b)
    return tuple(
        Difference(kind=kind, old=_stretch(a, left, i, i_end), new=_stretch(b, right, j, j_end))
        for kind, i, i_end, j, j_end in _operations(left, right)
    )


def _operations(
    left: Words, right: Words
) -> Iterator[tuple[Literal["dropped", "added", "changed"], int, int, int, int]]:
    matcher = SequenceMatcher(None, left.folded, right.folded, autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "delete":
            yield "dropped", i, i_end, j, j_end
        elif tag == "insert":
            yield "added", i, i_end, j, j_end
        elif tag == "replace":
            yield "changed", i, i_end, j, j_end


def _stretch(text: str, words: Words, first: int, end: int) -> str:
    return words.stretch(first, end).of(text) if first < end else ""
