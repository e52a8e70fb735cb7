"""Runs of many pairs are cut as the plain engine cuts those of one."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.align.grown import Grown
from twosource.align.passages import _tiles
from twosource.align.runs import Run
from twosource.align.tiled import overlapping, tiled

LONGEST = 40
RUNS = st.sets(st.builds(Run, st.integers(0, 25), st.integers(0, 25), st.integers(3, LONGEST - 25)), max_size=8)


@settings(deadline=None)
@given(st.lists(RUNS, min_size=1, max_size=4), st.integers(1, 4))
def test_tiles_are_those_of_the_plain_engine(pairs, least):
    pair = np.array([number for number, runs in enumerate(pairs) for _ in runs], np.int64)
    columns = np.array([(run.left, run.right, run.length) for runs in pairs for run in sorted(runs)], np.int64)
    left, right, length = columns.reshape(-1, 3).T
    found_pair, found = tiled(pair, Grown(left, right, length, pair, pair), least)
    got = list(zip(*(c.tolist() for c in (found_pair, found.left, found.right, found.length)), strict=True))
    assert got == [
        (number, run.left, run.right, run.length)
        for number, runs in enumerate(pairs)
        for run in _tiles(sorted(runs), LONGEST, LONGEST, least)
    ]


def test_stretches_overlap_only_within_their_pair():
    pair, start, end = (np.array(column) for column in ([0, 0, 1, 1], [0, 4, 3, 9], [4, 9, 10, 12]))
    assert overlapping(pair, start, end).tolist() == [False, False, False, True]
