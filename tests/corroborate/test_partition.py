"""Regrouping by hand: whatever the order, and never two answers."""

import random

from hypothesis import given
from hypothesis import strategies as st

from twosource.corroborate.partition import repartition

MEMBERS = range(8)
some = st.frozensets(st.sampled_from(MEMBERS), min_size=1, max_size=4)
GROUPS = [frozenset((0, 1, 2)), frozenset((3, 4)), frozenset((5,)), frozenset((6, 7))]


def test_without_anything_groups_stay():
    assert repartition(GROUPS, {}, {}) == (GROUPS, {})


def test_what_is_taken_out_and_given_to_another_is_no_contradiction():
    groups, against = repartition(GROUPS, {1: {0}}, {2: {0, 3}})
    assert ({*groups}, against) == ({frozenset((1, 2)), frozenset((0, 3, 4)), *GROUPS[2:]}, {})


def test_a_split_that_a_merge_undoes_by_way_of_another_is_a_contradiction_and_the_rest_is_followed():
    groups, against = repartition(GROUPS, {1: {0}}, {2: {0, 3}, 3: {4, 1}, 4: {5, 6}})
    assert against == {1: (2, 3), 2: (1,), 3: (1,)}
    assert {*groups} == {*GROUPS[:2], frozenset((5, 6, 7))}


def test_two_splits_that_take_some_of_the_same_are_a_contradiction():
    assert repartition(GROUPS, {1: {0}, 2: {0, 1}}, {}) == (GROUPS, {1: (2,), 2: (1,)})


def test_to_split_what_stands_apart_changes_nothing():
    assert repartition(GROUPS, {1: {5}}, {})[1] == {}


@given(st.lists(some, max_size=4), st.lists(some, max_size=4), st.randoms(use_true_random=False))
def test_the_result_is_a_partition_that_obeys_whatever_the_order(splits, merges, chance: random.Random):
    cuts = dict(enumerate(splits))
    joins = dict(enumerate(merges, 100))
    groups, against = repartition(GROUPS, cuts, joins)
    assert sorted(member for group in groups for member in group) == list(MEMBERS)
    for key, members in joins.items():
        assert key in against or any(members <= group for group in groups)
    for key, members in cuts.items():
        rest = {one for group in GROUPS if group & members for one in group} - members
        assert key in against or not any(members & group and rest & group for group in groups)

    def shuffled(held):
        keys = list(held)
        chance.shuffle(keys)
        return {key: held[key] for key in keys}

    again, same = repartition(GROUPS, shuffled(cuts), shuffled(joins))
    assert ({*again}, same) == ({*groups}, against)
