import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.corroborate.meaning import change_of_meaning
from twosource.corroborate.variants import relation_of, variant_of

CASES = Path(__file__).parents[1] / "cases" / "variant_relations.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_relation(row):
    assert relation_of(row["full"], row["given"], told=row.get("told", "quoted")) == row["relation"]


@pytest.mark.parametrize("row", [row for row in ROWS if "meaning" in row], ids=lambda row: row["why"])
def test_what_changes_the_meaning(row):
    """`meaning` in a case: words that must be told as lost or added, null where what is asserted stays the same."""
    if row.get("told"):
        return
    told = change_of_meaning(row["full"], row["given"])
    assert (told is None) == (row["meaning"] is None), told
    assert row["meaning"] is None or row["meaning"] in told


SAID = st.lists(st.sampled_from(["we", "will", "not", "load", "any", "ship", "if", "could", "before"]), max_size=12)


@given(SAID)
def test_the_same_words_mean_the_same(said):
    assert change_of_meaning(" ".join(said), " ".join(said)) is None


@given(SAID, SAID)
def test_words_without_not_or_if_or_could_never_change_the_meaning(said, other):
    plain = [[word for word in one if word not in {"not", "if", "could", "before"}] for one in (said, other)]
    assert change_of_meaning(" ".join(plain[0]), " ".join(plain[1])) is None


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
    assert relation_of("the quay will close", "the quay will close", told="reported") == "verbatim"
    assert relation_of("the quay will close", "the quay would close", told="reported") == "paraphrased"
