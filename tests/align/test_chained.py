"""Equal words in the gaps of a chain are as many as the plain engine finds there."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.align.chained import chained, in_doubt
from twosource.align.grown import Grown, Texts
from twosource.align.passages import WIDEST_GAP, matched_words

GAPS = st.lists(st.integers(10, 14), max_size=WIDEST_GAP)


@settings(deadline=None)
@given(GAPS, GAPS)
def test_equal_words_in_gaps_are_counted(left, right):
    if not left and not right:
        return
    one, other = [1, 2, 3, *left, 4, 5, 6], [1, 2, 3, *right, 4, 5, 6]
    texts = Texts(np.array(one + other, np.uint32), np.array([0, len(one), len(one) + len(other)]))
    starts = np.array([0, len(left) + 3]), np.array([len(one), len(one) + len(right) + 3])
    tiles = Grown(*starts, np.array([3, 3]), np.array([0, 0]), np.array([1, 1]))
    pair = np.array([0, 0])
    if in_doubt(pair, tiles, 3).any():  # too little in common for one passage
        assert 0.5 * (6 + max(len(left), len(right))) > 6
        return
    chains = chained(texts, pair, tiles)
    assert (chains.first.tolist(), chains.last.tolist()) == ([0], [1])
    assert chains.equal.tolist() == [6 + sum(run.length for run in matched_words(left, right))]
