"""Orders by radix are those of a plain sort."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from twosource.align.sorting import radix_order

ROWS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 1 << 40)), max_size=30)


@given(ROWS)
def test_the_last_column_decides_and_equal_rows_keep_their_order(rows):
    low, high = (np.array([row[at] for row in rows], np.int64) for at in (1, 0))
    plain = sorted(range(len(rows)), key=lambda number: (rows[number][0], rows[number][1]))
    assert radix_order([low, high]).tolist() == plain
    assert radix_order([low.astype(np.uint64)]).tolist() == sorted(range(len(rows)), key=lambda n: rows[n][1])
