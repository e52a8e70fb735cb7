"""What two articles share is the same seen from either side, and vectors of nothing do no harm."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.stories import Profile
from twosource.stories.evidence import SIGNALS, evidence
from twosource.stories.likeness import likenesses, of_days
from twosource.stories.linkage import linked
from twosource.stories.vectors import Vocabulary

TERMS = ("ferry", "kellport", "12", "voss", "said", "march", "reef", "quak")
counts = st.tuples(*[st.integers(0, 3)] * 3)


@st.composite
def profiles(draw) -> Profile:
    terms = tuple(draw(st.lists(st.sampled_from(TERMS), unique=True)))
    title, lead, body = zip(*(draw(counts) for _ in terms), strict=True) if terms else ((), (), ())
    zeros = (0,) * len(terms)
    return Profile(
        id="x", terms=terms, in_title=title, in_lead=lead, in_body=body, capitals=zeros, starts=zeros, ends=zeros,
        days=tuple(draw(st.sets(st.sampled_from(["--03-12", "-W-5"])))), words=sum(lead) + sum(body),
    )  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(profiles(), profiles(), profiles())
def test_it_is_the_same_from_either_side_and_in_any_company(first, second, third):
    vocabulary = Vocabulary()
    a, b, c = map(vocabulary.vector, (first, second, third))
    there, back = evidence(a, [c, b]), evidence(b, [a])
    assert there.shape == (2, len(SIGNALS))
    assert np.isfinite(there).all()
    assert np.allclose(there[1], back[0], atol=1e-5)


def test_nothing_to_compare_with_is_no_row():
    assert likenesses(Vocabulary().vector(Profile(id="a")), []).shape == (0,)


def test_the_further_apart_the_less_likely():
    known = [of_days(0, gap) for gap in (0, 1, 2, 5, 14, 400)]
    assert known == sorted(known, reverse=True)
    assert known[0] > 0 > known[-1]


scores = st.dictionaries(
    st.sampled_from([(a, b) for a in "abcdef" for b in "abcdef" if a < b]), st.floats(-6, 8), max_size=15
)


@settings(deadline=None, max_examples=60)
@given(scores, st.randoms())
def test_every_article_is_in_one_group_whatever_the_order_of_pairs(pairs, chance):
    shuffled = list(pairs.items())
    chance.shuffle(shuffled)
    groups = linked("abcdef", pairs, -4.0)
    assert sorted(one for group in groups for one in group) == list("abcdef")
    assert groups == linked(reversed("abcdef"), dict(shuffled), -4.0)
