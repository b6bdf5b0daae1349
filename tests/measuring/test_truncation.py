"""Top-k, top-p and min-p: by hand, at their ends, on batches, and what no rule may do."""

import numpy as np
import pytest

from unrolled.measuring.truncation import cut, min_p, top_k, top_p

P = np.array([0.05, 0.5, 0.15, 0.3])  # likeliest first: places 1, 3, 2, 0


def kept(mask):
    return np.flatnonzero(mask).tolist()


@pytest.mark.parametrize(("k", "places"), [(1, [1]), (2, [1, 3]), (3, [1, 2, 3]), (4, [0, 1, 2, 3]), (9, [0, 1, 2, 3])])
def test_top_k_by_hand(k, places):
    assert kept(top_k(P, k)) == places


@pytest.mark.parametrize(
    ("share", "places"),
    [(0.01, [1]), (0.5, [1]), (0.51, [1, 3]), (0.8, [1, 3]), (0.81, [1, 2, 3]), (0.95, [1, 2, 3]), (0.96, [0, 1, 2, 3]),
     (1, [0, 1, 2, 3])],
)  # fmt: skip
def test_top_p_by_hand(share, places):
    assert kept(top_p(P, share)) == places


@pytest.mark.parametrize(
    ("share", "places"), [(0, [0, 1, 2, 3]), (0.1, [0, 1, 2, 3]), (0.2, [1, 2, 3]), (0.6, [1, 3]), (0.7, [1]), (1, [1])]
)
def test_min_p_by_hand(share, places):
    assert kept(min_p(P, share)) == places


def test_of_equals_top_k_keeps_as_many_as_it_is_told_and_min_p_all():
    even = np.full(4, 0.25)
    assert kept(top_k(even, 2)) == [0, 1]
    assert kept(top_p(even, 0.5)) == [0, 1]
    assert kept(min_p(even, 1)) == [0, 1, 2, 3]


def test_a_batch_is_cut_row_by_row_and_the_likeliest_is_always_kept():
    p = np.random.default_rng(0).dirichlet(np.full(20, 0.3), (3, 5))
    for rule, amount in ((top_k, 3), (top_p, 0.7), (min_p, 0.2)):
        mask = rule(p, amount)
        assert mask.shape == p.shape
        assert np.take_along_axis(mask, p.argmax(axis=-1)[..., None], axis=-1).all()
        for row, alone in zip(mask.reshape(-1, 20), p.reshape(-1, 20), strict=True):
            assert (row == rule(alone, amount)).all()
            assert alone[row].min() >= alone[~row].max(initial=0)  # nothing is cut that is likelier than what is kept


def test_top_p_keeps_no_more_than_it_must():
    p = np.random.default_rng(1).dirichlet(np.full(30, 0.5), 200)
    for row in p:
        left = np.sort(row[top_p(row, 0.9)])
        assert left.sum() >= 0.9
        assert left[1:].sum() < 0.9


def test_what_is_kept_adds_up_to_one_and_keeps_its_ratios():
    shares = cut(P, top_k(P, 2))
    np.testing.assert_allclose(shares, [0, 0.625, 0, 0.375])


@pytest.mark.parametrize(
    ("rule", "amount", "words"),
    [(top_k, 0, "1 character or more"), (top_p, 0, "above 0"), (top_p, 1.1, "up to 1"), (min_p, -0.1, "from 0 to 1"),
     (min_p, float("nan"), "from 0 to 1")],
)  # fmt: skip
def test_amounts_that_make_no_sense_are_told(rule, amount, words):
    with pytest.raises(ValueError, match=words):
        rule(P, amount)
