import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.corroborate.variants import relation_of, variant_of

CASES = Path(__file__).parents[1] / "cases" / "variant_relations.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_relation(row):
    assert relation_of(row["full"], row["given"], indirect=row.get("indirect", False)) == row["relation"]


@given(st.lists(st.sampled_from(["we", "will", "not", "load", "any", "ship", "before", "noon"]), min_size=1))
def test_the_same_words_are_always_verbatim(said):
    assert variant_of(" ".join(said), "“" + " ".join(said).upper() + ",”")[0] == "verbatim"


@given(st.lists(st.sampled_from(["tide", "pier", "crane", "mast", "rope", "hull"]), min_size=2, unique=True), st.data())
def test_a_cut_at_the_ends_is_always_truncated(said, data):
    start = data.draw(st.integers(0, len(said) - 1))
    end = data.draw(st.integers(start + 1, len(said)))
    expected = "verbatim" if end - start == len(said) else "truncated"
    assert relation_of(" ".join(said), " ".join(said[start:end])) == expected


def test_the_very_same_reported_words_are_verbatim():
    assert relation_of("the quay will close", "the quay will close", indirect=True) == "verbatim"
    assert relation_of("the quay will close", "the quay would close", indirect=True) == "paraphrased"
