"""The fast engine finds what the plain one finds, row for row."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.align.fast import found_in
from twosource.align.grain import CORPUS, STORY, Grain
from twosource.align.groups import HASHES, Collection, groups_of
from twosource.align.grown import runs_of
from twosource.align.hashing import WordHashes
from twosource.align.passages import passages
from twosource.align.runs import shared_runs
from twosource.align.seeds import Boilerplate, seeds_of
from twosource.align.shard import shard_of
from twosource.align.words import words_of

FEW = ["the", "ferry", "left", "Millport", "at", "nine"]
SENTENCE = "The harbour master ordered the eastern basin closed before noon after divers had found a crack in a gate"
TANGLED = st.lists(st.sampled_from(FEW), max_size=40).map(" ".join)
LIFTED = st.lists(st.one_of(st.sampled_from(SENTENCE.split()), st.just(SENTENCE)), max_size=12).map(" ".join)
BLANKS = st.text(alphabet="ab “”'’-.,5\u00a0\u2003\n港â€™%", max_size=60)
GRAINS = [Grain(gram=2, equal=3), Grain(gram=3, equal=5), STORY, CORPUS]


def plain(texts, grain):
    words = [words_of(text).folded for text in texts]
    return [
        (left, right, *one.left, *one.right, one.equal)
        for (left, right), runs in shared_runs(words, grain.gram).items()
        for one in passages(words[left], words[right], runs, grain)
    ]


def fast(texts, grain):
    found = found_in(texts, grain)
    return list(zip(*(getattr(found, name).tolist() for name in found.__struct_fields__), strict=True))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(TANGLED, LIFTED, BLANKS), min_size=1, max_size=5), st.sampled_from(GRAINS))
def test_the_passages_are_those_of_the_plain_engine(texts, grain):
    assert fast(texts, grain) == sorted(plain(texts, grain))


def test_a_run_that_begins_with_boilerplate_is_found_from_its_first_word():
    opening = "Copying this report needs the leave of the publisher."
    many = [f"{opening} Report {n} is on harbour {n * 7}." for n in range(101)]
    texts = [*many, f"{opening} {SENTENCE}.", f"{opening} {SENTENCE}, they say."]
    assert fast(texts, STORY) == sorted(plain(texts, STORY))
    assert (101, 102, 0) in [row[:3] for row in fast(texts, STORY)]


def test_what_one_text_repeats_too_often_proposes_nothing():
    texts = ["all aboard please mind the gap " * 9, f"all aboard please mind the gap {SENTENCE}", SENTENCE]
    assert fast(texts, STORY) == sorted(plain(texts, STORY))


@given(st.lists(st.one_of(TANGLED, BLANKS, st.text(max_size=40)), max_size=5))
def test_words_are_counted_as_the_plain_engine_counts_them(texts):
    hashes, lengths = WordHashes().of(texts)
    assert lengths.tolist() == [len(words_of(text)) for text in texts]
    folded = [word for text in texts for word in words_of(text).folded]
    assert len(set(zip(folded, hashes.tolist(), strict=True))) == len(set(folded))


@pytest.mark.parametrize("ranges", [1, 2, 7])
@pytest.mark.parametrize("cuts", [(), (1,), (2, 3)])
def test_shards_and_ranges_of_hashes_make_no_difference(ranges, cuts):
    texts = [f"{SENTENCE} at nine", "", f"At noon {SENTENCE.lower()}", f"{' '.join(FEW)} {SENTENCE}", "nothing at all"]
    bounds = [0, *cuts, len(texts)]
    hashes = WordHashes()
    shards = [shard_of(texts[a:b], hashes, STORY) for a, b in pairwise(bounds)]
    collection = Collection.of(shards)
    steps = [HASHES * n // ranges for n in range(ranges + 1)]
    groups = [groups_of(collection, low, high) for low, high in pairwise(steps)]
    aside = Boilerplate(np.concatenate([one.boilerplate for one in groups]))
    seeds = np.concatenate([seeds_of(collection, one, aside) for one in groups])
    words = np.concatenate([one.words for one in shards])
    runs = runs_of(collection, words, seeds, STORY.gram)
    whole = found_in(texts, STORY)
    assert set(zip(runs.left_text.tolist(), runs.right_text.tolist(), strict=True)) == {(0, 2), (0, 3), (2, 3)}
    assert set(zip(whole.left_text.tolist(), whole.right_text.tolist(), strict=True)) == {(0, 2), (0, 3), (2, 3)}


def test_a_shard_comes_back_from_disk_as_it_was(tmp_path):
    shard = shard_of([SENTENCE, "", SENTENCE], WordHashes(), STORY)
    shard.save(tmp_path / "one")
    again = type(shard).open(tmp_path / "one")
    assert all((getattr(shard, name) == getattr(again, name)).all() for name in shard.__struct_fields__)
    with pytest.raises(FileNotFoundError):
        type(shard).open(tmp_path / "two")
