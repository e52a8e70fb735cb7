"""Damage to texts: the words stay where the edits say they are."""

import numpy as np
import pytest

from training.tagger.damage import KINDS, damaged, moved

TEXT = (
    "“The hull ‘just broke’,” said Ann Berg, the harbour master.\n\n"
    "It wasn't \"safe,\" Lund's lawyer said. “Nobody told us.”"
)
LOOKS = {
    "straight": "\"The hull 'just broke',\" said",
    "typographic": "“The hull ‘just broke’,” said",
    "british": "‘The hull “just broke”,’ said",
    "british straight": "'The hull \"just broke\",' said",
    "guillemets": "«The hull ‹just broke›,» said",
    "low": "„The hull ‚just broke‘,“ said",
    "tex": "``The hull `just broke','' said",
    "all lost": "The hull ‘just broke’, said",
    "question marks": "?The hull ‘just broke’,? said",
    "capitals": "“THE HULL ‘JUST BROKE’,” SAID",
    "small letters": "“the hull ‘just broke’,” said",
}


@pytest.mark.parametrize("kind", KINDS)
def test_words_are_found_again(kind: str) -> None:
    text, places = damaged(TEXT, kind, np.random.default_rng(1))
    for word in ("hull", "broke", "Ann Berg", "lawyer", "Nobody told us"):
        start = TEXT.index(word)
        ((low, high),) = moved([[start, start + len(word)]], places)
        assert text[low:high].casefold() == word.casefold()


@pytest.mark.parametrize("kind", LOOKS)
def test_how_it_looks(kind: str) -> None:
    assert damaged(TEXT, kind, np.random.default_rng(1))[0].startswith(LOOKS[kind])


@pytest.mark.parametrize("kind", set(KINDS) - {"typographic"})
def test_every_kind_changes_something(kind: str) -> None:
    assert damaged(TEXT, kind, np.random.default_rng(1))[0] != TEXT
