"""The fast engine finds what the plain one finds, row for row."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.align.fast import found_in, passages_of
from twosource.align.grain import CORPUS, STORY, Grain
from twosource.align.groups import groups_of
from twosource.align.grown import Texts, runs_of
from twosource.align.hashing import WordHashes
from twosource.align.passages import passages
from twosource.align.runs import shared_runs
from twosource.align.seeds import Boilerplate, seeds_of
from twosource.align.shard import BUCKETS, shard_of
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
    return rows(found_in(texts, grain))


def rows(found):
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


@settings(deadline=None)
@given(st.lists(st.one_of(TANGLED, BLANKS, st.text(max_size=40)), max_size=5))
def test_words_are_counted_as_the_plain_engine_counts_them(texts):
    hashed, words = WordHashes().of(texts), [words_of(text) for text in texts]
    assert hashed.counts.tolist() == [len(one) for one in words]
    folded = [word for one in words for word in one.folded]
    assert len(set(zip(folded, hashed.words.tolist(), strict=True))) == len(set(folded))
    spans = [(span.start, span.end - span.start) for one in words for span in one.spans]
    assert list(zip(hashed.offsets.tolist(), hashed.widths.tolist(), strict=True)) == spans


@pytest.mark.parametrize("ranges", [1, 2, 7])
@pytest.mark.parametrize("cuts", [(), (1,), (2, 3)])
def test_shards_and_ranges_of_hashes_make_no_difference(ranges, cuts):
    texts = [f"{SENTENCE} at nine", "", f"At noon {SENTENCE.lower()}", f"{' '.join(FEW)} {SENTENCE}", "nothing at all"]
    bounds = [0, *cuts, len(texts)]
    hashes = WordHashes()
    shards = [shard_of(texts[a:b], hashes, STORY.gram) for a, b in pairwise(bounds)]
    first_words = np.cumsum([0, *(len(one.words) for one in shards)])
    starts = np.concatenate(
        [*(s.starts[:-1] + at for s, at in zip(shards, first_words, strict=False)), first_words[-1:]]
    )

    def between(low, high):
        for shard, first in zip(shards, first_words.tolist(), strict=False):
            yield shard.between(low, high, first)

    found = [groups_of(list(between(*b)), starts) for b in pairwise(BUCKETS * n // ranges for n in range(ranges + 1))]
    aside = Boilerplate(np.concatenate([common.hashes for _, common in found]))
    seeds = np.concatenate([seeds_of(groups, aside) for groups, _ in found])
    whole = Texts(np.concatenate([one.words for one in shards]), starts)
    assert rows(passages_of(whole, runs_of(whole, seeds, STORY.gram), STORY)) == fast(texts, STORY)


def test_a_shard_comes_back_from_disk_as_it_was(tmp_path):
    shard = shard_of([SENTENCE, "", SENTENCE], WordHashes(), STORY.gram)
    shard.save(tmp_path / "one")
    again = type(shard).open(tmp_path / "one")
    assert all((getattr(shard, name) == getattr(again, name)).all() for name in shard.__struct_fields__)
    again.release()
    shard.save(tmp_path / "one")
    assert (again.words == shard.words).all()
    assert [one.name for one in tmp_path.iterdir()] == ["one"]
    with pytest.raises(FileNotFoundError):
        type(shard).open(tmp_path / "two")
